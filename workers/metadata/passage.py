"""Text to search in, with the place of every character: repaired line, raw text, words, box."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from schemas.metadata import Evidence
from schemas.repair import RepairedPage
from schemas.structure import BlockKind, FurnitureKind, LineRef, StructuredDocument
from workers.metadata.cue_words import CUES, Cue
from workers.metadata.date_forms import Printed, is_date, printed_dates
from workers.metadata.mail import TOP, Mail, find_mails
from workers.metadata.neighbours import Neighbours
from workers.metadata.site import Site
from workers.metadata.word_boxes import box_of
from workers.structure.heads import is_head_line
from workers.structure.joining import Piece, join_lines
from workers.structure.lines import Line
from workers.structure.offsets import Alignment
from workers.structure.signatures import find_signatures
from workers.structure.signers import Signer

_CASE = re.compile(r"(?P<organ>[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§ ?\d+")
_ONLY_DATE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_ONLY_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d-\d\d-\d\d)(?:[A-ZÅÄÖ][A-Za-zåäö]{0,5}[ -])?\d[\d.]*[/:-][\d/:.-]*\d"
)
_FIGURE = re.compile(r"\d")
HEAD_LINES = 14
"""Lines of the first page that its head, with the document's day, is among."""
LONGEST_ROW = 6
"""Lines from one row of a list to the next, where each cell stands on its own."""
LINE_BY_LINE = frozenset({"head", "stamp", "signature", "table"})
"""Blocks whose lines are values of their own, not running text."""
HEAD_LIKE = frozenset({"head", "stamp", "header", "footer", "page_number"})
"""Where a document says its own number and date."""

