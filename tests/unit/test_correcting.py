"""The record and its corrections give the record as it is served; what does not fit stays visible."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ingest.review import apply, attributions, corrected, expected, protected_form
from schemas.base import Problem
from schemas.example import EXAMPLE, RAW_LINES, TEXT_LINES
from schemas.record import PageQuality, Record
from schemas.review import Correction, Fate, FieldTarget

TITLE = "Yttrande över detaljplan för kvarteret Ängen"
REPAIR = {
    "kind": "repair",
    "page": 1,
    "start": 0,
    "end": 12,
    "seen": "Miljonamnden",
    "proposed": "Miljönämnden",
}


def correction(number: int, target: dict[str, Any], before: Any = None, after: Any = None) -> Correction:
    return Correction.model_validate(
        {
            "document_id": EXAMPLE.id,
            "number": number,
            "version": "1-r0",
            "target": target,
            "before": before,
            "after": after,
            "actor": "åsa",
            "at": datetime(2026, 11, 22, tzinfo=UTC),
        }
    )


def field(number: int, path: str, before: Any, after: Any) -> Correction:
    return correction(number, {"kind": "field", "path": path}, before, after)


def word(number: int, line: int, before: str, after: str, line_text: str | None = None) -> Correction:
    text = line_text or TEXT_LINES[line]
    target = {"kind": "text", "page": 1, "line": line, "start": text.index(before), "line_text": text}
    return correction(number, target, before, after)


def undo(number: int, undone: int) -> Correction:
    return correction(number, {"kind": "undo", "number": undone})


def fates(record: Record, corrections: Sequence[Correction]) -> list[Fate]:
    return [outcome.fate for outcome in apply(record, corrections).outcomes]


def test_without_corrections_nothing_changes() -> None:
    assert corrected(EXAMPLE, ()) == EXAMPLE


def test_a_value_is_corrected_and_attributed_and_the_rest_is_untouched() -> None:
    change = field(1, "/title/value", TITLE, "Yttrande över detaljplan för Ängen")
    done = apply(EXAMPLE, [change])
    assert done.record.title is not None
    assert done.record.title.value == "Yttrande över detaljplan för Ängen"
    assert EXAMPLE.title is not None
    assert done.record == EXAMPLE.model_copy(
        update={"title": EXAMPLE.title.model_copy(update={"value": "Yttrande över detaljplan för Ängen"})}
    )
    by_path = {one.path: one for one in attributions(done.record, [change], done.outcomes) if one.path}
    assert (by_path["/title"].by, by_path["/title"].who, by_path["/title"].correction) == ("person", "åsa", 1)
    assert (by_path["/dnr/0"].by, by_path["/dnr/0"].who) == ("rule", "dnr.label_same_line")


def test_an_entry_is_added_changed_and_removed() -> None:
    new = {
        **EXAMPLE.dnr[0].model_dump(mode="json"),
        "value": "KS-2024-1",
        "role": "referenced",
        "rule": "person",
    }
    steps = [
        field(1, "/dnr/-", None, new),
        field(2, "/dnr/1/value", "KS-2024-1", "KS-2024-00001"),
        field(3, "/dnr/0", EXAMPLE.dnr[0].model_dump(mode="json"), None),
    ]
    assert fates(EXAMPLE, steps) == ["applied"] * 3
    assert [dnr.value for dnr in corrected(EXAMPLE, steps).dnr] == ["KS-2024-00001"]


def test_a_value_that_was_not_found_is_added_and_a_wrong_one_removed() -> None:
    without = EXAMPLE.model_copy(update={"officer": None})
    assert EXAMPLE.officer is not None
    officer = EXAMPLE.officer.model_dump(mode="json")
    assert corrected(without, [field(1, "/officer", None, officer)]) == EXAMPLE
    assert corrected(EXAMPLE, [field(1, "/officer", officer, None)]) == without


@pytest.mark.parametrize(
    "change",
    [
        field(1, "/title/value", "något annat", "x"),
        field(1, "/dnr/7/value", "MN-2024-00417", "x").model_copy(update={"before": "finns inte"}),
        field(1, "/quality", None, None),
        field(1, "/pages/0/text", "\n".join(TEXT_LINES), "x"),
        field(1, "/dates/0/role", "document", "hittepå"),
        field(1, "/title/value", TITLE, None),
        field(1, "/title/nonsense", None, "x"),
        field(1, "/title/-", None, {"value": "x"}),
        field(1, "/dnr/-/value", None, "x"),
        field(1, "/dnr/-", "x", "y"),
        field(1, "/dnr", None, None),
        word(1, 0, "Almvik", "Almby", line_text="Nämnden för Almvik"),
        word(1, 0, "Almvik", "två\nrader"),
        correction(1, {**REPAIR, "end": 11}, True, False),
        correction(1, REPAIR, True, "nej"),
    ],
)
def test_what_does_not_fit_is_a_conflict_and_changes_nothing(change: Correction) -> None:
    done = apply(EXAMPLE, [change])
    assert (done.record, done.outcomes[0].fate) == (EXAMPLE, "conflict")


@pytest.mark.parametrize("path", ["title", "/a/b/c/d", "/title/..", "/", "/dnr/x1", "/dnr/0/value/0"])
def test_a_path_has_one_form(path: str) -> None:
    with pytest.raises(ValidationError):
        FieldTarget(path=path)


def test_a_word_is_corrected_on_the_page_and_in_the_text_made_of_it() -> None:
    done = apply(EXAMPLE, [word(1, 10, "överlämnar", "avger")])
    assert done.outcomes[0].fate == "applied"
    assert not done.outcomes[0].only_on_page
    assert done.record.pages[0].text.split("\n")[10] == RAW_LINES[10].replace("överlämnar", "avger")
    assert done.record.pages[0].raw_text == EXAMPLE.pages[0].raw_text
    assert "Nämnden avger yttrandet" in done.record.text
    assert "överlämnar" not in done.record.sections[1].blocks[0].text


def test_a_word_that_is_broken_in_its_paragraph_is_corrected_on_the_page_and_says_so() -> None:
    section = EXAMPLE.sections[1]
    block = section.blocks[2].model_copy(update={"text": "Allting är annorlunda hopfogat."})
    sections = (EXAMPLE.sections[0], section.model_copy(update={"blocks": (block,)}))
    joined = EXAMPLE.model_copy(update={"sections": sections})
    done = apply(joined, [word(1, 12, "berörda", "berörde")])
    assert (done.outcomes[0].fate, done.outcomes[0].only_on_page) == ("applied", True)
    assert "berörde" in done.record.pages[0].text


def test_a_line_that_moved_is_found_again_and_one_that_changed_is_not() -> None:
    page = EXAMPLE.pages[0]
    change = word(1, 14, "inspektör", "inspektor")
    moved = EXAMPLE.model_copy(update={"pages": (page.model_copy(update={"text": "Ny rad\n" + page.text}),)})
    text = corrected(moved, [change]).pages[0].text.split("\n")
    assert text[15] == "Miljöinspektor"
    other = page.model_copy(update={"text": page.text.replace("Miljöinspektör", "Mijöinspektör")})
    assert fates(EXAMPLE.model_copy(update={"pages": (other,)}), [change]) == ["conflict"]
    stands_twice = word(1, 13, "Björkqwist", "Björkqvist")
    assert fates(moved, [stands_twice]) == ["conflict"]


def with_first_line(text: str) -> Record:
    page = EXAMPLE.pages[0]
    new = page.model_copy(update={"text": "\n".join((text, *TEXT_LINES[1:]))})
    return EXAMPLE.model_copy(update={"pages": (new,)})


@pytest.mark.parametrize(
    ("line", "fate", "becomes"),
    [
        ("Miljönämndens i Almvik", "applied", "Miljönämndens i Älmby"),
        ("Miljönämndens i Älmby", "already_so", "Miljönämndens i Älmby"),
        ("Miljönämndens  i Almvik", "applied", "Miljönämndens  i Älmby"),
        ("Miljönämndens vid Almvik", "conflict", "Miljönämndens vid Almvik"),
        ("Miljönämnden i norra Almvik", "conflict", "Miljönämnden i norra Almvik"),
        ("Miljönämnden i Almviken", "conflict", "Miljönämnden i Almviken"),
        ("Almvik i Miljönämnden", "conflict", "Almvik i Miljönämnden"),
    ],
)
def test_a_correction_holds_where_other_words_of_its_line_have_become_others(
    line: str, fate: str, becomes: str
) -> None:
    done = apply(with_first_line(line), [word(1, 0, "Almvik", "Älmby")])
    assert [outcome.fate for outcome in done.outcomes] == [fate]
    assert done.record.pages[0].text.split("\n")[0] == becomes


def test_a_repair_is_rejected_and_accepted_again() -> None:
    reject = correction(1, REPAIR, True, False)
    rejected = corrected(EXAMPLE, [reject])
    assert rejected.pages[0].text.startswith("Miljonamnden i Almvik\n")
    assert (rejected.repairs[0].applied, rejected.quality.repairs) == (False, 0)
    assert rejected.sections[0].blocks[0].text == "Miljonamnden i Almvik"
    assert corrected(rejected, [correction(1, REPAIR, False, True)]) == EXAMPLE
    assert fates(EXAMPLE, [correction(1, REPAIR, False, True)]) == ["already_so"]


def test_a_repair_in_a_line_that_was_rewritten_is_a_conflict() -> None:
    assert fates(EXAMPLE, [word(1, 0, "Almvik", "Almby"), correction(2, REPAIR, True, False)]) == [
        "applied",
        "conflict",
    ]


def test_undoing_is_a_version_and_can_be_undone() -> None:
    change = field(1, "/title/value", TITLE, "Annan titel")
    assert corrected(EXAMPLE, [change, undo(2, 1)]) == EXAMPLE
    again = [change, undo(2, 1), undo(3, 2)]
    assert corrected(EXAMPLE, again) == corrected(EXAMPLE, [change])
    assert fates(EXAMPLE, again) == ["applied", "undone", "applied"]


def test_what_was_built_on_an_undone_correction_becomes_a_conflict() -> None:
    steps = [field(1, "/title/value", TITLE, "A"), field(2, "/title/value", "A", "B"), undo(3, 1)]
    assert fates(EXAMPLE, steps) == ["undone", "conflict", "applied"]


def test_after_processing_anew_corrections_are_found_or_seen() -> None:
    assert EXAMPLE.title is not None
    by_now = EXAMPLE.model_copy(update={"title": EXAMPLE.title.model_copy(update={"value": "Ny titel"})})
    assert fates(by_now, [field(1, "/title/value", TITLE, "Ny titel")]) == ["already_so"]
    assert fates(by_now, [field(1, "/title/value", TITLE, "Tredje")]) == ["conflict"]
    other = EXAMPLE.dnr[0].model_copy(update={"value": "KS-2024-9"})
    shifted = EXAMPLE.model_copy(update={"dnr": (other, *EXAMPLE.dnr)})
    done = corrected(shifted, [field(1, "/dnr/0/value", "MN-2024-00417", "MN-2024-00418")])
    assert [dnr.value for dnr in done.dnr] == ["KS-2024-9", "MN-2024-00418"]
    doubled = EXAMPLE.model_copy(update={"dnr": (other, *EXAMPLE.dnr, *EXAMPLE.dnr)})
    assert fates(doubled, [field(1, "/dnr/0/value", "MN-2024-00417", "x")]) == ["conflict"]


@settings(max_examples=30, deadline=None)
@given(titles=st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=5), data=st.data())
def test_every_earlier_version_can_be_read(titles: list[str], data: st.DataObject) -> None:
    before = [TITLE, *titles]
    steps = [
        field(n, "/title/value", old, new)
        for n, (old, new) in enumerate(zip(before, titles, strict=False), 1)
    ]
    count = data.draw(st.integers(0, len(steps)))
    done = corrected(EXAMPLE, steps[:count])
    assert done.title is not None
    assert done.title.value == before[count]
    undone = [*steps, *(undo(len(steps) + n, n) for n in range(1, len(steps) + 1))]
    assert corrected(EXAMPLE, undone) == EXAMPLE


@settings(max_examples=20, deadline=None)
@given(
    line=st.sampled_from([0, 2, 10, 12, 13]), after=st.sampled_from(["", "x", "mycket längre text än förut"])
)
def test_no_correction_shows_a_number_to_those_who_may_not_see_it(line: int, after: str) -> None:
    """Numbers that people write are masked too, and where the text grew the old one still is."""
    text = TEXT_LINES[line].split(" ")[0]
    steps = [
        word(1, line, text, after),
        word(2, 15, "Karta", "870202-1230"),
        field(3, "/title/value", TITLE, "Angående 870202-1230"),
    ]
    done = corrected(EXAMPLE, steps)
    assert "870202-1230" in done.pages[0].text
    shown = protected_form(done, steps).model_dump_json()
    assert "870202-1230" not in shown
    assert "19121212-1212" not in shown
    assert "19121212-****" in shown
    assert EXAMPLE.source.sha256 in shown


def test_errors_are_expected_where_there_is_doubt() -> None:
    assert expected(EXAMPLE).total == 1 + 0.03 + 0.002
    page = EXAMPLE.pages[0]
    quality = PageQuality(words=100, doubtful_words=9, predicted_error=0.01)
    predicted = EXAMPLE.model_copy(update={"pages": (page.model_copy(update={"quality": quality}),)})
    assert expected(predicted).total == 6.032
    taken = page.model_copy(update={"quality": quality, "text_source": "text_layer"})
    assert expected(EXAMPLE.model_copy(update={"pages": (taken,)})).total == 6
    unread = EXAMPLE.model_copy(update={"quality": EXAMPLE.quality.model_copy(update={"unread_pages": 1})})
    assert expected(unread).total == 1.032 + 61
    unsure = EXAMPLE.dnr[0].model_copy(update={"confidence": 0.25})
    assert expected(EXAMPLE.model_copy(update={"dnr": (unsure,)})).total == 1.782
    missing = [
        Problem(code=code, sv="Ange den.", en="State it.", field=field)
        for code, field in (("no_date", "dates"), ("conflicting_dates", "dates"), ("flagged_value", "dnr"))
    ]
    asking = EXAMPLE.quality.model_copy(update={"reasons": tuple(missing)})
    assert expected(EXAMPLE.model_copy(update={"quality": asking})).total == 1.032 + 0.77
    (repair,) = EXAMPLE.repairs
    for changed, errors in (
        ({"confidence": 0.9}, 1.13),
        ({"applied": False, "confidence": 0.9}, 1.93),
        ({"confidence": None}, 1.03),
    ):
        repaired = EXAMPLE.model_copy(update={"repairs": (repair.model_copy(update=changed),)})
        assert expected(repaired).total == errors
