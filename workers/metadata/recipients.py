"""To whom the document is addressed: after its label, in an address, or the board that is to decide."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.metadata import DocumentType, Text
from workers.metadata.addressees import BOARD, find_addressee, is_other_field
from workers.metadata.letterhead import COURT_NAME, body_text
from workers.metadata.mail import Mail
from workers.metadata.own_paper import decided_by_heading
from workers.metadata.passage import Manuscript
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name
from workers.structure.vocabulary import label_alone, label_first

UNADDRESSED = frozenset(
    {"protokoll", "protokollsutdrag", "kallelse", "riktlinje", "domstolsavgörande", "årsbokslut", "anmälningslista", "kommittédirektiv"}
)  # fmt: skip
"""Kinds of documents that are written to nobody in particular; copies go to those on their own list."""
LETTERS = frozenset({"skrivelse", "överklagande"})
RUNNING_TEXT = 120
"""Characters of a paragraph that is no field of the head."""
HEAD_LINES = 40
"""An addressee stands among so many first lines, before the first heading."""
LINES_DOWN = 4
"""An addressee stands at most so many lines under its label."""
_BODY_AND_DAY = re.compile(
    r"(?P<body>[A-ZÅÄÖ]\S*(?: och \S+)?(?:nämnden|styrelsen|fullmäktige)) \d{4}-\d\d-\d\d"
)
"""`Trafiknämnden 2017-04-27` in the head of a report: the board and the day on which it meets."""
REPORTS = frozenset({"tjänsteutlåtande", "tjänsteskrivelse"})
_TO_HOLDER_OF_OFFICE = re.compile(
    r"[Tt]ill (?P<who>(?i:statsrådet|\w*ministern?|(?:\S+ )?(?:kommun|region)rådet|\S+ ordförande) "
    r"[A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ]\S+){1,3}?)(?: \([A-ZÅÄÖ]{1,3}\))?"
)
"""`till statsrådet Eva Ek (S)` under the title of a question: whom a member asks."""
_GENITIVE_MEETING = re.compile(r"till\s+(?P<body>\S.*?)s\s+(?:sammanträde|möte)", re.IGNORECASE)
_HANDED_IN = re.compile(
    r"(?:inges|ges in|lämnas in|insändes|skickas|ställs)\s+till\s+(?P<body>[A-ZÅÄÖ].{3,80}?)\s*$",
    re.IGNORECASE,
)
"""An appeal is written to the court but handed in to the authority that decided."""
_AND_DAY = re.compile(r"(?P<body>\D.*\w),? \d{4}-\d\d-\d\d")
"""`Till  Idrottsnämnden 2022-05-02`: the board, and when it meets."""
_MAIL_BEHIND = re.compile(r"\s*<\S+@\S+>.*")
"""`Registrator <kommun@…>`: in the head of a printed e-mail."""
_GOVERNMENT_DECISION = re.compile(r"regeringsbeslut\b", re.IGNORECASE)
_MINISTRY = re.compile(
    r"(?:\w+- och )?\w*departementet|regeringen|regeringskansliet|statsrådsberedningen", re.IGNORECASE
)
_CONCERNED = r"(?:Sökande(?:n)?|Vårdgivare(?:n)?|Huvudman(?:nen)?|Verksamhetsutövare(?:n)?|Fastighetsägare(?:n)?|Ägare/nyttjanderättshavare|Byggherre(?:n)?|Anmälare(?:n)?)"
"""Whom a decision is about, in a form's own field."""
_APPLICANT = re.compile(rf"{_CONCERNED}\s*:?", re.IGNORECASE)
_NAME_OF_PARTY = re.compile(r"[A-ZÅÄÖ][^,;\d]{2,80}(?=[,;]|$)")
_APPLICANT_FIRST = re.compile(rf"{_CONCERNED}(?:\s*:)?\s+(?P<name>[A-ZÅÄÖ][^,;\d]{{2,80}})(?=[,;]|$)")
_BODY = r"[Nn]ämnden för [A-ZÅÄÖ]\w+(?: (?:och|&) [A-ZÅÄÖ]?\w+)?|(?:\w[\w-]*(?:- och|,)? )?(?:\w[\w-]* )?\w*(?:nämnden|ndmnden|namnden|styrelsen|utskottet|fullmäktige)"
ASKED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        # Förslag till beslut i samhällsbyggnadsnämnden
        rf"^[Ff]örslag till beslut (?:i|för|till) (?P<body>{_BODY})\s*:?$",
        # Tjänsteskrivelse till kommunstyrelsen
        rf"^(?i:tjänste(?:skrivelse|utlåtande)) till (?P<body>{_BODY})\s*$",
        # Kommunstyrelsen föreslås besluta
        rf"^(?P<body>{_BODY}) föreslås\b",
        # Hälso- och sjukvårdsnämnden föreslår regionstyrelsen besluta: the board itself is asked first
        rf"^(?P<body>{_BODY}) föreslår (?:att )?(?:\w+ )?\w*(?:styrelsen|fullmäktige)\b",
        # Förvaltningen föreslår kulturnämnden besluta; föreslår att nämnden beslutar; föreslår vi kommunfullmäktige besluta
        r"föresl[åa]r (?:(?:vi|jag) )?(?:att )?(?P<body>(?:\w+[ -])?\w*(?:nämnden|n[äda]mnden|styrelsen|ndmnden|utskottet|fullmäktige)),? (?:att )?(?:beslut|följande|föreslå|ställer|godkänner|överlämnar)",
    )
)
"""Sentences and headings that name who is to decide."""


