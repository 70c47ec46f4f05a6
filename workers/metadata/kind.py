"""Which kind of document this is: what its head, its title and its formulas say is added up, kind by kind."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from schemas.metadata import DocumentType, Evidence, Text, TypeOfDocument
from workers.metadata import kind_cues as cues
from workers.metadata.addressees import has_address
from workers.metadata.date_forms import is_date, printed_dates
from workers.metadata.dnr_shapes import ANY_FAMILY
from workers.metadata.letterhead import COURT_NAME
from workers.metadata.passage import Manuscript, Passage
from workers.structure.caseless import caseless
from workers.structure.lines import Line
from workers.structure.vocabulary import fold

LONGEST_WORD = 200
"""Characters of the words in a head that name the kind."""
FIRST_LINES = 8
LAST_WORD_LINES = 4
MAST_LINES = 14
"""A word among so many first lines, or in a running head, is the document's own."""
MEETING_LINES = 4
"""An agenda names the meeting among so many first lines."""
LEAST_ROWS = 3
"""Rows of the shortest list of decisions."""
SINGLE_DECISIONS = frozenset({"delegationsbeslut", "beslut", "kallelse", "protokollsutdrag"})
"""Kinds that a list of decisions may be taken for, by its title or a word in its head."""
TOP_SHARE = 0.15
"""A weak word names the document among so many first lines, or in so much of the page's top."""

_DATE_BEHIND = re.compile(r"(?<=[A-ZÅÄÖ]{3})\s+\d[\d\s;:,./()–-]*$")
"""`BESLUT 2014-12-25; 2014-06997`: the kind with its date and number in one cell."""
_NUMBER_BEHIND = re.compile(r"(?:\s+(?:nr|[IVX]{1,4}(?=\s|$)|[\d():/.-]+|Sid\w*|av))+$")
_BOARD = re.compile(r"\b\S+ (?:kommun|stad)\b|^Region \S|\wnämnd(?:en)?\b|\wstyrelsen\b")
_COURT_NUMBER = re.compile(r"(?:Mål(?:nr|nummer| ?nr)?|Ärende ?(?:nr|nummer))\b", re.IGNORECASE)
_COURT_PARTY = re.compile(r"KLAGANDE|MOTPART(?:ER)?|SÖKANDE|KÄRANDE|SVARANDE|SAKEN|ÖVERKLAGAT AVGÖRANDE")
LEAST_PARTIES = 2
_DELEGATED = caseless(r"\bdelega(?:t\b|ter\b|tion|tions\w+)|\bdelegerings\w+")
_TOLD_DELEGATED = caseless(
    r"\bbeslut(?:et)? (?:är|har|fattades|fattas)? ?(?:fattat|fattats|tagits)? ?"
    r"(?:på|med stöd av|enligt|genom) delegation"
)
"""`Beslutet fattades på delegation`: what a decision of a board's officer says of itself."""
_EXTRACTED = caseless(r"\brätt utdraget\b|\butdragets riktighet\b")
_PROPOSALS = re.compile(
    r"(?:\S+ ){0,3}förslag till beslut\b.*|beslutsförslag:?|(?:ordförandens|presidiets) förslag",
    re.IGNORECASE,
)
_REPORT_WORD = re.compile(r"tjänsteutlåtande", re.IGNORECASE)
_CASE = re.compile(r"\s*(?:([A-ZÅÄÖ][A-Za-zåäö]{0,4}) )?(§\s*\d+)")
_FIRST_OF_MANY = re.compile(r"(?:sida?n?\.? ?)?1 ?\(\d{2,3}\)", re.IGNORECASE)
"""`1 (47)`: minutes that begin here and go on, whatever of them was read."""
_PARAGRAPHS = re.compile(
    r"(?:^|(?<=\s\s)|(?<=\s)(?=(?-i:P)))(?:Justerade )?paragraf(?:er)?:?"
    r"\s+(?:nr\s+)?§*\s?(\d+)\s?(?:[-–]{1,2}|och)\s?§?\s?(?!\1\b)\d+",
    re.IGNORECASE,
)
_REPORTS = frozenset({"tjänsteskrivelse", "tjänsteutlåtande"})
_REPORTED_ON = frozenset({"remissvar", "riktlinje"})
_ANY_LETTER = re.compile(r"skrivelse", re.IGNORECASE)
_ATTACHED = re.compile(r"(?:Bilag|Kopi)\w*\b", re.IGNORECASE)
_OPENING_WORD = re.compile(r"(?:remiss)?(?:yttrande|svar)", re.IGNORECASE)
_MEETING = re.compile(
    r"(?:\S+ ){0,2}?(?:sammanträde|ärendelista|föredragningslista|dagordning):? ", re.IGNORECASE
)
_MATTER = re.compile(r"(\d{1,3})\.? {1,3}[A-ZÅÄÖ]\w|\W{0,4}(\d{1,3})\.$")
"""`3 Val av justerare`, or `• 3.` over the words in a list that was read one cell to a line."""
_LISTED = caseless(r"underlag|handlingar|bilag")


