"""Corrections propose what the settings lack: only what holds, only what two documents say, nothing known."""

from collections.abc import Collection
from datetime import UTC, datetime

import pytest
from pydantic import JsonValue

from ingest.learning import CorrectedDocument, Taught, proposals, worth_asking
from schemas.example import EXAMPLE
from schemas.learning import Proposal
from schemas.review import Correction, FieldTarget, RepairTarget, Target, TextTarget, UndoTarget

NUMBER = EXAMPLE.dnr[0]
assert EXAMPLE.issuer is not None
ISSUER = EXAMPLE.issuer.value
LISTED = {"Nämnden", "nämnden", "Almviks", "kommun", "Serviceresurs"}


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


def proposed(*documents: CorrectedDocument, known: Collection[Taught] = ()) -> tuple[Proposal, ...]:
    corrections = [one for document in documents for one in document.corrections]
    asked = worth_asking(corrections, known, lambda word: word in LISTED)
    return proposals(documents, asked)


def found(*documents: CorrectedDocument) -> list[tuple[str, str, int]]:
    return [(one.setting, one.value, one.documents) for one in proposed(*documents)]


def test_a_prefix_that_two_documents_lack_is_proposed_with_its_evidence() -> None:
    a, b = document("a", new_number("QXZ/2024:17")), document("b", other_number("QXZ 2024/18"))
    assert found(a, b) == [("own_dnr_prefixes", "QXZ", 2)]
    (one,) = proposed(a, b)
    assert [(e.document_id[0], e.correction, e.actor) for e in one.evidence] == [
        ("a", 1, "bo"),
        ("b", 1, "bo"),
    ]
    assert proposed(a, b, known=[("own_dnr_prefixes", "QXZ")]) == ()


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


LINE = EXAMPLE.pages[0].text.split("\n")[0]


def word(after: str, before: str | None = None) -> tuple[Target, JsonValue, JsonValue]:
    """A word of the first page's first line, which becomes another."""
    seen = LINE.split()[0] if before is None else before
    return (TextTarget(page=1, line=0, start=LINE.index(seen), line_text=LINE), seen, after)


@pytest.mark.parametrize(
    ("after", "taught"),
    [
        ("Smörhultsåsen", ["Smörhultsåsen"]),
        ("SMÖRHULTSÅSEN,", ["Smörhultsåsen"]),
        ("Per-Örjanzon", ["Örjanzon"]),
        ("kälkhuggarlag", ["kälkhuggarlag"]),
        ("Nämnden", []),
        ("Öz", []),
        ("SBKFN", []),
        ("Sm?rhult", []),
        ("Sm\ufffdrhult", []),
        ("bo@smörhult.se", []),
        ("Smörhult2", []),
        ("2024:17", []),
    ],
)
def test_a_word_that_no_list_has_is_proposed(after: str, taught: list[str]) -> None:
    one, other = document("a", word(after)), document("b", word(after))
    assert found(one, other) == [("own_words", value, 2) for value in taught]
    assert found(one) == []


def test_names_in_values_are_proposed_and_other_values_words_are_not() -> None:
    name = (FieldTarget(path="/issuer/value"), ISSUER, "Almviks kommun, Kvarnlöfska nämnden")
    assert ("own_words", "Kvarnlöfska", 2) in found(document("a", name), document("b", name))
    assert EXAMPLE.title is not None
    title = (FieldTarget(path="/title/value"), EXAMPLE.title.value, "Bron vid Kvarnlöfska")
    assert found(document("a", title), document("b", title)) == []


def test_a_word_that_was_corrected_again_or_taken_back_says_nothing() -> None:
    undone = (word("Smörhultsåsen"), (UndoTarget(number=1), None, None))
    assert found(document("a", *undone), document("b", *undone)) == []
    changed = LINE.replace(LINE.split()[0], "Smörhultsåsen", 1)
    again = (TextTarget(page=1, line=0, start=0, line_text=changed), "Smörhultsåsen", "Smörhultsåsan")
    assert LINE.startswith(LINE.split()[0])
    assert found(document("a", word("Smörhultsåsen"), again), document("b", word("Smörhultsåsen"))) == []


def test_a_repair_that_is_taken_back_proposes_what_was_printed() -> None:
    repair = EXAMPLE.repairs[0]
    target = RepairTarget(
        page=repair.page, start=repair.start, end=repair.end, seen=repair.before, proposed=repair.after
    )
    said = (target, True, False)
    assert found(document("a", said), document("b", said)) == [("own_words", "Miljonamnden", 2)]
