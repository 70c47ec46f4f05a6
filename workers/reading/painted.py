"""What a PDF page paints, as pdfminer tells it. Runs inside the sandbox only.

pdfplumber's own layout makes an object with its graphics state of every glyph. A page has thousands, and text
needs of each its box, its weight and its direction, so glyphs are noted here as they are painted.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTImage, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdftypes import stream_value
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_rect, mult_matrix

from schemas.base import Box
from workers.reading.content_stream import operations
from workers.reading.glyph import EDGE_UNITS, PACKED

MAX_CHARACTERS = 200_000
"""More glyphs than this on one page is an attack or a map, not a text; the rest is not looked at."""
TOGETHER = 20_000
"""Glyphs that are placed at once: more than most pages have."""
FARTHEST = float(1 << 62)
"""Thousandths of a point that can be told."""
MAX_IMAGES = 500
"""Pages cut into strips have some hundred; what is drawn with thousands of images is no scan."""
SPACE = 32
"""The character code after which word spacing is added (ISO 32000-1, 9.3.3)."""
LONGEST_TEXT = 0xFFFF
"""Characters of one glyph that can be told; no honest one has more than a ligature's."""
MAX_DEPTH = 40
"""Form XObjects nested deeper than this are not followed."""


_SUBPATH = re.compile(r"m[^m]+")


class PaintedGlyphs:
    """Glyphs in the columns of `Glyphs`, growing while a page is painted."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.edges = array("q")
        self.bold = bytearray()
        self.quarters = bytearray()

    @property
    def text(self) -> str:
        """The texts of all glyphs, one after the other."""
        return "".join(self.texts)

    def packed(self) -> bytes:
        """All columns but the texts, as `PACKED` says."""
        records = np.empty(len(self.texts), dtype=PACKED)
        records["edges"] = np.frombuffer(self.edges, dtype=np.int64).reshape(-1, 4)
        lengths = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        records["length"] = np.minimum(lengths, LONGEST_TEXT)
        records["bold"] = np.frombuffer(self.bold, dtype=np.uint8)
        records["quarters"] = np.frombuffer(self.quarters, dtype=np.uint8)
        return records.tobytes()

    def boxes(self) -> Iterator[Box]:
        """The boxes in points."""
        points = [edge / EDGE_UNITS for edge in self.edges]
        return zip(points[0::4], points[1::4], points[2::4], points[3::4], strict=True)


class Style(NamedTuple):
    """What all glyphs of a run share."""

    bold: bool
    quarters: int


class Line(NamedTuple):
    """A level line of glyphs: what leads from text space to the page, and what the glyphs share."""

    a: float
    e: float
    """A place x of text space is `a * x + e` on the page."""
    low: float
    high: float
    style: Style


class _Waiting:
    """Glyphs of level lines that have not been placed on the page yet."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.xs = array("d")
        self.advances = array("d")
        self.lines: list[tuple[float, ...]] = []
        """How many glyphs, a, e, top, bottom, bold and quarters of each."""


