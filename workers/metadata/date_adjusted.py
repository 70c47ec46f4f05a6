"""When minutes are adjusted, by a label over two rows of a form or by the section of the time."""

import re
from itertools import pairwise

from workers.metadata.date_situation import Situation, printed_line
from workers.structure.vocabulary import label_alone

LABEL_ROWS = 2
"""Rows above a date that hold the first half of its label, where cells stand one to a line."""
_OF_ADJUSTING = re.compile(r"Justeringens?|Justering", re.IGNORECASE)
_PLACE_OF_ADJUSTING = re.compile(r"plats och tid|tid och plats|tid\b|plats\b", re.IGNORECASE)
_ADJUSTERS = re.compile(r"Justerande|Justerare|Utses att justera|Att justera", re.IGNORECASE)
"""`Justerande   Kim Berg` over `Plats och tid   …`: the labels of those who are to adjust there and then."""
_CHOICE_OF_ADJUSTERS = re.compile(r"\bval av (?:protokolls)?juster(?:are|ingsmän)", re.IGNORECASE)
_TIME = re.compile(r"Tid(?: och plats)?\s*:")


def adjusted_there(situation: Situation) -> bool:
    """`Justeringens` / `plats och tid   Kommunkontoret 2024-03-04`: a label over two rows of a form; or the
    whole of it alone over the place and the date; or `Tid:` where those who adjust are chosen."""
    line = printed_line(situation)
    at = 0 if line is None else situation.manuscript.position_of(line.ref)
    rows = [other.cells[0].text for other in situation.manuscript.lines[max(0, at - LABEL_ROWS) : at + 1]]
    alone = len(rows) > 1 and label_alone(rows[-2]) == "justering"
    over_two_rows = any(
        _OF_ADJUSTING.fullmatch(first) and _PLACE_OF_ADJUSTING.match(second)
        for first, second in pairwise(rows)
    )
    under_names = _PLACE_OF_ADJUSTING.match(rows[-1]) and any(map(_ADJUSTERS.fullmatch, rows[:-1]))
    return alone or over_two_rows or bool(under_names) or _when_chosen_adjust(situation)


def _when_chosen_adjust(situation: Situation) -> bool:
    """`Tid: tisdagen den 18 november` under `Val av protokollsjusterare`."""
    section = situation.passage.section
    chosen = section is not None and _CHOICE_OF_ADJUSTERS.search(section) is not None
    return chosen and _TIME.match(situation.line) is not None
