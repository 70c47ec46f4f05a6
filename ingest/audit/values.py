"""The extracted values of a record, each with the path by which it is corrected and judged. Pure."""

from collections.abc import Iterator

from ingest.review.field_paths import CORRECTABLE
from schemas.metadata import Extracted
from schemas.record import Record


def values_of(record: Record) -> Iterator[tuple[str, Extracted]]:
    """Every value with its JSON Pointer: `/title`, `/dnr/0`."""
    for name in sorted(CORRECTABLE):
        yield from field_values(record, name)


def field_values(record: Record, name: str) -> Iterator[tuple[str, Extracted]]:
    """The values of one field."""
    found = getattr(record, name)
    if isinstance(found, Extracted):
        yield f"/{name}", found
    elif isinstance(found, tuple):
        yield from ((f"/{name}/{at}", value) for at, value in enumerate(found))


def entry_path(path: str) -> str:
    """The path of the whole value that a path leads into."""
    _, name, *rest = path.split("/")
    is_listed = rest and (rest[0].isdecimal() or rest[0] == "-")
    return f"/{name}/{rest[0]}" if is_listed else f"/{name}"
