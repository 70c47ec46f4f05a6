"""What a PDF page paints, as pdfminer tells it. Runs inside the sandbox only.

pdfplumber's own layout makes an object with its graphics state of every glyph. A page has thousands, and text
needs of each its box, its weight and its direction, so glyphs are noted here as they are painted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import stream_value
from pdfminer.utils import Matrix, Rect, apply_matrix_rect, mult_matrix
from pydantic import JsonValue

from schemas.base import Box
from workers.reading.content_stream import operations
from workers.reading.glyph import EDGE_UNITS

MAX_CHARACTERS = 200_000
"""More glyphs than this on one page is an attack or a map, not a text; the rest is not looked at."""
MAX_IMAGES = 500
"""Pages cut into strips have some hundred; what is drawn with thousands of images is no scan."""
SPACE = 32
"""The character code after which word spacing is added (ISO 32000-1, 9.3.3)."""
MAX_DEPTH = 40
"""Form XObjects nested deeper than this are not followed."""


@dataclass(kw_only=True)
class Glyphs:
    """The glyphs of a page in the order of painting, in columns: entry n of each is glyph n's."""

    texts: list[str] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    """x0, top, x1 and bottom of each, one after the other, in thousandths of a point."""
    bold: list[bool] = field(default_factory=list)
    directions: list[int] = field(default_factory=list)
    """Clockwise degrees: 0 to the right, 90 downwards, 180, 270 upwards."""

    def as_json(self) -> dict[str, JsonValue]:
        """The four columns by their names."""
        return {
            "texts": [*self.texts],
            "edges": [*self.edges],
            "bold": [*self.bold],
            "directions": [*self.directions],
        }


def boxes_of(edges: Sequence[int]) -> Iterator[Box]:
    """The boxes of glyphs in points, from the column of their edges."""
    points = [edge / EDGE_UNITS for edge in edges]
    return zip(points[0::4], points[1::4], points[2::4], points[3::4], strict=True)


class Painted:
    """Glyphs, images and curves of one page, in points from the visible page's top left corner."""

    def __init__(self, left: float, top: float, media_height: float, box: tuple[float, ...]) -> None:
        self.width = box[2] - box[0]
        self.height = box[3] - box[1]
        self.glyphs = Glyphs()
        self.image_area = 0.0
        self.images: list[list[float]] = []
        self.curves = 0
        self._left = left
        self._bottom_up = media_height - top

    def read(self, page: pdfplumber.page.Page) -> None:
        """Whatever the page's content breaks in pdfminer is raised."""
        # /Rotate is undone here, so that everything stays in the unrotated page's coordinates.
        page.page_obj.rotate = 0
        device = _Device(page.pdf.rsrcmgr, page.page_number, self)
        _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        self._walk(device.layout, 0)
        page.close()

    def paint(self, text: str, bbox: Rect, *, bold: bool, direction: int) -> None:
        """Notes a glyph; `bbox` in the PDF's own coordinates."""
        x0, x1 = bbox[0] - self._left, bbox[2] - self._left
        top, bottom = self._bottom_up - bbox[3], self._bottom_up - bbox[1]
        if not (0 <= x0 + x1 <= 2 * self.width and 0 <= top + bottom <= 2 * self.height):
            return  # Nobody sees it.
        glyphs = self.glyphs
        if len(glyphs.texts) >= MAX_CHARACTERS:
            return
        glyphs.texts.append(text)
        glyphs.edges += (
            round(x0 * EDGE_UNITS),
            round(top * EDGE_UNITS),
            round(x1 * EDGE_UNITS),
            round(bottom * EDGE_UNITS),
        )
        glyphs.bold.append(bold)
        glyphs.directions.append(direction)

    def _walk(self, container: LTContainer[Any], depth: int) -> None:
        for item in container:
            if isinstance(item, LTImage):
                self._image(item)
            elif isinstance(item, LTCurve):
                self.curves += 1
            elif isinstance(item, LTContainer) and depth < MAX_DEPTH:
                self._walk(item, depth + 1)

    def _image(self, item: LTImage) -> None:
        x0, top, x1, bottom = self._place(item.bbox)
        x0, top = max(x0, 0.0), max(top, 0.0)
        x1, bottom = min(x1, self.width), min(bottom, self.height)
        if x0 < x1 and top < bottom:
            self.image_area += (x1 - x0) * (bottom - top)
            if len(self.images) < MAX_IMAGES:
                self.images.append([round(edge, 3) for edge in (x0, top, x1, bottom)])

    def _place(self, bbox: Rect) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = bbox
        return x0 - self._left, self._bottom_up - y1, x1 - self._left, self._bottom_up - y0