@dataclass(frozen=True, kw_only=True)
class _Find:
    """Something that speaks for a kind, and where it stands."""

    kind: DocumentType
    points: float
    rule: str
    raw: str
    evidence: tuple[Evidence, ...]


def find_kind(manuscript: Manuscript, title: Text | None) -> TypeOfDocument | None:
    """The document's kind with the words that most say so; None when nothing was read."""
    if not manuscript.lines:
        return None
    finds = _without_subject(manuscript, [f for f in _finds(manuscript, title) if f.evidence])
    total: dict[DocumentType, float] = defaultdict(float)
    for find in finds:
        total[find.kind] += find.points
    kind = max(total, key=lambda k: total[k], default=None)
    if kind is None or total[kind] < cues.ENOUGH:
        if row := _row_of_decisions(manuscript):
            evidence = manuscript.line_evidence(row, 0, len(row.text))
            return TypeOfDocument(
                value="anmälningslista", raw=row.text, rule="kind.rows_of_decisions", evidence=evidence
            )
        return _by_last_words(manuscript) or _by_letter_signs(manuscript) or _unknown(manuscript)
    best = max((f for f in finds if f.kind == kind), key=lambda f: f.points)
    rule = best.rule
    if kind == "protokoll" and (_one_case(manuscript) or _extracted(manuscript)):
        kind, rule = "protokollsutdrag", "kind.one_case"
    elif kind in SINGLE_DECISIONS and (row := _row_of_decisions(manuscript)):
        return TypeOfDocument(
            value="anmälningslista", raw=row.text, rule="kind.rows_of_decisions",
            evidence=manuscript.line_evidence(row, 0, len(row.text)),
        )  # fmt: skip
    elif kind == "beslut" and "delegationsbeslut" in total and _by_officer(manuscript):
        best = max((f for f in finds if f.kind == "delegationsbeslut"), key=lambda f: f.points)
        kind, rule = "delegationsbeslut", best.rule
    elif (kind == "beslut" and _of_court(manuscript)) or (kind == "protokoll" and _of_parties(manuscript)):
        kind, rule = "domstolsavgörande", "kind.court"
    return TypeOfDocument(
        value=kind,
        raw=best.raw,
        rule=rule,
        flags=("ambiguous",) if _contradicted(best, title) else (),
        evidence=best.evidence,
    )


def _unknown(manuscript: Manuscript) -> TypeOfDocument:
    first = manuscript.lines[0]
    evidence = manuscript.line_evidence(first, 0, len(first.text))
    return TypeOfDocument(value="other", raw=first.text, rule="kind.unknown", evidence=evidence)


