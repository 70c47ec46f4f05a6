"""Who drew the document up: the body in the letterhead, or the one that the text calls the author."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections import defaultdict
from collections.abc import Iterator

from schemas.metadata import DocumentType, Text
from workers.metadata.closed_up import is_of_somebody, own_column
from workers.metadata.labels import label_in_pile
from workers.metadata.letterhead import (
    ADDRESS_LINE,
    AUTHORITY,
    COURT_NAME,
    body_text,
    goes_on_in,
    over_office_holder,
    runs_on,
)
from workers.metadata.mail import Mail
from workers.metadata.own_paper import decided_by_heading
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.senders import (
    LETTERS,
    find_sender,
    may_be_sender,
    named_as_organ,
    named_in_address,
    named_in_signature,
    named_over_address,
    named_over_signature,
    named_under_closing,
    names_in_furniture,
)
from workers.metadata.signatories import is_present
from workers.metadata.speakers import find_speaker
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name
from workers.structure.vocabulary import is_document_word, label_alone, label_first

LETTERHEAD_POINTS, SENDER_POINTS, FURNITURE_POINTS, SIGNATURE_POINTS = 5, 7, 3, 4
"""What a name is worth by where it stands; a name in several places has the sum."""

LONGEST_NAME = 110
"""Characters of a row of the letterhead."""
SAME_COLUMN = 12
"""Points, or columns: cells that begin this close stand in one column."""
TOP = 3
"""Lines of a letterhead whose two halves stand at the left and at the right."""
FIRST_LINES = 14
"""A letterhead stands among this many lines."""
ADDRESS_LINES = 5
"""Lines of an address under its first one."""

_MUNICIPALITY = re.compile(
    r"(?:[\wÅÄÖåäö.-]+ ){0,2}[\wÅÄÖåäö-]+ (?:kommun|stad)|Region \w+(?: \w+)?|\w+ läns landsting",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\w+(?:- och \w+)?(?:kontoret|förvaltningen|nämnden|styrelsen)", re.IGNORECASE)
_BARE = re.compile(
    r"nämnd(?:en)?|styrelse|förvaltning|kontor|avdelning|enhet|utskott|organ|myndighet|svenska kyrkan",
    re.IGNORECASE,
)
"""Words of forms, which name no body, and what all parishes have over their own names."""
_MINISTRY = re.compile(r"(?:\w+- och )?\w+departementet", re.IGNORECASE)
_OF_STATE = re.compile(
    r"länsstyrelsen.*|lantmäteriet|\w+verket|.*(?:rätten|domstolen)(?: i .*)?", re.IGNORECASE
)
"""What is no municipality's office."""
_TOWN = re.compile(r"(?:SE-|S-)?\d{3} ?\d{2} [A-ZÅÄÖ]")
_OWN_FOOT = re.compile(r"(?:telefon|post|besök)\w*:? ", re.IGNORECASE)
"""The foot of the sender's own paper, read under its name: `Telefonväxel: 08-…`."""
_UNIT = re.compile(r"(?:avdelning|enhet|stab|sektion|team|expedition)", re.IGNORECASE)


def find_issuer(manuscript: Manuscript, recipient: Text | None, kind: DocumentType) -> Text | None:
    """The body with the most evidence: letterhead, furniture, signature, and who speaks in the text."""
    court = _court_of_title(manuscript) if kind == "domstolsavgörande" else None
    if labelled := court or _decided_by_label(manuscript) or _government(manuscript, kind):
        return labelled
    taken = recipient.value.casefold() if recipient else ""
    found = [
        (text, worth)
        for text, worth in _sources(manuscript, taken, kind)
        if kind != "överklagande" or not _COURT.search(text.value)
    ]
    points: dict[str, int] = defaultdict(int)
    for text, worth in found:
        for name in {_key(other.value) for other, _ in found}:
            points[name] += worth if _same_body(name, _key(text.value)) else 0
    own = decided_by_heading(manuscript) if kind == "beslut" else None
    if own is not None and not any(_same_body(_key(own.value), _key(text.value)) for text, _ in found):
        return own
    best = max(found, key=lambda f: (points[_key(f[0].value)], f[1]), default=None)
    if best is None and kind == "domstolsavgörande":
        return _court_alone(manuscript) or find_speaker(manuscript, taken, kind)
    if best is None and manuscript.own_mail is not None:
        return _writer_of_mail(manuscript, manuscript.own_mail)
    return best[0] if best else find_speaker(manuscript, taken, kind)


