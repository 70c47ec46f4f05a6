"""The registration sheet: what a registrar enters in the register, each value with its evidence. Pure.

The first rows are what OSL 5 kap. 2 § asks of every record: dnr, when it came in, from and to whom, what
it concerns. A value that was not found says so; nothing is filled in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.web import labels
from ingest.web.corrections import CorrectionMark
from ingest.web.language import Phrase
from ingest.web.picture import Place, place
from ingest.web.viewer import page_address
from ingest.web.wording import exact_moment, swedish_day
from schemas.document import Receipt
from schemas.metadata import (
    Date,
    Evidence,
    Extracted,
    NumberedText,
    Officer,
    Signatory,
    Text,
    TypeOfDocument,
)
from schemas.record import Record
from schemas.structure import table_lines

MOST_VALUES = 40
"""Values of one row that are shown: a report of 300 pages cites hundreds of laws."""
SHEET_DATES = ("document", "deadline", "meeting", "decision", "justering")
"""Roles that a registrar asks for first; `received` has its own row, the rest stand under them."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One place where a value stands. `raw` is what was read there; `address` leads to that line, and `place`
    is where it lies on the page's picture."""

    page: int
    line: int
    raw: str
    part: str | None
    address: str
    place: Place | None


@dataclass(frozen=True, kw_only=True)
class SheetValue:
    """One value. `note` is its role or number; `rule` is null for what a person stated. What `is_word` of
    ours is said in the reader's language; the others stand as they were read. `path` is where it stands in
    the record (`/dnr/0`), and `correction` who wrote it, if a person did."""

    text: str
    path: str | None = None
    correction: CorrectionMark | None = None
    is_word: bool = False
    note: str | Phrase | None = None
    facts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    rule: str | None = None
    confidence: float | None = None
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A line of the sheet. Of `left_out` more values only the number is told; the record has them all.
    `field` is what of the record it shows."""

    label: str
    field: str
    values: tuple[SheetValue, ...]
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The sheet's own rows, and what else was found, which may be empty."""

    rows: tuple[SheetRow, ...]
    more: tuple[SheetRow, ...]


def registration_sheet(
    record: Record, receipts: Sequence[Receipt], marks: Mapping[str, CorrectionMark]
) -> Sheet:
    """The sheet of a finished document; `marks` are its values that people wrote, by path."""
    take = _Values(record, marks)
    rows = (
        SheetRow(label="Diarienummer", field="dnr", values=(*_stated_dnr(receipts), *take.dnr())),
        SheetRow(
            label="Inkom",
            field="dates",
            values=(*_stated_received(receipts), *take.received(), _taken_in(receipts)),
        ),
        SheetRow(label="Avsändare", field="issuer", values=take.texts([record.issuer])),
        SheetRow(label="Mottagare", field="recipient", values=take.texts([record.recipient])),
        SheetRow(label="Vad det rör", field="title", values=take.texts([record.title])),
        SheetRow(label="Handläggare", field="officer", values=take.officer(record.officer)),
        SheetRow(label="Dokumenttyp", field="document_type", values=take.document_type(record.document_type)),
        SheetRow(label="Datum", field="dates", values=take.dates(SHEET_DATES)),
    )
    other_dates = tuple(role for role in labels.DATE_ROLE if role not in (*SHEET_DATES, "received"))
    more = (
        SheetRow(
            label="Förslag till beslut",
            field="decision_proposals",
            values=take.numbered(record.decision_proposals),
        ),
        SheetRow(label="Beslut", field="decisions", values=take.numbered(record.decisions)),
        SheetRow(label="Undertecknat av", field="signatories", values=take.signatories(record.signatories)),
        SheetRow(label="Bilagor", field="attachments", values=take.numbered(record.attachments)),
        SheetRow(label="Beslutet skickas till", field="copy_to", values=take.texts(record.copy_to)),
        SheetRow(label="Sekretess", field="secrecy", values=take.secrecy()),
        SheetRow(label="Personuppgifter", field="personal_data", values=take.personal_data()),
        SheetRow(label="Hänvisningar", field="references", values=take.references()),
        SheetRow(
            label="Övriga datum", field="dates", values=(*take.dates(other_dates), *take.received_in_tables())
        ),
    )
    return Sheet(rows=rows, more=tuple(_shortened(row) for row in more if row.values))


def _shortened(row: SheetRow) -> SheetRow:
    over = max(0, len(row.values) - MOST_VALUES)
    return replace(row, values=row.values[:MOST_VALUES], left_out=over)


def _stated_with(receipt: Receipt) -> Phrase:
    return Phrase.of("uppgivet vid inlämningen (kvitto {n})", n=receipt.receipt_id)


def _stated_dnr(receipts: Sequence[Receipt]) -> tuple[SheetValue, ...]:
    return tuple(
        SheetValue(
            text=receipt.stated.dnr,
            note=_stated_with(receipt),
        )
        for receipt in receipts
        if receipt.stated.dnr
    )


def _stated_received(receipts: Sequence[Receipt]) -> tuple[SheetValue, ...]:
    return tuple(
        SheetValue(
            text=receipt.stated.date_received.isoformat(),
            note=_stated_with(receipt),
        )
        for receipt in receipts
        if receipt.stated.date_received
    )


