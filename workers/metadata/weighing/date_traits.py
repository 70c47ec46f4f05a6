"""What is seen around a date: words before and behind it, labels, the lines above and below, other dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from workers.metadata.date_forms import is_date
from workers.metadata.date_situation import Situation, cell_text, printed_line
from workers.metadata.labels import DATE_KEYS, cell_of, label_of
from workers.metadata.weighing.words import each, pairs, words

BEFORE, AFTER = 90, 45
"""Characters of the line, or of running text, in which words count."""
WORDS_BEFORE, WORDS_AFTER = 9, 6
NEAREST = 4
"""Words before the date whose distance counts too."""
WORDS_OF_LINE, WORDS_OF_HEADING = 8, 8
LINES_ABOVE = 2
MOST_LINES = 30
"""Lines from the beginning or the end of the document; further away is far."""
RUNNING = frozenset({"paragraph", "list_item", "footnote"})
LINE = 60
"""Characters of a line: a longer passage of such a kind is running text."""
FAR_SECTION = 4
FULL = len("2024-05-02")


@dataclass(frozen=True)
class Dates:
    """The values of all dates of a document in reading order; None for an impossible one."""

    values: tuple[str | None, ...]

    @cached_property
    def first_at(self) -> dict[str | None, int]:
        """Where each value stands first."""
        return {value: at for at, value in reversed([*enumerate(self.values)])}

    @cached_property
    def full(self) -> list[str]:
        """Those with year, month and day, in reading order."""
        return [value for value in self.values if value is not None and len(value) == FULL]

    @cached_property
    def ends(self) -> tuple[str, str]:
        """The earliest and the latest of them."""
        return min(self.full), max(self.full)


def traits(situation: Situation, dates: Dates, at: int) -> Iterator[str]:
    """Everything that may speak for one role or another of the date that is number `at` among `dates`.

    Where a date stands says something else in running text than in a head, a form or a list.
    """
    passage = situation.passage
    running = passage.kind in RUNNING and len(passage.text) > LINE
    yield from _of_words(situation)
    where, lines = ("text", ()) if running else ("field", _of_lines(situation))
    for trait in chain(_of_place(situation), _of_others(situation, dates, at), lines):
        yield f"{where} {trait}"


def _of_words(situation: Situation) -> Iterator[str]:
    passage, printed = situation.passage, situation.printed
    line_start = passage.line_start(printed.start)
    before = words(passage.text[max(line_start, printed.start - BEFORE) : printed.start])
    behind = words(passage.text[printed.end : min(passage.line_end(printed.end), printed.end + AFTER)])
    for distance, word in enumerate(reversed(before[-NEAREST:])):
        yield from each(f"before{distance}", [word])
    yield from each("before", before[-WORDS_BEFORE:])
    yield from pairs("last", before[-2:])
    for distance, word in enumerate(behind[:3]):
        yield f"behind{distance}={word}"
    yield from each("behind", behind[:WORDS_AFTER])
    yield f"begins={not before}"
    yield f"ends={not behind}"


def _of_place(situation: Situation) -> Iterator[str]:
    passage, kind = situation.passage, situation.kind
    yield f"in={passage.kind}"
    yield f"kind={kind}"
    yield f"in={passage.kind} of={kind}"
    yield f"section={min(passage.number, FAR_SECTION)}"
    yield from (
        each("heading", words(passage.section)[:WORDS_OF_HEADING]) if passage.section else ("headless",)
    )
    printed = situation.printed
    yield f"form={printed.form}"
    label = label_of(situation.manuscript, passage, printed.start, printed.end, DATE_KEYS, is_date)
    yield f"label={label}"
    yield f"label={label} of={kind}"
    if is_date(cell_text(situation)):
        yield f"alone={passage.kind}"
        yield f"alone={passage.kind} of={kind}"
        yield f"alone={passage.kind} headless={passage.section is None}"


def _of_lines(situation: Situation) -> Iterator[str]:
    line = printed_line(situation)
    if line is None:
        return
    lines = situation.manuscript.lines
    at = situation.manuscript.position_of(line.ref)
    yield f"page={line.ref.page}"
    yield f"from_top={min(at, MOST_LINES) // 3}"
    yield f"from_end={min(len(lines) - 1 - at, MOST_LINES) // 3}"
    for distance in range(1, LINES_ABOVE + 1):
        if at >= distance:
            above = words(lines[at - distance].text)
            yield from each(f"above{distance}", above[:WORDS_OF_LINE])
            yield f"length{distance}={min(len(above), WORDS_OF_LINE)}"
    for below in lines[at + 1 : at + 2]:
        yield from each("below", words(below.text)[:WORDS_OF_LINE])
    yield f"cells={len(line.cells) > 1}"
    printed = situation.printed
    cell = cell_of(situation.manuscript, situation.passage, printed.start, printed.end)
    if cell is not None and cell[1]:
        yield from each("left", words(cell[0].cells[cell[1] - 1].text)[:WORDS_OF_LINE])


def _of_others(situation: Situation, dates: Dates, at: int) -> Iterator[str]:
    value = situation.printed.value
    if not at:
        within = situation.passage.kind
        yield f"first in={within}"
        yield f"first in={within} of={situation.kind}"
    elif dates.first_at[value] < at:
        yield f"again={value == dates.values[0]}"
    if value is not None and dates.full:
        yield f"latest={value == dates.ends[1]}"
        yield f"earliest={value == dates.ends[0]}"
        yield f"later={(value > dates.full[0]) - (value < dates.full[0])}"
