"""How many errors to expect in a record before anybody has looked. Pure."""

from collections.abc import Iterator

from schemas.metadata import Extracted
from schemas.record import Record, RecordPage, Repair
from schemas.review import ExpectedErrors

UNREAD_PAGE_WORDS = 250
"""What a page that could not be read counts for where no other page of the document says more: about a
typewritten page."""
CHARACTERS_IN_A_WORD = 6
"""Of running Swedish, with the space after it: how many characters' errors spoil a word."""
LEFT_BESIDE_A_REPAIR = 0.03
"""Damaged words that stay for each one that is repaired: .028 to .054 for letters lost, replaced or misread,
on the open half of the labelled set (`./bench effort`)."""

ASKS_FOR_ANOTHER = frozenset({"no_title", "no_issuer", "no_date", "no_own_dnr", "conflicting_dates"})
"""Reasons of the record's quality that tell of a value that is missing, or that one too many stands there."""
WRONG_WHERE_ASKED = 0.77
"""Of 111 such reasons 85 were founded, in texts of five of the open sets (`./bench asking`)."""


def expected(record: Record) -> ExpectedErrors:
    """Words and values that are expected to be wrong, by cause.

    A page's words count by its predicted character error, or where there is no prediction, by its doubtful
    words, which is too many; what repair changed or would change, by how sure it is, where the prediction
    does not know it; a value by its calibrated confidence; a field that asks for another value by how often
    it does so with reason; an unread page by the words of the others.
    """
    read = [page.quality.words for page in record.pages if page.problem is None]
    unread = record.quality.unread_pages * (sum(read) / len(read) if sum(read) else UNREAD_PAGE_WORDS)
    values = sum(1 - value.confidence for value in _values(record) if value.confidence is not None)
    asking = {reason.field for reason in record.quality.reasons if reason.code in ASKS_FOR_ANOTHER}
    values += WRONG_WHERE_ASKED * len(asking)
    foretold = {page.number for page in record.pages if _knows_repairs(page)}
    words = sum(map(_wrong_words, record.pages))
    words += sum(_wrong_after(repair) for repair in record.repairs if repair.page not in foretold)
    return ExpectedErrors(words=round(words, 3), values=round(values, 3), unread=round(unread, 3))


def _wrong_words(page: RecordPage) -> float:
    predicted = page.quality.predicted_error
    if predicted is None:
        return page.quality.doubtful_words
    return page.quality.words * min(1.0, predicted * CHARACTERS_IN_A_WORD)


def _knows_repairs(page: RecordPage) -> bool:
    """Whether the page's prediction is of the repaired text: that of recognised pages is the reader's."""
    return page.quality.predicted_error is not None and page.text_source in ("text_file", "text_layer")


def _wrong_after(repair: Repair) -> float:
    """How many words are wrong although this one was repaired, or since its repair was only proposed; and
    beside it, of those that no repair noticed."""
    if repair.confidence is None:
        return LEFT_BESIDE_A_REPAIR
    return LEFT_BESIDE_A_REPAIR + (1 - repair.confidence if repair.applied else repair.confidence)


def _values(record: Record) -> Iterator[Extracted]:
    singles = (record.document_type, record.title, record.issuer, record.recipient, record.officer)
    yield from (value for value in singles if value is not None)
    yield from (*record.dnr, *record.dates)
