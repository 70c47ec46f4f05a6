"""What is seen around a name on the first page: labels, addresses, other names, the same name elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.metadata import DocumentType
from workers.metadata.letterhead import COMPANY, COURT_NAME
from workers.metadata.passage import Manuscript
from workers.metadata.weighing import cell_traits
from workers.metadata.weighing.cell_traits import Place
from workers.metadata.weighing.sorts import sort_of, under
from workers.structure.names import is_person_name, is_title
from workers.structure.vocabulary import fold, is_document_word, label_alone, label_first

SHORTEST, LONGEST, LONGEST_CELL = 3, 90, 140
"""Characters of a name, and of a cell that ends with one."""
FIRST_LINES = 60
"""Lines of the first page among which a name may be the recipient's."""
LINES_UP, LINES_DOWN = 3, 4
"""Lines around a name in which its label, its address or its telephone stands."""
RIGHT = 0.4
"""Share of the page's width right of which the addressee's window is."""
COLUMNS = 80
"""Characters of a line of text, for the same share."""
MOST_TIMES, MOST_PLACES = 3, 8
"""A name that stands so often in the document stands often; so many of its places are looked at."""
LARGER = 1.15
"""Height of type, beside the document's usual one."""
MOST_NAMES = 5
BEFORE = 20
"""Characters before the same name elsewhere in which its last word stands."""
LAST_LETTERS = 7
"""Letters of a name's end: `nämnden`, `styrelsen`."""
LONGEST_ADDRESSES = 400
"""Characters of a line with e-mail and web addresses."""
STEM = 5
"""Letters of a word of a name that a domain is made of."""

LABEL = "label"
_APART = frozenset({("person", "body"), ("person", "court"), ("body", "person")})
"""Sorts of names that no name is made of."""
_SPACE = re.compile(r"\s+")
_DOMAIN = re.compile(r"(?:@|www\.|https?://)([\w.-]+)")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name where it stands: characters `[start, end)` of its cell's line."""

    place: Place
    start: int
    end: int
    ordinal: int  #: how many names stand before it
    before: str  #: what stands before it in its cell, such as a label, or a sort of name
    last: bool  #: whether no other name begins in it

    @property
    def name(self) -> str:
        """As printed, without marks of bold type."""
        return self.place.line.text[self.start : self.end].strip("* ")


@dataclass(frozen=True)
class Paper:
    """A document, and what is known of it as a whole."""

    manuscript: Manuscript
    kind: DocumentType

    @cached_property
    def folded(self) -> list[str]:
        """Its lines without difference of case."""
        return [line.text.casefold() for line in self.manuscript.lines]

    @cached_property
    def domains(self) -> str:
        """The domains of its e-mail and web addresses."""
        lines = (line.text[:LONGEST_ADDRESSES] for line in self.manuscript.lines)
        return " ".join(found for line in lines for found in _DOMAIN.findall(fold(line)))

    @cached_property
    def width(self) -> float:
        """Of the page, in the unit of the cells."""
        width = self.manuscript.pages[0].page.width
        boxed = any(line.box is not None for line in self.manuscript.lines[:1])
        return width if boxed and width is not None else COLUMNS


def named_places(paper: Paper) -> Iterator[Named]:
    """Every name that is a cell of the first page, or the end of one behind a label, a title or a name."""
    lines = paper.manuscript.lines[:FIRST_LINES]
    ordinal = 0
    for at, line in enumerate(lines):
        if line.ref.page != lines[0].ref.page:
            return
        for number in range(len(line.cells)):
            place = Place(manuscript=paper.manuscript, kind=paper.kind, at=at, number=number)
            found = list(_starts(place))
            for start, before in found:
                yield Named(
                    place=place, start=start, end=place.cell.end, ordinal=ordinal, before=before,
                    last=start == found[-1][0],
                )  # fmt: skip
                ordinal += 1


def _starts(place: Place) -> Iterator[tuple[int, str]]:
    """Where names begin that the cell ends with, and what stands before each in the cell."""
    cell = place.cell
    if len(cell.text) > LONGEST_CELL:
        return
    parted = list(_parted(place))
    if _sort(place, cell.text) and not any(_is_of_two(place, *one) for one in parted):
        yield cell.start, ""
    for start, before in parted:
        yield cell.start + start, before


def _parted(place: Place) -> Iterator[tuple[int, str]]:
    """Where names begin within the cell."""
    text = place.cell.text
    label = label_first(text)
    if label is not None and _sort(place, text[label[1] :]):
        yield label[1], LABEL
    for gap in _SPACE.finditer(text):
        if not text[gap.end() : gap.end() + 1].isupper() or (label is not None and gap.end() <= label[1]):
            continue
        before = _before(place, text[: gap.start()])
        if before and _sort(place, text[gap.end() :]):
            yield gap.end(), before


def _is_of_two(place: Place, start: int, before: str) -> bool:
    """Whether the cell was read over two columns: `Handläggare Socialdepartementet`; a company may be called
    after somebody."""
    behind = _sort(place, place.cell.text[start:])
    return before in (LABEL, "field", "title") or (before, behind) in _APART


