"""A day's files at one glance: the day is Sweden's, and what asks for a look is counted as done as well."""

from datetime import date

import pytest

from ingest.web.handed_in import day_sum, fate_of, span_of
from ingest.web.language import say


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)]
)
def test_a_day_is_as_long_as_it_is_in_sweden(day: date, hours: int) -> None:
    span = span_of(day)
    assert span.until.timestamp() - span.since.timestamp() == hours * 3600


def test_what_asks_for_a_look_is_done_too() -> None:
    shown = day_sum(date(2026, 11, 23), {"done": 30, "review": 2, "failed": 1, "duplicate": 4}, "review")
    assert shown.files == 37
    assert [(one.fate, one.count, one.is_chosen) for one in shown.counts] == [
        ("done", 32, False),
        ("review", 2, True),
        ("failed", 1, False),
        ("duplicate", 4, False),
    ]
    assert say(shown.sentence, "sv") == "37 filer mottagna, varav 33 nya."


def test_only_reviews_are_done() -> None:
    """Without a single document that needs no look, the list of those done is not empty."""
    counts = {one.fate: one.count for one in day_sum(date(2026, 11, 23), {"review": 2}).counts}
    assert counts == {"done": 2, "review": 2}


def test_an_address_names_no_fate_of_its_own() -> None:
    assert fate_of("failed") == "failed"
    assert fate_of("borta") is None
    assert fate_of(None) is None
