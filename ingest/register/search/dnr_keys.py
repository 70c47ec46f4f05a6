"""Diarienummer regardless of how they are spelled. Pure.

`KS-2025-00153`, `KS 2025/153` and `ks 25:00153` are the same number to whoever looks for it. What stays
apart is the order of its parts: `153/2025` may be another office's.
"""

import re
import unicodedata

LABEL = re.compile(r"^(?:dnr|diarienr|diarienummer)[.:]*\s+", re.IGNORECASE)
"""What people write before a number."""
_PART = re.compile(r"\d+|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)(\d\d)")
_SEPARATOR = "-"
LONGEST_KEY = 80


def dnr_key(text: str) -> str:
    """Its parts in capitals and without leading zeros: `KS-2025-153`. Empty if there is no letter or
    figure."""
    parts = _PART.findall(unicodedata.normalize("NFC", text).upper())
    return _SEPARATOR.join(_plain(part) for part in parts)[:LONGEST_KEY]


def kept_keys(text: str) -> tuple[str, ...]:
    """The keys under which a number is kept: those it is sought by, and the same without its prefix."""
    sought = sought_keys(text)
    return tuple(dict.fromkeys((*sought, *(_without_prefix(key) for key in sought))))


def sought_keys(text: str) -> tuple[str, ...]:
    """The keys by which a number is looked up: as it is written, and with a short year."""
    key = dnr_key(LABEL.sub("", text.strip()))
    short = _SEPARATOR.join(_short_year(part) for part in key.split(_SEPARATOR))
    return tuple(dict.fromkeys((key, short))) if key else ()


def _without_prefix(key: str) -> str:
    prefix, _, bare = key.partition(_SEPARATOR)
    return bare if prefix.isalpha() and _SEPARATOR in bare else key


def _plain(part: str) -> str:
    return part.lstrip("0") or "0" if part.isdecimal() else part


def _short_year(part: str) -> str:
    year = _YEAR.fullmatch(part)
    return _plain(year.group(1)) if year else part
