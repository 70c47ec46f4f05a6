"""What a document says about its own headings: its chapters' numbers in a row, and its table of contents."""

# Patterns stay whole, so that they can be searched for and compared.

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.structure import LineRef
from workers.structure.caseless import caseless
from workers.structure.lines import Line
from workers.structure.lists import marker_of
from workers.structure.vocabulary import fold

NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=[A-ZÅÄÖ])")
LEAST_CHAPTERS = 3
"""So many short lines numbered 1, 2, 3, each over text, are a document's chapters."""
LONGEST_CHAPTER = 80
"""Characters of a chapter's title."""
FOLLOWING = 25
"""Characters of the line under a chapter's title: text, not the next item of a list."""
PAGE_DIGITS = 3
"""Digits of a page number in a table of contents."""
MOST_MISSED = 1
"""Lines of a table of contents that may be read otherwise, such as a title over two lines."""

_STYLES = (re.compile(r"\d{1,2} (?=[A-ZÅÄÖ])"), re.compile(r"\d{1,2}\. (?=[A-ZÅÄÖ])"))
"""`1 Inledning`, `1. Inledning`: one document keeps to one of them."""
_CONTENTS = caseless(r"innehåll(?:sförteckning)?\s*:?")
_LISTED = re.compile(r"(?P<title>\S.{2,90}?)[\s.…]+\d{1,3}")
_SENTENCE_END = (".", "!", "?", ":", ";", ",")


def find_chapters(lines: Sequence[Line]) -> frozenset[LineRef]:
    """The lines that number a document's chapters."""
    found: set[LineRef] = set()
    for style in _STYLES:
        row = list(_in_row(lines, style))
        if len(row) >= LEAST_CHAPTERS:
            found.update(row)
    return frozenset(found)


def _in_row(lines: Sequence[Line], style: re.Pattern[str]) -> Iterator[LineRef]:
    expected = 1
    for line, below in pairwise(lines):
        match = style.match(line.text)
        if match is None or int(match.group().rstrip(". ")) != expected:
            continue
        title = len(line.cells) == 1 and len(line.text) <= LONGEST_CHAPTER
        if title and not line.text.endswith(_SENTENCE_END) and _is_under_chapter(below, expected):
            yield line.ref
            expected += 1


def _is_under_chapter(below: Line, number: int) -> bool:
    """Text, a list, a table or the chapter's first part, and not the next item of a list."""
    if below.text.startswith(f"{number}.") or len(below.cells) > 1:
        return True
    if NUMBERED.match(below.text) or below.text[0].islower():
        return False
    return len(below.text) > FOLLOWING or marker_of(below.text) is not None


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: it ends with leaders or a tab, and a page number."""
    core = text.rstrip()
    rest = core.rstrip("0123456789")
    if not 1 <= len(core) - len(rest) <= PAGE_DIGITS:
        return False
    title = rest.rstrip()
    if "\t" in rest[len(title) :]:
        return title != ""
    return any(title.endswith(dots) and title[: -len(dots)].strip() != "" for dots in ("...", "……"))


def is_page_of_contents(text: str) -> bool:
    """Only a page number, under a title in a table of contents that was read one cell to a line."""
    return text.isdigit() and len(text) <= PAGE_DIGITS


def listed_contents(lines: Sequence[Line]) -> frozenset[str]:
    """The titles that a table of contents lists, folded."""
    found: set[str] = set()
    missed: int | None = None
    for line in lines:
        if _CONTENTS.fullmatch(line.text.strip("* ").lower()):
            missed = 0
            continue
        match = (
            _LISTED.fullmatch(line.text.strip())
            if missed is not None or is_contents_line(line.text)
            else None
        )
        if match:
            found.add(fold(match["title"].rstrip(" .…\t")))
        elif missed is not None:
            missed = missed + 1 if missed < MOST_MISSED else None
    return frozenset(found)
