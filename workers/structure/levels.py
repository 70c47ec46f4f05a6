"""Which headings stand under which: by their numbers, by their type, or by how the document is built."""

import re
from collections.abc import Sequence

from workers.structure.chapters import NUMBERED
from workers.structure.lines import Line
from workers.structure.outline import Element, Outline

STATED_ALIKE = 0.94
"""Share of a heading's type height from which another one is of the same level."""
MEASURED_ALIKE = 0.8
"""The same where the height was measured on a picture, which is right within a tenth (`reading/typesize`): of
two headings alike one may be measured a tenth too high and the other as much too low."""
LEAST_CASES, LEAST_CAPITALS = 2, 3
"""Cases of minutes, and headings in capitals, by which text without type shows its two levels."""

CAPITALS = 0.6
"""Share of a heading's letters: `HUR MAN ÖVERKLAGAR, se bilaga 2`."""

_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,3} )?§ ?\d{1,3}")


def heading_levels(outline: Outline) -> dict[int, int]:
    """1 for main headings, 2 for those under them and so on, by the heading's position in the outline."""
    places = [i for i, element in enumerate(outline.elements) if element.kind == "heading"]
    lines = [outline.elements[i].lines[0] for i in places]
    sizes = _sizes(lines)
    inner = _inner(outline.elements, places)
    return {
        i: _level(line, sizes, inner=None if inner is None else i in inner)
        for i, line in zip(places, lines, strict=True)
    }


def _level(line: Line, sizes: Sequence[float], *, inner: bool | None) -> int:
    """`inner`: whether the text shows that it stands under another one; None where it shows nothing."""
    if numbered := NUMBERED.match(line.text):
        return numbered.group("number").count(".") + 1
    is_measured = line.sure is not None
    if line.box is not None and sizes and (inner is None or not is_measured):
        return 1 + min(range(len(sizes)), key=lambda i: abs(sizes[i] - line.size_ratio))
    return 2 if inner else 1


def _sizes(lines: Sequence[Line]) -> list[float]:
    """The distinct type heights of headings, largest first."""
    sizes: list[float] = []
    for line in sorted((line for line in lines if line.box), key=lambda line: line.size_ratio, reverse=True):
        alike = STATED_ALIKE if line.sure is None else MEASURED_ALIKE
        if not sizes or line.size_ratio < sizes[-1] * alike:
            sizes.append(line.size_ratio)
    return sizes


def _inner(elements: Sequence[Element], places: Sequence[int]) -> set[int] | None:
    """Headings under a case of minutes, or under one set in capitals; None where there are neither."""
    cases = [i for i in places if _opens_case(elements, i)]
    if len(cases) >= LEAST_CASES:
        return {i for i in places if i > cases[0] and i not in cases}
    capitals = [i for i in places if _in_capitals(elements[i].lines[0].text)]
    if len(capitals) >= LEAST_CAPITALS:
        return {i for i in places if i > capitals[0] and i not in capitals}
    return None


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(map(str.isupper, letters)) >= CAPITALS * max(1, len(letters))


def _opens_case(elements: Sequence[Element], position: int) -> bool:
    """`§ 12 Val av justerare`, or the title right under a case's `§ 12   Dnr KS 2024/112`."""
    if _CASE.match(elements[position].lines[0].text):
        return True
    above = elements[position - 1] if position else None
    return (
        above is not None
        and above.kind in ("head", "paragraph", "table")
        and any(_CASE.match(line.text) for line in above.lines[-LEAST_CASES:])
    )
