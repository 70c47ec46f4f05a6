"""Whose number it is: the document's own, another case's, or that of one matter among many."""

import re
from collections.abc import Sequence

from schemas.metadata import DnrRole, DocumentType, Text
from workers.metadata.dnr_evidence import Candidate, line_of, never_own, rows_of_cases, rows_of_table
from workers.metadata.labels import WHOLE_CELL, before_in_cell, cell_of
from workers.metadata.passage import Manuscript
from workers.structure.lines import Line
from workers.structure.vocabulary import label_alone

MANY_CASES = frozenset({"protokoll", "kallelse", "anmälningslista"})
"""Documents of many cases: the number beside one of them is `item`, not the document's own."""
SHORT_PASSAGE = 80
"""Characters of a passage that holds a case's number beside its paragraph and title."""
OPENING = 45
"""Characters that may stand before our own number in its cell: its label and little else."""
LEAST_ROWS, LEAST_ROWS_OF_MANY = 3, 2
"""Rows, each with a number of one family, that make a list of cases; in a document of many cases fewer do."""
LABEL_LENGTH = 25
MAST_LINES = 12
"""A document of many cases has its own number among so many first lines, above its title."""
TITLE_ROWS = 3
"""Rows between a paragraph's number and that of its case, where the title stands between them."""
WORDS_OF_TITLE = 2
"""Words in lower case before a number and its label in a title."""
PROSE = 60
"""Characters around a number that make it part of a sentence and not a field."""

_CASE = re.compile(r"\s*(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§\s*\d+")
_RULE_FORM = re.compile(
    r"^Dokument(?:typ|namn|ansvarig)\b.*^(?:Dnr|Diarienummer|Ärendenummer)\b", re.MULTILINE | re.DOTALL
)
"""The form that a rule or policy says its own kind, number and keeper in."""
_ONLY_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§\s?\d+[a-z]?(?:/\d+)?")
_PAPER = re.compile(r"\b(?:motion|interpellation|medborgarförslag)(?:en|et)?\s+$", re.IGNORECASE)
"""`Motion KS 2022/118`: the number of the paper that is answered or attached."""
_REPLACES = re.compile(
    r"(?:ersätter|upphäver|jfr|jämför|se även|tidigare|avser|svar på|angående|gällande|remiss|överklaga\w*|"
    r"i (?:\S+ )?ärende)\b[^.]*$",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"dagordning|föredragningslista|ärendelista|ärenden|kallelse", re.IGNORECASE)
_OURS = re.compile(r"\b(?:vårt|vår)\b[^.]{0,25}$", re.IGNORECASE)
_COURT = re.compile(r"\W*(?:mål\s?(?:nr|nummer))", re.IGNORECASE)
_COURT_AT_END = re.compile(r"\bmål\s?(?:nr|nummer)\.?:?\s*$", re.IGNORECASE)
_ROW = re.compile(r"\d{1,3}\.?\s+[A-ZÅÄÖ]")
_SENT_LATER = re.compile(
    r"(?:(?:ut)?(?:sänds?|sändes|skickas|delas ut)|bordlagt|återremitterat|muntlig)\b.{0,40}", re.IGNORECASE
)
"""`Dnr 1.2.1/024-2013 Utsändes senare`: what an agenda says behind the number of a matter."""
_FIGURES = re.compile(r"[\d/:.-]{5,}\s*")
"""Other numbers of the same label before this one."""
_FILLED = re.compile(r"\S")
_ADOPTED = re.compile(r"\W*(?:antag|fastställ|beslut)\w+ (?:av|i) [^.]{0,70}$", re.IGNORECASE)
"""`Antagen av kommunstyrelsen 2012-05-30 § 82, dnr` on the cover of a rule: the case it was adopted in."""
_COUNCIL_PAPER = re.compile(r"(?:PM|Utlåtande) \d{4}[^()]{0,30}\((?:D|d)nr:? ")
"""`Utlåtande 2016:122 RIX (Dnr …)`: Stockholm's papers for its executive board and council."""
_IN_PART = re.compile(r"^\s*(?:\(delvis\)|m\.fl\.|Dpl\.? \d+)")
"""`Fi2016/04242/SFÖ (delvis)`, in a decision of the Government over several cases; `KFN-2013-179 Dpl 01`."""
_STATED = re.compile(r"\b(?:[Aa]nge|[Uu]ppge|[Mm]ärk)\b[^.]{0,60}$|\bdiarieförs?\b[^.]{0,90}$")
"""`Ange SKS 2020/3516 i svaret`: what those who answer are to state is the asker's own number."""


