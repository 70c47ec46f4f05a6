"""Which kind of document this is: by the word in its head, by its title, or by words only that kind has."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from dataclasses import dataclass

from schemas.metadata import DocumentType, TypeOfDocument
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lines import Line
from workers.structure.vocabulary import fold, folded

HEAD_WORDS: tuple[tuple[DocumentType, str], ...] = (
    ("protokollsutdrag", r"protokollsutdrag|utdrag ur (?:sammanträdes)?protokoll(?:et)?|utdrag"),
    ("tjänsteutlåtande", r"tjänsteutlåtande(?: till .{3,60})?"),
    ("tjänsteskrivelse", r"(?:g-)?tjänsteskrivelse(?: till .{3,60})?|tjänsteyttrande"),
    ("delegationsbeslut", r"delegationsbeslut|delegeringsbeslut|beslut (?:fattat )?(?:på|enligt) delegation(?:en|sordning)?"),
    ("kallelse", r"kallelse(?: till .{3,60})?|kallelse (?:och|/) (?:föredragningslista|dagordning|ärendelista)|föredragningslista|kallelse/föredragningslista"),
    ("protokoll", r"(?:sammanträdes)?protokoll(?: från .{3,60})?"),
    ("anmälningslista", r"anmälningslista|anmälningsärenden|anmälan av delegationsbeslut|förteckning över delegationsbeslut|delegationslista"),
    ("remissvar", r"remissvar|remissyttrande|yttrande(?: till .{3,60})?"),
    ("kommittédirektiv", r"(?:kommitté|tilläggs)direktiv"),
    ("domstolsavgörande", r"dom|slutligt beslut|mellandom|deldom|domslut|dom och beslut"),
    ("årsbokslut", r"(?:\d{4} )?(?:årsbokslut|bokslut)(?: \d{4})?"),
    ("överklagande", r"överklagande|laglighetsprövning"),
    ("riktlinje", r"riktlinjer?"),
    ("beslut", r"beslut|föreläggande|tillsynsbeslut|beslut om .{3,60}|underrättelse om beslut|ställningstagande|beslut och föreläggande"),
    ("skrivelse", r"skrivelse|brev"),
)  # fmt: skip
"""Words that stand alone in a head. The more telling ones come first."""

TITLE_WORDS: tuple[tuple[DocumentType, str], ...] = (
    ("remissvar", r"^(?:remissvar|remissyttrande|(?:\S+s )?(?:yttrande|synpunkter) (?:över|på|avseende|gällande|angående|med anledning av|om))\b"),
    ("riktlinje", r"^riktlinjer?\b"),
    ("anmälningslista", r"^(?:anmälan|redovisning|förteckning) (?:av|över) delegations?(?:beslut|ärenden)\b"),
    ("delegationsbeslut", r"^(?:delegationsbeslut|beslut på delegation)\b"),
    ("överklagande", r"^överklagande(?:\s+av)?\b"),
    ("kommittédirektiv", r"^tilläggsdirektiv\b"),
    ("årsbokslut", r"\bårsbokslut\b"),
    ("kallelse", r"^kallelse till\b"),
)  # fmt: skip

BODY_CUES: tuple[tuple[DocumentType, str, str], ...] = (
    ("tjänsteutlåtande", "kind.called_itself", r"\b(?:detta|förvaltningens|kontorets|\w+förvaltningens|\w+arkivets|\w+kontorets) (?:tjänsteutlåtande|tj[äéda]nsteutl[åadt]+tande)\b"),
    ("kommittédirektiv", "kind.told", r"\bBeslut vid regeringssammanträde\b"),
    ("domstolsavgörande", "kind.court", r"\b(?:Mål ?nr|Målnummer|HUR MAN ÖVERKLAGAR, DV|(?:yrkat|yrkade) att (?:\w+domstolen|\w+rätten))\b"),
    ("remissvar", "kind.told", r"\b[Dd]etta (?:yttrande|remissvar) har (?:beslutats|avgetts)\b"),
    ("remissvar", "kind.told", r"\b[Bb]eslut om (?:detta )?(?:yttrande|remissvar)\b"),
    ("överklagande", "kind.told", r"\b(?:överklagar|överklagas) (?:härmed|rubricerade|ovanstående)\b"),
    ("beslut", "kind.authority", r"\b(?:JO|Justitieombudsmannen|Justitiekanslern|JK) (?:anför|uttalar|gör följande bedömning)|\b[Nn]ämnden (?:gjorde|gör) följande bedömning\b|reklamationsnämnden gjorde följande bedömning"),
)  # fmt: skip

_HEAD = tuple((kind, folded(pattern)) for kind, pattern in HEAD_WORDS)
_TITLE = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in TITLE_WORDS)
_BODY = tuple((kind, rule, re.compile(pattern)) for kind, rule, pattern in BODY_CUES)
_MANY_PARAGRAPHS = 2
LONGEST_WORD = 200
"""Characters of the words in a head that name the kind."""
FIRST_LINES = 8
TOP_SHARE = 0.15
"""A weak word names the document among so many first lines, or in so much of the page's top."""