def _before(place: Place, text: str) -> str:
    """What stands before a name in a cell that was read over two columns."""
    if is_document_word(text) or label_alone(text):
        return "field"
    return "title" if is_title(text) else _sort(place, text)


def _sort(place: Place, text: str) -> str:
    """Body, person, court or company, where the text is written as the name of one; empty where of none."""
    name = text.strip("* ")
    if not SHORTEST <= len(name) <= LONGEST or not (name[0].isupper() or name[0].isdigit()):
        return ""
    if sort_of(name) not in ("person", "short", "long", "title"):
        return ""
    if place.manuscript.site.is_body(name):
        return "body"
    if is_person_name(name):
        return "person"
    if COURT_NAME.fullmatch(name):
        return "court"
    return "company" if COMPANY.fullmatch(name) else ""


def traits(paper: Paper, named: Named) -> Iterator[str]:
    """Everything that may speak for one part or another of the one who is named."""
    yield from cell_traits.traits(named.place)
    yield from _of_name(named)
    yield from _of_labels(named)
    yield from _of_column(paper, named)
    yield from _of_repetition(paper, named)


def _of_name(named: Named) -> Iterator[str]:
    sort, kind, passage = _sort(named.place, named.name), named.place.kind, named.place.passage
    yield f"sort={sort}"
    yield f"sort={sort} of={kind}"
    yield f"sort={sort} in={passage and passage.kind}"
    yield f"ordinal={min(named.ordinal, MOST_NAMES)} of={kind}"
    yield f"ends~{named.name.casefold()[-LAST_LETTERS:]} of={kind}"
    yield f"last={named.last}"
    yield f"behind={named.before}"
    yield f"behind={named.before} of={kind}"
    yield f"capitals={named.name.isupper()}"


def _of_labels(named: Named) -> Iterator[str]:
    place = named.place
    left = place.line.cells[place.number - 1].text if place.number else ""
    first = label_first(place.cell.text) if named.before == LABEL else None
    yield f"labelled={first and first[0]}"
    yield f"label_left={label_alone(left)}"
    for distance, line in enumerate(reversed(place.manuscript.lines[max(0, place.at - 2) : place.at]), 1):
        over = line.in_column_of(place.cell)
        yield f"label_above{distance}={sorted({key for cell in over if (key := label_alone(cell.text))})}"
        fields = {field[0] for cell in over if (field := label_first(cell.text))}
        yield f"field_above{distance}={sorted(fields)}"


def _of_column(paper: Paper, named: Named) -> Iterator[str]:
    lines, at, cell, line = named.place.manuscript.lines, named.place.at, named.place.cell, named.place.line
    right = cell.x0 > RIGHT * paper.width
    yield f"right={right}"
    yield f"right={right} of={named.place.kind}"
    yield f"gap={line.gap >= 1} after={line.after >= 1}"
    yield f"alone={len(line.cells) == 1}"
    yield f"larger={line.size_ratio >= LARGER} bold={line.bold}"
    for distance, below in enumerate(lines[at + 1 : at + 1 + LINES_DOWN], 1):
        if below.gap >= 1 or below.ref.page != line.ref.page:
            yield f"ends_after={distance}"
            break
        for sort in sorted({_sort_of_cell(named.place, c.text) for c in under(line, cell, below)}):
            yield f"sort_below{distance}={sort}"
            yield f"sort_below={sort}"
    for distance, above in enumerate(reversed(lines[max(0, at - LINES_UP) : at]), 1):
        for sort in sorted({_sort_of_cell(named.place, c.text) for c in under(line, cell, above)}):
            yield f"sort_above{distance}={sort}"
            yield f"sort_above={sort}"


def _sort_of_cell(place: Place, text: str) -> str:
    return _sort(place, text) or sort_of(text)


def _of_repetition(paper: Paper, named: Named) -> Iterator[str]:
    name, lines = named.name.casefold(), paper.manuscript.lines
    stem = name.removesuffix("s").removesuffix("en")
    others = [at for at, text in enumerate(paper.folded) if stem in text and at != named.place.at]
    yield f"again={min(len(others), MOST_TIMES)}"
    for at in others[:MOST_PLACES]:
        passage, text = paper.manuscript.passage_of(lines[at]), paper.folded[at]
        within = "none" if passage is None else passage.kind
        yield f"again_in={within}"
        if at > named.place.at:
            yield f"later_in={within}"
        start = text.find(stem)
        yield f"again_before={text[max(0, start - BEFORE) : start].split()[-1:]}"
        for word in text[start + len(stem) :].split()[:2]:
            yield f"again_behind={word[-LAST_LETTERS:]}"
    yield f"at_end={any(at >= 2 * len(lines) // 3 for at in others)}"
    word = next((word for word in fold(name).split() if len(word) >= STEM), fold(name))
    yield f"domain={word[:STEM] in paper.domains} any={bool(paper.domains)}"
