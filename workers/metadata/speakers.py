"""Who speaks in a document: the body that the text lets decide, answer and think, or whose own paper it is.

What is left to go by where neither letterhead nor foot was read, as on the web and in many old files.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from schemas.metadata import DocumentType, Text
from workers.metadata.letterhead import body_text
from workers.metadata.passage import Manuscript, Passage
from workers.structure.authorities import AUTHORITIES
from workers.structure.lines import Cell

PARAGRAPHS = 14
"""So many paragraphs and headings tell who speaks."""
LONGEST = 3000
"""Characters of each."""
OWN_PAPER = 2
"""How often a body must speak to weigh as much as one whose name stands over its own decision or answer."""

_LETTERS = frozenset({"överklagande", "skrivelse"})
"""The authority that is named in them is mostly the one they were sent to."""
_REPORTS = frozenset({"tjänsteskrivelse", "tjänsteutlåtande", "protokoll", "protokollsutdrag", "kallelse"})
"""Papers in which the opinions and decisions of many are told."""
_GOVERNMENT_PAPERS = frozenset({"beslut", "kommittédirektiv"})

_OWN_VOICE = frozenset({"beslut", "remissvar", "domstolsavgörande"})
"""Papers in which a board speaks for itself; in others it is asked to decide."""
_BOARD = re.compile(
    r"(?!(?:social|skogs|transport|läns|konkurrens|luftfarts|ban|väg|riksgälds|kriminalvårds|rikspolis)styrelsen)"
    r".*(?:nämnden|styrelsen|fullmäktige)",
    re.IGNORECASE,
)
"""A municipality's or region's board; agencies that are called so speak for themselves everywhere."""

_PROPOSED = re.compile(r"förslag|föreslag", re.IGNORECASE)
"""A section in which others are made to decide."""

_OWN_REPORT = re.compile(
    r"\b(?P<body>\w+(?:förvaltningen|kontoret|arkivet|verket|museet|staben|kansliet))s tjänsteutlåtande\b",
    re.IGNORECASE,
)
_PROPOSER = re.compile(
    r"^(?P<body>\w+(?:förvaltningen|kontoret|forvaltningen|f[öo]rvaltningen)) "
    r"(?:f[öo]resl[åa]r|ställer sig|tillstyrker|avstyrker|instämmer|delar|välkomnar|bedömer) "
)
_VAGUE = frozenset(
    [
        "förvaltningen",
        "stadsdelsförvaltningen",
        "kontoret",
        "forvaltningen",
        "stadsledningskontoret",
        "nämnden",
        "styrelsen",
        "myndigheten",
        "domstolen",
        "rätten",
        "utredningen",
        "kommunen",
        "regionen",
        "länsstyrelsen",
    ]
)
"""Names that do not tell which body it is, or (stadsledningskontoret) usually name the other party."""

_WELL_KNOWN = "|".join(
    re.escape(name[0].upper() + name[1:]) for name in sorted(AUTHORITIES, key=len, reverse=True)
)
_NAME = (
    rf"(?P<body>{_WELL_KNOWN}|Allmänna reklamationsnämnden|Riksdagens ombudsmän|Länsstyrelsen(?: i \w+(?: län)?| [A-ZÅÄÖ]\w+)?|"
    r"Nämnden för [A-ZÅÄÖ]\w+(?: (?:och|&) [A-ZÅÄÖ]?\w+)?|(?:[A-ZÅÄÖ]\w+- och )?[A-ZÅÄÖ]?\w*(?:verket|myndigheten|ämbetet|kollegiet|inspektionen|nämnden|domstolen|styrelsen|revisionen|kanslern|kontoret|rådet|institutet|universitetet|högskolan)|"
    r"Statens \w+|(?:Förvaltningsrätten|Kammarrätten) i \w+|Region [A-ZÅÄÖ]\w+|[A-ZÅÄÖ][\w-]+ (?:kommun|stad|läns landsting))"
)
_SPEAKS = (
    r"(?:har|är|ser|delar|noterar|välkomnar|föreslår|beslutade|beslutar|gjorde|avstyrker|tillstyrker|lämnar|anser|vill|ställer|instämmer|yttrar|konstaterar|"
    r"förelägger|bedömer|finner|avslår|bifaller|meddelar|avslutar|tillerkänner|riktar|uppdrar|rekommenderar|beviljar|överlämnar|avstår|begär|stödjer|framhåller|kritiserar|påpekar|förutsätter|fastställer)"
)
_SPEAKER = re.compile(rf"(?:^|(?<=[.!?] )){_NAME},? (?:\(\w+\) )?{_SPEAKS}\b")
_OWN_PAPER = re.compile(
    rf"^{_NAME}s (?:slutliga )?(?:svar|yttranden?|synpunkter|remissvar|beslut|avgörande|ställningstagande|motivering|inställning)\b"
)
"""`Skolinspektionens beslut`, `Boverkets svar på remiss`: how an authority names its own paper."""
_ANSWER_FROM = re.compile(
    r"^(?:Remissvar|Remissyttrande|Yttrande|Svar|Synpunkter) från (?P<body>[A-ZÅÄÖ]\w[\wåäö -]{2,60}?)(?= (?:på|över|om|angående|avseende|gällande|till|med)\b|$|[,:(])"
)
_HANDS_OVER = re.compile(
    rf"(?:^|(?<=[.!?] )){_NAME} (?:överlämnar|lämnar|redovisar|hemställer|begär|anhåller|inkommer|får|yttrar sig) (?:härmed|här|därför)\b"
)
"""The words by which an authority says that this very letter is its own."""


@dataclass(frozen=True, kw_only=True)
class _Mention:
    passage: Passage
    start: int
    end: int
    rule: str

    @property
    def name(self) -> str:
        return " ".join(self.passage.text[self.start : self.end].split())


def find_speaker(manuscript: Manuscript, taken: str, kind: DocumentType) -> Text | None:
    """The author by what the text says: `taken`, the recipient in lower case, is nobody's author."""
    mention = _own_report(manuscript)
    if mention is None and kind in _LETTERS:
        mention = _first_match(manuscript, _HANDS_OVER, taken, "issuer.hands_over")
    elif mention is None:
        if mast := _mast(manuscript, taken):
            return mast
        mention = _most_heard(manuscript, taken, kind)
    if mention is not None:
        return _text(manuscript, mention)
    return _by_its_letters(manuscript) if kind == "beslut" else None


