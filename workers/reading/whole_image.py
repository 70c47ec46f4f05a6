"""Finds the one image that a scanned page consists of, and gives its own pixels, without re-rasterising.

Everything that is not plainly one upright, opaque image covering the page is left to the renderer: soft
masks, stencil masks, colour keys, decode arrays, turned or mirrored images, clips, further images, drawings
and visible text. Runs inside the sandbox only.
"""

from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from ingest.probe.limits import KEPT_PIXELS
from workers.reading.picture import ImagePage

COVER = 0.95
"""Share of the visible page, in each direction, that the image must fill."""
UPRIGHT_TOLERANCE = 0.02
"""Points by which an image's sides may lean and still count as upright."""
MAX_PAGE_DEPTH = 3
"""Scanners wrap the image in a form XObject or two; deeper nesting is left to the renderer."""
INVISIBLE = 3
"""Text rendering mode of text that is neither filled nor stroked."""
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
CLIPPING = frozenset({"W", "W*"})
PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"})
SUPPORTED = frozenset({"/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased", "/Indexed"})
"""Colour spaces whose pixels Pillow shows as a viewer would; CMYK's inks are left to the renderer."""

UNDECODABLE = (
    pikepdf.PdfError,
    pikepdf.DependencyError,
    pikepdf.models.image.ImageDecompressionError,
    pikepdf.UnsupportedImageTypeError,
    NotImplementedError,
    ValueError,
    OSError,
)
"""What decoding an image raises when its form is known to the renderer only (JBIG2 without its decoder)."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _State:
    """The part of the graphics state that matters here."""

    matrix: pikepdf.Matrix
    render_mode: int = 0


@dataclass(frozen=True)
class _Placed:
    """An image and the matrix that places its unit square on the page."""

    image: Any
    matrix: pikepdf.Matrix


class _NotOneImage(Exception):
    """Something else than one image is painted on the page."""


def whole_page_image(page: pikepdf.Page, visible: Box) -> ImagePage | None:
    """The page's image if the page is that image alone, else None. `visible` in the PDF's coordinates."""
    placed = _only_image(page, visible)
    if placed is None:
        return None
    if int(placed.image.Width) * int(placed.image.Height) > KEPT_PIXELS:
        return None  # The renderer decodes it row by row.
    a, _, _, d, x, y = placed.matrix.shorthand
    try:
        image = pikepdf.PdfImage(placed.image).as_pil_image()
    except UNDECODABLE:
        return None
    return ImagePage(
        image=image,
        width=visible[2] - visible[0],
        height=visible[3] - visible[1],
        box=(x - visible[0], visible[3] - y - d, x + a - visible[0], visible[3] - y),
        origin="image",
    )


def _only_image(page: pikepdf.Page, visible: Box) -> _Placed | None:
    """The image that is the whole page, upright and opaque."""
    if _has_visible_annotations(page):
        return None
    try:
        painted = _Painter(visible).painted(page.obj, page.resources, _State(pikepdf.Matrix()), 0)
    except _NotOneImage:
        return None
    if len(painted) != 1 or not _plain(painted[0].image):
        return None
    a, b, c, d, x, y = painted[0].matrix.shorthand
    upright = a > 0 and d > 0 and max(abs(b), abs(c)) <= UPRIGHT_TOLERANCE
    return painted[0] if upright and covers((x, y, x + a, y + d), visible) else None


def covers(box: Box, visible: Box) -> bool:
    """True when `box` fills the visible page, but for a small margin."""
    width = min(box[2], visible[2]) - max(box[0], visible[0])
    height = min(box[3], visible[3]) - max(box[1], visible[1])
    return width >= COVER * (visible[2] - visible[0]) and height >= COVER * (visible[3] - visible[1])


def _plain(image: Any) -> bool:
    """True when the stored samples are the colours a viewer shows."""
    if any(key in image for key in ("/SMask", "/Mask", "/SMaskInData", "/Decode")):
        return False
    if bool(image.get("/ImageMask", False)):
        return False
    space = image.get("/ColorSpace")
    if space is None:
        return False
    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/ICCBased" and int(space[1].get("/N", 0)) not in (1, 3):
        return False
    return name in SUPPORTED


def _has_visible_annotations(page: pikepdf.Page) -> bool:
    """True when stamps, notes or form fields lie over the page; links and pop-ups leave no mark."""
    annotations: Any = page.obj.get("/Annots", [])
    return any(annotation.get("/Subtype") not in ("/Link", "/Popup") for annotation in annotations)


class _Painter:
    """Walks content streams and collects what they paint on the visible page."""

    def __init__(self, visible: Box) -> None:
        self._visible = visible

    def painted(self, stream: Any, resources: Any, state: _State, depth: int) -> list[_Placed]:
        """Images painted. Raises _NotOneImage at anything else that leaves a mark."""
        images: list[_Placed] = []
        stack: list[_State] = []
        path: list[Box | None] = []
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if self._marks(operator, operands, resources, state, path):
                raise _NotOneImage
            match operator:
                case "q":
                    stack.append(state)
                case "Q" if stack:
                    state = stack.pop()
                case "cm":
                    state = replace(state, matrix=as_matrix(operands) @ state.matrix)
                case "Tr":
                    state = replace(state, render_mode=int(operands[0]))
                case "Do":
                    images += self._drawn(resources, str(operands[0]), state, depth)
                case "re" | "m":
                    path.append(_rectangle(operands, state.matrix) if operator == "re" else None)
                case "n":
                    path.clear()
        return images

    def _marks(
        self, operator: str, operands: list[Any], resources: Any, state: _State, path: list[Box | None]
    ) -> bool:
        """True for an operator that paints something else than an image, or spoils one."""
        if operator in PAINTING:
            return True
        if operator in SHOWING:
            return state.render_mode != INVISIBLE
        if operator == "gs":
            return not _harmless(resources, str(operands[0]))
        return operator in CLIPPING and not self._whole_page(path)

    def _whole_page(self, path: list[Box | None]) -> bool:
        """True for a clip to one rectangle around the visible page, which many programs write."""
        return len(path) == 1 and path[0] is not None and covers(path[0], self._visible)

    def _drawn(self, resources: Any, name: str, state: _State, depth: int) -> list[_Placed]:
        found = resources.get("/XObject", pikepdf.Dictionary()).get(name)
        if found is None:
            return []
        if found.get("/Subtype") == "/Image":
            return [_Placed(found, state.matrix)]
        if depth >= MAX_PAGE_DEPTH or "/Group" in found:
            raise _NotOneImage
        own = as_matrix(found.get("/Matrix", [1, 0, 0, 1, 0, 0]))
        inner = replace(state, matrix=own @ state.matrix)
        return self.painted(found, found.get("/Resources", resources), inner, depth + 1)


def as_matrix(numbers: Any) -> pikepdf.Matrix:
    """The operands of `cm`, or a /Matrix, as a matrix."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return pikepdf.Matrix(a, b, c, d, e, f)


def _rectangle(operands: Any, matrix: pikepdf.Matrix) -> Box:
    x, y, width, height = (float(number) for number in operands)
    shown = matrix.transform(pikepdf.Rectangle(x, y, x + width, y + height))
    return shown.llx, shown.lly, shown.urx, shown.ury


def _harmless(resources: Any, name: str) -> bool:
    """True for a graphics state that makes nothing transparent."""
    state = resources.get("/ExtGState", pikepdf.Dictionary()).get(name, pikepdf.Dictionary())
    return float(state.get("/ca", 1)) == 1 and state.get("/SMask", "/None") == "/None"
