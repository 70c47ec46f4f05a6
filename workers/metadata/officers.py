"""The officer in charge: by label, by a sentence, by signing alone, or as the contact in the letterhead."""

import re
from collections.abc import Iterator

from schemas.metadata import DocumentType, Officer, Text
from workers.metadata.letterhead import ADDRESS_LINE
from workers.metadata.officer_cues import OWN_CONTACT, REFERENCE, REFERENCE_FIRST
from workers.metadata.passage import Manuscript
from workers.metadata.people import (
    contact_in_text,
    labelled_officer,
    officer_at,
    officer_in_prose,
    signed_officer,
    spells,
)
from workers.metadata.signatories import block_signers
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import Part
from workers.structure.vocabulary import contact, fold, is_body_name, label_alone

HEAD_LINES = 25
"""A letterhead with the officer stands among so many first lines."""
LINES_DOWN = 4
"""Title, telephone or e-mail stand at most so many lines under the officer's name."""
UNDER_SIGNATURE = 3
"""Lines under a signer's name in which title and telephone stand."""
HANDLED = frozenset(
    {"skrivelse", "remissvar", "beslut", "delegationsbeslut", "tjänsteskrivelse", "tjänsteutlåtande"}
)
"""What an authority writes in a case; plans, minutes and contracts name others as theirs to answer for."""
WITH_FOOT = HANDLED | {"riktlinje", "other"}
"""Kinds of documents whose first page may name the officer in its foot."""
FOOT_LINES = 10
"""Lines of the first page's foot, with the municipality's addresses."""
NO_OFFICER = frozenset({
    "skrivelse", "överklagande", "other", "kommittédirektiv", "domstolsavgörande",
    "protokoll", "protokollsutdrag", "kallelse", "anmälningslista",
})  # fmt: skip
"""Kinds of documents in which a person at the top may be the sender, a party, or one of those present."""

_HEADS = re.compile(r"chef\b|direktör|ordförande|rektor\b|prefekt|lagman|kyrkoherde|\bvd\b", re.IGNORECASE)
"""Who leads decides and signs; who prepared the case is somebody else, whom nothing names."""
_CONTACT_BEHIND = re.compile(r"^[^,]{4,60}, (?:tel\S* |tfn |\+46|0\d|\S+@)")
_MAIL = re.compile(r"(?P<person>\S+)@(?P<host>\S+)")
_WORD = re.compile(r"\w{4,}")
NAME_STEM = 6
"""Characters of a word of the issuer's name that its own e-mail addresses hold: `@kommun.…`, `@sydskog.…`."""
_ASSOCIATION = re.compile(r"förening|förbund\b|sällskap|\bAB\b|\bHB\b|stiftelse", re.IGNORECASE)
_NAME_AND_TITLE = re.compile(r"(?P<name>[^,]{4,60}), (?P<title>[a-zåäöA-ZÅÄÖ][\wåäö -]{3,50})")


def find_officer(
    manuscript: Manuscript, kind: DocumentType, recipient: Text | None, issuer: Text | None
) -> Officer | None:
    """The officer, from the most telling place, with title, telephone and e-mail address from all of them."""
    officer = _most_telling(manuscript, kind, recipient, issuer)
    return None if officer is None else _with_contacts(manuscript, officer)


def _with_contacts(manuscript: Manuscript, officer: Officer) -> Officer:
    """What stands under the same name in the head or under the text, where the telling place lacks it."""
    for line in manuscript.lines:
        if officer.phone and officer.email and officer.title:
            return officer
        for cell in line.cells:
            if not cell.text.startswith(officer.name):
                continue
            there = officer_at(manuscript, Part(line=line, start=cell.start, end=cell.end))
            if there is not None and there.name == officer.name:
                officer = _completed(officer, there)
    return officer


