"""Signatures that a line announces: `På nämndens vägnar`, `Vid protokollet`, `Elektroniskt signerat av`."""

from collections.abc import Callable, Sequence

from workers.structure.heads import is_date_or_number
from workers.structure.lines import Line
from workers.structure.names import is_person_name, is_title, split_names, split_titles
from workers.structure.signers import SIGNED_ROOM, Part, SignatureBlock, Signer, parts_of_words
from workers.structure.signing import (
    after_inline_cue,
    cues_in_row,
    is_line_to_sign_on,
    is_signing_cue,
    name_and_title,
)

MOST_BETWEEN = 3
"""Lines of dots, dates and places between the words and the names."""
MOST_NAMES = 6
LEAST_IN_ROW = 3
"""Two names in a row part in the middle; of three or more the words above must tell how many they are."""
ROOM = 6
"""Lines of room between the words and the first name: a hand needs some."""


NamesOverTitles = Callable[[Sequence[Line], int], SignatureBlock | None]
"""Reads names with the titles under them from a position on."""


def announced_block(
    lines: Sequence[Line], position: int, names_over_titles: NamesOverTitles
) -> SignatureBlock | None:
    """The block that the line at `position` announces; None when it announces none or no name follows."""
    if (start := after_inline_cue(lines[position].text)) is not None:
        signer = _signer(Part(line=lines[position], start=start, end=len(lines[position].text)))
        if signer is not None:
            return SignatureBlock(first=position, last=position, signers=(signer,))
    if not _holds_cues(lines[position]):
        return _beside_cue(lines, position)
    at, between = position + 1, 0
    while at < len(lines) and between < MOST_BETWEEN and _stands_between(lines[at]) and lines[at].gap < ROOM:
        at, between = at + 1, between + (not _holds_cues(lines[at]))
    if block := _as_many_as_cues(lines, position, at):
        return block
    signers: list[Signer] = []
    last = position
    while (
        at < len(lines) and len(signers) < MOST_NAMES and lines[at].gap < (SIGNED_ROOM if signers else ROOM)
    ):
        if block := names_over_titles(lines, at):
            signers += block.signers
            last = at = block.last
        elif found := _signers_of(lines[at]):
            signers += found
            last = at
        elif not (signers and _stands_between(lines[at])):
            break
        at += 1
    return SignatureBlock(first=position, last=last, signers=tuple(signers)) if signers else None


def _beside_cue(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """`Justerat   Bo Ek   Siv Alm`: names beside the cue, titles under them, and who follows alone."""
    line = lines[position]
    cells = line.cells[1:]
    if not cells or not is_signing_cue(line.cells[0].text) or not all(is_person_name(c.text) for c in cells):
        return None
    below = lines[position + 1] if position + 1 < len(lines) else None
    if below is not None and (below.gap >= 1 or not all(is_title(c.text) for c in below.cells)):
        below = None
    signers: list[Signer] = []
    for cell in cells:
        under = below.in_column_of(cell) if below is not None else []
        titles = [Part(line=below, start=c.start, end=c.end) for c in under] if below is not None else []
        name = Part(line=line, start=cell.start, end=cell.end)
        signers.append(Signer(name=name, titles=tuple(titles)))
    last = position + (below is not None)
    while (
        last + 1 < len(lines) and lines[last + 1].gap < SIGNED_ROOM and is_person_name(lines[last + 1].text)
    ):
        last += 1
        name = Part(line=lines[last], start=0, end=len(lines[last].text))
        signers.append(Signer(name=name, titles=()))
    return SignatureBlock(first=position, last=last, signers=tuple(signers))


def _as_many_as_cues(lines: Sequence[Line], position: int, at: int) -> SignatureBlock | None:
    """`Vid protokollet Justeras Justeras` over a row of names: each cue has one, of as many words."""
    count = cues_in_row(lines[position].text)
    line = lines[at] if at < len(lines) else None
    if count < LEAST_IN_ROW or line is None or len(line.cells) > 1 or line.gap >= ROOM:
        return None
    words = line.text.split()
    each = len(words) // count
    groups = [words[i : i + each] for i in range(0, each * count, max(1, each))]
    if each * count != len(words) or not all(is_person_name(" ".join(group)) for group in groups):
        return None
    names = parts_of_words(line, groups)
    below = lines[at + 1] if at + 1 < len(lines) else None
    titles = _titles_under(below, count)
    signers = (
        Signer(name=name, titles=(title,) if title else ()) for name, title in zip(names, titles, strict=True)
    )
    return SignatureBlock(first=position, last=at + any(titles), signers=tuple(signers))


def _titles_under(line: Line | None, count: int) -> list[Part | None]:
    """A title for each of `count` names, or none for all where the line below has not as many."""
    if line is None or line.gap >= 1 or not is_title(line.text):
        return [None] * count
    pieces = split_titles(line.text)
    if len(pieces) != count:
        return [None] * count
    return [Part(line=line, start=a, end=b) for a, b in pieces]


def announces(line: Line) -> bool:
    """Whether signatures follow the line, or a name follows a cue on it."""
    return after_inline_cue(line.text) is not None or _holds_cues(line)


def _holds_cues(line: Line) -> bool:
    """Cues alone, in one column or more; also two of them read as one line."""
    words = [cell.text for cell in line.cells if not is_line_to_sign_on(cell.text)]
    if words and all(map(is_signing_cue, words)):
        return True
    head, _, tail = line.text.partition(": ")
    return bool(tail) and is_signing_cue(head) and is_signing_cue(tail)


def _stands_between(line: Line) -> bool:
    return _holds_cues(line) or all(
        is_line_to_sign_on(cell.text) or is_date_or_number(cell.text) for cell in line.cells
    )


def _signers_of(line: Line) -> list[Signer]:
    """The names on a line, with the titles behind them."""
    if len(line.cells) == 1 and (pieces := split_names(line.text)):
        parts = [Part(line=line, start=a, end=b) for a, b in pieces]
    else:
        parts = [Part(line=line, start=cell.start, end=cell.end) for cell in line.cells]
    signers = [signer for part in parts if (signer := _signer(part)) is not None]
    return signers if len(signers) == len(parts) else []


def _signer(part: Part) -> Signer | None:
    """`Anna Berg`, `Anna Berg (S)`, `Anna Berg, HR-chef`, with the day of an electronic signature."""
    match = name_and_title(part.text)
    if match is None or not is_person_name(match.group("name").strip()):
        return None
    name = Part(line=part.line, start=part.start, end=part.start + len(match.group("name").rstrip()))
    title = match.group("title")
    if title is None or not is_title(title):
        return Signer(name=name, titles=())
    start, end = match.span("title")
    return Signer(name=name, titles=(Part(line=part.line, start=part.start + start, end=part.start + end),))
