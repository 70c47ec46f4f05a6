"""The names of bodies as cells of the first lines: what a letterhead is made of."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from schemas.metadata import Text
from workers.metadata.passage import Manuscript
from workers.structure.headings import OPEN_END
from workers.structure.lines import Cell, Line
from workers.structure.vocabulary import is_body_name, is_document_word, label_alone, label_first

TITLE_LINE = 40
"""Characters; a longer line with an open end runs on into the next one."""
AUTHORITY = re.compile(
    r"(?:länsstyrelsen|\w+verket|\w*myndigheten|\w*kollegiet|\w*inspektionen|riksdagens ombudsmän|justitiekanslern|regeringen|"
    r"\w+(?:domstolen|rätten)|allmänna reklamationsnämnden|statens \w+|sveriges \w+|\w*ämbetet|\w*arkivet|\w*institutet?|"
    r"\w+departementet|\w+förvaltning(?:en)?|\w+nämnd(?:en)?|\w+kontoret|\w+styrelsen|.+förening(?:en)?\b.*|.+ (?:pastorat|församling)|\w+(?:sföretag|förbund)et)",
    re.IGNORECASE,
)
ADDRESS_LINE = re.compile(
    r"(?<!\d)(?<!\d-)(?:SE-|S-)?\d{3} ?\d{2} +[A-ZÅÄÖ]|\b[Bb]ox \d+|(?<=\w)(?:gatan|vägen|gränd|torget|plan|allén|stigen|backen|gård)\s*\d{1,3}(?!\d)"
)
COMPANY = re.compile(
    r"(?:AB|HB|KB|Brf) \S.*|\S.* (?:AB|HB|KB|Inc\.?|(?:[Aa]ktie|[Hh]andels|[Kk]ommandit)bolag)(?: \(publ\))?|"
    r".*(?:förening|klubb|sällskap)(?:en|et)?(?: \S+){0,3}"
)
COURT_NAME = re.compile(
    r"(?:\S+ ){0,3}\S*(?:tingsrätt|hovrätt(?:en)?|kammarrätt(?:en)?|förvaltningsrätt(?:en)?|domstolen)(?: (?:i|för|över) \S+(?: \S+)?)?|"
    r"\S+ och \S+domstolen vid \S+(?: \S+)? tingsrätt",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:[iI]|vid|VID|för|FÖR)\s+[A-ZÅÄÖ][^\d\s]*(?:\s+[^\W\d][^\d\s]*){0,3}")
"""The rest of a court's or a county board's name on its next line: `FÖRVALTNINGSRÄTTEN` / `I STOCKHOLM`."""
_COURT_IN = re.compile(r"\S*(?:rätten|domstolen) (?:i|för|över)", re.IGNORECASE)
_BEGINNING = re.compile(
    r"Allmänna|Högsta|Riksdagens|Svenska|Nationella|Gemensamma?|\S+- och|(?:Myndigheten|Inspektionen|Institutet|Styrelsen|Delegationen) för",
    re.IGNORECASE,
)
"""`Allmänna` / `reklamationsnämnden`, `Säkerhets- och` / `integritetsskyddsnämnden`: a name broken over two lines."""
_COUNTY = re.compile(
    r"länsstyrelsen|regionförbundet|landstinget|kommunalförbundet|räddningstjänsten", re.IGNORECASE
)
_GLUED = re.compile(
    r"^(\S.{0,40} (?:kommun|[Ss]tad))(?: (?=[A-ZÅÄÖ]\w{1,40}(?:kontoret|förvaltningen|nämnden|styrelsen)$)| [>–|-] (?=[A-ZÅÄÖ]))"
)
"""A municipality and its office in one line: `Almby Stad Stadsledningskontoret`, `Ekby kommun > Kulturnämnden`."""
_OFFICE_FIRST = re.compile(
    r"(?P<office>[A-ZÅÄÖ][\wåäö -]{3,60}), (?P<town>[A-ZÅÄÖ][\wåäö]+(?: [A-ZÅÄÖ][\wåäö]+)? kommun)"
)
"""`Kulturnämnden, Ekby kommun`."""
_HYPHEN_AND = re.compile(r"(?<=[a-zåäö])-och\b")
"""`Kultur-och fritidsnämnden`: room that a reader lost."""
_IN_COUNTY = re.compile(r"\blän$", re.IGNORECASE)
_OF_COUNTY = re.compile(r"(?!i )\S+s? län", re.IGNORECASE)
_PLACE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ][a-zåäö]+)?(?: län)?|[A-ZÅÄÖ]+(?:S? LÄN| [A-ZÅÄÖ]+)?")
WINDOW = 30
"""Columns, or points: an addressee's window begins so far right of the letterhead."""
OFFICE_HOLDER = re.compile(
    r"rektor(?:(?:n|erna) vid .{3,60})?|(?:universitets|högskole)?styrelsen|prefekt(?:en)?|generaldirektören|registrator(?:n)?|huvudmannen|"
    r"förvaltningschef(?:en)?|verkställande direktören|vd",
    re.IGNORECASE,
)
"""Alone under a body's name: to whom there a letter goes, and never how a sender signs its head."""
SMALL_WORDS = frozenset({"i", "och", "för", "vid", "av"})
_BEFORE_PLACE = frozenset({"i", "vid", "region", "landstinget", "länsstyrelsen"})
_OF_PLACE = frozenset({"kommun", "kommuns", "stad", "stads", "län", "läns", "församling"})
"""Words before and behind the name of a place, which keeps its capital."""
_COMPANIES = frozenset({"ab", "hb", "kb"})
LONGEST_INITIALS = 4
"""Letters of a name in capitals alone that stands for longer words: `IMY`, `SMHI`."""


