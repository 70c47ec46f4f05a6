"""What plain means find in the same texts: a few regular expressions, and dateparser's search."""

import re
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from dateparser.search import search_dates  # type: ignore[import-untyped]

from tests.bench.metadata_fields import Given

_LABELLED = re.compile(r"\b(?:dnr|diarienummer|diarienr|beteckning|mål nr)[.:]?\s+(\S*\d\S*)", re.IGNORECASE)
_SHAPED = re.compile(r"\b[A-ZÅÄÖ]{1,5}[ -/]?(?:19|20)\d\d[-/:]\d+\b|\b\d{1,4}-\d+[-/](?:19|20)\d\d\b")
_ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
_WRITTEN = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_PHONE = re.compile(r"\b0\d{1,3}-[\d ]{6,10}\b")

Peer = Callable[[str], dict[str, list[Given]]]


def plain_patterns(text: str) -> dict[str, list[Given]]:
    """The expressions that a first attempt would use."""
    numbers = [m[1].strip(".,()") for m in _LABELLED.finditer(text)] + _SHAPED.findall(text)
    dates = _ISO.findall(text)
    dates += [f"{m[3]}-{_MONTHS.index(m[2]) + 1:02d}-{int(m[1]):02d}" for m in _WRITTEN.finditer(text)]
    return {"dnr": _given(numbers), "dates": _given(dates)}


def dateparser_search(text: str) -> dict[str, list[Given]]:
    """Every date that dateparser finds in Swedish text."""
    settings = {"RELATIVE_BASE": datetime(2020, 1, 1, tzinfo=UTC), "REQUIRE_PARTS": ["day", "month", "year"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(text, languages=["sv"], settings=settings) or []
    return {"dates": _given(when.date().isoformat() for _, when in found)}


def _given(values: Iterable[str]) -> list[Given]:
    return [Given(value) for value in dict.fromkeys(values)]


PEERS: dict[str, Peer] = {"regex": plain_patterns, "dateparser": dateparser_search}
