"""The log as a table and as PREMIS: well formed whatever stands in it, with PREMIS 3's names in its order."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from typing import get_args
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ingest.log_export import NAMESPACE, csv_lines, premis_lines
from schemas.events import Event, EventKind

P = f"{{{NAMESPACE}}}"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
kinds: tuple[EventKind, ...] = get_args(EventKind)
anything = st.text(max_size=20)


def event(sequence: int = 1, **changes: object) -> Event:
    return Event.model_validate(
        {
            "sequence": sequence,
            "at": datetime(2026, 11, 22, 8, 30, 0, 125000, tzinfo=UTC),
            "kind": "document.received",
            "document_id": "a" * 32,
            "actor": "Åsa",
            "details": {"filename": "remiss.pdf"},
            "hash": "b" * 64,
            **changes,
        }
    )


def premis(*events: Event) -> ElementTree.Element:
    documents = dict.fromkeys(one.document_id for one in events)
    actors = dict.fromkeys(one.actor for one in events)
    return ElementTree.fromstring("".join(premis_lines(events, documents=documents, actors=actors)))


def test_premis_has_its_parts_in_the_schemas_order() -> None:
    root = premis(event(1), event(2, kind="page.failed", actor="worker", document_id="c" * 32))
    assert (root.tag, root.attrib["version"]) == (f"{P}premis", "3.0")
    assert [child.tag.removeprefix(P) for child in root] == ["object"] * 2 + ["event"] * 2 + ["agent"] * 2
    assert {child.attrib[TYPE] for child in root.findall(f"{P}object")} == {"intellectualEntity"}
    for one in root.findall(f"{P}event"):
        assert [part.tag.removeprefix(P) for part in one] == [
            "eventIdentifier",
            "eventType",
            "eventDateTime",
            "eventDetailInformation",
            "eventOutcomeInformation",
            "linkingAgentIdentifier",
            "linkingObjectIdentifier",
        ]
    assert [found.text for found in root.iter(f"{P}eventOutcome")] == ["success", "failure"]
    assert [found.text for found in root.iter(f"{P}agentType")] == ["person", "software"]
    assert root.findtext(f"{P}event/{P}eventDateTime") == "2026-11-22T08:30:00.125000+00:00"


def test_every_identifier_that_is_linked_is_there() -> None:
    root = premis(*(event(n, kind=kind) for n, kind in enumerate(kinds, start=1)))
    for there, linked in (
        ("object", "linkingObjectIdentifierValue"),
        ("agent", "linkingAgentIdentifierValue"),
    ):
        known = {found.text for found in root.iter(f"{P}{there}IdentifierValue")}
        assert {found.text for found in root.iter(f"{P}{linked}")} <= known


@given(name=anything, actor=anything)
def test_premis_is_well_formed_and_loses_no_detail(name: str, actor: str) -> None:
    root = premis(event(actor=actor, details={"filename": name}))
    detail = json.loads(root.findtext(f".//{P}eventDetail") or "")
    assert detail["details"] == {"filename": name}
    assert detail["kind"] == "document.received"


@given(name=anything, actor=anything)
def test_the_table_has_one_row_for_each_event_and_no_formula(name: str, actor: str) -> None:
    lines = "".join(csv_lines([event(actor=actor, details={"filename": name})]))
    heading, row = csv.reader(StringIO(lines, newline=""), delimiter=";")
    cells = dict(zip(heading, row, strict=True))
    assert json.loads(cells["details"]) == {"filename": name}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
