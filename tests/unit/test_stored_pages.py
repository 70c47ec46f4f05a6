"""A page is kept and comes back as it was read, in little memory."""

from pathlib import Path

from ingest.storage.folder import FolderStore
from schemas.page import ReadLine, ReadPage, Word
from workers.packed_words import PackedWords
from workers.pipeline import PageDone
from workers.stored_pages import WORDS_AT_HAND, StoredPages

WORDS = (
    Word(text="Dnr", start=0, box=(72, 80, 90, 92), edges=(72, 79, 85, 90), confidence=0.97, doubtful=False),
    Word(text="2026", start=4, box=(94, 80, 118, 92)),
)
PAGE = ReadPage(
    number=1,
    width=595,
    height=842,
    text_source="ocr",
    reason="no_text_layer",
    lines=(ReadLine(text="Dnr 2026", words=WORDS, box=(72, 80, 118, 92), size=11),),
)


def stored(folder: Path, *, number: int = 2) -> StoredPages:
    store = FolderStore(folder)
    store.prepare()
    return StoredPages(store=store, document_id="ab" * 16, version="test", number=number)


def test_a_page_comes_back_as_it_was_read(tmp_path: Path) -> None:
    pages = stored(tmp_path)
    pages.put(1, PageDone(page=PAGE, renditions=()))
    kept = pages.kept(1)
    assert kept == PAGE
    assert kept.model_dump_json() == PAGE.model_dump_json()
    assert pages.kept(2) is None


def test_the_words_of_kept_pages_share_what_they_can(tmp_path: Path) -> None:
    pages = stored(tmp_path)
    for number in (1, 2):
        pages.put(number, PageDone(page=PAGE, renditions=()))
    kept = [page for page in (pages.kept(1), pages.kept(2)) if page is not None]
    sets = [word.model_fields_set for page in kept for line in page.lines for word in line.words]
    assert {*map(id, sets)} == {id(sets[0])}
    assert len(sets) == 2 * len(WORDS)


def test_the_words_of_a_long_document_are_packed_and_the_same_when_they_are_asked_for(tmp_path: Path) -> None:
    pages = stored(tmp_path, number=WORDS_AT_HAND + 1)
    pages.put(1, PageDone(page=PAGE, renditions=()))
    kept = pages.kept(1)
    assert kept is not None
    words = kept.lines[0].words
    assert isinstance(words, PackedWords)
    assert (tuple(words), len(words), words[1], words[:1]) == (WORDS, 2, WORDS[1], WORDS[:1])
    assert [place for place, _ in kept.judged_words()] == [0, 4]
    assert kept.model_copy(update={"lines": ()}) == PAGE.model_copy(update={"lines": ()})


def test_words_that_were_put_away_are_found_again_in_any_order(tmp_path: Path) -> None:
    number = WORDS_AT_HAND + 1
    pages = stored(tmp_path, number=number)
    for nth in range(1, number + 1):
        word = Word(text=f"Åtta{nth}", start=0, box=(72, 80, 90 + nth / 7, 92))
        lines = (
            PAGE.lines[0],
            ReadLine(text="", words=(), box=None),
            ReadLine(text=word.text, words=(word,), box=None),
        )
        read = PAGE.model_copy(update={"number": nth, "lines": lines})
        pages.put(nth, PageDone(page=read, renditions=()))
    kept = [page for nth in range(1, number + 1) if (page := pages.kept(nth)) is not None]
    assert len(kept) == number
    for page in (*kept, *reversed(kept)):
        assert [[word.text for word in line.words] for line in page.lines] == [
            ["Dnr", "2026"], [], [f"Åtta{page.number}"],
        ]  # fmt: skip
        assert page.lines[2].words[0].box == (72, 80, 90 + page.number / 7, 92)
        assert not page.lines[1].words
