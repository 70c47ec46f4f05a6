"""Which label a value stands under: on its line, to its left, above it, or in a pile of labels before it."""

from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from workers.metadata.passage import WINDOW, Manuscript, Passage
from workers.structure.caseless import caseless
from workers.structure.lines import Cell, Line
from workers.structure.vocabulary import LABELS, REMEMBERED, LabelKey, label_alone, label_first

DNR_KEYS: Set[LabelKey] = frozenset({"dnr_own", "dnr_other"})
DATE_KEYS: Set[LabelKey] = frozenset({
    "document", "received", "deadline", "meeting", "decision", "underlag", "signing", "justering",
    "posted_from", "posted_to", "valid_from", "no_date",
})  # fmt: skip

LINES_UP = 7
"""A label stands at most this many lines above its value."""
LEAST_LABELS = 2
"""Labels of a row of them."""
MOST_PILED = 14
"""Lines of a row of labels and a row of values, read one cell to a line."""
LONGEST_PILED = 60
"""Characters of a cell of such rows."""
SMALL_WORDS = 3
"""Words in lower case; a line with so many that ends with a label is a sentence, not a row of labels."""
SHORT_VALUE = 24
"""Characters."""
LONGEST_FIELD = 110
"""Characters of a cell whose first word may be the label of what stands in it."""
WHOLE_CELL = 0.9
"""A value that fills more of its cell than this stands alone in it."""
FILLS = 0.55
"""A value that fills less of its cell than this is part of a sentence, and no label above it counts."""

_BEGIN, _END = r"(?:^|[\s(\[,;*])", r"(?:\s*[:.]+\s*|\s+)(?:nr\.?\s*|den\s+)?$"
_BEFORE = tuple((key, caseless(rf"{_BEGIN}(?:{pattern}){_END}")) for key, pattern in LABELS)
_ANY_BEFORE = caseless(rf"{_BEGIN}(?:{'|'.join(pattern for _, pattern in LABELS)}){_END}")
"""Most values stand behind words that are no label: one search tells."""


def label_before(text: str, keys: Set[LabelKey]) -> LabelKey | None:
    """The label that `text` ends with, of the wanted kinds; the longest where several fit."""
    found = _labels_at_end(text[-60:].lower())
    key = min(found, key=lambda f: f[0], default=(0, None))[1]
    return key if key in keys else next((k for _, k in found if k in keys), None)


@lru_cache(maxsize=REMEMBERED)
def _labels_at_end(tail: str) -> tuple[tuple[int, LabelKey], ...]:
    """Where each label begins that the text, in lower case, ends with."""
    apart = tail[-1:].isspace() or tail.endswith((":", ".", "nr"))
    if not apart or _ANY_BEFORE.search(tail) is None:
        return ()
    return tuple((match.start(), key) for key, pattern in _BEFORE if (match := pattern.search(tail)))


def label_of(
    manuscript: Manuscript,
    passage: Passage,
    start: int,
    end: int,
    keys: Set[LabelKey],
    is_value: Callable[[str], bool],
) -> LabelKey | None:
    """The label of the value at `[start, end)`; `is_value` tells other values of its kind from words."""
    before = passage.line_before(start)
    if found := label_before(before, keys) or (not before.strip() and _at_end_above(passage, start, keys)):
        return found
    found_cell = cell_of(manuscript, passage, start, end)
    if found_cell is None:
        return None
    line, position, filled = found_cell
    if found := _opening(line, position, keys):
        return found
    if _opens_otherwise(line.cells[position], keys):
        return None
    if filled < FILLS:
        return (
            _in_row_of_values(manuscript, line, passage, start, keys, is_value)
            or _on_two_rows(manuscript, line, position, keys)
            or _right_above(manuscript, line, keys)
        )
    left = _left(line, position, keys, is_value) or _left_apart(manuscript, line, position, keys)
    left = left or _on_two_rows(manuscript, line, position, keys)
    return left or _above(manuscript, line, line.cells[position], keys, is_value)


