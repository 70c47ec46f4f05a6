"""Words of long documents, put away in a file until somebody looks at them.

A long document's pages are all at hand while it is assembled, but hardly ever the words of more than one.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from tempfile import TemporaryFile
from typing import cast, overload
from weakref import finalize

from pydantic import TypeAdapter

from schemas.page import ReadLine, ReadPage, Word

UNPACKED_LINES = 200
"""Those of two full pages: each step looks at a page's words several times, and goes on to the next page."""

_WORDS = TypeAdapter(tuple[Word, ...])


class WordsFile:
    """A file without a name, which is gone when no page that was packed into it is left."""

    def __init__(self) -> None:
        self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as a page needs it
        finalize(self, self._file.close)
        self._end = 0
        self._unpacked: dict[int, tuple[Word, ...]] = {}

    def packed(self, page: ReadPage) -> ReadPage:
        """The page with the words of its lines put away; nothing else about it changes."""
        packed = [_WORDS.dump_json(line.words, exclude_defaults=True) for line in page.lines]
        places = [*accumulate(map(len, packed), initial=self._end)]
        self._file.write(b"".join(packed))
        self._end = places[-1]
        lines = (
            _with_words(line, PackedWords(self, start, end, len(line.words)))
            for line, (start, end) in zip(page.lines, pairwise(places), strict=True)
        )
        return page.model_copy(update={"lines": tuple(lines)})

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that were put there; those of the last lines are still at hand."""
        found = self._unpacked.get(start)
        if found is None:
            if len(self._unpacked) >= UNPACKED_LINES:
                del self._unpacked[next(iter(self._unpacked))]
            packed = os.pread(self._file.fileno(), end - start, start)
            found = self._unpacked[start] = _WORDS.validate_json(packed)
        return found


def _with_words(line: ReadLine, words: "PackedWords") -> ReadLine:
    # They are asked for what a tuple is asked for; nobody asks for their type. A copy would have a set of the
    # names of its fields for itself.
    values = {**line.__dict__, "words": cast(tuple[Word, ...], words)}
    return ReadLine.model_construct(_fields_set=line.model_fields_set, **values)


class PackedWords(Sequence[Word]):
    """The words of a line, as JSON in a file."""

    __slots__ = ("_end", "_file", "_number", "_start")

    def __init__(self, file: WordsFile, start: int, end: int, number: int) -> None:
        self._file, self._start, self._end, self._number = file, start, end, number

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self._unpacked()[index]

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Word]:
        return iter(self._unpacked())

    def _unpacked(self) -> tuple[Word, ...]:
        return self._file.words(self._start, self._end)
