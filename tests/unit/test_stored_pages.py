"""A page is kept and comes back as it was read, in little memory."""

from pathlib import Path

from ingest.storage.folder import FolderStore
from schemas.page import ReadLine, ReadPage, Word
from workers.pipeline import PageDone
from workers.stored_pages import StoredPages

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


def stored(folder: Path) -> StoredPages:
    store = FolderStore(folder)
    store.prepare()
    return StoredPages(store=store, document_id="ab" * 16, version="test")


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
