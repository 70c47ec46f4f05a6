"""Offsets go from repaired to read text and back."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.repair import Edit, RepairedLine
from workers.structure.offsets import Alignment


@st.composite
def repaired_lines(draw: st.DrawFn) -> RepairedLine:
    original = draw(st.text(alphabet="abcdåäö 123", min_size=1, max_size=30))
    edits: list[Edit] = []
    at = 0
    while at < len(original) and draw(st.booleans()):
        start = draw(st.integers(at, len(original)))
        end = draw(st.integers(start, len(original)))
        after = draw(st.text(alphabet="xyzåäö", max_size=4))
        edits.append(
            Edit(
                start=start,
                end=end,
                before=original[start:end],
                after=after,
                kind="ocr",
                applied=draw(st.booleans()),
            )
        )
        at = end + 1
    text, last = "", 0
    for edit in edits:
        if edit.applied:
            text += original[last : edit.start] + edit.after
            last = edit.end
    return RepairedLine(original=original, text=text + original[last:], edits=tuple(edits))


@given(repaired_lines(), st.data())
def test_the_range_holds_what_the_text_was_made_from(line: RepairedLine, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line.text)))
    end = data.draw(st.integers(start, len(line.text)))
    a, b = Alignment(line).original_range(start, end)
    assert 0 <= a <= b <= len(line.original)
    changed = any(e.applied and e.start <= b and e.end >= a for e in line.edits)
    if not changed and start < end:
        assert line.original[a:b] == line.text[start:end]


@given(repaired_lines())
def test_the_whole_text_is_made_from_the_whole_line(line: RepairedLine) -> None:
    if line.text and line.edits == ():
        assert Alignment(line).original_range(0, len(line.text)) == (0, len(line.original))


@given(repaired_lines(), st.integers(0, 29))
def test_an_unchanged_character_is_found_again(line: RepairedLine, offset: int) -> None:
    if offset < len(line.original) and not any(e.applied and e.start <= offset < e.end for e in line.edits):
        assert line.text[Alignment(line).repaired_offset(offset)] == line.original[offset]


def test_a_repaired_word_is_cited_as_it_was_read() -> None:
    edit = Edit(start=4, end=12, before="namnden.", after="nämnden.", kind="diacritic")
    line = RepairedLine(original="Hos namnden. Ja", text="Hos nämnden. Ja", edits=(edit,))
    assert Alignment(line).original_range(4, 11) == (4, 12)
    assert Alignment(line).original_range(13, 15) == (13, 15)
