"""A document in review as a page value: values, conflicts, the page that lies open, what was said. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from ingest.review import expected
from ingest.review.field_paths import NotThere, value_at
from ingest.web import labels
from ingest.web.corrections import PastCorrection, history, where
from ingest.web.language import Sayable
from ingest.web.record import heading, marks_of
from ingest.web.review_cards import PARTS, Card, Part, conflict_card, parts, value_card
from ingest.web.review_words import ReviewPage, doubtful_words_in
from ingest.web.sheet import SheetRow, SheetValue, extracted, registration_sheet
from ingest.web.shelf import Shelved
from schemas.base import Problem
from schemas.document import Receipt
from schemas.metadata import ABOUT_OTHERS, UNCERTAIN, Date, Extracted
from schemas.page import ReadPage, Word
from schemas.record import Record
from schemas.review import Correction, ExpectedErrors, FieldTarget, Review, TextTarget

QUOTED = 80
"""Characters of a value that the record's reasons quote."""


@dataclass(frozen=True, kw_only=True)
class ReviewValue:
    """A value of the sheet; `card` is None for what was stated and is not in the record."""

    value: SheetValue
    card: Card | None
    is_doubtful: bool

    @property
    def id(self) -> str:
        """Its id on the page."""
        return "v" + (self.value.path or "").replace("/", "-")


@dataclass(frozen=True, kw_only=True)
class ReviewRow:
    """A row of the sheet. `reasons` are what is doubted about the field as a whole."""

    label: str
    field: str
    values: tuple[ReviewValue, ...]
    reasons: tuple[Sayable, ...]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class PageDoubts:
    """A page, and about how many words on it ask for a look."""

    number: int
    doubts: int


@dataclass(frozen=True, kw_only=True)
class Addable:
    """A field to which a value can be added, and what is to be written of it."""

    name: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewView:
    """Everything that `review.html` shows."""

    id: str
    heading: str
    filename: str
    review: Review
    expected: ExpectedErrors
    reasons: tuple[Sayable, ...]
    conflicts: tuple[Card, ...]
    rows: tuple[ReviewRow, ...]
    page: ReviewPage
    pages: tuple[PageDoubts, ...]
    history: tuple[PastCorrection, ...]
    undoable: tuple[int, ...]
    addable: tuple[Addable, ...]
    is_masked: bool


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """Everything that `review_start.html` shows: who holds the document, if anybody does."""

    id: str
    heading: str
    held: Review | None


@dataclass(frozen=True, kw_only=True)
class ValuePage:
    """Everything that `review_value.html` shows: one value, to be corrected without a script."""

    view: ReviewView
    value: ReviewValue


def review_view(
    shelved: Shelved,
    receipts: Sequence[Receipt],
    page: ReviewPage,
    *,
    review: Review,
    readings: Mapping[int, ReadPage],
) -> ReviewView:
    """The page of a document that its reviewer holds. `readings` are those of the pages that are at hand."""
    record = shelved.record
    rows = tuple(_rows(shelved, receipts, readings))
    return ReviewView(
        id=record.id,
        heading=heading(record),
        filename=record.source.filename,
        review=review,
        expected=expected(record),
        reasons=tuple(_unplaced(shelved, rows)),
        conflicts=tuple(_conflicts(shelved)),
        rows=rows,
        page=page,
        pages=tuple(_doubts(record)),
        history=history(shelved.version, shelved.corrections, shelved.outcomes),
        undoable=undoable(shelved.corrections, review.holder),
        addable=tuple(
            Addable(name=name, label=label, parts=parts(name, {}))
            for name, label in labels.FIELD.items()
            if name in PARTS and isinstance(getattr(record, name), tuple | None)
        ),
        is_masked=shelved.is_masked,
    )


def undoable(corrections: Sequence[Correction], holder: str) -> tuple[int, ...]:
    """The numbers of what the holder did last and has not undone, latest first: what was made together goes
    together."""
    undone = {one.target.number for one in corrections if one.target.kind == "undo"}
    left = [
        one
        for one in corrections
        if one.actor == holder and one.target.kind != "undo" and one.number not in undone
    ]
    if not left:
        return ()
    last = left[-1]
    together = [one.number for one in left if one.key is not None and one.key == last.key]
    return tuple(reversed(together)) or (last.number,)


