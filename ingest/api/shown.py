"""What a caller may read of what people wrote about a document: file names, notes and reasons.

No record says what stands in them. Whatever has the shape of a personal identity number is masked for those
without the right to see such numbers, also before anybody has read the document.
"""

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from ingest.accounts import Caller
from schemas.document import DocumentView, Receipt, Statement
from schemas.events import Event, Feed
from schemas.protection import masked_numbers

WRITTEN = ("filename", "reason")
"""What people wrote, of the details of events; hashes and ids stay as they are."""


def shown_view(caller: Caller, view: DocumentView) -> DocumentView:
    """Where a document stands, as this caller may see it."""
    if caller.may("personal_data"):
        return view
    withdrawn = view.withdrawn
    if withdrawn is not None:
        withdrawn = withdrawn.model_copy(update={"reason": masked_numbers(withdrawn.reason)})
    return view.model_copy(
        update={
            "filename": masked_numbers(view.filename),
            "receipts": tuple(_receipt(receipt) for receipt in view.receipts),
            "withdrawn": withdrawn,
        }
    )


def shown_events(caller: Caller, events: Sequence[Event]) -> tuple[Event, ...]:
    """What has happened, as this caller may see it."""
    if caller.may("personal_data"):
        return tuple(events)
    return tuple(event.model_copy(update={"details": _details(event.details)}) for event in events)


def shown_feed(caller: Caller, feed: Feed) -> Feed:
    """A part of the feed, as this caller may see it."""
    return feed.model_copy(update={"events": shown_events(caller, feed.events)})


def _receipt(receipt: Receipt) -> Receipt:
    return receipt.model_copy(
        update={"filename": masked_numbers(receipt.filename), "stated": _stated(receipt.stated)}
    )


def _stated(stated: Statement) -> Statement:
    texts = {name: text for name, text in stated if isinstance(text, str)}
    return stated.model_copy(update={name: masked_numbers(text) for name, text in texts.items()})


def _details(details: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {
        name: masked_numbers(value) if isinstance(value, str) and name in WRITTEN else value
        for name, value in details.items()
    }
