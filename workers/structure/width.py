"""How wide a document's text is set, and what else it shows of its own build: where a line ended early."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.structure import LineRef
from workers.structure.chapters import NUMBERED, find_chapters, is_contents_line, listed_contents
from workers.structure.lines import Line

LONGEST = 110
"""Characters; longer lines are text even when they are bold."""
LONG_LINE = 30
"""Characters; shorter lines say nothing about how wide the text is set."""
PLAIN_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})* (?=[A-ZÅÄÖ])")
"""A heading's number as documents with numbered chapters print it; `1.` begins a list's item."""
BOLD_HEADINGS = 3
"""So many short bold lines with room above are how a document sets its headings …"""
BOLD_SHARE = 0.4
"""… provided that no more of its lines are bold."""
SOME_ROOM = 0.3
"""Lines; a heading on paper has at least so much room above it, unless its type tells."""
CHAPTERS = 3
"""So many lines numbered 1, 2, 3 without a full stop are a document's chapters."""
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', "»", ")", "…")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How wide the text is set, in the unit of the lines: what a full line reaches to."""

    right: float
    numbered: bool = False  #: whether the document numbers its headings (2.1, 2.2)
    chapters: frozenset[LineRef] = frozenset()  #: the lines `1 Inledning`, `2 Bakgrund`, … of a document
    contents: frozenset[str] = frozenset()  #: what its table of contents lists, folded
    bold_headings: bool = False  #: whether its headings are set in bold type

    def ended_early(self, line: Line, following: str) -> bool:
        """Whether the next line's first word would still have had room: the author ended the line."""
        per_character = (line.x1 - line.x0) / max(1, len(line.text))
        word = next(iter(following.split(maxsplit=1)), "")
        return line.x1 + per_character * (len(word) + 1) < self.right * 0.985


def measure(lines: Sequence[Line]) -> Measure:
    """The width of the body text: what all but the longest twentieth of the longer lines reach."""
    edges = sorted(line.x1 for line in lines if len(line.text) > LONG_LINE)
    right = edges[int(len(edges) * 0.93)] if edges else 80.0
    return Measure(
        right=right,
        numbered=_numbers_its_headings(lines),
        chapters=find_chapters(lines),
        contents=listed_contents(lines),
        bold_headings=_sets_headings_bold(lines),
    )


def _sets_headings_bold(lines: Sequence[Line]) -> bool:
    bold = [line for line in lines if line.bold]
    short = [
        line for line in bold if line.gap >= SOME_ROOM and len(line.cells) == 1 and len(line.text) < LONGEST
    ]
    return len(short) >= BOLD_HEADINGS and len(bold) <= BOLD_SHARE * len(lines)


def _numbers_its_headings(lines: Sequence[Line]) -> bool:
    """`2.1` and `2.2`, or `1`, `2`, `3` without a full stop, each before a few words."""
    parted, expected = 0, 1
    for line, below in pairwise(lines):
        found = NUMBERED.match(line.text)
        if not found or len(line.text) >= LONGEST or is_contents_line(line.text):
            continue
        number = found.group("number")
        if "." in number:
            parted += 1
        elif (
            number == str(expected)
            and PLAIN_NUMBER.match(line.text)
            and len(line.cells) == 1
            and not ends_sentence(line.text)
            and not NUMBERED.match(below.text)
        ):
            expected += 1
    return parted > 1 or expected > CHAPTERS


def ends_sentence(text: str) -> bool:
    """Whether the text may end a paragraph."""
    return text.endswith(_SENTENCE_END)
