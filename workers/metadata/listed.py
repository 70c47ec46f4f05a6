"""Lists of short lines, under a heading or after a label on its line; and to whom the decision goes, by one."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile

from schemas.metadata import Text
from workers.metadata.date_forms import is_date
from workers.metadata.entries import Entry
from workers.metadata.labels import DATE_KEYS
from workers.metadata.mail import Mail
from workers.metadata.passage import Manuscript, Passage
from workers.structure.heads import PLACE_AND_DATE
from workers.structure.list_headings import heads_addressees, heads_attachments
from workers.structure.lists import marker_number, marker_of
from workers.structure.names import is_person_name, is_title
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import contact, is_body_name, label_alone, label_first

SENTENCE = 45
"""Characters; a longer line that ends with a full stop is a sentence."""
LONGEST_ADDRESSEE = 90
LEAST_PARTS = 3
"""Things between commas that are a list on one line; two when a label stands before them. Each is shorter than
`LONGEST_PART` characters."""
LONGEST_PART = 60

_FOR_INFORMATION = re.compile(
    r"(?:för )?(?:kännedom|åtgärd|verkställighet)(?: till)?\s*:\s*(?=\S)", re.IGNORECASE
)
"""For what an addressee gets the decision, before the name."""
_WITH_ADDRESS = re.compile(r"(?P<name>[A-ZÅÄÖ][^@\d:]{2,60}?)[,;]?\s+[(<]?\S+@\S+\w[)>]?")
"""`Ekholma kommun, kommun@ekholma.example`: an addressee with the e-mail address that the copy is sent to."""
_OF_MAIL = re.compile(r"(?:^|;)[\s'\"]*(?P<one>[^\s;<\['\"][^;<\['\"]*)")
"""One of the addressees of an e-mail, without the address behind the name."""
OTHER_COLUMN = 20
"""Points, or columns, between the beginnings of lines that stand in different columns."""

_INLINE = re.compile(r"^(?P<label>[^:\n]{3,60}?)\s*:\s+(?P<rest>\S.*)$", re.DOTALL)
_GOES_TO = re.compile(
    r"^(?P<label>(?:Beslutet|Protokollsutdrag(?:et)?|Utdrag(?:et)?|Kopia|Paragrafen) (?:av beslutet )?(?:ska(?:ll)? )?(?:skickas|sändas?|sänds|översändas?|expedieras?|delges|till) ?(?:till)?)\s(?P<rest>[A-ZÅÄÖ].{2,80}[^.])$"
)
"""The label and one addressee on a line without a colon: `Beslutet skickas till Ekens IK`."""
_TOLD_TO = re.compile(
    r"(?:Beslutet|Protokollsutdrag(?:et)?|Paragrafen|Yttrandet) (?:ska(?:ll)? )?(?:skickas|sänds|översänds|expedieras|delges) till (?P<rest>[^.:\n]{3,200}(?:,| och | samt )[^.:\n]{3,100})\."
)
"""`Beslutet expedieras till fakultetsnämnderna, planeringsavdelningen och studentkåren.`"""
_PARTED = re.compile(r",\s+(?:(?:och|samt)\s+)?|(?<=[^-\s])\s+(?:och|samt)\s+")
_NOTHING = re.compile(r"\s*(?:-|–|—|inga?|ingen|saknas)\s*\.?", re.IGNORECASE)
_ABOUT_MINUTES = re.compile(
    r"\s*(?:protokollet|paragrafen|beslutet|rätt utdraget|justerat|justeras|anslag|vid protokollet|utdrag)\b.*(?:justera|anslag|intyga|bestyrk|protokoll|:$)|"
    r"\s*(?:hur man|så här) överklagar.+|\s*(?:detta )?beslut(?:et)? (?:kan|får) (?:inte )?överklagas",
    re.IGNORECASE,
)
_APPEAL = re.compile(r"(?:hur man|så här) överklagar", re.IGNORECASE)
"""An attachment, or the next heading."""
_SIGNING = re.compile(
    r"\s*(?:Dag för justering|Ordförandes?|Justera(?:re|ndes?)|Sekreterare)\b", re.IGNORECASE
)
"""What stands under the list in minutes."""
_MAIL = re.compile(
    r"\s*(?:(?:ämne|från|skickat|till|bifogade filer|bilagor|subject|from|sent)\s*:|hej\b|bästa \w+)",
    re.IGNORECASE,
)
"""Another field of a printed e-mail, or where its text begins."""
_MUNICIPALITY = re.compile(r"(?P<place>[A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ]\S+)?) (?:kommun|stad)")
_TOWN = re.compile(r"\d{3} ?\d{2} +(?P<place>[A-ZÅÄÖ][a-zåäö]+)")
_OWN_ADDRESS = re.compile(
    r"(?P<place>[A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ]\S+)?) (?:kommun|stad)\s+\d{3} ?\d{2} +(?P<town>[A-ZÅÄÖ][a-zåäö]+)"
)
_OTHER_LIST = re.compile(
    r"\s*(?:(?:beslutet|lovet) kungörs\b.*|anmäls|anmälan|anmälas|arkiveras|diarieförs|publiceras)(?: (?:till|för|i|på) .{3,60})?:?\s*",
    re.IGNORECASE,
)
"""What becomes of the decision besides."""
_NEXT_CASE = re.compile(r"§ ?\d")
_ALL_OF_THEM = re.compile(r"(?:samtliga|alla) \w+(?: och \w+)?", re.IGNORECASE)
_LAST_TWO = re.compile(r"(?<=[^-\s]) (?:och|samt) (?=[A-ZÅÄÖ])")
"""`Ekens IK, Upphandlingsenheten och Ekonomienheten`."""
_AUTHORITY = re.compile(
    r"[A-ZÅÄÖ]\S*(?:verket|myndigheten|inspektionen|departementet|Länsstyrelsen)|Länsstyrelsen(?: .*)?"
)
_UNIT = re.compile(r"[A-ZÅÄÖ]?\S*(?:enheten|avdelningen|sektionen|byrån|staben)")
"""`Länsstyrelsen, Miljöskyddsenheten`: an authority's unit is no addressee of its own."""
_BOARD = re.compile(r"\S+(?:styrelsen|nämnden|fullmäktige|utskottet|revisionen)", re.IGNORECASE)
"""A board in one word, which a list also writes in lower case: `Samhällsbyggnadskontoret, kommunstyrelsen`."""
_OF_GOVERNMENT = re.compile(
    r"Riksdagen, \S+utskottet|(?:\S+departementet|Statsrådsberedningen)/\w+(?:, \w+)*(?: och \w+)?"
)
"""One addressee, in the lists of the Government's decisions: `Finansdepartementet/BA, K och OU`."""
_PLACE = re.compile(r"(?:\S+ )?\S*(?:huset?|gården)", re.IGNORECASE)
"""A building, with which the foot of a letter begins: `Regionens hus`."""
_ITEM_START = re.compile(r"^(?:att\b|[A-ZÅÄÖ0-9”\"(])")
_PART = re.compile(r"(?:\([^)]*\)|[^,;(]|\((?![^)]*\)))+")