def _writer_of_mail(manuscript: Manuscript, mail: Mail) -> Text | None:
    """Who sent a printed e-mail that names no body under its text."""
    named = mail.name_in("from")
    if named is None or not (is_person_name(named.text) or manuscript.site.is_body(named.text)):
        return None
    cell = Cell(text=named.text, start=named.start, end=named.end, x0=named.line.x0, x1=named.line.x1)
    return body_text(manuscript, [(named.line, cell)], "issuer.sender")


def _court_alone(manuscript: Manuscript) -> Text | None:
    """`Mark- och miljööverdomstolen` on a line of its own under what a report of cases says of the judgment."""
    for line in manuscript.lines[:FIRST_LINES]:
        court = own_column(line.cells[0])
        if len(line.cells) == 1 and COURT_NAME.fullmatch(court.text):
            return body_text(manuscript, [(line, court)], "issuer.letterhead")
    return None


def _sources(manuscript: Manuscript, taken: str, kind: DocumentType) -> Iterator[tuple[Text, int]]:
    """Names with what each place is worth, the most telling places first."""
    if letterhead := _letterhead(manuscript, taken):
        yield letterhead, LETTERHEAD_POINTS
    if sender := find_sender(manuscript, taken, kind):
        yield sender, SENDER_POINTS
    for text in named_under_closing(manuscript, taken) if kind in LETTERS else ():
        yield text, SENDER_POINTS
    for text in names_in_furniture(manuscript, taken):
        yield text, FURNITURE_POINTS
    for text in (*named_in_signature(manuscript, taken), *named_over_signature(manuscript, taken)):
        yield text, SIGNATURE_POINTS
    for text in (
        *named_in_address(manuscript, taken),
        *named_over_address(manuscript, taken),
        *named_as_organ(manuscript),
    ):
        yield text, FURNITURE_POINTS


def _court_of_title(manuscript: Manuscript) -> Text | None:
    """`HÖGSTA FÖRVALTNINGSDOMSTOLENS` over or before `DOM`."""
    for line in manuscript.lines[:TOP]:
        first = line.cells[0]
        if found := _COURTS_JUDGMENT.fullmatch(first.text):
            end = first.start + found.end("court")
            court = Cell(text=found["court"], start=first.start, end=end, x0=first.x0, x1=first.x1)
            return body_text(manuscript, [(line, court)], "issuer.letterhead")
    return None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _same_body(one: str, other: str) -> bool:
    """Whether two names are of one body: a municipality with and without its board."""
    return one == other or one in other.split(", ") or other in one.split(", ")


def _letterhead(manuscript: Manuscript, taken: str) -> Text | None:
    """Municipality and administration, or the authority, in the first lines before the addressee.

    Over the fields of a printed e-mail stands whose mailbox it was printed from.
    """
    if manuscript.own_mail is not None:
        return None
    parts: list[tuple[Line, Cell]] = []
    to = False
    for line in manuscript.lines[:FIRST_LINES]:
        if line.ref.page != manuscript.lines[0].ref.page:
            break
        to = to or label_alone(line.text.split("**")[-1] if "**" in line.text else line.text) == "recipient"
        if to or len(line.text) > LONGEST_NAME:
            break
        for cell in map(own_column, line.cells):
            if _is_letterhead(manuscript, line, cell, taken, first=not parts):
                parts.append((line, cell))
    if not parts:
        return None
    return body_text(manuscript, _own_name(manuscript, parts), "issuer.letterhead")


def _own_name(manuscript: Manuscript, parts: list[tuple[Line, Cell]]) -> list[tuple[Line, Cell]]:
    """Of the names in a letterhead the cells that make up the issuer's."""
    if above := _beginning_of_name(manuscript, *parts[0]):
        return [above, parts[0]]
    if over := _over_unit(manuscript, *parts[0]):
        return [over]
    named = parts[:1]
    same_column = [
        p
        for p in parts[1:]
        if abs(p[1].x0 - parts[0][1].x0) < SAME_COLUMN
        and not _UNIT.search(p[1].text)
        and not _OF_STATE.fullmatch(p[1].text.strip("* "))
    ]
    if rest := _rest_of_name(manuscript, *parts[0]):
        named = [parts[0], rest]
    elif _MUNICIPALITY.fullmatch(parts[0][1].text.strip("* ")) and same_column:
        beginning = _beginning_of_name(manuscript, *same_column[0])
        named = [parts[0], *([beginning] if beginning else []), same_column[0]]
    elif beside := _office_beside(manuscript, parts):
        named = beside
    return named


