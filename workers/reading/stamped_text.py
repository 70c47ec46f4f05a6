"""Parts a received stamp that was set as text from the lines that it stands beside. Pure.

A case-management system prints its stamp on a born-digital page as text: `INKOM`, the day, the case's number
under each other. Rows that are read across the page take those words for ends of the letter's own lines, and
a title ends with another document's date. A stamp shows itself: its lines are of one type, one below the
other, and flush left or centred.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median_high

from schemas.base import Box
from schemas.boxes import around
from schemas.page import ReadLine, Word

ANCHOR = re.compile(r"(?:INKOM(?:MEN|MET)?|ANKOM(?:MEN)?)[.:]?(?: (?:den )?\d.*)?")
"""The word in capitals that a receiver's stamp is known by, alone or with the day behind it."""
DATED = re.compile(r"\d.*\d.*\d.*\d")
"""What one line of a stamp holds: the figures of a day."""
SAME_TYPE = 0.12
"""Share by which the type heights of a stamp's lines differ; a title's type is larger by more."""
SAME_EDGE = 2.5
"""Points by which left edges, or middles, of a stamp's lines differ."""
WIDE_GAP = 0.5
"""Type heights of room before a word that begins something else; word spaces end at .35."""
PITCH = 2.2
"""Type heights from one line of a stamp to the next at most."""
MOST_LINES = 6
"""Lines of a stamp; what goes on longer is a column of text."""
LONGEST = 40
"""Characters of a stamp's line."""
NEXT_WORD = 1.2
"""Type heights between words of one stamp's line; those of a stamp put on askew are read with odd gaps."""


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Words of a line, from one that may begin something to the line's end or to the next such word."""

    line: int  #: which of the page's lines they stand in
    words: tuple[Word, ...]
    box: Box
    first: bool  #: whether the line begins with it
    last: bool

    @property
    def height(self) -> float:
        """Of the type, points."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Between its left and right edges, points."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def text(self) -> str:
        """The words."""
        return " ".join(word.text for word in self.words)


@dataclass
class _Cuts:
    """What is taken out of which lines, by the line's position."""

    stamps: list[list[_Run]] = field(default_factory=list)
    taken: dict[int, list[_Run]] = field(default_factory=dict)


def stamps_apart(lines: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """The page's lines, the lines of each stamp by themselves and one after the other.

    A stamp that stands in no line with anything else is left as it was read. The lines' words have boxes of
    an unturned page, in points; lines without boxes stay whole.
    """
    if not any(ANCHOR.match(word.text) for line in lines for word in line.words):
        return tuple(lines)
    runs = [run for number, line in enumerate(lines) for run in _runs(number, line)]
    cuts = _Cuts()
    for anchor in runs:
        if not ANCHOR.fullmatch(anchor.text) or any(anchor in stamp for stamp in cuts.stamps):
            continue
        stamp = [_to_its_end(run, runs) for run in _stamp_around(anchor, runs)]
        dated = any(DATED.search(run.text) for run in stamp)
        if dated and 1 < len(stamp) <= MOST_LINES and not all(run.first and run.last for run in stamp):
            cuts.stamps.append(stamp)
            for run in stamp:
                cuts.taken.setdefault(run.line, []).append(run)
    return tuple(_parted(lines, cuts)) if cuts.stamps else tuple(lines)


def _runs(number: int, line: ReadLine) -> Iterator[_Run]:
    """The line cut where the type changes its height, or where more than a word's space is left."""
    placed = [(word, word.box) for word in line.words if word.box is not None]
    if len(placed) != len(line.words) or not placed:
        return
    starts = [0]
    for at, ((_, before), (_, box)) in enumerate(pairwise(placed), start=1):
        height, other = box[3] - box[1], before[3] - before[1]
        if not _alike(height, other) or box[0] - before[2] > WIDE_GAP * min(height, other):
            starts.append(at)
    for start, end in pairwise([*starts, len(placed)]):
        if (whole := around([box for _, box in placed[start:end]])) is not None:
            words = line.words[start:end]
            yield _Run(line=number, words=words, box=whole, first=start == 0, last=end == len(placed))


def _alike(height: float, other: float) -> bool:
    return abs(height - other) <= SAME_TYPE * max(height, other)


def _stamp_around(anchor: _Run, runs: Sequence[_Run]) -> list[_Run]:
    """The anchor and the runs over and under it, from the top."""
    stamp = [anchor]
    near = [run for run in runs if run is not anchor and _set_like(run, anchor)]
    grown = True
    while grown:
        grown = False
        top, bottom = stamp[0].box[1], stamp[-1].box[1]
        for run in near:
            above, below = top - run.box[1], run.box[1] - bottom
            if 0 < above <= PITCH * anchor.height:
                stamp.insert(0, run)
            elif 0 < below <= PITCH * anchor.height:
                stamp.append(run)
            else:
                continue
            near.remove(run)
            grown = True
            break
    return stamp


def _set_like(run: _Run, anchor: _Run) -> bool:
    flush = abs(run.box[0] - anchor.box[0]) <= SAME_EDGE or abs(run.middle - anchor.middle) <= SAME_EDGE
    return flush and _alike(run.height, anchor.height) and len(run.text) <= LONGEST


def _to_its_end(start: _Run, runs: Sequence[_Run]) -> _Run:
    """The run with those behind it on its line that are of its type and near."""
    whole = start
    for run in runs:
        behind = run.line == start.line and run.box[0] >= whole.box[2]
        if (
            behind
            and run.box[0] - whole.box[2] <= NEXT_WORD * start.height
            and _alike(run.height, start.height)
        ):
            box = around([whole.box, run.box]) or whole.box
            whole = replace(whole, words=(*whole.words, *run.words), box=box, last=run.last)
    return whole


def _parted(lines: Sequence[ReadLine], cuts: _Cuts) -> Iterator[ReadLine]:
    """All lines in order; every stamp whole before the first line that it was read with."""
    waiting = {min(run.line for run in stamp): stamp for stamp in cuts.stamps}
    for number, line in enumerate(lines):
        if number in waiting:
            for run in waiting[number]:
                yield _line_of(run.words, line_of=lines[run.line])
        taken = {id(word) for run in cuts.taken.get(number, ()) for word in run.words}
        if not taken:
            yield line
        elif rest := tuple(word for word in line.words if id(word) not in taken):
            yield _line_of(rest, line_of=line)


def _line_of(words: Sequence[Word], *, line_of: ReadLine) -> ReadLine:
    """A line of some of another one's words, with one space between them."""
    placed: list[Word] = []
    start = 0
    for word in words:
        placed.append(word.model_copy(update={"start": start}))
        start += len(word.text) + 1
    boxes = [word.box for word in placed if word.box is not None]
    return line_of.model_copy(
        update={
            "text": " ".join(word.text for word in placed),
            "words": tuple(placed),
            "box": around(boxes),
            "size": round(median_high(box[3] - box[1] for box in boxes), 2),
        }
    )
