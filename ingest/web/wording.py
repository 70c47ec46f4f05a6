"""How counts, sizes and times are written, in Swedish and in English."""

from datetime import date, datetime
from math import floor, log10
from typing import Literal
from zoneinfo import ZoneInfo

Language = Literal["sv", "en"]

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
"""When a public record came in is told in Swedish time, wherever the server stands."""
NO_BREAK = "\N{NO-BREAK SPACE}"
KILOBYTE = 1_000
MEGABYTE = 1_000_000


def number(value: int, language: Language = "sv") -> str:
    """A count with its thousands apart: `148 200`, in English `148,200`."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", NO_BREAK)


def size(value: int, language: Language = "sv") -> str:
    """Bytes as a person says them: `812 byte`, `34 kB`, `1,2 MB` (of 10^6 bytes)."""
    if value < KILOBYTE:
        return f"{value}{NO_BREAK}{'bytes' if language == 'en' else 'byte'}"
    if value < MEGABYTE:
        return f"{value / KILOBYTE:.0f}{NO_BREAK}kB"
    return _decimal(f"{value / MEGABYTE:.1f}{NO_BREAK}MB", language)


def moment(value: datetime) -> str:
    """A point in time in Swedish time, to the minute: `2026-11-22 14:03`."""
    return value.astimezone(SWEDISH_TIME).strftime("%Y-%m-%d %H:%M")


def swedish_day(value: datetime) -> date:
    """The day on which it was then in Sweden."""
    return value.astimezone(SWEDISH_TIME).date()


def exact_moment(value: datetime) -> str:
    """A point in time in Swedish time, to the second, for receipts: `2026-11-22 14:03:22`."""
    return value.astimezone(SWEDISH_TIME).strftime("%Y-%m-%d %H:%M:%S")


def share(value: float, language: Language = "sv") -> str:
    """A probability as per cent, never rounded up: `97 %`, `99,8 %`; only certainty is `100 %`."""
    per_mille = int(value * 1000)
    whole, tenths = divmod(per_mille, 10)
    figures = _decimal(f"{whole}.{tenths}" if tenths else f"{whole}", language)
    return f"{figures}%" if language == "en" else f"{figures}{NO_BREAK}%"


def tenths(value: float, language: Language = "sv") -> str:
    """An expected count to a tenth: `3,2`."""
    return _decimal(f"{value:.1f}", language)


def percent(value: float, language: Language = "sv") -> str:
    """A measured or chosen share as per cent, rounded to two figures: `12 %`, `1,5 %`, `0,034 %`."""
    figures = max(0, 1 - floor(log10(value * 100))) if 0 < value < 1 else 0
    text = f"{value * 100:.{figures}f}"
    text = _decimal(text.rstrip("0").rstrip(".") if "." in text else text, language)
    return f"{text}%" if language == "en" else f"{text}{NO_BREAK}%"


def _decimal(figures: str, language: Language) -> str:
    return figures if language == "en" else figures.replace(".", ",")