def _text(manuscript: Manuscript, mention: _Mention) -> Text | None:
    evidence = manuscript.evidence(mention.passage, mention.start, mention.end)
    name = mention.name
    if not evidence:
        return None
    return Text(value=name[0].upper() + name[1:], raw=name, rule=mention.rule, evidence=evidence)


def _own_report(manuscript: Manuscript) -> _Mention | None:
    """`godkänner kulturförvaltningens tjänsteutlåtande`, `Utbildningsförvaltningen föreslår …`."""
    for pattern, rule in ((_OWN_REPORT, "issuer.own_report"), (_PROPOSER, "issuer.proposer")):
        for passage in manuscript.body:
            match = pattern.search(passage.text)
            if (
                match
                and match["body"].casefold() not in _VAGUE
                and not re.search("underlag", passage.section or "", re.IGNORECASE)
            ):
                return _Mention(passage=passage, start=match.start("body"), end=match.end("body"), rule=rule)
    return None


def _first_match(manuscript: Manuscript, pattern: re.Pattern[str], taken: str, rule: str) -> _Mention | None:
    for passage in manuscript.body:
        match = pattern.search(passage.text[:LONGEST])
        if match and match["body"].casefold() not in {taken, *_VAGUE}:
            return _Mention(passage=passage, start=match.start("body"), end=match.end("body"), rule=rule)
    return None


def _most_heard(manuscript: Manuscript, taken: str, kind: DocumentType) -> _Mention | None:
    """The body that speaks most often, its own paper's name counted twice; of equals the first."""
    heard: Counter[str] = Counter()
    first: dict[str, _Mention] = {}
    for mention in _mentions(manuscript, kind):
        name = mention.name.casefold()
        if name in {taken, *_VAGUE} or (name == "regeringen" and kind not in _GOVERNMENT_PAPERS):
            continue
        if kind not in _OWN_VOICE and _BOARD.fullmatch(name):
            continue
        heard[name] += 1 if mention.rule == "issuer.speaker" else OWN_PAPER
        first.setdefault(name, mention)
    return first[heard.most_common(1)[0][0]] if heard else None


def _mentions(manuscript: Manuscript, kind: DocumentType) -> Iterator[_Mention]:
    texts = (
        p
        for p in manuscript.body
        if p.kind not in ("stamp", "table") and not _PROPOSED.search(p.section or "")
    )
    for passage in islice(texts, PARAGRAPHS):
        text = passage.text[:LONGEST]
        own = None if kind in _REPORTS else _OWN_PAPER.match(text) or _ANSWER_FROM.match(text)
        if own is not None:
            yield _Mention(
                passage=passage, start=own.start("body"), end=own.end("body"), rule="issuer.own_paper"
            )
        for found in () if passage.head_like else _SPEAKER.finditer(text):
            yield _Mention(
                passage=passage, start=found.start("body"), end=found.end("body"), rule="issuer.speaker"
            )


_MAST = re.compile(
    r"(?:Riksdagens ombudsmän|Justitiekanslern|\w{1,40}domstolen|\w{1,40}rätten(?: i \w{1,40})?)(?=$| [A-ZÅÄÖ])"
)
"""Authorities whose mast may stand after the first page's text."""


def _mast(manuscript: Manuscript, taken: str) -> Text | None:
    """The name of an authority in a head, wherever the head stands."""
    for line in manuscript.lines:
        passage = manuscript.passage_of(line)
        if passage is None or passage.kind != "head":
            continue
        for cell in line.cells:
            found = _MAST.match(cell.text)
            if found and found.group().casefold() not in taken:
                end = cell.start + found.end()
                name = Cell(text=found.group(), start=cell.start, end=end, x0=cell.x0, x1=cell.x1)
                return body_text(manuscript, [(line, name)], "issuer.mast")
    return None


_LETTERS_OF_AUTHORITIES = {"JO": "Riksdagens ombudsmän", "JK": "Justitiekanslern"}
"""Names by which two authorities call themselves in their decisions (`JO konstaterar`)."""
_CALLED = re.compile(
    r"\b(?:in|inkom|inkommit|ingiven) till (?P<a>JO|JK)\b|\b(?:Chefs)?(?P<b>JO|JK) (?:konstaterar|finner|anför|uttalar|gör|har)\b"
)


def _by_its_letters(manuscript: Manuscript) -> Text | None:
    """An ombudsman's or the chancellor's decision without its mast, as it is published on the web."""
    for passage in manuscript.body:
        if found := _CALLED.search(passage.text):
            group = "a" if found["a"] else "b"
            evidence = manuscript.evidence(passage, *found.span(group))
            name = _LETTERS_OF_AUTHORITIES[found[group]]
            return Text(value=name, raw=found[group], rule="issuer.letters", evidence=evidence)
    return None
