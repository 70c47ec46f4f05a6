"""The OpenAPI document: what FastAPI reads from the code, and what the code does not say to it."""

import re
from typing import Any

from fastapi import FastAPI

from schemas.publish import tolerate_unknown_fields

DESCRIPTION = """
Takes scanned Swedish public records in and gives clean, structured, cited JSON out.

Send a document with `POST /api/v1/documents`; its record is at `GET /api/v1/documents/{id}/record` when its
`status` is `done`. The same bytes sent again are the same document, so whoever got no answer sends again.
Whoever keeps copies follows `GET /api/v1/events`.

Send an API key as `Authorization: Bearer KEY`. The server knows only the sha256 of each, in hexadecimal
digits in its settings `INKOM_API_KEY_HASHES` and `INKOM_READER_KEY_HASHES`. Programs on its own machine need
none.

Errors are problem+json: `code` never changes, `sv` and `en` say what happened and what to do. 503 and 507
pass: try again later. Later versions may add fields to answers; do not mind those that you do not know.
"""

_KEY = {"type": "http", "scheme": "bearer", "description": "An API key."}
_REFERENCE = re.compile(r"#/components/schemas/(.+)")


class DescribedApp(FastAPI):
    """An app whose OpenAPI document tells of keys too, and of answers that may grow."""

    def openapi(self) -> dict[str, Any]:
        """The document, made when it is first asked for."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        api = super().openapi()
        api["components"]["securitySchemes"] = {"key": _KEY}
        # Either a key, or what a browser or a program on this machine shows by itself.
        api["security"] = [{"key": []}, {}]
        _let_answers_grow(api)
        return api


def _let_answers_grow(api: dict[str, Any]) -> None:
    """Fields that later versions add to an answer are no error; in a request, ones we do not know are."""
    schemas = api["components"]["schemas"]
    operations = [operation for path in api["paths"].values() for operation in path.values()]
    asked = _reached([operation.get("requestBody") for operation in operations], schemas)
    for name, schema in schemas.items():
        if name not in asked:
            tolerate_unknown_fields(schema)


def _reached(node: Any, schemas: dict[str, Any]) -> set[str]:
    """The names of the schemas that `node` refers to, and those that these refer to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            name = _REFERENCE.fullmatch(str(here.get("$ref", "")))
            if name and name[1] not in found:
                found.add(name[1])
                waiting.append(schemas[name[1]])
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return found
