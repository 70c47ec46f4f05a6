"""Diarienummer: which numbers are ours, which are others', and none that only look alike."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.metadata import Dnr, DocumentType, Flag, Text
from workers.metadata.date_forms import is_date
from workers.metadata.dnr_columns import in_column, under_board, under_lone_label
from workers.metadata.dnr_evidence import Candidate, line_of
from workers.metadata.dnr_lookalikes import LONG_NUMBER, is_year_range, lookalike
from workers.metadata.dnr_roles import MAST_LINES, alone_on_line, roles
from workers.metadata.dnr_shapes import (
    ANY_FAMILY,
    FAMILY_GROUPS,
    FRAGMENT,
    MISPRINT,
    PLAN_CLASS,
    TELLING_FRAGMENT,
    YEAR,
    Family,
)
from workers.metadata.labels import DNR_KEYS, label_of
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.site import site_families
from workers.metadata.spans import Spans
from workers.structure.vocabulary import LabelKey

_LONG_SERIAL = re.compile(rf"^{YEAR}-\d{{5,6}}$|^{YEAR}/0\d{{5}}$|^\d{{4,6}}-{YEAR}$")
_DIVIDED = re.compile(r"\d ?[-–‐−/:.][ \n]?[\dA-ZÅÄÖ]|\d[A-ZÅÄÖ]{2,5}/?\d|\b[A-ZÅÄÖ]{1,4}/?\d{5}")
"""What stands in a number of every family. A text that has it in its dates alone is not searched for them."""
_MAY_BE_MISPRINT = re.compile(r"[\dOolI][-–/:.][\dOolI]")
"""What stands in every misprint; most texts have it in their dates alone."""
_IN_CASE = re.compile(r"\b[Mm]ål(?:et|en)?\s$")
"""`i mål T 4216-11`, without `nr`."""
_IN_MATTER = re.compile(
    r"\b[Ää]rende(?:t|n)?\s*:?\s(?:(?:\d{1,3}-)?\d{1,6}-\d{2,4}(?:\s+och|\s+samt|,)\s+)*$"
)
"""`Yttrande i ärende 308-2472-2021`, `Ärende: 1445-2019`, `i ärenden 258-1120-2019 och 258-975-2020`."""
_AFTER_PARAGRAPH = re.compile(r"^(?:[A-ZÅÄÖ]\w{0,4} )?§ ?\d{1,4}[a-z]?(?:\s*[,–-]\s*|\s{3,})$")
"""`§ 136, 0900/18`, `§ 75     KS 67/16`: the case of a paragraph of minutes."""
_PARAGRAPH_ALONE = re.compile(r"(?:[A-ZÅÄÖ]\w{0,4} )?§ ?\d{1,4}[a-z]?")
_IN_SERIES = re.compile(
    r"\b(?:beslut(?:et|en)?|ärende(?:t|n|na)?|anmälan|anmälningarna)\s+(?:\d{1,6}-\d{4,6}(?:\s+och|\s+samt|,)\s+)*$"
)
"""`i beslut 5232-2009 och 1368-2009`, where the author numbers its own cases in the same way."""
_AUTHORITY_FIRST = re.compile(r"(?:JK|JO|ARN)(?:,? dnr)? ")
"""`JK 6111-08-28` over the title, as collections of decisions print it."""
_TO_QUOTE = re.compile(
    r"(?:^|[.!?] )(?:[Aa]nge|[Uu]ppge|[Åå]beropa|[Mm]ärk)\b(?! alltid\b)(?: \w+){0,4}\W{0,2}$"
)
"""`Ange ärendenummer …`, about how to write to the author: a number that its head prints if it is ours."""
_ON_TELEPHONE = re.compile(r"\W{0,2}(?:när|om) (?:du|ni) ringer\b", re.IGNORECASE)
"""`Ange ärendenummer … när du ringer`: the number under which a help desk keeps the call."""
_IN_ANSWER = re.compile(r"\W{0,2}(?:i|vid|när) (?:\w+ ){0,2}\w*(?:svar|yttrande)", re.IGNORECASE)
"""`Ange diarienummer … i ert svar`: the number of the case in which somebody is asked."""
_JOINED = re.compile(
    r"(?:,|;| och| samt| respektive|,? ?(?:och|samt))?\s{1,2}(?:(?:dnr|mål nr)\.?\s)?", re.IGNORECASE
)
"""`mål nr 3122-12, 3123-12 och 3124-12`: all that parts the numbers of one label."""
YEARS_APART = 3
"""Of two numbers whose year has two figures, under one label; `1234-15, 45-60 personer` has no second one."""
_COUNTY_SERIES = re.compile(r"[1-9]\d\d-\d{3,6}-(?:\d\d|\d{4})")
"""County administrative boards', which no telephone number begins like."""
_HOLDS_YEAR = re.compile(rf"-{YEAR}$|^{YEAR}-\d{{4,6}}$")
_BEGINNING = re.compile(r"(?<![\w./:§–-])[A-ZÅÄÖ\d]")
"""Where a number may begin."""
LONGEST_BEGINNING = 24
"""Characters of a number before its first divided figures."""
LONGEST_NUMBER = 60
"""Characters of a printed number, a line break in it included, and what its shape looks for behind it."""
BEFORE_SERIES = 120
"""Characters before a number in which such words stand."""
_KNOWN_ENOUGH = re.compile(r"\d{4,}")


