"""The lines of a title that goes over more than one: same column, same type, no end that stops it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.metadata.dnr_shapes import ANY_FAMILY
from workers.metadata.labels import DNR_KEYS
from workers.metadata.passage import Manuscript
from workers.metadata.title_cues import OPENER, VERB, VERBAL
from workers.structure.headings import OPEN_END, is_known_heading
from workers.structure.lines import Cell, Line
from workers.structure.vocabulary import is_document_word, label_alone, label_first

TITLE_LINES = 8
TEXT_LINE = 55
"""Characters; a longer line is running text."""
TITLE_RATIO = 1.15
"""Type so much larger than the document's usual one is a title's."""
SAME_TYPE, SAME_READ = 0.06, 0.3
"""Ratio of type heights within which two lines of a title are set alike; as measured on a scan, where a line
without descenders is lower."""
SAME_COLUMN = 12
"""Points, or columns: cells that begin this close stand in one column."""
ROOM = 0.6
"""Lines of room that are seen as such."""

SERIES = re.compile(r"\b(?:SOU|Ds|[Dd]ir\.) ?\d")
_OWN_SERIES = re.compile(r"\s+Dir\.(?: \d{4}:\d+)?$")
"""A directive's own number behind its title, where the room between them was lost."""
_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\)\.?")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.? [A-ZÅÄÖ][A-ZÅÄÖa-zåäö]")
"""A numbered heading, which no title goes on with."""
_COUNT = re.compile(r"\d{1,2} bilag(?:a|or)|\d{1,3} sidor", re.IGNORECASE)
"""How much is enclosed, under the title."""
_AWAITS = re.compile(
    r"(?:,|\s[–-]|\bmål(?: [A-ZÅÄÖ]{1,3})?|"
    r"\b(?:nr|dnr|nummer|stadsdelen|kvarteret|fastigheten|fastigheterna|socknen))$"
)
"""What a number on the next line belongs to: `… dom i mål nr` / `11148-18`."""
_NAMES_NEXT = re.compile(
    r"\b(?:\w*reservatet|fastigheten|bolaget|föreningen|projektet|betänkandet|promemorian|rapporten|skrivelsen|"
    r"skolan|förskolan|företaget|Region|Landstinget|Länsstyrelsen|\w+s (?:rapport|betänkande|promemoria))$"
)
"""A word that the name of what it means follows: `… inom naturreservatet` / `Kråkhults ängar`."""
_SENT_FOR_COMMENT = re.compile(
    r"\b(?:\w*betänkandet|\w*promemorian|utredningen|rapporten|remissen)(?: \(?(?:SOU|Ds) \d{4}:\d+\)?)?$"
)
"""`Yttrande över promemorian`: what was sent for comment is named below, also after an empty line."""
_ADOPTED = re.compile(r"(?:Fastställ[dt]|Antag(?:en|et)|Besluta[dt]|Godkän[dt]|Upprätta[dt]) (?:av|den|\d)")
"""A line under the title that says who adopted what it names."""
_SUBTITLE = re.compile(r"- [a-zåäö]+ (?![^\n]*\.$)")
"""What a title explains itself with, behind a hyphen for a dash: `Regional indelning` / `- tre nya län`."""
_FORM_OF_COMPANY = re.compile(r"(?:AB|HB|KB|Inc\.?|Ltd\.?)(?![\w-])")
"""With which a company's name goes on."""
ONE_EMPTY_LINE = 1.5
"""Lines of room over a line that goes on with a title in lower case."""
_BROKEN_NAME = re.compile(r"\s[A-ZÅÄÖ][a-zåäö]+$")


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A cell that may begin the title; `start` is where its words begin in the line."""

    position: int  #: of the line in the manuscript
    cell: Cell
    start: int
    labelled: bool = False


def parts_of(manuscript: Manuscript, candidate: Candidate) -> Iterator[tuple[Line, int, int]]:
    """The stretches of lines that the title is made of."""
    line = manuscript.lines[candidate.position]
    number = _OWN_SERIES.search(line.text, candidate.start, candidate.cell.end)
    yield line, candidate.start, candidate.cell.end if number is None else number.start()
    before, cell = line, candidate.cell
    for below in manuscript.lines[candidate.position + 1 : candidate.position + TITLE_LINES]:
        following = _goes_on(line, before, cell, below)
        if following is None or _is_name_below(manuscript, before, following, below):
            return
        yield below, following.start, following.end
        before, cell = below, following


def _is_name_below(manuscript: Manuscript, before: Line, following: Cell, below: Line) -> bool:
    """On a scan, where types are told apart less well: the body's name under a whole title."""
    scanned = below.sure is not None and OPEN_END.search(before.text) is None
    return scanned and following.text[0].isupper() and manuscript.site.is_body(following.text.strip("* "))


