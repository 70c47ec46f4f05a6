"""Who is addressed, where no label says so: every name in the head is weighed by what stands around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.metadata import DocumentType, Text
from workers.metadata.date_forms import is_date
from workers.metadata.letterhead import (
    ADDRESS_LINE,
    COMPANY,
    COURT_NAME,
    body_text,
    over_office_holder,
    runs_on,
)
from workers.metadata.passage import Manuscript
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.vocabulary import contact, is_body_name, is_document_word, label_alone, label_first

ADDRESS_LINES = 4
"""Lines of an address from the name to the postcode."""
SHORTEST_ADDRESSEE, LONGEST_ADDRESSEE = 3, 90
"""Characters."""
SAME_COLUMN = 12
"""Points, or columns: cells alone on their lines that begin this close stand in one column."""
RIGHT = 0.4
"""Share of the page's width right of which the addressee's window is."""

ADDRESS_POINTS = 4
"""A street, postcode or e-mail address follows in the name's column."""
GOVERNMENT_POINTS = 4
"""A ministry, in an answer to what it asked."""
MEETING_POINTS = 5
"""A board's name over the day of its meeting."""
APART_POINTS = 4
"""A board's name alone with room around it, or below the fields of the letterhead."""
LETTER_POINTS = 4
"""A board or authority below the sender of a letter from outside."""
COURT_POINTS = 3
"""A court, which only parties and those who appeal write to."""
COLUMN_POINTS = 2
"""In another column than the first."""
BELOW_AUTHORITY_POINTS = 1
PARTY_POINTS = -8
SECOND_LINE_POINTS = -5
"""A body right under another with the same address: `Almby kommun` / `Socialnämnden`."""
UNIT_POINTS = -6
SENDER_POINTS = -6
"""In the lines that are nothing but the letterhead's names, or the first line."""
CONTACT_POINTS = -5
"""A person with title or telephone below: the officer, not the addressee."""
TOP_LINES = 3
SWITCHBOARD_LINES = 6
"""Lines under a sender's name among which a visiting address or the web site stands."""
ENOUGH = 4