@dataclass(frozen=True, kw_only=True)
class _Find:
    kind: DocumentType
    rule: str
    line: Line | None = None
    passage: Passage | None = None
    start: int = 0
    end: int = 0


def find_kind(manuscript: Manuscript, title: Passage | None) -> TypeOfDocument | None:
    """The document's kind with the words that say so; None when nothing was read."""
    if not manuscript.lines:
        return None
    found = (
        _by_head(manuscript)
        or _by_telling_title(title)
        or _report_by_proposals(manuscript)
        or _by_title(title)
        or _by_body(manuscript)
        or _by_late_title(title)
        or _by_addressee(manuscript)
    )
    if found is None:
        first = manuscript.lines[0]
        found = _Find(kind="other", rule="kind.unknown", line=first, end=len(first.text))
    if found.line is not None:
        text, evidence = found.line.text, manuscript.line_evidence(found.line, found.start, found.end)
    elif found.passage is not None:
        text = found.passage.text
        evidence = manuscript.evidence(found.passage, found.start, found.end)
    else:
        return None
    if not evidence:
        return None
    return TypeOfDocument(
        value=found.kind,
        raw=text[found.start : found.end],
        rule=found.rule,
        flags=("ambiguous",) if _contradicted(found, title) else (),
        evidence=evidence,
    )


CONTRADICTIONS: frozenset[tuple[DocumentType, DocumentType]] = frozenset(
    {("beslut", "riktlinje"), ("beslut", "överklagande"), ("skrivelse", "överklagande"), ("kallelse", "delegationsbeslut"), ("remissvar", "överklagande")}
)  # fmt: skip
"""A kind by the head's word and another by the title's that cannot both be right; a report may well be titled
`Yttrande över …`."""


def _contradicted(found: _Find, title: Passage | None) -> bool:
    """Whether the title names another kind than the head does."""
    titled = _by_title(title) if found.rule == "kind.head_word" else None
    return titled is not None and (found.kind, titled.kind) in CONTRADICTIONS


def _by_head(manuscript: Manuscript) -> _Find | None:
    """The strongest kind word alone in a cell of the head, also where the head follows the first page's text."""
    finds: list[tuple[int, _Find]] = []
    allowed = {
        (ref.page, ref.line)
        for p in manuscript.passages
        if p.head_like or (p.kind == "heading" and p.text.isupper())
        for ref in p.refs
    }
    headings = {(ref.page, ref.line) for p in manuscript.passages if p.kind == "heading" for ref in p.refs}
    for position, line in enumerate(manuscript.lines):
        if not any((r.page, r.line) in allowed for r in line.refs) and position > 0:
            continue
        for cell in line.cells:
            word = (
                _DATE_BEHIND.sub("", cell.text.strip(" :*")) if len(cell.text) < LONGEST_WORD else cell.text
            )
            rank = _rank(word)
            if (line.ref.page, line.ref.line) in headings and position > FIRST_LINES and (rank or 0) >= _WEAK:
                continue
            if rank is None or (rank >= _WEAK and not _stands_as_title(word, line, position)):
                continue
            start = cell.start
            finds.append(
                (
                    rank,
                    _Find(
                        kind=_HEAD[rank][0],
                        rule="kind.head_word",
                        line=line,
                        start=start,
                        end=start + len(cell.text),
                    ),
                )
            )
    if not finds:
        return None
    return _minutes_or_extract(manuscript, min(finds, key=lambda find: find[0])[1])