def _rows(
    shelved: Shelved, receipts: Sequence[Receipt], readings: Mapping[int, ReadPage]
) -> Iterator[ReviewRow]:
    record = shelved.record
    values = dict(extracted(record))
    sheet = registration_sheet(record, receipts, marks_of(shelved))
    for row in (*sheet.rows, *sheet.more):
        yield ReviewRow(
            label=row.label,
            field=row.field,
            values=tuple(_value(record, row, shown, values, readings) for shown in row.values),
            reasons=() if any(value.path for value in row.values) else tuple(_of_field(record, row.field)),
            left_out=row.left_out,
        )


def _unplaced(shelved: Shelved, rows: Sequence[ReviewRow]) -> Iterator[Problem]:
    """The record's reasons for a look that stand at no value and at no empty row, but for those about fields
    that somebody has changed since."""
    at_values = [reason for row in rows for one in row.values if one.card for reason in one.card.reasons]
    at_rows = [reason for row in rows if not row.values for reason in row.reasons[:1]]
    targets = [correction.target for correction in shelved.corrections]
    changed = {target.path.split("/")[1] for target in targets if target.kind == "field"}
    for reason in shelved.record.quality.reasons:
        if reason.field not in changed and reason not in [*at_values, *at_rows]:
            yield reason


def _value(
    record: Record,
    row: SheetRow,
    shown: SheetValue,
    values: Mapping[str, Extracted],
    readings: Mapping[int, ReadPage],
) -> ReviewValue:
    if shown.path is None:
        return ReviewValue(value=shown, card=None, is_doubtful=False)
    value = values[shown.path]
    reasons: list[Sayable] = [*shown.flags]
    if shown.correction is None:
        reasons += _about(record, row.field, value)
        if _is_uncertain(value):
            reasons.append(labels.DOUBT["rule"])
    card = value_card(shown.path, value, reasons=reasons, words=_words(value, readings))
    return ReviewValue(value=shown, card=card, is_doubtful=bool(reasons) and shown.correction is None)


def _is_uncertain(value: Extracted) -> bool:
    if isinstance(value, Date) and value.role in ABOUT_OTHERS:
        return False
    return value.confidence is not None and value.confidence < UNCERTAIN


def _about(record: Record, name: str, value: Extracted) -> Iterator[Sayable]:
    """The record's reasons for a look that are about this value."""
    for reason in _of_field(record, name):
        if value.raw[:QUOTED].rstrip() in reason.sv or str(getattr(value, "value", "")) in reason.sv:
            yield reason


def _of_field(record: Record, name: str) -> list[Problem]:
    return [reason for reason in record.quality.reasons if reason.field == name]


def _words(value: Extracted, readings: Mapping[int, ReadPage]) -> list[Word]:
    return [
        word
        for piece in value.evidence
        if piece.page in readings
        for word in doubtful_words_in(readings[piece.page], piece.start, piece.end)
    ]


def _conflicts(shelved: Shelved) -> Iterator[Card]:
    fates = {outcome.number: outcome.fate for outcome in shelved.outcomes}
    for correction in shelved.corrections:
        if fates[correction.number] == "conflict":
            yield conflict_card(correction, _now(shelved.record, correction), where(correction))


def _now(record: Record, correction: Correction) -> JsonValue:
    """What stands where a correction wanted to put something; None if the place is gone."""
    match correction.target:
        case FieldTarget(path=path):
            tree = record.model_dump(mode="json", include={path.split("/")[1]})
            try:
                found: JsonValue = value_at(tree, path)
            except NotThere:
                return None
            return found
        case TextTarget(page=page, line=line) if page <= len(record.pages):
            lines = record.pages[page - 1].text.split("\n")
            return lines[line] if line < len(lines) else None
        case _:
            return None


def _doubts(record: Record) -> Iterator[PageDoubts]:
    """By the page's own count of doubtful words, and its proposals: the words themselves are read with it."""
    proposed = [repair.page for repair in record.repairs if not repair.applied]
    for page in record.pages:
        yield PageDoubts(number=page.number, doubts=page.quality.doubtful_words + proposed.count(page.number))
