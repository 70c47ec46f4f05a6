"""What the services log: one JSON object per line, without anything that a document or a person said.

A document's id stands in every line about it, from its upload (`received`) to its record (`record kept`), so
one search tells its whole way. File names, texts and database values are never logged: of an exception that
is not one of our own only the kind and the places in the code are told, for its message may quote a document.
"""

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime

FIELDS = ("document", "page", "attempt", "pages", "bytes", "duplicate", "seconds", "code")
"""What may be said about a unit of work, in `extra`; all of it numbers, ids and codes."""

_FRAMES = 8
"""Innermost places in the code that are told of an exception."""


def log_as_json(level: int) -> None:
    """Let everything that this process logs go to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """`time` (UTC), `level`, `process`, `logger`, `message`; then `FIELDS` as far as they are given."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": record.process,
            "logger": record.name,
            "message": record.getMessage(),
        }
        given: Mapping[str, object] = vars(record)
        told |= {name: given[name] for name in FIELDS if name in given}
        if record.exc_info is not None and record.exc_info[1] is not None:
            told |= _told_of(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def _told_of(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return {
        "error": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
