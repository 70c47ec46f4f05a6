"""The page-by-page view: every line as it was read or as it was repaired, with its changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.web import labels
from ingest.web.changes import Piece, WordChange, line_pieces, word_changes
from schemas.record import Record, RecordPage, Repair

PAGES_AT_ONCE = 20
"""Pages shown on one address: enough for most documents whole, and a 3,000-page volume stays light."""

Shown = Literal["rattad", "last"]
"""Which text is shown: repaired, or as it was read."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One printed line. `anchor` is its id on the page, for links from extracted values."""

    number: int
    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class ProofPage:
    """One page of the document with everything that is known about its reading."""

    number: int
    source: str
    reason: str
    decoding: str | None
    words: int
    doubtful_words: int
    mean_confidence: float | None
    problem: str | None
    lines: tuple[Line, ...]
    changes: tuple[WordChange, ...]

    @property
    def has_confidence(self) -> bool:
        """Whether any change has a calibrated confidence to show."""
        return any(change.confidence is not None for change in self.changes)


@dataclass(frozen=True, kw_only=True)
class ProofPages:
    """Everything `pages.html` shows: some pages in a row, and where the others are."""

    id: str
    heading: str
    filename: str
    shown: Shown
    first: int
    pages: tuple[ProofPage, ...]
    previous: int | None
    following: int | None
    repairs: int


def window_start(page: int) -> int:
    """The first page of the window that shows `page`."""
    return (page - 1) // PAGES_AT_ONCE * PAGES_AT_ONCE + 1


def line_anchor(page: int, line: int) -> str:
    """The id of a line in the page-by-page view; `line` counts from 0."""
    return f"s{page}r{line + 1}"


def page_address(document_id: str, page: int, *, shown: Shown = "rattad", line: int | None = None) -> str:
    """Where a page, or one line of it, is shown."""
    anchor = f"s{page}" if line is None else line_anchor(page, line)
    return f"/dokument/{document_id}/sidor?text={shown}&sida={window_start(page)}#{anchor}"


def proof_pages(record: Record, *, heading: str, shown: Shown, page: int) -> ProofPages:
    """The window of pages around `page`; a number past the end shows the last window."""
    count = len(record.pages)
    first = window_start(min(page, count))
    after = first + PAGES_AT_ONCE
    return ProofPages(
        id=record.id,
        heading=heading,
        filename=record.source.filename,
        shown=shown,
        first=first,
        pages=tuple(
            _proof_page(page, [repair for repair in record.repairs if repair.page == page.number])
            for page in record.pages[first - 1 : after - 1]
        ),
        previous=first - PAGES_AT_ONCE if first > 1 else None,
        following=after if after <= count else None,
        repairs=sum(repair.applied for repair in record.repairs),
    )


def _proof_page(page: RecordPage, repairs: Sequence[Repair]) -> ProofPage:
    lines: list[Line] = []
    changes: list[WordChange] = []
    start = 0
    for index, text in enumerate(page.raw_text.split("\n")):
        end = start + len(text)
        here = [repair for repair in repairs if repair.line == index]
        lines.append(
            Line(
                number=index + 1,
                anchor=line_anchor(page.number, index),
                pieces=line_pieces(page.raw_text, here, start=start, end=end),
            )
        )
        changes.extend(word_changes(page.raw_text, here, start=start, end=end))
        start = end + 1
    return ProofPage(
        number=page.number,
        source=labels.TEXT_SOURCE[page.text_source],
        reason=labels.READING_REASON.get(page.reason, page.reason),
        decoding=page.decoding,
        words=page.quality.words,
        doubtful_words=page.quality.doubtful_words,
        mean_confidence=page.quality.mean_confidence,
        problem=page.problem.sv if page.problem else None,
        lines=tuple(lines) if page.raw_text else (),
        changes=tuple(changes),
    )
