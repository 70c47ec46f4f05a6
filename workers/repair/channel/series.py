"""Abbreviations that their number or their full stops give away: `SO 2002:59` can only be SÖ, amid damage.

Elsewhere short capitals are left alone: nothing tells which letters an acronym had.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schemas.repair import Edit, EditKind
from workers.repair.channel.evidence import Window

_LOST_O, _LOST_A, _LOST_RING = "[O06?\ufffdÓÒ]?", "[A4?\ufffdÁÀ]?", "[A4?\ufffdÁÀ]?"
CONFIDENCE = 0.99


class Series(NamedTuple):
    """What is seen, and what was printed."""

    seen: re.Pattern[str]
    printed: str


SERIES = (
    # Sveriges internationella överenskommelser, cited by year and number.
    Series(re.compile(rf"(?<![\w-])S{_LOST_O}(?=[ \n](?:19|20)\d\d: ?[1-9]\d{{0,2}}\b)"), "SÖ"),
    # Regeringsrättens årsbok, cited by year and case.
    Series(re.compile(rf"(?<![\w-])R{_LOST_RING}(?=[ \n](?:19|20)\d\d (?:ref|not)\b)"), "RÅ"),
    # Mark- och miljööverdomstolen's reported cases.
    Series(re.compile(rf"(?<![\w-])M{_LOST_O}D(?=[ \n]20\d\d:\d{{1,3}}\b)"), "MÖD"),
    # Försvarsdepartementet's own numbers (domain catalogue: letters of the ministry, year, number), and those
    # of its inquiries.
    Series(
        re.compile(rf"(?<![^\W\d_])F(?:o|{_LOST_O})(?=(?:19|20)\d\d/\d{{3,5}}\b|[ \n](?:19|20)\d\d:\d\d\b)"),
        "Fö",
    ),
)
"""None of the abbreviations as they are seen is one of its own: there is no SO, RA or MOD with such numbers,
and no ministry Fo."""
INQUIRY, BEFORE = re.compile("utredning|direktiv|kommitt|delegation|beredning|samordnar", re.I), 70
"""Before `(S 2007:11)`: an inquiry of Socialdepartementet, and the characters in which it is named. Of 1,450
numbers of either kind in official text this and a leading zero tell all but some thirty apart."""
LETTER_ALONE = "S"

MISREAD = (
    Series(re.compile(r"(?<![\w.])[bh][l1I]\. ?a\."), "bl.a."),
    Series(re.compile(r"(?<![\w.])[tf]\. ?[ec]x\."), "t.ex."),
    Series(re.compile(r"(?<![\w.])(?:m|rn)\. ?(?:m|rn)\."), "m.m."),
    Series(re.compile(r"(?<![\w.])(?:m|rn)\. ?[ft][l1I]\."), "m.fl."),
    Series(re.compile(r"(?<![\w.])[s5]\. ?k\."), "s.k."),
    Series(re.compile(r"(?<![\w.])[ft]r\. ?[o0c]\. ?(?:m|rn)\."), "fr.o.m."),
    Series(re.compile(r"(?<![\w.])[tf]\. ?[o0c]\. ?(?:m|rn)\."), "t.o.m."),
    Series(re.compile(r"(?<=[A-ZÅÄÖ]{2}:)5(?= [a-zåäö])"), "s"),
)
"""Abbreviations of running text where letters are misread; the last is the genitive of capitals (`EU:s`)."""


def abbreviations(text: str, windows: Iterable[Window], *, misread: bool) -> Iterator[Edit]:
    """Edits of the damaged windows; `misread`: letters beyond å, ä and ö are too."""
    for window in windows:
        for series in (*SERIES, *MISREAD) if misread else SERIES:
            for found in series.seen.finditer(text, window.start, window.end):
                spaced = ". " in found.group()
                printed = series.printed.replace(".", ". ").rstrip() if spaced else series.printed
                if found.group() != printed and not _is_inquiry(text, found):
                    yield Edit(
                        start=found.start(),
                        end=found.end(),
                        before=found.group(),
                        after=printed,
                        kind=_kind(series),
                        confidence=CONFIDENCE,
                    )


def _kind(series: Series) -> EditKind:
    return "diacritic" if series in SERIES else "ocr"


def _is_inquiry(text: str, found: re.Match[str]) -> bool:
    """Whether an S is the ministry's own."""
    before = text[max(0, found.start() - BEFORE) : found.start()]
    return found.group() == LETTER_ALONE and INQUIRY.search(before) is not None
