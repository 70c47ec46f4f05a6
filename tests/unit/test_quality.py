"""A person is asked to look when there is a reason, and is told the reason."""

import pytest

from schemas.base import Problem
from schemas.metadata import DateRole
from schemas.page import ReadPage
from schemas.record import Quality
from schemas.repair import Edit, RepairedLine, RepairedPage
from tests.unit.structure.paper import boxed_pages, text_pages, unrepaired
from workers.metadata import extract
from workers.page_quality import judged_page
from workers.quality import judge
from workers.repair import repair_pages
from workers.structure import structure

GOOD = (
    "Näs kommun\nTJÄNSTESKRIVELSE\nDatum 2018-03-14\nDnr KS 2018/14\n\n"
    "Ny brygga i hamnen\n\nÄrendet\nBryggan är hel.\n"
)
DAMAGED = "Forvaltningen foreslar att namnden godkanner yttrandet. Handlaggare ar Ida Kvarnlof.\n"


def judged(pages: tuple[RepairedPage, ...]) -> Quality:
    return judge(pages, [judged_page(page) for page in pages], extract(pages, structure(pages)))


def codes(text: str) -> list[str]:
    return [reason.code for reason in judged(text_pages(text)).reasons]


def with_confidence(page: RepairedPage, confidence: float) -> RepairedPage:
    lines = tuple(
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"confidence": confidence}) for w in line.words)}
        )
        for line in page.page.lines
    )
    return unrepaired(page.page.model_copy(update={"lines": lines}))


def test_a_good_document_needs_nobody() -> None:
    quality = judged(text_pages(GOOD))
    assert (quality.needs_review, quality.reasons) == (False, ())
    assert quality.words == len(GOOD.split())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD.replace("Dnr KS 2018/14\n", ""), "no_own_dnr"),
        (GOOD.replace("KS 2018/14", "KSN-2015-."), "flagged_value"),
        (GOOD.replace("hel.", "hel sedan den 31 februari 2018."), "flagged_value"),
        (GOOD.replace("KS 2018/14", "KS 2018/14\nDnr KS 2018/41"), "conflicting_dnr"),
        (GOOD.replace("Datum 2018-03-14\n", ""), "no_date"),
        (GOOD.replace("hel.", "hel.\n\nDatum 2018-04-15"), "conflicting_dates"),
        (GOOD.replace("Näs kommun\n", ""), "no_issuer"),
        (GOOD.replace("Ny brygga i hamnen\n\n", ""), "no_title"),
        ("Lunchmeny\n\nSoppa serveras.\n", "unknown_type"),
        (" \n", "nothing_read"),
    ],
)
def test_reasons(text: str, code: str) -> None:
    assert code in codes(text)


def test_an_uncertain_value_says_how_often_its_rule_is_right() -> None:
    pages = text_pages(GOOD)
    metadata = extract(pages, structure(pages))
    (dnr,) = metadata.dnr
    uncertain = metadata.model_copy(update={"dnr": (dnr.model_copy(update={"confidence": 0.694}),)})
    (reason,) = judge(pages, [judged_page(page) for page in pages], uncertain).reasons
    assert reason.code == "uncertain_value"
    assert reason.sv.endswith("ger rätt i 69\N{NO-BREAK SPACE}%; gränsen är 70\N{NO-BREAK SPACE}%.")
    assert reason.en.endswith("is right in 69%; the limit is 70%.")


@pytest.mark.parametrize(("role", "told"), [("event", False), ("underlag", False), ("deadline", True)])
def test_an_uncertain_date_asks_only_where_it_is_registered(role: DateRole, told: bool) -> None:
    pages = text_pages(GOOD)
    metadata = extract(pages, structure(pages))
    (own,) = metadata.dates
    other = own.model_copy(update={"role": role, "confidence": 0.5})
    reasons = judge(
        pages,
        [judged_page(page) for page in pages],
        metadata.model_copy(update={"dates": (own, other)}),
    ).reasons
    assert [(reason.code, reason.field) for reason in reasons] == [("uncertain_value", "dates")] * told


@pytest.mark.parametrize("text", ["Näs kommun\nSammanträdesprotokoll\n2018-03-14\n\n§ 1\n", "Överklagande\n"])
def test_minutes_need_no_title_and_an_appeal_no_office(text: str) -> None:
    assert not {"no_title", "no_issuer"} & set(codes(text))


def test_the_same_day_twice_is_no_conflict() -> None:
    assert codes(GOOD.replace("hel.", "hel.\n\nDatum 2018-03-14")) == []


def test_an_incomplete_date_is_no_reason() -> None:
    assert codes(GOOD.replace("hel.", "hel sedan den 13 oktober.")) == []


