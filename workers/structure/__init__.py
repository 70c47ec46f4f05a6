"""From repaired lines to the document as its author built it. Pure: no file, clock or network.

RepairedPage ──read_lines──▶ Line ──find_furniture──▶ body ──outline──▶ Element ──assemble──▶ Section
"""

from collections.abc import Sequence

from schemas.repair import RepairedPage
from schemas.structure import StructuredDocument
from workers.structure.assembly import assemble
from workers.structure.furniture import find_furniture
from workers.structure.lines import Line, read_lines
from workers.structure.outline import outline

__all__ = ["read_lines", "structure"]


def structure(pages: Sequence[RepairedPage], lines: Sequence[Line] | None = None) -> StructuredDocument:
    """Headings and blocks in reading order, page furniture apart.

    Every line of every page, the blank ones too, stands in exactly one heading, block or piece of
    furniture. Boxes are used where the reader gave them; without them the text's own shape must do.
    `lines` is what `read_lines` makes of the pages, where the caller has it already.
    """
    lines = read_lines(pages) if lines is None else lines
    furniture = find_furniture(lines)
    body = [line for line in lines if line not in furniture]
    return assemble(pages, outline(body), [(furniture[line], line) for line in lines if line in furniture])
