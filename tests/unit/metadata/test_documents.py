"""Fictional documents of many issuers and templates: every field as a person would note it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.metadata import plain
from tests.unit.metadata.reading import values_of

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def truth_of(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return truth


def test_there_are_many() -> None:
    assert len(NAMES) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_dates(name: str) -> None:
    truth, found = truth_of(name), values_of((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    assert {(d.value, d.role) for d in found.dnr} == {(d["value"], d["role"]) for d in truth["dnr"]}
    expected = {(d["iso"], d["role"]) for d in truth["dates"]}
    given = {(d.value, d.role) for d in found.dates}
    assert given == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_one_line_values(name: str) -> None:
    truth, found = truth_of(name), values_of((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    assert found.document_type is not None
    assert found.document_type.value == truth["doc_type"]
    assert (found.officer and found.officer.name) == truth.get("officer")
    for field in ("title", "issuer", "recipient"):
        if field in truth:
            value = getattr(found, field)
            assert value is not None
            assert plain(value.value) == plain(truth[field])


@pytest.mark.parametrize("name", NAMES)
def test_the_lists(name: str) -> None:
    truth, found = truth_of(name), values_of((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    for field in ("decision_proposals", "decisions", "attachments", "copy_to"):
        if field in truth:
            assert [plain(value.value) for value in getattr(found, field)] == [plain(v) for v in truth[field]]
    if "signatories" in truth:
        assert {(s.name, s.title) for s in found.signatories} == {
            (s["name"], s["title"]) for s in truth["signatories"]
        }