def roles(
    manuscript: Manuscript, candidates: Sequence[Candidate], kind: DocumentType, issuer: Text | None
) -> dict[str, DnrRole]:
    """One role for each value: what its most telling place says, unless its author cannot own it."""
    numbered = {c.value for c in candidates if _in_numbered_item(c)}
    many = kind in MANY_CASES and (kind != "protokoll" or manuscript.cases > 0 or len(numbered) > 1)
    listed = rows_of_cases(manuscript, candidates, LEAST_ROWS_OF_MANY if many else LEAST_ROWS)
    both = kind == "skrivelse" and any(c.label == "dnr_other" and c.passage.head_like for c in candidates)
    votes: dict[str, list[DnrRole]] = {}
    for candidate in candidates:
        role = _role_among_many(manuscript, candidate) if many else _role(manuscript, candidate)
        # Who prints `Er beteckning` in a letter's head has a number of its own beside it.
        answered = candidate.label == "dnr_own" and candidate.passage.head_like and both
        if role == "own" and not answered and never_own(manuscript, candidate, kind, issuer):
            role = "referenced"
        votes.setdefault(candidate.value, []).append(role)
    found: dict[str, DnrRole] = {
        value: "own" if "own" in given else "item" if "item" in given or value in listed else "referenced"
        for value, given in votes.items()
    }
    if many:
        found.update(dict.fromkeys(rows_of_table(manuscript, candidates), "item"))
    own = {value for value, role in found.items() if role == "own"}
    others = _of_others(manuscript, candidates, kind, own)
    found.update(dict.fromkeys(others, "referenced"))
    own -= others
    fields = {c.value for c in candidates if c.label == "dnr_own" and not _behind_words(c)}
    if own & fields:
        titled = {c.value for c in candidates if _behind_words(c)} - fields
        found.update(dict.fromkeys(own & titled, "referenced"))
    items = {c.value for c in candidates if _beside_case(manuscript, c)}
    in_head = {c.value for c in candidates if c.label == "dnr_own" and c.passage.head_like} - items
    for value in items:
        if (many or len(items) > 1) and value not in in_head:
            found[value] = "item"
        elif found[value] != "own":
            found[value] = "own"
    return found


def _of_others(
    manuscript: Manuscript, candidates: Sequence[Candidate], kind: DocumentType, own: set[str]
) -> set[str]:
    """Which of the numbers that look like the document's own are the other party's, or the asker's."""
    courts = {c.value for c in candidates if c.family == "court"}
    if kind == "domstolsavgörande" and own & courts:
        return own - courts  # A court numbers its cases in one way.
    if any(manuscript.site.is_own_number(value) for value in own):
        # Where the authority has said how its numbers begin, another one in the head is the other party's.
        return {value for value in own if not manuscript.site.is_own_number(value)}
    return _of_asker(candidates, own) if kind == "remissvar" else set()


def _of_asker(candidates: Sequence[Candidate], own: set[str]) -> set[str]:
    """Numbers without a label, of another series than the labelled own one: the case that is answered."""
    ours = {c.family for c in candidates if c.value in own and c.label == "dnr_own"}
    labelled = {c.value for c in candidates if c.label == "dnr_own"}
    return {c.value for c in candidates if c.value in own - labelled and ours and c.family not in ours}


def _behind_words(candidate: Candidate) -> bool:
    """`Tillsyn av boenden, dnr 8.5-29206/2014`: in a title, which names the case it answers to."""
    title, comma, _label = candidate.passage.line_before(candidate.start).rpartition(",")
    return bool(comma) and sum(w.isalpha() and w.islower() for w in title.split()) >= WORDS_OF_TITLE


def alone_on_line(candidate: Candidate) -> bool:
    """Whether the number's line holds nothing else."""
    passage, start, end = candidate.passage, candidate.start, candidate.end
    first, last = passage.line_start(start), passage.line_end(end)
    text = passage.text
    behind = _IN_PART.sub("", text[end:last])
    return _FILLED.search(text, first, start) is None and _FILLED.search(behind) is None


