"""One page of a document for the viewer: its picture, its lines as read or repaired, its repairs. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.web import labels
from ingest.web.changes import Piece, WordChange, corrected_pieces, line_pieces, word_changes
from ingest.web.picture import Picture, Place, picture, picture_address, place, places
from schemas.base import Problem
from schemas.page import ReadPage
from schemas.record import Record, RecordPage, Repair
from schemas.review import Correction

Shown = Literal["rattad", "last"]
"""Which text is shown: repaired, or as it was read."""

THUMBNAILS_AT_ONCE = 60


@dataclass(frozen=True, kw_only=True)
class Line:
    """One printed line. `anchor` is its id on the page, for links from extracted values."""

    number: int
    anchor: str
    pieces: tuple[Piece, ...]
    place: Place | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A changed word of the page; `id` ties its row to its places on the picture."""

    id: str
    word: WordChange
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class PageView:
    """Everything that the viewer shows of one page."""

    id: str
    number: int
    count: int
    shown: Shown
    picture: Picture | None
    source: str
    reason: str
    decoding: str | None
    words: int
    doubtful_words: int
    mean_confidence: float | None
    problem: Problem | None
    lines: tuple[Line, ...]
    changes: tuple[Change, ...]

    @property
    def has_confidence(self) -> bool:
        """Whether any change has a calibrated confidence to show."""
        return any(change.word.confidence is not None for change in self.changes)


@dataclass(frozen=True, kw_only=True)
class Thumbnail:
    """A page in the strip of small pictures; without a picture its number stands alone."""

    number: int
    href: str | None
    repairs: int
    has_problem: bool


@dataclass(frozen=True, kw_only=True)
class Thumbnails:
    """A range of the strip, and where the ranges beside it begin."""

    id: str
    pages: tuple[Thumbnail, ...]
    previous: int | None
    following: int | None


def line_anchor(page: int, line: int) -> str:
    """The id of a line in the viewer; `line` counts from 0."""
    return f"s{page}r{line + 1}"


def page_address(document_id: str, page: int, *, shown: Shown = "rattad", line: int | None = None) -> str:
    """Where a page, or one line of it, is shown."""
    text = "&text=last" if shown == "last" else ""
    if line is None:
        return f"/dokument/{document_id}?sida={page}{text}"
    return f"/dokument/{document_id}?sida={page}{text}&visa=text#{line_anchor(page, line)}"


Corrections = Mapping[tuple[int, int], tuple[Correction, ...]]
"""Those that count, by page and by the line's index from 0."""


def page_view(
    record: Record, number: int, *, shown: Shown, read: ReadPage | None, corrections: Corrections
) -> PageView:
    """The page; a number past the end shows the last one. `read` says where each line stands."""
    page = record.pages[min(number, len(record.pages)) - 1]
    repairs = [repair for repair in record.repairs if repair.page == page.number]
    return PageView(
        id=record.id,
        number=page.number,
        count=len(record.pages),
        shown=shown,
        picture=picture(record.id, page),
        source=labels.TEXT_SOURCE[page.text_source],
        reason=labels.READING_REASON.get(page.reason, page.reason),
        decoding=page.decoding,
        words=page.quality.words,
        doubtful_words=page.quality.doubtful_words,
        mean_confidence=page.quality.mean_confidence,
        problem=page.problem,
        lines=tuple(_lines(page, repairs, read, corrections)) if page.raw_text or page.text else (),
        changes=tuple(_changes(page, repairs)),
    )


def thumbnails(record: Record, page: int) -> Thumbnails:
    """The range of the strip in which `page` stands."""
    count = len(record.pages)
    first = (min(page, count) - 1) // THUMBNAILS_AT_ONCE * THUMBNAILS_AT_ONCE + 1
    after = first + THUMBNAILS_AT_ONCE
    repaired = [repair.page for repair in record.repairs if repair.applied]
    return Thumbnails(
        id=record.id,
        pages=tuple(
            Thumbnail(
                number=shown.number,
                href=picture_address(record.id, shown.number, shown.renditions[0].width)
                if shown.renditions
                else None,
                repairs=repaired.count(shown.number),
                has_problem=shown.problem is not None,
            )
            for shown in record.pages[first - 1 : after - 1]
        ),
        previous=first - THUMBNAILS_AT_ONCE if first > 1 else None,
        following=after if after <= count else None,
    )


def _lines(
    page: RecordPage, repairs: Sequence[Repair], read: ReadPage | None, corrections: Corrections
) -> Iterator[Line]:
    # A reading whose lines are not the record's own, after an upgrade in between, says nothing about places.
    fits = read is not None and read.raw_text == page.raw_text
    boxes = [line.box for line in read.lines] if read is not None and fits else []
    texts = page.text.split("\n")
    for index, (start, end) in enumerate(_spans(page.raw_text)):
        here = [repair for repair in repairs if repair.line == index]
        pieces = line_pieces(page.raw_text, here, start=start, end=end)
        if "".join(piece.repaired for piece in pieces) != texts[index]:
            raw = page.raw_text[start:end]
            written = corrections.get((page.number, index), ())
            pieces = corrected_pieces(raw, texts[index], here, written, start=start)
        yield Line(
            number=index + 1,
            anchor=line_anchor(page.number, index),
            pieces=pieces,
            place=place(boxes[index], page) if boxes else None,
        )


def _changes(page: RecordPage, repairs: Sequence[Repair]) -> Iterator[Change]:
    words: list[WordChange] = []
    for index, (start, end) in enumerate(_spans(page.raw_text)):
        here = [repair for repair in repairs if repair.line == index]
        words.extend(word_changes(page.raw_text, here, start=start, end=end))
    for number, word in enumerate(words, start=1):
        yield Change(id=f"s{page.number}c{number}", word=word, places=places(word.boxes, page))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
