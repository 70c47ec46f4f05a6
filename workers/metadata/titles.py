"""The title (ärendemening): what the document is about, in its own words.

Every line of the first page that is no field, name or text is weighed: by the words it opens with, its type,
the room around it, and what stands over and under it. The one with the most points is the title.
"""

import re
from collections.abc import Iterator, Sequence

from schemas.metadata import Text
from workers.metadata import title_cues as cues
from workers.metadata.date_forms import is_date
from workers.metadata.dnr_shapes import ANY_FAMILY
from workers.metadata.letterhead import ADDRESS_LINE, COMPANY, COURT_NAME, TITLE_LINE
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.title_lines import ROOM, SERIES, TEXT_LINE, TITLE_RATIO, Candidate, last_line, parts_of
from workers.structure.headings import is_known_heading
from workers.structure.heads import is_head_line
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import Part
from workers.structure.vocabulary import (
    contact,
    is_document_word,
    label_alone,
    label_first,
)

LEAST = 6
"""Characters of the shortest title."""
LONGEST = 260
"""Characters of a title's first line."""
ZONE = 70
"""Lines of the first page among which the title stands."""
LEAST_SURE = 0.7
"""Mean confidence of a line's words from which it may be a title; printed lines have above .9."""
LESS_RATIO = 1.05
"""Type so much larger than the document's usual one hints at a title."""
SENTENCE = 120
"""Characters; a longer line that ends with a full stop is text, not a title."""
MOST_FIGURES = 0.4
"""A line of which more is figures is a field."""
LEAST_SUBJECT = 2
"""Words of the shortest title that no opening word, type or label tells."""
TITLE_WORDS = 3
"""Words of the shortest title in a running head."""
MAST = 3
"""Lines of a letterhead in which only a telling opening or type makes a title."""

_CASE_NUMBER = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§\s?\d+[a-z]?\s*(?:[–-]\s+)?")
_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][a-zåäö]+,? ")
"""`Ekstad den 4 maj 2019` at the top of a letter."""
_DECISION_LINE = re.compile(r"(?:beslut vid|beslut den|sammanträde)\b", re.IGNORECASE)
_APPEALED = re.compile(r"överklagat (?:beslut|avgörande)\s*:?", re.IGNORECASE)
_ITEM = re.compile(r"(?P<number>\d{1,2})\. [A-ZÅÄÖ]")
ITEM_LINES = 4
"""Lines from one matter of an agenda to the next."""
_SAKEN = re.compile("saken", re.IGNORECASE)
_OF_WHAT = re.compile(r"(?:för|avseende|om|över|angående|gällande|till|på) \w")
_OF_RULES = re.compile(
    r"\S*(?:ordning|reglemente|policy|riktlinjer?|regler|föreskrifter|taxa|plan|program) (?:för|om) \w",
    re.IGNORECASE,
)
"""`Delegeringsordning för miljönämnden`, in a running head that begins on the first page."""
_OWN_NUMBER = re.compile(r"\b(?:dnr|diarienr|diarienummer)\b", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=[a-zåäö])- (?=[a-zåäö])(?!och |eller |samt |respektive )")


def find_title(manuscript: Manuscript, candidates: Sequence[tuple[int, Candidate]]) -> Text | None:
    """The title's words, joined over its lines; None when none of the `scored` candidates is like one."""
    subject = None if manuscript.own_mail is None else manuscript.own_mail.fields.get("subject")
    if subject is not None:
        return _of_mail(manuscript, subject)
    points, best = max(candidates, key=_points_then_place, default=(0, None))
    if best is None or points < cues.ENOUGH:
        return _of_case(manuscript) or _running_title(manuscript)
    return title_of(manuscript, best, "title.label" if best.labelled else "title.head")


def scored(manuscript: Manuscript) -> list[tuple[int, Candidate]]:
    """The cells of the first page that may begin the title, with their points, in reading order."""
    return [(_points(manuscript, candidate), candidate) for candidate in _candidates(manuscript)]


def _points_then_place(one: tuple[int, Candidate]) -> tuple[int, int]:
    """Of equal ones the first."""
    return one[0], -one[1].position


def title_of(manuscript: Manuscript, candidate: Candidate, rule: str) -> Text | None:
    """The title that begins with the candidate; None when nothing of it stands on the page."""
    parts = list(parts_of(manuscript, candidate))
    raw = " ".join(line.text[start:end] for line, start, end in parts)
    evidence = tuple(e for line, start, end in parts for e in manuscript.line_evidence(line, start, end))
    value = " ".join(_HYPHENATED.sub("", raw).strip("* ").split())
    if not value or not evidence:
        return None
    return Text(value=value, raw=" ".join(raw.split()), rule=rule, evidence=evidence)


