"""The published schema is what the models say, complete, and its example is a true record."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from schemas.example import EXAMPLE
from schemas.metadata import Extracted
from schemas.publish import SCHEMA_FILE, published_schema, rendered_schema
from schemas.record import Record

CONTRACT_FIELDS = [
    "schema_version",
    "id",
    "source",
    "document_type",
    "title",
    "issuer",
    "recipient",
    "dnr",
    "dates",
    "officer",
    "decision_proposals",
    "decisions",
    "signatories",
    "attachments",
    "copy_to",
    "references",
    "personal_data",
    "secrecy",
    "protection",
    "text",
    "sections",
    "furniture",
    "pages",
    "repairs",
    "quality",
    "provenance",
    "artifacts",
]


def test_published_file_is_current() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == rendered_schema(), "run: python -m schemas.publish"


def test_schema_is_valid_2020_12_and_its_example_validates() -> None:
    schema = published_schema()
    Draft202012Validator.check_schema(schema)
    for example in schema["examples"]:
        Draft202012Validator(schema).validate(example)


def test_record_has_the_fields_of_the_contract() -> None:
    assert list(Record.model_fields) == CONTRACT_FIELDS


def test_readers_tolerate_unknown_fields_but_we_do_not_write_any() -> None:
    later = json.loads(EXAMPLE.model_dump_json()) | {"added_later": 1}
    Draft202012Validator(published_schema()).validate(later)
    with pytest.raises(ValidationError):
        Record.model_validate(later)


def test_every_field_has_a_description() -> None:
    schema = published_schema()
    undescribed = [
        f"{owner}.{name}"
        for owner, definition in {"Record": schema, **schema["$defs"]}.items()
        for name, field in definition.get("properties", {}).items()
        if "description" not in field
    ]
    assert undescribed == []


def test_wrong_types_are_refused() -> None:
    broken: list[dict[str, Any]] = [{"id": "short"}, {"dnr": "KS 2024/1"}, {"schema_version": "2.0"}]
    for change in broken:
        with pytest.raises(ValidationError):
            Record.model_validate(json.loads(EXAMPLE.model_dump_json()) | change)


def test_example_evidence_spells_its_raw_text() -> None:
    raw_text = EXAMPLE.pages[0].raw_text
    values = [value for name in Record.model_fields for value in _extracted(getattr(EXAMPLE, name))]
    assert len(values) > 12
    for value in values:
        for evidence in value.evidence:
            assert raw_text[evidence.start : evidence.end] == evidence.raw


def test_example_repairs_replay() -> None:
    page = EXAMPLE.pages[0]
    text = page.raw_text
    for repair in reversed(EXAMPLE.repairs):
        assert text[repair.start : repair.end] == repair.before
        text = text[: repair.start] + repair.after + text[repair.end :]
    assert text == page.text


def _extracted(value: object) -> list[Extracted]:
    if isinstance(value, Extracted):
        return [value]
    if isinstance(value, tuple):
        return [item for item in value if isinstance(item, Extracted)]
    return []
