"""The protected form of a record: what may be shown openly, with what was masked stated.

The last four figures of each personal identity number found become `*`, one for each character, so that
every offset and box still holds. Birth dates stay: they are no secret by themselves. The masked places are
listed in `protection.masked`. Original, PDF and ALTO are other artifacts, which this does not touch.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import accumulate
from typing import Any

from schemas.metadata import PersonalData
from schemas.record import Masked, ProtectedContent, Protection, Record, Repair

MASKED_FIGURES = 4
MASK = "*"

SHORT, LONG = 10, 12
"""Figures of a number without and with its century."""
LETTERS_FOR_FIGURES, FIGURES_MEANT = "OoDQlIiSBZzGb", "0000111582266"
"""Letters that recognisers read for figures, and the figures."""
_RUN = re.compile(rf"[\d{LETTERS_FOR_FIGURES}](?:[\s\-–‐−+]{{0,6}}[\d{LETTERS_FOR_FIGURES}]){{9,}}")
"""Figures, or letters read for them, with what may stand between those of a broken or spaced number."""
_SHAPE = re.compile(r"(?<!\d)((?:\d\d)?\d{6}(?:[._]| ?[-–—‐−+] ?| {1,2})?)\d{4}(?!\d)")
_TO_FIGURES = str.maketrans(LETTERS_FOR_FIGURES, FIGURES_MEANT)


def found_to_protect(record: Record) -> tuple[ProtectedContent, ...]:
    """What the record holds that must not be shown to everyone, also where no field of it says so yet."""
    kinds: tuple[ProtectedContent, ...] = ("personal_data", "secrecy")
    stated = record.protection.contains if record.protection else ()
    return tuple(kind for kind in kinds if kind in stated or getattr(record, kind))


def protected(record: Record) -> Record:
    """The record with every personal identity number masked wherever it stands in it."""
    masked = [place for found in record.personal_data for place in _places(found)]
    by_page: dict[int, set[int]] = {}
    for place in masked:
        by_page.setdefault(place.page, set()).update(range(place.start, place.end))
    raw_texts = {
        page.number: _starred(page.raw_text, by_page.get(page.number, set())) for page in record.pages
    }
    texts = {
        page.number: _starred(
            page.text,
            _in_text(by_page.get(page.number, set()), [r for r in record.repairs if r.page == page.number]),
        )
        for page in record.pages
    }
    content = record.model_dump()
    for page in content["pages"]:
        page["raw_text"], page["text"] = raw_texts[page["number"]], texts[page["number"]]
    for repair in content["repairs"]:
        if by_page.get(repair["page"], set()) & set(range(repair["start"], repair["end"])):
            repair["before"] = raw_texts[repair["page"]][repair["start"] : repair["end"]]
            repair["after"] = MASK * len(repair["after"])
    content = _cited(content, raw_texts)
    numbers = {_figures("".join(piece.raw for piece in found.evidence)) for found in record.personal_data}
    if numbers:
        content = _without(content, numbers)
    # Of the file's name no field says what stands in it, nor is it a text of the document's.
    content["source"]["filename"] = masked_numbers(record.source.filename)
    content["protection"] = Protection(
        form="protected", contains=found_to_protect(record), masked=tuple(masked)
    ).model_dump()
    return Record.model_validate(content)


def without_numbers(text: str, record: Record) -> str:
    """A text with every personal identity number of the (full) record masked, and whatever else has the
    shape of one: for text that people have written, of which the record does not say what stands in it."""
    numbers = {_figures("".join(piece.raw for piece in found.evidence)) for found in record.personal_data}
    known = _RUN.sub(partial(_masked_run, numbers), text)
    return masked_numbers(known)


def masked_numbers(text: str) -> str:
    """The text with the last figures of whatever has the shape of a personal identity number as `*`.

    For what no record tells about, such as file names: rather too much than too little.
    """
    return _SHAPE.sub(lambda found: f"{found[1]}{MASK * MASKED_FIGURES}", text)


def _places(found: PersonalData) -> Iterable[Masked]:
    """The last four figures of the number, one place for each run of them on a line."""
    left = MASKED_FIGURES
    for piece in reversed(found.evidence):
        figures = [piece.start + at for at, character in enumerate(piece.raw) if character.isalnum()]
        last = figures[max(0, len(figures) - left) :]
        left -= len(last)
        if last:
            yield Masked(page=piece.page, start=last[0], end=last[-1] + 1, kind="personal_data")
        if not left:
            return


def _starred(text: str, places: set[int]) -> str:
    if not places:
        return text
    return "".join(
        MASK if at in places and character.isalnum() else character for at, character in enumerate(text)
    )


def _in_text(places: set[int], repairs: Iterable[Repair]) -> set[int]:
    """Where the characters of the raw text stand in the repaired one; those of a repair all count."""
    applied = sorted((r for r in repairs if r.applied), key=lambda r: r.start)
    ends = [repair.end for repair in applied]
    shifts = list(accumulate((len(r.after) - (r.end - r.start) for r in applied), initial=0))
    found: set[int] = set()
    for at in places:
        before = bisect_right(ends, at)
        if before < len(applied) and applied[before].start <= at:
            start = applied[before].start + shifts[before]
            found.update(range(start, start + len(applied[before].after)))
        else:
            found.add(at + shifts[before])
    return found


def _cited(node: Any, raw_texts: Mapping[int, str]) -> Any:
    """Evidence quotes the page: what is masked there is masked here."""
    if isinstance(node, dict):
        if {"page", "start", "end", "raw", "box"} <= node.keys():
            return {**node, "raw": raw_texts[node["page"]][node["start"] : node["end"]]}
        return {name: _cited(child, raw_texts) for name, child in node.items()}
    if isinstance(node, (list, tuple)):
        return [_cited(child, raw_texts) for child in node]
    return node


def _figures(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).translate(_TO_FIGURES)


def _without(node: Any, numbers: set[str]) -> Any:
    """Every text below with the last four figures of the numbers masked, however they are broken."""
    if isinstance(node, dict):
        return {name: _without(child, numbers) for name, child in node.items()}
    if isinstance(node, (list, tuple)):
        return [_without(child, numbers) for child in node]
    return _RUN.sub(partial(_masked_run, numbers), node) if isinstance(node, str) else node


def _masked_run(numbers: set[str], match: re.Match[str]) -> str:
    """A run of figures with those of it masked that are a number's last four."""
    run = match.group()
    places = [at for at, character in enumerate(run) if character.isalnum()]
    figures = _figures(run)
    starred = {
        at
        for first in range(len(figures) - SHORT + 1)
        for length in (SHORT, LONG)
        if figures[first : first + length] in numbers
        for at in places[first + length - MASKED_FIGURES : first + length]
    }
    return _starred(run, starred)
