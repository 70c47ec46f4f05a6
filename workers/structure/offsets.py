"""Where a character of a repaired line stood in the line as it was read, and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.repair import RepairedLine


@dataclass(frozen=True, kw_only=True)
class Segment:
    """`[old_start, old_end)` of the line as read became `[new_start, new_end)` of the repaired one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool  #: whether no edit touched it


@dataclass(frozen=True)
class Alignment:
    """A repaired line beside the line as it was read. One place is found in logarithmic time."""

    line: RepairedLine

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of `line.original` that the characters `[start, end)` of `line.text` were made from.

        An edit is one unit: a range that touches a replaced stretch takes in all of what it replaced, so
        that what is cited is never half a repair.
        """
        if not self.line.edits:
            return start, end
        first, last = self._holding(start, empty=start == end), self._ending(end)
        old_start = len(self.line.original)
        if first is not None:
            old_start = first.old_start + (start - first.new_start if first.same else 0)
        old_end = old_start
        if last is not None:
            old_end = last.old_end - (last.new_end - end if last.same else 0)
        return old_start, max(old_start, old_end)

    def repaired_offset(self, offset: int) -> int:
        """Where the character `offset` of `line.original` has gone in `line.text`."""
        if not self.line.edits:
            return min(offset, len(self.line.text))
        at = bisect_right(self._old_starts, offset) - 1
        if at < 0 or offset >= self._segments[at].old_end:
            return len(self.line.text)
        segment = self._segments[at]
        return segment.new_start + (offset - segment.old_start if segment.same else 0)

    def _holding(self, start: int, *, empty: bool) -> Segment | None:
        """The segment that holds the character; for an empty range also the first that begins there."""
        if empty:
            at = bisect_left(self._new_starts, start)
            if at < len(self._segments) and self._new_starts[at] == start:
                return self._segments[at]
        at = bisect_right(self._new_starts, start) - 1
        return self._segments[at] if at >= 0 and start < self._segments[at].new_end else None

    def _ending(self, end: int) -> Segment | None:
        """The segment that holds the last character before `end`."""
        at = bisect_left(self._new_starts, end) - 1
        return self._segments[at] if at >= 0 and end <= self._segments[at].new_end else None

    @cached_property
    def _segments(self) -> Sequence[Segment]:
        return _segments(self.line)

    @cached_property
    def _new_starts(self) -> list[int]:
        return [segment.new_start for segment in self._segments]

    @cached_property
    def _old_starts(self) -> list[int]:
        return [segment.old_start for segment in self._segments]


def _segments(line: RepairedLine) -> list[Segment]:
    """The line in stretches, in order."""
    segments: list[Segment] = []
    old = new = 0

    def put(old_end: int, new_length: int, *, same: bool) -> None:
        nonlocal old, new
        new_end = new + new_length
        segments.append(Segment(old_start=old, old_end=old_end, new_start=new, new_end=new_end, same=same))
        old, new = old_end, new_end

    for edit in line.edits:
        if not edit.applied:
            continue
        if edit.start > old:
            put(edit.start, edit.start - old, same=True)
        put(edit.end, len(edit.after), same=False)
    if old < len(line.original):
        put(len(line.original), len(line.original) - old, same=True)
    return segments
