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
    return ReadPage(number=1, width=None, height=None, text_source="ocr", reason="test", lines=tuple(read))


@given(TEXTS)
def test_every_word_stands_where_it_is_said_to(lines: list[list[str]]) -> None:
    page = page_of(lines)
    found = [
        (page.raw_text[start : start + len(word.text)], word.text) for start, word in page.judged_words()
    ]
    assert found == [(word, word) for words in lines for word in words]


def test_words_that_nobody_recognised_are_judged_by_nobody() -> None:
    page = page_of([["Dnr", "2026/7"]])
    assert len(list(page.judged_words())) == 2
    for source in ("text_layer", "text_file"):
        assert not list(page.model_copy(update={"text_source": source}).judged_words())


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
