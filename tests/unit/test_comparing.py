"""Two records of one document: every difference is found, counted once, under the kind it belongs to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.comparing import counted, differences, pieces
from ingest.comparing.words import changed_words
from schemas.base import Problem
from schemas.example import EXAMPLE
from schemas.provenance import Provenance
from schemas.record import Record
from schemas.reprocess import ChangeKind
from schemas.structure import Block

PROBLEM = Problem(code="unreadable_page", sv="Sidan är skadad.", en="The page is damaged.")
PAGE, QUALITY, DATES = EXAMPLE.pages[0], EXAMPLE.quality, EXAMPLE.dates
assert EXAMPLE.title is not None
assert EXAMPLE.document_type is not None


def page(**changes: Any) -> dict[str, Any]:
    return {"pages": (PAGE.model_copy(update=changes),)}


def blocks(change: Any) -> dict[str, Any]:
    first, *rest = EXAMPLE.sections
    return {"sections": (first.model_copy(update={"blocks": change(first.blocks)}), *rest)}


TABLE = Block(kind="table", text="a b", rows=(("a", "b"),), page=1, box=None, lines=())

CHANGES: list[tuple[dict[str, Any], dict[ChangeKind, int]]] = [
    ({"title": None}, {"title": 1}),
    ({"title": EXAMPLE.title.model_copy(update={"value": "Annat"})}, {"title": 1}),
    ({"title": EXAMPLE.title.model_copy(update={"confidence": 0.5})}, {"evidence": 1}),
    ({"document_type": EXAMPLE.document_type.model_copy(update={"value": "other"})}, {"document_type": 1}),
    ({"document_type": EXAMPLE.document_type.model_copy(update={"raw": "X"})}, {"evidence": 1}),
    ({"dates": tuple(one.model_copy(update={"value": None}) for one in DATES)}, {"dates": len(DATES)}),
    ({"dnr": ()}, {"dnr": len(EXAMPLE.dnr)}),
    ({"dnr": (*EXAMPLE.dnr, EXAMPLE.dnr[0])}, {"dnr": 1}),
    ({"dnr": (EXAMPLE.dnr[0].model_copy(update={"role": "item"}), *EXAMPLE.dnr[1:])}, {"dnr": 1}),
    ({"dates": tuple(one.model_copy(update={"rule": "x"}) for one in DATES)}, {"evidence": len(DATES)}),
    ({"personal_data": ()}, {"personal_data": 1}),
    (page(text=PAGE.text.replace("Åsa", "Asa", 1)), {"words": 1}),
    (page(text=f"{PAGE.text}\ntvå ord"), {"words": 2}),
    (page(text_source="ocr" if PAGE.text_source != "ocr" else "text_layer"), {"page_source": 1}),
    (page(problem=PROBLEM), {"unread_pages": 1}),
    (page(quality=PAGE.quality.model_copy(update={"doubtful_words": 9})), {"evidence": 1}),
    (blocks(lambda every: (*every, TABLE)), {"tables": 1, "structure": 1}),
    (blocks(lambda every: every[1:]), {"structure": 1}),
    ({"furniture": ()}, {"furniture": len(EXAMPLE.furniture)}),
    ({"repairs": ()}, {"repairs": len(EXAMPLE.repairs)}),
    ({"quality": QUALITY.model_copy(update={"needs_review": not QUALITY.needs_review})}, {"needs_review": 1}),
    ({"quality": QUALITY.model_copy(update={"reasons": (*QUALITY.reasons, PROBLEM)})}, {"review_reasons": 1}),
    ({"quality": QUALITY.model_copy(update={"predicted_error": 0.9})}, {"evidence": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=[str(at) for at in range(len(CHANGES))])
def test_each_change_is_counted_under_its_kind(
    change: dict[str, Any], expected: dict[ChangeKind, int]
) -> None:
    other = EXAMPLE.model_copy(update=change)
    assert counted(differences(EXAMPLE, other)) == expected
    assert set(counted(differences(other, EXAMPLE))) == set(expected)


def test_how_a_record_was_made_is_no_difference() -> None:
    made = Provenance(pipeline_version="99", sandbox="other", steps=())
    other = EXAMPLE.model_copy(update={"provenance": made, "artifacts": {}, "schema_version": "1.99"})
    assert differences(EXAMPLE, other) == ()
    assert counted(()) == {}
    assert counted((), conflicts=2) == {"conflicts": 2}


def test_a_difference_says_where_it_stands() -> None:
    (one,) = differences(EXAMPLE, EXAMPLE.model_copy(update={"title": None}))
    assert EXAMPLE.title is not None
    assert (one.path, one.after) == ("/title", None)
    assert (one.page, one.box) == (1, EXAMPLE.title.evidence[0].box)


@given(st.lists(st.integers(0, len(CHANGES) - 1), max_size=4))
def test_whatever_is_told_otherwise_is_never_unchanged(chosen: list[int]) -> None:
    other = EXAMPLE
    for at in chosen:
        other = other.model_copy(update=CHANGES[at][0])
    told = Record.model_validate_json(other.model_dump_json())
    assert bool(differences(EXAMPLE, told)) == (told.model_dump() != EXAMPLE.model_dump())


WORDS = st.text("ab \nå", max_size=20)


@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.where != "after") == before
    assert "".join(one.text for one in found if one.where != "before") == after


@given(WORDS, WORDS)
def test_texts_differ_in_at_least_a_word_if_at_all(before: str, after: str) -> None:
    assert (changed_words(before, after) == 0) == (before == after)
    assert changed_words(before, after) <= max(1, len(before.split()) + len(after.split()))
