"""Signature blocks: who signs, with title, also where two columns were read as one line."""

import re
from collections.abc import Sequence

from workers.structure.announced import announced_block, announces
from workers.structure.lines import Cell, Line
from workers.structure.minutes import is_role, labelled_block, name_in, roles_over_names
from workers.structure.names import (
    GLUED,
    LONGEST_NAMES,
    is_person_name,
    is_title,
    is_title_word,
    split_names,
    split_titles,
)
from workers.structure.sealed import sealed_block
from workers.structure.signers import (
    SIGNED_ROOM,
    Part,
    SignatureBlock,
    Signer,
    parts_of_cells,
    parts_of_words,
)
from workers.structure.signing import is_line_to_sign_on, is_signing_cue
from workers.structure.vocabulary import label_alone

TITLE_LINES = 3
"""At most so many lines of titles stand under a name."""
LEAST_LISTED, MOST_SIGNERS = 2, 4
"""Names over each other that are a signature block when as many titles follow."""

LONGEST_LINE = 70
"""Characters, for each cell of a line, of what may begin a signature block."""

REACH = 12
"""Lines from the first line of a block to its first name: words, dots and titles stand over names."""

_TWO_CAPITALS = re.compile(r"[A-ZÅÄÖÉÆØÜŠŽČ]\S*\s+(?:(?:v|a|d|l|e|b)\w{1,3}\s+){0,2}[A-ZÅÄÖÉÆØÜŠŽČ]")
"""Words with capitals beside each other, or with particles between them: every name has them."""

_TO_SIGN_ON = re.compile(r"[\s._…]{4,}$")
"""Dots for the hand behind the last word, which end no sentence."""
_OPEN = re.compile(r"(?:,|-|\b(?:och|för|samt))$")
"""An end that no title has."""


def find_signatures(lines: Sequence[Line]) -> list[SignatureBlock]:
    """Every signature block among the lines of a document's body, in order."""
    blocks = []
    position = 0
    named = _next_named(lines)
    while position < len(lines):
        near = named[position] <= REACH
        begins = near and _may_begin(lines[position]) and (named[position] == 0 or _tells(lines[position]))
        block = _block_at(lines, position) if begins else None
        if block is None:
            position += 1
        else:
            blocks.append(_with_whole_title(lines, block))
            position = blocks[-1].last + 1
    return blocks


def _with_whole_title(lines: Sequence[Line], block: SignatureBlock) -> SignatureBlock:
    """The last title with its rest on the next line: `Avdelningschef, kvalitets- och` / `verksamhetsstöd`.

    Where two columns were read as one the next name stands behind it: `Socialchef Eva Ek` / `Avdelningschef`.
    """
    below = lines[block.last + 1] if block.last + 1 < len(lines) else None
    last = block.signers[-1] if block.signers else None
    if below is None or last is None or not last.titles or len(below.cells) > 1:
        return block
    title = last.titles[-1]
    rest = Part(line=below, start=0, end=len(below.text))
    if title.line is not lines[block.last]:
        return block
    others = block.signers[:-1]
    if (
        _OPEN.search(title.text)
        and below.gap < 1
        and below.text[0].islower()
        and len(below.text) < LONGEST_LINE
    ):
        whole = Signer(name=last.name, titles=(*last.titles, rest))
        return SignatureBlock(first=block.first, last=block.last + 1, signers=(*others, whole))
    word, _, name = title.text.partition(" ")
    if is_title_word(word) and is_person_name(name) and is_title(below.text):
        at = title.end - len(name)
        first = Signer(
            name=last.name,
            titles=(*last.titles[:-1], Part(line=title.line, start=title.start, end=title.start + len(word))),
        )
        second = Signer(name=Part(line=title.line, start=at, end=title.end), titles=(rest,))
        return SignatureBlock(first=block.first, last=block.last + 1, signers=(*others, first, second))
    return block


def _next_named(lines: Sequence[Line]) -> list[int]:
    """For each line, how many lines further on the next one stands that may hold a name."""
    found = [0] * len(lines)
    away = len(lines)
    for position in range(len(lines) - 1, -1, -1):
        away = 0 if _TWO_CAPITALS.search(lines[position].text) else away + 1
        found[position] = away
    return found


def _may_begin(line: Line) -> bool:
    """Names, titles and what announces them are short, each in its cell, and begin with a capital."""
    short = len(line.text) <= LONGEST_LINE * len(line.cells)
    role = is_role(line.cells[0].text) or is_role(line.text.split(" ", 1)[0])
    ended = _TO_SIGN_ON.sub("", line.text)[-1:] in (".", ",", ";") and not is_signing_cue(line.text)
    return short and (role or (not line.text[0].islower() and not ended))