def last_line(manuscript: Manuscript, candidate: Candidate) -> int:
    return candidate.position + sum(1 for _ in parts_of(manuscript, candidate)) - 1


def _goes_on(first: Line, before: Line, cell: Cell, below: Line) -> Cell | None:
    """The cell of the next line that goes on with the title, in the same column and type."""
    under = _under(first, before, cell, below)
    if under is None:
        return None
    text = under.text
    # `(KS-2022-00311)` in plain type under a bold title is the case's own number.
    bracketed = _IN_BRACKETS.fullmatch(text) is not None and (below.bold or not first.bold)
    # `Årsredovisning` over `för räkenskapsåret 2022`, in smaller type.
    of_what = before is first and text[0].islower() and is_document_word(before.text)
    named = _SENT_FOR_COMMENT.search(before.text) is not None
    if bracketed or of_what or named or SERIES.match(text) or _name_goes_on(before.text, text):
        return under
    if below.box is not None and (first.size_ratio >= TITLE_RATIO or first.bold):
        within = SAME_TYPE if below.sure is None else SAME_READ
        same_type = abs(below.size_ratio - first.size_ratio) < within and below.bold == first.bold
        return under if same_type and not _begins_text(before, below) else None
    opens = text[0].islower() or text[0] in "(0123456789–" or _SUBTITLE.match(text) is not None
    open_end = _is_open(before.text) and not before.text.endswith(".")
    open_end = open_end or _FORM_OF_COMPANY.match(text) is not None
    return under if opens or open_end or _goes_on_in_capitals(before.text, text) else None


def _begins_text(before: Line, below: Line) -> bool:
    """On a scan, where types are told apart less well: a whole line of a new sentence under a whole title."""
    if below.sure is None or _is_open(before.text) or below.text[0].islower():
        return False
    return len(below.text) > TEXT_LINE and VERB.search(below.text) is not None


def _is_open(text: str) -> bool:
    return OPEN_END.search(text) is not None or _NAMES_NEXT.search(text) is not None


def _goes_on_in_capitals(before: str, text: str) -> bool:
    """A title in capitals that a small word leaves open: `… BIDRAG TILL` / `KYRKANS PARKERING`."""
    return before.isupper() and text.isupper() and OPEN_END.search(before.lower()) is not None


def _under(first: Line, before: Line, cell: Cell, below: Line) -> Cell | None:
    """The cell right under the title's last one, when it is no field, heading or kind of document."""
    goes_on = below.text[0].islower() and not before.text.endswith((".", ":"))
    room = ONE_EMPTY_LINE if goes_on or _is_named_apart(before, below) else ROOM
    if below.ref.page != first.ref.page or below.gap >= room:
        return None
    under = below.cells[0] if len(below.cells) == 1 else _in_column(cell, below)
    if under is None or (len(below.cells) == 1 and len(before.cells) > 1 and not under.text[0].islower()):
        return None
    text = under.text
    opening = below.cells[0].text
    field = len(below.cells) > 1 and (label_alone(opening) is not None or opening.endswith(":"))
    labelled = label_first(text)
    number = ANY_FAMILY.fullmatch(text) is not None and not _AWAITS.search(before.text)
    if _NUMBERED.match(text) or _ADOPTED.match(text) or number or (labelled and labelled[0] in DNR_KEYS):
        return None
    if _COUNT.fullmatch(text):
        return None
    word = text[0].isupper() and (is_known_heading(text) or label_alone(text) or is_document_word(text))
    return None if field or word else under


def _is_named_apart(before: Line, below: Line) -> bool:
    """`Yttrande över promemorian`, an empty line, and the memorandum's name, which is no sentence."""
    if _SENT_FOR_COMMENT.search(before.text) is None or below.text.endswith("."):
        return False
    opens = OPENER.match(below.text) is not None or VERBAL.match(below.text) is not None
    return VERB.search(below.text) is None and (opens or below.after >= ROOM)


def _name_goes_on(before: str, text: str) -> bool:
    """A name broken over the lines: `… motion väckt av Eva` / `Ekvall`."""
    return (
        _BROKEN_NAME.search(before) is not None and " " not in text and text[0].isupper() and text.isalpha()
    )


def _in_column(cell: Cell, below: Line) -> Cell | None:
    return next((c for c in below.cells if abs(c.x0 - cell.x0) < SAME_COLUMN), None)
