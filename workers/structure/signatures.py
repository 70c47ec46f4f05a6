"""Signature blocks: who signs, with title, also where two columns were read as one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.structure.lines import Line
from workers.structure.names import (
    GLUED,
    is_person_name,
    is_title,
    split_names,
    split_titles,
)

TITLE_LINES = 3
"""At most so many lines of titles stand under a name."""
SIGNED_ROOM = 3
"""Lines of room that a title keeps to its name at most."""

SIGNING_ROLES = frozenset(
    {"ordförande", "justerare", "sekreterare", "justerande", "vice ordförande", "protokollförare"}
)
"""Labels before a name in the signature block of minutes."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Characters `[start, end)` of `line.text`."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.line.text[self.start : self.end]


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One who signs: the parts of the page that carry the name and the title."""

    name: Part
    titles: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """Consecutive lines `[first, last]` of the list they were found in."""

    first: int
    last: int
    signers: tuple[Signer, ...]


def find_signatures(lines: Sequence[Line]) -> list[SignatureBlock]:
    """Every signature block among the lines of a document's body, in order."""
    blocks = []
    position = 0
    while position < len(lines):
        block = _labelled_block(lines, position) or _column_block(lines, position)
        if block is None:
            position += 1
        else:
            blocks.append(block)
            position = block.last + 1
    return blocks


def _parts(line: Line) -> list[Part]:
    return [Part(line=line, start=cell.start, end=cell.end) for cell in line.cells]


def _labelled_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """`Ordförande   Birgitta Hägglöf`: the role as a label, beside or over the name."""
    signers: list[Signer] = []
    last = position - 1
    while last + 1 < len(lines):
        line = lines[last + 1]
        parts = _parts(line)
        if len(parts) > 1 and _is_role(parts[0].text) and is_person_name(parts[1].text):
            signers.append(Signer(name=parts[1], titles=(parts[0],)))
            last += 1
        elif found := _role_then_name(line):
            signers.append(found)
            last += 1
        else:
            break
    if not signers:
        return None
    return SignatureBlock(first=position, last=last, signers=tuple(signers))


def _is_role(text: str) -> bool:
    return text.strip(" :*").casefold() in SIGNING_ROLES


def _role_then_name(line: Line) -> Signer | None:
    role, _, name = line.text.partition(" ")
    name = name.strip(" :._")
    if not _is_role(role) or not is_person_name(name):
        return None
    start = line.text.index(name, len(role))
    return Signer(
        name=Part(line=line, start=start, end=start + len(name)),
        titles=(Part(line=line, start=0, end=len(role.rstrip(":"))),),
    )


def _column_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """Names over titles, in one column or in two; further blocks of the same kind follow at once."""
    names = _names(lines[position])
    if not names or position + 1 >= len(lines):
        return None
    titles: list[list[Part]] = [[] for _ in names]
    signers: list[Signer] = []
    last = position
    while last + 1 < len(lines) and last - position < TITLE_LINES and lines[last + 1].gap < SIGNED_ROOM:
        line = lines[last + 1]
        if glued := GLUED.match(line.text):
            titles[-1].append(Part(line=line, start=0, end=glued.end("title")))
            signers += _signers(names, titles)
            names = [Part(line=line, start=glued.start("name"), end=glued.end("name"))]
            titles = [[]]
        elif (last > position and line.gap >= 1) or not _is_title_line(line):
            break
        else:
            _give(names, titles, line)
        last += 1
    if last == position or not any(titles):
        return None
    return SignatureBlock(first=position, last=last, signers=tuple(signers + _signers(names, titles)))


def _signers(names: Sequence[Part], titles: Sequence[Sequence[Part]]) -> list[Signer]:
    return [Signer(name=name, titles=tuple(of)) for name, of in zip(names, titles, strict=True)]


def _names(line: Line) -> list[Part]:
    parts = _parts(line)
    if len(parts) > 1:
        return parts if all(is_person_name(part.text) for part in parts) else []
    return [Part(line=line, start=a, end=b) for a, b in split_names(line.text)]


def _is_title_line(line: Line) -> bool:
    if len(line.cells) > 1:
        return any(is_title(cell.text) for cell in line.cells)
    return is_title(line.text)


def _give(names: Sequence[Part], titles: list[list[Part]], line: Line) -> None:
    """Each title of the line to the name it stands under."""
    parts = _parts(line)
    if len(names) == 1:
        titles[0].append(Part(line=line, start=0, end=len(line.text)))
        return
    if len(parts) == 1 and len(names[0].line.cells) == 1:
        pieces = split_titles(line.text)
        found = [Part(line=line, start=a, end=b) for a, b in pieces]
        # A lone further line goes on with the last column, where the others already have their title.
        targets = range(len(names)) if len(found) == len(names) else [len(names) - 1]
        for target, part in zip(targets, found, strict=False):
            titles[target].append(part)
        return
    columns = [cell.x0 for cell in names[0].line.cells]
    for part, cell in zip(parts, line.cells, strict=True):
        nearest = min(range(len(columns)), key=lambda i: abs(columns[i] - cell.x0))
        titles[min(nearest, len(titles) - 1)].append(part)