def _tells(line: Line) -> bool:
    """Whether the line holds a title or a role, or announces signatures: what stands over names."""
    titled = any(is_title_word(word) or is_role(word) for word in line.text.split())
    return titled or announces(line)


def _block_at(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    below = lines[position + 1] if position + 1 < len(lines) else None
    if below is not None and announces(lines[position]) and is_role(below.cells[0].text):
        return labelled_block(lines, position)  # The roles tell, from the next line on.
    return (
        sealed_block(lines, position)
        or labelled_block(lines, position)
        or roles_over_names(lines, position)
        or announced_block(lines, position, _names_over_titles)
        or _names_over_titles(lines, position)
        or _titles_first_block(lines, position)
        or _titles_listed_first_block(lines, position)
    )


def _names_over_titles(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    return _listed_block(lines, position) or _column_block(lines, position)


def _listed_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """Two columns read one after the other: all names, then as many titles, one on each line."""
    end = position
    while end < len(lines) and end - position < MOST_SIGNERS and _is_one_name(lines, position, end):
        end += 1
    names = lines[position:end]
    titles: list[Line] = []
    while end + len(titles) < len(lines) and len(titles) < len(names):
        below = lines[end + len(titles)]
        if not is_title(below.text) or below.gap >= 1:
            break
        titles.append(below)
    if LEAST_LISTED <= len(titles) < len(names):
        # Some have no title, and nothing tells who: none is given.
        named = (Part(line=name, start=0, end=len(name.text)) for name in names)
        signers = tuple(Signer(name=name, titles=()) for name in named)
        return SignatureBlock(first=position, last=end + len(titles) - 1, signers=signers)
    if len(names) < LEAST_LISTED or len(titles) < len(names):
        return None
    return SignatureBlock(first=position, last=end + len(names) - 1, signers=_one_by_one(names, titles))


def _titles_listed_first_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """The same with the titles over the names: all titles, then as many names, one on each line."""
    end = position
    while end < len(lines) and end - position < MOST_SIGNERS and _is_one_title(lines, position, end):
        end += 1
    titles = lines[position:end]
    names = lines[end : end + len(titles)]
    if len(titles) < LEAST_LISTED or len(names) < len(titles) or names[0].gap >= SIGNED_ROOM:
        return None
    if not all(_is_one_name(lines, end, end + number) for number in range(len(names))):
        return None
    return SignatureBlock(first=position, last=end + len(titles) - 1, signers=_one_by_one(names, titles))


def _one_by_one(names: Sequence[Line], titles: Sequence[Line]) -> tuple[Signer, ...]:
    return tuple(
        Signer(
            name=Part(line=name, start=0, end=len(name.text)),
            titles=(Part(line=title, start=0, end=len(title.text)),),
        )
        for name, title in zip(names, titles, strict=True)
    )


def _is_one_title(lines: Sequence[Line], first: int, position: int) -> bool:
    line = lines[position]
    return len(line.cells) == 1 and (position == first or line.gap < 1) and _may_stand_over_name(line.text)


def _is_one_name(lines: Sequence[Line], first: int, position: int) -> bool:
    line = lines[position]
    return len(line.cells) == 1 and (position == first or line.gap < 1) and is_person_name(line.text)


def _column_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """Names over titles, in one column or in two; further blocks of the same kind follow at once."""
    first = position
    names = _names(lines[position], lines[position + 1] if position + 1 < len(lines) else None)
    if not names or position + 1 >= len(lines):
        return None
    last = position
    while last + 1 < len(lines) and (between := _names_between(names, lines[last + 1])):
        names = sorted([*names, *between], key=lambda name: _cell_of(name).x0)
        last += 1
    position = last
    titles: list[list[Part]] = [[] for _ in names]
    signers: list[Signer] = []
    while last + 1 < len(lines) and last - position < TITLE_LINES and lines[last + 1].gap < SIGNED_ROOM:
        line = lines[last + 1]
        if glued := GLUED.match(line.text):
            titles[-1].append(Part(line=line, start=0, end=glued.end("title")))
            signers += _signers(names, titles)
            names = [Part(line=line, start=glued.start("name"), end=glued.end("name"))]
            titles = [[]]
        elif len(names) == 1 and (stepped := _title_and_next_name(line)):
            titles[0].append(stepped[0])
            signers += _signers(names, titles)
            names, titles = [stepped[1]], [[]]
        elif (last > position and line.gap >= 1) or not _is_title_line(line):
            break
        else:
            _give(names, titles, line)
        last += 1
    if last == position or not any(titles):
        return None
    return SignatureBlock(first=first, last=last, signers=tuple(signers + _signers(names, titles)))


def _names_between(names: Sequence[Part], line: Line) -> list[Part]:
    """Names that were printed half a line lower, in columns of their own between those of the others."""
    if line.box is None or line.gap > 0 or not all(is_person_name(cell.text) for cell in line.cells):
        return []
    apart = not any(line.in_column_of(_cell_of(name)) for name in names)
    return parts_of_cells(line) if apart else []


def _title_and_next_name(line: Line) -> tuple[Part, Part] | None:
    """The second signer half a step below the first: `Direktör       Anna Berg` over `Avdelningschef`."""
    parts = parts_of_cells(line)
    if len(parts) != LEAST_LISTED or line.gap >= 1:
        return None
    for title, name in (parts, parts[::-1]):
        if is_title(title.text) and is_person_name(name.text) and not is_title(name.text):
            return title, name
    return None


def _titles_first_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """Titles over the names, in one column or more: `Regiondirektör   Fastighetsdirektör`, then the names."""
    over, at = lines[position], position + 1
    titles = parts_of_cells(over) if len(over.cells) > 1 else _pieces(over)
    if not all(_may_stand_over_name(title.text) for title in titles):
        return None
    while at < len(lines) and all(is_line_to_sign_on(cell.text) for cell in lines[at].cells):
        at += 1
    if at >= len(lines) or lines[at].gap >= SIGNED_ROOM:
        return None
    names = _names(lines[at], None)
    if not names or len(names) != len(titles):
        return None
    return SignatureBlock(
        first=position,
        last=at,
        signers=tuple(Signer(name=name, titles=(title,)) for name, title in zip(names, titles, strict=True)),
    )


def _may_stand_over_name(text: str) -> bool:
    return is_role(text) or (is_title(text) and "," not in text and label_alone(text) is None)


def _pieces(line: Line) -> list[Part]:
    return [Part(line=line, start=a, end=b) for a, b in split_titles(line.text)]


def _signers(names: Sequence[Part], titles: Sequence[Sequence[Part]]) -> list[Signer]:
    return [Signer(name=name, titles=tuple(of)) for name, of in zip(names, titles, strict=True)]


def _names(line: Line, below: Line | None) -> list[Part]:
    """The names on the line: as many as there are titles under them, where only the titles tell."""
    parts = [name_in(part) or part for part in parts_of_cells(line)]
    words = line.text.split() if len(parts) == 1 and len(line.text) <= LONGEST_NAMES else []
    capitals = bool(words) and all(word[0].isupper() for word in words)
    if capitals and below is not None and all(is_title(cell.text) for cell in below.cells):
        count = len(below.cells) if len(below.cells) > 1 else len(split_titles(below.text))
        each = len(words) // max(1, count)
        if count > LEAST_LISTED and each * count == len(words):
            groups = [words[i : i + each] for i in range(0, len(words), each)]
            if all(is_person_name(" ".join(group)) for group in groups):
                return parts_of_words(line, groups)
    if len(parts) > 1:
        return parts if all(is_person_name(part.text) for part in parts) else []
    if parts[0].end < line.cells[0].end:
        return parts  # Behind the name of who sits in a council stands a party.
    return [Part(line=line, start=a, end=b) for a, b in split_names(line.text)]


def _is_title_line(line: Line) -> bool:
    if any(is_line_to_sign_on(cell.text) for cell in line.cells):
        return False  # `Ordförande ……`: the role of whoever signs below.
    if len(line.cells) > 1:
        return any(is_title(cell.text) for cell in line.cells)
    return is_title(line.text)


def _give(names: Sequence[Part], titles: list[list[Part]], line: Line) -> None:
    """Each title of the line to the name it stands under."""
    parts = parts_of_cells(line)
    columns = [_cell_of(name) for name in names]
    if len(names) == 1:
        if len(parts) == 1 or line.box is None:
            titles[0].append(Part(line=line, start=0, end=len(line.text)))
            return
        under = line.in_column_of(columns[0])
        titles[0] += [Part(line=line, start=cell.start, end=cell.end) for cell in under]
        return
    if len(parts) == 1 and len(names[0].line.cells) == 1:
        pieces = split_titles(line.text)
        found = [Part(line=line, start=a, end=b) for a, b in pieces]
        # A lone further line goes on with the last column, where the others already have their title.
        targets = range(len(names)) if len(found) == len(names) else [len(names) - 1]
        for target, part in zip(targets, found, strict=False):
            titles[target].append(part)
        return
    if len(parts) == len(names):
        for target, part in enumerate(parts):
            titles[target].append(part)
        return
    for part, cell in zip(parts, line.cells, strict=True):
        nearest = min(range(len(columns)), key=lambda i: abs(columns[i].x0 - cell.x0))
        titles[nearest].append(part)


def _cell_of(part: Part) -> Cell:
    return next(cell for cell in part.line.cells if cell.start <= part.start < cell.end)
