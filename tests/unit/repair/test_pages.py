"""Pages: every line keeps its place, and the whole document is evidence for each."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from schemas.page import ReadLine, ReadPage
from tests.bench.damage import damaged
from tests.unit.repair.fictional import TEXT
from workers.repair import repair_pages, repair_text
from workers.repair.edits import replay, undo


def page(number: int, lines: Sequence[str]) -> ReadPage:
    return ReadPage(
        number=number,
        width=None,
        height=None,
        text_source="text_file",
        reason="text_file",
        lines=tuple(ReadLine(text=line, words=(), box=None) for line in lines),
    )


def test_lines_are_repaired_in_their_own_offsets() -> None:
    first, second = repair_pages([page(1, ["Sida 1", "fÃ¶r Ã¥r 2024"]), page(2, ["pÃ¥ vÃ¤g"])])
    assert [line.text for line in first.lines] == ["Sida 1", "för år 2024"]
    assert [(e.start, e.end, e.before, e.after) for e in first.lines[1].edits] == [
        (0, 4, "fÃ¶r", "för"),
        (5, 8, "Ã¥r", "år"),
    ]
    assert [(e.start, e.before) for e in second.lines[0].edits] == [(0, "pÃ¥"), (4, "vÃ¤g")]
    assert second.text == "på väg"


def test_a_line_is_read_in_the_light_of_the_document() -> None:
    lines = damaged("mac_roman as cp1252", TEXT, seed=1).text.split("\n")
    alone = "Sšderstršm"
    assert repair_pages([page(1, [alone])])[0].text == alone
    assert repair_pages([page(1, lines), page(2, [alone])])[1].text == "Söderström"


def test_words_broken_at_line_ends_are_left_to_structure() -> None:
    lines = ["förvalt-", "ningen, dnr 009-", "1322/2011 och per\u00ad", "son"]
    (repaired,) = repair_pages([page(1, lines)])
    assert [line.text for line in repaired.lines] == lines
    assert all(line.edits == () for line in repaired.lines)


def test_nothing_in_nothing_out() -> None:
    assert repair_pages([]) == ()
    empty, blank = repair_pages([page(1, []), page(2, [""])])
    assert empty.lines == ()
    assert [line.text for line in blank.lines] == [""]


line = st.one_of(
    st.sampled_from(
        ["fÃ¶r", "f÷rvaltningen", "\uf0b7 punkt", "o\u0308ver", "per\u00ad", "", " ", "P R O T O K O L L"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=12),
)


@given(st.lists(st.lists(line, max_size=5), max_size=4))
def test_any_pages(pages: list[list[str]]) -> None:
    read = [page(number, lines) for number, lines in enumerate(pages, start=1)]
    repaired = repair_pages(read)
    assert [result.page for result in repaired] == read
    for lines, result in zip(pages, repaired, strict=True):
        assert [line.original for line in result.lines] == lines
        for one in result.lines:
            assert replay(one.original, one.edits) == one.text
            assert undo(one.text, one.edits) == one.original
    document = "\n\n".join("\n".join(lines) for lines in pages)
    assert "\n\n".join(result.text for result in repaired) == repair_text(document, join_lines=False).text
