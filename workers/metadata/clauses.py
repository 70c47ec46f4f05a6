"""The sentences and clauses that stand under a heading, or under words that lead in to them, each as one entry."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from workers.metadata.cases_decided import DECIDED, SENTENCE_END
from workers.metadata.entries import Entry, whole
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lists import is_bullet, marker_number
from workers.structure.vocabulary import label_alone

LEAD_IN_END = 400
"""Characters at the end of a paragraph that tell whether it leads in to what follows."""

_LEAD_IN = re.compile(
    r".*(?:föresl[åa]r|föreslås|beslut(?:ar|a|at|as|ade)|förelägger|förordnar|hemställer|följande|att)\b[^.]*"
    r"(?::|\bfölj?ande[.:]?|\bbesluta|\bbeslutar(?: följande| jag| vi| för egen del)?\.?|\bbeslutade|\batt)\s*$|"
    r"(?:\S+ ){1,6}beslut(?:ar|ade)(?: för egen del)?\s*$|enligt (?:\S+ ){1,6}förslag:?\s*$|(?:i|till|för) (?:\S+ ){0,2}?\S*(?:styrelsen?|nämnden?|fullmäktige|utskottet?|direktionen)(?: och \S+)?\s*:\s*$",
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
    r"(?:Beslutet|\S+s beslut|Föreläggandet|Förbudet|Tillståndet|Dispensen|Avgiften|\S+(?:styrelsen|nämnden|utskottet|rätten|verket))\b[^.]{0,60}\b(?:ska(?:ll)? gälla|gäller|förenas|beslutar|upphävs|upphör)\b"
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
DECIDES = re.compile(
    r"(?!(?:\S+ ){1,6}?(?:föreslår|önskar|anser|vill|begär|hemställer|yrkar|förordar|noterar)\b)(?:(?:Med stöd av [^.]{5,200}? )?(?:[A-ZÅÄÖ][\wåäö-]*(?: [\wåäö-]+){0,4} )?(?:beslutar|förelägger|förordnar)\b|"
    rf"(?:[A-ZÅÄÖ]\S+ (?:och|för|i) )?[A-ZÅÄÖa-zåäö]\S*(?:{_BODY_ENDS}|kontoret) "
    rf"(?:{_ACTS}|utser|antar|tillåter)\b)"
)
"""A sentence in which somebody decides now."""
_DECIDES_ON = re.compile(
    rf"(?<=\. )(?:(?:JO|[A-ZÅÄÖ]\S*(?:{_BODY_ENDS}|kanslern)) "
    rf"(?:{_ACTS}|avstyrker|beslutar|förelägger|förordnar|rekommenderar|tillerkänner|tillstyrker|överlämnar)|"
    r"(?!Om\b|När\b|Sedan\b|Eftersom\b)[A-ZÅÄÖ]\w+(?: [^\s.]+){0,6} (?:avslås|avskrivs|avvisas|beviljas|bifalls|fastställs|medges|upphävs|överlämnas))\b"
)
"""Where in a paragraph a further decision begins: `Ansökan avslås i övrigt.` behind what is granted."""
GRANTED = re.compile(
    r"(?:Din|Er|Ditt|Ert|Ansökan|Anmälan|Bygglov|Rivningslov|Marklov|Dispens|Tillstånd|Bidrag|Överklagandet)\b[^.]{0,150}?\b"
    r"(?:avslås|beviljas|bifalls|medges|avvisas|godkänns|lämnas utan åtgärd)\b"
)
"""What becomes of an application, said in the passive without a heading: `Din ansökan om … avslås.`"""
_LABELLED = re.compile(
    r"(?P<label>förslag till beslut|beslutsförslag|(?:nämndens |delegatens )?beslut)\s*:\s*(?P<rest>[A-ZÅÄÖa].{7,})",
    re.IGNORECASE | re.DOTALL,
)
_PASSES_ON = re.compile(r"(?:\S+ ){1,5}?(?:föreslår|hemställer)\b[^.]*\bbeslut(?:a|ar)\b", re.IGNORECASE)
FOR_ITSELF = re.compile(r"\bför egen del\b", re.IGNORECASE)
"""`Regionstyrelsen föreslår regionfullmäktige besluta`, where it goes on with what it decides for itself."""
_FIRST_CLAUSE = re.compile(
    r"\bbeslut(?:ar?|ade|at) (?P<clause>att \w[^.:]{8,400}?)[,;]?(?: (?:samt|och|dels))?[,;]?$"
)
_PROPOSED = re.compile(r"(?:\S+ ){1,6}?(?:föreslås|föreslår)\b[^.]{0,120}\bbeslut(?:a|ar)\b")
"""Words that make what follows proposals."""
_NEXT_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§§? ?\d")
"""`§ 13`: the next case of the minutes."""
_ENDS = '.!?:;,)”"'
_BESIDE = frozenset({"head", "stamp", "table", "footnote"})
"""What stands among decisions and is none."""
_ABBREVIATED = re.compile(r"\b(?:\w|nr|kap|bl\.a|m\.m|m\.fl|s\.k|t\.ex|jfr|dir|prop|bet|st)\.\s*$")
"""A full stop that ends no sentence."""
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")
_REPORTS = re.compile(r"Följande\b[^.:]{0,60}\b(?:anmäl|redovisa|föreligger|förteckna)\S*[^.:]*:")
"""`Följande skrivelser anmäls:` over what a matter consists of."""
_DRAWN = re.compile(r"[_–—-]{4,}$")
"""A line drawn with characters, under which a court goes on with its grounds."""


def items_after(body: Sequence[Passage], position: int) -> Iterator[Entry]:
    """The list under words that lead in to it; an item with a mark of another kind begins something else."""
    listed = [p for p in takewhile(lambda p: p.kind == "list_item", body[position + 1 :]) if not p.level]
    for item in takewhile(lambda p: _mark(p) == _mark(listed[0]), listed):
        yield whole(item)


def _mark(item: Passage) -> str:
    if item.marker is None:
        return "clause"
    return "bullet" if is_bullet(item.marker) else "number"


def is_lead_in(passage: Passage) -> bool:
    """A paragraph that ends with words over what is decided: `Nämnden beslutar att`."""
    return passage.kind == "paragraph" and _LEAD_IN.fullmatch(passage.text[-LEAD_IN_END:]) is not None


def is_whole(passage: Passage) -> bool:
    """A paragraph of its own with its full stop, and not the next case."""
    ended = passage.kind == "paragraph" and passage.text.endswith(".")
    return ended and not (_NEXT_CASE.match(passage.text) or _NO_DECISION.match(passage.text))


def labelled(manuscript: Manuscript, heading: re.Pattern[str]) -> Iterator[Entry]:
    """`Förslag till beslut: Nämnden lägger anmälan till handlingarna.`"""
    for passage in manuscript.body:
        match = _LABELLED.match(passage.text) if passage.kind in ("paragraph", "head") else None
        if match and heading.fullmatch(match.group("label").lower()):
            end = passage.line_end(match.start("rest")) if passage.kind == "head" else len(passage.text)
            yield Entry(passage=passage, start=match.start("rest"), end=end)


def sections_under(
    manuscript: Manuscript, heading: re.Pattern[str]
) -> Iterator[tuple[int, Sequence[Passage]]]:
    """What stands under each such heading, with the section's place in the document."""
    for number, section in enumerate(manuscript.document.sections):
        if section.heading and heading.fullmatch(bare(section.heading).lower()):
            yield number, body_of(manuscript, number)