BOARD = re.compile(
    r"(?!.*styrelsen för )(?:.*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?|departement(?:et)?|"
    r"direktion(?:en)?|rådet)(?: i .*)?)|Riksdagen|Regeringen|Regeringskansliet",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"(?:\w+- och )?\w*departementet|Regeringskansliet|Regeringen|Riksdagen|Statsrådsberedningen"
)
_UNIT = re.compile(
    r"(?:avdelning|enhet|sektion|stab|kansli)(?:en|et) (?:för|vid) .*|"
    r".*(?:avdelning(?:en)?|enhet(?:en)?|sektion(?:en)?|stab(?:en)?|ledning(?:en)?|kansli(?:et)?)(?: \S+)?",
    re.IGNORECASE,
)
"""A unit of the sender, in the letterhead's own column."""
_OFFICE = re.compile(
    r"\S+(?: och \S+)?(?:kontoret|förvaltningen|nämnden|styrelsen)|\S+ (?:\S+ )?förvaltning|"
    r"\S+ (?:kontoret|förvaltningen|nämnden)",
    re.IGNORECASE,
)
"""An office of a municipality, whose name stands on the next line of an address."""
_POSTCODE = re.compile(r"(?:SE?-)?\d{3} ?\d\d [A-ZÅÄÖ]")
_COUNSEL = re.compile(
    r"Ombud(?: och biträde)?\s?:|(?:genom|c/o) (?:advokat|ombud|\w{0,9}jurist|jur\. )",
    re.IGNORECASE,
)
"""Who speaks for the one named above."""
_ORGANISATION_NUMBER = re.compile(r"org(?:anisations)?\.?\s?-?(?:nr|nummer)\b", re.IGNORECASE)
_ANSWERS = re.compile(
    r"(?:[Rr]emissvaren|[Ss]vare[tn]|[Ss]ynpunkter|[Yy]ttrandet?) (?:ska|bör)\b[^.]{0,60}?"
    r"\btill (?P<to>[A-ZÅÄÖ][^.]{0,60})"
)
_MUNICIPALITY = re.compile(r"[A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ]\S+)? (?:kommun|stad)|Region [A-ZÅÄÖ]\S+", re.IGNORECASE)
_ANSWERED = frozenset({"remissvar", "skrivelse", "beslut"})
"""Kinds of documents that an authority writes to a municipality."""
_MEETING = re.compile(r"sammanträde\w*\b.*\d", re.IGNORECASE)
_LETTERS = frozenset({"skrivelse", "överklagande"})


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A name in the head, and what stands around it."""

    position: int
    number: int  #: of the cell in its line
    line: Line
    cell: Cell

    @property
    def name(self) -> str:
        """As printed, without marks of bold type."""
        return self.cell.text.strip("* ")


def find_addressee(manuscript: Manuscript, head: Sequence[Line], kind: DocumentType) -> Text | None:
    """The name with the most points; None when none has enough. Of equals the first."""
    own = _sender_lines(manuscript, head)
    weighed = [
        (_points(manuscript, head, place, kind, own), -place.position, -place.number, place)
        for place in _places(manuscript, head)
    ]
    best = max(weighed, key=lambda w: w[:3], default=None)
    if best is None or best[0] < ENOUGH:
        return None
    place = best[3]
    addressed = has_address(head, place.position, place.cell)
    rule = "recipient.address" if addressed else "recipient.alone"
    return body_text(manuscript, [(place.line, place.cell)], rule)


def _sender_lines(manuscript: Manuscript, head: Sequence[Line]) -> int:
    """How many lines at the start begin with a body's name: the sender's, whatever stands beside them."""
    count = 0
    for position, line in enumerate(head):
        own = manuscript.site.is_body(line.cells[0].text.strip("* "))
        if not own or (position and has_address(head[: position + 3], position, line.cells[0])):
            break
        count += 1
    return max(1, count)


def _places(manuscript: Manuscript, head: Sequence[Line]) -> Iterator[_Place]:
    for position, line in enumerate(head):
        if position and runs_on(head[position - 1], line):
            continue
        for number, cell in enumerate(line.cells):
            text = cell.text.strip("* ")
            if (
                not SHORTEST_ADDRESSEE <= len(text) <= LONGEST_ADDRESSEE
                or not (text[0].isupper() or (text[0].isdigit() and COMPANY.fullmatch(text)))
                or is_other_field(text)
            ):
                continue
            named = manuscript.site.is_body(text) or is_person_name(text) or COMPANY.fullmatch(text)
            if named or over_office_holder(head, position, cell) or _over_postcode(head, position, cell):
                yield _Place(position=position, number=number, line=line, cell=cell)


def _over_postcode(head: Sequence[Line], position: int, name: Cell) -> bool:
    """`Stiftelsen för Sjöbruk` / `Box 12` / `123 45 Ekstad`: a name below the letterhead, of any sort.

    Its counsel may stand between the two.
    """
    apart = position > 0 and (head[position].gap >= 1 or bool(name.x0))
    for at in range(position + 1, min(position + ADDRESS_LINES, len(head)) if apart else 0):
        other = head[at]
        cell = next(iter(other.in_column_of(name)), None)
        if other.gap >= 1 or cell is None:
            return False
        if _POSTCODE.match(cell.text) or _COUNSEL.match(cell.text):
            return True
        if not ADDRESS_LINE.search(cell.text):
            return False
    return False


def is_other_field(text: str) -> bool:
    """Whether the text is a field of the head and no name."""
    labelled = label_first(text) is not None and not (is_person_name(text) and ":" not in text)
    return bool(
        label_alone(text) or labelled or contact(text) or is_date(text) or is_document_word(text)
    ) or text.casefold().startswith(("sammanträde", "via "))


def _points(manuscript: Manuscript, head: Sequence[Line], place: _Place, kind: DocumentType, own: int) -> int:
    if kind == "beslut" and _GOVERNMENT.fullmatch(place.name):
        return 0  # The ministry that wrote the Government's decision.
    if _is_of_counsel(head, place):
        return 0
    if kind in _LETTERS and (_is_its_writer(manuscript, place) or _asks_for_answers(manuscript, place)):
        return 0
    court = kind == "överklagande" and COURT_NAME.fullmatch(place.name) is not None
    board = court or (BOARD.fullmatch(place.name) is not None and manuscript.site.is_body(place.name))
    board = board or (
        kind in _ANSWERED
        and place.position >= own
        and _is_municipality_apart(head, place)
        and not _signs(head, place)
    )
    addressed = has_address(head, place.position, place.cell)
    if not (board or addressed):
        return 0
    government = _GOVERNMENT.fullmatch(place.name) is not None and kind in ("remissvar", "skrivelse")
    points = ADDRESS_POINTS * addressed + GOVERNMENT_POINTS * government
    if board and not addressed:
        points += MEETING_POINTS * _over_meeting(head, place)
        points += APART_POINTS * _stands_apart(head, place)
        points += LETTER_POINTS * (kind in _LETTERS and place.position > 0)
        points += COURT_POINTS * court
    points += SENDER_POINTS * (_signs(head, place) or _over_switchboard(manuscript, place))
    points += COLUMN_POINTS * (place.number > 0 or _is_right(manuscript, place))
    points += BELOW_AUTHORITY_POINTS * _below_authority(manuscript, head, place)
    points += PARTY_POINTS * _is_party(head, place)
    points += UNIT_POINTS * (_UNIT.fullmatch(place.name) is not None and not government)
    points += SENDER_POINTS * (
        place.position < own
        and place.number == 0
        and not over_office_holder(head, place.position, place.cell)
        and not (government and (place.position > 0 or addressed))
    )
    points += SECOND_LINE_POINTS * (addressed and _is_second_line(manuscript, head, place, own))
    return points + CONTACT_POINTS * (is_person_name(place.name) and _has_contact(head, place))


def _is_municipality_apart(head: Sequence[Line], place: _Place) -> bool:
    """`Almby kommun` alone below the letterhead's fields, and no second line of an address."""
    above = [cell for line in head[max(0, place.position - 2) : place.position] for cell in line.cells]
    return (
        not any(is_body_name(cell.text.strip("* ")) for cell in above)
        and _MUNICIPALITY.fullmatch(place.name) is not None
        and len(place.line.cells) == 1
        and _after_fields(head, place)
    )


