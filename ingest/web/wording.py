"""How counts, sizes and times are written in Swedish."""

from datetime import datetime
from zoneinfo import ZoneInfo

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
"""When a public record came in is told in Swedish time, wherever the server stands."""
NO_BREAK = "\N{NO-BREAK SPACE}"
KILOBYTE = 1_000
MEGABYTE = 1_000_000


def number(value: int) -> str:
    """A count with its thousands apart: `148 200`."""
    return f"{value:,}".replace(",", NO_BREAK)


def counted(value: int, one: str, many: str) -> str:
    """A count with its noun: `1 sida`, `7 sidor`."""
    return f"{number(value)}{NO_BREAK}{one if value == 1 else many}"


def page_count(value: int) -> str:
    """`1 sida`, `7 sidor`."""
    return counted(value, "sida", "sidor")


def size(value: int) -> str:
    """Bytes as a person says them: `812 byte`, `34 kB`, `1,2 MB` (of 10^6 bytes)."""
    if value < KILOBYTE:
        return f"{value}{NO_BREAK}byte"
    if value < MEGABYTE:
        return f"{value / KILOBYTE:.0f}{NO_BREAK}kB"
    return f"{value / MEGABYTE:.1f}{NO_BREAK}MB".replace(".", ",")


def moment(value: datetime) -> str:
    """A point in time in Swedish time, to the minute: `2026-11-22 14:03`."""
    return value.astimezone(SWEDISH_TIME).strftime("%Y-%m-%d %H:%M")


def exact_moment(value: datetime) -> str:
    """A point in time in Swedish time, to the second, for receipts: `2026-11-22 14:03:22`."""
    return value.astimezone(SWEDISH_TIME).strftime("%Y-%m-%d %H:%M:%S")


def share(value: float) -> str:
    """A probability as per cent, never rounded up: `97 %`, `99,8 %`; only certainty is `100 %`."""
    per_mille = int(value * 1000)
    whole, tenths = divmod(per_mille, 10)
    return f"{whole},{tenths}{NO_BREAK}%" if tenths else f"{whole}{NO_BREAK}%"
