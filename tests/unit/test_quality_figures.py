"""Figures of quality: what is predicted, what was measured, and no interval where there is nothing to say."""

import random
from dataclasses import replace

import pytest

from ingest.audit.quality import LEAST, Observation, by_group, by_rule, observe, ratio
from schemas.example import EXAMPLE
from tests.unit.test_correcting import REPAIR, TITLE, correction, field, undo, word

QUIET = observe(EXAMPLE, (), period="2026-11", reviewed=True)


def test_a_document_that_is_right_adds_what_fired() -> None:
    assert (QUIET.wrong_words, QUIET.wrong_values, QUIET.disagreed) == (0, 0, {})
    assert (QUIET.fired["dnr.label_same_line"], QUIET.fired["repair.diacritic"]) == (1, 1)
    assert (QUIET.text_source, QUIET.document_type) == ("ocr", "tjänsteutlåtande")
    assert QUIET.expected == 1.0


def test_corrections_are_counted_by_value_word_and_rule() -> None:
    steps = [
        field(1, "/title/value", TITLE, "A"),
        field(2, "/title/value", "A", "B"),
        word(3, 10, "Nämnden överlämnar", "Styrelsen avger"),
        correction(4, REPAIR, True, False),
        field(5, "/dnr/0/value", "MN-2024-00417", "x"),
        undo(6, 5),
        field(7, "/recipient/value", "stod aldrig här", "x"),
    ]
    seen = observe(EXAMPLE, steps, period="2026-11", reviewed=True)
    assert (seen.wrong_values, seen.wrong_words) == (1, 3)
    assert seen.disagreed == {"title.after_recipient": 1, "repair.diacritic": 1}


def test_what_nobody_reviewed_is_predicted_and_not_measured() -> None:
    (figures,) = by_group([replace(QUIET, reviewed=False)] * 4, lambda one: one.period)
    assert figures.measured is None
    assert figures.predicted_error == pytest.approx(4 / figures.things)
    assert figures.predicted_interval is not None
    low, high = figures.predicted_interval
    assert low <= 4 / figures.things <= high


def test_no_error_found_is_not_no_error() -> None:
    (figures,) = by_group([QUIET] * 20, lambda one: one.issuer)
    measured = figures.measured
    assert measured is not None
    assert (measured.word_error, measured.word_interval, measured.documents_wrong) == (0.0, None, 0)
    assert measured.documents_interval == pytest.approx((0.0, 1 - 0.025 ** (1 / 20)))


def test_groups_are_named_and_what_has_no_name_comes_last() -> None:
    groups = by_group(
        [QUIET, replace(QUIET, issuer=None), replace(QUIET, issuer="B"), replace(QUIET, issuer="B")],
        lambda one: one.issuer,
    )
    assert [(one.group, one.documents) for one in groups] == [
        ("B", 2),
        ("Miljönämnden i Almvik", 1),
        (None, 1),
    ]


def test_rules_with_which_people_disagree_come_first() -> None:
    bad = replace(QUIET, fired={"a": 10, "b": 1}, disagreed={"a": 5, "b": 1})
    unreviewed = replace(bad, reviewed=False)
    first, second = by_rule([bad, unreviewed])
    assert (first.rule, first.fired, first.disagreed) == ("a", 10, 5)
    assert (second.rule, second.fired, second.disagreed) == ("b", 1, 1)


def test_a_ratio_has_no_interval_from_few_documents() -> None:
    assert ratio([]) == ratio([(0, 0)]) == (None, None)
    rate, interval = ratio([(1, 10)] * (LEAST - 1))
    assert (rate, interval) == (0.1, None)
    assert ratio([(0, 10)] * LEAST) == (0.0, None)


def test_the_interval_of_clustered_errors_holds_about_at_its_level() -> None:
    """600 samples of 60 documents of which every fifth has a tenth of its words wrong: a true rate of 2 %."""
    chance = random.Random(1)
    held = 0
    for _ in range(600):
        pairs = [
            (sum(chance.random() < 0.1 for _ in range(40)) if chance.random() < 0.2 else 0, 40)
            for _ in range(60)
        ]
        _, interval = ratio(pairs)
        held += interval is not None and interval[0] <= 0.02 <= interval[1]
    assert held / 600 > 0.9


def test_an_observation_needs_no_pages() -> None:
    empty = observe(EXAMPLE.model_copy(update={"pages": ()}), (), period="2026-11", reviewed=False)
    assert isinstance(empty, Observation)
    assert empty.text_source == "none"