Heads = Callable[[str], bool]


def _inline_label(text: str) -> re.Match[str] | None:
    """`Kopia: akten`: a label, and what stands behind it on its line."""
    return _INLINE.match(text) if ":" in text else None


def is_sentence(entry: Entry) -> bool:
    """Whether the entry is a remark after the list, not a thing of it."""
    unmarked = entry.number is None and entry.passage.marker is None
    return unmarked and len(entry.text) > SENTENCE and entry.text.endswith(".")


def find_copies(manuscript: Manuscript, title: Text | None) -> tuple[Text, ...]:
    """To whom the decision goes, or a copy of the letter; the title may stand under `Delgivning`."""
    if manuscript.own_mail is not None:
        return tuple(_of_mail(manuscript, manuscript.own_mail))
    found: dict[str, Text] = {}
    for listed in entries_under(manuscript, heads_addressees) or _those_told(manuscript):
        entry = _before_address(_behind_label(listed))
        raw = entry.text.strip(" ,;.") if not entry.text.endswith((" m.fl.", " m.m.")) else entry.text
        evidence = manuscript.evidence(entry.passage, entry.start, entry.end)
        if title is not None and raw == title.value:
            continue
        told = is_sentence(entry) or (len(raw) > LONGEST_ADDRESSEE and entry.text.endswith("."))
        no_addressee = told or _is_furniture(raw) or _APPEAL.fullmatch(raw)
        if raw and evidence and raw not in found and not no_addressee:
            found[raw] = Text(value=raw, raw=raw, rule="copy.section", evidence=evidence)
    return tuple(found.values())


