"""The title (ärendemening): what the document is about, in its own words."""

import re

from schemas.metadata import Text
from workers.metadata.passage import Manuscript, Passage
from workers.structure.heads import is_head_line
from workers.structure.names import is_person_name
from workers.structure.vocabulary import is_body_name, is_document_word, label_alone, label_first

LEAST = 8
"""Characters of the shortest title."""

_FIRST_CELL = re.compile(r"\S(?:.*?)(?=\s{3,}|\t|$)")
_SUBJECT_LABEL = re.compile(
    r"(?:ärende(?:mening|rubrik)?|rubrik|saken|angående|ang\.?|beträffande|gällande)\s*:\s*(?P<subject>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
TITLE_WORDS = 3
"""Words of the shortest title in a running head."""
LEAST_IN_CELL = 24
"""Characters; a shorter first column is a unit's name or a field."""
_DECISION_LINE = re.compile(r"beslut (?:vid|den)\b", re.IGNORECASE)
_CASE_NUMBER = re.compile(r"^(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§\s?\d+[a-z]?\s*")


def title_passage(manuscript: Manuscript) -> Passage | None:
    """The passage that carries the title."""
    head = [p for p in manuscript.body if p.number == 0 and p.section is None]
    candidates = [p for p in head if p.kind == "head" and _is_title(manuscript, p)]
    candidates = [p for p in candidates if not _DECISION_LINE.match(p.text)] or candidates
    in_cells = next((p for p in head if p.kind == "head" and _cell_title(p) is not None), None)
    if in_cells is not None and (not candidates or _DECISION_LINE.match(candidates[0].text)):
        return in_cells
    if candidates:
        # In minutes the title follows the paragraph's number.
        return candidates[-1] if _CASE_NUMBER.match(candidates[-1].text) else candidates[0]
    return _running_title(manuscript)


def _is_title(manuscript: Manuscript, passage: Passage) -> bool:
    first = passage.text.split("\n", maxsplit=1)[0]
    line = manuscript.line_of(passage.refs[0])
    if _SUBJECT_LABEL.match(first):
        return True
    if len(passage.text) < LEAST or label_alone(first) or is_person_name(first) or is_document_word(first):
        return False
    if len(line.cells) > 1:
        return (
            len(line.cells[0].text) > LEAST
            and not line.cells[0].text[0].isdigit()
            and label_first(line.cells[0].text) is None
            and not is_head_line_text(line.cells[0].text)
        )
    return not is_head_line(line) and not is_body_name(first)


def is_head_line_text(text: str) -> bool:
    """Whether a cell is a label, a body's name or a kind of document."""
    return bool(label_alone(text) or is_body_name(text) or is_document_word(text))


def _running_title(manuscript: Manuscript) -> Passage | None:
    """A title printed only in a running head or foot, beside the kind of document."""
    for passage in manuscript.body:
        if passage.kind != "head" or "\n" not in passage.text:
            continue
        first, second = passage.text.split("\n")[:2]
        if is_document_word(second) and len(first.split()) >= TITLE_WORDS and not is_head_line_text(first):
            return passage
    return _title_page(manuscript)


def _title_page(manuscript: Manuscript) -> Passage | None:
    """The first line of the first page, where the following pages repeat it as their head."""
    first = manuscript.passages[0] if manuscript.passages else None
    if first is None or first.kind != "header" or len(first.text) < LEAST or is_head_line_text(first.text):
        return None
    words = first.text.split()
    return first if any(is_document_word(word) for word in words) and len(words) > 1 else None


def _cell_title(passage: Passage) -> list[tuple[int, int]] | None:
    """A title in the first column of a head, with series and number beside it: `Tilläggsdirektiv …   Dir.`"""
    spans: list[tuple[int, int]] = []
    at = 0
    for text in passage.text.split("\n"):
        cell = _FIRST_CELL.search(text)
        wide = cell is not None and cell.end() < len(text)
        if (
            cell is not None
            and wide
            and (
                (spans and not cell.group()[0].isupper())
                or (
                    not spans
                    and len(cell.group()) > LEAST_IN_CELL
                    and cell.group()[0].isupper()
                    and not _is_field(cell.group())
                )
            )
        ):
            spans.append((at + cell.start(), at + cell.end()))
        elif spans:
            break
        at += len(text) + 1
    return spans or None


def _is_field(text: str) -> bool:
    return is_head_line_text(text) or label_first(text) is not None or is_person_name(text)


_SUBJECT = re.compile(r"(?:ärende(?:mening|rubrik)?|rubrik|saken|ämne|avser)\s*:?", re.IGNORECASE)
SUBJECT_LINES = 25
"""A form's field for the subject stands among so many first lines."""


def _labelled_title(manuscript: Manuscript) -> Text | None:
    """`Ärende:` or `Saken:` with the subject in the next cell, or under a court's SAKEN."""
    for position, line in enumerate(manuscript.lines[:SUBJECT_LINES]):
        label = line.cells[0]
        if not _SUBJECT.fullmatch(label.text.strip("* ")):
            continue
        below = manuscript.lines[position + 1 : position + 2]
        beside = label.text.endswith(":") and len(line.cells) > 1
        alone = (
            len(line.cells) == 1
            and not label.text.startswith("Rubrik")
            and (label.text.isupper() or label.text.endswith(":"))
            and below
        )
        value = (line, line.cells[1]) if beside else (below[0], below[0].cells[0]) if alone else None
        if value is None or len(value[1].text) < LEAST or label_alone(value[1].text):
            continue
        evidence = manuscript.line_evidence(value[0], value[1].start, value[1].end)
        if evidence:
            text = value[1].text.strip("* ")
            return Text(value=text, raw=value[1].text, rule="title.label", evidence=evidence)
    return None


def find_title(manuscript: Manuscript, passage: Passage | None) -> Text | None:
    """The title's words, joined over its lines; of lines with several cells the first."""
    if labelled := _labelled_title(manuscript):
        return labelled
    if passage is None:
        return None
    running = passage.kind == "head" and (passage.number != 0 or passage.section is not None)
    start, end = 0, len(passage.text)
    if running:
        end = passage.text.find("\n")
    if subject := _SUBJECT_LABEL.match(passage.text):
        start = subject.start("subject")
    elif number := _CASE_NUMBER.match(passage.text):
        start = number.end()
    spans = _first_cells(passage, start, end)
    if not running and not _is_title(manuscript, passage):
        spans = _cell_title(passage) or spans
    raw = " ".join(passage.text[a:b] for a, b in spans)
    raw = re.sub(r"(?<=[a-zåäö])- (?=[a-zåäö])(?!och |eller |samt |respektive )", "", raw).strip("* ")
    evidence = tuple(piece for a, b in spans for piece in manuscript.evidence(passage, a, b))
    if not raw or not evidence:
        return None
    return Text(
        value=" ".join(raw.split()),
        raw=" ".join(raw.split()),
        rule="title.running" if running else "title.head",
        evidence=evidence,
    )


def _first_cells(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for text in passage.text.split("\n"):
        a, b = max(start, at), min(end, at + len(text))
        if a < b and (cell := _FIRST_CELL.search(passage.text[a:b])):
            spans.append((a + cell.start(), a + cell.end()))
        at += len(text) + 1
    return spans
