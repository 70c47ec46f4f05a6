"""Corrections propose what the settings lack: only what holds, only what two documents say, nothing known."""

from datetime import UTC, datetime

import pytest
from pydantic import JsonValue

from ingest.learning import CorrectedDocument, proposals
from schemas.example import EXAMPLE
from schemas.review import Correction, FieldTarget, Target, UndoTarget

NUMBER = EXAMPLE.dnr[0]
assert EXAMPLE.issuer is not None
ISSUER = EXAMPLE.issuer.value


def document(name: str, *said: tuple[Target, JsonValue, JsonValue]) -> CorrectedDocument:
    record = EXAMPLE.model_copy(update={"id": name * 32})
    corrections = tuple(
        Correction(
            document_id=record.id,
            number=number,
            version="1",
            target=target,
            before=before,
            after=after,
            reason=None,
            actor="bo",
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for number, (target, before, after) in enumerate(said, start=1)
    )
    return CorrectedDocument(record=record, corrections=corrections)


def new_number(value: str, role: str = "own") -> tuple[Target, JsonValue, JsonValue]:
    entry = NUMBER.model_dump(mode="json") | {"value": value, "role": role}
    return (FieldTarget(path="/dnr/-"), None, entry)


def other_number(value: str) -> tuple[Target, JsonValue, JsonValue]:
    return (FieldTarget(path="/dnr/0/value"), NUMBER.value, value)


def found(*documents: CorrectedDocument) -> list[tuple[str, str, int]]:
    return [(one.setting, one.value, one.documents) for one in proposals(documents, ())]


def test_a_prefix_that_two_documents_lack_is_proposed_with_its_evidence() -> None:
    a, b = document("a", new_number("QXZ/2024:17")), document("b", other_number("QXZ 2024/18"))
    assert found(a, b) == [("own_dnr_prefixes", "QXZ", 2)]
    (one,) = proposals((a, b), ())
    assert [(e.document_id[0], e.correction, e.actor) for e in one.evidence] == [
        ("a", 1, "bo"),
        ("b", 1, "bo"),
    ]
    assert proposals((a, b), [("own_dnr_prefixes", "QXZ")]) == ()


def test_a_body_is_the_last_part_of_the_issuer() -> None:
    said = (FieldTarget(path="/issuer/value"), ISSUER, "Almviks kommun, Serviceresurs")
    assert found(document("a", said), document("b", said)) == [("own_bodies", "Serviceresurs", 2)]


@pytest.mark.parametrize(
    "said",
    [
        (new_number("QXZ/2024:17", role="referenced"),),
        (new_number("2024:17"),),
        (new_number("QXZ/2024:17"), (UndoTarget(number=1), None, None)),
        (other_number("QXZ/2024:17"), (FieldTarget(path="/dnr/0/value"), "QXZ/2024:17", NUMBER.value)),
        ((FieldTarget(path="/dnr/0/value"), "not there", "QXZ/2024:17"),),
        ((FieldTarget(path="/title/value"), EXAMPLE.title.value if EXAMPLE.title else "", "QXZ/2024:17"),),
        ((FieldTarget(path="/issuer"), EXAMPLE.issuer.model_dump(mode="json"), None),),
    ],
    ids=["another's", "no prefix", "undone", "changed back", "conflict", "another field", "removed"],
)
def test_what_does_not_hold_or_says_nothing_proposes_nothing(
    said: tuple[tuple[Target, JsonValue, JsonValue], ...],
) -> None:
    assert found(document("a", *said), document("b", *said)) == []


def test_one_document_is_no_evidence() -> None:
    assert found(document("a", new_number("QXZ/2024:17"), new_number("QXZ/2024:18"))) == []
