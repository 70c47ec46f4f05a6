"""Who decided, behind a label of a form: `Beslutsfattare`, `Delegat`, `Namnförtydligande`."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from workers.metadata.passage import Manuscript
from workers.metadata.signed import Signed, from_parts
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import Part, Signer
from workers.structure.signing import name_and_title

_WHO_DECIDED = (
    r"Beslutsfattare|Beslutande(?: tjänsteman)?|Delegat|Besluta[dt] av|Beslut(?:et)? fattat av|Undertecknare"
)
_DECIDER = re.compile(rf"(?:{_WHO_DECIDED})(?:\s*:\s*|\s{{3,}})(?=[A-ZÅÄÖ])")
_DECIDER_CELL = re.compile(rf"(?:{_WHO_DECIDED}|Namnförtydligande):?")
"""The same labels as a cell of a form, with the name beside or below. Who has a party is a member of the board:
`Beslutande   Bo Ek (S), ordförande`, in minutes."""

_RESPONSIBLE = re.compile(r"ansvarig(?:a)?:?", re.IGNORECASE)
_BETWEEN = re.compile(r",?\s+")

LEAST_COLUMNS = 3
"""Cells of a row of a list of decisions: number or day, matter, and who decided."""


def labelled_signers(manuscript: Manuscript) -> Iterator[Signed]:
    """`Beslutsfattare: Anna Berg, miljöchef`, in one line or over two cells."""
    for line in manuscript.lines:
        label = _DECIDER.match(line.text)
        found = None if label is None else name_and_title(line.text[label.end() :])
        if label is None or found is None or found["party"] or not is_person_name(found.group("name")):
            continue
        at = label.end()
        name = Part(line=line, start=at, end=at + len(found.group("name").rstrip()))
        title = Part(line=line, start=at + found.start("title"), end=at + found.end("title"))
        titles = (title,) if found.group("title") and is_title(title.text) else ()
        yield replace(from_parts(manuscript, Signer(name=name, titles=titles)), rule="signatory.label")


def signers_of_forms(manuscript: Manuscript) -> Iterator[Signed]:
    """`Delegat | Anna Berg, fritidschef`, or the name under `Namnförtydligande`."""
    for line, below in pairwise(manuscript.lines):
        for number, cell in enumerate(line.cells):
            if not _DECIDER_CELL.fullmatch(cell.text.strip("* ")) or _heads_column(manuscript, below, cell):
                continue
            if (signer := _title_before_name(line, number + 1)) is not None:
                yield replace(from_parts(manuscript, signer), rule="signatory.label")
                continue
            beside = [(line, c) for c in line.cells[number + 1 : number + 2]]
            under = [(below, c) for c in below.in_column_of(cell)]
            for holder, value in [*beside, *under]:
                found = name_and_title(value.text)
                if found is None or found["party"] or not is_person_name(found["name"]):
                    continue
                name = Part(line=holder, start=value.start, end=value.start + len(found["name"].rstrip()))
                title = Part(
                    line=holder,
                    start=value.start + found.start("title"),
                    end=value.start + found.end("title"),
                )
                titles = (
                    (title,) if found["title"] and is_title(title.text) else _title_under(manuscript, holder)
                )
                yield replace(
                    from_parts(manuscript, Signer(name=name, titles=titles)), rule="signatory.label"
                )
                break


def _title_before_name(line: Line, number: int) -> Signer | None:
    """`Kommunarkivarie Anna Berg` in the cell of that number, or the two in a cell each."""
    if number >= len(line.cells):
        return None
    value = line.cells[number]
    title, gap, name = value.text.partition(" ")
    at = value.start + len(title) + len(gap)
    if number + 1 < len(line.cells) and is_title(value.text):
        title, name, at = value.text, line.cells[number + 1].text, line.cells[number + 1].start
    if not is_title(title) or not is_person_name(name):
        return None
    return Signer(
        name=Part(line=line, start=at, end=at + len(name)),
        titles=(Part(line=line, start=value.start, end=value.start + len(title)),),
    )


def responsible_signers(manuscript: Manuscript) -> Iterator[Signed]:
    """`Anna Berg Avdelningschef` under the heading `Ansvariga`, with which an office's paper ends."""
    for passage in manuscript.body:
        if passage.section is None or not _RESPONSIBLE.fullmatch(passage.section.strip("* ")):
            continue
        for line in dict.fromkeys(map(manuscript.line_of, passage.refs)):
            if (signer := _name_with_title(line)) is not None:
                yield replace(from_parts(manuscript, signer), rule="signatory.label")


def _name_with_title(line: Line) -> Signer | None:
    """A line that is a name and then a title, with or without a comma between."""
    for gap in _BETWEEN.finditer(line.text):
        if is_person_name(line.text[: gap.start()]) and is_title(line.text[gap.end() :]):
            return Signer(
                name=Part(line=line, start=0, end=gap.start()),
                titles=(Part(line=line, start=gap.end(), end=len(line.text)),),
            )
    return None


def _heads_column(manuscript: Manuscript, first: Line, label: Cell) -> bool:
    """`Delegat` over the column of a list: each of its rows is a decision of somebody's."""
    at = manuscript.position_of(first.ref)
    rows = manuscript.lines[at : at + 2]
    named = [
        row
        for row in rows
        if len(row.cells) >= LEAST_COLUMNS and any(is_person_name(c.text) for c in row.in_column_of(label))
    ]
    return len(named) > 1


def _title_under(manuscript: Manuscript, line: Line) -> tuple[Part, ...]:
    """A title alone on the line under a form's last row."""
    at = manuscript.position_of(line.ref)
    below = manuscript.lines[at + 1 : at + 2]
    return tuple(
        Part(line=other, start=0, end=len(other.text))
        for other in below
        if other.gap < 1 and len(other.cells) == 1 and is_title(other.text)
    )