def _completed(officer: Officer, there: Officer) -> Officer:
    missing = {
        part: value
        for part in ("title", "phone", "email")
        if getattr(officer, part) is None and (value := getattr(there, part)) is not None
    }
    known = set(officer.evidence)
    more = tuple(e for e in there.evidence if e.field in missing and e not in known)
    return officer.model_copy(update={**missing, "evidence": (*officer.evidence, *more)})


def _most_telling(
    manuscript: Manuscript, kind: DocumentType, recipient: Text | None, issuer: Text | None
) -> Officer | None:
    labelled = labelled_officer(manuscript, kind) or (_referred_to(manuscript) if kind in HANDLED else None)
    signed = signed_officer(manuscript) or (
        _signed_with_telephone(manuscript) if _is_of_authority(kind, issuer) else None
    )
    if labelled is not None:
        return signed if signed is not None and _beside_label(manuscript, labelled, signed) else labelled
    in_letterhead = _in_letterhead(manuscript, recipient, issuer) if _may_have_officer(kind, issuer) else None
    in_letterhead = in_letterhead or (_in_foot(manuscript) if kind in WITH_FOOT else None)
    return (
        officer_in_prose(manuscript)
        or signed
        or in_letterhead
        or (contact_in_text(manuscript) if _is_of_authority(kind, issuer) else None)
    )


def _may_have_officer(kind: DocumentType, issuer: Text | None) -> bool:
    """Whether a person in the head is the officer: in a letter only of an authority."""
    return kind not in NO_OFFICER or (kind == "skrivelse" and _is_of_authority(kind, issuer))


def _is_of_authority(kind: DocumentType, issuer: Text | None) -> bool:
    """Whether an authority's letterhead stands over a document that it wrote to somebody."""
    if kind not in HANDLED or issuer is None or _ASSOCIATION.search(issuer.value):
        return False
    return issuer.rule == "issuer.letterhead" or is_body_name(issuer.value)


def _signed_with_telephone(manuscript: Manuscript) -> Officer | None:
    """Who signs alone, with a telephone or e-mail address of their own right under the name and title."""
    signers = list(block_signers(manuscript))
    if len(signers) != 1 or _HEADS.search(signers[0].title or ""):
        return None
    last = max(
        (i for i, line in enumerate(manuscript.lines) if line.text.startswith(signers[0].name)), default=None
    )
    if last is None:
        return None
    for position in range(last + 1, min(last + 1 + UNDER_SIGNATURE, len(manuscript.lines))):
        below = manuscript.lines[position]
        if below.gap >= 1:
            return None
        if OWN_CONTACT.match(below.text):
            name = Part(line=manuscript.lines[last], start=0, end=len(signers[0].name))
            found = officer_at(manuscript, name)
            return found and found.model_copy(update={"rule": "officer.signed", "title": signers[0].title})
    return None


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
            if first := REFERENCE_FIRST.match(cell.text):
                behind = Part(line=line, start=cell.start + first.end(), end=cell.end)
                if officer := officer_at(manuscript, behind):
                    return officer
            if not REFERENCE.fullmatch(cell.text.strip("* ")):
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


def _in_letterhead(manuscript: Manuscript, recipient: Text | None, issuer: Text | None) -> Officer | None:
    """A person in an authority's head with title, telephone or e-mail, who is not addressed."""
    taken = recipient.value if recipient is not None else ""
    for position, line in enumerate(manuscript.lines[:HEAD_LINES]):
        passage = manuscript.passage_of(line)
        if passage is None or not passage.head_like or passage.kind in ("stamp", "footer"):
            continue
        for cell in line.cells:
            name, title = _person(cell)
            if name is None or name == taken or not _has_contact(manuscript, position, cell, title, issuer):
                continue
            start = cell.start + cell.text.index(name)
            end = start + len(name) if " - " in cell.text else cell.end
            if officer := officer_at(manuscript, Part(line=line, start=start, end=end)):
                return officer.model_copy(
                    update={"rule": "officer.letterhead", "title": officer.title or title}
                )
    return None


