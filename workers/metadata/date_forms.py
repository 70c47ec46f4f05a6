"""Reads dates in a text, in every form, without asking what they mean."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from schemas.metadata import Flag
from workers.metadata.date_shapes import FORMS, HINTS, MONTH_STEMS, MONTHS, NAMED_FORMS, SHORT_YEAR_PIVOT
from workers.metadata.spans import Spans

DAYS, MONTHS_IN_YEAR = 31, 12
_FIGURE = re.compile(r"\d")
_NEXT_NAME = re.compile(r"\s+[A-ZÅÄÖ][a-zåäö]")
SHORT_MONTH = 3
"""Letters of a month cut short."""
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
    likely = _likely_forms(text)
    if not likely:
        return ()
    found: list[Printed] = []
    taken = Spans()
    for form, pattern in FORMS:
        if form not in likely:
            continue
        for match in pattern.finditer(text):
            if taken.overlaps(*match.span()):
                continue
            if (printed := _read(form, match)) is not None:
                found.append(printed)
                taken.add(printed.start, printed.end)
    return tuple(sorted(found, key=lambda p: p.start))


def _likely_forms(text: str) -> set[str]:
    """The forms of which the text holds what each of them must."""
    lower = text.lower()
    named = any(stem in lower for stem in MONTH_STEMS)
    figures = _FIGURE.search(text) is not None
    return {
        form
        for form, hint in HINTS.items()
        if (named if form in NAMED_FORMS else figures) and hint.search(lower) is not None
    }


def _read(form: str, match: re.Match[str]) -> Printed | None:
    parts = match.groupdict()
    year = _year(parts)
    month = _month(match.group("month"))
    day = _day(match.group("day")) if "day" in parts else None
    if form in ("slash", "slash_short", "dots", "compact") and not (
        1 <= month <= MONTHS_IN_YEAR and 1 <= (day or 0) <= DAYS
    ):
        return None  # A fraction, a version or an amount, not a misprinted date.
    if form == "no_year" and ((day or 0) > DAYS or _begins_name(match)):
        return None  # `§ 87` over `Jan Ek`, read as one.
    value, flags = _value(year, month, day)
    return Printed(start=match.start(), end=match.end(), value=value, flags=flags, form=form)


def _begins_name(match: re.Match[str]) -> bool:
    """`Jan Ek`: a month cut short, with a capital before another one."""
    month = match["month"]
    return (
        month.istitle()
        and len(month) == SHORT_MONTH
        and _NEXT_NAME.match(match.string, match.end()) is not None
    )


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
    return len(core) <= LONGEST and any(p.start == 0 and p.end == len(core) for p in printed_dates(core))