def _by_last_words(manuscript: Manuscript) -> TypeOfDocument | None:
    """`HÖGSKOLAN I ÅSELE REKTORSBESLUT`: a row of the mast, read without the room between its cells."""
    for line in manuscript.lines[:LAST_WORD_LINES]:
        words = _NUMBER_BEHIND.sub("", line.text.strip(" *")).split()
        for first in range(1, len(words)):
            word = words[first] if words[first].isupper() else " ".join(words[first:])
            apart = word.isupper() or (word[:1].isupper() and words[first - 1][:1].isupper())
            rank = _rank(word) if apart and not any(w.islower() for w in words[first + 1 :]) else None
            if rank is not None:
                evidence = manuscript.line_evidence(line, 0, len(line.text))
                return TypeOfDocument(
                    value=cues.HEAD[rank][0], raw=line.text, rule="kind.last_words", evidence=evidence
                )
    return None


def _by_letter_signs(manuscript: Manuscript) -> TypeOfDocument | None:
    """What names no kind but addresses somebody, or answers to the number of another, is a letter."""
    head = [line.text for line in manuscript.lines[:MAST_LINES]]
    text = "\n".join(p.text for p in manuscript.passages)
    if cues.NOT_A_LETTER.search(text):
        return None
    signs = [found for sign in cues.LETTER if (found := sign.search(text))]
    if len(signs) < cues.LEAST_SIGNS and not any(cues.ANSWER.match(row) for row in head):
        return None
    first = manuscript.lines[0]
    evidence = manuscript.line_evidence(first, 0, len(first.text))
    return TypeOfDocument(value="skrivelse", raw=first.text, rule="kind.letter_signs", evidence=evidence)


def _finds(manuscript: Manuscript, title: Text | None) -> Iterator[_Find]:
    if head := max(_by_head(manuscript), key=lambda find: find.points, default=None):
        yield head
    if title is not None:
        yield from _by_title(title)
    yield from _by_agenda(manuscript)
    yield from _by_proposals(manuscript)
    yield from _by_formulas(manuscript)


def _without_subject(manuscript: Manuscript, finds: list[_Find]) -> list[_Find]:
    """A report that proposes an answer to a remiss, or guidelines, is titled after them and tells of them:
    that makes it neither.

    Nor does the word `Skrivelse` over proposals to a board make a letter of it, or the title `Anmälan av
    delegationsbeslut` a list of a report that lists none.
    """
    reported = any(find.kind in _REPORTS and find.rule == "kind.head_word" for find in finds)
    if reported and _row_of_decisions(manuscript) is None:
        finds = [find for find in finds if (find.kind, find.rule) != ("anmälningslista", "kind.title_word")]
    if not any(find.rule == "kind.proposals" for find in finds):
        return finds
    return [
        find
        for find in finds
        if not (find.kind in _REPORTED_ON and find.rule in ("kind.title_word", "kind.asked"))
        and not (find.rule == "kind.head_word" and _ANY_LETTER.fullmatch(find.raw))
    ]


def _contradicted(found: _Find, title: Text | None) -> bool:
    """Whether the title names another kind than the head does."""
    titled = next(_by_title(title), None) if title is not None and found.rule == "kind.head_word" else None
    return titled is not None and (found.kind, titled.kind) in cues.CONTRADICTIONS


def _by_head(manuscript: Manuscript) -> Iterator[_Find]:
    """The words alone in a cell of a head, also where the head follows the first page's text."""
    allowed = {
        (ref.page, ref.line)
        for p in manuscript.passages
        if p.head_like or (p.kind == "heading" and p.text.isupper())
        for ref in p.refs
    }
    headings = {(ref.page, ref.line) for p in manuscript.passages if p.kind == "heading" for ref in p.refs}
    running = {(r.page, r.line) for p in manuscript.passages if p.kind == "header" for r in p.refs}
    for position, line in enumerate(manuscript.lines):
        keys = {(ref.page, ref.line) for ref in line.refs}
        passage = manuscript.passage_of(line)
        mast = position < MAST_LINES and (passage is None or passage.number <= 0)
        mast = mast or (position < FIRST_LINES and _OPENING_WORD.fullmatch(line.text) is not None)
        if (
            not (mast or keys & allowed)
            or _is_row(line)
            or _ATTACHED.match(line.text)
            or (passage and _is_list_of_documents(passage))
        ):
            continue
        for cell in line.cells:
            word = _without_date(cell.text)
            rank = _rank(word)
            weak = rank is not None and rank >= cues.FIRST_WEAK
            if rank is None or (weak and keys & headings and position > FIRST_LINES):
                continue
            if weak and not _stands_as_title(word, line, position):
                continue
            own = mast or bool(keys & running)
            points: float = (
                cues.INNER_HEAD_POINTS if not own else cues.WEAK_HEAD_POINTS if weak else cues.HEAD_POINTS
            )
            points -= cues.RANK_POINTS * rank + cues.LINE_POINTS * min(position, MAST_LINES)
            yield _Find(
                kind=cues.HEAD[rank][0], points=points, rule="kind.head_word",
                raw=cell.text, evidence=manuscript.line_evidence(line, cell.start, cell.end),
            )  # fmt: skip