def _of_mail(manuscript: Manuscript, mail: Mail) -> Iterator[Text]:
    """Who got a copy of a printed e-mail: names, or addresses where they stand alone."""
    for name in mail.each_in("copy", _OF_MAIL):
        if evidence := manuscript.line_evidence(name.line, name.start, name.end):
            yield Text(value=name.text, raw=name.text, rule="copy.section", evidence=evidence)


def _behind_label(entry: Entry) -> Entry:
    """`För kännedom: nämnden` in the list of those the decision goes to."""
    label = _FOR_INFORMATION.match(entry.passage.text, entry.start, entry.end)
    return entry if label is None else Entry(passage=entry.passage, start=label.end(), end=entry.end)


def _before_address(entry: Entry) -> Entry:
    sent = _WITH_ADDRESS.fullmatch(entry.passage.text, entry.start, entry.end)
    return entry if sent is None else Entry(passage=entry.passage, start=entry.start, end=sent.end("name"))


def _is_furniture(text: str) -> bool:
    """Where the foot of a letter begins, or the head of its next page: `ALMBY KOMMUN`."""
    return _PLACE.fullmatch(text) is not None or (text.isupper() and text.endswith((" KOMMUN", " STAD")))


def entries_under(manuscript: Manuscript, heads: Heads) -> list[Entry]:
    """The lines under a heading, or after an inline label, one thing each."""
    entries: list[Entry] = []
    after_label, closed = False, -1
    columns: dict[int, float] = {}
    for passage in manuscript.body:
        under = passage.section is not None and passage.number != closed and heads(passage.section)
        if under and passage.kind in ("heading", "stamp", "footnote"):
            continue
        ended = passage.kind == "signature" or _closes_list(passage.text)
        if under and (ended or _is_back_at_the_edge(manuscript, passage, columns)):
            closed = passage.number  # What stands after the signatures is no longer of the list.
        elif under:
            if not (passage.kind == "table" or (passage.kind == "head" and _is_foreign_head(passage))):
                entries += _lines(passage, passage.body)
        elif (
            (inline := _inline_label(passage.text))
            and heads(inline.group("label"))
            and passage.kind not in ("head", "table")
        ):
            entries += _lines(passage, inline.start("rest"), inline=True)
            after_label = True
            continue
        elif passage.kind in ("head", "table"):
            entries += (_in_head if passage.kind == "head" else _on_own_line)(passage, heads)
        elif passage.kind == "paragraph" and (inner := list(_in_paragraph(passage, heads))):
            entries += inner
            continue
        elif (
            after_label
            and passage.kind in ("paragraph", "list_item")
            and len(passage.text) < LONGEST_ADDRESSEE
            and not passage.text.endswith(".")
            and not is_signing_cue(passage.text)
            and not _heads_other_list(inline)
        ):
            entries += _lines(passage, passage.body)
            continue
        after_label = passage.kind == "paragraph" and heads(passage.text)
    return entries


def _is_back_at_the_edge(manuscript: Manuscript, passage: Passage, columns: dict[int, float]) -> bool:
    """Below a list in the right column, at the left edge again; `columns` keeps where each list begins."""
    line = manuscript.line_of(passage.refs[0])
    left = line.cells[0].x0
    begun = columns.setdefault(passage.number, left)
    return line.gap >= 1 and left + OTHER_COLUMN < begun


def _in_paragraph(passage: Passage, heads: Heads) -> Iterator[Entry]:
    """`Beslutet skickas till Ekens IK`, the whole paragraph or a labelled line of it."""
    one = _GOES_TO.match(passage.text)
    if one and heads(one["label"]):
        yield Entry(passage=passage, start=one.start("rest"), end=one.end("rest"))
    else:
        yield from _on_own_line(passage, heads)


