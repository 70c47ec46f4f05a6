"""Elements become sections of blocks; blank lines go with what stands before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.base import Box
from schemas.boxes import around
from schemas.repair import RepairedPage
from schemas.structure import Block, BlockKind, Furniture, FurnitureKind, LineRef, Section, StructuredDocument
from workers.structure.joining import join_lines
from workers.structure.levels import heading_levels
from workers.structure.lines import Line, line_ref
from workers.structure.nesting import depths
from workers.structure.outline import Element, Outline
from workers.structure.tables import table_rows

_KINDS: dict[str, BlockKind] = {
    "title": "head",
    "head": "head",
    "stamp": "stamp",
    "signature": "signature",
    "table": "table",
    "item": "list_item",
    "paragraph": "paragraph",
    "footnote": "footnote",
}

LineNumbers = dict[tuple[int, int], tuple[LineRef, ...]]
"""For each line with text, by page and number: itself and the blank lines that go with it."""


@dataclass
class _Draft:
    """A section while it is being filled."""

    heading: Element | None = None
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


def assemble(
    pages: Sequence[RepairedPage], outline: Outline, furniture: Sequence[tuple[FurnitureKind, Line]]
) -> StructuredDocument:
    """Sections and furniture, holding every line of the pages exactly once."""
    texts = [line for element in outline.elements for line in element.lines]
    whole, empty = _with_blanks(pages, [*texts, *(line for _, line in furniture)])
    levels = heading_levels(outline)
    drafts = [_Draft()]
    nesting = depths(outline.elements)
    for at, (element, depth) in enumerate(zip(outline.elements, nesting, strict=True)):
        if element.kind == "heading":
            drafts.append(_Draft(heading=element, level=levels[at]))
        else:
            drafts[-1].blocks.append(_block(element, whole, depth))
    sections = tuple(_section(draft, whole) for draft in drafts if draft.heading or draft.blocks)
    pieces = [
        Furniture(kind=kind, text=line.text, page=line.ref.page, box=line.box, lines=_refs([line], whole))
        for kind, line in furniture
    ]
    pieces += [Furniture(kind="residue", text="", page=ref.page, box=None, lines=(ref,)) for ref in empty]
    return StructuredDocument(sections=sections, furniture=tuple(pieces))


def _with_blanks(pages: Sequence[RepairedPage], lines: Sequence[Line]) -> tuple[LineNumbers, list[LineRef]]:
    """Each line with the blank ones after it (or, at a page's top, before it); and those of empty pages."""
    known = {(ref.page, ref.line) for line in lines for ref in line.refs}
    owners: dict[tuple[int, int], list[int]] = {key: [key[1]] for key in known}
    orphans: list[LineRef] = []
    for page in pages:
        number = page.page.number
        owner: tuple[int, int] | None = None
        waiting: list[int] = []
        for index in range(len(page.lines)):
            if (number, index) in known:
                owner = (number, index)
                owners[owner][:0] = waiting
                waiting = []
            elif owner is None:
                waiting.append(index)
            else:
                owners[owner].append(index)
        orphans += [line_ref(number, index) for index in waiting]
    whole = {key: tuple(line_ref(key[0], i) for i in indexes) for key, indexes in owners.items()}
    return whole, orphans


def _section(draft: _Draft, whole: LineNumbers) -> Section:
    if draft.heading is None:
        first = draft.blocks[0]
        return Section(heading=None, level=0, page=first.page, box=None, blocks=tuple(draft.blocks))
    lines = draft.heading.lines
    return Section(
        heading=join_lines([line.text.strip("*") for line in lines]).text,
        level=draft.level,
        page=lines[0].ref.page,
        box=union(lines, lines[0].ref.page),
        heading_lines=_refs(lines, whole),
        blocks=tuple(draft.blocks),
    )


def _refs(lines: Sequence[Line], whole: LineNumbers) -> tuple[LineRef, ...]:
    return tuple(ref for line in lines for source in line.refs for ref in whole[source.page, source.line])


def union(lines: Sequence[Line], page: int) -> Box | None:
    """The smallest box around those of the lines that stand on the page."""
    return around([line.box for line in lines if line.ref.page == page])


def _block(element: Element, whole: LineNumbers, depth: int) -> Block:
    lines = element.lines
    texts = [line.text for line in lines]
    marker = element.marker
    if marker is not None:
        texts[0] = texts[0][len(marker) :].strip()
    glue = "\n" if element.kind in ("head", "stamp", "signature", "table") else " "
    return Block(
        kind=_KINDS[element.kind],
        text=join_lines(texts, glue=glue).text,
        marker=marker,
        level=depth,
        rows=_rows(element),
        mark_at=element.mark,
        page=lines[0].ref.page,
        box=union(lines, lines[0].ref.page),
        lines=_refs(lines, whole),
    )


def _rows(element: Element) -> tuple[tuple[str, ...], ...] | None:
    if element.kind == "signature" and element.signature is not None:
        return tuple(
            (signer.name.text, ", ".join(part.text for part in signer.titles))
            for signer in element.signature.signers
        )
    if element.kind == "table":
        return table_rows(element.lines)
    return None