def _office_beside(manuscript: Manuscript, parts: list[tuple[Line, Cell]]) -> list[tuple[Line, Cell]] | None:
    """`Göteborgs Stad` at the right of the page's top and its office at the left: the municipality first."""
    top = [part for part in parts if manuscript.position_of(part[0].ref) < TOP]
    towns = [part for part in top if _MUNICIPALITY.fullmatch(part[1].text.strip("* "))]
    offices = [part for part in top if _OFFICE.fullmatch(part[1].text.strip("* "))]
    left = min(line.x0 for line in manuscript.lines[:FIRST_LINES])
    if len(towns) != 1 or len(offices) != 1 or offices[0][1].x0 - left > SAME_COLUMN:
        return None
    return [*towns, *offices] if towns[0][1].x0 - left > SAME_COLUMN else None


def _over_unit(manuscript: Manuscript, line: Line, cell: Cell) -> tuple[Line, Cell] | None:
    """The name right over a unit's at the top of the page, however it sounds: `Kommunernas samarbetsorgan` /
    `Avdelningen för juridik`."""
    at = manuscript.position_of(line.ref)
    if at != 1 or not _UNIT.search(cell.text) or line.gap >= 1:
        return None
    above = manuscript.lines[0]
    top = above.cells[0]
    same = abs(top.x0 - cell.x0) < SAME_COLUMN
    return (above, top) if same and may_be_sender(top.text.strip("* "), "") else None


def _before_body(passage: Passage, position: int) -> bool:
    """In the head, alone in larger type on a cover or in a row at the top, or under a title that opens the page."""
    under_title = passage.number == 0 and passage.section is None and passage.kind == "paragraph"
    on_cover = passage.kind in ("heading", "table") and position < TOP
    return passage.kind != "stamp" and (passage.head_like or under_title or on_cover)


def _beginning_of_name(manuscript: Manuscript, line: Line, cell: Cell) -> tuple[Line, Cell] | None:
    """The cell over a name that begins in lower case: `Allmänna` / `reklamationsnämnden`.

    Between them the document's name may be read: `RIKSDAGENS` / `BESLUT` / `OMBUDSMÄN`.
    """
    at = manuscript.position_of(line.ref)
    if not (cell.text[:1].islower() or cell.text.isupper()):
        return None
    for above in reversed(manuscript.lines[max(0, at - 2) : at]):
        if not all(is_document_word(one.text) for one in above.cells):
            over = [own_column(one) for one in above.in_column_of(cell)]
            return (above, over[0]) if over and goes_on_in(over[0], cell) else None
    return None


def _rest_of_name(manuscript: Manuscript, line: Line, cell: Cell) -> tuple[Line, Cell] | None:
    """The cell under a court's or a county board's name that says where it is."""
    at = manuscript.position_of(line.ref)
    for below in manuscript.lines[at + 1 : at + 4]:
        first = own_column(below.cells[0])
        if goes_on_in(cell, first) and first.x0 < cell.x1:
            return below, first
    return None


def _is_letterhead(manuscript: Manuscript, line: Line, cell: Cell, taken: str, *, first: bool) -> bool:
    text = cell.text.strip("* ")
    top = line is _first_line(manuscript)
    named = first and top and (AUTHORITY.fullmatch(text) or _begins_name(manuscript, line, cell))
    if not manuscript.site.is_body(text) and not named:
        return False
    field = is_document_word(text) or label_first(text) or label_alone(text) or ": " in text
    if field or _BARE.fullmatch(text) or text.casefold() == taken or is_of_somebody(text):
        return False
    if _goes_on_from_above(manuscript, line, cell) or _under_label(manuscript, line, cell):
        return False
    passage = manuscript.passage_of(line)
    position = manuscript.position_of(line.ref)
    if passage is None or not _before_body(passage, position):
        return False
    of_addressee = _UNIT.search(text) or _MINISTRY.fullmatch(text)
    if is_present(manuscript.lines, position) or (
        of_addressee and _over_postcode(manuscript, position, cell)
    ):
        return False
    after = [line for line in manuscript.lines[position + 1 : position + 3] if not _OWN_FOOT.match(line.text)]
    # Name, street, postcode in the right half or after the head is the addressee.
    cells = [other.text for line in after for other in line.cells]
    addressed = any(ADDRESS_LINE.search(other) or "@" in other for other in cells)
    return not over_office_holder(manuscript.lines, position, cell) and (not addressed or top)


