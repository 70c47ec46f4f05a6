"""A log line tells where a unit of work stands, and nothing that a document or a person said."""

import json
import logging

from ingest.errors import StoreUnavailable
from ingest.logs import JsonLines


def line(**extra: object) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "workers", "levelno": 20, "levelname": "INFO", **extra})


def test_fields_that_are_given() -> None:
    told = json.loads(JsonLines().format(line(msg="page %d", args=(3,), document="ab" * 16, page=3)))
    assert (told["message"], told["document"], told["page"]) == ("page 3", "ab" * 16, 3)
    assert told["level"] == "info"
    assert told["time"].endswith("+00:00")
    assert "attempt" not in told


def test_other_fields_are_left_out() -> None:
    assert "anna" not in JsonLines().format(line(msg="x", filename_of_upload="anna.pdf", text="anna"))


def test_one_line_whatever_is_said() -> None:
    assert "\n" not in JsonLines().format(line(msg="a\nb\u2028c"))


def test_an_exception_without_its_words() -> None:
    def read() -> None:
        raise ValueError("Anna Andersson, 19121212-1212")

    try:
        read()
    except ValueError as error:
        told = JsonLines().format(
            line(msg="attempt failed", exc_info=(ValueError, error, error.__traceback__))
        )
    assert "Anna" not in told
    assert json.loads(told)["error"] == "ValueError"
    assert json.loads(told)["where"][-1].endswith(" read")


def test_our_own_errors_are_told() -> None:
    told = json.loads(JsonLines().format(line(msg="put back: %s", args=(StoreUnavailable(),))))
    assert told["message"].startswith("put back: store_unavailable")
