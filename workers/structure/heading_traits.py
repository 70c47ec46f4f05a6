"""What is seen of a line that may be a heading, a short string each: words, setting, neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workers.structure.headings import LARGER, Verdict, is_known_heading
from workers.structure.lines import Line
from workers.structure.lists import marker_of
from workers.structure.names import is_person_name
from workers.structure.vocabulary import label_alone, label_first
from workers.structure.width import Measure, ends_sentence

MOST_WORDS = 12
"""Words of the line that are looked at."""
ENDING = 6
"""Letters of a word's end: the last part of a compound says what it is."""
ROOM = (0.1, 0.3, 0.6, 1.0, 2.0)
"""Lines of room above or below, in steps."""
TYPE = (0.9, 1.05, LARGER, 1.3)
"""Heights of type against the usual one, in steps."""
LENGTH = (12, 25, 40, 60, 90)
"""Characters, in steps."""
REACH = (0.2, 0.4, 0.6, 0.8, 0.95)
"""Right edges against the text's, in steps."""
AROUND = 4
"""Lines before and behind whose shortness tells that the page is a form, or was read a cell to a line."""
SHORT = 0.5
"""Share of the text's width."""
_WORD = re.compile(r"[^\W\d_]+|\d|§")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A line where it stands, with what the rules tell of it."""

    lines: Sequence[Line]
    position: int
    measure: Measure
    apart: bool  #: text cannot run on into it
    told: Verdict

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.position]

    def neighbour(self, distance: int) -> Line | None:
        """The line so many lines below, or above."""
        at = self.position + distance
        return self.lines[at] if 0 <= at < len(self.lines) else None


def traits(standing: Standing) -> Iterator[str]:
    """Everything that may speak for a heading or against one."""
    yield from _of_setting(standing)
    yield from _of_words(standing.line.text)
    yield from _of_line("own", standing.line, standing.measure)
    for name, distance in (("above", -1), ("below", 1), ("beyond", 2)):
        line = standing.neighbour(distance)
        if line is None:
            yield f"{name}=none"
        else:
            yield from _of_line(name, line, standing.measure)
    yield from _of_neighbours(standing)


def _of_setting(standing: Standing) -> Iterator[str]:
    line, measure = standing.line, standing.measure
    form = "text" if line.box is None else "boxes"
    heavy = line.bold or line.size_ratio >= LARGER
    room = f"{_step(line.gap, ROOM)} {_step(line.after, ROOM)}"
    yield f"told={standing.told}"
    yield f"told={standing.told} {form}"
    yield f"apart={standing.apart}"
    yield f"{form} room={room}"
    yield f"{form} glued={line.glued} bold={line.bold} type={_step(line.size_ratio, TYPE)}"
    yield f"bold_headings={measure.bold_headings} heavy={heavy}"
    yield f"numbered={measure.numbered}"
    yield f"capitals={line.text.isupper()}"
    yield f"new_page={line.new_page}"


def _of_words(text: str) -> Iterator[str]:
    words = ["0" if word.isdigit() else word for word in _WORD.findall(text.lower())]
    yield f"words={len(words)}"
    for word in words[:MOST_WORDS]:
        yield f"word={word}"
        yield f"word~{word[-ENDING:]}"
    for first, second in pairwise(words[:3]):
        yield f"two={first}_{second}"
    yield from (f"first={word}" for word in words[:1])
    yield from (f"last={word}" for word in words[-1:])


def _of_line(name: str, line: Line, measure: Measure) -> Iterator[str]:
    text = line.text
    first = "A" if text[0].isupper() else "a" if text[0].islower() else "0" if text[0].isdigit() else text[0]
    last = "a" if text[-1].isalpha() else "0" if text[-1].isdigit() else text[-1]
    yield f"{name} ends={first}{last}"
    yield f"{name} length={_step(len(text), LENGTH)}"
    yield f"{name} reach={_step(line.x1 / max(1.0, measure.right), REACH)}"
    yield f"{name} cells={min(3, len(line.cells))}"
    if marker_of(text):
        yield f"{name} marked"
    if is_known_heading(text):
        yield f"{name} known"
    if is_person_name(text):
        yield f"{name} person"
    if label := label_alone(text):
        yield f"{name} label={label}"
    if led := label_first(text):
        yield f"{name} led={led[0]}"


def _of_neighbours(standing: Standing) -> Iterator[str]:
    line, measure = standing.line, standing.measure
    above, below = standing.neighbour(-1), standing.neighbour(1)
    around = standing.lines[max(0, standing.position - AROUND) : standing.position + AROUND + 1]
    short = sum(other.x1 < SHORT * measure.right for other in around)
    yield f"short={short}"
    yield f"short={short} own={_step(len(line.text), LENGTH)}"
    if above is not None:
        ended = ends_sentence(above.text)
        yield f"above ended={ended} early={measure.ended_early(above, line.text)}"
        yield f"ended={ended} own={_step(len(line.text), LENGTH)} alpha={line.text[-1].isalpha()}"
    if below is not None:
        room = f"{_step(line.gap, ROOM[1:4])} {_step(line.after, ROOM[1:4])}"
        yield f"early={measure.ended_early(line, below.text)}"
        yield f"room={room} below={_step(len(below.text), LENGTH)} {below.text[0].isupper()}"
        yield f"alike={abs(len(below.text) - len(line.text)) < LENGTH[0]} short={short}"


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)
