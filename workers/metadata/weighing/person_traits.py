"""What is seen around a person's name that stands apart from running text: whether the person signs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.metadata import DocumentType
from workers.metadata.passage import Manuscript
from workers.metadata.weighing import cell_traits
from workers.metadata.weighing.cell_traits import Place
from workers.metadata.weighing.sorts import sort_of, under
from workers.metadata.weighing.words import each, words
from workers.structure.lines import Cell
from workers.structure.names import is_person_name, is_title, split_names
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import label_first

LONGEST_CELL = 110
"""Characters of a cell in which a name stands apart."""
LONGEST_BEFORE = 40
"""Characters before a name in its cell, such as a label."""
PARTY = 4
"""Letters of a party's initials."""
NEAR, LINES_UP = 3, 12
"""Lines around a name that are looked at one by one, and above it for a closing or the end of the text."""
SENTENCE = 60
"""Characters of a line that is the text's last."""
FAR = 6
"""Lines from it; further down is far."""
MOST_TIMES, MOST_PLACES = 3, 6
"""A name that stands so often stands often; so many of its other places are looked at, among twice as many
lines with the same surname."""
FIRST_LINES = 15
"""Lines of a head."""
LONGEST_LINE = 2000
"""Characters of a line in which names are looked for again."""
BEFORE, BEHIND = 40, 30
"""Characters around the same name elsewhere."""

_TWO_CAPITALS = re.compile(r"[A-ZÅÄÖÉÆØÜŠŽČ]\S*\s+(?:(?:v|a|d|l|e|b)\w{1,3}\s+){0,2}[A-ZÅÄÖÉÆØÜŠŽČ]")
"""Words with capitals beside each other, or with particles between them: every name has them."""
_CAPITALIZED = re.compile(r"[A-ZÅÄÖÉ][\w-]+")
_NAME_FIRST = re.compile(r"(?P<name>[^,(/]{4,60}?)\s*(?P<mark>[,(/])\s*(?P<behind>.*)")
_SPACE = re.compile(r"\s+")
_MARKS = "* /_.…:-–"
"""What is printed around names to be signed over."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A name where it stands: characters `[start, end)` of its line."""

    place: Place
    start: int
    end: int
    before: str  #: what stands before it in its cell
    behind: str  #: and behind it

    @property
    def name(self) -> str:
        """As printed."""
        return self.place.line.text[self.start : self.end]


@dataclass(frozen=True)
class Roll:
    """A document, and where names stand in it."""

    manuscript: Manuscript
    kind: DocumentType

    @cached_property
    def lines_with(self) -> dict[str, list[int]]:
        """Positions of the lines that hold each word with a capital."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(self.manuscript.lines):
            for word in set(_CAPITALIZED.findall(line.text[:LONGEST_LINE])):
                found[word].append(at)
        return found


def persons(roll: Roll) -> Iterator[Person]:
    """Every name that begins or ends a short cell, in reading order."""
    for at, line in enumerate(roll.manuscript.lines):
        if _TWO_CAPITALS.search(line.text) is None:
            continue
        for number, cell in enumerate(line.cells):
            if len(cell.text) > LONGEST_CELL or _TWO_CAPITALS.search(cell.text) is None:
                continue
            place = Place(manuscript=roll.manuscript, kind=roll.kind, at=at, number=number)
            for start, end, before, behind in _in_cell(cell.text):
                yield Person(
                    place=place, start=cell.start + start, end=cell.start + end, before=before, behind=behind
                )


def _in_cell(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where names stand in the cell, with what stands before and behind each."""
    left = len(text) - len(text.lstrip(_MARKS + "("))
    right = len(text.rstrip(_MARKS + ")"))
    core = text[left:right]
    if names := split_names(core):
        yield from ((left + start, left + end, "", "") for start, end in names)
        return
    first = _NAME_FIRST.match(core)
    if first is not None and is_person_name(first["name"]):
        yield left, left + first.end("name"), "", first["mark"] + _behind(first["behind"].strip(") "))
        return
    gaps = list(_SPACE.finditer(core))
    for gap in gaps:
        if is_person_name(core[: gap.start()]) and is_title(core[gap.end() :]):
            yield left, left + gap.start(), "", "title"
            return
    for gap in gaps:
        if is_person_name(core[gap.end() :]):
            before = _before(core[: gap.start()], core)
            if before:
                yield left + gap.end(), right, before, ""
            return


