"""The officer in charge: handläggare or föredragande."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator

from schemas.metadata import Evidence, Officer
from workers.metadata.letterhead import ADDRESS_LINE
from workers.metadata.officer_cues import CONTACT_SENTENCE, NEAR_NAME, OFFICER_PROSE
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.signatories import block_signers
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title, is_title_word
from workers.structure.signers import Part
from workers.structure.vocabulary import contact, is_body_name, label_alone, label_first

LONGEST_NAME = 200
"""Characters of a name with the title before it and what follows on its line."""
LONGEST_CONTACTS = 400
"""Characters after a name in which its telephone and e-mail stand."""
LINES_DOWN = 6
"""An officer's telephone and e-mail stand at most this many lines below the name."""

PHONE = re.compile(
    r"(?<![\w-])(?:\+46[ -]?\(?0?\)?\d{1,3}|0\d{1,3})[ ]?(?:[-–/][ ]?)?\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)|(?<![\w-])\d{3} \d{2} \d{2,3}(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_NAME_ENDS = re.compile(r"[,;(]|\s+(?=tel|tfn|\d)", re.IGNORECASE)
_CORRECT_CASE = re.compile(r"^(?P<title>[a-zåäö][\w-]+(?:[ ][a-zåäö][\w-]+){0,2})[ ](?P<name>[A-ZÅÄÖ].*)$")


_MATTERS = re.compile(r"ärende(?:n|t|mening|rubrik)?|rubrik", re.IGNORECASE)
"""Heading of an agenda's column."""
_HANDLES = re.compile(r"\w*(?:handläggare|inspektör|utredare)", re.IGNORECASE)
"""Titles of those who handle cases themselves."""
_PREPARES = re.compile(r"föredragande|handläggare", re.IGNORECASE)
"""The part that one of several signers has in the case."""


def signed_officer(manuscript: Manuscript) -> Officer | None:
    """Who signs alone with the title of one who handles cases, or among others as the one who prepared it."""
    signed = list(block_signers(manuscript))
    handling = [
        s for s in signed if s.title and (_HANDLES if len(signed) == 1 else _PREPARES).fullmatch(s.title)
    ]
    if len(handling) != 1:
        return None
    one = handling[0]
    return Officer(name=one.name, title=one.title, raw=one.name, rule="officer.signed", evidence=one.evidence)


def labelled_officer(manuscript: Manuscript) -> Officer | None:
    for position, line in enumerate(manuscript.lines):
        if _heads_agenda(line):
            continue
        for cell in line.cells:
            found = label_first(cell.text)
            if found and found[0] == "officer":
                at = cell.start + found[1]
                end = cell.end
                if officer := officer_at(manuscript, Part(line=line, start=at, end=end)):
                    return officer
            if label_alone(cell.text) == "officer":
                for value in _beside_and_below(manuscript, position, cell.x0, cell.x1):
                    if officer := officer_at(manuscript, value):
                        return officer
    return None


def _heads_agenda(line: Line) -> bool:
    """`Nr Ärende Diarienummer Föredragande`: each matter has somebody, and the document nobody."""
    return any(_MATTERS.fullmatch(cell.text.strip("* ")) for cell in line.cells) and len(line.cells) > 1


def _beside_and_below(manuscript: Manuscript, position: int, x0: float, x1: float) -> Iterator[Part]:
    line = manuscript.lines[position]
    for cell in line.cells:
        if cell.x0 >= x1 and cell.text:
            if _over_address(manuscript, position, cell):
                break
            yield Part(line=line, start=cell.start, end=cell.end)
            break
    for below in manuscript.lines[position + 1 : position + 4]:
        for cell in below.cells:
            if below.ref.page == line.ref.page and cell.x0 < x1 + 12 and cell.x1 > x0:
                yield Part(line=below, start=cell.start, end=cell.end)


def _over_address(manuscript: Manuscript, position: int, cell: Cell) -> bool:
    """Whether the cell beside a label is an addressee's name, with the address on the next line."""
    below = manuscript.lines[position + 1 : position + 2]
    return any(
        other.x0 < cell.x1 and other.x1 > cell.x0 and ADDRESS_LINE.search(other.text)
        for line in below
        for other in line.cells
    )


def officer_at(manuscript: Manuscript, value: Part) -> Officer | None:
    """The officer whose name the value begins with, a title before it allowed."""
    title, text = _title_and_name(value.text[:LONGEST_NAME].strip("* "))
    if not is_person_name(text):
        return None
    start = value.line.text.index(text, value.start)
    evidence = list(manuscript.line_evidence(value.line, start, start + len(text), "name"))
    at = manuscript.position_of(value.line.ref)
    phone, email, below = _contacts(manuscript, at, start + len(text))
    title_part = _title_below(manuscript, at) if title is None else None
    if title_part is not None:
        title = title_part.text
        evidence += manuscript.line_evidence(title_part.line, title_part.start, title_part.end, "title")
    return Officer(
        name=text,
        title=title,
        phone=phone,
        email=email,
        raw=text,
        rule="officer.label",
        evidence=(*evidence, *below),
    )


def _title_and_name(text: str) -> tuple[str | None, str]:
    """The name that the text begins with, and the title before it; the office before its comma is passed by:
    `Bygg- och miljöförvaltningen, Anna Berg`."""
    parts = _NAME_ENDS.split(text)
    office = len(parts) > 1 and is_body_name(parts[0].strip())
    name = parts[1 if office else 0].strip()
    if split := _CORRECT_CASE.match(name):
        return split["title"], split["name"]
    first, _, rest = name.partition(" ")
    return (first, rest) if is_title_word(first) and is_person_name(rest) else (None, name)


def _title_below(manuscript: Manuscript, position: int) -> Part | None:
    following = manuscript.lines[position + 1 : position + 2]
    if (
        following
        and is_title(following[0].text)
        and following[0].gap < 1
        and not label_alone(following[0].text)
    ):
        return Part(line=following[0], start=0, end=len(following[0].text))
    return None


def _contacts(
    manuscript: Manuscript, position: int, after: int
) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
    """Telephone and e-mail on the name's line or right under it, before another label than theirs."""
    phone = email = None
    evidence: list[Evidence] = []
    name_line = manuscript.lines[position]
    for line in manuscript.lines[position : position + LINES_DOWN]:
        if line.ref.page != name_line.ref.page:
            break
        offset = after if line is name_line else 0
        key = label_alone(line.cells[0].text) or (label_first(line.cells[0].text) or (None,))[0]
        if (
            line is not name_line
            and (line.gap >= 1 or contact(line.text) == "switchboard")
            and key not in ("phone", "email")
        ):
            break
        if line is not name_line and key not in (
            None,
            "phone",
            "email",
            "officer",
            "other",
            "dnr_own",
            "document",
        ):
            break
        if phone is None and (match := PHONE.search(line.text, offset, offset + LONGEST_CONTACTS)):
            phone = " ".join(match.group().split())
            evidence += manuscript.line_evidence(line, match.start(), match.end(), "phone")
        if email is None and (match := EMAIL.search(line.text, offset, offset + LONGEST_CONTACTS)):
            email = match.group()
            evidence += manuscript.line_evidence(line, match.start(), match.end(), "email")
    return phone, email, tuple(evidence)


def officer_in_prose(manuscript: Manuscript) -> Officer | None:
    for passage in manuscript.body:
        for rule, pattern in OFFICER_PROSE if "officer" in passage.cues else ():
            for match in pattern.finditer(passage.text):
                if officer := _in_sentence(manuscript, passage, match, rule):
                    return officer
    return None


def _in_sentence(manuscript: Manuscript, passage: Passage, match: re.Match[str], rule: str) -> Officer | None:
    name = " ".join(match.group("name").split())
    evidence = manuscript.evidence(passage, *match.span("name"), "name")
    if not evidence or (" " in name and not is_person_name(name)):
        return None
    raw = " ".join(match.group().split())
    return Officer(name=name, title=match.group("title"), rule=rule, raw=raw, evidence=evidence)


def contact_in_text(manuscript: Manuscript) -> Officer | None:
    """The one whom the text tells to ask, with a telephone or an e-mail address of their own."""
    for passage in manuscript.body:
        for match in CONTACT_SENTENCE.finditer(passage.text) if passage.kind == "paragraph" else ():
            behind = match.end(), match.end() + NEAR_NAME
            phone, email = PHONE.search(passage.text, *behind), EMAIL.search(passage.text, *behind)
            officer = _in_sentence(manuscript, passage, match, "officer.contact")
            if officer is None or not (phone or email):
                continue
            contacts = {
                key: " ".join(found.group().split())
                for key, found in (("phone", phone), ("email", email))
                if found
            }
            return officer.model_copy(update=contacts)
    return None
