"""The document's text as its author built it: headings, paragraphs, lists, tables, signatures. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.web import labels
from schemas.structure import Block, BlockKind, Furniture, Section

FIRST_RANK = 3
"""The document's main headings are h3: the page's own title and parts are h1 and h2."""
LAST_RANK = 6


@dataclass(frozen=True, kw_only=True)
class ListItem:
    """A list item with its bullet or number as printed."""

    marker: str | None
    text: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """A block to show. List items in a row on a page are one part. `new_page` is set where a page begins."""

    kind: BlockKind
    text: str
    items: tuple[ListItem, ...]
    rows: tuple[tuple[str, ...], ...]
    new_page: int | None


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A heading of rank h3 to h6 (none for what stands before the first), and its parts."""

    heading: str | None
    rank: int
    new_page: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class FurnitureLine:
    """Something printed around the text."""

    kind: str
    text: str
    page: int


class _PageCounter:
    """Remembers on which page we are, to tell where a new one begins."""

    def __init__(self) -> None:
        self._page = 0

    def turned_to(self, page: int) -> int | None:
        if page == self._page:
            return None
        self._page = page
        return page


def chapters(sections: Sequence[Section]) -> tuple[Chapter, ...]:
    """The sections with headings whose ranks never skip one, as screen readers need them."""
    counter, shown, rank = _PageCounter(), [], FIRST_RANK - 1
    for section in sections:
        if section.heading is not None:
            rank = min(FIRST_RANK + max(section.level - 1, 0), rank + 1, LAST_RANK)
        new_page = counter.turned_to(section.page) if section.heading is not None else None
        shown.append(
            Chapter(
                heading=section.heading,
                rank=rank,
                new_page=new_page,
                parts=tuple(_parts(section.blocks, counter)),
            )
        )
    return tuple(shown)


def within(sections: Sequence[Section], first: int, last: int) -> tuple[Section, ...]:
    """What begins on the pages from `first` to `last`; a heading goes with its own page."""
    shown = []
    for section in sections:
        blocks = tuple(block for block in section.blocks if first <= block.page <= last)
        begins_here = first <= section.page <= last
        if begins_here:
            shown.append(section.model_copy(update={"blocks": blocks}))
        elif blocks:
            shown.append(section.model_copy(update={"blocks": blocks, "heading": None}))
    return tuple(shown)


def _parts(blocks: Sequence[Block], counter: _PageCounter) -> Iterator[Part]:
    for (kind, _page), run in groupby(blocks, key=lambda block: (block.kind, block.page)):
        if kind == "list_item":
            yield _list_part(tuple(run), counter)
        else:
            yield from (
                Part(
                    kind=kind,
                    text=block.text,
                    items=(),
                    rows=block.rows or (),
                    new_page=counter.turned_to(block.page),
                )
                for block in run
            )


def _list_part(blocks: Sequence[Block], counter: _PageCounter) -> Part:
    return Part(
        kind="list_item",
        text="",
        items=tuple(
            ListItem(marker=block.marker, text=block.text, level=min(block.level, 3)) for block in blocks
        ),
        rows=(),
        new_page=counter.turned_to(blocks[0].page),
    )


def furniture_lines(furniture: Sequence[Furniture]) -> tuple[FurnitureLine, ...]:
    """What stands around the text, with its kind in Swedish."""
    return tuple(
        FurnitureLine(kind=labels.FURNITURE_KIND[piece.kind], text=piece.text, page=piece.page)
        for piece in furniture
    )
