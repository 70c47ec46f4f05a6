"""Who sends a document, where the letterhead holds no name that sounds like a public body's."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.metadata import DocumentType, Text
from workers.metadata.letterhead import ADDRESS_LINE, LONGEST_INITIALS, begins_name, body_text
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lines import Cell, Line
from workers.structure.list_headings import heads_addressees
from workers.structure.names import is_person_name, is_title
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import contact, is_document_word, label_alone, label_first

FIRST_LINES = 4
"""A sender that the text names stands among so many first lines."""
LONGEST_ADDRESS = 400
"""Characters of a line of addresses and numbers."""
LONGEST = 70
"""Characters of an organisation's name."""
STAMP_LINES = 4
"""Lines of a stamp that may be read before the sender."""
SHORTEST = 3
PARAGRAPHS, LONGEST_PARAGRAPH = 12, 2000
"""So many paragraphs, and so many characters of each, tell who speaks."""
OPENING = 400
"""Characters of a paragraph at whose beginning a name may stand."""
CLOSING_LINE = 130
"""Characters of a line under the text or in the foot."""
SENDER_LINES = 3
"""Lines after an organisation's name in which its address or organisation number stands."""
OWN_PAPERS = frozenset({"protokoll", "protokollsutdrag", "årsbokslut", "kallelse", "riktlinje", "other"})
"""What companies and associations write for themselves, with nothing over it but their name."""
LETTERS = frozenset({"skrivelse", "överklagande", "remissvar", "other"})
"""Kinds of documents that others than authorities write."""

_ORGANISATION = re.compile(
    r"(?:AB|HB|KB|Brf|Stiftelsen|Föreningen|Riksförbundet|Förbundet) \S.*|\S.* (?:AB|HB|KB|Aktiebolag)(?: \(publ\))?|"
    r"\S*(?:\S+ ){0,3}\S*(?:förening|föreningen|förbund|förbundet|byalag|sällskap|sällskapet|klubb|klubben|byrå|organisation|"
    r"rådet|stiftelse|stiftelsen|företagen|församling|samfällighet)(?: (?:i|för|mot|på) \S+(?: \S+){0,3}| \S+)?",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:AB|HB|KB|Stiftelsen|Brf) \S.*|\S.* (?:AB|HB|KB|Aktiebolag)(?: \(publ\))?")
_SPEAKS = (
    r"(?:har|tackar|avstyrker|tillstyrker|anser|vill|välkomnar|ser|stödjer|delar|representerar|är|begär|föreslår|"
    r"instämmer|yttrar|lämnar|ställer|konstaterar|bedömer|avstår|önskar|beslutar|avslutar|avslår|bifaller|beviljar|förelägger|meddelar|avvisar|"
    r"överlämnar|redovisar|informerar|inbjuder|anmäler|ansöker|hemställer|yrkar|anför|finner|gör)"
)
"""What an author does in a text."""
_GOES_ON = re.compile(rf" (?:\(\w+\) )?{_SPEAKS}\b")
_OWN_WORK = re.compile(
    r"s? (?:beslut|bedömning|ställningstagande|synpunkter|yttrande|inställning|överväganden|avgörande|förslag)\b"
)
"""`Skolgranskningens beslut`: what an author calls its own."""
_SPEAKER = re.compile(rf"^(?P<body>[A-ZÅÄÖ][\wåäö&-]{{2,40}}(?: [\wåäöÅÄÖ&-]{{2,40}}){{0,5}}?) {_SPEAKS}\b")
_ORGNR = re.compile(r"\borg(?:anisations)?\.?\s?-?(?:nr|nummer)|\b\d{6}-\d{4}\b", re.IGNORECASE)
_FOR = re.compile(r"(?:För|På uppdrag av|För styrelsen i) (?P<body>[A-ZÅÄÖ]\S+(?: \S+){0,5}?)[,:]?$")
_ON_BEHALF = re.compile(r"(?:På|För) (?P<body>[A-ZÅÄÖ][\wåäö]+(?: [\wåäö]+){0,4}?)s vägnar\b")
_ADDRESS_OF = re.compile(
    r"\b(?:[Pp]ostadress|POSTADRESS|[Aa]dress):? (?P<body>[A-ZÅÄÖ][^\d,:]{3,60}?)(?=,| (?:Box|SE-|S-|\d)|$)"
)
_ORGAN = re.compile(
    r"(?:Organ(?: och §§)?|Beslutande organ|Nämnd/[Ss]tyrelse|Styrelse/[Nn]ämnd|Myndighet)[: ]\s*(?P<body>[A-ZÅÄÖ]\S.{3,80}?)(?=\s{3}|\s+(?:§|Sammanträdes|Datum\b)|$)"
)
_MUNICIPALITY = re.compile(r"(?:[A-ZÅÄÖ]\S+ ){1,2}(?:kommun|stad)|Region [A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ]\S+)?")
_TOWN = re.compile(r"(?:SE-|S-)?\d{3} ?\d{2} +(?P<place>[A-ZÅÄÖ][a-zåäö]+)$")


