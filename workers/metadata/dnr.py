"""Diarienummer: which numbers are ours, which are others', and none that only look alike."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.metadata import Dnr, DnrRole, DocumentType, Flag
from workers.metadata.date_forms import date_spans
from workers.metadata.dnr_shapes import (
    ANY_FAMILY,
    FAMILIES,
    FRAGMENT,
    MISPRINT,
    YEAR,
    is_year_range,
    lookalike,
)
from workers.metadata.labels import DNR_KEYS, before_in_cell, label_of
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.spans import Spans
from workers.structure.vocabulary import LabelKey

MANY_CASES = frozenset({"protokoll", "kallelse", "anmälningslista"})
"""Documents of many cases: the number beside one of them is `item`, not the document's own."""

SHORT_PASSAGE = 80
"""Characters of a passage that holds a case's number beside its paragraph and title."""
OPENING = 45
"""Characters that may stand before our own number in its cell: its label and little else."""
LABEL_LENGTH = 25

_ONE_PARAGRAPH = re.compile(r"\s*§\s*\d+")
_REPLACES = re.compile(
    r"(?:ersätter|upphäver|jfr|jämför|se även|tidigare|avser|svar på|angående|gällande)\b[^.]*$",
    re.IGNORECASE,
)
_LONG_SERIAL = re.compile(rf"^{YEAR}-\d{{5,6}}$|^\d{{4,6}}-{YEAR}$")
_MAY_HOLD_NUMBER = re.compile(
    r"\d[ \n]?[-–‐−/:.]|[-–‐−/:.] ?\n?[\dOolI]|\d[A-ZÅÄÖ]{2}|[A-ZÅÄÖ][-/]\d", re.MULTILINE
)
"""Every family divides its figures; a text without a divided figure is not searched for each of them."""
_FILLED = re.compile(r"\S")
_KNOWN_ENOUGH = re.compile(r"\d{4,}")


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


def find_dnr(manuscript: Manuscript, kind: DocumentType) -> tuple[Dnr, ...]:
    """Every diarienummer once for each value and role, own ones first, otherwise in reading order."""
    candidates = [c for passage in manuscript.passages for c in _candidates(manuscript, passage)]
    kept = _supported(candidates)
    roles = _roles(manuscript, kept, kind)
    found: dict[str, Dnr] = {}
    for candidate in sorted(kept, key=lambda c: roles[c.value] != "own"):
        if candidate.value in found:
            continue
        evidence = manuscript.evidence(candidate.passage, candidate.start, candidate.end)
        if evidence:
            found[candidate.value] = Dnr(
                value=candidate.value,
                raw=" ".join(candidate.passage.text[candidate.start : candidate.end].split()),
                role=roles[candidate.value],
                family=candidate.family,
                rule=candidate.rule,
                flags=candidate.flags,
                evidence=evidence,
            )
    return tuple(found.values())


def _candidates(manuscript: Manuscript, passage: Passage) -> list[Candidate]:
    text = passage.text
    taken = Spans(date_spans(text))
    divided = _MAY_HOLD_NUMBER.search(text) is not None
    found: list[Candidate] = []
    for family in FAMILIES if divided and ANY_FAMILY.search(text) else ():
        for match in family.pattern.finditer(text):
            start, end = match.span()
            if taken.overlaps(start, end) or lookalike(text, start, end):
                continue
            label = label_of(manuscript, passage, start, end, DNR_KEYS, is_number)
            if is_year_range(match.group()) and label is None:
                continue
            taken.add(start, end)
            found.append(
                Candidate(
                    passage=passage, start=start, end=end, value=family.normal(match), family=family.name,
                    alone=family.strength == "alone", label=label,
                    rule=_rule(passage, start, label), flags=_year_flags(family.name, match.group()),
                )
            )  # fmt: skip
    odd = _odd_numbers(manuscript, passage, taken) if divided else []
    return sorted(found + odd, key=lambda c: c.start)


def _rule(passage: Passage, start: int, label: LabelKey | None) -> str:
    if label is None:
        return "dnr.shape"
    same_line = any(c.isalpha() for c in passage.line_before(start))
    return "dnr.label_same_line" if same_line else "dnr.label_apart"


def _year_flags(family: str, raw: str) -> tuple[Flag, ...]:
    """`11-200/6005` has the shape of its family but a year that never was."""
    if family == "class_serial_year" and "/" in raw and not re.search(rf"/\s?{YEAR}$", raw):
        return ("misprint",)
    return ()


def _odd_numbers(manuscript: Manuscript, passage: Passage, taken: Spans) -> list[Candidate]:
    """Fragments and misprints after a label: verbatim, flagged, never completed."""
    found: list[Candidate] = []
    spans = taken.copy()
    odd: tuple[tuple[re.Pattern[str], Flag], ...] = ((FRAGMENT, "fragment"), (MISPRINT, "misprint"))
    for pattern, flag in odd:
        for match in pattern.finditer(passage.text):
            start, end = match.span()
            if spans.overlaps(start, end) or lookalike(passage.text, start, end):
                continue
            label = label_of(manuscript, passage, start, end, DNR_KEYS, is_number)
            if label is None:
                continue
            spans.add(start, end)
            found.append(
                Candidate(
                    passage=passage, start=start, end=end, value=" ".join(match.group().split()),
                    family=flag, alone=False, label=label, rule=f"dnr.{flag}", flags=(flag,),
                )
            )  # fmt: skip
    return found