def _of_mail(manuscript: Manuscript, subject: Part) -> Text | None:
    """The subject of a printed e-mail."""
    raw = " ".join(subject.text.split())
    evidence = manuscript.line_evidence(subject.line, subject.start, subject.end)
    return Text(value=raw.strip("* "), raw=raw, rule="title.label", evidence=evidence) if evidence else None


def _of_case(manuscript: Manuscript) -> Text | None:
    """What a court's case is about, below the appealed decision or on the page after its parties."""
    for position, line in enumerate(manuscript.lines[: len(_zone(manuscript)) + ZONE]):
        # Also in lower case, and with a municipality at its end: `tillstånd till … i Almby kommun`.
        subject = LEAST <= len(line.text) <= LONGEST and not is_known_heading(line.text)
        if subject and _is_what_case_is_about(manuscript, position, line):
            cell = line.cells[0]
            found = Candidate(position=position, cell=cell, start=cell.start, labelled=True)
            return title_of(manuscript, found, "title.case")
    return None


def _zone(manuscript: Manuscript) -> Sequence[Line]:
    """The lines of the first page, or of the first page with text."""
    lines = manuscript.lines[:ZONE]
    return [line for line in lines if line.ref.page == lines[0].ref.page]


def _candidates(manuscript: Manuscript) -> Iterator[Candidate]:
    zone = _zone(manuscript)
    found = False
    for position, line in enumerate(zone):
        if position and _ends_head(manuscript, position):
            return
        opens = line.gap >= 1 and _opens_title(line.text)
        if (
            found
            and not opens
            and _is_text(line)
            and (position + 1 == len(zone) or _is_text(zone[position + 1]))
        ):
            return
        if position and _is_of_another(manuscript, position):
            continue
        passage = manuscript.passage_of(line)
        if passage is not None and passage.kind in ("stamp", "footer", "page_number", "residue", "signature"):
            continue
        if len(line.cells) > 1 and line.cells[0].text.strip(". ").isdigit():
            continue  # A row of an agenda.
        if line.sure is not None and line.sure < LEAST_SURE:
            continue  # What a recogniser made of a stamp over the text, or of a stain.
        for number, cell in enumerate(line.cells):
            for candidate in _in_cell(manuscript, position, line, cell, number):
                found = found or not _is_text(line)  # An author that says first who it is has no title there.
                yield candidate


def _opens_title(text: str) -> bool:
    return cues.OPENER.match(text) is not None or cues.VERBAL.match(text) is not None


def _is_of_another(manuscript: Manuscript, position: int) -> bool:
    """Under the `§` of one case of many, or under `Överklagat beslut`: another case, no title."""
    cells = manuscript.lines[position - 1].cells
    above = cells[0].text.strip("* ") if len(cells) == 1 else ""
    return _APPEALED.fullmatch(above) is not None or (
        manuscript.cases > 1 and _CASE_NUMBER.fullmatch(above) is not None
    )


def _ends_head(manuscript: Manuscript, position: int) -> bool:
    """Whether the line's text stands below the head: under a known heading that is no field of it."""
    above = manuscript.lines[position - 1]
    text = above.text.strip("* ")
    if not is_known_heading(text) or cues.SUBJECT_LABEL.fullmatch(text):
        return False
    return len(above.cells) == 1 and not is_document_word(text) and not label_alone(text)


def _in_cell(
    manuscript: Manuscript, position: int, line: Line, cell: Cell, number: int
) -> Iterator[Candidate]:
    if label := cues.LABELLED.match(cell.text.strip("* ")):
        start = cell.start + cell.text.index(cell.text.strip("* ")) + label.end()
        if cell.end - start >= LEAST and ANY_FAMILY.fullmatch(line.text, start, cell.end) is None:
            yield Candidate(position=position, cell=cell, start=start, labelled=True)
        return
    text = cell.text.strip("* ")
    start = cell.start + cell.text.index(text) if text else cell.start
    if number and cues.SUBJECT_LABEL.fullmatch(line.cells[number - 1].text.strip("* ")):
        if len(text) >= LEAST and not label_alone(text):
            yield Candidate(position=position, cell=cell, start=start, labelled=True)
        return
    if _is_what_case_is_about(manuscript, position, line) and _may_be_title(manuscript, text):
        yield Candidate(position=position, cell=cell, start=start, labelled=True)
        return
    if _is_item_of_list(manuscript, position, text):
        return
    case = _CASE_NUMBER.match(text)
    if manuscript.cases > 1 and (case or _behind_case(line, number)):
        return  # One of several: no title of the whole.
    if case:
        start, text = start + case.end(), text[case.end() :]
    if _may_be_title(manuscript, text) or _word_goes_on(manuscript, position, line, text):
        yield Candidate(position=position, cell=cell, start=start)