def test_an_unread_page_is_told() -> None:
    problem = Problem(code="unreadable_page", sv="Sidan är skadad.", en="The page is damaged.")
    unread = unrepaired(
        ReadPage(
            number=2,
            width=None,
            height=None,
            text_source="none",
            reason=problem.code,
            lines=(),
            problem=problem,
        )
    )
    quality = judged((*text_pages(GOOD), unread))
    assert quality.unread_pages == 1
    assert [reason.code for reason in quality.reasons] == ["unread_page"]
    assert "Sida 2" in quality.reasons[0].sv
    assert "Page 2" in quality.reasons[0].en


LAYOUT = (
    "@font sans 10\n@tabs 0 90\n| Näs kommun | Datum 2018-03-14\n| TJÄNSTESKRIVELSE | Dnr KS 2018/14\n"
    "@skip 5\n= Ny brygga i hamnen\n== Ärendet\n" + ("Bryggan i hamnen är gammal men hel. " * 6)
)


def test_a_page_read_with_doubt() -> None:
    (page,) = boxed_pages(LAYOUT)
    quality = judged_page(with_confidence(page, 0.4)).quality
    assert (quality.doubtful_words, quality.mean_confidence) == (quality.words, 0.4)
    assert {"low_confidence", "doubtful_value"} <= {
        r.code for r in judged((with_confidence(page, 0.4),)).reasons
    }


def test_a_page_read_without_doubt() -> None:
    (page,) = boxed_pages(LAYOUT)
    assert judged_page(page).quality.doubtful_words == 0
    assert not judged((page,)).needs_review


@pytest.mark.parametrize(("confidence", "told"), [(0.3, True), (0.99, False), (None, False)])
def test_an_uncertain_repair_in_a_value(confidence: float | None, told: bool) -> None:
    (page,) = text_pages(GOOD)
    read = page.page.lines[3].text
    edit = Edit(start=3, end=9, before="brygga", after="bryggå", kind="diacritic", confidence=confidence)
    line = RepairedLine(original=read, text=read.replace("brygga", "bryggå"), edits=(edit,))
    repaired = RepairedPage(page=page.page, lines=(*page.lines[:3], line, *page.lines[4:]))
    quality = judged((repaired,))
    assert quality.repairs == 1
    assert ("repaired_value" in [reason.code for reason in quality.reasons]) == told


def judged_by_its_reader(page: RepairedPage, confidence: float) -> RepairedPage:
    lines = tuple(
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"doubtful": confidence < 0.98}) for w in line.words)}
        )
        for line in with_confidence(page, confidence).page.lines
    )
    return unrepaired(page.page.model_copy(update={"lines": lines}))


def test_the_pages_error_is_foretold_from_its_words() -> None:
    (page,) = boxed_pages(LAYOUT)
    sure, unsure = (judged_by_its_reader(page, confidence) for confidence in (0.999, 0.7))
    low, high = (judged_page(one).quality.predicted_error for one in (sure, unsure))
    assert low is not None
    assert high is not None
    assert 0 < low < 0.001
    assert 0.02 < high < 0.3
    assert judged((sure, unsure)).predicted_error == pytest.approx((low + high) / 2, abs=1e-4)


@pytest.mark.parametrize(("confidence", "told"), [(0.85, True), (0.95, False), (0.99, False)])
def test_a_marked_word_in_a_value_asks_for_somebody_only_when_there_is_real_doubt(
    confidence: float, told: bool
) -> None:
    (page,) = boxed_pages(LAYOUT)
    codes = [reason.code for reason in judged((judged_by_its_reader(page, confidence),)).reasons]
    assert ("doubtful_value" in codes) == told


def test_of_a_reader_without_probabilities_nothing_is_foretold() -> None:
    (page,) = boxed_pages(LAYOUT)
    assert judged_page(with_confidence(page, 0.4)).quality.predicted_error is None
    assert judged(text_pages(" \n")).predicted_error is None


def test_the_error_of_a_text_is_foretold_from_what_repair_did_and_left() -> None:
    good, repaired, left = (
        judged(repair_pages([page.page for page in text_pages(text)])).predicted_error or 0.0
        for text in (GOOD, DAMAGED.replace("Kvarnlof", "Kvarnlöf"), DAMAGED)
    )
    assert 0 < good < 0.001 < repaired < left


def test_words_of_a_text_that_may_be_damaged_are_doubtful_and_ask_for_somebody_in_a_value() -> None:
    (page,) = text_pages(GOOD.replace("brygga i hamnen", "br?ggz i hamnen"))
    found = judged_page(page)
    assert [page.page.raw_text[one.start : one.end] for one in found.doubtful] == ["br?ggz"]
    assert found.quality.doubtful_words == 1
    (reason,) = [one for one in judged((page,)).reasons if one.code == "doubtful_value"]
    assert reason.sv == "Titel kan vara skadat i filen: ”Ny br?ggz i hamnen”."
    (sound,) = text_pages(GOOD)
    assert judged_page(sound).doubtful == ()
