"""What is kept of a document's pages while and after they are read, under the version that read them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ingest.errors import NoSuchObject
from ingest.register import SourceRow
from ingest.storage import ObjectStore, keys
from schemas.base import lean
from schemas.page import ReadPage
from workers import pipeline
from workers.packed_words import WordsFile
from workers.version import PIPELINE_VERSION

WORDS_AT_HAND = 100
"""Pages of a document whose words are all held as they are when it is assembled: some 40 MB. Those of more
are packed, which costs a tenth of the time of their pages."""


@dataclass(frozen=True, kw_only=True)
class StoredPages:
    """The pages of one document in one version: readings, pictures, and what was read of pictures that
    stand on several pages."""

    store: ObjectStore
    document_id: str
    version: str
    number: int
    """How many pages the document has."""

    def read(
        self, original: pipeline.Original, page: int, engines: pipeline.Engines, *, careful: bool = False
    ) -> pipeline.PageDone:
        """Read one page and keep it."""
        memory = _StoredMemory(pages=self)
        done = pipeline.read_page(original, page, engines, memory, careful=careful)
        self.put(page, done)
        return done

    def put(self, page: int, done: pipeline.PageDone) -> None:
        """Keep a page: the pictures first, so that whoever sees the reading can show them."""
        for file in done.renditions:
            key = keys.rendition(self.document_id, self.version, page, file.nominal)
            self.store.put(key, file.jpeg, "image/jpeg")
        key = keys.reading(self.document_id, self.version, page)
        self.store.put(key, done.page.json_bytes(), "application/json")

    def kept(self, page: int) -> ReadPage | None:
        """A page as it was read; None if it has not been. ValidationError for the form of another version."""
        read = self._page(keys.reading(self.document_id, self.version, page))
        return self._put_away.packed(read) if read is not None and self.number > WORDS_AT_HAND else read

    @cached_property
    def _put_away(self) -> WordsFile:
        return WordsFile()

    def _page(self, key: str) -> ReadPage | None:
        try:
            return _small(ReadPage.model_validate_json(self.store.get(key)))
        except NoSuchObject:
            return None


def _small(page: ReadPage) -> ReadPage:
    """The page in half the memory: all of a long document's pages are held at once when it is assembled."""
    for line in page.lines:
        lean(line)
        for word in line.words:
            lean(word)
    return page


@dataclass(frozen=True, kw_only=True)
class _StoredMemory:
    """What has been read of a document's pictures, for all workers. A `Memory`."""

    pages: StoredPages

    def recall(self, fingerprint: str) -> ReadPage | None:
        """The page that was read with this fingerprint."""
        return self.pages._page(self._key(fingerprint))

    def keep(self, fingerprint: str, page: ReadPage) -> None:
        """A page has been read."""
        key = self._key(fingerprint)
        self.pages.store.put(key, page.json_bytes(), "application/json")

    def _key(self, fingerprint: str) -> str:
        return keys.picture_read(self.pages.document_id, self.pages.version, fingerprint)


def version_of(source: SourceRow) -> str:
    """Names this revision of this document's results: no two versions share a key."""
    return f"{PIPELINE_VERSION}-r{source.revision}"


def original_of(source: SourceRow, path: Path) -> pipeline.Original:
    """The original at `path`, as the pipeline wants it."""
    return pipeline.Original(
        path=path,
        filename=source.filename,
        media_type=source.media_type,
        bytes=source.bytes,
        sha256=source.sha256,
        received_at=source.received_at,
        pages=source.pages,
        embedded=source.embedded,
    )