def _at_end_above(passage: Passage, start: int, keys: Set[LabelKey]) -> LabelKey | None:
    """`… dom i mål nr` / `11148-18`: a label that the line above ends with, behind words that cite it."""
    above = passage.text[max(0, passage.line_start(start) - WINDOW) : passage.line_start(start)].rstrip("\n")
    last = above.rsplit("\n", 1)[-1]
    sentence = sum(word[0].islower() for word in last.split()) >= SMALL_WORDS
    key = label_before(last + " ", keys) if sentence and not _is_row_of_labels(last) else None
    return "dnr_other" if key == "dnr_own" else key


def _is_row_of_labels(line: str) -> bool:
    """`Vår beteckning Ert datum Er beteckning`: a label before the one that the line ends with."""
    tail = f"{line} "[-60:].lower()
    first = min((start for start, _ in _labels_at_end(tail)), default=0)
    return bool(_labels_at_end(tail[:first].rstrip() + " "))


def _in_row_of_values(
    manuscript: Manuscript,
    line: Line,
    passage: Passage,
    start: int,
    keys: Set[LabelKey],
    is_value: Callable[[str], bool],
) -> LabelKey | None:
    """Under a row of labels whose values were read without room between them: the label of the same rank."""
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at else None
    if line.box is not None or above is None or len(above.cells) < LEAST_LABELS:
        return None
    labels = [label_alone(cell.text) for cell in above.cells]
    before = passage.line_before(start).split()
    if None in labels or len(before) >= len(labels) or not all(is_value(word) for word in before):
        return None
    key = labels[len(before)]
    return key if key in keys else None


def _right_above(manuscript: Manuscript, line: Line, keys: Set[LabelKey]) -> LabelKey | None:
    """The label alone on the line above a short value with more than the date: `Kommunhuset 2023-01-13`."""
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at else None
    if line.box is not None or above is None or line.gap >= 1 or line.text.endswith("."):
        return None
    if len(line.cells) > 1 or len(above.cells) > 1 or len(line.text) > LONGEST_PILED:
        return None
    key = label_alone(above.text)
    return key if key in keys else None


def cell_of(manuscript: Manuscript, passage: Passage, start: int, end: int) -> tuple[Line, int, float] | None:
    """The line and the number of the cell that `[start, end)` stands in, and how much of it that fills."""
    fragment = next(passage.fragments(start, end), None)
    if fragment is None:
        return None
    ref, offset, stop = fragment
    line = manuscript.line_of(ref)
    at = line.place(ref, offset)
    position = _cell_at(line, at)
    if position is None:
        return None
    return line, position, (stop - offset) / max(1, len(line.cells[position].text))


def before_in_cell(manuscript: Manuscript, passage: Passage, start: int) -> str:
    """What stands before a value in its own cell, at most `WINDOW` characters."""
    fragment = next(passage.fragments(start, start + 1), None)
    if fragment is None:
        return ""
    line = manuscript.line_of(fragment[0])
    at = line.place(fragment[0], fragment[1])
    position = _cell_at(line, at)
    return "" if position is None else line.text[max(line.cells[position].start, at - WINDOW) : at]


def _cell_at(line: Line, at: int) -> int | None:
    position = bisect_right(line.cells, at, key=lambda cell: cell.start) - 1
    return position if position >= 0 and at < line.cells[position].end else None


def _opening(line: Line, position: int, keys: Set[LabelKey]) -> LabelKey | None:
    """The label that opens the value's own cell, or is the cell before it: `Plats och tid   Eken, 2024-…`."""
    cell = line.cells[position]
    first = label_first(cell.text) if len(cell.text) <= LONGEST_FIELD else None
    if first is not None and first[0] in keys:
        return first[0]
    if first is not None or not position or len(cell.text) > LONGEST_FIELD:
        return None
    key = label_alone(line.cells[position - 1].text)
    return key if key in keys else None


def _opens_otherwise(cell: Cell, keys: Set[LabelKey]) -> bool:
    """Whether the cell begins with a label of another kind: `Rapportperiod: 2019-12-31`."""
    first = label_first(cell.text)
    return first is not None and first[0] not in keys and ":" in cell.text[: first[1]]


def _left(line: Line, position: int, keys: Set[LabelKey], is_value: Callable[[str], bool]) -> LabelKey | None:
    for cell in reversed(line.cells[:position]):
        key = label_alone(cell.text)
        if key in keys:
            return key
        if not is_value(cell.text):
            return None
    return None