def _in_foot(manuscript: Manuscript) -> Officer | None:
    """A person among the addresses of the first page's foot, with a title or telephone in the lines below."""
    page = manuscript.lines[0].ref.page
    first = [line for line in manuscript.lines if line.ref.page == page]
    foot = first[max(len(first) // 3, len(first) - FOOT_LINES) :]
    for at, line in enumerate(foot):
        around = foot[max(0, at - 2) : at + LINES_DOWN]
        if not is_person_name(line.cells[0].text) or not any(
            contact(cell.text) == "switchboard" for other in around for cell in other.cells
        ):
            continue
        if not any(ADDRESS_LINE.search(other.text) for other in foot[max(0, at - 2) : at]):
            continue
        title = next(
            (c.text for below in foot[at + 1 : at + 4] for c in below.cells[:1] if is_title(c.text)), None
        )
        name = Part(line=line, start=line.cells[0].start, end=line.cells[0].end)
        found = officer_at(manuscript, name)
        if found is not None and (title or found.phone):
            return found.model_copy(update={"rule": "officer.letterhead", "title": found.title or title})
    return None


def _person(cell: Cell) -> tuple[str | None, str | None]:
    """The name in the cell, and the title behind its comma."""
    text = cell.text.strip("* ")
    if is_person_name(text):
        return text, None
    if (own := text.split(" - ")[0]) != text and is_person_name(own):
        return own, None  # `Anna Berg - ab123`: with what the person is called in the computers.
    name = text.split(",")[0]
    if _CONTACT_BEHIND.search(text) and is_person_name(name):
        return name, None
    found = _NAME_AND_TITLE.fullmatch(text)
    if found and is_person_name(found["name"]) and is_title(found["title"]):
        return found["name"], found["title"]
    return None, None


def _has_contact(
    manuscript: Manuscript, position: int, cell: Cell, title: str | None, issuer: Text | None
) -> bool:
    """Whether title, telephone or e-mail belong to the name, and no address that makes it an addressee."""
    line = manuscript.lines[position]
    above = manuscript.lines[position - 1] if position else None
    if above is not None and label_alone(above.cells[0].text) in ("party", "recipient", "copy"):
        return False
    told = title is not None or _CONTACT_BEHIND.search(cell.text) is not None
    apart = False
    for below in manuscript.lines[position + 1 : position + 1 + LINES_DOWN]:
        apart = apart or below.gap >= 1
        if below.ref.page != line.ref.page:
            break
        under = _under(cell, line, below)
        if apart:  # With room between only an address that spells the name is the person's own.
            told = told or any(
                spells(c.text, cell.text) and _is_own_contact(c.text, cell.text, issuer) for c in under
            )
            continue
        if any(ADDRESS_LINE.search(c.text) or c.text.startswith("c/o") for c in under):
            return False
        if any(is_person_name(c.text) for c in under):
            break
        told = told or any(is_title(c.text) or _is_own_contact(c.text, cell.text, issuer) for c in under)
    return told


def _is_own_contact(text: str, name: str, issuer: Text | None) -> bool:
    """A telephone, or an e-mail address of the issuer's; an addressee has their own: `anna.berg@post.…`."""
    if contact(text) != "address":
        return False
    mail = _MAIL.search(fold(text))
    if mail is None or not spells(text, name):
        return True
    words = _WORD.findall(fold(issuer.value)) if issuer is not None else []
    initials = "".join(word[0] for word in words)
    return any(word[:NAME_STEM] in mail["host"] for word in words) or mail["host"].startswith(f"{initials}.")


def _under(cell: Cell, line: Line, below: Line) -> list[Cell]:
    if len(line.cells) == len(below.cells) == 1:
        return [c for c in below.cells if c.x0 < cell.x1]  # Right of the name an addressee's window begins.
    return below.in_column_of(cell)