def _without_date(text: str) -> str:
    if len(text) >= LONGEST_WORD:
        return text
    word = text.strip(" :*")
    return word if word[-1:].isalpha() else _DATE_BEHIND.sub("", word)


def _is_row(line: Line) -> bool:
    """A row of an agenda: `5   Delegationsbeslut`."""
    return len(line.cells) > 1 and line.cells[0].text.strip(". ").isdigit()


def _rank(word: str) -> int | None:
    """Which kind's head word it is; the more telling ones have the lower ranks."""
    if len(word) > LONGEST_WORD:
        return None
    folded_word = fold(word)
    if cues.ANY_HEAD.fullmatch(folded_word) is None:
        return None
    return next((i for i, (_, pattern) in enumerate(cues.HEAD) if pattern.fullmatch(folded_word)), None)


def _stands_as_title(word: str, line: Line, position: int) -> bool:
    """`Beslut` or `Yttrande` in capitals or among the first lines names the document; below, a section."""
    return word.isupper() or position < FIRST_LINES or (line.y < TOP_SHARE and line.box is not None)


def _one_case(manuscript: Manuscript) -> bool:
    """Minutes of one case, `n (m)` far from 1, are an extract; `Paragrafer 235 - 259` tells of more."""
    several = any(_PARAGRAPHS.search(line.text) for line in manuscript.lines)
    several = several or any(
        _FIRST_OF_MANY.fullmatch(cell.text)
        for line in manuscript.lines[:MEETING_LINES]
        for cell in line.cells
    )
    numbered = [found for line in manuscript.lines if (found := _CASE.match(line.text))]
    # `AU § 107` under `KS § 126` is where the committee prepared the same matter.
    ours = {found[2] for found in numbered if found[1] == numbered[0][1]}
    # Without any case it is no extract, but minutes that number nothing.
    return len(ours) == 1 and not several


def _row_of_decisions(manuscript: Manuscript) -> Line | None:
    """The first row of a list of decisions taken on delegation: number and date, several times over."""
    if not any(_DELEGATED.search(p.text.lower()) for p in manuscript.passages):
        return None
    rows = [
        (line, following)
        for line, following in pairwise(manuscript.lines)
        if len(line.text) < LONGEST_WORD and ANY_FAMILY.search(line.text)
    ]
    dated = [line for line, after in rows if _dated(line.text) or is_date(after.text.strip())]
    return dated[0] if len(dated) >= LEAST_ROWS else None


def _dated(text: str) -> bool:
    return any(printed.form != "no_day" for printed in printed_dates(text))


def _extracted(manuscript: Manuscript) -> bool:
    """`Rätt utdraget ur protokollet intygar` in what numbers no case."""
    cases = any(_CASE.match(line.text) for line in manuscript.lines)
    return not cases and any(_EXTRACTED.search(p.text.lower()) for p in manuscript.passages)


def _by_officer(manuscript: Manuscript) -> bool:
    """Whether a board's officer decided: the board stands in the head, or the decision says so of itself."""
    told = any(_TOLD_DELEGATED.search(p.text.lower()) for p in manuscript.passages)
    return told or _of_board(manuscript)


