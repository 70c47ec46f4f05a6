"""The officer in charge: by label, by a sentence, by signing alone, or as the contact in the letterhead."""

import re
from collections.abc import Iterator

from schemas.metadata import DocumentType, Officer, Text
from workers.metadata.letterhead import ADDRESS_LINE
from workers.metadata.passage import Manuscript
from workers.metadata.people import labelled_officer, officer_at, officer_in_prose, signed_officer
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import Part
from workers.structure.vocabulary import contact, label_alone

HEAD_LINES = 25
"""A letterhead with the officer stands among so many first lines."""
LINES_DOWN = 4
"""Title, telephone or e-mail stand at most so many lines under the officer's name."""
NO_OFFICER = frozenset({
    "skrivelse", "överklagande", "other", "kommittédirektiv", "domstolsavgörande",
    "protokoll", "protokollsutdrag", "kallelse", "anmälningslista",
})  # fmt: skip
"""Kinds of documents in which a person at the top may be the sender, a party, or one of those present."""

_REFERENCE = re.compile(
    r"(?:vår referens|vår kontakt|kontakt|kontaktperson|ärendeansvarig|upplysningar lämnas av)\s*:?",
    re.IGNORECASE,
)
"""Labels under which a person's name is the officer's, and a number is not."""
_CONTACT_BEHIND = re.compile(r"^[^,]{4,60}, (?:tel\S* |tfn |\+46|0\d|\S+@)")
_NAME_AND_TITLE = re.compile(r"(?P<name>[^,]{4,60}), (?P<title>[a-zåäöA-ZÅÄÖ][\wåäö -]{3,50})")


def find_officer(
    manuscript: Manuscript, kind: DocumentType, recipient: Text | None, issuer: Text | None
) -> Officer | None:
    """The officer, from the most telling place."""
    labelled = labelled_officer(manuscript) or _referred_to(manuscript)
    signed = signed_officer(manuscript)
    if labelled is not None:
        return signed if signed is not None and _beside_label(manuscript, labelled, signed) else labelled
    in_letterhead = (
        _in_letterhead(manuscript, recipient) if _may_have_officer(manuscript, kind, issuer) else None
    )
    return officer_in_prose(manuscript) or signed or in_letterhead


def _may_have_officer(manuscript: Manuscript, kind: DocumentType, issuer: Text | None) -> bool:
    """Whether a person in the head is the officer: in a letter only of an authority, and where boxes tell the
    officer's column from the addressee's."""
    boxed = manuscript.lines[0].box is not None
    authority = issuer is not None and issuer.rule == "issuer.letterhead"
    return kind not in NO_OFFICER or (kind == "skrivelse" and authority and boxed)


def _beside_label(manuscript: Manuscript, labelled: Officer, signed: Officer) -> bool:
    """`Handläggare` over two columns read as one: the name that also signs stands right under the other."""
    for position, line in enumerate(manuscript.lines[:HEAD_LINES]):
        if labelled.name in line.text and labelled.name != signed.name:
            near = manuscript.lines[position + 1 : position + 3]
            return any(other.text.startswith(signed.name) for other in near)
    return False


def _referred_to(manuscript: Manuscript) -> Officer | None:
    """`Vår referens` over a person's name."""
    for position, line in enumerate(manuscript.lines[:HEAD_LINES]):
        for number, cell in enumerate(line.cells):
            if not _REFERENCE.fullmatch(cell.text.strip("* ")):
                continue
            for value in _values(manuscript, position, number):
                if officer := officer_at(manuscript, value):
                    return officer
    return None


def _values(manuscript: Manuscript, position: int, number: int) -> Iterator[Part]:
    line = manuscript.lines[position]
    label = line.cells[number]
    for cell in line.cells[number + 1 : number + 2]:
        yield Part(line=line, start=cell.start, end=cell.end)
    for below in manuscript.lines[position + 1 : position + 3]:
        for cell in below.cells:
            if cell.x0 < label.x1 + 12 and cell.x1 > label.x0:
                yield Part(line=below, start=cell.start, end=cell.end)


def _in_letterhead(manuscript: Manuscript, recipient: Text | None) -> Officer | None:
    """A person in an authority's head with title, telephone or e-mail, who is not addressed."""
    taken = recipient.value if recipient is not None else ""
    for position, line in enumerate(manuscript.lines[:HEAD_LINES]):
        passage = manuscript.passage_of(line)
        if passage is None or not passage.head_like or passage.kind in ("stamp", "footer"):
            continue
        for cell in line.cells:
            name, title = _person(cell)
            if name is None or name == taken or not _has_contact(manuscript, position, cell, title):
                continue
            start = cell.start + cell.text.index(name)
            if officer := officer_at(manuscript, Part(line=line, start=start, end=cell.end)):
                return officer.model_copy(
                    update={"rule": "officer.letterhead", "title": officer.title or title}
                )
    return None


def _person(cell: Cell) -> tuple[str | None, str | None]:
    """The name in the cell, and the title behind its comma."""
    text = cell.text.strip("* ")
    if is_person_name(text):
        return text, None
    name = text.split(",")[0]
    if _CONTACT_BEHIND.search(text) and is_person_name(name):
        return name, None
    found = _NAME_AND_TITLE.fullmatch(text)
    if found and is_person_name(found["name"]) and is_title(found["title"]):
        return found["name"], found["title"]
    return None, None


def _has_contact(manuscript: Manuscript, position: int, cell: Cell, title: str | None) -> bool:
    """Whether title, telephone or e-mail belong to the name, and no address that makes it an addressee."""
    line = manuscript.lines[position]
    above = manuscript.lines[position - 1] if position else None
    if above is not None and label_alone(above.cells[0].text) in ("party", "recipient", "copy"):
        return False
    told = title is not None or _CONTACT_BEHIND.search(cell.text) is not None
    for below in manuscript.lines[position + 1 : position + 1 + LINES_DOWN]:
        if below.gap >= 1 or below.ref.page != line.ref.page:
            break
        under = _under(cell, line, below)
        if any(ADDRESS_LINE.search(c.text) or c.text.startswith("c/o") for c in under):
            return False
        told = told or any(is_title(c.text) or contact(c.text) == "address" for c in under)
    return told


def _under(cell: Cell, line: Line, below: Line) -> list[Cell]:
    if len(line.cells) == len(below.cells) == 1:
        return list(below.cells)
    return [c for c in below.cells if c.x0 < cell.x1 and c.x1 > cell.x0]