def _on_own_line(passage: Passage, heads: Heads) -> Iterator[Entry]:
    """A labelled line within a paragraph: `Delges: patientnämnden` under `Beslutsfattare: …`."""
    for piece in passage.pieces if passage.kind == "table" else passage.pieces[1:]:
        end = piece.at + piece.length
        if (inline := _inline_label(passage.text[piece.at : end])) and heads(inline["label"]):
            yield from _parts(passage, piece.at + inline.start("rest"), end, least=2)


def _those_told(manuscript: Manuscript) -> Iterator[Entry]:
    """Those whom a sentence names between commas, in lower case too."""
    for passage in manuscript.body:
        told = _TOLD_TO.fullmatch(passage.text) if passage.kind == "paragraph" else None
        if told is None:
            continue
        at, end = told.span("rest")
        for parted in _PARTED.finditer(passage.text, at, end):
            yield Entry(passage=passage, start=at, end=parted.start())
            at = parted.end()
        yield Entry(passage=passage, start=at, end=end)


def _heads_other_list(inline: re.Match[str] | None) -> bool:
    """`Beslutet expedieras till: akten` after `Bilaga: karta`, or the other way round."""
    return inline is not None and (heads_addressees(inline["label"]) or heads_attachments(inline["label"]))


def _is_foreign_head(passage: Passage) -> bool:
    """A form or a mast that happens to follow the list."""
    lines = passage.text.split("\n")
    return any(
        label_first(line) or label_alone(line) or "  " in line or line.startswith("§") for line in lines
    )


def _in_head(passage: Passage, heads: Heads) -> Iterator[Entry]:
    """`Kopia:` in a head, with the addressees on the next lines."""
    at = 0
    open_label = False
    for line in passage.text.split("\n"):
        inline = _inline_label(line)
        if inline and heads(inline.group("label")):
            yield from _parts(passage, at + inline.start("rest"), at + len(line), least=2)
            open_label = True
        elif heads(line):
            open_label = True
        elif open_label and (label_alone(line) or label_first(line) or is_signing_cue(line)):
            open_label = False
        elif open_label and line.strip() and not _is_field(line):
            start = at + len(line) - len(line.lstrip())
            yield Entry(passage=passage, start=start, end=at + len(line))
        at += len(line) + 1


def _lines(passage: Passage, start: int, *, inline: bool = False) -> Iterator[Entry]:
    """A list item whole; of other text each source line, and the parts between semicolons or commas."""
    number, skip = marker_number(passage.marker, passage.text[start:]) if passage.marker else (None, 0)
    if passage.kind == "list_item" and ";" not in passage.text:
        yield Entry(passage=passage, start=start + skip, end=len(passage.text), number=number)
        return
    pieces = [(a, b) for a, b in _pieces(passage, start) if passage.text[a:b].strip()]
    pieces = list(takewhile(lambda piece: not _ends_list(passage.text[slice(*piece)]), pieces))
    pieces = _above_foot(passage.text, pieces)
    for a, b in pieces:
        text = passage.text[a:b]
        if _NOTHING.fullmatch(text) or ((not inline or (a, b) != pieces[0]) and _is_field(text)):
            continue
        found = marker_of(text)
        first, more = marker_number(found, text[len(found) :].lstrip()) if found else (number, 0)
        lead = (
            len(text) - len(text[len(found) :].lstrip()) + more if found else len(text) - len(text.lstrip())
        )
        if len(pieces) == 1 and not found:
            yield from _parts(passage, a + lead, b, least=2 if inline else LEAST_PARTS)
        else:
            yield Entry(passage=passage, start=a + lead, end=b, number=first)