def _is_item_of_list(manuscript: Manuscript, position: int, text: str) -> bool:
    """`1. Upprop`, with `2.` a few lines further down: the first matter of an agenda."""
    item = _ITEM.match(text)
    if item is None:
        return False
    below = manuscript.lines[position + 1 : position + 1 + ITEM_LINES]
    return any(line.text.startswith(f"{int(item['number']) + 1}. ") for line in below)


def _is_what_case_is_about(manuscript: Manuscript, position: int, line: Line) -> bool:
    """Under the heading `SAKEN` of a court, in no pile of labels; one word is enough: `Sjukersättning`."""
    if (
        position < MAST
        or len(line.cells) > 1
        or COMPANY.fullmatch(line.text)
        or not _SAKEN.fullmatch(manuscript.lines[position - 1].text)
    ):
        return False
    passage = manuscript.passage_of(line)
    return (
        passage is not None
        and passage.kind == "paragraph"
        and passage.section == manuscript.lines[position - 1].text
        and label_alone(manuscript.lines[position - 2].text) is None
    )


def _word_goes_on(manuscript: Manuscript, position: int, line: Line, text: str) -> bool:
    """`ÅRSREDOVISNING` / `för räkenskapsåret 2022`: the kind of document as the first words of its title."""
    below = manuscript.lines[position + 1] if position + 1 < len(manuscript.lines) else None
    room = 1 if line.size_ratio >= TITLE_RATIO else ROOM
    follows = below is not None and below.gap < room and len(below.cells) == len(line.cells) == 1
    return follows and is_document_word(text) and below is not None and _OF_WHAT.match(below.text) is not None


def _may_be_title(manuscript: Manuscript, text: str) -> bool:
    if not LEAST <= len(text) <= LONGEST or not (text[0].isupper() or text[0] in "”\"'0123456789"):
        return False
    if cues.REPORTED.fullmatch(text):
        return True
    figures = sum(map(str.isdigit, text))
    if figures > MOST_FIGURES * len(text) or (len(text) > SENTENCE and text.endswith(".")):
        return False
    field = label_first(text)
    if label_alone(text) or (field is not None and (":" in text[: field[1]] or figures)):
        return cues.OPENER.match(text) is not None and ":" not in text
    return not (
        cues.NOT_TITLE.match(text)
        or cues.MEMBER.match(text)
        or cues.WORD_WITH_PAGE.fullmatch(text)
        or is_document_word(text)
        or is_date(text)
        or ((dated := _PLACE_AND_DAY.match(text)) and is_date(text[dated.end() :]))
        or manuscript.site.is_body(text)
        or COURT_NAME.fullmatch(text)
        or is_person_name(text)
        or (is_title(text) and not (cues.OPENER.match(text) or cues.VERBAL.match(text)))
        or (contact(text) and (cues.OPENER.match(text) is None or text.endswith(".")))
        or _DECISION_LINE.match(text)
        or is_known_heading(text)
    )


def _points(manuscript: Manuscript, candidate: Candidate) -> int:
    """What speaks for the candidate, less what speaks against it."""
    if candidate.labelled:
        return cues.LABELLED_POINTS
    line = manuscript.lines[candidate.position]
    text = line.text[candidate.start : candidate.cell.end].strip("* ")
    if candidate.position < cues.REPORTED_LINES and cues.REPORTED.fullmatch(text):
        return cues.LABELLED_POINTS + 1
    opens = cues.OPENER.match(text) is not None
    number = line.cells.index(candidate.cell)
    points = cues.OPENER_POINTS * opens + cues.SUBJECT_POINTS * (cues.SUBJECT.search(text) is not None)
    points += cues.VERBAL_POINTS * (not opens and cues.VERBAL.match(text) is not None)
    points += _points_of_type(line) + _points_of_place(manuscript, candidate)
    points += cues.OPENER_ALONE_POINTS * (cues.OPENER.fullmatch(text) is not None)
    points += cues.SERIES_POINTS * (SERIES.search(text) is not None)
    points += cues.OWN_NUMBER_POINTS * (_OWN_NUMBER.search(text) is not None)
    points += cues.VERB_POINTS * (cues.VERB.search(text) is not None)
    behind_case = _behind_case(line, number) or candidate.start > line.cells[number].start + 1
    points += cues.CASE_NUMBER_POINTS * behind_case
    points += cues.FEW_WORDS_POINTS * (len(text.split()) < LEAST_SUBJECT)
    if not _behind_case(line, number):
        points += cues.ROW_POINTS * (len(line.cells) > 1)
        points += cues.INNER_CELL_POINTS * (number > 0 and not opens)
    points += cues.UNIT_POINTS * (cues.UNIT.fullmatch(text) is not None and not opens)
    return points + cues.SENTENCE_POINTS * (text.endswith((".", ":")) and not opens)


