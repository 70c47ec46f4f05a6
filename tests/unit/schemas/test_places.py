"""Words and edits are found in the page's raw text; boxes are put together."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.boxes import around
from schemas.page import ReadLine, ReadPage, Word
from schemas.repair import Edit, RepairedLine, RepairedPage

TEXTS = st.lists(st.lists(st.text("abåäö-", min_size=1, max_size=6), max_size=4), max_size=5)


def page_of(lines: list[list[str]]) -> ReadPage:
    read = []
    for words in lines:
        starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
        placed = (Word(text=word, start=start, box=None) for word, start in zip(words, starts, strict=True))
        read.append(ReadLine(text=" ".join(words), words=tuple(placed), box=None))
    return ReadPage(
        number=1, width=None, height=None, text_source="text_file", reason="test", lines=tuple(read)
    )


@given(TEXTS)
def test_every_word_stands_where_it_is_said_to(lines: list[list[str]]) -> None:
    page = page_of(lines)
    found = [
        (page.raw_text[start : start + len(word.text)], word.text) for start, word in page.placed_words()
    ]
    assert found == [(word, word) for words in lines for word in words]


@given(TEXTS)
def test_every_edit_stands_where_it_is_said_to(lines: list[list[str]]) -> None:
    page = page_of(lines)
    repaired = tuple(
        RepairedLine(
            original=line.text,
            text=line.text,
            edits=tuple(
                Edit(
                    start=word.start, end=word.start + len(word.text), before=word.text, after="x", kind="ocr"
                )
                for word in line.words
            ),
        )
        for line in page.lines
    )
    found = [
        (index, page.raw_text[start : start + len(edit.before)])
        for index, start, edit in RepairedPage(page=page, lines=repaired).placed_edits()
    ]
    assert found == [(index, word) for index, words in enumerate(lines) for word in words]


def test_a_box_around_others() -> None:
    assert around([(5, 6, 7, 8), None, (1, 7, 6, 9)]) == (1, 6, 7, 9)
    assert around([None]) is None
    assert around([]) is None
