"""Notes in the margin, told from the text beside which they stand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Generic

from workers.reading.segment import Content, Segment

RUNNING = 4
"""Words from which a segment is running text; a note's line is shorter."""
ENOUGH = 8
"""Lines of running text on a page that can have a margin."""
SMALLER = 0.8
"""Height of a note's line, in that of the text, at most: notes are set a fifth smaller or more. A label that
stands left of what it labels is of the text's own size, or 9 points beside 11."""
WHITE = 6.0
"""Points between text and note, at least."""
EDGE = 3.0
"""Points within which lines begin at the same edge."""
SHARE = 0.2
"""Share of the running lines that begin at a text's left edge, at least: the second column's counts too."""
LINE_GAP = 1.0
"""White between a note's lines, in their height, at most."""


@dataclass(frozen=True, kw_only=True)
class Margins(Generic[Content]):
    """A page's segments, those in the margins apart, each note from top to bottom."""

    text: tuple[Segment[Content], ...]
    notes: tuple[tuple[Segment[Content], ...], ...]


def margins(segments: Sequence[Segment[Content]]) -> Margins[Content]:
    """The segments, in the same order but for the notes."""
    running = [segment for segment in segments if segment.words >= RUNNING]
    if len(running) < ENOUGH:
        return Margins(text=tuple(segments), notes=())
    left, right = _left_edge(running), max(segment.box[2] for segment in running)
    tall = SMALLER * median(_height(segment) for segment in running)
    small = [
        segment
        for segment in segments
        if segment.words < RUNNING
        and _height(segment) <= tall
        and (segment.box[0] > right + WHITE or segment.box[2] < left - WHITE)
    ]
    aside = {id(segment) for segment in small}
    text = [segment for segment in segments if id(segment) not in aside]
    notes = [note for note in _notes(small) if any(beside(note[0], line) for line in text)]
    noted = {id(segment) for note in notes for segment in note}
    return Margins(
        text=tuple(segment for segment in segments if id(segment) not in noted),
        notes=tuple(tuple(note) for note in notes),
    )


def _left_edge(running: Sequence[Segment[Content]]) -> float:
    """The leftmost x at which enough lines begin: a stray line may begin further out."""
    starts = sorted(segment.box[0] for segment in running)
    enough = SHARE * len(starts)
    return next((x for x in starts if sum(x <= other <= x + EDGE for other in starts) >= enough), starts[0])


def _notes(small: Sequence[Segment[Content]]) -> list[list[Segment[Content]]]:
    """Lines right below each other are one note."""
    notes: list[list[Segment[Content]]] = []
    for segment in sorted(small, key=lambda segment: segment.box[1]):
        for note in notes:
            last = note[-1].box
            near = segment.box[1] - last[3] <= LINE_GAP * (last[3] - last[1])
            if near and min(last[2], segment.box[2]) > max(last[0], segment.box[0]):
                note.append(segment)
                break
        else:
            notes.append([segment])
    return notes


def beside(note: Segment[Content], line: Segment[Content]) -> bool:
    """Whether they stand at the same height."""
    shared = min(note.box[3], line.box[3]) - max(note.box[1], line.box[1])
    return shared >= 0.5 * min(_height(note), _height(line))


def _height(segment: Segment[Content]) -> float:
    return segment.box[3] - segment.box[1]
