"""Reads dates in a text, in every form, without asking what they mean."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from schemas.metadata import Flag
from workers.metadata.date_shapes import FORMS, HINTS, MONTHS, SHORT_YEAR_PIVOT
from workers.metadata.spans import Spans

DAYS, MONTHS_IN_YEAR = 31, 12
_MAY_HOLD_DATE = re.compile(r"\d|den\s", re.IGNORECASE)
"""`den l oktober` is a date without a figure."""
REMEMBERED = 1024
"""Texts whose dates are remembered: the rules for numbers ask for them before those for dates."""
LONGEST = 80
"""Characters of a printed date with its weekday, white space included."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A date as it stands in a text."""

    start: int
    end: int
    value: str | None
    flags: tuple[Flag, ...]
    form: str


@lru_cache(maxsize=REMEMBERED)
def printed_dates(text: str) -> tuple[Printed, ...]:
    """Every date in the text, in order."""
    if _MAY_HOLD_DATE.search(text) is None:
        return ()
    found: list[Printed] = []
    taken = Spans()
    hints: dict[str, bool] = {}
    for form, pattern in FORMS:
        if form not in hints:
            hints[form] = HINTS[form].search(text) is not None
        if not hints[form]:
            continue
        for match in pattern.finditer(text):
            if taken.overlaps(*match.span()):
                continue
            if (printed := _read(form, match)) is not None:
                found.append(printed)
                taken.add(printed.start, printed.end)
    return tuple(sorted(found, key=lambda p: p.start))


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where full dates stand: no diarienummer may be cut out of one."""
    return [(p.start, p.end) for p in printed_dates(text) if p.value is not None and p.form != "no_day"]


def _read(form: str, match: re.Match[str]) -> Printed | None:
    parts = match.groupdict()
    year = _year(parts)
    month = _month(match.group("month"))
    day = _day(match.group("day")) if "day" in parts else None
    if form in ("slash", "slash_short", "dots", "compact") and not (
        1 <= month <= MONTHS_IN_YEAR and 1 <= (day or 0) <= DAYS
    ):
        return None  # A fraction, a version or an amount, not a misprinted date.
    value, flags = _value(year, month, day)
    return Printed(start=match.start(), end=match.end(), value=value, flags=flags, form=form)


def _year(parts: dict[str, str | None]) -> int | None:
    if short := parts.get("short"):
        return int(short) + (1900 if int(short) >= SHORT_YEAR_PIVOT else 2000)
    year = parts.get("year")
    return int(year) if year else None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.casefold().rstrip(".")]


def _day(text: str) -> int:
    return int(re.sub("[lI]", "1", text.replace("O", "0")))


def _value(year: int | None, month: int, day: int | None) -> tuple[str | None, tuple[Flag, ...]]:
    if day is None:
        return f"{year}-{month:02}", ("incomplete",)
    try:
        # 2000 was a leap year: 29 February without a year is possible.
        date(year or 2000, month, day)
    except ValueError:
        return None, ("impossible",)
    if year is None:
        return f"XXXX-{month:02}-{day:02}", ("incomplete",)
    return f"{year}-{month:02}-{day:02}", ()


def is_date(text: str) -> bool:
    """Whether a cell holds a date and nothing else."""
    core = text.strip()
    return (
        len(core) <= LONGEST
        and _MAY_HOLD_DATE.search(core) is not None
        and any(p.start == 0 and p.end == len(core) for p in printed_dates(core))
    )