def is_number(text: str) -> bool:
    """Whether a cell holds a number of some family and nothing else."""
    return any(family.pattern.fullmatch(text.strip()) for family in FAMILIES)


def _supported(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those with a label, with a telling shape, or with the value of one that has."""
    sure = {c.value for c in candidates if c.label is not None or c.alone}
    sure |= _repeated_in_head(candidates)
    return [
        c if c.label is not None or c.alone else replace(c, rule="dnr.seen_elsewhere")
        for c in candidates
        if c.label is not None or c.alone or (c.value in sure and _KNOWN_ENOUGH.search(c.value))
    ]


def _repeated_in_head(candidates: Sequence[Candidate]) -> set[str]:
    """Without any label: a long number alone on its line in a head, and printed elsewhere too."""
    counts = Counter(c.value for c in candidates)
    return {
        c.value
        for c in candidates
        if counts[c.value] > 1 and c.passage.head_like and _alone_on_line(c) and _LONG_SERIAL.search(c.value)
    }


def _alone_on_line(candidate: Candidate) -> bool:
    passage, start, end = candidate.passage, candidate.start, candidate.end
    first, last = passage.line_start(start), passage.line_end(end)
    return _blank(passage.text, first, start) and _blank(passage.text, end, last)


def _blank(text: str, start: int, end: int) -> bool:
    return _FILLED.search(text, start, end) is None


def _roles(manuscript: Manuscript, candidates: Sequence[Candidate], kind: DocumentType) -> dict[str, DnrRole]:
    votes: dict[str, list[DnrRole]] = {}
    for candidate in candidates:
        votes.setdefault(candidate.value, []).append(_role(manuscript, candidate))
    roles: dict[str, DnrRole] = {
        value: "own" if "own" in given else "item" if "item" in given else "referenced"
        for value, given in votes.items()
    }
    items = {c.value for c in candidates if _beside_case(c)}
    in_head = {c.value for c in candidates if _own_in_head(c)}
    many = kind in MANY_CASES or len(items) > 1
    for value in items:
        if many and value not in in_head:
            roles[value] = "item"
        elif roles[value] != "own":
            roles[value] = "own"
    if kind in MANY_CASES:
        for candidate in candidates:
            if (
                candidate.passage.kind == "table"
                and roles[candidate.value] == "referenced"
                and _begins_cell(manuscript, candidate)
            ):
                roles[candidate.value] = "item"
    return roles


def _begins_cell(manuscript: Manuscript, candidate: Candidate) -> bool:
    """In the column of numbers, at most a row's number before it; not mentioned in a description."""
    before = before_in_cell(manuscript, candidate.passage, candidate.start)
    return not any(c.isalpha() for c in before)


def _beside_case(candidate: Candidate) -> bool:
    """On the line of a `§`: the case's number in minutes and summons."""
    text = candidate.passage.text
    begin = candidate.passage.line_start(candidate.start)
    first = _ONE_PARAGRAPH.match(text, begin, candidate.start) is not None
    return first and (
        candidate.passage.head_like
        or candidate.passage.kind in ("heading", "table")
        or len(text) < SHORT_PASSAGE
    )


def _own_in_head(candidate: Candidate) -> bool:
    labelled = candidate.label == "dnr_own" and candidate.passage.head_like
    return labelled and not _beside_case(candidate)


def _role(manuscript: Manuscript, candidate: Candidate) -> DnrRole:
    passage = candidate.passage
    before = (
        before_in_cell(manuscript, passage, candidate.start)
        if passage.head_like
        else passage.line_before(candidate.start)
    )
    if candidate.label == "dnr_other" or passage.kind == "table" or _REPLACES.search(before) or "(" in before:
        return "referenced"
    if passage.head_like:
        telling = candidate.label == "dnr_own" or candidate.alone or _alone_on_line(candidate)
        return "own" if telling and len(before) < OPENING else "referenced"
    return "own" if candidate.label == "dnr_own" and _is_own_field(candidate, before) else "referenced"


def _is_own_field(candidate: Candidate, before: str) -> bool:
    """Outside a head: `Vårt dnr`, a court's closing `Mål nr`, or a field before the first heading."""
    if re.search(r"\b(?:vårt|vår)\b[^.]{0,25}$", before, re.IGNORECASE):
        return True
    if len(before) > LABEL_LENGTH:
        return False
    closing = re.match(r"\W*(?:mål\s?(?:nr|nummer))", before, re.IGNORECASE) is not None
    return closing or (_is_field(candidate) and candidate.passage.section is None)


def _is_field(candidate: Candidate) -> bool:
    """A line that is little more than label and number."""
    return len(candidate.passage.text) < candidate.end - candidate.start + 40
