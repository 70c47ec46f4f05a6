"""Numbers in columns: under a label far above, under their board's letters, or one in each row."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.metadata.dnr_evidence import Candidate, line_of
from workers.metadata.dnr_roles import MAST_LINES
from workers.metadata.dnr_shapes import BOARDS, FAMILIES, YEAR
from workers.metadata.passage import Manuscript
from workers.structure.lines import Line
from workers.structure.signers import Part
from workers.structure.vocabulary import label_alone

_AGENDA_ROW = re.compile(r"\d{1,3}\.?\s+(?:\d{1,2}[.:]\d\d\s+)?[A-ZÅÄÖ]")
_SERIES = re.compile(rf"^{YEAR}-\d{{5,6}}$|^\d{{4,6}}-{YEAR}$|^[A-ZÅÄÖ]{{2,6}}[ /-]\d")
"""A number that tells a series in a row without its label: a long one, or one with its board's letters."""
LEAST_IN_COLUMN, LEAST_WITHOUT_LABEL = 2, 3
"""Rows of a column of numbers under its label, and of numbered rows that each have one."""
_BOARD = re.compile(rf"(?:{BOARDS})")
_UNDER_BOARD = frozenset({"year_serial", "year_serial_plan"})
"""Families whose numbers with a board's letters before them are of another family."""
SAME_EDGE = 3
"""Points between the left edges of two lines of one cell."""


def under_board(manuscript: Manuscript, candidate: Candidate) -> Candidate:
    """The candidate with its board's letters, where a narrow column broke the number: `SN` over `2026/00054`."""
    line = line_of(manuscript, candidate) if candidate.family in _UNDER_BOARD else None
    at = 0 if line is None else manuscript.position_of(line.ref)
    if line is None or not at or line.box is None or len(manuscript.lines[at - 1].cells) == 1:
        return candidate
    raw = candidate.passage.text[candidate.start : candidate.end]
    above = manuscript.lines[at - 1]
    boards = (
        over
        for cell in line.cells
        if cell.text.startswith(raw)
        for over in above.cells
        if abs(over.x0 - cell.x0) < SAME_EDGE and _BOARD.fullmatch(over.text)
    )
    for board in boards:
        whole = f"{board.text} {raw}"
        for family in FAMILIES:
            match = family.pattern.fullmatch(whole) if family.strength == "alone" else None
            if match is not None:
                part = Part(line=above, start=board.start, end=board.end)
                return replace(
                    candidate, value=family.normal(match), family=family.name, alone=True, board=part
                )
    return candidate


def under_lone_label(manuscript: Manuscript, candidates: list[Candidate]) -> list[Candidate]:
    """A label in the head that no number was found for, and one number alone in its cell without a label."""
    if any(c.label == "dnr_own" and c.passage.head_like for c in candidates):
        return candidates
    head = [line for line in manuscript.lines[:MAST_LINES] if _is_of_head(manuscript, line)]
    labels = [c for line in head for c in line.cells if label_alone(c.text) == "dnr_own"]
    free = [c for c in candidates if c.label is None and not c.alone and _fills_cell_of(manuscript, c, head)]
    if len(labels) != 1 or len({c.value for c in free}) != 1:
        return candidates
    return [replace(c, label="dnr_own", rule="dnr.label_apart") if c in free else c for c in candidates]


def in_column(manuscript: Manuscript, candidates: list[Candidate]) -> list[Candidate]:
    """Numbers of one series in the rows of an agenda: under `Beteckning` over their column, or in each of
    several numbered rows."""
    free = [c for c in candidates if c.label is None and not c.alone and _SERIES.search(c.value)]
    rows = [(c, line) for c in free if (line := line_of(manuscript, c)) is not None]
    if len(rows) < LEAST_IN_COLUMN:
        return candidates
    heads = (line for line in manuscript.lines if len(line.cells) > 1)
    head = next((h for h in heads if any(label_alone(cell.text) == "dnr_own" for cell in h.cells)), None)
    first = None if head is None else manuscript.position_of(head.ref)
    apart = {c.value for c, line in rows if _fills_cell(c, line)}
    under = {c.value for c, line in rows if first is not None and manuscript.position_of(line.ref) > first}
    numbered = {c.value for c, line in rows if _AGENDA_ROW.match(line.text)}
    told = max((apart & under, apart & numbered), key=len)
    if len(told) < LEAST_IN_COLUMN:
        told = numbered if len(numbered) >= LEAST_WITHOUT_LABEL else set[str]()
    told |= numbered if told else set()
    return [
        replace(c, label="dnr_own", rule="dnr.label_apart") if c in free and c.value in told else c
        for c in candidates
    ]


def _fills_cell(candidate: Candidate, line: Line) -> bool:
    raw = candidate.passage.text[candidate.start : candidate.end]
    return any(cell.text == raw for cell in line.cells)


def _is_of_head(manuscript: Manuscript, line: Line) -> bool:
    passage = manuscript.passage_of(line)
    return passage is not None and passage.head_like and passage.kind != "stamp"


def _fills_cell_of(manuscript: Manuscript, candidate: Candidate, head: Sequence[Line]) -> bool:
    line = line_of(manuscript, candidate)
    return line is not None and line in head and _fills_cell(candidate, line)
