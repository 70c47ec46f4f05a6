"""What each body line is, and which lines belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.structure import LineRef
from workers.structure.chapters import is_contents_line
from workers.structure.footnotes import find_footnotes
from workers.structure.heading_weighed import is_heading
from workers.structure.headings import LARGER, OPEN_END, is_known_heading, is_set_as_heading
from workers.structure.heads import (
    head_end,
    is_head_line,
    is_lone_document_word,
    stamps,
    title_by_type,
    title_end,
)
from workers.structure.lines import Line
from workers.structure.list_headings import heads_addressees, heads_attachments, heads_list
from workers.structure.lists import marker_of
from workers.structure.minutes import ROLE_STEMS, is_role
from workers.structure.paragraphs import CASE_LINE, SMALL_GAP, goes_on, is_that_clause
from workers.structure.signatures import find_signatures
from workers.structure.signers import SignatureBlock
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import (
    CAPITAL_HEADINGS,
    fold,
    is_document_word,
    label_alone,
    label_first,
)
from workers.structure.width import LONGEST, SOME_ROOM, Measure, ends_sentence, measure

SIGNED_FORM = 12
"""Lines of the roles and names of those who sign minutes, of which the first may look like a head."""

ElementKind = Literal[
    "heading", "title", "head", "stamp", "signature", "table", "item", "paragraph", "footnote"
]

TABLE_CELLS = 3
"""A line of so many cells is a row of a table, and lines that go on with one of its cells belong to it."""
DASHES = "-–—"
SAME_EDGE = 3
"""Points, or columns: left edges this close are one."""
MOST_HEADING_LINES = 8
HEADING_LINE = 60
"""Characters of a heading's further lines."""
SAME_TYPE, SAME_READ = 0.05, 0.15
"""Ratio of type heights within which two lines of a heading are set alike."""
MAST_LINES, MAST_REACH = 12, 4
"""Lines of a letterhead, and how many of them may stand between a name and what tells that it is one."""
LEAST_HEAD_LINES = 3
"""So many head lines in a row within the text are a mast or a form; fewer may be headings or names."""
EMPTY_LINE = 0.9
"""Lines of room that look like an empty line; measured boxes do not give a whole one exactly."""


@dataclass(frozen=True, kw_only=True)
class Element:
    """Lines that belong together, and what they are."""

    kind: ElementKind
    lines: tuple[Line, ...]
    marker: str | None = None
    mark: LineRef | None = None  #: of a footnote: the line that bears its mark
    signature: SignatureBlock | None = None


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A document's body in order, with the width that it is set to."""

    elements: tuple[Element, ...]
    measure: Measure


def outline(lines: Sequence[Line]) -> Outline:
    """The body's lines, each in exactly one element.

    Notes at a page's foot are taken out before the text is read, so that it goes on over the page, and put
    back behind what stood above them.
    """
    notes = find_footnotes(lines)
    noted = {i for note in notes for i in range(note.first, note.last + 1)}
    text = _outline_of([line for i, line in enumerate(lines) if i not in noted])
    elements = list(text.elements)
    for note in notes:
        element = Element(
            kind="footnote",
            lines=tuple(lines[note.first : note.last + 1]),
            marker=note.marker,
            mark=note.mark,
        )
        first = (element.lines[0].ref.page, element.lines[0].ref.line)
        behind = [i for i, e in enumerate(elements) if (e.lines[0].ref.page, e.lines[0].ref.line) < first]
        elements.insert(behind[-1] + 1 if behind else 0, element)
    return Outline(elements=tuple(elements), measure=text.measure)


def _outline_of(body: Sequence[Line]) -> Outline:
    width = measure(body)
    marks: list[Element | None] = [None] * len(body)
    _mark_stamps_and_head(body, marks)
    _mark_signatures(body, marks)
    _mark_tables(body, marks)
    _mark_inner_heads(body, marks, width)
    _mark_headings(body, marks, width)
    _mark_text(body, marks, width)
    elements: list[Element] = []
    for mark in marks:
        if mark is not None and (not elements or elements[-1] is not mark):
            elements.append(mark)
    return Outline(elements=tuple(elements), measure=width)


def _put(marks: list[Element | None], start: int, element: Element) -> None:
    for position in range(start, start + len(element.lines)):
        marks[position] = element


