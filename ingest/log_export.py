"""The log for other systems: as a table, and as PREMIS 3 events. Pure.

PREMIS 3.0 (Library of Congress, namespace http://www.loc.gov/premis/v3): one `premis` element with the
documents as objects (`intellectualEntity`), then the events, then the agents. Event types are labels of the
Library's preservation event vocabulary; our own kind stands in `eventDetail`, with the event's details as
JSON, its number and its hash.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from xml.sax.saxutils import escape

from schemas.events import Event, EventKind

CSV_TYPE = "text/csv; charset=utf-8"
PREMIS_TYPE = "application/xml"
NAMESPACE = "http://www.loc.gov/premis/v3"
_SCHEMA = "https://www.loc.gov/standards/premis/premis.xsd"
_COLUMNS = ("sequence", "at", "kind", "document_id", "actor", "details", "hash")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is taken for a formula by spreadsheets; an apostrophe before it makes it text."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way of writing (section 2.2)."""

_EVENT_TYPE: Mapping[EventKind, str] = {
    "document.received": "ingestion",
    "document.received_again": "ingestion",
    "document.done": "metadata extraction",
    "document.failed": "metadata extraction",
    "document.retried": "metadata extraction",
    "document.withdrawn": "deaccession",
    "document.restored": "accession",
    "document.split": "information package splitting",
    "document.split_off": "creation",
    "page.failed": "metadata extraction",
    "record.corrected": "metadata modification",
    "record.correction_undone": "metadata modification",
    "record.reprocessed": "metadata extraction",
    "record.reprocess_failed": "metadata extraction",
    "review.finished": "quality review",
    "audit.drawn": "quality review",
    "audit.reviewed": "quality review",
    "audit.decided": "quality review",
    "audit.abandoned": "quality review",
}
_FAILURES: frozenset[EventKind] = frozenset({"document.failed", "page.failed", "record.reprocess_failed"})


def csv_lines(events: Iterable[Event]) -> Iterator[str]:
    """The events as lines of a table, its heading first; times are ISO 8601, UTC."""
    yield _line(_COLUMNS)
    for event in events:
        cells = (
            str(event.sequence),
            event.at.isoformat(),
            event.kind,
            event.document_id,
            event.actor,
            json.dumps(event.details, ensure_ascii=False, sort_keys=True),
            event.hash,
        )
        yield _line([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])


def premis_lines(
    events: Iterable[Event], *, documents: Iterable[str], actors: Iterable[str]
) -> Iterator[str]:
    """The events as one XML document, piece by piece; `documents` and `actors` are all that they name."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<premis xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{NAMESPACE} {_SCHEMA}" version="3.0">\n'
    )
    for document_id in documents:
        yield (
            '<object xsi:type="intellectualEntity">'
            f"{_identifier('object', 'inkom document', document_id)}</object>\n"
        )
    for event in events:
        yield _event(event)
    for actor in actors:
        kind = "software" if actor == "worker" or actor.startswith("key:") else "person"
        yield (
            f"<agent>{_identifier('agent', 'inkom actor', actor)}"
            f"{_element('agentName', actor)}{_element('agentType', kind)}</agent>\n"
        )
    yield "</premis>\n"


def _event(event: Event) -> str:
    detail = {"kind": event.kind, "sequence": event.sequence, "hash": event.hash, "details": event.details}
    return (
        f"<event>{_identifier('event', 'inkom event', str(event.sequence))}"
        f"{_element('eventType', _EVENT_TYPE[event.kind])}"
        f"{_element('eventDateTime', event.at.isoformat())}"
        "<eventDetailInformation>"
        f"{_element('eventDetail', json.dumps(detail, ensure_ascii=False, sort_keys=True))}"
        "</eventDetailInformation><eventOutcomeInformation>"
        f"{_element('eventOutcome', 'failure' if event.kind in _FAILURES else 'success')}"
        "</eventOutcomeInformation>"
        f"{_identifier('linkingAgent', 'inkom actor', event.actor)}"
        f"{_identifier('linkingObject', 'inkom document', event.document_id)}</event>\n"
    )


def _identifier(name: str, kind: str, value: str) -> str:
    parts = _element(f"{name}IdentifierType", kind) + _element(f"{name}IdentifierValue", value)
    return f"<{name}Identifier>{parts}</{name}Identifier>"


def _element(name: str, text: str) -> str:
    """An element with its text; a character that XML cannot write stands there as JSON escapes it."""
    written = _NOT_XML.sub(lambda found: json.dumps(found.group())[1:-1], text)
    # A bare carriage return would come back as a line feed.
    return f"<{name}>{escape(written, {chr(13): '&#13;'})}</{name}>"


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=";").writerow(cells)
    return line.getvalue()