def _of_board(manuscript: Manuscript) -> bool:
    """Whether a municipality or a board stands in the first lines: its officers decide on delegation.

    Not where it is addressed: below the letterhead, over its own postcode.
    """
    first = manuscript.lines[:FIRST_LINES]
    return any(
        _BOARD.search(cell.text) and not (at >= LAST_WORD_LINES and has_address(manuscript.lines, at, cell))
        for at, line in enumerate(first)
        for cell in line.cells
    )


def _of_court(manuscript: Manuscript) -> bool:
    """Whether a court's name opens one of the first lines, over the number of its case."""
    cells = [cell.text.strip("* ") for line in manuscript.lines[:FIRST_LINES] for cell in line.cells]
    return any(map(COURT_NAME.fullmatch, cells)) and any(map(_COURT_NUMBER.match, cells))


def _of_parties(manuscript: Manuscript) -> bool:
    """Whether parties stand under their headings in capitals: what a court decides in its minutes."""
    parties = {line.text for line in manuscript.lines if _COURT_PARTY.fullmatch(line.text)}
    return len(parties) >= LEAST_PARTIES


def _by_title(title: Text) -> Iterator[_Find]:
    for kind, points, pattern in cues.TITLE:
        if match := pattern.search(title.value):
            yield _Find(
                kind=kind, points=points, rule="kind.title_word", raw=match.group(), evidence=title.evidence
            )


def _by_agenda(manuscript: Manuscript) -> Iterator[_Find]:
    """`Sammanträde 2012-06-12` over `3 Val av justerare` and other matters, each with its number."""
    first = next((line for line in manuscript.lines[:MEETING_LINES] if _is_meeting(line.text)), None)
    if first is None:
        return
    matters = [found for line in manuscript.lines if (found := _MATTER.match(line.text))]
    rising = sum(int(b[1] or b[2]) > int(a[1] or a[2]) for a, b in pairwise(matters))
    if rising >= cues.LEAST_MATTERS - 1:
        yield _Find(
            kind="kallelse", points=cues.AGENDA_POINTS, rule="kind.agenda", raw=first.text,
            evidence=manuscript.line_evidence(first, 0, len(first.text)),
        )  # fmt: skip


def _is_meeting(text: str) -> bool:
    named = _MEETING.match(text.strip("* "))
    return named is not None and is_date(text.strip("* ")[named.end() :])


def _by_proposals(manuscript: Manuscript) -> Iterator[_Find]:
    """A section of proposals is what an officer's report to a board has."""
    for passage in manuscript.body:
        if passage.kind == "heading" and (match := _PROPOSALS.fullmatch(passage.text.strip("* "))):
            own = (p for p in manuscript.passages if not _is_list_of_documents(p))
            utlatande = any(_REPORT_WORD.search(p.text) for p in own)
            yield _Find(
                kind="tjänsteutlåtande" if utlatande else "tjänsteskrivelse",
                points=cues.PROPOSAL_POINTS, rule="kind.proposals", raw=match.group(),
                evidence=manuscript.evidence(passage, match.start(), match.end()),
            )  # fmt: skip
            return


def _by_formulas(manuscript: Manuscript) -> Iterator[_Find]:
    """What the text says of itself or of what it does, each formula where it first stands."""
    passages = [p for p in manuscript.passages if not _is_list_of_documents(p)]
    text = "\n".join(p.text for p in passages)
    found: dict[int, tuple[Passage, int, re.Match[str]]] = {}
    begin = 0
    for passage in passages:
        end = begin + len(passage.text)
        for number in cues.FORMULA_STEMS.woken_by(passage.words) - found.keys():
            if match := cues.TEXT[number][3].search(text, begin, end):
                found[number] = passage, begin, match
        begin = end + 1
    for number, (passage, begin, match) in sorted(found.items()):
        kind, points, rule, _ = cues.TEXT[number]
        yield _Find(
            kind=kind, points=points, rule=rule, raw=match.group(),
            evidence=manuscript.evidence(passage, match.start() - begin, match.end() - begin),
        )  # fmt: skip


def _is_list_of_documents(passage: Passage) -> bool:
    return passage.section is not None and _LISTED.search(passage.section.lower()) is not None
