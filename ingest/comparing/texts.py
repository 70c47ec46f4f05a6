"""Words, tables and structure of two records. Pure."""

from collections.abc import Iterator
from typing import Any

from ingest.comparing.words import aligned, changed_words
from schemas.base import Box
from schemas.record import Record
from schemas.reprocess import ChangeKind, Difference
from schemas.structure import Block, Furniture, LineRef, Section

Places = dict[tuple[int, int], Box | None]
"""Page and line, and the box of the heading, block or furniture that the line is part of."""


def word_differences(before: Record, after: Record) -> Iterator[Difference]:
    """Lines of a page that would read otherwise, one difference for lines that follow each other."""
    texts = {page.number: page.text for page in after.pages}
    old_places, new_places = _places(before), _places(after)
    for page in before.pages:
        if page.text == texts.get(page.number, ""):
            continue
        old, new = page.text.split("\n"), texts.get(page.number, "").split("\n")
        for tag, start, end, new_start, new_end in aligned(old, new):
            if tag == "equal":
                continue
            said, says = "\n".join(old[start:end]), "\n".join(new[new_start:new_end])
            box = old_places.get((page.number, start)) or new_places.get((page.number, new_start))
            yield Difference(
                kind="words",
                before=said if end > start else None,
                after=says if new_end > new_start else None,
                size=max(1, changed_words(said, says)),
                page=page.number,
                box=box,
            )


def table_differences(before: Record, after: Record) -> Iterator[Difference]:
    """Tables whose cells would be others."""
    old = [block for block in _blocks(before) if block.kind == "table"]
    new = [block for block in _blocks(after) if block.kind == "table"]
    yield from _changed("tables", old, new, [_cells(one) for one in old], [_cells(one) for one in new])


def structure_differences(before: Record, after: Record) -> Iterator[Difference]:
    """Headings, paragraphs, list items: what a line would be part of, whatever its words are."""
    same_lines = _line_counts(before) == _line_counts(after)
    for kind, old, new in (
        ("structure", [*_parts(before)], [*_parts(after)]),
        ("furniture", [*before.furniture], [*after.furniture]),
    ):
        keys = [_shape(part, by_line=same_lines) for part in old]
        new_keys = [_shape(part, by_line=same_lines) for part in new]
        yield from _changed("structure" if kind == "structure" else "furniture", old, new, keys, new_keys)


def _changed(
    kind: ChangeKind,
    old: list[Any],
    new: list[Any],
    keys: list[Any],
    new_keys: list[Any],
) -> Iterator[Difference]:
    """One difference for what is changed together."""
    for tag, start, end, new_start, new_end in aligned(keys, new_keys):
        if tag == "equal":
            continue
        first = (old[start:end] or new[new_start:new_end])[0]
        yield Difference(
            kind=kind,
            before=[_told(part) for part in old[start:end]] or None,
            after=[_told(part) for part in new[new_start:new_end]] or None,
            size=max(end - start, new_end - new_start),
            page=first.page,
            box=first.box,
        )


def _told(part: Section | Block | Furniture) -> dict[str, Any]:
    if isinstance(part, Section):
        return {"kind": "heading", "level": part.level, "text": part.heading or ""}
    told: dict[str, Any] = {"kind": part.kind, "text": part.text}
    if isinstance(part, Block):
        told |= {"level": part.level, "rows": part.rows and [list(row) for row in part.rows]}
    return told


def _shape(part: Section | Block | Furniture, *, by_line: bool) -> tuple[object, ...]:
    """What it is, apart from its words. Where a page has other lines than before, its ends must do."""
    if isinstance(part, Section):
        what: tuple[object, ...] = ("heading", part.level)
        lines, text = part.heading_lines, part.heading or ""
    else:
        what = (part.kind, part.level, part.marker is None) if isinstance(part, Block) else (part.kind,)
        lines, text = part.lines, part.text
    words = text.split()
    return (*what, lines) if by_line else (*what, part.page, *words[:1], *words[-1:])


def _parts(record: Record) -> Iterator[Section | Block]:
    for section in record.sections:
        if section.heading is not None:
            yield section
        yield from section.blocks


def _blocks(record: Record) -> Iterator[Block]:
    for section in record.sections:
        yield from section.blocks


def _cells(table: Block) -> tuple[tuple[str, ...], ...]:
    return table.rows or ((table.text,),)


def _line_counts(record: Record) -> list[int]:
    return [page.text.count("\n") for page in record.pages]


def _places(record: Record) -> Places:
    places: Places = {}

    def put(lines: tuple[LineRef, ...], box: Box | None) -> None:
        places.update({(line.page, line.line): box for line in lines})

    for section in record.sections:
        put(section.heading_lines, section.box)
        for block in section.blocks:
            # A block's box is of the page on which it begins.
            put(tuple(line for line in block.lines if line.page == block.page), block.box)
    for furniture in record.furniture:
        put(furniture.lines, furniture.box)
    return places
