"""Bodies: who drew the document up, and to whom it is addressed. Only what the text says."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.metadata import Text
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lines import Cell, Line
from workers.structure.vocabulary import is_body_name, is_document_word, label_alone, label_first

LONGEST_NAME = 110
"""Characters of a row of the letterhead."""
SAME_COLUMN = 12
"""Points, or columns: cells that begin this close stand in one column."""
FIRST_LINES = 14
"""A letterhead stands among this many lines."""

_MUNICIPALITY = re.compile(
    r"(?:[\wÅÄÖåäö.-]+ ){0,2}[\wÅÄÖåäö-]+ (?:kommun|stad)|Region \w+(?: \w+)?|\w+ läns landsting",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:avdelning|enhet|stab|sektion|team|expedition)", re.IGNORECASE)
_AUTHORITY = re.compile(
    r"(?:länsstyrelsen|\w+verket|\w*myndigheten|\w*kollegiet|\w*inspektionen|riksdagens ombudsmän|justitiekanslern|regeringen|"
    r"\w+(?:domstolen|rätten)|allmänna reklamationsnämnden|statens \w+|sveriges \w+|\w*ämbetet|\w*arkivet|\w*institutet?|"
    r"\w+departementet|\w+förvaltning(?:en)?|\w+nämnd(?:en)?|\w+kontoret|\w+styrelsen|.+förening(?:en)?\b.*|\w+(?:sföretag|förbund)et)",
    re.IGNORECASE,
)
_ADDRESS_LINE = re.compile(
    r"(?<!\d)\d{3} ?\d{2} +[A-ZÅÄÖ]|\bBox \d+|\w(?:gatan|vägen|gränd|torget|plan|allén|stigen)\s*\d+"
)
_ADDRESSEE_WORD = re.compile(
    r"nämnd|styrels|departement|myndighet|verket|kommun|rätt(?:en)?\b|domstol|fullmäktige|länsstyrels|inspektion|kansli|region|ämbete|utskott",
    re.IGNORECASE,
)
_BOARD = re.compile(r".*(?:nämnden?|styrelsen?|fullmäktige|utskottet)(?: i .*)?", re.IGNORECASE)
_GENITIVE_MEETING = re.compile(r"till\s+(?P<body>\S.*?)s\s+(?:sammanträde|möte)", re.IGNORECASE)
_ASKED = re.compile(
    r"föresl[åa]r (?P<body>(?:\w+[ -])?\w*(?:nämnden|n[äda]mnden|styrelsen|ndmnden|utskottet|fullmäktige))(?:,)? (?:att )?(?:beslut|följande|föreslå)"
)
_OWN_REPORT = re.compile(
    r"\b(?P<body>\w+(?:förvaltningen|kontoret|arkivet|verket|museet|staben|kansliet))s tjänsteutlåtande\b",
    re.IGNORECASE,
)
_PROPOSER = re.compile(
    r"^(?P<body>\w+(?:förvaltningen|kontoret|forvaltningen|f[öo]rvaltningen)) f[öo]resl[åa]r "
)
_VAGUE = frozenset(
    {
        "förvaltningen",
        "stadsdelsförvaltningen",
        "kontoret",
        "forvaltningen",
        "stadsledningskontoret",
        "nämnden",
    }
)
"""Names that do not tell which body it is, or (stadsledningskontoret) usually name the other party."""


def find_issuer(manuscript: Manuscript, recipient: Text | None) -> Text | None:
    """The body in the letterhead, or the one that the text calls the author."""
    taken = recipient.value.casefold() if recipient else ""
    return (
        _decided_by_label(manuscript)
        or _letterhead(manuscript, taken)
        or _author_in_text(manuscript)
        or _authority_in_text(manuscript, taken)
    )


def _letterhead(manuscript: Manuscript, taken: str) -> Text | None:
    """Municipality and administration, or the authority, in the first lines before the addressee."""
    parts: list[tuple[Line, Cell]] = []
    to = False
    for line in manuscript.lines[:FIRST_LINES]:
        if line.ref.page != manuscript.lines[0].ref.page:
            break
        to = to or label_alone(line.text.split("**")[-1] if "**" in line.text else line.text) == "recipient"
        if to or len(line.text) > LONGEST_NAME or "INKOM" in line.text.upper():
            break
        for cell in line.cells:
            if _is_letterhead(manuscript, line, cell, taken, first=not parts):
                parts.append((line, cell))
    if not parts:
        return None
    named = parts[:1]
    same_column = [
        p for p in parts[1:] if abs(p[1].x0 - parts[0][1].x0) < SAME_COLUMN and not _UNIT.search(p[1].text)
    ]
    wider = _MUNICIPALITY.fullmatch(parts[0][1].text) or parts[0][1].text.casefold() == "länsstyrelsen"
    if wider and same_column:
        named = [parts[0], same_column[0]]
    return _text(manuscript, named, "issuer.letterhead")


def _is_letterhead(manuscript: Manuscript, line: Line, cell: Cell, taken: str, *, first: bool) -> bool:
    text = cell.text.strip("* ")
    if not is_body_name(text) and not (first and line is manuscript.lines[0] and _AUTHORITY.fullmatch(text)):
        return False
    if is_document_word(text) or label_first(text) or text.casefold() == taken:
        return False
    passage = manuscript.passage_of(line)
    if passage is None or passage.kind == "stamp" or not passage.head_like:
        return False
    position = manuscript.line_index[line.ref.page, line.ref.line]
    after = manuscript.lines[position + 1 : position + 3]
    # Name, street, postcode in the right half or after the head is the addressee.
    addressed = any(_ADDRESS_LINE.search(other.text) or "@" in other.text for other in after)
    return not addressed or line is manuscript.lines[0]


def _text(manuscript: Manuscript, parts: list[tuple[Line, Cell]], rule: str) -> Text | None:
    value = ""
    for _line, cell in parts:
        text = cell.text.strip("* ")
        text = _calm(text)
        value = (
            text
            if not value
            else f"{value} {text}"
            if value.casefold() == "länsstyrelsen"
            else f"{value}, {text}"
        )
    evidence = tuple(e for line, cell in parts for e in manuscript.line_evidence(line, cell.start, cell.end))
    raw = " ".join(cell.text for _, cell in parts)
    return Text(value=value, raw=raw, rule=rule, evidence=evidence) if evidence else None


def _calm(text: str) -> str:
    """`LJUNGSELE KOMMUN` as names are written: `Ljungsele kommun`; the raw value keeps the capitals."""
    if not text.isupper():
        return text
    words = text.casefold().split()
    return " ".join(w.capitalize() if i == 0 else w for i, w in enumerate(words))


_DECIDED_BY = re.compile(
    r"dokumentet är beslutat av:\s*(?P<body>\S.{1,200}?)\s{0,80}$", re.IGNORECASE | re.MULTILINE
)
_ORGANISATION = re.compile(
    r"\borganisation:\s*(?P<body>\S.{1,200}?)\s{0,80}(?:$|\s{3})", re.IGNORECASE | re.MULTILINE
)


def _decided_by_label(manuscript: Manuscript) -> Text | None:
    """The form's own line: `Dokumentet är beslutat av: Vård- och omsorgsnämnden`."""
    for pattern in (_DECIDED_BY, _ORGANISATION):
        for passage in manuscript.passages:
            if match := pattern.search(passage.text):
                return _found(manuscript, passage, match, "issuer.label")
    return None