def find_recipient(manuscript: Manuscript, kind: DocumentType) -> Text | None:
    """After `Till`, in an address block, or the body that is asked to decide."""
    found = _recipient(manuscript, kind)
    met = None if found is None else _AND_DAY.fullmatch(found.value)
    return found if found is None or met is None else found.model_copy(update={"value": met["body"]})


def _recipient(manuscript: Manuscript, kind: DocumentType) -> Text | None:
    if kind in UNADDRESSED:
        return None
    if manuscript.own_mail is not None:
        return _of_mail(manuscript, manuscript.own_mail)
    head = _head_lines(manuscript)
    found = _in_head(manuscript, _above_text(manuscript, head), kind)
    if found is None:
        found = _in_head(manuscript, _above_signature(manuscript, head), kind)
        if found is not None and kind in LETTERS and is_person_name(found.value):
            found = None  # Under the text, with the address: who wrote the letter.
    if kind in ("beslut", "delegationsbeslut") and (found is None or found.rule == "recipient.alone"):
        found = _applicant(manuscript, head) or found or _of_government(manuscript, head)
    if kind == "beslut" and found is None:
        found = _over_own_decision(manuscript, head)
    if kind == "delegationsbeslut":
        return found
    asked = _asked(manuscript)
    if found is None or asked is None or _may_be_one(found.value, asked.value):
        return found or asked
    return found.model_copy(update={"flags": ("ambiguous",)})


def _of_mail(manuscript: Manuscript, mail: Mail) -> Text | None:
    """Whom a printed e-mail was sent to, where its field holds one name."""
    named = mail.name_in("to")
    return None if named is None else _part(manuscript, named.line, named.start, named.end, "recipient.label")


def _in_head(manuscript: Manuscript, head: Sequence[Line], kind: DocumentType) -> Text | None:
    return (
        _handed_in(manuscript, head)
        or _labelled(manuscript, head)
        or (_meets(manuscript, head) if kind in REPORTS else None)
        or (_questioned(manuscript, head) if kind in LETTERS else None)
        or find_addressee(manuscript, head, kind)
    )


