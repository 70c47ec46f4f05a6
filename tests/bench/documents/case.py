"""A document of the labelled set: paper and truth together, checked against each other."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tests.bench.documents.paper import Paragraph, Printed, print_document
from tests.bench.documents.sheet import Reading
from tests.bench.documents.template import SETS, Filled, Truth, fillings, templates
from tests.corpus.check_truth import full_dates

READINGS: tuple[Reading, ...] = ("spaced", "flat", "cells")
READINGS_BY_SET: dict[str, tuple[Reading, ...]] = dict.fromkeys(
    (which for which in SETS if which not in ("open", "frozen")), (*READINGS, "columns")
)
_OF_EVERY_SCENE = ("id", "lookalikes", "lookalike_kinds")
_LEVELS = {"heading": 1, "subheading": 2, "minor": 3}


@dataclass(frozen=True)
class Case:
    """One fictional document."""

    name: str
    truth: Truth
    printed: Printed
    readings: tuple[Reading, ...] = READINGS

    @property
    def reading(self) -> Reading:
        """How this one's plain text was saved; the readings take turns."""
        return self.readings[int(self.name.rsplit("-", 1)[1]) % len(self.readings)]

    @property
    def text(self) -> str:
        """The plain text, pages parted by form feeds."""
        return self.printed.text(self.reading)


@lru_cache
def cases(which: str) -> tuple[Case, ...]:
    """Every document of one of the `SETS`."""
    readings = READINGS_BY_SET.get(which, READINGS)
    return tuple(case_of(filled, readings) for path in templates(which) for filled in fillings(path))


def case_of(filled: Filled, readings: tuple[Reading, ...] = READINGS) -> Case:
    """Sets a filled template on paper and completes its truth with headings and paragraphs."""
    printed = print_document(filled.source)
    truth = filled.truth
    truth["sections"] = list(_sections(printed, filled.headings))
    headed = [section for section in truth["sections"] if section["heading"]]
    truth["headings"] = [section["heading"] for section in headed]
    truth["heading_levels"] = [section["level"] for section in headed]
    truth["title_lines"] = [p.text for p in printed.paragraphs if p.kind == "title"]
    truth["items"] = [
        [p.text, p.depth] for p in printed.paragraphs if p.label and p.text not in filled.headings
    ]
    truth["footnotes"] = printed.footnotes
    _number_pages(truth, len(printed.sheets))
    if filled.only:
        truth = {key: value for key, value in truth.items() if key in (*filled.only, *_OF_EVERY_SCENE)}
    return Case(filled.name, truth, printed, readings)


def _sections(printed: Printed, set_as_text: Mapping[str, int]) -> Iterator[Truth]:
    """Headings with the paragraphs and list items below them; rows of heads and tables are none.

    `set_as_text` has the levels of headings that their kind of paragraph does not tell.
    """
    section: Truth = {"heading": None, "level": 0, "paragraphs": []}
    for paragraph in printed.paragraphs:
        level = _LEVELS.get(paragraph.kind) or set_as_text.get(paragraph.text)
        if level is not None:
            yield section
            section = {"heading": _labelled(paragraph), "level": level, "paragraphs": []}
        elif paragraph.kind != "title":
            section["paragraphs"].append(_labelled(paragraph))
    yield section


def _labelled(paragraph: Paragraph) -> str:
    return f"{paragraph.label} {paragraph.text}".strip()


def _number_pages(truth: Truth, pages: int) -> None:
    """Page numbers such as `Sid 2 (3)`, one look-alike for each page."""
    pairs = list(zip(truth["lookalikes"], truth["lookalike_kinds"], strict=True))
    numbered = [
        (text.replace("%p", str(page)).replace("%n", str(pages)), kind)
        for text, kind in pairs
        for page in (range(1, pages + 1) if "%p" in text else (1,))
    ]
    truth["lookalikes"] = [text for text, _ in numbered]
    truth["lookalike_kinds"] = [kind for _, kind in numbered]


def problems(case: Case) -> Iterator[str]:
    """What is wrong with a truth, a sentence each: values that are not printed, dates that nobody marked.

    A scene that does not ask for dates need not mark them.
    """
    text = " ".join(case.text.replace("\f", "\n").split())
    closed = re.sub(r"(?<=\w)- (?=\w)", "-", text)
    whole = f"{text}\n{closed}\n{re.sub(r'(?<=[a-zåäö])- (?=[a-zåäö])', '', text)}"
    for key, value in _values(case.truth):
        if value not in whole:
            yield f"{key} is not printed: {value}"
    dates, dnr = case.truth.get("dates"), case.truth.get("dnr", [])
    marked = [d["raw"] for d in dates or ()]
    for start, end, iso in full_dates(text) if dates is not None else ():
        if not any(text[start:end] in raw for raw in marked):
            yield f"a date is not marked: {text[start:end]} ({iso})"
    for date in dates or ():
        if (meant := [iso for _, _, iso in full_dates(date["raw"])]) and meant != [date["iso"]]:
            yield f"{date['raw']} means {meant}, not {date['iso']}"
    numbers = {d["value"] for d in dnr} | {d.get("raw") for d in dnr}
    yield from (f"both dnr and look-alike: {a}" for a in case.truth.get("lookalikes", ()) if a in numbers)
    if case.truth.get("doc_type") == "" or re.search(r"\$|%[pn]", text):
        yield "a variable was not filled"
    if re.search(r"[{}~]", text):
        yield f"a mark was left: {re.search(r'.{20}[{}~].{20}', text)}"


def _values(truth: Truth) -> Iterator[tuple[str, str]]:
    for key in ("title", "recipient", "officer", "issuer"):
        if truth.get(key) and f"{key}_note" not in truth:
            yield key, truth[key]
    for key in (
        "phone",
        "email",
        "decision_proposals",
        "decisions",
        "attachments",
        "copy_to",
        "lookalikes",
        "noise",
    ):
        yield from ((key, value) for value in truth.get(key, []))
    for key in ("dnr", "dates", "personal_data", "secrecy"):
        yield from ((key, item.get("raw") or item["value"]) for item in truth.get(key, ()))
    for signatory in truth.get("signatories", []):
        yield from (("signatories", part) for part in signatory.values() if part)
