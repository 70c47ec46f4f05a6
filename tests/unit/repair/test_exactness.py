"""Replaying the edits gives the output and undoing them the input, exactly, whatever comes in."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.repair import RepairedText
from tests.bench.damage import CLASSES, damaged
from workers.repair import repair_text
from workers.repair.edits import replay, undo

PRINT = "abdefgiklmnoprstuv åäöÅÄÖé \n-–—”“.,:;?!()0123456789"
TRACES = (
    *("Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–", "â€“", "â€œ", "â€", "Â§", "├Ñ", "├╢", "√∂", "÷", "Σ", "σ"),
    *("„", "”", "†", "š", "Š", "Œ", "{", "|", "}", "[", "\\", "]", "`", "fšr ", "pŒ ", "m}nga ", "{r "),
    *(
        "o¨",
        "a˚",
        "¨o",
        "o ¨",
        "¨",
        "\u0308",
        "\u030a",
        "\u0301",
        "\u00ad",
        "¬",
        "\u200b",
        "\ufeff",
        "\u200d",
    ),
    *(
        "ﬁ",
        "ﬄ",
        "\uf0b7",
        "\n\uf0b7 ",
        "\x00",
        "\x81",
        "\x85",
        "\x96",
        "\ueef6",
        "\ufffd",
        "\u212b",
        "👨‍👩‍👧",
    ),
    *("-\n", "-\n\n", "förvalt-\n", "009-\n1322/2011", "P R O T O K O L L", "f|rvaltningen "),
)
"""What damage leaves behind, whole."""

unicode_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
marked_text = st.lists(
    st.one_of(st.sampled_from(TRACES), st.text(PRINT, max_size=6), st.characters(exclude_categories=["Cs"])),
    max_size=40,
).map("".join)


def check(text: str, result: RepairedText) -> None:
    assert replay(text, result.edits) == result.text
    assert undo(result.text, result.edits) == text
    at = 0
    for edit in result.edits:
        assert at <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] == edit.before != edit.after
        at = edit.end


@given(text=st.one_of(unicode_text, marked_text), join_lines=st.booleans())
def test_any_text(text: str, join_lines: bool) -> None:
    check(text, repair_text(text, join_lines=join_lines))


@given(
    text=st.text(PRINT, max_size=120),
    name=st.sampled_from(sorted(CLASSES)),
    again=st.sampled_from(sorted(CLASSES)),
    seed=st.integers(0, 1000),
)
def test_any_damage_and_damage_on_damage(text: str, name: str, again: str, seed: int) -> None:
    once = damaged(name, text, seed).text
    check(once, repair_text(once, join_lines=True))
    twice = damaged(again, once, seed).text
    check(twice, repair_text(twice, join_lines=True))


@given(marked_text)
def test_no_line_break_moves_unless_asked(text: str) -> None:
    result = repair_text(text, join_lines=False)
    assert result.text.count("\n") == text.count("\n")
    assert all("\n" not in edit.before + edit.after for edit in result.edits)
