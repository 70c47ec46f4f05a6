"""Decisions of minutes that stand right under the matter's `§`, without a heading over them."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from workers.metadata.entries import Entry
from workers.metadata.passage import Manuscript, Passage

_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§§? ?\d{1,4}\b")
_BODY = r"(?:(?:Nämnden|Styrelsen|Fullmäktige|Utskottet|Rådet|Direktionen|Stämman|Mötet|[A-ZÅÄÖ](?:\S+-(?:, \S+-)? och )?\S*(?:nämnden|styrelsen|fullmäktige|utskottet|rådet))(?: för [A-ZÅÄÖ]\S+(?: (?:&|och) [A-ZÅÄÖ]\S+)?)?)"
DECIDED = re.compile(
    rf"{_BODY} (?:godkänner|godkände|tar del av|tog del av|lägger|lade|tackar för|noterar|fastställer|fastställde|antar|antog|utser|utsåg|"
    r"väljer|valde|bordlägger|återremitterar|avslår|avslog|bifaller|biföll|överlämnar|beslutar|beslutade|beslöt|förklarar|förklarade|antecknar|antecknade|ställer sig bakom)\b|"
    r"(?:VD|[A-ZÅÄÖ]\S*(?:direktören|chefen|förvaltningen|kontoret)) (?:fick|får) i uppdrag att\b|Till \S+(?: \S+){0,16}? (?:väljs|valdes|utses|utsågs)\b|"
    r"[A-ZÅÄÖ]\S+(?: \S+){0,8}? (?:entledigas|entledigades|godkänns|godkändes|fastställs|fastställdes|läggs till handlingarna|lades till handlingarna|bordläggs|bordlades|"
    r"återremitteras|återremitterades|utses|utsågs|väljs|valdes|antas|antogs|avslås|avslogs|bifalls|bifölls|beviljas|beviljades)\b|"
    r"(?:Lades|Läggs) till handlingarna\b"
)
"""What a body does with a matter, in the words of minutes since the 1960s."""
_BEGINS = frozenset({"heading", "paragraph"})
"""What a matter's `§` stands in; with its number in a column of its own it is a line of a head."""
_EARLIER = re.compile(rf"{_BODY} \w+(?:de|slöt|tog|såg|slog|föll) (?:den \d|\d|i \w+ (?:19|20)\d\d\b|vid )")
"""`Fullmäktige beslutade den 3 maj 2009 att …`: how the matter came about."""
_FORMAL = re.compile(r"\bjuster|^(?:Föregående )?protokoll", re.IGNORECASE)
"""Who checks the minutes, and what became of the last ones, are matters of form."""
_LEADS_IN = re.compile(rf"{_BODY} (?:beslutar|beslutade|beslöt)(?: enhälligt)?(?: följande| att)?:?")
_DECIDES = re.compile(rf"{_BODY} beslutar(?: enhälligt)? att\b")
"""What a body decides now; what it decided may be of another day."""
SENTENCE_END = re.compile(r"(?<=[a-zåäö\d)])\.(?=\s+[A-ZÅÄÖ]|\s*$)")


def decided_in_cases(
    manuscript: Manuscript, headed: re.Pattern[str], *, begins: Set[str] = _BEGINS
) -> Iterator[Entry]:
    """The sentences that decide in matters without a heading that `headed` knows, asked in lower case."""
    for case in _cases(manuscript.body, begins):
        if any(p.kind == "heading" and headed.fullmatch(p.text.lower()) for p in case):
            continue
        direct = _direct(case)
        for position, passage in enumerate(direct):
            if passage.kind == "paragraph" and _LEADS_IN.fullmatch(passage.text):
                yield from map(_whole, takewhile(_is_clause, direct[position + 1 :]))
            elif passage.kind == "paragraph":
                yield from _sentences(passage)


def _direct(case: Sequence[Passage]) -> Sequence[Passage]:
    """What stands under the matter's title, and behind its other headings what begins with who decides."""
    title = 2 if case[1:2] and case[1].kind == "heading" else 1
    first = list(takewhile(lambda p: p.kind != "heading", case[title:]))
    later = case[title + len(first) :]
    return first + [p for p in later if p.kind == "paragraph" and _DECIDES.match(p.text)]


def _cases(body: Sequence[Passage], begins: Set[str]) -> Iterator[Sequence[Passage]]:
    """Each matter: the passage that begins with its `§`, and all up to the next one."""
    starts = [at for at, p in enumerate(body) if p.kind in begins and _CASE.match(p.text)]
    for start, end in pairwise([*starts, len(body)]):
        yield body[start:end]


def _is_clause(passage: Passage) -> bool:
    return passage.text[passage.body :].startswith("att ")


def _whole(passage: Passage) -> Entry:
    return Entry(passage=passage, start=passage.body, end=len(passage.text))


def _sentences(passage: Passage) -> Iterator[Entry]:
    start = 0
    for end in SENTENCE_END.finditer(passage.text):
        told = passage.text[start : end.end()]
        if DECIDED.match(told) and not _FORMAL.search(told) and not _EARLIER.match(told):
            yield Entry(passage=passage, start=_behind_lead_in(passage, start), end=end.end())
        start = end.end() + len(passage.text[end.end() :]) - len(passage.text[end.end() :].lstrip())

    if not start and _DECIDES.match(passage.text):
        yield Entry(passage=passage, start=_behind_lead_in(passage, 0), end=len(passage.text))


def _behind_lead_in(passage: Passage, start: int) -> int:
    """`Byggnadsnämnden beslöt` on a line of its own over `att … meddela sökt byggnadslov.`"""
    below = next((piece.at for piece in passage.pieces if piece.at > start), None)
    led_in = below is not None and _LEADS_IN.fullmatch(passage.text[start:below].strip()) is not None
    return below if below is not None and led_in else start
