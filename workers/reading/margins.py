"""Notes in the margin, told from the text beside which they stand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Generic, NamedTuple

from workers.reading.segment import Content, Segment
from workers.reading.setwidth import ems

RUNNING = 4
"""Words from which a segment is running text; a note's line is shorter …"""
LONGEST_NOTE = 6
"""… or has more words in less room: in `NARROW`."""
ENOUGH = 8
"""Lines of running text on a page that can have a margin."""
SMALLER = 0.8
"""Height of a note's line, in that of the text, at most: notes are set a fifth smaller or more. A label that
stands left of what it labels is of the text's own size, or 9 points beside 11."""
SMALLER_SET = 0.87
"""The same for the type of several notes as their width tells it, right to some .05: on scans heights say
little."""
WHITE = 6.0
"""Points between text and note, at least."""
EDGE = 3.0
"""Points within which lines begin at the same edge."""
FLUSH = 4.0
"""The same for notes on scans that were not quite level."""
NARROW = 0.3
"""Width of a note's line in that of the text, at most."""
FEWEST, FEWEST_LINES = 2, 3
"""Notes, or lines of one, in a margin that is known by them alone."""
SPARSE = 0.4
"""Lines of notes for each line of text, at most: a column of a table stands beside most of its rows."""
DENSE, ON_ROWS, ROW = 1.0, 0.5, 0.15
"""Lines of notes for each line of text in a margin that holds the letterhead's fields, where no more than
half of them end at a line's bottom (within so much of its height): no column of a table is set so."""
ACROSS = 0.1
"""Share of the running lines that may reach into the margin: headings, and lines read with a note."""
SHARE = 0.2
"""Share of the running lines that begin at a text's left edge, at least: the second column's counts too."""
STACKED = 2.5
"""White between notes that are read together, in the height of their lines, at most: two empty lines."""
LINE_GAP = 1.0
"""White between a note's lines, in their height, at most."""


@dataclass(frozen=True, kw_only=True)
class Margins(Generic[Content]):
    """A page's segments, those in the margins apart, each note from top to bottom."""

    text: tuple[Segment[Content], ...]
    notes: tuple[tuple[Segment[Content], ...], ...]

    def stacks(self) -> list[tuple[Segment[Content], ...]]:
        """The notes, those right below each other as one."""
        stacks: list[tuple[Segment[Content], ...]] = []
        for note in self.notes:
            above = next(
                (at for at, stack in enumerate(stacks) if _is_below(note[0], stack[-1], STACKED)), None
            )
            if above is None:
                stacks.append(note)
            else:
                stacks[above] += note
        return stacks


def margins(segments: Sequence[Segment[Content]]) -> Margins[Content]:
    """The segments, in the same order but for the notes."""
    running = [segment for segment in segments if segment.words >= RUNNING]
    if len(running) < ENOUGH:
        return Margins(text=tuple(segments), notes=())
    small = [*_of_small_type(segments, running), *_in_a_margin(segments, mirrored=False)]
    aside = {id(segment) for segment in [*small, *_in_a_margin(segments, mirrored=True)]}
    text = [segment for segment in segments if id(segment) not in aside]
    notes = [
        note
        for note in _notes([segment for segment in segments if id(segment) in aside])
        if any(beside(part, line) for part in note for line in text)
    ]
    noted = {id(segment) for note in notes for segment in note}
    return Margins(
        text=tuple(segment for segment in segments if id(segment) not in noted),
        notes=tuple(tuple(note) for note in notes),
    )


def _of_small_type(
    segments: Sequence[Segment[Content]], running: Sequence[Segment[Content]]
) -> list[Segment[Content]]:
    """What stands outside of the text and is lower than its lines."""
    left, right = _left_edge(running), max(segment.box[2] for segment in running)
    tall = SMALLER * median(_height(segment) for segment in running)
    return [
        segment
        for segment in segments
        if segment.words < RUNNING
        and _height(segment) <= tall
        and (segment.box[0] > right + WHITE or segment.box[2] < left - WHITE)
    ]


class _Span(NamedTuple, Generic[Content]):
    """A segment as it stands across the page, or across its mirror image."""

    segment: Segment[Content]
    near: float
    far: float