_DATE_BEHIND = re.compile(r"(?<=[A-ZÅÄÖ]{3})\s+\d[\d\s;:,./()–-]*$")
"""`BESLUT 2014-12-25; 2014-06997`: the kind with its date and number in one cell."""


def _rank(word: str) -> int | None:
    """Which kind's head word it is; the more telling ones have the lower ranks."""
    if len(word) > LONGEST_WORD:
        return None
    folded_word = fold(word)
    return next((i for i, (_, pattern) in enumerate(_HEAD) if pattern.fullmatch(folded_word)), None)


_WEAK = next(i for i, (kind, _) in enumerate(HEAD_WORDS) if kind == "remissvar")


def _stands_as_title(word: str, line: Line, position: int) -> bool:
    """`Beslut` or `Yttrande` in capitals or among the first lines names the document; below, a section."""
    return word.isupper() or position < FIRST_LINES or (line.y < TOP_SHARE and line.box is not None)


def _minutes_or_extract(manuscript: Manuscript, found: _Find) -> _Find:
    """Minutes of one case, `n (m)` far from 1, are an extract."""
    if found.kind != "protokoll":
        return found
    cases = {m.group() for line in manuscript.lines if (m := re.match(r"§\s?\d+", line.text))}
    if len(cases) < _MANY_PARAGRAPHS:
        return _Find(
            kind="protokollsutdrag", rule="kind.one_case", line=found.line, start=found.start, end=found.end
        )
    return found


def _by_title(title: Passage | None) -> _Find | None:
    if title is None:
        return None
    for kind, pattern in _TITLE:
        if match := pattern.search(title.text):
            return _Find(
                kind=kind, rule="kind.title_word", passage=title, start=match.start(), end=match.end()
            )
    return None


_PROPOSALS = re.compile(r"(?:\S+ ){0,3}förslag till beslut\b.*|beslutsförslag:?", re.IGNORECASE)
_ANSWER = re.compile(r"svar på (?:remiss|samråd)\w*", re.IGNORECASE)
_REPORT_WORD = re.compile(r"tjänsteutlåtande", re.IGNORECASE)


def _report_by_proposals(manuscript: Manuscript) -> _Find | None:
    """A section of proposals is what an officer's report to a board has; without its name it is told by that."""
    for passage in manuscript.body:
        if passage.kind == "heading" and (match := _PROPOSALS.fullmatch(passage.text.strip("* "))):
            utlatande = any(_REPORT_WORD.search(p.text) for p in manuscript.passages)
            kind: DocumentType = "tjänsteutlåtande" if utlatande else "tjänsteskrivelse"
            return _Find(
                kind=kind, rule="kind.proposals", passage=passage, start=match.start(), end=match.end()
            )
    return None


TELLING = frozenset({"anmälningslista", "delegationsbeslut", "årsbokslut", "kommittédirektiv"})
"""Kinds whose title is never that of a report about such a document."""


def _by_telling_title(title: Passage | None) -> _Find | None:
    found = _by_title(title)
    return found if found is not None and found.kind in TELLING else None


def _by_late_title(title: Passage | None) -> _Find | None:
    """`Svar på remiss …`: also the title of reports, which their own words name first."""
    match = _ANSWER.match(title.text) if title is not None else None
    if title is None or match is None:
        return None
    return _Find(kind="remissvar", rule="kind.answer", passage=title, start=match.start(), end=match.end())


def _by_body(manuscript: Manuscript) -> _Find | None:
    for kind, rule, pattern in _BODY:
        for passage in manuscript.passages:
            if match := pattern.search(passage.text):
                return _Find(kind=kind, rule=rule, passage=passage, start=match.start(), end=match.end())
    return None


_LETTER = re.compile(
    r"\b(?:[Uu]ndertecknad|[Mm]ed vänlig hälsning|[Vv]änliga hälsningar|[Vv]i begär|[Ff]öreningen begär|[Hh]ögaktningsfullt|[Jj]ag (?:vill|begär|ansöker|överklagar))\b"
)


def _by_addressee(manuscript: Manuscript) -> _Find | None:
    """A letter from outside, when it asks for something as letters do."""
    for passage in manuscript.body:
        if not passage.head_like and (match := _LETTER.search(passage.text)):
            return _Find(
                kind="skrivelse", rule="kind.letter", passage=passage, start=match.start(), end=match.end()
            )
    return None
