"""Figures of quality: what is predicted, what was measured, and no interval where there is nothing to say."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.audit.observation import EDGES, Bin, RuleCount, bin_of, distance, observe
from ingest.audit.quality import (
    LEAST,
    Clusters,
    Tally,
    calibrated,
    quality,
    ratio,
    rule_figures,
    worst_first,
)
from schemas.example import EXAMPLE
from schemas.record import Record
from tests.unit.test_correcting import REPAIR, TITLE, correction, field, undo, word

QUIET = observe(EXAMPLE, ())
NOTHING = Clusters(documents=0, wrong=0, of=0, wrong_squared=0, of_squared=0, product=0)
TALLY = Tally(
    group=None,
    documents=4,
    judged_characters=4000,
    expected_characters=40.0,
    judged_values=0,
    expected_values=0.0,
    wrong_documents=0,
    characters=NOTHING,
    values=NOTHING,
)


def clusters(pairs: list[tuple[int, int]]) -> Clusters:
    return Clusters(
        documents=len(pairs),
        wrong=sum(wrong for wrong, _ in pairs),
        of=sum(of for _, of in pairs),
        wrong_squared=sum(wrong**2 for wrong, _ in pairs),
        of_squared=sum(of**2 for _, of in pairs),
        product=sum(wrong * of for wrong, of in pairs),
    )


def judged(error: float, confidence: float) -> Record:
    """The example with a predicted error for its page and a confidence for its title."""
    page = EXAMPLE.pages[0]
    assert EXAMPLE.title is not None
    return EXAMPLE.model_copy(
        update={
            "pages": (
                page.model_copy(
                    update={"quality": page.quality.model_copy(update={"predicted_error": error})}
                ),
            ),
            "title": EXAMPLE.title.model_copy(update={"confidence": confidence}),
        }
    )


def test_a_document_that_is_right_adds_what_fired() -> None:
    assert (QUIET.wrong_characters, QUIET.wrong_values, QUIET.text_source) == (0, 0, "ocr")
    assert QUIET.rules["dnr.label_same_line"] == RuleCount(fired=1, disagreed=0, page=1)
    assert QUIET.rules["repair.diacritic"] == RuleCount(fired=1, disagreed=0, page=1)
    assert (QUIET.judged_characters, QUIET.judged_values) == (0, 0), "nothing of it is predicted"
    assert QUIET.characters == len(EXAMPLE.pages[0].text.replace("\n", ""))


def test_corrections_are_counted_by_value_character_and_rule() -> None:
    steps = [
        field(1, "/title/value", TITLE, "A"),
        field(2, "/title/value", "A", "B"),
        word(3, 10, "Nämnden överlämnar", "Nämnden lämnar"),
        correction(4, REPAIR, True, False),
        field(5, "/dnr/0/value", "MN-2024-00417", "x"),
        undo(6, 5),
        field(7, "/recipient/value", "stod aldrig här", "x"),
    ]
    seen = observe(EXAMPLE, steps)
    assert (seen.wrong_values, seen.wrong_characters) == (1, 4 + 2)
    disagreed = {rule: count.disagreed for rule, count in seen.rules.items() if count.disagreed}
    assert disagreed == {"title.after_recipient": 1, "repair.diacritic": 1}


def test_what_is_predicted_lies_in_its_bin_with_what_was_found() -> None:
    record = judged(0.03, 0.85)
    seen = observe(record, [field(1, "/title/value", TITLE, "A")])
    assert seen.expected_characters == pytest.approx(0.03 * seen.judged_characters)
    assert seen.judged_characters == seen.characters
    characters, values = seen.bins
    assert characters == Bin(
        kind="characters", number=bin_of(0.03), things=seen.characters, expected=characters.expected, wrong=0
    )
    assert (values.kind, values.number, values.things, values.wrong) == ("values", bin_of(0.15), 1, 1)
    assert values.expected == pytest.approx(0.15)


def test_bins_meet_without_gap_or_overlap() -> None:
    assert bin_of(0) == 0
    assert [bin_of(edge) for edge in EDGES] == list(range(1, len(EDGES) + 1))
    assert bin_of(1) == len(EDGES)


@given(one=st.text("abå", max_size=6), other=st.text("abå", max_size=6), third=st.text("abå", max_size=6))
def test_the_distance_is_one(one: str, other: str, third: str) -> None:
    there = distance(one, other)
    assert there == distance(other, one)
    assert (there == 0) == (one == other)
    assert there <= distance(one, third) + distance(third, other)
    assert abs(len(one) - len(other)) <= there <= max(len(one), len(other))


def test_what_nobody_reviewed_is_predicted_and_not_measured() -> None:
    figures = quality(TALLY)
    assert (figures.measured_characters, figures.measured_values, figures.wrong_documents) == (None,) * 3
    assert figures.predicted_values is None
    predicted = figures.predicted_characters
    assert predicted is not None
    assert predicted.rate == pytest.approx(0.01)
    assert predicted.interval == pytest.approx((0.01 - 0.0031, 0.01 + 0.0031), abs=1e-4)


def test_no_error_found_is_not_no_error() -> None:
    figures = quality(replace(TALLY, characters=clusters([(0, 500)] * 20), values=clusters([(0, 9)] * 20)))
    assert figures.measured_characters is not None
    assert (figures.measured_characters.rate, figures.measured_characters.interval) == (0.0, None)
    assert figures.wrong_documents is not None
    assert figures.wrong_documents.interval == pytest.approx((0.0, 1 - 0.025 ** (1 / 20)))


def test_rules_with_which_people_disagree_come_first() -> None:
    often = rule_figures("a", fired_in_all=20, fired=10, disagreed=5)
    once = rule_figures("b", fired_in_all=1, fired=1, disagreed=1)
    never = rule_figures("c", fired_in_all=9, fired=0, disagreed=0)
    assert [one.rule for one in worst_first([never, once, often])] == ["a", "b", "c"]
    assert never.interval == (0.0, 1.0)


def test_a_bin_has_its_edges_and_both_rates() -> None:
    figures = calibrated("values", 3, clusters([(1, 10)] * LEAST), expected=0.9)
    assert (figures.low, figures.high) == (EDGES[2], EDGES[3])
    assert (figures.predicted.rate, figures.measured.rate) == pytest.approx((0.003, 0.1))
    assert calibrated("values", 0, clusters([(0, 1)]), expected=0).low == 0
    assert calibrated("values", len(EDGES), clusters([(0, 1)]), expected=0).high == 1


def test_a_ratio_has_no_interval_from_few_documents() -> None:
    few = ratio(clusters([(1, 10)] * (LEAST - 1)))
    assert (few.rate, few.interval) == (0.1, None)
    assert ratio(clusters([(0, 10)] * LEAST)).interval is None


def test_the_interval_of_clustered_errors_holds_about_at_its_level() -> None:
    """600 samples of 60 documents of which every fifth has a tenth of its words wrong: a true rate of 2 %."""
    chance = random.Random(1)
    held = 0
    for _ in range(600):
        pairs = [
            (sum(chance.random() < 0.1 for _ in range(40)) if chance.random() < 0.2 else 0, 40)
            for _ in range(60)
        ]
        interval = ratio(clusters(pairs)).interval
        held += interval is not None and interval[0] <= 0.02 <= interval[1]
    assert held / 600 > 0.9


def test_an_observation_needs_no_pages() -> None:
    empty = observe(EXAMPLE.model_copy(update={"pages": (), "repairs": ()}), ())
    assert (empty.text_source, empty.characters, empty.bins) == ("none", 0, ())