def _beside_case(manuscript: Manuscript, candidate: Candidate) -> bool:
    """On the line of a `§`, under one that stands alone, or with its label under one with a title: the number
    of one case of several."""
    passage = candidate.passage
    begin = passage.line_start(candidate.start)
    if _CASE.match(passage.text, begin, candidate.start) is not None:
        field = passage.head_like or passage.kind in ("heading", "table")
        return field or len(passage.text) < SHORT_PASSAGE
    line = line_of(manuscript, candidate)
    if line is None or candidate.start - begin > LABEL_LENGTH:
        return False
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at else None
    if above is None:
        return False
    bracketed = line.text == f"({passage.text[candidate.start : candidate.end]})"
    if bracketed and _CASE.match(above.text):
        return True  # `§ 118 Årsredovisning` over `(KS-2022-00311)`.
    near = manuscript.lines[max(0, at - TITLE_ROWS) : at] if alone_on_line(candidate) else [above]
    return any(_ONLY_CASE.fullmatch(other.text.strip("* ")) for other in near) or (
        candidate.label == "dnr_own" and _is_case_heading(manuscript, above)
    )


def _is_case_heading(manuscript: Manuscript, line: Line) -> bool:
    """`§ 211 Revidering av reglemente`, also over several lines."""
    passage = manuscript.passage_of(line)
    return passage is not None and passage.kind == "heading" and _CASE.match(passage.text) is not None


def _role_among_many(manuscript: Manuscript, candidate: Candidate) -> DnrRole:
    passage = candidate.passage
    before = before_in_cell(manuscript, passage, candidate.start)
    in_column = candidate.rule == "dnr.label_apart" and _in_numbered_item(candidate)
    if candidate.label == "dnr_other" or (
        _REPLACES.search(before) and not _on_agenda(candidate) and not in_column
    ):
        return "referenced"
    if _on_agenda(candidate) or in_column or ("(" not in before and _ends_row(manuscript, candidate)):
        return "item"
    if "(" in before:
        return "referenced"
    if _in_mast(manuscript, candidate):
        return "own"
    if passage.kind == "table" and any(c.isalpha() for c in before) and candidate.label is None:
        return "referenced"
    return "referenced" if _in_prose(manuscript, candidate) else "item"


def _on_agenda(candidate: Candidate) -> bool:
    """In a numbered item of an agenda, which is one matter: `4. Svar om bänkar (dnr SN 2021/8)`."""
    section = candidate.passage.section
    agenda = section is not None and _AGENDA.search(section) is not None
    labelled = candidate.label == "dnr_own" and section is None
    return _in_numbered_item(candidate) and (agenda or labelled)


def _in_numbered_item(candidate: Candidate) -> bool:
    passage = candidate.passage
    return passage.kind == "list_item" and passage.marker is not None and passage.marker[:1].isdigit()


def _in_mast(manuscript: Manuscript, candidate: Candidate) -> bool:
    passage = candidate.passage
    if passage.kind in ("header", "stamp"):
        return True
    line = line_of(manuscript, candidate)
    if line is None or not passage.head_like or _CASE.match(line.text):
        return False
    at = manuscript.position_of(line.ref)
    if any(_opens_row(other) for other in manuscript.lines[: at + 1]):
        return False
    first = next((p for p in manuscript.body if not p.head_like), None)
    end = manuscript.position_of(first.refs[0]) if first else MAST_LINES
    telling = candidate.label == "dnr_own" or candidate.alone or alone_on_line(candidate)
    return telling and at < min(end, MAST_LINES)


def _ends_row(manuscript: Manuscript, candidate: Candidate) -> bool:
    """`2 Vårdval syn, bordlagt 2019-01-24 2019-O000995`: a row of an agenda, read without its columns."""
    line = line_of(manuscript, candidate)
    if line is None or _ROW.match(line.text) is None:
        return False
    raw = candidate.passage.text[candidate.start : candidate.end]
    behind = line.text.rpartition(raw)[2].strip(" .")
    return not behind or (candidate.label == "dnr_own" and _SENT_LATER.fullmatch(behind) is not None)