def find_dnr(manuscript: Manuscript, kind: DocumentType, issuer: Text | None) -> tuple[Dnr, ...]:
    """Every diarienummer once for each value and role, own ones first, otherwise in reading order."""
    candidates = [c for passage in manuscript.passages for c in _candidates(manuscript, passage)]
    candidates = [under_board(manuscript, candidate) for candidate in candidates]
    candidates = under_lone_label(manuscript, candidates)
    candidates = in_column(manuscript, candidates)
    kept = _supported(manuscript, candidates)
    role_of = roles(manuscript, kept, kind, issuer)
    found: dict[str, Dnr] = {}
    for candidate in sorted(kept, key=lambda c: role_of[c.value] != "own"):
        if candidate.value in found:
            continue
        evidence = manuscript.evidence(candidate.passage, candidate.start, candidate.end)
        raw = candidate.passage.text[candidate.start : candidate.end]
        if (board := candidate.board) is not None:
            evidence = (*manuscript.line_evidence(board.line, board.start, board.end), *evidence)
            raw = f"{board.text} {raw}"
        if evidence:
            found[candidate.value] = Dnr(
                value=candidate.value,
                raw=" ".join(raw.split()),
                role=role_of[candidate.value],
                family=candidate.family,
                rule=candidate.rule,
                flags=candidate.flags,
                evidence=evidence,
            )
    return tuple(found.values())


def _candidates(manuscript: Manuscript, passage: Passage) -> list[Candidate]:
    text = passage.text
    own = site_families(manuscript.site.dnr_shapes)
    if not own and not passage.has_figures:
        return []
    taken = Spans(passage.full_dates)
    tries = [*((family, 0, len(text)) for family in own), *_tries(text, taken)]
    found: list[Candidate] = []
    for family, first, last in tries:
        for match in family.pattern.finditer(text, first, last):
            start, end = match.span()
            ours = manuscript.site.is_own_number(match.group())
            if taken.overlaps(start, end) or (lookalike(text, start, end) and not ours):
                continue
            label = _label(manuscript, passage, match, family)
            if is_year_range(match.group()) and label is None:
                continue
            if label is None and _of_paragraph(manuscript, passage, start, end):
                label = "dnr_own"
            taken.add(start, end)
            found.append(
                Candidate(
                    passage=passage, start=start, end=end, value=family.normal(match), family=family.name,
                    alone=ours or family.strength == "alone", label=label,
                    rule=_rule(passage, start, label), flags=_year_flags(family.name, match.group()),
                )
            )  # fmt: skip
    return _joined(sorted(found + _odd_numbers(manuscript, passage, taken), key=lambda c: c.start))


