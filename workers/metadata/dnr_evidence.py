"""A number that may be a diarienummer, and what its neighbours and the document's author say about it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.metadata import DocumentType, Flag, Text
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lines import Line
from workers.structure.signers import Part
from workers.structure.vocabulary import LabelKey

LETTERS = frozenset({"överklagande", "skrivelse"})
"""Kinds of documents that others than authorities write: the number in them is the authority's."""

OWNERS: dict[str, re.Pattern[str]] = {
    "department": re.compile(r"departement|regering|statsråd|kommitté|utredning|delegation", re.IGNORECASE),
    "chancellor": re.compile(r"justitiekanslern", re.IGNORECASE),
    "police": re.compile(r"polis", re.IGNORECASE),
    "court": re.compile(r"domstol|rätt|kronofog", re.IGNORECASE),
}
"""Families that only such bodies number their cases by."""

_ROW = re.compile(r"\s*(?:\d{1,3}\.?\s+(?=\S)|\d{4}-\d\d-\d\d\s+(?=\S))")
"""A row that opens with its number or its date: `6 Svar om gatljus KS 2020-06981`."""
_STAMP_WORD = re.compile(r"(?:INKOM(?:MEN|MET)?|ANKOM(?:MEN)?|Ink\.?|Ank\.?)(?=$|\s\d)")
"""In a cell of its own: a stamp that was read in a row with the letter's lines."""
_OUR = re.compile(r"\b(?:vårt?|vår)\b[^.]{0,25}$", re.IGNORECASE)
_COURTS_NUMBER = re.compile(r"\bmål\s?(?:nr|nummer)\.?:?\s*$", re.IGNORECASE)
_PREFIX = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]*")
_TO_PAGE = re.compile(r"\s*(?:\.{3,}|…+)[\s.…]*\d{1,3}$")
"""The leaders and the page behind a row of contents: `Finansrapport (KS/2021:10) ........ 7`."""
_LISTED_SOURCES = re.compile(r"underlag|handlingar|bilag|tidigare", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A number that may be a diarienummer, with what speaks for it."""

    passage: Passage
    start: int
    end: int
    value: str
    family: str
    alone: bool
    label: LabelKey | None
    rule: str
    flags: tuple[Flag, ...] = ()
    board: Part | None = None  #: the letters of the number that stand in the line above


def line_of(manuscript: Manuscript, candidate: Candidate) -> Line | None:
    """The printed line on which the number begins."""
    fragment = next(candidate.passage.fragments(candidate.start, candidate.end), None)
    return None if fragment is None else manuscript.line_of(fragment[0])


def never_own(manuscript: Manuscript, candidate: Candidate, kind: DocumentType, issuer: Text | None) -> bool:
    """Whether the document's author cannot number its cases so."""
    courts = _COURTS_NUMBER.search(candidate.passage.line_before(candidate.start)) is not None
    if courts and kind != "domstolsavgörande" and issuer and not OWNERS["court"].search(issuer.value):
        return True
    if candidate.family == "court" and kind in LETTERS and candidate.passage.kind != "stamp":
        return issuer is None or OWNERS["court"].search(issuer.value) is None
    owner = OWNERS.get(candidate.family)
    if owner is not None and issuer is not None and kind != "kommittédirektiv":
        return owner.search(issuer.value) is None
    if candidate.family == "department" and kind == "remissvar":
        return True  # Departments ask, and whoever answers is none, known or not.
    if (
        kind not in LETTERS
        or candidate.passage.kind == "stamp"
        or manuscript.site.is_own_number(candidate.value)
    ):
        return False
    lettered = issuer is not None and issuer.rule == "issuer.letterhead"
    ours = lettered and candidate.label == "dnr_own" and candidate.passage.head_like
    outside = (kind == "överklagande" and not ours) or (issuer is not None and issuer.rule == "issuer.sender")
    stamped = _near_stamp(manuscript, candidate)
    return outside and not stamped and _OUR.search(candidate.passage.line_before(candidate.start)) is None


def _near_stamp(manuscript: Manuscript, candidate: Candidate) -> bool:
    """On the line after a stamp's, where the two were read apart."""
    line = line_of(manuscript, candidate)
    if line is None:
        return False
    at = manuscript.position_of(line.ref)
    near = manuscript.lines[max(0, at - NEAR_STAMP) : at + 1]
    passages = [manuscript.passage_of(other) for other in near]
    if any(passage is not None and passage.kind == "stamp" for passage in passages):
        return True
    return any(_STAMP_WORD.match(cell.text) for other in near for cell in other.cells)


NEAR_STAMP = 3
"""Lines."""


def rows_of_cases(manuscript: Manuscript, candidates: Sequence[Candidate], least: int) -> set[str]:
    """Values that begin or end their lines in at least so many lines: a list of cases, one to a row."""
    rows: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in candidates:
        line = line_of(manuscript, candidate)
        section = candidate.passage.section
        if line is None or candidate.label == "dnr_other":
            continue
        row = _TO_PAGE.sub("", line.text)
        if candidate.passage.head_like and row == line.text:
            continue
        if section is not None and _LISTED_SOURCES.search(section):
            continue
        raw = candidate.passage.text[candidate.start : candidate.end]
        if row.startswith(raw) or row.rstrip(" )").endswith(raw):
            prefix = _PREFIX.match(candidate.value)
            key = candidate.family, prefix.group() if prefix else ""
            rows[key].add((line.ref.page, line.ref.line))
            values[key].add(candidate.value)
    return {
        v for key, found in values.items() if len(rows[key]) >= least and len(found) >= least for v in found
    }


def rows_of_table(manuscript: Manuscript, candidates: Sequence[Candidate]) -> set[str]:
    """Values of one series in rows right under each other that each open with a number or a date."""
    rows: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for candidate in candidates:
        line = line_of(manuscript, candidate)
        raw = candidate.passage.text[candidate.start : candidate.end]
        if line is None or candidate.passage.kind in ("header", "stamp") or line.text.startswith(raw):
            continue
        if _ROW.match(line.text) and not line.text.rstrip().endswith((".", ",")):
            prefix = _PREFIX.match(candidate.value)
            at = manuscript.position_of(line.ref)
            rows[candidate.family, prefix.group() if prefix else ""][at].add(candidate.value)
    return {
        value
        for by_line in rows.values()
        for at, values in by_line.items()
        if at - 1 in by_line or at + 1 in by_line
        for value in values
    } | _under_dates(manuscript, candidates)


def _under_dates(manuscript: Manuscript, candidates: Sequence[Candidate]) -> set[str]:
    """Values alone on the line under a date, in a list whose rows were read one cell to a line."""
    found: set[str] = set()
    for candidate in candidates:
        line = line_of(manuscript, candidate)
        at = 0 if line is None else manuscript.position_of(line.ref)
        above = manuscript.lines[at - 1] if at else None
        if above is not None and (above.ref.page, above.ref.line) in manuscript.dates_over_numbers:
            found.add(candidate.value)
    return found