class _Interpreter(PDFPageInterpreter):
    """Executes streams that are written plainly without pdfminer's parser, and leaves others to it."""

    def execute(self, streams: Sequence[object]) -> None:
        """What the streams paint."""
        # A stream that is being executed already, further out, would call itself for ever.
        found = [stream for stream in map(stream_value, streams) if stream.objid is not None]
        found = [stream for stream in found if stream.objid not in self.parent_stream_ids]
        plain = operations(b"\n".join(stream.get_data() for stream in found))
        if plain is None:
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        known: dict[bytes, tuple[Callable[..., None], int] | None] = {}
        for operator, operands in plain:
            self.argstack += operands
            if operator not in known:
                known[operator] = self._method(operator)
            method = known[operator]
            if method is None:
                continue
            execute, taken = method
            arguments = self.pop(taken)
            if len(arguments) == taken:
                execute(*arguments)

    def _method(self, operator: bytes) -> tuple[Callable[..., None], int] | None:
        """pdfminer's method for an operator, and how many operands it takes; None for an unknown operator."""
        name = operator.decode("ascii").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(self, f"do_{name}", None)
        return None if method is None else (method, method.__code__.co_argcount - 1)


class _Device(PDFLayoutAnalyzer):
    """Gives glyphs to `painted` at once; everything else is in `layout` at the end."""

    layout: LTPage

    def __init__(self, fonts: Any, number: int, painted: Painted) -> None:
        super().__init__(fonts, pageno=number, laparams=None)
        self._painted = painted
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def receive_layout(self, ltpage: LTPage) -> None:
        self.layout = ltpage

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Paints a run of glyphs, and moves to where the next one begins."""
        font = textstate.font
        if font is None or font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        a, b, c, d, e, f = matrix = mult_matrix(textstate.matrix, self.ctm)
        size, stretch = textstate.fontsize, textstate.scaling * 0.01
        between_glyphs = textstate.charspace * stretch
        after_spaces = 0.0 if font.is_multibyte() else textstate.wordspace * stretch
        low = font.get_descent() * size + textstate.rise
        bold, direction = _bold(font.fontname), _direction(matrix)
        known = self._known.setdefault(font, {})
        x, y = textstate.linematrix
        begun = False
        for part in seq:
            if isinstance(part, int | float):
                x -= part * 0.001 * size * stretch
                begun = True
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    x += between_glyphs if begun else 0.0
                    if cid not in known:
                        known[cid] = self._meaning(font, cid)
                    text, width = known[cid]
                    advance = width * size * stretch
                    placed = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
                    box = _box(placed, (0, low, advance, low + size))
                    self._painted.paint(text, box, bold=bold, direction=direction)
                    x += advance + (after_spaces if cid == SPACE else 0.0)
                    begun = True
        textstate.linematrix = (x, y)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Paints a glyph of a vertical run; its advance."""
        text, width = self._meaning(font, cid)
        glyph = LTChar(
            matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate
        )
        bold, direction = _bold(font.fontname), _direction(matrix)
        self._painted.paint(text, glyph.bbox, bold=bold, direction=direction)
        return glyph.adv

    def _meaning(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """Text and width (of a type size of 1) of a font's character."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        return text, font.char_width(cid)


def _box(matrix: Matrix, box: Rect) -> Rect:
    a, b, c, d, e, f = matrix
    if b == 0 == c and a >= 0 <= d:
        return a * box[0] + e, d * box[1] + f, a * box[2] + e, d * box[3] + f
    x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@cache
def _bold(fontname: str | bytes) -> bool:
    name = fontname.decode("latin-1") if isinstance(fontname, bytes) else fontname
    name = name.lower()
    return any(mark in name for mark in ("bold", "black", "heavy", "demi", "-bd", ",b"))


def _direction(matrix: Sequence[float]) -> int:
    """Which way the text runs on the unrotated page."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 180
    return 270 if b > 0 else 90