def _found(manuscript: Manuscript, passage: Passage, match: re.Match[str], rule: str) -> Text | None:
    body = match.group("body")
    evidence = manuscript.evidence(passage, *match.span("body"))
    value = body[0].upper() + body[1:]
    return (
        Text(value=" ".join(value.split()), raw=" ".join(body.split()), rule=rule, evidence=evidence)
        if evidence
        else None
    )


def _author_in_text(manuscript: Manuscript) -> Text | None:
    """`godkänner kulturförvaltningens tjänsteutlåtande`, `Utbildningsförvaltningen föreslår …`."""
    for pattern, rule in ((_OWN_REPORT, "issuer.own_report"), (_PROPOSER, "issuer.proposer")):
        for passage in manuscript.body:
            match = pattern.search(passage.text)
            if (
                match
                and match.group("body").casefold() not in _VAGUE
                and not re.search("underlag", passage.section or "", re.IGNORECASE)
            ):
                return _found(manuscript, passage, match, rule)
    return None


_SPEAKER = re.compile(
    r"^(?P<body>Allmänna reklamationsnämnden|Riksdagens ombudsmän|Justitiekanslern|Regeringen|Kammarkollegiet|\w+verket|\w+myndigheten|"
    r"\w+kollegiet|\w+inspektionen|Statens \w+|Länsstyrelsen i \w+(?: län)?|\w+nämnden|\w+domstolen)\b"
    r"(?=,? (?:har|beslutade|gjorde|avstyrker|tillstyrker|lämnar|anser|vill|ställer|instämmer|yttrar))"
)


def _authority_in_text(manuscript: Manuscript, taken: str) -> Text | None:
    """The body that speaks first in the document, when it is also named in the head or foot, or alone speaks."""
    for line in manuscript.lines:
        passage = manuscript.passage_of(line)
        if (
            passage is not None
            and passage.kind == "head"
            and re.fullmatch(
                r"Riksdagens ombudsmän|Justitiekanslern|\w+domstolen|\w+rätten(?: i \w+)?", line.text
            )
        ):
            return _text(manuscript, [(line, line.cells[0])], "issuer.mast")
    for passage in manuscript.body:
        if passage.head_like:
            continue
        match = _SPEAKER.search(passage.text)
        if match and match.group("body").casefold() not in {taken, *_VAGUE}:
            return _found(manuscript, passage, match, "issuer.speaker")
        if match is None and passage.kind == "paragraph" and passage.number > 1:
            break
    for passage in manuscript.body:
        match = _SPEAKER.search(passage.text) if passage.kind == "heading" else None
        if match and match.group("body").casefold() != taken:
            return _found(manuscript, passage, match, "issuer.speaker")
    return None


