"""Proposals and decisions: the sentences and clauses under their headings, or after their label."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from schemas.metadata import DocumentType, NumberedText
from workers.metadata.cases_decided import SENTENCE_END, decided_in_cases
from workers.metadata.entries import Entry, numbered, of_cell, whole
from workers.metadata.passage import Manuscript, Passage
from workers.structure.caseless import caseless
from workers.structure.heads import is_date_or_number
from workers.structure.vocabulary import SURVEY_DECISIONS, label_alone, label_first

PROPOSALS = caseless(
    r"(?:.*\b)?f[öo]rslag till (?:beslut|ställningstagande)(?! (?:på|under|vid) (?:dagens )?(?:sammanträde|möte))\b.*|beslutsförslag:?|föreslagna beslut:?|förslag till \S*(?:nämnden|styrelsen|fullmäktige|direktionen):?|(?:\S+ ){1,4}föreslås (?:att )?beslut(?:a|ar)(?: att| följande)?:?|"
    r"beslut\s?[–-]\s?förslag till \S+(?: och \S+)?:?|(?:\S+ ){0,3}\S+s förslag till (?:\S+- och )?(?:\S*fullmäktige|\S*styrelsen|\S*nämnden|\S*utskottet|direktionen|(?:\S+s )?beslut):?|"
    r"(?:ordföranden|presidiet|beredningen|\S*(?:förvaltningen|kontoret|utskottet|direktören|chefen))s förslag:?",
)
DECISIONS = caseless(
    r"beslut ?[–-] ?för .{3,60}|(?!skäl)(?:(?:\S+ ){0,3}?\S+s )?(?:slutlig(?:a|t) )?(?:beslut(?:et)?|avgörande|domslut)(?: för egen del| i (?:ärendet|målet|sak(?:en)?|korthet))?:?|slut:?|(?:det här|detta|följande) (?:kräver|beslutar) (?:vi|\S+)|(?:\S+s )?(?:rekommendation|utslag|föreläggande(?:t)?|förbud)|beslutsmening(?:ar)?|"
    + SURVEY_DECISIONS
    + r"|beslut och (?:motivering|skäl)|beslut på delegation|"
    r"(?:\S+ ){0,4}?\S*(?:styrelsen|nämnden|utskottet|fullmäktige|direktionen|rätten|domstolen|verket|myndigheten|inspektionen|rådet) (?:beslutar|beslutade|förelägger|förordnar)(?: följande| för egen del| att)?:?",
)
"""Headings over what is proposed, and over what was decided. Sources: SKR's template of minutes, the courts, the agencies."""
NOT_DECIDING: frozenset[DocumentType] = frozenset(
    {
        "tjänsteutlåtande",
        "tjänsteskrivelse",
        "kallelse",
        "anmälningslista",
        "riktlinje",
        "årsbokslut",
        "kommittédirektiv",
        "överklagande",
        "other",
    }
)
"""Documents in which a section `Beslut` holds a proposal, or speaks about decisions."""

_DECISION_ALONE = re.compile(
    r"beslut:?|(?:\S+ ){0,2}?(?:\S+(?:inspektionens|verkets|myndighetens|ombudsmannens|kanslerns|kollegiets)|länsstyrelsens) (?:slutliga )?beslut:?",
    re.IGNORECASE,
)
"""The headings that tell also where nothing says what kind of document it is."""
MINUTES = frozenset({"protokoll", "protokollsutdrag"})
SHORTEST = 8
"""Characters of a decision in a cell: `Beviljas`."""
LEAD_IN_END = 400
"""Characters at the end of a paragraph that tell whether it leads in to what follows."""

