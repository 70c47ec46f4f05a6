"""Pages of one document that show the same picture are read once."""

import hashlib
from typing import Protocol

from schemas.page import ReadPage
from workers.reading.checking import OpenedPage, PagePixels


class Memory(Protocol):
    """What has been read of one document's pages, by the fingerprint of what they show."""

    def recall(self, fingerprint: str) -> ReadPage | None:
        """The page that was read with this fingerprint."""
        ...

    def keep(self, fingerprint: str, page: ReadPage) -> None:
        """A page has been read."""
        ...


class InMind:
    """A memory that lasts as long as it is held."""

    def __init__(self) -> None:
        self._pages: dict[str, ReadPage] = {}

    def recall(self, fingerprint: str) -> ReadPage | None:
        """The page that was read with this fingerprint."""
        return self._pages.get(fingerprint)

    def keep(self, fingerprint: str, page: ReadPage) -> None:
        """A page has been read."""
        self._pages.setdefault(fingerprint, page)


def fingerprint(page: OpenedPage, picture: PagePixels) -> str:
    """The same for pages that cannot be told apart: pixels, size, turn, text layer (sha256 in hex)."""
    seen = hashlib.sha256(picture.samples.data)
    seen.update(repr((picture.samples.shape, picture.dpi, picture.box, picture.origin, page)).encode())
    glyphs = page.glyphs
    seen.update("\n".join(glyphs.texts).encode())
    for column in (glyphs.edges, glyphs.bold, glyphs.quarters):
        seen.update(column.tobytes())
    return seen.hexdigest()