def find_sender(manuscript: Manuscript, taken: str, kind: DocumentType) -> Text | None:
    """An organisation at the top of its own letter, or a name there that speaks in the text."""
    first = manuscript.lines[0].ref.page
    own = [
        (position, line)
        for position, line in enumerate(manuscript.lines[: FIRST_LINES + STAMP_LINES])
        if line.ref.page == first and _is_no_stamp(manuscript, line)
    ]
    for position, line in own[:FIRST_LINES]:
        cell = line.cells[0]
        name = cell.text.strip("* ")
        if manuscript.site.is_body(name) or not may_be_sender(name, taken):
            continue
        spoken = _times_speaking(manuscript, name)
        # A name like a person's must speak twice: `Svensk Återvinning avstyrker …`.
        if spoken > is_person_name(name) or _is_organisation(manuscript, position, name, kind):
            return _spelled_out(manuscript, name) or body_text(manuscript, [(line, cell)], "issuer.sender")
    return _speaker_with_footer(manuscript, taken) if kind in LETTERS else None


def _spelled_out(manuscript: Manuscript, name: str) -> Text | None:
    """What initials at the top stand for, as the text says it: `PRV (Patent- och registreringsverket)`."""
    if not name.isupper() or len(name) > LONGEST_INITIALS:
        return None
    full = re.compile(rf"\b{re.escape(name)} \((?P<body>[A-ZÅÄÖ][^()\d]{{5,60}})\)")
    for passage in manuscript.body if name.isalpha() else ():
        if name in passage.text and (found := full.search(passage.text)):
            evidence = manuscript.evidence(passage, *found.span("body"))
            return Text(value=found["body"], raw=found["body"], rule="issuer.sender", evidence=evidence)
    return None


def _is_no_stamp(manuscript: Manuscript, line: Line) -> bool:
    passage = manuscript.passage_of(line)
    return passage is not None and passage.kind != "stamp"


def may_be_sender(name: str, taken: str) -> bool:
    if not SHORTEST <= len(name) <= LONGEST or not name[0].isupper() or name.casefold() == taken:
        return False
    if any(c.isdigit() for c in name) or name.endswith((".", ":", ",")) or begins_name(name):
        return False
    return not (
        is_title(name) or label_alone(name) or label_first(name) or contact(name) or is_document_word(name)
    )


def _times_speaking(manuscript: Manuscript, name: str) -> int:
    """In how many of the first paragraphs the body of this name does or thinks something."""
    texts = [p for p in manuscript.body if not p.head_like][:PARAGRAPHS]
    return sum(_speaks_in(p.text[:LONGEST_PARAGRAPH], name.casefold()) for p in texts)


