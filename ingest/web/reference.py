"""The API's endpoints for `/docs`, read from the OpenAPI document. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete", "options")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A parameter, or a field of an upload's form."""

    name: str
    where: str
    required: bool
    description: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One possible answer."""

    status: str
    description: str


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A method on a path."""

    method: str
    path: str
    description: str
    fields: tuple[Field, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class ReferencePage:
    """Everything `reference.html` shows."""

    title: str
    version: str
    paragraphs: tuple[str, ...]
    endpoints: tuple[Endpoint, ...]


def reference_page(openapi: Mapping[str, Any]) -> ReferencePage:
    """The page for an OpenAPI 3.1 document, endpoints in its order."""
    info = openapi["info"]
    return ReferencePage(
        title=info["title"],
        version=info["version"],
        paragraphs=tuple(" ".join(part.split()) for part in info["description"].strip().split("\n\n")),
        endpoints=tuple(
            Endpoint(
                method=method.upper(),
                path=path,
                description=" ".join(operation.get("description", operation["summary"]).split()),
                fields=tuple(_fields(operation, openapi["components"]["schemas"])),
                answers=tuple(
                    Answer(status=status, description=answer["description"])
                    for status, answer in sorted(operation["responses"].items())
                ),
            )
            for path, operations in openapi["paths"].items()
            for method, operation in operations.items()
            if method in METHODS
        ),
    )


def _fields(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Field]:
    for parameter in operation.get("parameters", ()):
        yield Field(
            name=parameter["name"],
            where=parameter["in"],
            required=parameter.get("required", False),
            description=parameter.get("description", parameter["schema"].get("description", "")),
        )
    for media_type, body in operation.get("requestBody", {}).get("content", {}).items():
        schema = schemas.get(body["schema"].get("$ref", "").rpartition("/")[2], body["schema"])
        for name, field in schema.get("properties", {}).items():
            yield Field(
                name=name,
                where=media_type,
                required=name in schema.get("required", ()),
                description=field.get("description", ""),
            )
