"""What one request did to many documents is one row of the log; the same done again later is another."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.web.language import say
from ingest.web.log import LogAddress, chain, log_page
from schemas.events import Event, LogHead

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def event(sequence: int, at: datetime, actor: str = "vera") -> Event:
    return Event(
        sequence=sequence,
        at=at,
        kind="document.withdrawn",
        document_id=f"{sequence:032x}",
        actor=actor,
        details={"reason": "fel pärm"},
        hash="0" * 64,
    )


@pytest.mark.parametrize(
    ("entries", "told"), [(0, None), (59_000, None), (200_000, "Det tar omkring 6 sekunder.")]
)
def test_how_long_a_check_takes_is_told_before_it_is_begun(entries: int, told: str | None) -> None:
    shown = chain("events", LogHead(sequence=entries, hash="0" * 64), None)
    page = log_page(LogAddress(), (), {}, (shown,), before=None, is_last=True, noted=None, steps=())
    assert (page.check_takes and say(page.check_takes, "sv")) == told


def groups(*events: Event) -> list[list[int]]:
    titles = {one.document_id: "Bron" for one in events}
    page = log_page(LogAddress(), events, titles, (), before=None, is_last=True, noted=None, steps=())
    return [[row.sequence for row in group.rows] for group in page.groups]


def test_what_was_done_to_many_at_once_is_one_row() -> None:
    assert groups(event(3, NOON), event(2, NOON), event(1, NOON - timedelta(milliseconds=4))) == [[3, 2, 1]]


def test_the_same_done_again_later_is_a_row_of_its_own() -> None:
    assert groups(
        event(3, NOON), event(2, NOON - timedelta(minutes=5)), event(1, NOON - timedelta(days=1))
    ) == [
        [3],
        [2],
        [1],
    ]


def test_what_two_people_did_at_once_are_two_rows() -> None:
    assert groups(event(2, NOON), event(1, NOON, actor="olle")) == [[2], [1]]


def test_what_a_worker_did_to_one_after_the_other_are_rows_of_their_own() -> None:
    assert groups(event(2, NOON, actor="worker"), event(1, NOON, actor="worker")) == [[2], [1]]


def test_what_an_event_keeps_is_told_in_swedish() -> None:
    done = event(1, NOON).model_copy(
        update={
            "kind": "record.reprocessed",
            "details": {"version": "0.9.0-r0-o7", "before": "0.9.0-r0", "run": 7},
        }
    )
    received = event(2, NOON).model_copy(
        update={"kind": "document.received", "details": {"receipt_id": 3, "filename": "brev.pdf"}}
    )
    titles = {one.document_id: "Bron" for one in (done, received)}
    page = log_page(
        LogAddress(), (done, received), titles, (), before=None, is_last=True, noted=None, steps=()
    )
    assert {detail for group in page.groups for row in group.rows for detail in row.details} == {
        ("version", "0.9.0-r0-o7"),
        ("tidigare version", "0.9.0-r0"),
        ("omläsning", "7"),
        ("kvitto", "3"),
        ("fil", "brev.pdf"),
    }