def _speaks_in(text: str, name: str) -> bool:
    """Whether a sentence of the text begins with the name and goes on with a verb of saying."""
    lower = text.casefold()
    at = lower.find(name)
    while at >= 0:
        begins = at <= len("”– ") or lower[:at].endswith((". ", "! ", "? "))
        if begins and (_GOES_ON.match(lower, at + len(name)) or _OWN_WORK.match(lower, at + len(name))):
            return True
        at = lower.find(name, at + 1)
    return False


def _is_organisation(manuscript: Manuscript, position: int, name: str, kind: DocumentType) -> bool:
    """By its form of company or association, with its address or number below or in the foot.

    Over its own minutes and accounts a company's name needs no address, nor an association's that begins them.
    """
    if not _ORGANISATION.fullmatch(name):
        return False
    if kind in OWN_PAPERS:
        return position == 0 or _COMPANY.fullmatch(name) is not None
    if kind not in LETTERS:
        return False
    after = manuscript.lines[position + 1 : position + 1 + SENDER_LINES]
    foot = (line for line in manuscript.lines[position + 1 :] if line.text.startswith(name))
    if any(_ORGNR.search(line.text) or ADDRESS_LINE.search(line.text) for line in foot):
        return True
    return any(
        ADDRESS_LINE.search(line.text) or _ORGNR.search(line.text) or line.text.startswith("c/o")
        for line in after
    )


def _speaker_with_footer(manuscript: Manuscript, taken: str) -> Text | None:
    """The first to speak in the text, when the same name stands in the foot or under the text."""
    for passage in manuscript.body:
        if passage.head_like or passage.kind == "heading":
            continue
        match = _SPEAKER.match(passage.text[:OPENING])
        if match is None or match["body"].casefold() == taken:
            continue
        name = match["body"]
        signed = re.compile(rf"(?:För )?{re.escape(name)}\b")
        places = [line for line in manuscript.lines if signed.match(line.text) and line.text != passage.text]
        elsewhere = [line for line in places if manuscript.passage_of(line) is not passage]
        if any(len(line.text) < CLOSING_LINE and _closes(manuscript, line) for line in elsewhere):
            evidence = manuscript.evidence(passage, *match.span("body"))
            return Text(value=name, raw=name, rule="issuer.sender", evidence=evidence) if evidence else None
        return None
    return None


def _closes(manuscript: Manuscript, line: Line) -> bool:
    """A foot, or a line of the signature: `För Riksförbundet Eken`."""
    passage = manuscript.passage_of(line)
    furniture = passage is not None and passage.kind in ("footer", "header")
    return furniture or line.text.startswith("För ") or _ORGNR.search(line.text) is not None


