"""A date where it stands: its passage, its line, and the sentence before it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property

from schemas.metadata import DocumentType
from workers.metadata.date_forms import Printed, is_date, printed_dates
from workers.metadata.date_shapes import MONTHS
from workers.metadata.labels import cell_of
from workers.metadata.passage import WINDOW, Manuscript, Passage
from workers.structure.lines import Line

CONTEXT = 140
"""Characters before a date in which a cue may stand, never past the sentence's beginning."""
SHORT_PASSAGE = 90
"""Characters; a label counts in a passage no longer than this, or in a head or table."""
WORDS_OF_SENTENCE = 4
"""Words in lower case around a date that is told about, not the document's own."""
_DATE_WORDS = re.compile(rf"\b(?:den|år|{'|'.join(MONTHS)}|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?)\b")
_TO = re.compile(r"\s*(?:[-–]{1,2}|t\.\s?o\.\s?m\.?|tom|till(?: och med)?)\s*(?:den )?", re.IGNORECASE)

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
        start = _goes_on_from(passage, passage.line_start(end)) if passage.head_like else 0
        return _sentence_before(passage.text[max(start, end - WINDOW) : end])


def printed_line(situation: Situation) -> Line | None:
    """The printed line on which the date begins."""
    fragment = next(situation.passage.fragments(situation.printed.start, situation.printed.end), None)
    return None if fragment is None else situation.manuscript.line_of(fragment[0])


def _goes_on_from(passage: Passage, start: int) -> int:
    """Where the line begins, or the one above where a sentence goes on from it: in short letters the first
    sentences are taken for a head."""
    if not start:
        return start
    above = passage.text[max(passage.line_start(start - 1), start - 1 - WINDOW) : start - 1]
    words = sum(word.isalpha() and word.islower() for word in above.split())
    return start - 1 - len(above) if words >= WORDS_OF_SENTENCE and above[-1:].islower() else start


def cell_text(situation: Situation) -> str:
    """The cell that the date stands in; of a long one what `line` holds."""
    printed = situation.printed
    cell = cell_of(situation.manuscript, situation.passage, printed.start, printed.end)
    text = None if cell is None else cell[0].cells[cell[1]].text
    return situation.line if text is None or len(text) > WINDOW else text.strip()


def in_sentence(situation: Situation) -> bool:
    """Among the words of a sentence that stands in the head of a short letter: `Ni har … begärt …`."""
    cell = cell_text(situation)
    if is_date(cell):
        return False
    words = sum(word.isalpha() and word.islower() for word in _DATE_WORDS.sub("", cell).split())
    return words >= WORDS_OF_SENTENCE or (words > 0 and cell.endswith("."))


def first_of_range(situation: Situation) -> Situation | None:
    """The date that this one is the end of: `2024-02-09 – 2024-03-02`, `från den 4 april till den 19 maj`."""
    return date_before(situation, _TO)


def date_before(situation: Situation, joined: re.Pattern[str]) -> Situation | None:
    """The date before this one, where all that parts them is what `joined` matches."""
    text, start = situation.passage.text, situation.printed.start
    dates = printed_dates(text)
    at = bisect_left(dates, start, key=lambda printed: printed.start)
    if not at or not joined.fullmatch(text, dates[at - 1].end, start):
        return None
    return replace(situation, printed=dates[at - 1])


def _sentence_before(text: str) -> str:
    start = 0
    for end in _SENTENCE.finditer(text):
        start = end.end()
    return text[max(start, len(text) - CONTEXT) :]