class Painted:
    """Glyphs, images and curves of one page, in points from the visible page's top left corner."""

    def __init__(self, left: float, top: float, media_height: float, box: tuple[float, ...]) -> None:
        self.width = box[2] - box[0]
        self.height = box[3] - box[1]
        self.glyphs = PaintedGlyphs()
        self._waiting = _Waiting()
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
        self._place_waiting()
        self._walk(device.layout, 0)
        page.close()

    def paint(self, texts: Sequence[str], boxes: Iterable[Rect], style: "Style") -> None:
        """Notes glyphs of one run; `boxes` in the PDF's own coordinates."""
        self._place_waiting()
        glyphs, left, bottom_up = self.glyphs, self._left, self._bottom_up
        begun = len(glyphs.texts)
        for text, (x0, y0, x1, y1) in zip(texts[: MAX_CHARACTERS - begun], boxes, strict=False):
            edges = x0 - left, bottom_up - y1, x1 - left, bottom_up - y0
            # Others nobody sees.
            if 0 <= edges[0] + edges[2] <= 2 * self.width and 0 <= edges[1] + edges[3] <= 2 * self.height:
                glyphs.texts.append(text)
                glyphs.edges.extend([round(edge * EDGE_UNITS) for edge in edges])
        self._note_style(begun, style)

    def paint_level(
        self, texts: Sequence[str], xs: Iterable[float], advances: Iterable[float], line: "Line"
    ) -> None:
        """The same for glyphs that stand on one level line: origin and advance of each, in text space."""
        top, bottom = self._bottom_up - line.high, self._bottom_up - line.low
        if not 0 <= top + bottom <= 2 * self.height or len(self.glyphs.texts) >= MAX_CHARACTERS:
            return
        self._waiting.texts.extend(texts)
        self._waiting.xs.extend(xs)
        self._waiting.advances.extend(advances)
        self._waiting.lines.append((len(texts), line.a, line.e, top, bottom, *line.style))
        if len(self._waiting.texts) >= TOGETHER:
            self._place_waiting()

    def _place_waiting(self) -> None:
        """Notes the glyphs of level lines, all at once: a page has thousands. Raises OverflowError."""
        waiting, self._waiting = self._waiting, _Waiting()
        if not waiting.texts:
            return
        lines = np.array(waiting.lines, dtype=np.float64)
        a, e, top, bottom, bold, quarters = np.repeat(lines[:, 1:], lines[:, 0].astype(np.int64), axis=0).T
        with np.errstate(all="ignore"):  # What is not on the page may be anywhere.
            origins = np.frombuffer(waiting.xs) * a + e
            right = (a * np.frombuffer(waiting.advances) + origins) - self._left
            left = origins - self._left
            seen = np.flatnonzero((left + right >= 0) & (left + right <= 2 * self.width))
            seen = seen[: MAX_CHARACTERS - len(self.glyphs.texts)]
            edges = np.rint(np.stack([left, top, right, bottom], axis=1)[seen] * EDGE_UNITS)
        if not bool((abs(edges) < FARTHEST).all()):
            raise OverflowError
        texts = waiting.texts
        self.glyphs.texts.extend(texts if len(seen) == len(texts) else [texts[at] for at in seen.tolist()])
        self.glyphs.edges.frombytes(edges.astype(np.int64).tobytes())
        self.glyphs.bold.extend(bold[seen].astype(np.uint8).tobytes())
        self.glyphs.quarters.extend(quarters[seen].astype(np.uint8).tobytes())

    def _note_style(self, begun: int, style: "Style") -> None:
        glyphs = self.glyphs
        painted = len(glyphs.texts) - begun
        glyphs.bold.extend([style.bold] * painted)
        glyphs.quarters.extend([style.quarters] * painted)

    def _walk(self, container: LTContainer[Any], depth: int) -> None:
        for item in container:
            if isinstance(item, LTImage):
                self._image(item)
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

    def paint_path(
        self,
        gstate: PDFGraphicState,  # noqa: ARG002 - the base class names it
        stroke: bool,  # noqa: ARG002, FBT001
        fill: bool,  # noqa: ARG002, FBT001
        evenodd: bool,  # noqa: ARG002, FBT001
        path: Sequence[PathSegment],
    ) -> None:
        """Counts what pdfminer would make objects of, with all their points and colours."""
        shape = "".join([segment[0] for segment in path])
        if shape.startswith("m"):
            self._painted.curves += 1 if shape.count("m") == 1 else len(_SUBPATH.findall(shape))

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Paints a run of glyphs, and moves to where the next one begins."""
        font = textstate.font
        if font is None or font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        size, stretch = textstate.fontsize, textstate.scaling * 0.01
        between_glyphs = textstate.charspace * stretch
        after_spaces = 0.0 if font.is_multibyte() else textstate.wordspace * stretch
        known = self._known.setdefault(font, {})
        x, y = textstate.linematrix
        texts: list[str] = []
        xs: list[float] = []
        advances: list[float] = []
        begun = False
        for part in seq:
            if isinstance(part, int | float):
                x -= part * 0.001 * size * stretch
                begun = True
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    if begun:
                        x += between_glyphs
                    if cid not in known:
                        known[cid] = self._meaning(font, cid)
                    text, width = known[cid]
                    advance = width * size * stretch
                    texts.append(text)
                    xs.append(x)
                    advances.append(advance)
                    x += advance + after_spaces if cid == SPACE else advance
                    begun = True
        textstate.linematrix = (x, y)
        self._paint(font, texts, xs, advances, textstate)

    def _paint(
        self,
        font: PDFFont,
        texts: Sequence[str],
        xs: Sequence[float],
        advances: Sequence[float],
        textstate: PDFTextState,
    ) -> None:
        """Glyphs whose origins along the line and advances are told, in text space."""
        y = textstate.linematrix[1]
        a, b, c, d, e, f = matrix = mult_matrix(textstate.matrix, self.ctm)
        low = font.get_descent() * textstate.fontsize + textstate.rise
        high = low + textstate.fontsize
        style = Style(_bold(font.fontname), _quarters(matrix))
        if b == 0 == c and a >= 0 <= d:
            level = y * d + f
            line = Line(a, e, d * low + level, d * high + level, style)
            self._painted.paint_level(texts, xs, advances, line)
            return
        boxes = [
            _box((a, b, c, d, x * a + y * c + e, x * b + y * d + f), (0, low, advance, high))
            for x, advance in zip(xs, advances, strict=True)
        ]
        self._painted.paint(texts, boxes, style)

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
        self._painted.paint([text], [glyph.bbox], Style(_bold(font.fontname), _quarters(matrix)))
        return glyph.adv

    def _meaning(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """Text and width (of a type size of 1) of a font's character."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        return text, font.char_width(cid)


def _box(matrix: Matrix, box: Rect) -> Rect:
    x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@cache
def _bold(fontname: str | bytes) -> bool:
    name = fontname.decode("latin-1") if isinstance(fontname, bytes) else fontname
    name = name.lower()
    return any(mark in name for mark in ("bold", "black", "heavy", "demi", "-bd", ",b"))


def _quarters(matrix: Sequence[float]) -> int:
    """Which way the text runs on the unrotated page: quarter turns clockwise from rightwards."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1
