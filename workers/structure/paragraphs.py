"""Which line goes on with the paragraph or list item before it."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from workers.structure.headings import OPEN_END, is_known_heading
from workers.structure.lines import Line
from workers.structure.lists import marker_of
from workers.structure.signing import is_line_to_sign_on
from workers.structure.width import Measure, ends_sentence

SMALL_GAP = 0.3
"""Lines; more room than this between two lines divides paragraphs …"""
SENTENCE_GAP = 2
"""… unless a sentence goes on over it, with at most this much room."""
PARAGRAPH_PER_LINE = 180
"""Columns; a longer line is a paragraph of its own, when the text was saved that way."""
SHORT_LINE = 0.75
"""Share of the width that a line must stay under to end a paragraph without a full stop."""

_THAT_COLUMN = re.compile(r"att\s{2,}\S")
_LEADS_IN = re.compile(
    r"\b(?:besluta|beslutar|beslutade|föreslås|föreslår|hemställer|förelägger|yrkar)(?: (?:jag|vi|följande|för egen del|\S+(?:n|t)))?:?$"
)
_OVER_A_LIST = re.compile(
    r"[A-ZÅÄÖ]\S*(?:styrelsen|nämnden|utskottet|fullmäktige|beredningen|direktionen|förvaltningen|kontoret) (?:föreslår|hemställer|beslutar|beslutade)\b[^.]{0,80}(?:\bföljande|\bbesluta|\batt|:)"
)
"""`Kommunstyrelsen beslutar för egen del följande`, on a line of its own."""
_NEXT_CLAUSE = (",", ";", " och", " samt", " dels")
"""Ends of a clause after which the next one follows."""
_NEXT_CASE = re.compile(r"(?:[A-ZÅÄÖ][a-zåäö]{0,4} )?§\s?\d{1,3}\s?[a-z]?(?:\s*$|\s+(?:Dnr|Diarie|[A-ZÅÄÖ]))")
"""`§ 60   Dnr KS 2024/112`: the next case of the minutes."""
CASE_LINE = re.compile(r"(?:[A-ZÅÄÖ][a-zåäö]{0,4} )?§\s?\d{1,3}\s?[a-z]?\s+(?:[Dd]nr|[Dd]iarie)")
_LABELLED = re.compile(r"(?:Beslut|Förslag till beslut|Beslutsförslag)\s*:\s")
"""`Beslut: Styrelsen godkänner rapporten.`"""
_BROKEN = re.compile(r"\w[-\u00ad]$")
"""A word or a number broken at the line's end: `(Dnr 009-` goes on with `1322/2011)`."""


def is_that_clause(body: Sequence[Line], position: int, width: Measure, first: int | None = None) -> bool:
    """An item of a proposal written as `att`-clauses: set off, or after a line that leads in to it.

    `first` is the line that the paragraph before it began with, where it is known.
    """
    line = body[position]
    if not line.text.startswith(("att ", "att\t", "att\n")):
        return False
    if _THAT_COLUMN.match(line.text) or line.cells[0].text == "att" or position == 0:
        return True
    before = body[position - 1]
    if _LEADS_IN.search(before.text) or is_known_heading(before.text):
        return True
    if line.gap >= SMALL_GAP and before.text.endswith((",", ":", " och")):
        return True
    ended = line.gap >= SMALL_GAP or before.text.endswith(_NEXT_CLAUSE) or width.ended_early(before, "att")
    return body[position - 1 if first is None else first].text.startswith("att ") and ended


def goes_on(body: Sequence[Line], start: int, end: int, width: Measure) -> bool:
    """Whether the line at `end` continues the paragraph or item that began at `start`."""
    before, line = body[end - 1], body[end]
    marker = marker_of(body[start].text)
    if (
        marker_of(line.text)
        or _NEXT_CASE.match(line.text)
        or _NEXT_CASE.match(before.text)
        or _LABELLED.match(line.text)
        or (_OVER_A_LIST.fullmatch(line.text) and not OPEN_END.search(before.text))
        or is_line_to_sign_on(line.text)
        or is_that_clause(body, end, width, start)
    ):
        return False
    if marker is not None and before.text == marker:
        return line.gap < 1
    unfinished = not ends_sentence(before.text) and (line.text[0].islower() or _BROKEN.search(before.text))
    if line.gap >= SMALL_GAP or line.new_page:
        full = line.new_page and not width.ended_early(before, line.text) and not ends_sentence(before.text)
        return full or (bool(unfinished) and line.gap <= SENTENCE_GAP)
    hanging = marker is not None and line.x0 > body[start].x0 + _indent_unit(line)
    return bool(unfinished) or hanging or not _begins_paragraph(before, line, width)


def _begins_paragraph(before: Line, line: Line, width: Measure) -> bool:
    """No room between the lines: told by an indent, or by a line that the author ended early."""
    ended, capital = ends_sentence(before.text), not line.text[0].islower()
    if min(len(before.text), width.right) > PARAGRAPH_PER_LINE:
        return ended
    if ended and line.text[0].isupper() and line.x0 > before.x0 + _indent_unit(line):
        return True
    if not width.ended_early(before, line.text):
        return False
    if ended:
        return capital or before.text[-1] == ":"
    short = before.x1 < SHORT_LINE * width.right and OPEN_END.search(before.text) is None
    return line.text[0].isupper() and short


def _indent_unit(line: Line) -> float:
    """Room that counts as an indent: one and a half characters in text, half a type height on paper."""
    return 1.5 if line.box is None else 0.5 * (line.height or 10)