def _above_foot(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces before `Almby kommun` over `123 45 Almby`: the municipality's own address, with which a page ends."""
    for at, (one, other) in enumerate(pairwise(pieces)):
        name, town = (
            _MUNICIPALITY.fullmatch(text[slice(*one)].strip()),
            _TOWN.match(text[slice(*other)].strip()),
        )
        if name and town and name["place"].startswith(town["place"]):
            return pieces[:at]
    return pieces


def _closes_list(text: str) -> bool:
    """Whether signatures begin, another list, the next case, or the page's foot."""
    foot = _OWN_ADDRESS.fullmatch(text)
    return (
        is_signing_cue(text)
        or _OTHER_LIST.fullmatch(text) is not None
        or _NEXT_CASE.match(text) is not None
        or PLACE_AND_DATE.fullmatch(text) is not None
        or (foot is not None and foot["place"].startswith(foot["town"]))
    )


def _ends_list(text: str) -> bool:
    """Where a foot or another list begins."""
    return (
        contact(text) == "switchboard"
        or _MAIL.match(text) is not None
        or PLACE_AND_DATE.fullmatch(text) is not None
        or _OTHER_LIST.fullmatch(text) is not None
    )


def _parts(passage: Passage, start: int, end: int, *, least: int) -> Iterator[Entry]:
    """The things of a list that stands on one line, between commas; a person's title stays with the name, and a
    paper's day with the paper."""
    text = passage.text[start:end]
    parts: list[tuple[int, int]] = []
    for found in _PART.finditer(text):
        named = parts and is_person_name(text[slice(*parts[-1])].strip()) and is_title(found.group().strip())
        if parts and (named or is_date(found.group().strip())):
            parts[-1] = (parts[-1][0], found.end())
        elif found.group().strip():
            parts.append((found.start(), found.end()))
    if len(parts) > 1 and (last := _LAST_TWO.search(text, parts[-1][0])):
        parts[-1:] = [(parts[-1][0], last.start()), (last.end(), parts[-1][1])]
    if len(parts) > 1 and _AUTHORITY.fullmatch(text[slice(*parts[0])].strip()):
        units = [_UNIT.fullmatch(text[slice(*part)].strip()) for part in parts[1:]]
        if all(units):
            parts = [(parts[0][0], parts[-1][1])]
            least = 1
    if len(parts) == least - 1 > 1 and all(_is_whole_body(text[a:b].strip()) for a, b in parts):
        least -= 1  # `Valnämnden, Personalenheten`
    short = all(len(text[a:b].strip()) < LONGEST_PART for a, b in parts)
    if _OF_GOVERNMENT.fullmatch(text) or len(parts) < least or not short or text.rstrip().endswith("."):
        yield Entry(passage=passage, start=start, end=end)
        return
    for a, b in parts:
        lead = len(text[a:b]) - len(text[a:b].lstrip())
        yield Entry(passage=passage, start=start + a + lead, end=start + b)


def _is_whole_body(text: str) -> bool:
    """A body, and no unit of the one before it: `Finansdepartementet, budgetavdelningen`."""
    board = _BOARD.fullmatch(text) is not None
    return board or (text[:1].isupper() and is_body_name(text)) or _ALL_OF_THEM.fullmatch(text) is not None


def _is_field(text: str) -> bool:
    """An address, a telephone or a dated field; an e-mail address alone may be an addressee."""
    dated = label_first(text)
    if dated is not None and (dated[0] in DATE_KEYS or (dated[0] == "other" and ":" in text[: dated[1]])):
        return True
    if (
        _ABOUT_MINUTES.match(text)
        or _MAIL.match(text)
        or is_signing_cue(text)
        or is_date(text.strip())
        or _SIGNING.match(text)
    ):
        return True
    alone = re.fullmatch(r"\s*\S+@\S+\s*", text) is not None
    sent = _WITH_ADDRESS.fullmatch(text.strip())
    addressee = sent is not None and label_alone(sent["name"]) is None
    return not (alone or addressee) and contact(text) is not None


def _pieces(passage: Passage, start: int) -> Iterator[tuple[int, int]]:
    """Source lines from `start`, a line that goes on with the last one (lower case) with it."""
    spans: list[tuple[int, int]] = []
    for piece in passage.pieces:
        a, b = max(piece.at, start), piece.at + piece.length
        if a >= b:
            continue
        if spans and not _ITEM_START.match(passage.text[a:b]):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    for a, b in spans:
        at = a
        for part in passage.text[a:b].split(";"):
            yield at, at + len(part)
            at += len(part) + 1
