"""Words in a sixth of their memory, unpacked line by line when somebody looks at them.

A long document's pages are all at hand while it is assembled, but hardly ever the words of more than one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast, overload

from pydantic import TypeAdapter

from schemas.page import ReadLine, ReadPage, Word

UNPACKED_LINES = 64
"""About a page's: each step looks at a line's words several times, and goes on to the next."""

_WORDS = TypeAdapter(tuple[Word, ...])


def packed(page: ReadPage) -> ReadPage:
    """The page with the words of its lines packed; nothing else about it changes."""
    return page.model_copy(update={"lines": tuple(map(_packed_line, page.lines))})


def _packed_line(line: ReadLine) -> ReadLine:
    # They are asked for what a tuple is asked for; nobody asks for their type.
    words = cast(tuple[Word, ...], PackedWords(line.words))
    return line.model_copy(update={"words": words})


class PackedWords(Sequence[Word]):
    """The words of a line, kept as JSON."""

    __slots__ = ("_json",)

    def __init__(self, words: Sequence[Word]) -> None:
        self._json = _WORDS.dump_json(tuple(words), exclude_defaults=True)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return _unpacked(self._json)[index]

    def __len__(self) -> int:
        return len(_unpacked(self._json))

    def __iter__(self) -> Iterator[Word]:
        return iter(_unpacked(self._json))


@lru_cache(maxsize=UNPACKED_LINES)
def _unpacked(json: bytes) -> tuple[Word, ...]:
    return _WORDS.validate_json(json)