def find_recipient(manuscript: Manuscript) -> Text | None:
    """After `Till`, in an address block, or the body that is asked to decide."""
    return (
        _labelled(manuscript)
        or _addressed(manuscript)
        or _standing_apart(manuscript)
        or _alone_in_head(manuscript)
        or _asked(manuscript)
    )


def _labelled(manuscript: Manuscript) -> Text | None:
    for position, line in enumerate(manuscript.lines[:40]):
        passage = manuscript.passage_of(line)
        if passage is None or not (passage.head_like or passage.number == 0):
            continue
        if match := _GENITIVE_MEETING.match(line.text):
            a, b = match.span("body")
            return Text(
                value=match.group("body"),
                raw=line.text[a : b + 1],
                rule="recipient.meeting",
                evidence=manuscript.line_evidence(line, a, b),
            )
        for cell in line.cells:
            tail = cell.text.replace("*", " ").rstrip()
            key = label_alone(cell.text)
            glued = "**" in cell.text and tail.endswith(" Till")
            if key == "recipient" or glued:
                if found := _below(manuscript, position, cell, glued=glued):
                    return found
            elif (
                (first := label_first(cell.text))
                and first[0] == "recipient"
                and is_body_name(cell.text[first[1] :].strip("* "))
            ):
                a = cell.start + first[1]
                b = cell.end
                return Text(
                    value=line.text[a:b].strip("* "),
                    raw=line.text[a:b],
                    rule="recipient.label",
                    evidence=manuscript.line_evidence(line, a, b),
                )
    return None


def _below(manuscript: Manuscript, position: int, label: Cell, *, glued: bool) -> Text | None:
    for line in manuscript.lines[position + 1 : position + 3]:
        for cell in line.cells:
            beside = (
                line.box is None and len(line.cells) == 1 and (len(manuscript.lines[position].cells) == 1)
            )
            if (glued or beside or (cell.x0 < label.x1 + 60 and cell.x1 > label.x0)) and label_alone(
                cell.text
            ) is None:
                return _text(manuscript, [(line, cell)], "recipient.label")
    return None


def _addressed(manuscript: Manuscript) -> Text | None:
    """A body's name over a street, a postcode or an e-mail address, below the letterhead."""
    lines = manuscript.lines[:30]
    for position, line in enumerate(lines):
        passage = manuscript.passage_of(line)
        if passage is None or passage.kind != "head" or position == 0 or len(line.cells) > 1:
            continue
        if not _ADDRESSEE_WORD.search(line.text) or not is_body_name(line.text) or label_first(line.text):
            continue
        after = [other for other in lines[position + 1 : position + 4] if not label_alone(other.text)]
        if any((_ADDRESS_LINE.search(o.text) or "@" in o.text) and len(o.cells) == 1 for o in after[:3]):
            return _text(manuscript, [(line, line.cells[0])], "recipient.address")
    return None


def _standing_apart(manuscript: Manuscript) -> Text | None:
    """A board's name alone above its meeting, right of the letterhead: `Räddningsnämnden` / `Sammanträde den …`."""
    for line, after in _pairs(manuscript):
        if (
            len(line.cells) == 1
            and is_body_name(line.text)
            and re.match(r"sammanträde\w*\b", after.text, re.IGNORECASE)
            and re.search(r"\d", after.text)
        ):
            passage = manuscript.passage_of(line)
            if passage is not None and passage.kind == "head" and line is not manuscript.lines[0]:
                return _text(manuscript, [(line, line.cells[0])], "recipient.meeting")
    return None


def _alone_in_head(manuscript: Manuscript) -> Text | None:
    """A board's name alone between letterhead and title, with room around it."""
    found: Line | None = None
    for line in manuscript.lines[3:30]:
        passage = manuscript.passage_of(line)
        if passage is None or passage.number != 0 or passage.section is not None:
            break
        board = len(line.cells) == 1 and _BOARD.fullmatch(line.text) and is_body_name(line.text)
        if board and passage.kind == "head" and line.gap >= 1 and line.after >= 1:
            found = line
    return _text(manuscript, [(found, found.cells[0])], "recipient.alone") if found else None


def _pairs(manuscript: Manuscript) -> Iterator[tuple[Line, Line]]:
    lines = manuscript.lines[:30]
    return pairwise(lines)


def _asked(manuscript: Manuscript) -> Text | None:
    for passage in manuscript.body:
        if match := _ASKED.search(passage.text):
            evidence = manuscript.evidence(passage, *match.span("body"))
            if evidence:
                return Text(
                    value=match.group("body"),
                    raw=match.group("body"),
                    rule="recipient.asked",
                    evidence=evidence,
                )
    return None
