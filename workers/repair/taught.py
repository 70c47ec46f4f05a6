"""Words of an authority's own, which no list of Swedish has: as written, and as doubted by a reader.

Whoever teaches Inkom a name has seen it in print. So a word that a reader was unsure of, and that no list
knows, becomes the taught word that the reader thought as likely as any other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from schemas.page import ReadPage
from schemas.repair import EditKind
from workers.repair.edits import Change
from workers.repair.known import is_form, without_signs
from workers.repair.lexicon.skeleton import unmarked

_PARTS = re.compile(r"[-–/]")
_HAS_GENITIVE = re.compile(r"[^sxzSXZ]$")


def written(own_words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, part by part, and their genitives."""
    parts = [part for word in own_words for part in _PARTS.split(word) if part]
    genitives = [f"{part}s" for part in parts if _HAS_GENITIVE.search(part)]
    return tuple(dict.fromkeys((*parts, *genitives)))


@lru_cache(maxsize=4)
def _spellings(own_words: tuple[str, ...]) -> frozenset[str]:
    """The same as they may stand in a text: also at its beginning, and in capitals."""
    words = written(own_words)
    return frozenset({*words, *(word[0].upper() + word[1:] for word in words), *map(str.upper, words)})


def is_taught(word: str, own_words: tuple[str, ...]) -> bool:
    """Whether the word, without signs around it, is one of them, written so."""
    return word in _spellings(own_words)


def read_as_taught(
    pages: Sequence[ReadPage], starts: Iterable[int], own_words: tuple[str, ...]
) -> Iterator[Change]:
    """Words whose reader thought of a taught one, as changes of the text in which line after line begins at
    one of `starts`."""
    lines = (line for page in pages for line in page.lines)
    for line, start in zip(lines, starts, strict=True):
        for word in line.words:
            seen, other = without_signs(word.text), without_signs(word.alternative or "")
            if seen and _settles(other, seen, own_words):
                at = start + word.start + word.text.index(seen)
                kind: EditKind = "diacritic" if unmarked(other.lower()) == unmarked(seen.lower()) else "ocr"
                yield Change(start=at, end=at + len(seen), after=other, kind=kind)


def _settles(other: str, seen: str, own_words: tuple[str, ...]) -> bool:
    """Whether the other reading is a taught word, and what was read is no word at all."""
    return is_taught(other, own_words) and not is_taught(seen, own_words) and not is_form(seen.lower())