def letterhead_lines(manuscript: Manuscript) -> int:
    """How many lines at the start are nothing but names of bodies."""
    count = 0
    for line in manuscript.lines:
        if not all(manuscript.site.is_body(cell.text.strip("* ")) for cell in line.cells):
            break
        count += 1
    return count


def over_office_holder(lines: Sequence[Line], position: int, name: Cell) -> bool:
    """Whether `Rektor` or another who opens the letter stands alone right under the body's name, over a postcode
    or in a window to the right: at the left edge a university's own rector decides."""
    below = lines[position + 1 : position + 3]
    if not below or below[0].gap >= 1:
        return False
    held = any(OFFICE_HOLDER.fullmatch(cell.text.strip("* ")) for cell in below[0].in_column_of(name))
    left = min(line.x0 for line in lines[: position + 1])
    return held and (
        name.x0 - left > WINDOW or (len(below) > 1 and ADDRESS_LINE.search(below[1].text) is not None)
    )


def runs_on(above: Line, line: Line) -> bool:
    """Whether a title or sentence goes on: `… svar på remiss från` / `Arbetsmarknadsdepartementet`."""
    alone = len(above.cells) == len(line.cells) == 1 and line.gap < 1
    return alone and len(above.text) > TITLE_LINE and OPEN_END.search(above.text) is not None


def goes_on_in(name: Cell, below: Cell) -> bool:
    """Whether the lower cell is the rest of a body's name."""
    text = below.text.strip("* ")
    if is_document_word(text) or label_first(text) or label_alone(text):
        return False
    begun = _BEGINNING.fullmatch(name.text.strip("* ")) is not None and (text.islower() or text.isupper())
    if begun or _PLACED.fullmatch(text) or (_sits_in(name.text) and _PLACE.fullmatch(text)):
        return True
    if is_body_name(text) and not _IN_COUNTY.search(text):
        return False
    return _COUNTY.fullmatch(name.text.strip("* ")) is not None and _PLACE.fullmatch(text) is not None


def _is_of_county(name: Cell, below: str) -> bool:
    """`Länsstyrelsen` over `Dalarö län`: a county administrative board is one *in* its county, however its paper
    sets the two lines (förordning 2017:868)."""
    return name.text.strip("* ").casefold() == "länsstyrelsen" and _OF_COUNTY.fullmatch(below) is not None


def begins_name(text: str) -> bool:
    """`RIKSDAGENS`, `Allmänna`: the first words of names that go on below, and no name by themselves."""
    return _BEGINNING.fullmatch(text) is not None


def _sits_in(name: str) -> bool:
    """`KAMMARRÄTTEN I`, over the town where it sits."""
    return _COURT_IN.fullmatch(name.strip("* ")) is not None


def body_text(manuscript: Manuscript, parts: Sequence[tuple[Line, Cell]], rule: str) -> Text | None:
    """The cells as one name: the municipality before the administration, a name's own rest without a comma."""
    value = ""
    last: Cell | None = None
    for _line, cell in parts:
        text = _HYPHEN_AND.sub("- och", _calm(cell.text.strip("* ")))
        if last is None:
            value = _OFFICE_FIRST.sub(r"\g<town>, \g<office>", _GLUED.sub(r"\1, ", text))
        elif goes_on_in(last, cell):
            small = _PLACED.fullmatch(text) or _BEGINNING.fullmatch(last.text.strip("* "))
            rest = text[0].lower() + text[1:] if small else text
            value = f"{value} i {rest}" if _is_of_county(last, text) else f"{value} {rest}"
        else:
            value = f"{value}, {text}"
        last = cell
    evidence = tuple(e for line, cell in parts for e in manuscript.line_evidence(line, cell.start, cell.end))
    raw = " ".join(cell.text for _, cell in parts)
    return Text(value=value, raw=raw, rule=rule, evidence=evidence) if evidence else None


def _calm(text: str) -> str:
    """`LJUNGSELE KOMMUN`, `I NORRA LÄN` as names are written; the raw value keeps the capitals."""
    words = text.casefold().split()
    if not text.isupper() or (len(words) == 1 and len(text) <= LONGEST_INITIALS):
        return text
    places: set[int] = {0}
    begin = 0  # Of the words that may be one place's name: `upplands väsby kommun`.
    for at, word in enumerate(words):
        if word in SMALL_WORDS:
            begin = at + 1
        elif word in _OF_PLACE:
            places.update(range(begin, at))
        named = at and word not in SMALL_WORDS
        if named and (words[at - 1] in _BEFORE_PLACE or word.endswith("landsregionen")):
            places.add(at)
    return " ".join(
        w.upper() if w in _COMPANIES else w.capitalize() if at in places else w for at, w in enumerate(words)
    )