def _on_two_rows(manuscript: Manuscript, line: Line, position: int, keys: Set[LabelKey]) -> LabelKey | None:
    """`Datum för` / `anslagets uppsättande` in the cell before a value that stands beside either row."""
    if not position:
        return None
    begun = line.cells[position - 1]
    at = manuscript.position_of(line.ref)
    rows = manuscript.lines[max(0, at - 1) : at + 2]
    for above, below in pairwise(rows):
        first, second = (
            begun if row is line else next(iter(row.in_column_of(begun)), None) for row in (above, below)
        )
        key = label_alone(f"{first.text} {second.text}") if first and second and below.gap < 1 else None
        if key in keys:
            return key
    return None


def _left_apart(manuscript: Manuscript, line: Line, position: int, keys: Set[LabelKey]) -> LabelKey | None:
    """The nearest label to the left at the same height, where the page was read column by column."""
    if line.box is None or position:
        return None
    nearest = manuscript.neighbours.left_of(line)
    key = label_alone(nearest.cells[-1].text) if nearest else None
    return key if key in keys else None


def _above(
    manuscript: Manuscript, line: Line, cell: Cell, keys: Set[LabelKey], is_value: Callable[[str], bool]
) -> LabelKey | None:
    """Climb over other values to the labels; in a pile of labels the first belongs to the first value."""
    start = manuscript.position_of(line.ref)
    values_above = 0
    pile: list[LabelKey] = []
    for other in reversed(manuscript.lines[max(0, start - LINES_UP) : start]):
        if other.ref.page != line.ref.page:
            break
        over = _over(other, line, cell)
        if not over:
            if pile or line.box is None:
                break
            continue  # Another column's line, in a page read across columns.
        key = label_alone(over[0].text)
        if key is not None:
            pile.append(key)
        elif pile:
            break
        elif is_value(over[0].text):
            values_above += 1
        elif not _short_value(over[0].text):
            break
    wanted = [key for key in reversed(pile) if key in keys]
    if not wanted:
        return label_in_pile(manuscript, line, keys)
    return wanted[min(values_above, len(wanted) - 1)] if len(wanted) > 1 else wanted[0]


def _label_in_column(text: str) -> LabelKey | None:
    """A label alone on its line; of one that we do not know the colon tells: `JO:`."""
    known = label_alone(text)
    unknown = known is None and len(text) < LONGEST_PILED and text.endswith(":")
    return "other" if unknown else known


def label_in_pile(manuscript: Manuscript, line: Line, keys: Set[LabelKey]) -> LabelKey | None:
    """Where a row of labels over a row of values was saved one cell to a line: the label of the same rank."""
    if line.box is not None or len(line.cells) > 1:
        return None
    start = manuscript.position_of(line.ref)
    pile: list[LabelKey] = []
    rank = 0
    gap = line.gap
    for other in reversed(manuscript.lines[max(0, start - MOST_PILED) : start]):
        key = _label_in_column(other.text)
        apart = gap >= 1 or other.ref.page != line.ref.page or len(other.text) > LONGEST_PILED
        if apart or (pile and key is None):
            break
        if key is None:
            rank += 1
        else:
            pile.append(key)
        gap = other.gap
    named = pile[::-1]
    return named[rank] if len(named) > 1 and rank < len(named) and named[rank] in keys else None


def _over(other: Line, line: Line, cell: Cell) -> Sequence[Cell]:
    """The cells of the line above that stand over the cell."""
    if line.box is None and len(line.cells) > 1:
        # Where the room between columns is lost or uneven, a row of labels stands over as many values.
        labels = [c for c in other.cells if label_alone(c.text) is not None]
        values = [c for c in line.cells if any(character.isdigit() for character in c.text)]
        if len(labels) > 1 and len(labels) == len(values) and cell in values:
            return [labels[values.index(cell)]]
    over = other.in_column_of(cell)
    single = len(other.cells) == 1 and len(line.cells) == 1 and line.box is None
    return over or ([other.cells[0]] if single else [])


def _short_value(text: str) -> bool:
    """Another field's value in the same column, such as a date under `Datum` beside ours."""
    return len(text) < SHORT_VALUE and any(c.isdigit() for c in text)
