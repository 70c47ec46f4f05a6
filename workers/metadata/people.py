"""The officer in charge: handläggare or föredragande."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator

from schemas.metadata import DocumentType, Evidence, Officer
from workers.metadata.letterhead import ADDRESS_LINE
from workers.metadata.names_in_text import NAME_WORD
from workers.metadata.officer_cues import CONTACT_SENTENCE, NEAR_NAME, OFFICER_PROSE
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.signatories import block_signers, is_present
from workers.structure.caseless import caseless
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title, is_title_word
from workers.structure.signers import Part
from workers.structure.vocabulary import contact, fold, is_body_name, label_alone, label_first

LONGEST_NAME = 200
"""Characters of a name with the title before it and what follows on its line."""
LONGEST_CONTACTS = 400
"""Characters after a name in which its telephone and e-mail stand."""
LINES_DOWN = 6
"""An officer's telephone and e-mail stand at most this many lines below the name."""

PHONE = re.compile(
    r"(?<![\w-])(?:\+46[ -]?\(?0?\)?\d{1,3}|0\d{1,3})[ ]?(?:[-–/][ ]?)?\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)(?! \d\d [A-ZÅÄÖ])|(?<![\w-])\d{3} \d{2} \d{2,3}(?!\d)"
)
"""A telephone number; three figures of the postcode that follows on the line are none of it."""
PART_OF_NAME = 3
"""Letters of a word of a name that an address is made of."""
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_ENDS_CONTACT = re.compile(r"[.!?]\s+[A-ZÅÄÖ]|\b(?:och|eller|samt) [A-ZÅÄÖ]\w+ [A-ZÅÄÖ]|\b[Vv]äxel")
_NAME_ENDS = re.compile(r"[,;(]|\s+(?=tel|tfn|\d)", re.IGNORECASE)
_SURNAME_FIRST = re.compile(rf"(?P<surname>{NAME_WORD}), (?P<given>{NAME_WORD}(?: {NAME_WORD})?)")
"""`Lindström, Petronella`: as directories of staff write names."""
_CORRECT_CASE = re.compile(r"^(?P<title>[a-zåäö][\w-]+(?:[ ][a-zåäö][\w-]+){0,2})[ ](?P<name>[A-ZÅÄÖ].*)$")


LIST_ROWS, LIST_CELLS = 6, 3
"""Rows of a list in which its column of officers is looked at, and cells that each of them has at least."""
MEETINGS = frozenset({"protokoll", "protokollsutdrag", "kallelse", "anmälningslista", "other"})
"""Kinds of documents that may tell of many matters, or of many persons."""
_CONTACT_KEYS = frozenset({"phone", "email"})
_OWN_KEYS = frozenset({None, "phone", "email", "officer", "other", "dnr_own", "document"})
"""Labels under an officer's name that do not end what is told of the officer."""
_MATTERS = caseless(r"(?:(?:nr|punkt|§)\.?\s+)?(?:ärende(?:n|t|mening|rubrik)?|rubrik)")
"""Heading of an agenda's column; that of the numbers before it may stand near."""
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


def labelled_officer(manuscript: Manuscript, kind: DocumentType) -> Officer | None:
    """Behind or under a label; nobody where the matters of a meeting each have somebody else."""
    if kind not in MEETINGS:
        return next(_labelled(manuscript), None)
    found = [one for one in _labelled(manuscript) if not _was_present(manuscript, one)]
    return found[0] if len({one.name for one in found}) == 1 else None


def _was_present(manuscript: Manuscript, officer: Officer) -> bool:
    """`Tjänsteman   Anna Berg, kommunsekreterare`, in the list of those who were at the meeting."""
    lines = manuscript.lines
    named = next((at for at, line in enumerate(lines) if officer.name in line.text), None)
    return named is not None and is_present(lines, named)


def _labelled(manuscript: Manuscript) -> Iterator[Officer]:
    for position, line in enumerate(manuscript.lines):
        if _heads_agenda(line):
            continue
        for cell in line.cells:
            found = label_first(cell.text)
            if found and found[0] == "officer":
                at = cell.start + found[1]
                end = cell.end
                if officer := officer_at(manuscript, Part(line=line, start=at, end=end)):
                    yield officer
            if label_alone(cell.text) == "officer" and not _heads_list(manuscript, position, cell):
                values = _beside_and_below(manuscript, position, cell.x0, cell.x1)
                if officer := next(filter(None, (officer_at(manuscript, v) for v in values)), None):
                    yield officer


