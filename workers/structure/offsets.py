"""Where a character of a repaired line stood in the line as it was read, and back."""

from schemas.repair import RepairedLine


def original_range(line: RepairedLine, start: int, end: int) -> tuple[int, int]:
    """The range of `line.original` that the characters `[start, end)` of `line.text` were made from.

    An edit is one unit: a range that touches a replaced stretch takes in all of what it replaced, so
    that what is cited is never half a repair.
    """
    segments = list(_segments(line))
    begins = [
        old_start + (start - new_start if same else 0)
        for old_start, old_end, new_start, new_end, same in segments
        if new_start <= start < new_end or (start == end == new_start)
    ]
    ends = [
        old_end - (new_end - end if same else 0)
        for old_start, old_end, new_start, new_end, same in segments
        if new_start < end <= new_end
    ]
    old_start = begins[0] if begins else len(line.original)
    old_end = ends[-1] if ends else old_start
    return old_start, max(old_start, old_end)


def repaired_offset(line: RepairedLine, offset: int) -> int:
    """Where the character `offset` of `line.original` has gone in `line.text`."""
    for old_start, old_end, new_start, _new_end, same in _segments(line):
        if old_start <= offset < old_end:
            return new_start + (offset - old_start if same else 0)
    return len(line.text)


def _segments(line: RepairedLine) -> list[tuple[int, int, int, int, bool]]:
    """The line in stretches (old start, old end, new start, new end, unchanged), in order."""
    segments = []
    old = new = 0
    for edit in line.edits:
        if not edit.applied:
            continue
        if edit.start > old:
            length = edit.start - old
            segments.append((old, edit.start, new, new + length, True))
            new += length
        segments.append((edit.start, edit.end, new, new + len(edit.after), False))
        old, new = edit.end, new + len(edit.after)
    if old < len(line.original):
        segments.append((old, len(line.original), new, new + len(line.original) - old, True))
    return segments