def _behind(text: str) -> str:
    if is_title(text):
        return "title"
    return "party" if len(text) <= PARTY else "more"


def _before(text: str, cell: str) -> str:
    """What stands before a name that its cell ends with; empty where that is too long."""
    if is_title(text):
        return "title"
    if label := label_first(cell):
        return f"label {label[0]}"
    if is_signing_cue(text):
        return "closing"
    if text.endswith(":"):
        return "colon"
    return "more" if len(text) <= LONGEST_BEFORE else ""


def traits(roll: Roll, person: Person) -> Iterator[str]:
    """Everything that may speak for one who signs."""
    yield from cell_traits.traits(person.place)
    yield from _of_cell(person)
    yield from _of_column(person)
    yield from _of_text_above(person)
    yield from _of_repetition(roll, person)


def _of_cell(person: Person) -> Iterator[str]:
    place, line, lines = person.place, person.place.line, person.place.manuscript.lines
    beside = f"before={person.before} behind={person.behind}"
    yield beside
    yield f"{beside} of={place.kind}"
    yield f"gap={line.gap >= 1} after={line.after >= 1}"
    yield f"beside={sorted({_sort(cell) for cell in line.cells if cell is not place.cell})}"
    yield f"stands={place.passage and place.passage.kind} alone={len(line.cells) == 1} behind={person.behind}"
    page = line.ref.page
    yield f"page_from_end={min(lines[-1].ref.page - page, 2)} first={page == lines[0].ref.page}"


def _sort(cell: Cell) -> str:
    """What a cell is; one that holds a name and more is told from other text."""
    sort = sort_of(cell.text)
    named = sort in ("short", "long") and next(_in_cell(cell.text), None) is not None
    return "named" if named else sort


def _of_column(person: Person) -> Iterator[str]:
    place = person.place
    lines, at, line, cell = place.manuscript.lines, place.at, place.line, place.cell
    yield f"ends={at + 1 >= len(lines)}"
    below, above = lines[at + 1 : at + 1 + NEAR], lines[max(0, at - NEAR) : at][::-1]
    for side, others in (("below", below), ("above", above)):
        for distance, other in enumerate(others, 1):
            gap = other.gap if side == "below" else line.gap
            for sort in sorted({_sort(one) for one in under(line, cell, other)}):
                yield f"sort_{side}{distance}={sort}"
                if distance == 1:
                    yield f"sort_{side}={sort} gap={gap >= 1}"
                    yield f"sort_{side}={sort} of={place.kind}"


def _of_text_above(person: Person) -> Iterator[str]:
    """How far up a closing or the end of the text is."""
    lines, at, kind = person.place.manuscript.lines, person.place.at, person.place.kind
    for distance, above in enumerate(reversed(lines[max(0, at - LINES_UP) : at]), 1):
        if any(is_signing_cue(cell.text) for cell in above.cells):
            yield f"closing={min(distance, FAR)}"
            yield f"closing of={kind}"
            yield from each("closing", words(above.text)[:4])
            return
        if len(above.text) > SENTENCE and above.text.endswith("."):
            yield f"sentence={min(distance, FAR)}"
            yield f"sentence={min(distance, FAR)} of={kind}"
            return


def _of_repetition(roll: Roll, person: Person) -> Iterator[str]:
    name, lines = person.name, roll.manuscript.lines
    surname = roll.lines_with.get(name.split()[-1], [])[: 2 * MOST_PLACES]
    again = [at for at in surname if at != person.place.at and name in lines[at].text]
    yield f"again={min(len(again), MOST_TIMES)}"
    for at in again[:MOST_PLACES]:
        passage, text = roll.manuscript.passage_of(lines[at]), lines[at].text
        side = "earlier" if at < person.place.at else "later"
        yield f"{side}={passage and passage.kind}"
        yield f"{side}_top={at < FIRST_LINES}"
        start = text.find(name)
        for word in words(text[max(0, start - BEFORE) : start])[-2:]:
            yield f"{side}_before={word}"
        for word in words(text[start + len(name) : start + len(name) + BEHIND])[:2]:
            yield f"{side}_behind={word}"