def _behind_case(line: Line, number: int) -> bool:
    """`§ 52   Bidragsbelopp till fristående förskolor`, the number in a cell of its own."""
    return number == 1 and _CASE_NUMBER.fullmatch(line.cells[0].text.strip("* ")) is not None


def _points_of_type(line: Line) -> int:
    larger = line.size_ratio >= TITLE_RATIO
    points = cues.LARGER_POINTS if larger else cues.BOLD_POINTS * line.bold
    room = (line.gap >= ROOM) + (line.after >= ROOM)
    return points + cues.ROOM_POINTS * room + (line.size_ratio >= LESS_RATIO)


def _points_of_place(manuscript: Manuscript, candidate: Candidate) -> int:
    lines, position = manuscript.lines, candidate.position
    line = lines[position]
    opens = cues.OPENER.match(line.text[candidate.start : candidate.cell.end].strip("* ")) is not None
    points = cues.FIRST_LINE_POINTS * (position < MAST and line.size_ratio < TITLE_RATIO and not opens)
    passage = manuscript.passage_of(line)
    if passage is not None and passage.kind == "head" and passage.number == 0 and not is_head_line(line):
        points += cues.ALONE_IN_HEAD_POINTS
    if passage is not None and passage.number > 0 and not passage.head_like:
        points += cues.SECTION_POINTS if passage.kind == "heading" else cues.TEXT_POINTS
    above = lines[position - 1] if position else None
    if above is not None:
        label = above.cells[0].text.strip("* ")
        told_above = len(label) > TITLE_LINE or above.size_ratio >= TITLE_RATIO > line.size_ratio
        under_subject = line.gap < ROOM and told_above and cues.ANSWER.fullmatch(line.text) is not None
        points += cues.UNDER_SUBJECT_POINTS * under_subject
        points += cues.UNDER_LABEL_POINTS * (cues.SUBJECT_LABEL.fullmatch(label) is not None)
        points += cues.CASE_NUMBER_POINTS * (
            _CASE_NUMBER.fullmatch(above.cells[0].text.strip("* ")) is not None
        )
    last = last_line(manuscript, candidate)
    following = (other for other in lines[last + 1 :] if not cues.DIRECTIVE.fullmatch(other.text))
    below = next(following, None)
    if below is not None:
        points += cues.DIRECTIVE_POINTS * (cues.MEETING.match(below.text) is not None)
        heading = is_known_heading(below.text) and not label_alone(below.text)
        points += cues.BEFORE_HEADING_POINTS * heading
        points += cues.BEFORE_TEXT_POINTS * _is_text(below)
    near = lines[position : position + 3]
    addressed = not opens and any(ADDRESS_LINE.search(other.text) for other in near)
    return points + cues.ADDRESS_POINTS * addressed


def _is_text(line: Line) -> bool:
    """A line of running text: long, in one piece, and a sentence of which some words are small."""
    words = line.text.split()
    small = sum(word[0].islower() for word in words)
    return len(line.cells) == 1 and len(line.text) > TEXT_LINE and 2 * small > len(words)


def _running_title(manuscript: Manuscript) -> Text | None:
    """A title printed only in a running head or foot, beside the kind of document."""
    for passage in manuscript.body:
        if passage.kind != "head" or "\n" not in passage.text:
            continue
        first, second = passage.text.split("\n")[:2]
        if (
            is_document_word(second)
            and len(first.split()) >= TITLE_WORDS
            and not _is_field(manuscript, first)
        ):
            return _text(manuscript, passage, 0, len(first))
    first_passage = manuscript.passages[0] if manuscript.passages else None
    if first_passage is None or first_passage.kind != "header" or len(first_passage.text) < LEAST:
        return None
    words = first_passage.text.split()
    told = any(is_document_word(word) for word in words) and len(words) > 1
    told = told or _OF_RULES.match(first_passage.text) is not None
    line = manuscript.line_of(first_passage.refs[0])
    field = len(line.cells) > 1 or _is_field(manuscript, first_passage.text)
    return _text(manuscript, first_passage, 0, len(first_passage.text)) if told and not field else None


def _is_field(manuscript: Manuscript, text: str) -> bool:
    labelled = label_alone(text) or label_first(text)
    named = manuscript.site.is_body(text) or COMPANY.fullmatch(text)
    return bool(labelled or named or is_document_word(text))


def _text(manuscript: Manuscript, passage: Passage, start: int, end: int) -> Text | None:
    raw = " ".join(passage.text[start:end].split())
    evidence = manuscript.evidence(passage, start, end)
    value = raw.strip("* ")
    return Text(value=value, raw=raw, rule="title.running", evidence=evidence) if evidence and value else None
