"""What of a record is kept for finding its document and for showing it in a list. Pure.

Everything here is the record's protected form; the personal identity numbers themselves are kept apart, for
those who may look for them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.audit.observation import Observation, observe
from ingest.register.search.words import composed, words
from ingest.review import corrected, expected, without_written_numbers
from schemas.metadata import DocumentType, PersonalData
from schemas.protection import masked_numbers, protected
from schemas.record import Record
from schemas.review import Correction, ExpectedErrors
from schemas.structure import table_lines

SHORT, LONG = 10, 12
"""Figures of a personal identity number without and with its century."""
LAST = 4
"""Its last figures, which are what is protected."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}"})
"""Where Swedish sorts its last letters: after z, as these signs do."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A document's place in the index."""

    title: str | None
    document_type: DocumentType | None
    issuer: str | None
    officer: str | None
    #: The day on which it came in, by what stands in it.
    received_on: str | None = None
    #: The document's own date, ISO or EDTF.
    document_date: str | None
    #: Values with their roles, own ones first.
    dnr: tuple[tuple[str, str], ...]
    needs_review: bool
    personal_data: bool
    #: Words and values that are expected to be wrong.
    expected_errors: float
    #: What stands around the running text: title, file name, numbers, names, heads and feet.
    head: str
    body: str
    #: Personal identity numbers, in every spelling that somebody may look for.
    private: str
    #: What the document adds to the figures of quality.
    observation: Observation
    #: The same errors by cause, for those who look through the document; None if nobody has said.
    expected: ExpectedErrors | None = None


def entry_of(record: Record, corrections: Sequence[Correction] = ()) -> Entry:
    """The entry of a finished document, by its record as people have corrected it."""
    observation = observe(record, corrections)
    if corrections:
        done = corrected(record, corrections)
        record = without_written_numbers(done, of=done)
    shown = protected(record)
    title = _text(shown.title.value if shown.title else None)
    issuer = _text(shown.issuer.value if shown.issuer else None)
    officer = _text(shown.officer.name if shown.officer else None)
    around = (
        title,
        shown.source.filename,
        *(number.value for number in shown.dnr),
        issuer,
        shown.recipient.value if shown.recipient else None,
        officer,
        *(piece.text for piece in shown.furniture),
    )
    return Entry(
        title=title,
        document_type=shown.document_type.value if shown.document_type else None,
        issuer=issuer,
        officer=officer,
        received_on=_day_of_receipt(record),
        document_date=next((date.value for date in shown.dates if date.role == "document"), None),
        dnr=tuple((number.value, number.role) for number in shown.dnr),
        needs_review=shown.quality.needs_review,
        personal_data=bool(record.personal_data),
        expected_errors=expected(record).total,
        expected=expected(record),
        head=composed("\n".join(text for text in around if text)),
        body=composed(shown.text),
        private=_private(record),
        observation=observation,
    )


def _day_of_receipt(record: Record) -> str | None:
    """The first whole day on which the document says that it came in: a table tells of other documents."""
    in_tables = table_lines(record.sections)
    texts = {page.number: page.raw_text for page in record.pages}
    for date in record.dates:
        lines = {(proof.page, texts[proof.page].count("\n", 0, proof.start)) for proof in date.evidence}
        if date.role == "received" and _DAY.fullmatch(date.value or "") and not lines <= in_tables:
            return date.value
    return None


def _private(record: Record) -> str:
    """Personal identity numbers in all spellings, and the file's name where one stands in it."""
    forms = [form for found in record.personal_data for form in _spellings(found)]
    if masked_numbers(record.source.filename) != record.source.filename:
        forms.append(composed(record.source.filename))
    return "\n".join(dict.fromkeys(forms))


def sort_key(text: str | None) -> str:
    """What a text is sorted by, in the order of the Swedish alphabet; nothing comes first."""
    return " ".join(words(text or "")).translate(_ORDER)


def part_key(text: str) -> str:
    """What a part of a name is looked up by, whatever its capitals and punctuation."""
    return " ".join(words(text))


def _text(value: str | None) -> str | None:
    return composed(value) if value else None


def _spellings(found: PersonalData) -> tuple[str, ...]:
    """As printed, and with and without century and hyphen where the number is whole."""
    printed = composed(" ".join(piece.raw for piece in found.evidence))
    figures = "".join(character for character in printed if character.isdecimal())
    if len(figures) not in (SHORT, LONG):
        return (printed,)
    birth, last = figures[:-LAST], figures[-LAST:]
    century = found.value[: LONG - LAST]
    births = dict.fromkeys((birth, birth[-(SHORT - LAST) :], century if century.isdecimal() else birth))
    return (printed, *(form for known in births for form in (f"{known}-{last}", f"{known}{last}")))
