"""The document as its author built it: sections of blocks, apart from the page furniture around them."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from schemas.base import Box, Model, PageNumber

BlockKind = Literal["paragraph", "list_item", "table", "signature", "head", "stamp", "footnote"]
FurnitureKind = Literal["header", "footer", "page_number", "residue"]


class LineRef(Model):
    """A line of a page: the source of a block's text."""

    page: PageNumber
    line: int = Field(ge=0, description="Index in the page's lines, counted from 0.")


class Block(Model):
    """A paragraph, a list item, a table … with its lines joined."""

    kind: BlockKind = Field(description="What the block is.")
    text: str = Field(description="Repaired text; line breaks within a paragraph are joined.")
    marker: str | None = Field(
        default=None, description="A list item's bullet or number, or a footnote's number, as printed."
    )
    level: int = Field(default=0, ge=0, description="Nesting of a list item, from 0.")
    rows: tuple[tuple[str, ...], ...] | None = Field(
        default=None,
        description="Cells of a table, by row; each row has all columns, empty text where nothing stands. "
        "Of signatures: name and titles.",
    )
    mark_at: LineRef | None = Field(
        default=None,
        description="Of a footnote, whose number is its `marker`: the line of the text that bears the "
        "number; null when it was not found.",
    )
    page: PageNumber = Field(description="The page on which the block begins.")
    box: Box | None = Field(description="The block's lines on that page; null for text files.")
    lines: tuple[LineRef, ...] = Field(description="Every source line of the block, in order.")


class Section(Model):
    """A heading and what stands under it; the first section of a document may have no heading."""

    heading: str | None = Field(description="Null for the part before any heading.")
    level: int = Field(ge=0, description="1 for main headings; 0 for the part before any heading.")
    page: PageNumber
    box: Box | None = Field(description="The heading's box; null without heading and for text files.")
    heading_lines: tuple[LineRef, ...] = Field(default=(), description="The heading's source lines.")
    blocks: tuple[Block, ...] = Field(description="What stands under the heading, in reading order.")


class Furniture(Model):
    """What is printed on the page but is no part of the text: running heads, feet, page numbers."""

    kind: FurnitureKind = Field(description="What it is; `residue` is the template's own words.")
    text: str = Field(description="Repaired text.")
    page: PageNumber
    box: Box | None = Field(description="Null for text files.")
    lines: tuple[LineRef, ...] = Field(description="Its source lines.")


def table_lines(sections: Iterable[Section]) -> frozenset[tuple[int, int]]:
    """Page and line of everything that stands in tables."""
    return frozenset(
        (line.page, line.line)
        for section in sections
        for block in section.blocks
        if block.kind == "table"
        for line in block.lines
    )


class StructuredDocument(Model):
    """Every line of every page stands in exactly one heading, block or piece of furniture."""

    sections: tuple[Section, ...]
    furniture: tuple[Furniture, ...]

    @property
    def text(self) -> str:
        """The running text: headings and blocks in order, one empty line between them."""
        parts: list[str] = []
        for section in self.sections:
            if section.heading is not None:
                parts.append(section.heading)
            parts.extend(
                f"{block.marker} {block.text}" if block.marker else block.text for block in section.blocks
            )
        return "\n\n".join(parts)
