"""Which list items stand inside others: told by their indent on paper, by their markers in text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workers.structure.outline import Element

INDENT = 4.0
"""Points; an item inside another one begins at least so much further right."""

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\(?\d{1,2}[.)]*")),
    ("letter", re.compile(r"\(?[a-zåäö]\)")),
    ("roman", re.compile(r"[ivx]{2,4}\)")),
    ("dash", re.compile(r"[-–—+]")),
    ("ring", re.compile(r"[◦○‣]")),
)
"""Families of markers; whatever else stands before an item is a bullet, which is read in many ways."""
_INSIDE = {
    "number": {"letter", "dash", "bullet", "ring", "roman"},
    "letter": {"roman", "dash", "ring"},
    "bullet": {"dash", "ring", "letter"},
    "dash": {"ring", "letter"},
}
"""Without indents: which markers stand inside items of which. A bullet read as a dash nests nothing."""


@dataclass(frozen=True, kw_only=True)
class _Open:
    """An item that may still have items inside it."""

    family: str
    x0: float


def depths(elements: Sequence[Element]) -> list[int]:
    """The depth of each element, 0 for all but items inside items."""
    found: list[int] = []
    stack: list[_Open] = []
    outermost: set[str] = set()
    for element in elements:
        if element.kind != "item" or element.marker is None:
            if element.kind not in ("footnote", "stamp"):
                stack, outermost = [], set()
            found.append(0)
            continue
        item = _Open(family=_family(element.marker), x0=element.lines[0].x0)
        on_paper = element.lines[0].box is not None
        while stack and not (
            _deeper_on_paper(stack[-1], item) if on_paper else _deeper(stack, item, outermost)
        ):
            stack.pop()
        stack.append(item)
        if len(stack) == 1:
            outermost.add(item.family)
        found.append(len(stack) - 1)
    return found


def _family(marker: str) -> str:
    return next((name for name, pattern in _CLASSES if pattern.fullmatch(marker)), "bullet")


def _deeper_on_paper(outer: _Open, item: _Open) -> bool:
    return item.x0 > outer.x0 + INDENT and item.family != outer.family


def _deeper(stack: Sequence[_Open], item: _Open, outermost: set[str]) -> bool:
    """Whether the item opens a list inside the innermost one: its marker is new, and may stand inside."""
    new = item.family not in outermost and all(item.family != outer.family for outer in stack)
    return new and item.family in _INSIDE.get(stack[-1].family, set())