def _signs(head: Sequence[Line], place: _Place) -> bool:
    """A board's name over the names of those who sign for it."""
    below = head[place.position + 1 : place.position + 2]
    return place.position > 0 and any(
        len(line.cells) > 1 and all(is_person_name(cell.text) for cell in line.cells) for line in below
    )


def _is_of_counsel(head: Sequence[Line], place: _Place) -> bool:
    """The firm of `genom advokaten Bo Ek`, under the party's name and over the address that the two share."""
    for at in range(place.position, 0, -1):
        if head[at].gap >= 1:
            return False
        if any(_COUNSEL.match(cell.text) for cell in head[at - 1].in_column_of(place.cell)):
            return True
    return False


def _over_switchboard(manuscript: Manuscript, place: _Place) -> bool:
    """A name over its post and visiting addresses, telephones and web site: the sender's own, at the top."""
    at = manuscript.position_of(place.line.ref)
    if at >= TOP_LINES:
        return False
    for below in manuscript.lines[at + 1 : at + 1 + SWITCHBOARD_LINES]:
        if below.gap >= 1 or contact(below.text) is None:
            return False
        if any(contact(c.text) == "switchboard" for c in below.cells if c.x0 < place.cell.x1):
            return True
    return False


def _is_its_writer(manuscript: Manuscript, place: _Place) -> bool:
    """A person at the top of a letter whose name stands under it too."""
    if not is_person_name(place.name):
        return False
    under = manuscript.lines[len(manuscript.lines) // 2 :]
    return any(line is not place.line and place.name in line.text for line in under)


def _asks_for_answers(manuscript: Manuscript, place: _Place) -> bool:
    """To whom the answers to a letter go: `Remissvaren ska ha kommit in till Socialdepartementet`."""
    return any(
        found["to"].startswith(place.name)
        for passage in manuscript.body
        for found in _ANSWERS.finditer(passage.text)
    )


def _is_second_line(manuscript: Manuscript, head: Sequence[Line], place: _Place, own: int) -> bool:
    """Under a body with the same address, which is no line of the sender's."""
    above = head[place.position - 1] if place.position > own and place.line.gap < 1 else None
    over = above.in_column_of(place.cell) if above else []
    return any(
        (manuscript.site.is_body(c.text.strip("* ")) or COMPANY.fullmatch(c.text))
        and not _UNIT.fullmatch(c.text)
        and has_address(head, place.position - 1, c)
        for c in over
    )


def _is_right(manuscript: Manuscript, place: _Place) -> bool:
    width = manuscript.pages[0].page.width
    return place.line.box is not None and width is not None and place.cell.x0 > RIGHT * width


def _below_authority(manuscript: Manuscript, head: Sequence[Line], place: _Place) -> bool:
    """Whether the names of a letterhead, or the kind of document, stand above."""
    return any(
        is_document_word(cell.text.strip("* "))
        or (manuscript.site.is_body(cell.text.strip("* ")) and "förening" not in cell.text)
        for line in head[: place.position]
        for cell in line.cells
    )


def _is_party(head: Sequence[Line], place: _Place) -> bool:
    """Under `Klagande` or `Motpart`, or the sender at the top of a letter from outside."""
    before = head[place.position - 1] if place.position else None
    if before is not None and label_alone(before.cells[0].text) == "party":
        return True
    beside = place.line.cells[place.number - 1] if place.number else None
    return beside is not None and label_alone(beside.text) == "party"


def has_address(head: Sequence[Line], position: int, name: Cell) -> bool:
    """Whether an address follows in the name's column, before an empty line."""
    if over_office_holder(head, position, name):
        return True
    for other in head[position + 1 : position + ADDRESS_LINES]:
        if other.gap >= 1:
            return False
        for cell in other.cells:
            alone = len(other.cells) == len(head[position].cells) == 1
            same = (alone and abs(cell.x0 - name.x0) < SAME_COLUMN) or (
                cell.x0 < name.x1 and cell.x1 > name.x0
            )
            if same and _OFFICE.fullmatch(name.text) and is_person_name(cell.text.split(" - ")[0]):
                return False
            mail = "@" in cell.text and not is_person_name(name.text)
            numbered = other.gap < 1 and _ORGANISATION_NUMBER.match(cell.text) is not None
            placed = position > 0 and _OFFICE.fullmatch(name.text) and _MUNICIPALITY.fullmatch(cell.text)
            if same and (ADDRESS_LINE.search(cell.text) or mail or placed or (numbered and position > 0)):
                return True
            if same and position > 0 and _COUNSEL.match(cell.text):
                return True
    return False


def _has_contact(head: Sequence[Line], place: _Place) -> bool:
    """A title, a telephone or an e-mail address of the person's own right below."""
    for other in head[place.position + 1 : place.position + ADDRESS_LINES]:
        under = other.in_column_of(place.cell)
        if other.gap >= 1 or any(ADDRESS_LINE.search(c.text) for c in under):
            return False
        if any(is_title(c.text) or contact(c.text) for c in under):
            return True
    return False


def _over_meeting(head: Sequence[Line], place: _Place) -> bool:
    """`Räddningsnämnden` / `Sammanträde den …`, or over a date alone."""
    after = head[place.position + 1] if place.position + 1 < len(head) else None
    if place.position and any(_MEETING.match(c.text) for c in place.line.cells[place.number + 1 :]):
        return True
    if after is None or place.position == 0:
        return False
    line = place.line
    under = after.in_column_of(place.cell)
    return any(
        _MEETING.match(c.text) or (is_date(c.text) and (len(line.cells) > 1 or line.gap >= 1)) for c in under
    )


def _stands_apart(head: Sequence[Line], place: _Place) -> bool:
    """Alone with room around it, in a column of its own, or below labels, dates and persons."""
    line = place.line
    if place.number:
        return True
    return len(line.cells) == 1 and ((line.gap >= 1 and line.after >= 1) or _after_fields(head, place))


def _after_fields(head: Sequence[Line], place: _Place) -> bool:
    return any(
        label_alone(cell.text)
        or is_date(cell.text)
        or is_person_name(cell.text.split(",")[0])
        or contact(cell.text) == "address"
        for line in head[max(0, place.position - 3) : place.position]
        for cell in line.cells
    )
