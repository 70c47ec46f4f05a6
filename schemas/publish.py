"""Writes `record.v1.schema.json`: `python -m schemas.publish`. A test fails when the file is stale."""

import json
from pathlib import Path
from typing import Any

from schemas.example import EXAMPLE
from schemas.record import Record

SCHEMA_FILE = Path(__file__).with_name("record.v1.schema.json")
SCHEMA_ID = "urn:inkom:schema:record:v1"


def published_schema() -> dict[str, Any]:
    """The record as JSON Schema 2020-12.

    We write strictly, but readers must tolerate fields that later versions add: the published schema does
    not forbid unknown ones.
    """
    schema = Record.model_json_schema(mode="serialization")
    tolerate_unknown_fields(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "examples": [EXAMPLE.model_dump(mode="json")],
    }


def rendered_schema() -> str:
    """The file's content."""
    return json.dumps(published_schema(), ensure_ascii=False, indent=1) + "\n"


def tolerate_unknown_fields(node: Any) -> None:
    """Lifts, in this part of a JSON Schema, what forbids fields that it does not name."""
    if isinstance(node, dict):
        # A map from names to values says what its unknown names hold; only a flat "no" is lifted.
        if node.get("additionalProperties") is False:
            del node["additionalProperties"]
        for child in node.values():
            tolerate_unknown_fields(child)
    elif isinstance(node, list):
        for child in node:
            tolerate_unknown_fields(child)


if __name__ == "__main__":
    SCHEMA_FILE.write_text(rendered_schema(), encoding="utf-8")