_LEAD_IN = re.compile(
    r".*(?:föresl[åa]r|föreslås|beslut(?:ar|a|at|as|ade)|förelägger|förordnar|hemställer|följande|att)\b[^.]*"
    r"(?::|\bfölj?ande[.:]?|\bbesluta|\bbeslutar(?: följande| jag| vi| för egen del)?\.?|\bbeslutade|\batt)\s*$|"
    r"(?:\S+ ){1,6}beslut(?:ar|ade)(?: för egen del)?\s*$|enligt (?:\S+ ){1,6}förslag:?\s*$|i \S*(?:styrelsen|nämnden|fullmäktige|utskottet|direktionen)(?: och \S+)?\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_DECISION = re.compile(
    r"^(?:paragrafen är|beslutet är|justerad|ärendet föredras)\b.*(?:sekretess|digital)|"
    r"^(?:i (?:avgörandet|beslutet|detta ärende|den slutliga handläggningen)\b.{0,60}\b(?:deltagit|beslutat|medverkat)|föredragande (?:har varit|var)|"
    r".{3,60}\b(?:deltar|deltog) (?:inte|ej) i (?:beslutet|handläggningen)|.{3,60}\breserverar sig|.{3,60}\banmäler jäv|"
    r"beslut(?:et)? (?:i detta ärende )?(?:har fattats|är fattat) (?:av|med stöd|på|enligt)|detta (?:beslut|avgörande) kan överklagas|"
    r"(?:detta )?beslut(?:et)? (?:fattas|fattades|grundas|grundar sig|får inte överklagas|kan (?:inte )?överklagas)\b)",
    re.IGNORECASE,
)
_ALSO_DECIDED = re.compile(
    r"(?:Beslutet|Föreläggandet|Förbudet|Tillståndet|Dispensen|Avgiften|\S+(?:styrelsen|nämnden|utskottet|rätten|verket))\b[^.]{0,60}\b(?:ska(?:ll)? gälla|gäller|förenas|beslutar|upphävs|upphör)\b"
)
"""A sentence after the list that decides on: `Beslutet gäller även om det överklagas.`"""
_BODY_ENDS = (
    "styrelsen|nämnden|utskottet|fullmäktige|direktionen|rätten|domstolen|verket|myndigheten|inspektionen|"
    "rådet|kollegiet|ombudsmannen|regeringen"
)
_ACTS = (
    "avslår|avskriver|avvisar|beviljar|bifaller|fastställer|förbjuder|godkänner|lämnar|medger|meddelar|"
    r"upphäver|ger(?! (?:er|dig) (?:tillfälle|möjlighet)\b)"
)
"""What the names of bodies that decide end with, and what they do by it."""
_DECIDES = re.compile(
    r"(?!(?:\S+ ){1,6}?(?:föreslår|önskar|anser|vill|begär|hemställer|yrkar|förordar|noterar)\b)(?:(?:Med stöd av [^.]{5,200}? )?(?:[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,4} )?(?:beslutar|förelägger|förordnar)\b|"
    rf"(?:[A-ZÅÄÖ]\S+ (?:och|för|i) )?[A-ZÅÄÖa-zåäö]\S*(?:{_BODY_ENDS}|kontoret) "
    rf"(?:{_ACTS}|utser|antar|tillåter)\b)"
)
"""A sentence in which somebody decides now."""
_DECIDES_NOW = re.compile(
    r"(?<=[.!?] )(?:[A-ZÅÄÖ]\S+ (?:och|för|i) )?[A-ZÅÄÖa-zåäö]\S+ (?:beslutar|förelägger|förordnar) (?:att|med stöd)\b"
)
_DECIDES_ON = re.compile(
    rf"(?<=\. )(?:(?:JO|[A-ZÅÄÖ]\S*(?:{_BODY_ENDS}|kanslern)) "
    rf"(?:{_ACTS}|avstyrker|beslutar|förelägger|förordnar|rekommenderar|tillerkänner|tillstyrker|överlämnar)|"
    r"(?!Om\b|När\b|Sedan\b|Eftersom\b)[A-ZÅÄÖ]\w+(?: [^\s.]+){0,6} (?:avslås|avskrivs|avvisas|beviljas|bifalls|fastställs|medges|upphävs|överlämnas))\b"
)
"""Where in a paragraph a further decision begins: `Ansökan avslås i övrigt.` behind what is granted."""
_GRANTED = re.compile(
    r"(?:Din|Er|Ditt|Ert|Ansökan|Anmälan|Bygglov|Rivningslov|Marklov|Dispens|Tillstånd|Bidrag|Överklagandet)\b[^.]{0,150}?\b"
    r"(?:avslås|beviljas|bifalls|medges|avvisas|godkänns|lämnas utan åtgärd)\b"
)
"""What becomes of an application, said in the passive without a heading: `Din ansökan om … avslås.`"""
_RECORDED = re.compile(
    r"(?:^|(?<=[.!?] ))(?:(?:Det|Mötet|Stämman|Styrelsen|Nämnden|Utskottet|Direktionen|Rådet|Ordföranden|[A-ZÅÄÖ]\S*(?:styrelsen|nämnden|utskottet))\s+beslut(?:ade|ar|ades|as)|Beslut(?:ades|as|ade))\s+(?:enhälligt\s+)?att\b"
)
_RECORDED_LIST = re.compile(
    r"(?:[A-ZÅÄÖ]\S+ )?(?:[Bb]eslutade|[Bb]eslutar|[Bb]eslöt)(?: enhälligt)?(?: följande)?:?"
)
"""`Styrelsen beslutade`, over clauses that each begin with `att`."""
_LABELLED = re.compile(
    r"(?P<label>förslag till beslut|beslutsförslag|(?:nämndens |delegatens )?beslut)\s*:\s*(?P<rest>[A-ZÅÄÖa].{7,})",
    re.IGNORECASE | re.DOTALL,
)
_PASSES_ON = re.compile(r"(?:\S+ ){1,5}?(?:föreslår|hemställer)\b[^.]*\bbeslut(?:a|ar)\b", re.IGNORECASE)
_FOR_ITSELF = re.compile(r"\bför egen del\b", re.IGNORECASE)
"""`Regionstyrelsen föreslår regionfullmäktige besluta`, where it goes on with what it decides for itself."""
_FIRST_CLAUSE = re.compile(
    r"\bbeslut(?:ar?|ade|at) (?P<clause>att \w[^.:]{8,400}?)[,;]?(?: (?:samt|och|dels))?[,;]?$"
)