WINDOW = 500
"""Characters around a value that may tell what it is. Lines are shorter; a text saved as one line is not,
and to search all of it for each of its values would take the square of its length."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A heading, a block or a piece of furniture as one text."""

    kind: BlockKind | FurnitureKind | str  #: `heading` for headings
    section: str | None  #: the heading above; None before the first one
    number: int  #: place of the section in the document
    text: str
    pieces: tuple[Piece, ...]
    refs: tuple[LineRef, ...]
    body: int = 0  #: where the text begins after a list item's marker
    marker: str | None = None
    level: int = 0  #: of a list item inside another one

    @property
    def head_like(self) -> bool:
        """Whether a document's own number and date may stand here."""
        return self.kind in HEAD_LIKE

    def fragments(self, start: int, end: int) -> Iterator[tuple[LineRef, int, int]]:
        """The parts of lines, as offsets in their repaired texts, that `[start, end)` was made from."""
        first = bisect_right(self._piece_starts, start) - 1
        for piece in self.pieces[max(0, first) : bisect_left(self._piece_starts, end)]:
            a, b = max(start, piece.at), min(end, piece.at + piece.length)
            if a < b:
                shift = piece.offset - piece.at
                yield self.refs[piece.index], a + shift, b + shift

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case, as white space parts them."""
        return tuple(self.text.lower().split())

    @cached_property
    def has_figures(self) -> bool:
        """Whether a number of any kind may stand in it."""
        return _FIGURE.search(self.text) is not None

    @cached_property
    def cues(self) -> frozenset[Cue]:
        """The rules for running text that a word of it wakes."""
        return CUES.woken_by(self.words)

    @cached_property
    def dates(self) -> tuple[Printed, ...]:
        """Every date in the text, in order."""
        return printed_dates(self.text)

    @cached_property
    def full_dates(self) -> list[tuple[int, int]]:
        """Where dates with day and month stand: no number may be cut out of one."""
        return [(p.start, p.end) for p in self.dates if p.value is not None and p.form != "no_day"]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.at for piece in self.pieces]

    @cached_property
    def line_at(self) -> dict[LineRef, int]:
        """Where what was made of each line begins."""
        return {self.refs[piece.index]: piece.at for piece in reversed(self.pieces)}

    @cached_property
    def _newlines(self) -> list[int]:
        return [at for at, character in enumerate(self.text) if character == "\n"]

    def line_start(self, at: int) -> int:
        """Where the line of the character at `at` begins; 0 in running text, which is one line."""
        before = bisect_left(self._newlines, at)
        return self._newlines[before - 1] + 1 if before else 0

    def line_end(self, at: int) -> int:
        """Where the line that holds `at`, or ends there, ends."""
        after = bisect_left(self._newlines, at)
        return self._newlines[after] if after < len(self._newlines) else len(self.text)

    def line_before(self, at: int) -> str:
        """What stands before `at` on its line, at most `WINDOW` characters."""
        return self.text[max(self.line_start(at), at - WINDOW) : at]


@dataclass(frozen=True)
class Manuscript:
    """A structured document made searchable."""

    pages: tuple[RepairedPage, ...]
    document: StructuredDocument
    lines: tuple[Line, ...]  #: every line with text, in reading order, with its cells
    site: Site = field(default_factory=Site)

    @cached_property
    def cases(self) -> int:
        """How many paragraphs of minutes (`§ 41`) begin a line, of the organ that has most of them.

        `AU § 12` under `KS § 41` is where the same case was prepared.
        """
        cases = {found.group(): found["organ"] for line in self.lines if (found := _CASE.match(line.text))}
        return max(Counter(cases.values()).values(), default=0)

    @cached_property
    def dates_over_numbers(self) -> frozenset[tuple[int, int]]:
        """Lines with nothing but a date, over one with nothing but a number, again and again: the rows of a
        list that were read one cell to a line."""
        rows = [
            at
            for at, (line, below) in enumerate(pairwise(self.lines))
            if _ONLY_DATE.fullmatch(line.text) and _ONLY_NUMBER.fullmatch(below.text)
        ]
        near = {at for one, other in pairwise(rows) if other - one <= LONGEST_ROW for at in (one, other)}
        return frozenset((self.lines[at].ref.page, self.lines[at].ref.line) for at in near)

    @cached_property
    def mails(self) -> tuple[Mail, ...]:
        """The heads of printed e-mails."""
        return tuple(find_mails(self.lines))

    @property
    def own_mail(self) -> Mail | None:
        """The head of the e-mail that the document is a print of."""
        first = next(iter(self.mails), None)
        return first if first is not None and first.first < TOP else None

    @cached_property
    def neighbours(self) -> Neighbours:
        """Which line stands left of another."""
        return Neighbours(self.lines)

    @cached_property
    def signers(self) -> tuple[Signer, ...]:
        """Who signs in the signature blocks, in the document's order."""
        blocks = [b for section in self.document.sections for b in section.blocks if b.kind == "signature"]
        index = self.line_index
        of_blocks = [{index[key] for r in b.lines if (key := (r.page, r.line)) in index} for b in blocks]
        return tuple(
            signer
            for positions in of_blocks
            for found in find_signatures([self.lines[position] for position in sorted(positions)])
            for signer in found.signers
        )

    @cached_property
    def line_index(self) -> dict[tuple[int, int], int]:
        """Position in `lines` by page and line number."""
        return {(ref.page, ref.line): i for i, line in enumerate(self.lines) for ref in line.refs}

    def position_of(self, ref: LineRef) -> int:
        """Position in `lines` of the printed line that a source line is part of."""
        return self.line_index[ref.page, ref.line]

    def line_of(self, ref: LineRef) -> Line:
        """The printed line that a source line is part of."""
        return self.lines[self.position_of(ref)]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in the order in which their first lines stand."""
        found = [*self.body, *self._furniture_passages()]
        return tuple(sorted(found, key=lambda p: (p.refs[0].page, p.refs[0].line)))

    @cached_property
    def _owners(self) -> dict[tuple[int, int], int]:
        owners: dict[tuple[int, int], int] = {}
        for number, passage in enumerate(self.passages):
            for ref in passage.refs:
                owners.setdefault((ref.page, ref.line), number)
        return owners

    @cached_property
    def _passages_of_lines(self) -> dict[Line, Passage]:
        found: dict[Line, Passage] = {}
        for line in self.lines:
            owners = [at for ref in line.refs if (at := self._owners.get((ref.page, ref.line))) is not None]
            if owners:
                found[line] = self.passages[min(owners)]
        return found

    def passage_of(self, line: Line) -> Passage | None:
        """The first passage that holds a part of the line."""
        return self._passages_of_lines.get(line)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The passages that are no furniture, in the document's order."""
        return tuple(self._section_passages())

    @cached_property
    def by_section(self) -> dict[int, list[Passage]]:
        """The passages of `body` by the number of their section."""
        sections: dict[int, list[Passage]] = {}
        for passage in self.body:
            sections.setdefault(passage.number, []).append(passage)
        return sections

    def _section_passages(self) -> Iterator[Passage]:
        for number, section in enumerate(self.document.sections):
            if section.heading is not None:
                yield self._passage("heading", section.heading, number, section.heading_lines)
            for block in section.blocks:
                fields = number == 0 and block.kind == "paragraph" and self._are_fields(block.lines)
                kind = "head" if fields and section.heading is None else block.kind
                yield self._passage(
                    kind, section.heading, number, block.lines, marker=block.marker, level=block.level
                )

    def _are_fields(self, refs: Sequence[LineRef]) -> bool:
        """Whether fields of a head stand on the lines and nothing else, the document's day among them: in a
        head that a line such as the authority's name in English cut short."""
        found = [at for ref in refs if (at := self.line_index.get((ref.page, ref.line))) is not None]
        if not found or max(found) >= HEAD_LINES:
            return False
        lines = [self.lines[at] for at in found]
        cells = [cell.text for line in lines for cell in line.cells]
        return len(cells) > 1 and any(map(is_date, cells)) and all(map(is_head_line, lines))

    def _furniture_passages(self) -> Iterator[Passage]:
        for piece in self.document.furniture:
            if piece.text:
                yield self._passage(piece.kind, None, -1, piece.lines)

    def _passage(
        self,
        kind: str,
        section: str | None,
        number: int,
        refs: Sequence[LineRef],
        *,
        marker: str | None = None,
        level: int = 0,
    ) -> Passage:
        refs = [ref for ref in refs if self.line_text(ref).strip()]
        texts = [self.line_text(ref) for ref in refs]
        joined = join_lines(texts, glue="\n" if kind in LINE_BY_LINE else " ")
        body = 0
        if marker is not None and joined.text.startswith(marker):
            rest = joined.text[len(marker) :]
            body = len(marker) + len(rest) - len(rest.lstrip())
        return Passage(
            kind=kind,
            section=section,
            number=number,
            text=joined.text,
            pieces=joined.pieces,
            refs=tuple(refs),
            body=body,
            marker=marker,
            level=level,
        )

    @cached_property
    def _by_number(self) -> dict[int, RepairedPage]:
        return {page.page.number: page for page in self.pages}

    @cached_property
    def _line_starts(self) -> dict[int, list[int]]:
        """By page, where each line begins in the page's raw text."""
        return {page.page.number: page.page.line_starts for page in self.pages}

    @cached_property
    def _alignments(self) -> dict[tuple[int, int], Alignment]:
        return {}

    def _alignment(self, ref: LineRef) -> Alignment:
        key = ref.page, ref.line
        if key not in self._alignments:
            self._alignments[key] = Alignment(self._by_number[ref.page].lines[ref.line])
        return self._alignments[key]

    def line_text(self, ref: LineRef) -> str:
        """The repaired line."""
        return self._by_number[ref.page].lines[ref.line].text

    def evidence(
        self, passage: Passage, start: int, end: int, field: str | None = None
    ) -> tuple[Evidence, ...]:
        """Where `[start, end)` of the passage stands: one piece for each line it lies on."""
        found = (self._line_evidence(ref, a, b, field) for ref, a, b in passage.fragments(start, end))
        return tuple(piece for piece in found if piece is not None)

    def line_evidence(
        self, line: Line, start: int, end: int, field: str | None = None
    ) -> tuple[Evidence, ...]:
        """Where the characters `[start, end)` of `line.text` stand."""
        pieces = []
        for origin in line.origins:
            a, b = max(start, origin.at), min(end, origin.at + origin.length)
            if a < b:
                shift = origin.offset - origin.at
                pieces.append(self._line_evidence(origin.ref, a + shift, b + shift, field))
        return tuple(piece for piece in pieces if piece is not None)

    def _line_evidence(self, ref: LineRef, start: int, end: int, field: str | None) -> Evidence | None:
        page = self._by_number[ref.page]
        a, b = self._alignment(ref).original_range(start, end)
        read = page.page.lines[ref.line]
        while a < b and read.text[a].isspace():
            a += 1
        while a < b and read.text[b - 1].isspace():
            b -= 1
        if a == b:
            return None
        before = self._line_starts[ref.page][ref.line]
        return Evidence(
            page=ref.page,
            box=box_of(read, a, b, upright=page.page.rotation == 0),
            raw=read.text[a:b],
            start=before + a,
            end=before + b,
            field=field,
        )
