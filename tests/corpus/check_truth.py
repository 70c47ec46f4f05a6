"""Checks that a ground truth agrees with itself: ``python -m tests.corpus.check_truth [FILE...]``.

Every annotated value must stand verbatim on the pages (white space collapsed, a word broken at a line end
also taken whole), every full date on the pages must be annotated, and every date must mean what it says.
"""

import argparse
import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"
DNR_ROLES = frozenset({"own", "referenced", "item"})
DATE_ROLES = frozenset(
    {
        "document",
        "received",
        "deadline",
        "meeting",
        "decision",
        "underlag",
        "event",
        "signing",
        "justering",
        "posted_from",
        "posted_to",
        "valid_from",
    }
)

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WRITTEN = re.compile(
    r"\b(?P<day>\d{1,2}) (?P<month>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.? (?:år )?"
    r"(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)(?P<mark>[- ]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?![\d-])"
)
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})[ -]|\.(?P<dotted>\d{1,2})\.)(?P<year>\d{4}|\d\d)(?!\d)"
)


def problems(truth: Mapping[str, Any]) -> list[str]:
    """Returns what is wrong with a ground truth, one sentence each; an empty list when all is well."""
    text = _collapse("\n".join(truth["pages"]))
    whole = text + "\n" + _collapse(re.sub(r"-\n(?=\w)", "", "\n".join(truth["pages"])))
    found = [f"not on the pages: {value!r}" for value in _values(truth) if _collapse(value) not in whole]
    found += [f"unknown dnr role: {dnr['role']}" for dnr in truth["dnr"] if dnr["role"] not in DNR_ROLES]
    for date in truth["dates"]:
        if date["role"] not in DATE_ROLES:
            found.append(f"unknown date role: {date['role']}")
        if (meant := [iso for _, _, iso in full_dates(date["raw"])]) and meant != [date["iso"]]:
            found.append(f"{date['raw']!r} means {meant}, not {date['iso']}")
    spans = [
        match.span()
        for date in truth["dates"]
        for match in re.finditer(re.escape(_collapse(date["raw"])), text)
    ]
    for start, end, iso in full_dates(text):
        if not any(a <= start and end <= b for a, b in spans):
            found.append(f"not annotated: {text[start:end]!r} ({iso})")
    numbers = {dnr["value"] for dnr in truth["dnr"]}
    found += [f"both dnr and look-alike: {value}" for value in truth["lookalikes"] if value in numbers]
    return found


def full_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields start, end and ISO form of each date in the text that has a day, a month and a year."""
    for pattern in (_WRITTEN, _ISO, _NUMERIC):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts["month"] or parts["dotted"]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
            year = int(parts["year"]) + (1900 if len(parts["year"]) == 2 else 0)
            try:
                day = datetime.date(year, number, int(parts["day"]))
            except ValueError:
                continue
            yield match.start(), match.end(), day.isoformat()


def _values(truth: Mapping[str, Any]) -> Iterator[str]:
    """Yields every string that the truth says stands on the pages."""
    yield truth["title"]
    for field in ("officer", "recipient"):
        if truth[field]:
            yield truth[field]
    for field in ("phone", "email", "decision_proposals", "decisions", "attachments", "headings"):
        yield from truth[field]
    for field in ("copy_to", "lookalikes", "noise"):
        yield from truth[field]
    for item in (*truth["dnr"], *truth["dates"]):
        yield item.get("raw") or item["value"]
    for signatory in truth["signatories"]:
        yield signatory["name"]
        if signatory["title"]:
            yield signatory["title"]


def _collapse(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Prints the problems of the given files, or of all shipped samples; returns the exit code."""
    parser = argparse.ArgumentParser(description="Checks ground truth files.")
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SAMPLES.glob("*.truth.json")))
    failed = False
    for path in parser.parse_args().files:
        for problem in problems(json.loads(path.read_text("utf-8"))):
            print(f"{path.name}: {problem}")
            failed = True
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