def _begins_name(manuscript: Manuscript, line: Line, cell: Cell) -> bool:
    """`Myndigheten för` over `samhällsskydd och beredskap`."""
    open_end = cell.text.lower().endswith((" för", " i", " över"))
    rest = _rest_of_name(manuscript, line, cell) if open_end else None
    return rest is not None and rest[0].gap < 1


def _goes_on_from_above(manuscript: Manuscript, line: Line, cell: Cell) -> bool:
    """The rest of a title or sentence: `… svar på remiss från` / `Arbetsmarknadsdepartementet`."""
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at and line.gap < 1 else None
    if cell.text[:1].islower():
        return _beginning_of_name(manuscript, line, cell) is None and not (
            above is None and len(cell.text.split()) > 1
        )
    return above is not None and runs_on(above, line)


def _over_postcode(manuscript: Manuscript, position: int, cell: Cell) -> bool:
    """A ministry, or a unit of the one addressed, with the town further down in the same column."""
    for below in manuscript.lines[position + 1 : position + 1 + ADDRESS_LINES]:
        if below.gap >= 1:
            return False
        under = below.in_column_of(cell)
        if any(_TOWN.match(c.text) for c in under):
            return True
    return False


def _first_line(manuscript: Manuscript) -> Line | None:
    """The first line that is no stamp's: a receiver's stamp is read first where it stands at the top."""
    for line in manuscript.lines[:FIRST_LINES]:
        passage = manuscript.passage_of(line)
        if passage is None or passage.kind not in ("stamp", "page_number"):
            return line
    return None


def _under_label(manuscript: Manuscript, line: Line, cell: Cell) -> bool:
    """The value of a form's field, such as `Beslutad av`: it need not be who wrote the document."""
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at else None
    if above is None or label_in_pile(manuscript, line, frozenset({"other"})):
        return above is not None
    over = above.in_column_of(cell)
    return any(label_alone(c.text) == "other" for c in over) and len(above.cells) > 1


def _government(manuscript: Manuscript, kind: DocumentType) -> Text | None:
    """The Government decides as a body: `Regeringsbeslut III:4` in the head, or the meeting of a directive."""
    word = {"beslut": _GOVERNMENT_DECISION, "kommittédirektiv": _GOVERNMENT_MEETING}.get(kind)
    for line in manuscript.lines[:FIRST_LINES] if word else ():
        for cell in line.cells:
            if word and (match := word.match(cell.text.strip("* "))):
                start = cell.start + cell.text.index(match.group())
                evidence = manuscript.line_evidence(line, start, start + len(match.group()))
                raw = match.group()
                return Text(value="Regeringen", raw=raw, rule="issuer.government", evidence=evidence)
    return None


_COURT = re.compile(r"(?:domstolen|rätten|tingsrätt|hovrätt)\b", re.IGNORECASE)
"""No court appeals."""
_COURTS_JUDGMENT = re.compile(
    r"(?P<court>(?:\S+ ){0,3}\S*(?:DOMSTOLEN|RÄTTEN))S(?: (?:DOM|BESLUT|AVGÖRANDE|PROTOKOLL))?"
)
_GOVERNMENT_DECISION = re.compile(r"regeringsbeslut(?=$|\s[IVXL]|\s?\d)", re.IGNORECASE)
_GOVERNMENT_MEETING = re.compile(r"beslut vid regeringssammanträde", re.IGNORECASE)

_DECIDED_BY = re.compile(
    r"dokumentet är beslutat av:\s*(?P<body>\S.{1,200}?)\s{0,80}$", re.IGNORECASE | re.MULTILINE
)
_ORGANISATION = re.compile(
    r"\borganisation:\s*(?P<body>\S.{1,200}?)\s{0,80}(?:$|\s{3})", re.IGNORECASE | re.MULTILINE
)


def _decided_by_label(manuscript: Manuscript) -> Text | None:
    """The form's own line: `Dokumentet är beslutat av: Vård- och omsorgsnämnden`."""
    for pattern, cue in ((_DECIDED_BY, "decided_by"), (_ORGANISATION, "organisation")):
        for passage in manuscript.passages:
            if cue in passage.cues and (match := pattern.search(passage.text)):
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