def _meets(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    for line in head:
        for cell in line.cells:
            if match := _BODY_AND_DAY.fullmatch(cell.text.strip("* ")):
                start = cell.start + cell.text.index(match["body"])
                return _part(manuscript, line, start, start + len(match["body"]), "recipient.meeting")
    return None


def _questioned(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    for line in head:
        if match := _TO_HOLDER_OF_OFFICE.fullmatch(line.text.strip("* ")):
            start = line.text.index(match["who"])
            return _part(manuscript, line, start, start + len(match["who"]), "recipient.label")
    return None


def _above_text(manuscript: Manuscript, head: Sequence[Line]) -> Sequence[Line]:
    """The lines before the first paragraph of running text."""
    for position, line in enumerate(head):
        passage = manuscript.passage_of(line)
        if passage is not None and passage.kind == "paragraph" and len(passage.text) > RUNNING_TEXT:
            return head[:position]
    return head


def _above_signature(manuscript: Manuscript, head: Sequence[Line]) -> Sequence[Line]:
    """The lines before a letter's closing, under which its writer's own address stands."""
    for position, line in enumerate(head):
        passage = manuscript.passage_of(line)
        if passage is not None and passage.kind == "signature":
            return head[:position]
    return head


def _may_be_one(addressed: str, asked: str) -> bool:
    """Whether two names may mean one body: `Ekens stadsdelsnämnd` and `stadsdelsnämnden`, or a board and its committee."""
    a, b = (name.casefold().removesuffix("en").removesuffix("n") for name in (addressed, asked))
    return (
        a in b
        or b in a
        or not BOARD.fullmatch(addressed)
        or b.startswith(("nämnd", "kommunfullmäktige", "kommunstyrelse"))
    )


def _head_lines(manuscript: Manuscript) -> list[Line]:
    """The lines before the first heading, on the first page."""
    found: list[Line] = []
    for line in manuscript.lines[:HEAD_LINES]:
        passage = manuscript.passage_of(line)
        if line.ref.page != manuscript.lines[0].ref.page or (passage is not None and passage.number > 0):
            break
        if passage is not None and (passage.head_like or passage.number == 0) and passage.kind != "stamp":
            found.append(line)
    return found


def _handed_in(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    for line in head:
        for cell in line.cells:
            match = _HANDED_IN.match(cell.text)
            if match and manuscript.site.is_body(match["body"]):
                a, b = match.span("body")
                return _part(manuscript, line, cell.start + a, cell.start + b, "recipient.handed_in")
    return None


def _labelled(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    for position, line in enumerate(head):
        if match := _GENITIVE_MEETING.match(line.text):
            a, b = match.span("body")
            found = _part(manuscript, line, a, b, "recipient.meeting")
            return found and found.model_copy(update={"raw": line.text[a : b + 1]})
        for cell in line.cells:
            tail = cell.text.replace("*", " ").rstrip()
            glued = "**" in cell.text and tail.endswith(" Till")
            first = label_first(cell.text)
            if label_alone(cell.text) == "recipient" or glued:
                if found := _beside(manuscript, line, cell):
                    return found
                if found := _below(manuscript, head, position, cell, glued=glued):
                    return found
            elif first is not None and first[0] == "recipient":
                named = _MAIL_BEHIND.sub("", cell.text[first[1] :])
                mailed = len(named) < len(cell.text) - first[1]
                name = named.strip("* ")
                if manuscript.site.is_body(name) or is_person_name(name) or (mailed and name):
                    start = cell.start + first[1]
                    return _part(manuscript, line, start, start + len(named), "recipient.label")
    return None


def _beside(manuscript: Manuscript, line: Line, label: Cell) -> Text | None:
    """`Mottagare:   Förbundsdirektionen`: the next cell of a form's row, whoever it names."""
    following = [c for c in line.cells if c.start > label.start]
    if not following or is_other_field(following[0].text):
        return None
    if not label.text.endswith(":") and not manuscript.site.is_body(following[0].text):
        return None
    return body_text(manuscript, [(line, following[0])], "recipient.label")


def _below(
    manuscript: Manuscript, head: Sequence[Line], position: int, label: Cell, *, glued: bool
) -> Text | None:
    """The first body under the label; where the label stands in a pile of them, values of others are passed by."""
    line = head[position]
    piled = any(
        label_alone(cell.text) not in (None, "recipient")
        for other in head[max(0, position - 1) : position + 2]
        if len(other.cells) == len(line.cells) == 1
        for cell in other.cells
    )
    first: tuple[Line, Cell] | None = None
    for below in head[position + 1 : position + 1 + LINES_DOWN]:
        for cell in below.cells:
            over = glued or _over(line, below, label, cell)
            if not over or is_other_field(cell.text):
                continue
            name = cell.text.strip("* ")
            named = manuscript.site.is_body(name) or COURT_NAME.fullmatch(name)
            if named and not is_person_name(cell.text):
                return body_text(manuscript, [(below, cell)], "recipient.label")
            first = first or (below, cell)
    if first is None or (piled and is_person_name(first[1].text)):
        return None
    return body_text(manuscript, [first], "recipient.label")


def _over(line: Line, below: Line, label: Cell, cell: Cell) -> bool:
    """Whether the label stands over the cell."""
    if below.box is None and len(below.cells) == 1 and len(line.cells) == 1:
        return True
    flat = below.box is None and len(below.cells) == len(line.cells) > 1
    if flat:
        return below.cells.index(cell) == line.cells.index(label)
    return cell.x0 < label.x1 + 60 and cell.x1 > label.x0


def _applicant(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    """`Sökande: Stiftelsen Eken, org.nr …`: a decision on an application is written to who made it."""
    for position, (line, below) in enumerate(pairwise(head)):
        if position and label_alone(head[position - 1].text) and len(line.cells) == 1:
            continue  # In a pile of labels the value is not the next line.
        following = [*pairwise(line.cells), (line.cells[-1], below.cells[0])]
        for label, cell in following:
            name = _NAME_OF_PARTY.match(cell.text)
            if _APPLICANT.fullmatch(label.text) and name is not None and not is_other_field(name.group()):
                holder = line if cell in line.cells else below
                return _part(manuscript, holder, cell.start, cell.start + name.end(), "recipient.applicant")
        if (found := _APPLICANT_FIRST.match(line.text)) and len(line.cells) == 1:
            return _part(manuscript, line, *found.span("name"), "recipient.applicant")
    return None


def _of_government(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    """In a decision of the Government the only body in the head that is no ministry: the one it is given to."""
    cells = [(line, cell) for line in head for cell in line.cells]
    if not any(_GOVERNMENT_DECISION.match(cell.text.strip("* ")) for _, cell in cells):
        return None
    named = [
        (line, cell)
        for line, cell in cells
        if manuscript.site.is_body(cell.text.strip("* ")) and not _MINISTRY.fullmatch(cell.text.strip("* "))
    ]
    return body_text(manuscript, named, "recipient.alone") if len(named) == 1 else None


def _over_own_decision(manuscript: Manuscript, head: Sequence[Line]) -> Text | None:
    """The body in the first line with words of a decision whose heading says that another one decided."""
    own = decided_by_heading(manuscript)
    top = [line for line in head if any(character.isalpha() for character in line.text)]
    named = [
        (line, cell)
        for line in top[:1]
        for cell in line.cells
        if own is not None
        and manuscript.site.is_body(name := cell.text.strip("* "))
        and own.value.casefold() not in name.casefold()
        and line.gap >= 1
    ]
    return body_text(manuscript, named, "recipient.alone") if len(named) == 1 else None


def _asked(manuscript: Manuscript) -> Text | None:
    bodies = [passage for passage in manuscript.body if "board" in passage.cues]
    for pattern in ASKED:
        for passage in bodies:
            for text, at in _lines_of(passage.text):
                if match := pattern.search(text):
                    a, b = match.span("body")
                    evidence = manuscript.evidence(passage, at + a, at + b)
                    if evidence:
                        body = match["body"]
                        return Text(
                            value=body[0].upper() + body[1:],
                            raw=body,
                            rule="recipient.asked",
                            evidence=evidence,
                        )
    return None


def _lines_of(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at
        at += len(line) + 1


def _part(manuscript: Manuscript, line: Line, start: int, end: int, rule: str) -> Text | None:
    evidence = manuscript.line_evidence(line, start, end)
    raw = line.text[start:end]
    return Text(value=raw.strip("* "), raw=raw, rule=rule, evidence=evidence) if evidence else None
