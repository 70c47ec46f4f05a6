"""Lines joined into running text, with line-end hyphens taken out or kept as the author meant them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HYPHENS = "-‐\u00ad¬"
CONJUNCTIONS = frozenset(
    {"och", "eller", "samt", "resp", "respektive", "till", "kontra", "men", "liksom", "som"}
)
"""Words after a hanging hyphen: `risk- och sårbarhetsanalys`, `ljud- eller bild`."""

REMEMBERED = 2048
"""Paragraphs kept as they were joined: the structure's text and what is searched in it are the same."""

SEAM = 100
"""Characters before a line break that tell how to join over it; more than the longest word."""

_WORD_BEFORE = re.compile(r"(\w+)[-‐\u00ad¬]$")
_WORD_AFTER = re.compile(r"^(\w+)")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`length` characters of the joined text from `at` are line `index` from `offset`."""

    at: int
    length: int
    index: int
    offset: int


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Running text and where each of its characters stood; a joining space stood nowhere."""

    text: str
    pieces: tuple[Piece, ...]


def join_lines(lines: Sequence[str], *, glue: str = " ") -> Joined:
    """The lines as one text. `glue` stands for a line break where no word was broken."""
    return _joined(tuple(lines), glue)


@lru_cache(maxsize=REMEMBERED)
def _joined(lines: tuple[str, ...], glue: str) -> Joined:
    parts: list[str] = []
    length, tail = 0, ""
    pieces: list[Piece] = []
    for index, line in enumerate(lines):
        core = line.strip()
        if not core:
            continue
        offset = line.index(core)
        if length:
            cut, between = _seam(tail, core) if glue == " " else (0, glue)
            if cut:
                parts[-1], tail, length = parts[-1][:-cut], tail[:-cut], length - cut
                last = pieces[-1]
                pieces[-1] = Piece(at=last.at, length=last.length - cut, index=last.index, offset=last.offset)
            parts.append(between)
            length, tail = length + len(between), tail + between
        pieces.append(Piece(at=length, length=len(core), index=index, offset=offset))
        parts.append(core)
        length, tail = length + len(core), (tail + core)[-SEAM:]
    return Joined(text="".join(parts), pieces=tuple(pieces))


def _seam(before: str, after: str) -> tuple[int, str]:
    """How many characters to drop at the end of `before`, and what to put between."""
    if before[-1] in "\u00ad¬":
        return 1, ""
    if before[-1] not in HYPHENS:
        # A number broken after its slash, `KS 2015/` + `112`; words are not broken there.
        broken_number = re.search(r"\d/$", before) and after[:1].isdigit()
        return 0, "" if broken_number else " "
    word, following = _WORD_BEFORE.search(before), _WORD_AFTER.match(after)
    if word is None or following is None:
        return 0, " "  # A dash between words, not a hyphen.
    head, tail = word.group(1), following.group(1)
    if tail.casefold() in CONJUNCTIONS:
        return 0, " "
    keeps_hyphen = (
        head[-1].isdigit()  # `009-` + `1322/2011`, `2010-` + `talet`
        or not tail[0].islower()  # `Norrbotten-` + `Västerbotten`, `KS-` + `2015`
        or (len(head) > 1 and head.isupper())  # `IT-` + `system`
        or head.casefold() == "e"  # `e-` + `post`
    )
    return (0, "") if keeps_hyphen else (1, "")
