"""Changes of one stage after the other, as edits of what came in."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.repair import Edit, EditKind
from workers.repair.edits import MOST_TELLING_FIRST, Change, Draft, changed, replay, undo


def change(start: int, end: int, after: str, kind: EditKind = "unicode") -> Change:
    return Change(start=start, end=end, after=after, kind=kind)


def begin(text: str) -> Draft:
    return Draft(original=text, text=text)


def as_tuples(draft: Draft) -> list[tuple[int, int, str, str]]:
    return [(c.start, c.end, c.after, c.kind) for c in draft.changes]


def test_later_offsets_are_carried_back_over_earlier_changes() -> None:
    draft = begin("aXXb c d").revise([change(1, 3, "x")]).revise([change(6, 6, "d")])
    assert draft.text == "axb c dd"
    assert as_tuples(draft) == [(1, 3, "x", "unicode"), (7, 7, "d", "unicode")]


def test_changes_that_meet_become_one_of_the_more_telling_kind() -> None:
    draft = (
        begin("fÃ¶r-\nra").revise([change(1, 3, "ö", "encoding")]).revise([change(0, 5, "för", "line_join")])
    )
    assert as_tuples(draft) == [(0, 6, "för", "encoding")]
    assert draft.text == "förra"


def test_a_change_that_another_stage_takes_back_is_none() -> None:
    draft = begin("abc").revise([change(1, 2, "X")]).revise([change(1, 2, "b")])
    assert draft.changes == ()
    assert draft.text == "abc"


def test_insertions_and_deletions_at_one_place() -> None:
    draft = begin("ab").revise([change(1, 1, "XY")]).revise([change(1, 2, ""), change(3, 3, "Z")])
    assert draft.text == "aYZb"
    assert as_tuples(draft) == [(1, 1, "YZ", "unicode")]
    draft = begin("a--b").revise([change(1, 3, "")]).revise([change(1, 1, "+")])
    assert as_tuples(draft) == [(1, 3, "+", "unicode")]


def test_edits_are_told_by_word() -> None:
    draft = begin("en f\u00ador\u00adm, (\u00adja)").revise(
        [change(4, 5, ""), change(7, 8, ""), change(12, 13, "")]
    )
    assert [(e.start, e.before, e.after) for e in draft.edits()] == [
        (3, "f\u00ador\u00adm", "form"),
        (12, "\u00adja", "ja"),
    ]


def test_a_sign_is_told_without_the_word_beside_it() -> None:
    draft = begin("â€œHej").revise([change(0, 3, "“", "encoding")])
    assert [(e.before, e.after) for e in draft.edits()] == [("â€œ", "“")]


def test_neighbouring_words_stay_apart() -> None:
    draft = begin("xx yy").revise([change(0, 1, "å"), change(3, 4, "ö")])
    assert [(e.before, e.after) for e in draft.edits()] == [("xx", "åx"), ("yy", "öy")]


def test_proposals_are_neither_replayed_nor_undone() -> None:
    proposal = Edit(start=0, end=2, before="ar", after="är", kind="diacritic", applied=False)
    made = Edit(start=3, end=5, before="pa", after="på", kind="diacritic")
    assert replay("ar pa", [proposal, made]) == "ar på"
    assert undo("ar på", [proposal, made]) == "ar pa"


@st.composite
def stages(draw: st.DrawFn) -> tuple[str, list[list[Change]]]:
    """A text and some stages' changes, each against what the stage before left."""
    text = original = draw(st.text("ab -\n", max_size=30))
    found = []
    for _ in range(draw(st.integers(1, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
        pairs = zip(cuts[::2], cuts[1::2], strict=False)
        new: list[Change] = []
        for start, end in pairs:
            if new and start == new[-1].end and start == end:
                continue  # Two changes at one place are one change.
            new.append(
                change(
                    start, end, draw(st.text("xy ", max_size=3)), draw(st.sampled_from(MOST_TELLING_FIRST))
                )
            )
        found.append(new)
        text = changed(text, new)
    return original, found


@given(stages())
def test_any_stages_compose(given_stages: tuple[str, list[list[Change]]]) -> None:
    original, all_changes = given_stages
    draft, text = begin(original), original
    for changes in all_changes:
        draft, text = draft.revise(changes), changed(text, changes)
        assert draft.text == text
        assert changed(original, draft.changes) == text
        edits = draft.edits()
        assert replay(original, edits) == text
        assert undo(text, edits) == original
        ends = [0, *(c.end for c in draft.changes)]
        assert all(end <= c.start <= c.end for end, c in zip(ends, draft.changes, strict=False))