def names_in_furniture(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """Municipalities, regions and bodies that stand in running heads and feet, each once."""
    seen: set[str] = set()
    for passage in manuscript.passages:
        if passage.kind not in ("header", "footer"):
            continue
        for line in _lines_of(manuscript, passage):
            for cell in line.cells:
                name = cell.text.split(",")[0].strip("* ")
                body = _MUNICIPALITY.fullmatch(name) or manuscript.site.is_body(name)
                if (
                    not body
                    or is_title(name)
                    or ":" in name
                    or name.casefold() in (*seen, taken)
                    or is_document_word(name)
                ):
                    continue
                seen.add(name.casefold())
                short = Cell(text=name, start=cell.start, end=cell.start + len(name), x0=cell.x0, x1=cell.x1)
                if found := body_text(manuscript, [(line, short)], "issuer.furniture"):
                    yield found


def _lines_of(manuscript: Manuscript, passage: Passage) -> Iterator[Line]:
    last = None
    for ref in passage.refs:
        line = manuscript.line_of(ref)
        if line is not last:
            yield line
        last = line


def named_in_address(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """`Postadress: Almby kommun, 123 45 Almby`: who an address in head or foot is of."""
    for line in manuscript.lines:
        for found in _ADDRESS_OF.finditer(line.text[:LONGEST_ADDRESS]):
            name = found["body"]
            if name.casefold() == taken or not (
                _MUNICIPALITY.fullmatch(name) or manuscript.site.is_body(name)
            ):
                continue
            evidence = manuscript.line_evidence(line, *found.span("body"))
            if evidence:
                yield Text(value=name, raw=name, rule="issuer.address", evidence=evidence)
                return


def named_over_address(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """`Almby kommun` over `123 45 Almby`, or an authority over its box: the own address, with which a page ends."""
    for line, below in pairwise(manuscript.lines):
        if below.gap >= 1 or contact(below.text) is None or not ADDRESS_LINE.search(below.text):
            continue
        passage, foot = manuscript.passage_of(line), manuscript.passage_of(below)
        if passage is None or (passage.head_like and passage.number <= 0):
            continue  # In the head it may be the addressee's.
        town = _TOWN.match(below.text)
        for cell in line.cells:
            name = cell.text.strip("* ")
            placed = town and _MUNICIPALITY.fullmatch(name) and name.startswith(town["place"][:-1])
            own = foot is not None and foot.kind == "footer" and manuscript.site.is_body(name)
            if (placed or own) and name.casefold() != taken:
                if found := body_text(manuscript, [(line, cell)], "issuer.address"):
                    yield found
                return


def named_as_organ(manuscript: Manuscript) -> Iterator[Text]:
    """`Organ   Kommunstyrelsen`, `Organ   Ekby kommun: Nämnden`, in the notice that minutes have been approved."""
    for line in manuscript.lines:
        found = _ORGAN.match(line.text)
        name = found["body"].strip() if found else ""
        if found and manuscript.site.is_body(name):
            start = found.start("body")
            evidence = manuscript.line_evidence(line, start, start + len(name))
            if evidence:
                value = ", ".join(name.split(": "))
                yield Text(value=value, raw=name, rule="issuer.organ", evidence=evidence)
                return


def named_under_closing(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """`Med vänlig hälsning` over `Ekby byalag`: the association in whose name a letter is signed."""
    for line, below in pairwise(manuscript.lines):
        name = below.cells[0].text.strip("* ")
        if not is_signing_cue(line.text) or name.casefold() == taken or not _ORGANISATION.fullmatch(name):
            continue
        if found := body_text(manuscript, [(below, below.cells[0])], "issuer.signature"):
            yield found


def named_over_signature(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """`LANDSTINGSSTYRELSEN` alone on a line over the names of those who sign for it."""
    for line, below in pairwise(manuscript.lines):
        name = line.cells[0].text.strip("* ")
        alone = len(line.cells) == 1 and name.casefold() != taken and manuscript.site.is_body(name)
        again = (other for other in manuscript.lines if other is not line and name in other.text)
        if alone and not name.isupper() and next(again, None) is None:
            continue  # The last of those who get a copy, over the signatures.
        passage = manuscript.passage_of(line)
        if not alone or passage is None or (passage.head_like and passage.number <= 0):
            continue
        if passage.section is not None and heads_addressees(passage.section):
            continue
        if is_person_name(below.cells[0].text) and (
            found := body_text(manuscript, [(line, line.cells[0])], "issuer.signature")
        ):
            yield found


def named_in_signature(manuscript: Manuscript, taken: str) -> Iterator[Text]:
    """`På Skolinspektionens vägnar`, `För Riksförbundet Eken`."""
    for passage in manuscript.body:
        if passage.head_like or len(passage.text) > LONGEST:
            continue
        match = _ON_BEHALF.search(passage.text) or _FOR.fullmatch(passage.text)
        if match is None or match["body"].casefold() == taken:
            continue
        name = match["body"][0].upper() + match["body"][1:]
        evidence = manuscript.evidence(passage, *match.span("body"))
        if evidence and not is_person_name(name):
            yield Text(value=name, raw=match["body"], rule="issuer.signature", evidence=evidence)
