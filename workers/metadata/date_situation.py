"""A date where it stands: its passage, its line, and the sentence before it."""

import re
from dataclasses import dataclass
from functools import cached_property

from schemas.metadata import DocumentType
from workers.metadata.date_forms import Printed
from workers.metadata.passage import WINDOW, Manuscript, Passage
from workers.structure.lines import Line

CONTEXT = 140
"""Characters before a date in which a cue may stand, never past the sentence's beginning."""


_SENTENCE = re.compile(
    r"(?<!\b[A-ZÅÄÖa-zåäö])(?<!\b(?:nr|kl|ca|st|jf))(?<!\b(?:dnr|bl\.|jfr|tfn|dir|kap))[.!?]\s+(?=[A-ZÅÄÖ])"
)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A date where it stands."""

    manuscript: Manuscript
    passage: Passage
    printed: Printed
    kind: DocumentType
    decides: bool  #: whether the document's own date is that of a decision

    @cached_property
    def line(self) -> str:
        """The date's line, or the passage of running text; at most `WINDOW` characters on either side."""
        passage, start, end = self.passage, self.printed.start, self.printed.end
        first, last = passage.line_start(start), passage.line_end(end)
        return passage.text[max(first, start - WINDOW) : min(last, end + WINDOW)]

    @cached_property
    def before(self) -> str:
        """The sentence up to the date; in a head the line; at most `CONTEXT` characters."""
        passage, end = self.passage, self.printed.start
        start = passage.line_start(end) if passage.head_like else 0
        return _sentence_before(passage.text[max(start, end - WINDOW) : end])


def printed_line(situation: Situation) -> Line | None:
    """The printed line on which the date begins."""
    fragment = next(situation.passage.fragments(situation.printed.start, situation.printed.end), None)
    return None if fragment is None else situation.manuscript.line_of(fragment[0])


def _sentence_before(text: str) -> str:
    start = 0
    for end in _SENTENCE.finditer(text):
        start = end.end()
    return text[max(start, len(text) - CONTEXT) :]