def _heads_agenda(line: Line) -> bool:
    """`Nr Ärende Diarienummer Föredragande`: each matter has somebody, and the document nobody."""
    return len(line.cells) > 1 and any(
        _MATTERS.fullmatch(cell.text.strip("* ").lower()) for cell in line.cells
    )


def _heads_list(manuscript: Manuscript, position: int, label: Cell) -> bool:
    """`Handläggare` over the column of a list: different people in its rows."""
    rows = [
        row
        for row in manuscript.lines[position + 1 : position + 1 + LIST_ROWS]
        if len(row.cells) >= LIST_CELLS
    ]
    named = {cell.text for row in rows for cell in row.in_column_of(label) if is_person_name(cell.text)}
    return len(named) > 1


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
    return any(ADDRESS_LINE.search(other.text) for line in below for other in line.in_column_of(cell))


def begins_with_name(value: Part) -> bool:
    """Whether the value begins with a person's name, a title before it allowed."""
    return is_person_name(_given_first(_titled(value)[1]))


def _titled(value: Part) -> tuple[str | None, str]:
    return _title_and_name(value.text[:LONGEST_NAME].strip("* "))


def officer_at(manuscript: Manuscript, value: Part) -> Officer | None:
    """The officer whose name the value begins with, a title before it allowed."""
    title, text = _titled(value)
    name = _given_first(text)
    if not is_person_name(name):
        return None
    start = value.line.text.index(text, value.start)
    evidence = list(manuscript.line_evidence(value.line, start, start + len(text), "name"))
    at = manuscript.position_of(value.line.ref)
    phone, email, below = _contacts(manuscript, at, start + len(text), name)
    title_part = _title_below(manuscript, at, start) if title is None else None
    if title_part is not None:
        title = title_part.text
        evidence += manuscript.line_evidence(title_part.line, title_part.start, title_part.end, "title")
    return Officer(
        name=name,
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
    if _given_first(text) != text:
        return None, text
    parts = _NAME_ENDS.split(text)
    office = len(parts) > 1 and is_body_name(parts[0].strip())
    name = parts[1 if office else 0].strip()
    if split := _CORRECT_CASE.match(name):
        return split["title"], split["name"]
    first, _, rest = name.partition(" ")
    return (first, rest) if is_title_word(first) and is_person_name(rest) else (None, name)


def _given_first(text: str) -> str:
    """A name in the order of speech: of `Lindström, Petronella` the other way round."""
    found = _SURNAME_FIRST.fullmatch(text)
    turned = text if found is None else f"{found['given']} {found['surname']}"
    return turned if is_person_name(turned) else text


def _title_below(manuscript: Manuscript, position: int, start: int) -> Part | None:
    """The title under the name that begins at `start`: the line below, or what it has in the name's column."""
    name = next(cell for cell in manuscript.lines[position].cells if cell.start <= start < cell.end)
    for below in manuscript.lines[position + 1 : position + 2]:
        if below.gap >= 1:
            return None
        alone = [(0, len(below.text), below.text)]
        columns = [(c.start, c.end, c.text) for c in below.in_column_of(name)]
        for first, last, text in alone if len(below.cells) == 1 else columns:
            if is_title(text) and (not label_alone(text) or _over_mail(manuscript, position + 1)):
                return Part(line=below, start=first, end=last)
    return None


def _over_mail(manuscript: Manuscript, position: int) -> bool:
    """`Sekreterare`, which is a label too, between a name and its e-mail address."""
    return any(EMAIL.match(line.text) for line in manuscript.lines[position + 1 : position + 2])


def _contacts(
    manuscript: Manuscript, position: int, after: int, name: str
) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
    """Telephone and e-mail on the name's line or right under it, in its column, before another label than theirs.

    The address of an office under its officer's name, `kommun@ekby.example`, is not the officer's own.
    """
    found: dict[str, str] = {}
    evidence: list[Evidence] = []
    for line, start, end in _own_stretches(manuscript, position, after):
        for key, pattern in (("phone", PHONE), ("email", EMAIL)):
            match = (
                None if key in found else pattern.search(line.text, start, min(end, start + LONGEST_CONTACTS))
            )
            if match and (key == "phone" or spells(match.group(), name)):
                found[key] = " ".join(match.group().split())
                evidence += manuscript.line_evidence(line, match.start(), match.end(), key)
    return found.get("phone"), found.get("email"), tuple(evidence)


def spells(mail: str, name: str) -> bool:
    """Whether an e-mail address is made of the person's name."""
    person = fold(mail.partition("@")[0])
    return any(word in person for word in fold(name).replace("-", " ").split() if len(word) >= PART_OF_NAME)


def _own_stretches(manuscript: Manuscript, position: int, after: int) -> Iterator[tuple[Line, int, int]]:
    """Where the name's own telephone may stand: behind it, and in its column of the next lines."""
    name_line = manuscript.lines[position]
    own = next(cell for cell in name_line.cells if cell.start < after <= cell.end)
    in_foot = _in_foot(manuscript, name_line)
    yield name_line, after, own.end
    for cell in name_line.cells:
        if cell.start >= after:
            yield name_line, cell.start, cell.end
    for line in manuscript.lines[position + 1 : position + LINES_DOWN]:
        cells = _in_column(own, line)
        keys = {label_alone(c.text) or (label_first(c.text) or (None,))[0] for c in cells}
        ends = line.gap >= 1 or any(contact(cell.text) == "switchboard" for cell in cells)
        if line.ref.page != name_line.ref.page or (ends and not keys & _CONTACT_KEYS) or keys - _OWN_KEYS:
            return
        if line.gap >= 1 and _in_foot(manuscript, line) and not in_foot:
            return  # The telephone there is the switchboard's.
        for cell in cells:
            yield line, cell.start, cell.end


def _in_foot(manuscript: Manuscript, line: Line) -> bool:
    passage = manuscript.passage_of(line)
    return passage is not None and passage.kind == "footer"


def _in_column(own: Cell, line: Line) -> list[Cell]:
    """The cells under the name, and the value beside a label there; a line that is one cell as a whole, unless
    that ends where the name's column has not begun."""
    if len(line.cells) == 1 and line.box is not None and line.cells[0].x1 < own.x0:
        return []
    if len(line.cells) == 1 or line.cells[0].x0 >= own.x1:
        return list(line.cells)
    under = line.in_column_of(own)
    behind = [cell for cell in line.cells if under and cell.start > under[-1].start][:1]
    labelled = under and label_alone(under[-1].text) in _CONTACT_KEYS
    return [*under, *behind] if labelled else under


def officer_in_prose(manuscript: Manuscript) -> Officer | None:
    for passage in manuscript.body:
        for rule, pattern in OFFICER_PROSE if "officer" in passage.cues else ():
            for match in pattern.finditer(passage.text):
                if officer := _in_sentence(manuscript, passage, match, rule):
                    return officer
    return None


def _in_sentence(manuscript: Manuscript, passage: Passage, match: re.Match[str], rule: str) -> Officer | None:
    name, start = " ".join(match.group("name").split()), match.start("name")
    title = " ".join(match["title"].split()) if match["title"] else None
    first, _, rest = name.partition(" ")
    if title is None and is_title_word(first) and is_person_name(rest):
        name, title, start = rest, first, start + len(match.group("name")) - len(rest)
    evidence = manuscript.evidence(passage, start, match.end("name"), "name")
    if not evidence or (" " in name and not is_person_name(name)):
        return None
    raw = " ".join(match.group().split())
    phone, email, more = _contacts_behind(manuscript, passage, match.end())
    return Officer(
        name=name, title=title, phone=phone, email=email, rule=rule, raw=raw,
        evidence=(*evidence, *more),
    )  # fmt: skip


def _contacts_behind(
    manuscript: Manuscript, passage: Passage, at: int
) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
    """`…, tfn 08-…` behind a name in a sentence, before its end and before anybody else is named."""
    text = passage.text[at : at + NEAR_NAME]
    ends = _ENDS_CONTACT.search(text)
    text = text if ends is None else text[: ends.start()]
    found: dict[str, str] = {}
    evidence: list[Evidence] = []
    for key, pattern in (("phone", PHONE), ("email", EMAIL)):
        if match := pattern.search(text):
            found[key] = " ".join(match.group().split())
            evidence += manuscript.evidence(passage, at + match.start(), at + match.end(), key)
    return found.get("phone"), found.get("email"), tuple(evidence)


def contact_in_text(manuscript: Manuscript) -> Officer | None:
    """The one whom the text tells to ask, with a telephone or an e-mail address of their own."""
    for passage in manuscript.body:
        for match in CONTACT_SENTENCE.finditer(passage.text) if passage.kind == "paragraph" else ():
            officer = _in_sentence(manuscript, passage, match, "officer.contact")
            if officer is not None and (officer.phone or officer.email):
                return officer
    return None
