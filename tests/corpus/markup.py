"""Reads the plain layout files in ``documents/`` into blocks.

One source line is one block; an empty line is ignored. What a line begins with says what it is::

    @font serif 11         face (serif, sans) and size in points        @size 9       size alone
    @margins 34 26 16 18   left, right, top, bottom in millimetres      @indent 62    from the left margin, mm
    @tabs 0 96             column starts, mm from the left margin       @skip 4       vertical space, mm
    @page  @rule           new page; a thin line across the page
    @scrawl 4 9            a signature at x = 4 mm, drawn from seed 9
    @stamp 112 27 -5 blue  a stamp: x, y on the page in mm, degrees, ink; its lines follow, each after ``>``
    @foot | a | b          a row at the foot of the page
    | a | b                a row of columns
    = == === ====          title, heading, subheading, minor heading
    - text   1. text       bullet, numbered item            ~ text        item after a dash
    -- text  a) text       item inside another one
    anything else          a paragraph; one that ends a sentence gets space after it

``*`` before a text sets it bold, ``¬`` is a place where a word may be broken, ``\\\\`` breaks the line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

TextKind = Literal["title", "heading", "subheading", "minor", "bullet", "number", "paragraph"]
Face = Literal["serif", "sans"]


@dataclass(frozen=True)
class Font:
    """The face from here on; None keeps the one in force. Size in points."""

    face: Face | None
    size: float


@dataclass(frozen=True)
class Margins:
    """White space round the text, in millimetres."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Tabs:
    """Where the columns of a row start, in millimetres from the left margin."""

    stops: tuple[float, ...]


@dataclass(frozen=True)
class Indent:
    """Moves what follows to the right of the left margin, in millimetres."""

    width: float


@dataclass(frozen=True)
class Skip:
    """Vertical space, in millimetres."""

    height: float


@dataclass(frozen=True)
class PageBreak:
    """What follows stands on a new page."""


@dataclass(frozen=True)
class Rule:
    """A thin line across the page."""


@dataclass(frozen=True)
class Row:
    """Texts side by side, one in each column; at the foot of the page if so marked."""

    cells: tuple[str, ...]
    foot: bool = False


@dataclass(frozen=True)
class Scrawl:
    """A handwritten signature nobody can read. ``x`` in millimetres from the left margin."""

    x: float
    seed: int


@dataclass(frozen=True)
class Stamp:
    """A rubber stamp. ``x`` and ``y`` of its top left corner in millimetres on the page."""

    x: float
    y: float
    degrees: float
    ink: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A paragraph, heading or list item. ``label`` is the number or bullet of an item."""

    kind: TextKind
    text: str
    label: str = ""
    depth: int = 0  #: of an item inside another one


Block = Font | Margins | Tabs | Indent | Skip | PageBreak | Rule | Row | Scrawl | Stamp | Text

_HEADINGS: dict[str, TextKind] = {"=": "title", "==": "heading", "===": "subheading", "====": "minor"}
_FACES: dict[str, Face] = {"serif": "serif", "sans": "sans"}
_NUMBERED = re.compile(r"(\d+\.) (.+)")
_BULLETS = {"-": ("•", 0), "~": ("–", 0), "--": ("–", 1)}
_LETTERED = re.compile(r"([a-h]\)) (.+)")


class MarkupError(ValueError):
    """A source line that the markup does not know."""


def parse(source: str) -> Iterator[Block]:
    """Yields the blocks of a layout file in order."""
    stamp: Stamp | None = None
    for line in source.splitlines():
        if stamp is not None and line.startswith("> "):
            stamp = replace(stamp, lines=(*stamp.lines, line[2:]))
            continue
        if stamp is not None:
            yield stamp
            stamp = None
        if not line.strip():
            continue
        block = _directive(line) if line.startswith("@") else _text(line)
        if isinstance(block, Stamp):
            stamp = block
        else:
            yield block
    if stamp is not None:
        yield stamp


def _directive(line: str) -> Block:
    name, _, rest = line.partition(" ")
    try:
        return _DIRECTIVES[name](rest.split() if name != "@foot" else [rest])
    except (KeyError, ValueError) as error:
        raise MarkupError(line) from error


def _text(line: str) -> Row | Text:
    if line.startswith("|"):
        return Row(_cells(line))
    mark, _, rest = line.partition(" ")
    if mark in _HEADINGS:
        return Text(_HEADINGS[mark], rest)
    if mark in _BULLETS:
        bullet, depth = _BULLETS[mark]
        return Text("bullet", rest, bullet, depth=depth)
    if numbered := _NUMBERED.fullmatch(line):
        return Text("number", numbered[2], numbered[1])
    if lettered := _LETTERED.fullmatch(line):
        return Text("number", lettered[2], lettered[1], depth=1)
    return Text("paragraph", line)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").split("|"))


def _margins(words: list[str]) -> Margins:
    left, right, top, bottom = map(float, words)
    return Margins(left, right, top, bottom)


def _stamp(words: list[str]) -> Stamp:
    x, y, degrees, ink = words
    return Stamp(float(x), float(y), float(degrees), ink)


_DIRECTIVES: dict[str, Callable[[list[str]], Block]] = {
    "@font": lambda words: Font(_FACES[words[0]], float(words[1])),
    "@size": lambda words: Font(None, float(words[0])),
    "@margins": _margins,
    "@tabs": lambda words: Tabs(tuple(map(float, words))),
    "@indent": lambda words: Indent(float(words[0])),
    "@skip": lambda words: Skip(float(words[0])),
    "@page": lambda _: PageBreak(),
    "@rule": lambda _: Rule(),
    "@scrawl": lambda words: Scrawl(float(words[0]), int(words[1])),
    "@stamp": _stamp,
    "@foot": lambda rest: Row(_cells(rest[0]), foot=True),
}