def _label(manuscript: Manuscript, passage: Passage, match: re.Match[str], family: Family) -> LabelKey | None:
    """What the words before the number, or the cells around it, say of whose it is."""
    text, (start, end) = passage.text, match.span()
    label = label_of(manuscript, passage, start, end, DNR_KEYS, is_number)
    if label is not None:
        to_quote = _TO_QUOTE.search(text, 0, start) is not None
        if to_quote and _ON_TELEPHONE.match(text, end) is not None:
            return None
        return None if to_quote and passage.number > 0 and _IN_ANSWER.match(text, end) is None else label
    case = family.name in ("court", "serial_year") and _IN_CASE.search(text, 0, start)
    matter = _IN_MATTER.search(text, 0, start) and _is_long(match.group())
    authority = passage.number <= 0 and _AUTHORITY_FIRST.fullmatch(text, 0, start)
    return "dnr_own" if case or matter or authority else None


def _joined(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The label of a number holds for those of its series that a comma or `och` joins to it."""
    found: list[Candidate] = []
    for candidate in candidates:
        before = found[-1] if found else None
        joined = before is not None and candidate.label is None and _is_joined(before, candidate)
        found.append(
            replace(candidate, label=before.label, rule="dnr.label_same_line")
            if before and joined
            else candidate
        )
    return found


def _is_joined(first: Candidate, second: Candidate) -> bool:
    between = second.passage.text[first.end : second.start]
    return _JOINED.fullmatch(between) is not None and _of_one_series(first, second)


def _of_one_series(first: Candidate, second: Candidate) -> bool:
    """Of one family, and where the year has two figures alone, of nearly the same year."""
    short = first.family in ("serial_year", "court")
    pair = (first, second)
    years = [int(one.value[-2:]) for one in pair if one.value[-2:].isdigit()]
    near = len(years) == len(pair) and abs(years[0] - years[1]) <= YEARS_APART
    return first.family == second.family and (not short or near)


def _of_paragraph(manuscript: Manuscript, passage: Passage, start: int, end: int) -> bool:
    """Behind a paragraph of minutes, or alone on the line under it: `§ 153` over `KS 149/17`."""
    before = passage.line_before(start)
    if before.strip():
        return _AFTER_PARAGRAPH.search(before) is not None
    fragment = next(passage.fragments(start, end), None)
    line = None if fragment is None else manuscript.line_of(fragment[0])
    at = 0 if line is None else manuscript.position_of(line.ref)
    if line is None or not at or line.text.strip() != passage.text[start:end]:
        return False
    return _PARAGRAPH_ALONE.fullmatch(manuscript.lines[at - 1].text.strip()) is not None


def _is_long(raw: str) -> bool:
    """More figures than the number of an item on an agenda has."""
    return sum(c.isdigit() for c in raw) >= LONG_NUMBER


def _stands_apart(shape: re.Pattern[str], text: str, taken: Spans) -> Iterator[re.Match[str]]:
    """Where the shape stands in what is not taken."""
    return (match for match in shape.finditer(text) if not taken.overlaps(*match.span()))


def _places(text: str, taken: Spans) -> Iterator[tuple[int, int]]:
    """Stretches in which a number of some family begins and ends: few texts have one, and no long ones."""
    first = last = tried = 0
    for divided in _stands_apart(_DIVIDED, text, taken):
        for begin in _BEGINNING.finditer(
            text, max(tried, divided.start() - LONGEST_BEGINNING), divided.end()
        ):
            tried, start = begin.end(), begin.start()
            if ANY_FAMILY.match(text, start) is None:
                continue
            if start > last and last:
                yield first, last
            if start > last or not last:
                first = start
            last = min(len(text), start + 2 * LONGEST_NUMBER)
    if last:
        yield first, last


def _tries(text: str, taken: Spans) -> Iterator[tuple[Family, int, int]]:
    """Which families to look for and where, the families in their order."""
    places = list(_places(text, taken))
    for any_of, families in FAMILY_GROUPS if places else ():
        likely = [place for place in places if any_of.search(text, *place)]
        yield from ((family, *place) for family in families for place in likely)


def _rule(passage: Passage, start: int, label: LabelKey | None) -> str:
    if label is None:
        return "dnr.shape"
    same_line = any(c.isalpha() for c in passage.line_before(start))
    return "dnr.label_same_line" if same_line else "dnr.label_apart"


def _year_flags(family: str, raw: str) -> tuple[Flag, ...]:
    """`11-200/6005` has the shape of its family but a year that never was."""
    if family == "class_serial_year" and "/" in raw and not re.search(rf"/\s?{YEAR}(?:-\d{{1,3}})?$", raw):
        return ("misprint",)
    return ()


def _odd_numbers(manuscript: Manuscript, passage: Passage, taken: Spans) -> list[Candidate]:
    """Fragments and misprints after a label: verbatim, flagged, never completed."""
    found: list[Candidate] = []
    spans = taken.copy()
    odd: list[tuple[re.Pattern[str], Flag]] = [(FRAGMENT, "fragment")]
    if any(_stands_apart(_MAY_BE_MISPRINT, passage.text, taken)):
        odd.append((MISPRINT, "misprint"))
    for pattern, flag in odd:
        for match in pattern.finditer(passage.text):
            start, end = match.span()
            if spans.overlaps(start, end) or lookalike(passage.text, start, end):
                continue
            if PLAN_CLASS.fullmatch(match.group()):
                continue
            label = label_of(manuscript, passage, start, end, DNR_KEYS, is_number)
            if label is None and TELLING_FRAGMENT.fullmatch(match.group()) is None:
                continue
            spans.add(start, end)
            found.append(
                Candidate(
                    passage=passage, start=start, end=end, value=" ".join(match.group().split()),
                    family=flag, alone=label is None, label=label, rule=f"dnr.{flag}", flags=(flag,),
                )
            )  # fmt: skip
    return found


def is_number(text: str) -> bool:
    """Whether a cell holds a number of some family and nothing else."""
    return ANY_FAMILY.fullmatch(text.strip()) is not None


def _supported(manuscript: Manuscript, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those with a label, with a telling shape, or with the value of one that has."""
    sure = {c.value for c in candidates if c.label is not None or c.alone}
    sure |= _repeated_in_head(candidates)
    sure |= {c.value for c in candidates if _beside_date(manuscript, c)}
    sure |= {c.value for c in candidates if _in_series(c, [o for o in candidates if o.value in sure])}
    return [
        c if c.label is not None or c.alone else replace(c, rule="dnr.seen_elsewhere")
        for c in candidates
        if c.label is not None or c.alone or (c.value in sure and _KNOWN_ENOUGH.search(c.value))
    ]


def _beside_date(manuscript: Manuscript, candidate: Candidate) -> bool:
    """Without any label, in a cell of its own beside a date at the top: `BESLUT   2024-05-27   3057-2024`."""
    line = line_of(manuscript, candidate)
    if line is None or not candidate.passage.head_like or candidate.passage.kind == "stamp":
        return False
    at = manuscript.position_of(line.ref)
    raw = candidate.passage.text[candidate.start : candidate.end]
    own = any(cell.text == raw for cell in line.cells)
    # Read one cell to a line, the date stands alone on the line above or below.
    beside = (
        manuscript.lines[max(0, at - 1) : at + 2] if len(line.cells) == 1 and line.box is None else [line]
    )
    dated = any(is_date(cell.text) for other in beside for cell in other.cells)
    long = _LONG_SERIAL.search(candidate.value) or _COUNTY_SERIES.fullmatch(candidate.value)
    telling = candidate.family == "court" or long is not None
    return at < MAST_LINES and own and dated and telling


def _in_series(candidate: Candidate, known: Sequence[Candidate]) -> bool:
    """Whether the author's own number is of the same series, and words before this one tell of a case."""
    if candidate.family not in ("serial_year", "year_serial") or not _HOLDS_YEAR.search(candidate.value):
        return False
    same = any(c.family == candidate.family and c.passage.number <= 0 for c in known)
    before = candidate.passage.text[max(0, candidate.start - BEFORE_SERIES) : candidate.start]
    return same and _IN_SERIES.search(before) is not None


def _repeated_in_head(candidates: Sequence[Candidate]) -> set[str]:
    """Without any label: a long number alone on its line in a head, and printed elsewhere too."""
    counts = Counter(c.value for c in candidates)
    return {
        c.value
        for c in candidates
        if counts[c.value] > 1 and c.passage.head_like and alone_on_line(c) and _LONG_SERIAL.search(c.value)
    }