def _taken_in(receipts: Sequence[Receipt]) -> SheetValue:
    """When Inkom took the file in, which proves no more than that the document had come in by then."""
    first = min(receipts, key=lambda receipt: receipt.receipt_id)
    return SheetValue(
        text=swedish_day(first.received_at).isoformat(),
        note=Phrase.of(
            "inlämnad i Inkom {time} (kvitto {n})",
            time=exact_moment(first.received_at).partition(" ")[2],
            n=first.receipt_id,
        ),
    )


def extracted(record: Record) -> Iterator[tuple[str, Extracted]]:
    """Every value of a record with its path, such as `/title` or `/dnr/0`."""
    for name in labels.FIELD:
        found = getattr(record, name)
        if isinstance(found, tuple):
            yield from ((f"/{name}/{at}", value) for at, value in enumerate(found))
        elif found is not None:
            yield f"/{name}", found


class _Values:
    """Turns extracted values into sheet values, with addresses into one record's pages."""

    def __init__(self, record: Record, marks: Mapping[str, CorrectionMark]) -> None:
        self._record = record
        self._marks = marks
        self._paths = {id(value): path for path, value in extracted(record)}
        self._pages = {page.number: page for page in record.pages}
        self._table_lines = table_lines(record.sections)

    def dnr(self) -> tuple[SheetValue, ...]:
        return tuple(self._value(dnr, dnr.value, note=labels.DNR_ROLE[dnr.role]) for dnr in self._record.dnr)

    def dates(self, roles: Sequence[str]) -> tuple[SheetValue, ...]:
        chosen = sorted(
            (date for date in self._record.dates if date.role in roles),
            key=lambda date: roles.index(date.role),
        )
        return tuple(self._value(date, _readable(date), note=labels.DATE_ROLE[date.role]) for date in chosen)

    def received(self) -> tuple[SheetValue, ...]:
        """When the document says that it came in itself: a table tells of other documents' days."""
        return tuple(
            self._value(date, _readable(date), note="enligt handlingen")
            for date in self._record.dates
            if date.role == "received" and not self._is_from_table(date)
        )

    def received_in_tables(self) -> tuple[SheetValue, ...]:
        """Days on which what a table lists came in."""
        return tuple(
            self._value(date, _readable(date), note="inkommet enligt en tabell")
            for date in self._record.dates
            if date.role == "received" and self._is_from_table(date)
        )

    def texts(self, texts: Iterable[Text | None]) -> tuple[SheetValue, ...]:
        return tuple(self._value(text, text.value) for text in texts if text is not None)

    def numbered(self, texts: Iterable[NumberedText]) -> tuple[SheetValue, ...]:
        return tuple(
            self._value(text, f"{text.number}. {text.value}" if text.number else text.value) for text in texts
        )

    def officer(self, officer: Officer | None) -> tuple[SheetValue, ...]:
        if officer is None:
            return ()
        facts = tuple(fact for fact in (officer.title, officer.phone, officer.email) if fact)
        return (self._value(officer, officer.name, facts=facts),)

    def document_type(self, found: TypeOfDocument | None) -> tuple[SheetValue, ...]:
        if found is None:
            return ()
        return (replace(self._value(found, labels.DOCUMENT_TYPE[found.value]), is_word=True),)

    def signatories(self, signatories: Iterable[Signatory]) -> tuple[SheetValue, ...]:
        return tuple(
            self._value(signatory, signatory.name, facts=(signatory.title,) if signatory.title else ())
            for signatory in signatories
        )

    def secrecy(self) -> tuple[SheetValue, ...]:
        return tuple(
            self._value(mark, mark.value, facts=(mark.provision,) if mark.provision else ())
            for mark in self._record.secrecy
        )

    def personal_data(self) -> tuple[SheetValue, ...]:
        """Masked as in the record; so is the evidence, which quotes the page."""
        values = (
            (found.raw, self._value(found, found.value, note=labels.PERSONAL_DATA_KIND[found.kind]))
            for found in self._record.personal_data
        )
        return tuple(
            replace(value, proofs=tuple(replace(proof, raw=masked) for proof in value.proofs))
            for masked, value in values
        )

    def references(self) -> tuple[SheetValue, ...]:
        return tuple(
            self._value(reference, reference.value, note=labels.REFERENCE_KIND[reference.kind])
            for reference in self._record.references
        )

    def _value(
        self, found: Extracted, text: str, *, note: str | None = None, facts: tuple[str, ...] = ()
    ) -> SheetValue:
        path = self._paths[id(found)]
        return SheetValue(
            text=text,
            path=path,
            correction=self._marks.get(path),
            note=note,
            facts=facts,
            flags=tuple(labels.FLAG[flag] for flag in found.flags),
            rule=found.rule,
            confidence=found.confidence,
            proofs=tuple(self._proof(evidence) for evidence in found.evidence),
        )

    def _proof(self, evidence: Evidence) -> Proof:
        line = self._line(evidence)
        return Proof(
            page=evidence.page,
            line=line + 1,
            raw=evidence.raw,
            part=labels.EVIDENCE_PART.get(evidence.field, evidence.field) if evidence.field else None,
            address=page_address(self._record.id, evidence.page, shown="last", line=line),
            place=place(evidence.box, self._pages[evidence.page]),
        )

    def _line(self, evidence: Evidence) -> int:
        return self._pages[evidence.page].raw_text.count("\n", 0, evidence.start)

    def _is_from_table(self, date: Date) -> bool:
        return all((proof.page, self._line(proof)) in self._table_lines for proof in date.evidence)


def _readable(date: Date) -> str:
    """The date in ISO form; as printed where a part of it is missing or impossible: nothing is guessed."""
    return date.raw if date.value is None or "X" in date.value else date.value
