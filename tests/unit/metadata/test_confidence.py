"""A value is as sure as its rule has been right; where rules disagree less so, and a person is asked."""

from schemas.metadata import UNCERTAIN
from tests.unit.metadata.reading import values_of
from tests.unit.structure.paper import text_pages
from workers.metadata import extract
from workers.metadata.reliability import DOUBTS, RELIABILITY, UNSEEN
from workers.page_quality import judged_page
from workers.quality import judge
from workers.structure import structure

AGREED = (
    "Näs kommun\nTJÄNSTESKRIVELSE\nDatum 2018-03-14\nDnr KS 2018/14\n\n"
    "Till\nTekniska nämnden\n\nNy brygga i hamnen\n\n"
    "Förslag till beslut i tekniska nämnden\n\n1. Nämnden godkänner bryggan.\n"
)
DISPUTED = AGREED.replace("Förslag till beslut i tekniska nämnden", "Förslag till beslut i kulturnämnden")


def test_confidence_is_how_often_the_rule_is_right() -> None:
    found = values_of(AGREED).recipient
    assert found is not None
    assert found.confidence == RELIABILITY[found.rule]


def test_two_rules_that_disagree_lower_it_and_ask_for_review() -> None:
    found = values_of(DISPUTED).recipient
    assert found is not None
    assert found.value == "Tekniska nämnden"
    assert found.flags == ("ambiguous",)
    assert found.confidence == round(RELIABILITY[found.rule] * DOUBTS["ambiguous"], 2)
    pages = text_pages(DISPUTED)
    reasons = judge(pages, [judged_page(page) for page in pages], extract(pages, structure(pages))).reasons
    assert [r.code for r in reasons] == ["flagged_value"]
    assert "Mottagare" in reasons[0].sv


def test_no_rule_is_certain() -> None:
    assert all(0 < share < 1 for share in (*RELIABILITY.values(), UNSEEN))


def test_a_reason_names_the_field_and_the_limit() -> None:
    pages = text_pages(AGREED)
    found = extract(pages, structure(pages))
    assert found.recipient is not None
    weak = found.recipient.model_copy(update={"confidence": UNCERTAIN - 0.01})
    reasons = judge(
        pages, [judged_page(page) for page in pages], found.model_copy(update={"recipient": weak})
    ).reasons
    assert [(r.code, r.field) for r in reasons] == [("uncertain_value", "recipient")]
    assert f"gränsen är {100 * UNCERTAIN:.0f}\u00a0%" in reasons[0].sv
    assert f"the limit is {UNCERTAIN:.0%}" in reasons[0].en
    assert weak.rule in reasons[0].sv