def _opens_row(line: Line) -> bool:
    """A row of the agenda: its number in a cell of its own."""
    return len(line.cells) > 1 and line.cells[0].text.strip(".").isdigit()


def _in_prose(manuscript: Manuscript, candidate: Candidate) -> bool:
    """Part of a sentence: running text, where the number neither stands alone nor begins the passage."""
    passage = candidate.passage
    if passage.head_like or passage.kind == "table":
        return False
    cell = cell_of(manuscript, passage, candidate.start, candidate.end)
    if cell is not None and len(cell[0].cells) > 1:
        return False
    return len(passage.text) - (candidate.end - candidate.start) > PROSE


def _role(manuscript: Manuscript, candidate: Candidate) -> DnrRole:
    passage = candidate.passage
    before = (
        before_in_cell(manuscript, passage, candidate.start)
        if passage.head_like
        else passage.line_before(candidate.start)
    )
    form = candidate.label == "dnr_own" and _is_of_cover(manuscript, candidate)
    if _told_to_be_ours(candidate, before):
        return "own"
    if candidate.label == "dnr_other" or _REPLACES.search(before) or _PAPER.search(before) or "(" in before:
        return "referenced"
    if passage.kind == "table":
        form = form or (candidate.label == "dnr_own" and _RULE_FORM.search(passage.text) is not None)
        return "own" if form else "referenced"
    if passage.head_like:
        cell = cell_of(manuscript, passage, candidate.start, candidate.end)
        fills = cell is not None and cell[2] > WHOLE_CELL
        telling = candidate.label == "dnr_own" or candidate.alone or alone_on_line(candidate) or fills
        return "own" if telling and len(_FIGURES.sub("", before)) < OPENING else "referenced"
    if candidate.label != "dnr_own":
        own_line = candidate.alone and passage.number == 0 and passage.section is None
        return "own" if own_line and alone_on_line(candidate) else "referenced"
    return (
        "own" if _is_own_field(candidate, before) or _is_field_above(manuscript, candidate) else "referenced"
    )


def _is_of_cover(manuscript: Manuscript, candidate: Candidate) -> bool:
    """Before the first heading, or among the first lines, whatever was taken for a heading there."""
    line = line_of(manuscript, candidate)
    first = line is not None and manuscript.position_of(line.ref) < MAST_LINES
    return first or (candidate.passage.section is None and candidate.passage.number == 0)


def _told_to_be_ours(candidate: Candidate, before: str) -> bool:
    """`Ange SKS 2020/3516 i svaret`; `Antagen av kommunstyrelsen 2012-05-30 § 82, dnr` on a cover."""
    passage = candidate.passage
    asked = candidate.label != "dnr_other" and _STATED.search(passage.text[: candidate.start]) is not None
    cover = candidate.label == "dnr_own" and passage.number <= 0
    paper = _COUNCIL_PAPER.fullmatch(before) is not None
    return asked or (cover and (_ADOPTED.match(before) is not None or paper))


def _is_own_field(candidate: Candidate, before: str) -> bool:
    """Outside a head: `Vårt dnr`, a court's closing `Mål nr`, or a field before the first heading."""
    first = candidate.passage.number <= 0 and candidate.passage.section is None
    if _OURS.search(before) or (first and _COURT_AT_END.search(before) and len(before) < OPENING):
        return True
    if len(before) > LABEL_LENGTH:
        return False
    return _COURT.match(before) is not None or (_is_field(candidate) and candidate.passage.section is None)


def _is_field(candidate: Candidate) -> bool:
    """A line that is little more than label and number."""
    return len(candidate.passage.text) < candidate.end - candidate.start + 40


def _is_field_above(manuscript: Manuscript, candidate: Candidate) -> bool:
    """`Dnr KS 2011/1912` alone on one of the first lines: a field of the cover, whatever was taken for its
    first heading."""
    line = line_of(manuscript, candidate)
    if line is None or manuscript.position_of(line.ref) >= MAST_LINES:
        return False
    before, _, behind = line.text.partition(candidate.passage.text[candidate.start : candidate.end])
    label = before.strip()
    labelled = label.endswith(":") or label_alone(label) == "dnr_own"
    return labelled and len(label) <= LABEL_LENGTH and not behind.strip(" .")
