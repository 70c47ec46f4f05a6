"""A document that was taken back, as a page value: who did it, when and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.web.history import LogEntry, log_entries
from schemas.document import DocumentView, Withdrawal
from schemas.events import Event


@dataclass(frozen=True, kw_only=True)
class WithdrawnPage:
    """Everything `withdrawn.html` shows."""

    id: str
    filename: str
    withdrawal: Withdrawal
    log: tuple[LogEntry, ...]


def withdrawn_page(view: DocumentView, withdrawal: Withdrawal, events: Sequence[Event]) -> WithdrawnPage:
    """The page that stands where the document was shown."""
    return WithdrawnPage(id=view.id, filename=view.filename, withdrawal=withdrawal, log=log_entries(events))