def _mark_stamps_and_head(body: Sequence[Line], marks: list[Element | None]) -> None:
    stamped = stamps(body)
    for run in _runs(sorted(stamped)):
        _put(marks, run[0], Element(kind="stamp", lines=tuple(body[i] for i in run)))
    whole = head_end(body, stamped)
    end = _above_signed_form(body, whole)
    by_type = title_by_type(body, min(len(body), end + 30), stamped)
    title = by_type if by_type is not None else end
    if by_type is not None and any(is_known_heading(line.text) for line in body[end:by_type]):
        title = end
    stop = title_end(body, title)
    # Down to the title, unless those who sign stand between.
    head = end if by_type is None or end < whole else title
    for run in _runs([i for i in range(head) if marks[i] is None]):
        _put(marks, run[0], Element(kind="head", lines=tuple(body[i] for i in run)))
    titled = stop > title and (end == whole or by_type is not None)
    if titled and all(marks[i] is None for i in range(title, stop)):
        _put(marks, title, Element(kind="title", lines=tuple(body[title:stop])))


def _runs(positions: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for position in positions:
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def _above_signed_form(body: Sequence[Line], end: int) -> int:
    """Where the head ends: above the roles and names of those who sign minutes, in a form on the first page.

    `end` is where it would end without it, which may be among their names.
    """
    near = body[: end + SIGNED_FORM]
    if not any(ROLE_STEMS.stand_in(line.text) for line in near):
        return end
    formed = [block for block in find_signatures(near) if block.first < end and _of_minutes(block)]
    return formed[0].first if sum(len(block.signers) for block in formed) > 1 else end


def _of_minutes(block: SignatureBlock) -> bool:
    roles = [is_role(title.text) for signer in block.signers for title in signer.titles]
    return bool(roles) and all(roles)


def _mark_signatures(body: Sequence[Line], marks: list[Element | None]) -> None:
    first = next((i for i, mark in enumerate(marks) if mark is None), len(body))
    for block in find_signatures(body[first:]):
        lines = tuple(body[first + block.first : first + block.last + 1])
        free = all(marks[i] is None for i in range(first + block.first, first + block.last + 1))
        if free and not _is_officer_in_letterhead(body, block, first):
            _put(marks, first + block.first, Element(kind="signature", lines=lines, signature=block))


def _is_officer_in_letterhead(body: Sequence[Line], block: SignatureBlock, first: int) -> bool:
    """A name over its title, above the kind of document or its number: the officer, who signs below."""
    after = body[first + block.last + 1 : first + block.last + 1 + MAST_REACH]
    if (
        first + block.first >= MAST_LINES
        or len(block.signers) > 1
        or is_signing_cue(body[first + block.first].text)
    ):
        return False
    return any(
        is_document_word(line.text) or label_alone(line.text) == "dnr_own" or _first_label(line) == "dnr_own"
        for line in after
    )


def _first_label(line: Line) -> str | None:
    found = label_first(line.text)
    return None if found is None else found[0]


def _mark_tables(body: Sequence[Line], marks: list[Element | None]) -> None:
    rows = [
        i
        for i, line in enumerate(body)
        if marks[i] is None
        and (len(line.cells) > 1 or is_contents_line(line.text))
        and not _is_spaced_item(line)
    ]
    for run in _runs(sorted({*rows, *_wrapped_cells(body, marks, rows)})):
        if len(run) > 1:
            _put(marks, run[0], Element(kind="table", lines=tuple(body[i] for i in run)))


def _is_spaced_item(line: Line) -> bool:
    """A list item whose marker, or whose `att`, stands far from its text: no row of a table or of a head."""
    first, *others = (cell.text for cell in line.cells)
    if first == "att":
        return True
    # A dash before a figure is a cell that holds nothing.
    filled = len(others) == 1 and (first not in DASHES or others[0][0].isalpha())
    return filled and marker_of(f"{first} ") == first


def _wrapped_cells(body: Sequence[Line], marks: Sequence[Element | None], rows: Sequence[int]) -> set[int]:
    """Lines that go on with an inner cell of the row above them: they begin right of its first column."""
    wide = {i for i in rows if len(body[i].cells) >= TABLE_CELLS}
    return {
        i + 1
        for i in wide
        if i + 1 < len(body)
        and i + 1 not in wide
        and marks[i + 1] is None
        and len(body[i + 1].cells) == 1
        and body[i + 1].x0 > body[i].cells[1].x0 - SAME_EDGE
    }


def _mark_inner_heads(body: Sequence[Line], marks: list[Element | None], width: Measure) -> None:
    """Mastheads and forms within or after the text, three head lines in a row; the lines of cases."""
    listed = _under_addressees(body, marks)
    likely = [
        i
        for i, line in enumerate(body)
        if marks[i] is None
        and i not in listed
        and is_head_line(line)
        and not marker_of(line.text)
        and not _is_spaced_item(line)
        and fold(line.text) not in width.contents
        and not CAPITAL_HEADINGS.fullmatch(line.text)
        and not (line.box is not None and is_set_as_heading(line))
        and (not is_known_heading(line.text) or is_lone_document_word(body, i) or line.text.isupper())
    ]
    for run in _runs(likely):
        first = body[run[0]]
        mast = is_document_word(first.text) and first.text.isupper()
        if len(run) < LEAST_HEAD_LINES and not (mast and len(run) > 1):
            for case in (i for i in run if CASE_LINE.match(body[i].text)):
                _put(marks, case, Element(kind="head", lines=(body[case],)))
            continue
        start = run[0]
        if mast and start and marks[start - 1] is None and _running_title(body[start - 1]):
            start -= 1
        _put(marks, start, Element(kind="head", lines=tuple(body[start : run[-1] + 1])))


def _under_addressees(body: Sequence[Line], marks: Sequence[Element | None]) -> set[int]:
    """Lines of the list right under `Expedieras till`, below some text: names, which a head holds too."""
    listed: set[int] = set()
    texts = (i for i, line in enumerate(body) if len(line.text) > HEADING_LINE and ends_sentence(line.text))
    below = next(texts, len(body)) + 1
    for i, line in enumerate(body[below:], start=below):
        free = marks[i - 1] is marks[i] is None and len(line.cells) == 1 and _first_label(line) is None
        opened = (i - 1 in listed and line.gap < 1) or heads_addressees(body[i - 1].text)
        if free and opened and label_alone(line.text) is None:
            listed.add(i)
    return listed


def _running_title(line: Line) -> bool:
    """The document's title over its kind, in a running head or foot."""
    alone = line.gap > EMPTY_LINE and line.after > EMPTY_LINE
    return alone and len(line.text) < LONGEST and not ends_sentence(line.text)


def _mark_headings(body: Sequence[Line], marks: list[Element | None], width: Measure) -> None:
    position = 0
    items: set[int] = set()
    while position < len(body):
        if marks[position] is None and (
            _listed(body, marks, position) or (position - 1 in items and _listed_below(body[position]))
        ):
            items.add(position)
        if (
            marks[position] is not None
            or position in items
            or not is_heading(body, position, width, apart=position > 0 and marks[position - 1] is not None)
        ):
            position += 1
            continue
        end = position + 1
        while (
            end < min(len(body), position + MOST_HEADING_LINES)
            and marks[end] is None
            and _heading_goes_on(body[position], body[end - 1], body[end])
        ):
            end += 1
        _put(marks, position, Element(kind="heading", lines=tuple(body[position:end])))
        position = end


def _listed(body: Sequence[Line], marks: Sequence[Element | None], position: int) -> bool:
    """Right under `Bilagor` or `Beslutet skickas till`: an item, unless the type says heading.

    Measured on a scan, the type of a few short lines says too little.
    """
    before = marks[position - 1] if position else None
    line = body[position]
    set_apart = line.sure is None and (line.bold or line.size_ratio >= LARGER)
    if before is None or before.kind != "heading" or set_apart:
        return False
    close = line.box is not None and line.gap < SOME_ROOM
    below = body[position + 1] if position + 1 < len(body) else None
    # `Hur man överklagar` is an attachment where no text stands under it.
    alone = below is None or below.gap >= 1 or len(below.text) < HEADING_LINE
    if alone and heads_attachments(before.lines[0].text):
        return True
    return heads_list(before.lines[0].text) and (
        close or not is_known_heading(line.text) or bool(marker_of(line.text))
    )


def _listed_below(line: Line) -> bool:
    """On a scan right under an item of such a list: the next one, however large its type was measured."""
    close = line.sure is not None and line.box is not None and line.gap < SOME_ROOM
    return close and not is_known_heading(line.text)


def _heading_goes_on(first: Line, before: Line, line: Line) -> bool:
    """A heading over two lines: same type, no room between, and the second cannot stand alone."""
    if line.gap >= SMALL_GAP or is_known_heading(before.text) or len(line.text) > HEADING_LINE:
        return False
    if is_known_heading(line.text) and not OPEN_END.search(before.text):
        return False  # A case's title right over `Nämndens beslut`.
    if line.box is not None and (first.size_ratio >= LARGER or first.bold):
        within = SAME_TYPE if line.sure is None else SAME_READ
        return abs(line.size_ratio - first.size_ratio) < within and line.bold == first.bold
    return (
        line.text[0].islower()
        and (line.glued or before.glued or not ends_sentence(line.text))
        and len(line.text) < HEADING_LINE
    )


def _mark_text(body: Sequence[Line], marks: list[Element | None], width: Measure) -> None:
    position = before = 0
    while position < len(body):
        if marks[position] is not None:
            position += 1
            before = position
            continue
        marker = marker_of(body[position].text)
        that = is_that_clause(body, position, width, before)
        end = position + 1
        while end < len(body) and marks[end] is None and goes_on(body, position, end, width):
            end += 1
        kind: ElementKind = "item" if marker or that else "paragraph"
        _put(marks, position, Element(kind=kind, lines=tuple(body[position:end]), marker=marker))
        before, position = position, end