def body_of(manuscript: Manuscript, number: int) -> Sequence[Passage]:
    """The passages of a section but its heading."""
    return [p for p in manuscript.by_section.get(number, ()) if p.kind != "heading"]


def own_of(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that only propose to another board."""
    if not any(FOR_ITSELF.search(p.text) for p in passages):
        return list(passages)
    kept: list[Passage] = []
    passed_on = False
    for passage in passages:
        if is_lead_in(passage):
            passed_on = _PASSES_ON.match(passage.text) is not None
        if not passed_on:
            kept.append(passage)
    return kept


def only_proposes(passages: Sequence[Passage]) -> bool:
    """`Direktionen föreslås besluta` under any heading, with nothing that is decided beside it."""
    first = passages[0].text if passages else ""
    return _PROPOSED.match(first) is not None and not any(FOR_ITSELF.search(p.text) for p in passages)


def _ends_the_list(passage: Passage, so_far: Sequence[Entry]) -> bool:
    """The next case, a signature or a rule; behind decisions that are whole sentences, a field's label, or what
    no full stop ends, such as a heading that was not seen as one, or a row of a form; and a paragraph of several
    sentences of which the first decides nothing."""
    ends = (_NEXT_CASE, _REPORTS, _DRAWN)
    if passage.kind == "signature" or any(pattern.match(passage.text) for pattern in ends):
        return True
    if passage.kind != "paragraph" or not so_far or not so_far[-1].text.endswith("."):
        return False
    if DECIDES.match(so_far[-1].text) and len(SENTENCE_END.findall(passage.text)) > 1:
        decides = (DECIDES, _ALSO_DECIDED, GRANTED)
        return not any(pattern.match(passage.text) for pattern in decides)
    return label_alone(passage.text) is not None or passage.text[-1] not in _ENDS


def bare(heading: str) -> str:
    """The heading without its number."""
    return _NUMBER.sub("", heading.strip("* "), count=1)


def clauses_under(passages: Sequence[Passage]) -> Iterator[Entry]:
    """Items and paragraphs of one section, without the words that lead in to them."""
    listed = next((p for p in passages if p.kind == "list_item"), None)
    seen_item = led_in = False
    so_far: list[Entry] = []
    for passage in passages:
        if _ends_the_list(passage, so_far) or _begins_another(passage, listed, so_far, seen_item=seen_item):
            return
        if passage.kind in _BESIDE or _NO_DECISION.match(passage.text) or passage.level:
            continue  # With a level, a part of the clause that it stands in.
        if passage.kind == "paragraph" and _leads_in(passage, passages):
            led_in = True
            continue
        told, led_in = led_in and passage.text.endswith("."), False
        if listed and passage.kind == "paragraph":
            if not seen_item and not told and not _opens_list(passage, passages):
                continue
            if seen_item and not _is_decided(passage):
                return  # Text after the list speaks about it.
        seen_item = seen_item or passage.kind == "list_item"
        first = _first_clause(passage, passages)
        clauses = _clauses(passage) if first is None else [first]
        so_far += clauses
        yield from clauses


def _begins_another(
    item: Passage, listed: Passage | None, so_far: Sequence[Entry], *, seen_item: bool
) -> bool:
    """A number behind clauses without one, or a list that begins with its second, is the next matter's."""
    if listed is None or item.kind != "list_item":
        return False
    number = marker_number(item.marker, "")[0] or ""
    far = bool(so_far) and not seen_item and number.isdigit() and int(number) > 1
    return far or (_mark(listed), _mark(item)) == ("clause", "number")


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
    if is_lead_in(passage):
        return True
    below = passages[passages.index(passage) + 1 :][:1]
    return passage.text.isalpha() and any(DECIDES.match(other.text) for other in below)


def _opens_list(passage: Passage, passages: Sequence[Passage]) -> bool:
    """A whole sentence that decides, over a list of its conditions, or the first of the clauses."""
    return _is_decided(passage) or _first_clause(passage, passages) is not None


def _is_decided(passage: Passage) -> bool:
    text = passage.text
    return text.endswith(".") and any(told.match(text) for told in (DECIDES, _ALSO_DECIDED, DECIDED))


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
