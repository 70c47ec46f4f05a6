"""Replaying a repair's edits gives its text, undoing them gives the input: for all damage and any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.repair import Edit, RepairedText
from tests.bench import repair_scores as bench
from tests.bench.damage import CLASSES, damaged
from workers.repair import repair_text
from workers.repair.edits import replay, undo

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((bench.HERE / "open").glob("*.txt"))]
FRAGMENTS = (
    "för", "f?r", "f\ufffdr", "fér", "for", "Ä", "a¨", "Ã¤", "&r", "4n", "förvalt-\n", "ningen", "\n\n", "\n",
    " ", "- ", "e ", "Dnr 009-\n1322/2011", "Gardsjo 2:28", "1", "l", "KulturdirektörPatrik", "rn", "\u00ad",
    "ﬁ", "{", "}", "Forvaltningen foreslar", "Nmnden", "hälso-", "PRO T OK OL L", "info@varmdo.se",
    "2019?2024", "İ", "ß", "ŉ",
)  # fmt: skip


def check(text: str, result: RepairedText) -> None:
    assert replay(text, result.edits) == result.text
    assert undo(result.text, result.edits) == text
    end = 0
    for edit in result.edits:
        assert edit.start >= end
        assert text[edit.start : edit.end] == edit.before
        end = edit.end


@pytest.mark.parametrize("name", CLASSES)
def test_every_kind_of_damage(name: str) -> None:
    for seed, text in enumerate(TEXTS[:2]):
        case = damaged(name, text, seed)
        check(case.text, repair_text(case.text, join_lines=bool(seed)))


def test_what_is_too_doubtful_is_proposed_and_not_made() -> None:
    open_ones = 0
    for seed, text in enumerate(TEXTS):
        case = damaged("dropped", text, seed)
        result = repair_text(case.text, join_lines=False)
        check(case.text, result)
        proposals = [edit for edit in result.edits if not edit.applied]
        # Most words here grow when they are repaired: what follows them moves.
        assert all(stands_at_words(case.text, edit) for edit in proposals)
        open_ones += len(proposals)
    assert open_ones


def stands_at_words(text: str, edit: Edit) -> bool:
    """Whether the edit begins and ends where words do."""
    around = text[edit.start - 1 : edit.start] + text[edit.end : edit.end + 1]
    return edit.before == edit.before.strip() and not re.search(r"\w", around)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=6), max_size=30).map("".join), st.booleans())
def test_any_text(text: str, join_lines: bool) -> None:
    check(text, repair_text(text, join_lines=join_lines))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_unicode(text: str) -> None:
    check(text, repair_text(text, join_lines=False))


@pytest.mark.parametrize("path", sorted(bench.HERE.rglob("*.txt")), ids=lambda path: Path(path).stem)
def test_sound_documents_stay_as_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert repair_text(text, join_lines=False).edits == ()