def find_proposals(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Förslag till beslut, whole and in order."""
    found = tuple(numbered(manuscript, _sentences(manuscript, PROPOSALS), "proposal.section"))
    found = found or tuple(numbered(manuscript, _passed_on(manuscript), "proposal.passed_on"))
    found = found or tuple(numbered(manuscript, _proposed_list(manuscript), "proposal.led_in"))
    return found or tuple(numbered(manuscript, _labelled(manuscript, PROPOSALS), "proposal.line"))


def find_decisions(manuscript: Manuscript, kind: DocumentType) -> tuple[NumberedText, ...]:
    """Decisions taken, whole and in order."""
    if kind == "other":
        return tuple(numbered(manuscript, _sentences(manuscript, _DECISION_ALONE), "decision.section"))
    if kind in NOT_DECIDING:
        return ()
    if kind in MINUTES and (found := _of_minutes(manuscript)):
        return found
    return (
        tuple(numbered(manuscript, _sentences(manuscript, DECISIONS), "decision.section"))
        or tuple(numbered(manuscript, _led_in(manuscript, kind), "decision.led_in"))
        or tuple(numbered(manuscript, _labelled(manuscript, DECISIONS), "decision.line"))
        or tuple(numbered(manuscript, _beside_label(manuscript), "decision.cell"))
        or (
            tuple(numbered(manuscript, _recorded(manuscript), "decision.recorded")) if kind in MINUTES else ()
        )
        or tuple(numbered(manuscript, _said(manuscript), "decision.sentence"))
    )


def _of_minutes(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Under their headings, and in the matters that have none, in the minutes' order."""
    headed = [(entry, "decision.section") for entry in _sentences(manuscript, DECISIONS)]
    bare = [(entry, "decision.case") for entry in decided_in_cases(manuscript, DECISIONS)]
    order = {id(passage): at for at, passage in enumerate(manuscript.body)}
    entries = sorted([*headed, *bare], key=lambda found: (order[id(found[0].passage)], found[0].start))
    return tuple(value for entry, rule in entries for value in numbered(manuscript, [entry], rule))


def _recorded(manuscript: Manuscript) -> Iterator[Entry]:
    """Minutes of companies and associations, which have no heading: `Styrelsen beslutade att …`."""
    for passage in manuscript.body:
        if passage.kind == "paragraph" and _RECORDED_LIST.fullmatch(passage.text):
            yield from _that_clauses(manuscript, passage)
        for found in _RECORDED.finditer(passage.text) if passage.kind == "paragraph" else ():
            ends = SENTENCE_END.search(passage.text, found.end())
            yield Entry(
                passage=passage, start=found.start(), end=ends.start() + 1 if ends else len(passage.text)
            )


def _that_clauses(manuscript: Manuscript, lead_in: Passage) -> Iterator[Entry]:
    """The clauses on lines of their own under `Styrelsen beslutade`."""
    body = manuscript.body
    after = body[body.index(lead_in) + 1 :]
    for passage in takewhile(lambda p: p.text[p.body :].startswith("att "), after):
        yield whole(passage)


def _beside_label(manuscript: Manuscript) -> Iterator[Entry]:
    """A form with its labels in a column of their own: `Beslut     Ansökan beviljas.`"""
    for line in manuscript.lines:
        if len(line.cells) > 1 and DECISIONS.fullmatch(line.cells[0].text.strip("* :").lower()):
            entry = of_cell(manuscript, line, line.cells[1])
            field = label_first(line.cells[1].text) or is_date_or_number(line.cells[1].text)
            if entry is not None and not field and len(line.cells[1].text) >= SHORTEST:
                yield entry


def _led_in(manuscript: Manuscript, kind: DocumentType) -> Iterator[Entry]:
    """Items under a line of its own that no type sets apart from the text: `Direktionen beslutar`, `1. anta …`.

    In minutes also the paragraph under it: `Utskottet beslutar` / `Medborgarförslaget avslås.`
    """
    body = manuscript.body
    for position, passage in enumerate(body):
        if passage.kind == "paragraph" and DECISIONS.fullmatch(passage.text.lower()):
            yield from _items_after(body, position)
            yield from (
                whole(p) for p in body[position + 1 : position + 2] if kind in MINUTES and _is_whole(p)
            )


def _is_whole(passage: Passage) -> bool:
    """A paragraph of its own with its full stop, and not the next case."""
    ended = passage.kind == "paragraph" and passage.text.endswith(".")
    return ended and not (_NEXT_CASE.match(passage.text) or _NO_DECISION.match(passage.text))


def _proposed_list(manuscript: Manuscript) -> Iterator[Entry]:
    """Items under such words on a line of their own: `Borgarrådsberedningen föreslår kommunstyrelsen besluta följande`."""
    body = manuscript.body
    for position, passage in enumerate(body):
        if passage.kind == "paragraph" and _PROPOSES_LIST.fullmatch(passage.text):
            yield from _items_after(body, position)
            return


def _items_after(body: Sequence[Passage], position: int) -> Iterator[Entry]:
    for item in takewhile(lambda p: p.kind == "list_item", body[position + 1 :]):
        if not item.level:
            yield whole(item)


def _said(manuscript: Manuscript) -> Iterator[Entry]:
    """Without a heading: `Nämnden beslutar att …`, or the items that such words lead in to."""
    body = [p for p in manuscript.body if p.kind in ("paragraph", "list_item") and not _is_proposed(p)]
    for position, passage in enumerate(body):
        if not _DECIDES.match(passage.text) and not _GRANTED.match(passage.text):
            continue
        if not _LEAD_IN.fullmatch(passage.text[-LEAD_IN_END:]):
            yield Entry(passage=passage, start=0, end=len(passage.text))
            return
        yield from _items_after(body, position)
        return
    yield from _said_within(body)


def _is_proposed(passage: Passage) -> bool:
    """Under a heading over proposals."""
    return passage.section is not None and PROPOSALS.fullmatch(_bare(passage.section).lower()) is not None


def _said_within(body: Sequence[Passage]) -> Iterator[Entry]:
    """Behind other sentences of its paragraph: `Riksdagen har … Regeringen beslutar att följande ska gälla …`."""
    for passage in body:
        for found in _DECIDES_NOW.finditer(passage.text):
            ends = SENTENCE_END.search(passage.text, found.end())
            yield Entry(
                passage=passage, start=found.start(), end=ends.start() + 1 if ends else len(passage.text)
            )
            return


def _labelled(manuscript: Manuscript, heading: re.Pattern[str]) -> Iterator[Entry]:
    """`Förslag till beslut: Nämnden lägger anmälan till handlingarna.`"""
    for passage in manuscript.body:
        match = _LABELLED.match(passage.text) if passage.kind in ("paragraph", "head") else None
        if match and heading.fullmatch(match.group("label").lower()):
            end = passage.line_end(match.start("rest")) if passage.kind == "head" else len(passage.text)
            yield Entry(passage=passage, start=match.start("rest"), end=end)


def _sentences(manuscript: Manuscript, heading: re.Pattern[str]) -> list[Entry]:
    """Items and paragraphs under such headings, without the words that lead in to them."""
    entries: list[Entry] = []
    for passages in _sections(manuscript, heading):
        if heading is not PROPOSALS and _only_proposes(passages):
            continue
        found = list(_under(passages if heading is PROPOSALS else _own(passages)))
        entries += found
        if heading is PROPOSALS and found:
            break
    return entries


def _passed_on(manuscript: Manuscript) -> Iterator[Entry]:
    """What a board that also decides for itself proposes to the one above it."""
    for passages in _sections(manuscript, DECISIONS):
        own = _own(passages)
        yield from _under([p for p in passages if p not in own])


def _sections(manuscript: Manuscript, heading: re.Pattern[str]) -> Iterator[list[Passage]]:
    """What stands under each such heading."""
    for number, section in enumerate(manuscript.document.sections):
        if not section.heading:
            continue
        under = [p for p in manuscript.by_section.get(number, ()) if p.kind != "heading"]
        proposed = heading is PROPOSALS and _only_proposes(under)
        word = _bare(section.heading)
        if heading.fullmatch(word.lower()) or (proposed and _MAY_PROPOSE.fullmatch(word)):
            yield under or _under_next(manuscript, number + 1, heading)


def _under_next(manuscript: Manuscript, number: int, heading: re.Pattern[str]) -> list[Passage]:
    """`Förslag till beslut` right over `Kommunstyrelsens beslut`: what stands under the second is proposed."""
    sections = manuscript.document.sections
    below = sections[number].heading if heading is PROPOSALS and number < len(sections) else None
    if below is None or not _MAY_PROPOSE.fullmatch(_bare(below)):
        return []
    return [p for p in manuscript.by_section.get(number, ()) if p.kind != "heading"]


def _only_proposes(passages: Sequence[Passage]) -> bool:
    """`Direktionen föreslås besluta` under any heading, with nothing that is decided beside it."""
    first = passages[0].text if passages else ""
    return _PROPOSED.match(first) is not None and not any(_FOR_ITSELF.search(p.text) for p in passages)


def _own(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that only propose to another board."""
    if not any(_FOR_ITSELF.search(p.text) for p in passages):
        return list(passages)
    kept: list[Passage] = []
    passed_on = False
    for passage in passages:
        if passage.kind == "paragraph" and _LEAD_IN.fullmatch(passage.text[-LEAD_IN_END:]):
            passed_on = _PASSES_ON.match(passage.text) is not None
        if not passed_on:
            kept.append(passage)
    return kept


_MAY_PROPOSE = re.compile(r"förslag:?|(?:\S+s )?beslut:?|(?:\S+s )?ställningstagande:?", re.IGNORECASE)
_PROPOSED = re.compile(r"(?:\S+ ){1,6}?(?:föreslås|föreslår)\b[^.]{0,120}\bbeslut(?:a|ar)\b")
"""A heading that may stand over anything, and the words that make what follows proposals."""
_PROPOSES_LIST = re.compile(
    r"(?:\S+ ){0,3}\S*(?:beredningen|styrelsen|nämnden|utskottet|förvaltningen|kontoret|direktören|presidiet) (?:föreslår|hemställer)(?: att)?(?: \S+){0,3}? beslut(?:a|ar)(?: följande| att)?\s?[:.]?"
)
_NEXT_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§§? ?\d")
"""`§ 13`: the next case of the minutes."""
_ENDS = '.!?:;,)”"'


def _ends_the_list(passage: Passage, so_far: Sequence[Entry]) -> bool:
    """Behind decisions that are whole sentences: a field's label, or what no full stop ends, such as a heading
    that was not seen as one, or a row of a form; and a paragraph of several sentences of which the first
    decides nothing."""
    if passage.kind != "paragraph" or not so_far or not so_far[-1].text.endswith("."):
        return False
    if _DECIDES.match(so_far[-1].text) and len(SENTENCE_END.findall(passage.text)) > 1:
        decides = (_DECIDES, _ALSO_DECIDED, _GRANTED)
        return not any(pattern.match(passage.text) for pattern in decides)
    return label_alone(passage.text) is not None or passage.text[-1] not in _ENDS


_ABBREVIATED = re.compile(r"\b(?:\w|nr|kap|bl\.a|m\.m|m\.fl|s\.k|t\.ex|jfr|dir|prop|bet|st)\.\s*$")
"""A full stop that ends no sentence."""
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")
_RULE = re.compile(r"[_–—-]{4,}")
"""A line drawn with characters, under which a court goes on with its grounds."""


def _bare(heading: str) -> str:
    """The heading without its number."""
    return _NUMBER.sub("", heading.strip("* "), count=1)


def _under(passages: Sequence[Passage]) -> Iterator[Entry]:
    listed = any(p.kind == "list_item" for p in passages)
    seen_item = False
    so_far: list[Entry] = []
    for passage in passages:
        if passage.kind == "signature" or _NEXT_CASE.match(passage.text) or _ends_the_list(passage, so_far):
            return
        if _RULE.fullmatch(passage.text):
            return
        if passage.kind in ("head", "stamp", "table", "footnote") or _NO_DECISION.match(passage.text):
            continue
        if passage.kind == "paragraph" and _leads_in(passage, passages):
            continue
        if passage.level:
            continue  # A part of the clause that it stands in.
        if listed and passage.kind == "paragraph":
            if not seen_item and not _opens_list(passage, passages):
                continue
            if seen_item and not _ALSO_DECIDED.match(passage.text):
                return  # Text after the list speaks about it.
        seen_item = seen_item or passage.kind == "list_item"
        first = _first_clause(passage, passages)
        clauses = _clauses(passage) if first is None else [first]
        so_far += clauses
        yield from clauses


def _first_clause(passage: Passage, passages: Sequence[Passage]) -> Entry | None:
    """`Nämnden beslutar att inrätta ett centrum,` over the clauses that go on with `att …`."""
    found = _FIRST_CLAUSE.search(passage.text) if passage.kind == "paragraph" else None
    if found is None:
        return None
    below = passages[passages.index(passage) + 1 :][:1]
    if not below or below[0].kind != "list_item" or not below[0].text.startswith("att "):
        return None
    return Entry(passage=passage, start=found.start("clause"), end=found.end("clause"))


def _leads_in(passage: Passage, passages: Sequence[Passage]) -> bool:
    """Words over what is decided, or what it is called: `Föreläggande` over `Inspektionen förelägger …`."""
    if _LEAD_IN.fullmatch(passage.text[-LEAD_IN_END:]):
        return True
    below = passages[passages.index(passage) + 1 :][:1]
    return passage.text.isalpha() and any(_DECIDES.match(other.text) for other in below)


def _opens_list(passage: Passage, passages: Sequence[Passage]) -> bool:
    """A whole sentence that decides, over a list of its conditions, or the first of the clauses."""
    text = passage.text
    decides = _DECIDES.match(text) is not None or _ALSO_DECIDED.match(text) is not None
    return (text.endswith(".") and decides) or _first_clause(passage, passages) is not None


def _clauses(passage: Passage) -> list[Entry]:
    """An item as a whole; of a paragraph each part that begins a line with a new sentence, or decides again.

    Decisions without numbers stand in paragraphs of one sentence. Where a text without room between them has
    a full last line, two look like one.
    """
    text = passage.text
    lines = (piece.at for piece in passage.pieces[1:] if text[piece.at].isupper())
    decides = (match.start() for match in _DECIDES_ON.finditer(text))
    begins = [
        at
        for at in sorted({*lines, *decides})
        if text[:at].rstrip().endswith(".") and not _ABBREVIATED.search(text[:at])
    ]
    if passage.kind != "paragraph" or not begins:
        return [whole(passage)]
    bounds = [0, *begins, len(text)]
    return [Entry(passage=passage, start=a, end=len(text[:b].rstrip())) for a, b in pairwise(bounds)]
