"""Takes a replaced text layer away without changing the page's looks. Runs inside the sandbox only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from workers.reading.whole_image import INVISIBLE, SHOWING, Box, as_matrix, covers

MAX_DEPTH = 20
TEXT_ONLY = frozenset({"BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr"})
"""Operators that are idle in a content stream without any text shown; `Tf` would still ask for its font."""


@dataclass(frozen=True)
class _State:
    matrix: pikepdf.Matrix
    mode: int = 0


def remove_hidden_text(pdf: pikepdf.Pdf, page: pikepdf.Page, visible: Box) -> None:
    """Removes text that nobody sees: in rendering mode 3, or painted over by an image of the whole page.

    `visible` is the visible page in the PDF's own coordinates.
    """
    page.contents_coalesce()
    page.obj.Contents = pdf.make_stream(_without_hidden_text(page.obj, page.resources, visible))
    for form in _forms(page.resources, 0, set()):
        form.write(_without_hidden_text(form, form.get("/Resources", pikepdf.Dictionary()), visible))
    if not shows_text(page):
        _drop_fonts(page)


def _drop_fonts(page: pikepdf.Page) -> None:
    """Takes fonts away that nothing uses any more: those of hidden text are often not embedded."""
    names: Any = page.resources
    page.obj.Resources = pikepdf.Dictionary({name: names[name] for name in names if name != "/Font"})
    for form in _forms(page.resources, 0, set()):
        if "/Font" in form.get("/Resources", pikepdf.Dictionary()):
            del form.Resources["/Font"]


def shows_text(page: pikepdf.Page) -> bool:
    """True when the page, or a form XObject of it, shows any text."""
    streams: list[Any] = [page.obj, *_forms(page.resources, 0, set())]
    return any(
        str(instruction.operator) in SHOWING
        for stream in streams
        for instruction in pikepdf.parse_content_stream(stream)
    )


def _without_hidden_text(stream: Any, resources: Any, visible: Box) -> bytes:
    kept: list[Any] = []
    state, stack = _State(pikepdf.Matrix()), []
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), list(instruction.operands)
        match operator:
            case "q":
                stack.append(state)
            case "Q" if stack:
                state = stack.pop()
            case "cm":
                state = replace(state, matrix=as_matrix(operands) @ state.matrix)
            case "Tr":
                state = replace(state, mode=int(operands[0]))
            case "Do" if _covers_page(resources, str(operands[0]), state.matrix, visible):
                kept = [earlier for earlier in kept if str(earlier.operator) not in SHOWING]
        if not (operator in SHOWING and state.mode == INVISIBLE):
            kept.append(instruction)
    if not any(str(instruction.operator) in SHOWING for instruction in kept):
        kept = [instruction for instruction in kept if str(instruction.operator) not in TEXT_ONLY]
    return pikepdf.unparse_content_stream(kept)


def _covers_page(resources: Any, name: str, matrix: pikepdf.Matrix, visible: Box) -> bool:
    """True for an opaque image over the whole visible page."""
    image = resources.get("/XObject", pikepdf.Dictionary()).get(name)
    if image is None or image.get("/Subtype") != "/Image":
        return False
    if "/SMask" in image or "/Mask" in image or bool(image.get("/ImageMask", False)):
        return False
    box = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
    return covers((box.llx, box.lly, box.urx, box.ury), visible)


def _forms(resources: Any, depth: int, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Form XObjects within `resources`, at any depth, each once."""
    for xobject in resources.get("/XObject", pikepdf.Dictionary()).values():
        if xobject.get("/Subtype") != "/Form" or xobject.objgen in seen or depth > MAX_DEPTH:
            continue
        seen.add(xobject.objgen)
        yield xobject
        yield from _forms(xobject.get("/Resources", pikepdf.Dictionary()), depth + 1, seen)