def _in_a_margin(segments: Sequence[Segment[Content]], *, mirrored: bool) -> list[Segment[Content]]:
    """A few narrow lines right of the text (left of it in the mirror), flush, in smaller type."""
    spans = [
        _Span(one, -one.box[2], -one.box[0]) if mirrored else _Span(one, one.box[0], one.box[2])
        for one in segments
    ]
    running = [span for span in spans if span.segment.words >= RUNNING]
    wide = median(span.far - span.near for span in running)
    # Hardly any line of the text reaches further.
    edge = sorted(span.far for span in running)[-1 - int(ACROSS * len(running))]
    narrow = [
        span
        for span in spans
        if span.near > edge and span.segment.words <= LONGEST_NOTE and span.far - span.near <= NARROW * wide
    ]
    if len(narrow) > DENSE * len(running):
        return []
    flush = _flush([span for span in narrow if _stands_outside(span, running)])
    if len(flush) < FEWEST:
        return []
    margin = min(span.near for span in flush)
    inside = [span for span in narrow if span.near >= margin - FLUSH]
    text = [span for span in running if span.near < margin - FLUSH]
    within = {id(span) for span in inside}
    across = sum(span.far > margin - WHITE for span in text) + sum(
        span.near >= margin - FLUSH for span in running if id(span) not in within
    )
    parted = across <= ACROSS * len(running) and not _side_by_side([span.segment for span in inside])
    notes, body = [span.segment for span in inside], [span.segment for span in text]
    enough = len(notes) >= FEWEST_LINES or len(_notes(notes)) >= FEWEST
    enough = enough and (len(narrow) <= SPARSE * len(running) or not _stand_on_rows(notes, body))
    if parted and enough and _type_size(notes) <= SMALLER_SET * _type_size(body):
        return notes
    return []


def _stand_on_rows(notes: Sequence[Segment[Content]], body: Sequence[Segment[Content]]) -> bool:
    """Whether most of them end where a line of the text does, as the cells of a table do."""
    level = sum(
        any(beside(note, line) and abs(note.box[3] - line.box[3]) <= ROW * _height(line) for line in body)
        for note in notes
    )
    return level > ON_ROWS * len(notes)


def _flush(spans: Sequence[_Span[Content]]) -> Sequence[_Span[Content]]:
    """The most of them that begin, or end, at the same place."""
    together = [
        *([other for other in spans if abs(other.near - span.near) <= FLUSH] for span in spans),
        *([other for other in spans if abs(other.far - span.far) <= FLUSH] for span in spans),
    ]
    return max(together, key=len, default=[])


def _stands_outside(span: _Span[Content], running: Sequence[_Span[Content]]) -> bool:
    """Whether a running line ends at its height, before it begins."""
    return any(
        line.far + WHITE < span.near and beside(span.segment, line.segment)
        for line in running
        if line.segment is not span.segment
    )


def _side_by_side(segments: Sequence[Segment[Content]]) -> bool:
    return any(beside(one, other) for index, one in enumerate(segments) for other in segments[index + 1 :])


def _type_size(segments: Sequence[Segment[Content]]) -> float:
    """Points, as the width of the text tells it."""
    return sum(one.box[2] - one.box[0] for one in segments) / max(1.0, sum(ems(one.text) for one in segments))


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
            if _is_below(segment, note[-1], LINE_GAP):
                note.append(segment)
                break
        else:
            notes.append([segment])
    return notes


def _is_below(lower: Segment[Content], upper: Segment[Content], heights: float) -> bool:
    """Whether it stands under the other, over some of its width, with at most so much white between."""
    near = lower.box[1] - upper.box[3] <= heights * _height(upper)
    return near and min(upper.box[2], lower.box[2]) > max(upper.box[0], lower.box[0])


def beside(note: Segment[Content], line: Segment[Content]) -> bool:
    """Whether they stand at the same height."""
    shared = min(note.box[3], line.box[3]) - max(note.box[1], line.box[1])
    return shared >= 0.5 * min(_height(note), _height(line))


def _height(segment: Segment[Content]) -> float:
    return segment.box[3] - segment.box[1]
