"""Plots are laid out inside their drawing, and shares are written as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.audit.quality import Clusters, Quality, Rate, calibrated, ratio
from ingest.register.figures import Group
from ingest.web.language import Phrase, say
from ingest.web.plots import HEIGHT, WIDTH, order, round_steps
from ingest.web.quality import quality_page, rule_label
from ingest.web.wording import percent


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (0.0, "0\N{NO-BREAK SPACE}%", "0%"),
        (1.0, "100\N{NO-BREAK SPACE}%", "100%"),
        (0.123, "12\N{NO-BREAK SPACE}%", "12%"),
        (0.0149, "1,5\N{NO-BREAK SPACE}%", "1.5%"),
        (0.02, "2\N{NO-BREAK SPACE}%", "2%"),
        (0.00034, "0,034\N{NO-BREAK SPACE}%", "0.034%"),
    ],
)
def test_a_share_has_two_figures(value: float, swedish: str, english: str) -> None:
    assert (percent(value), percent(value, "en")) == (swedish, english)
    assert say(Phrase.of("{n}", n=value), "en", {}) == english


@given(most=st.floats(0.0001, 1.0))
def test_steps_are_few_and_reach_the_most(most: float) -> None:
    steps = round_steps(most)
    assert steps[0] == 0
    assert steps[-1] >= most > steps[-2]
    assert 2 <= len(steps) <= 10


@given(share=st.floats(0, 1))
def test_orders_of_size_stay_inside(share: float) -> None:
    assert 10 <= order(share, 10, 90) <= 90


def test_a_rule_is_told_by_what_it_is_about() -> None:
    assert say(rule_label("dnr.label"), "sv") == "Diarienummer"
    assert say(rule_label("repair.diacritic"), "en") == "Repair: å, ä, ö"
    assert say(rule_label("new.one"), "sv") == "new"


def group_of(name: str | None, documents: int, rate: float) -> Quality:
    return Quality(
        group=name,
        documents=documents,
        predicted_characters=None,
        predicted_values=Rate(wrong=rate, of=1, rate=rate, interval=(rate / 2, rate)),
        reviewed=0,
        wrong_documents=None,
        measured_characters=None,
        measured_values=None,
    )


MONTHS = [f"{2023 + at // 12}-{at % 12 + 1:02}" for at in range(30)]


@pytest.mark.parametrize(
    ("by", "names", "told"),
    [
        ("period", MONTHS[6:], "de 24 senaste av 30"),
        ("issuer", MONTHS[:24], "de 24 med flest handlingar av 30"),
    ],
)
def test_of_many_groups_the_latest_or_largest_are_drawn_and_that_is_said(
    by: Group, names: list[str], told: str
) -> None:
    groups = [group_of(month, 100 - at, 0.1) for at, month in enumerate(MONTHS)]
    page = quality_page(groups[0], groups, {}, by=by, kind="values", sampled=False, not_counted=0)
    assert page.plot is not None
    assert page.plot_note is not None
    assert [tick.text for tick in page.plot.y_ticks] == names
    assert told in say(page.plot_note, "sv")
    few = quality_page(groups[0], groups[:3], {}, by=by, kind="values", sampled=False, not_counted=0)
    assert few.plot_note is None


@given(rates=st.lists(st.floats(0, 1), min_size=1, max_size=40), by=st.sampled_from(["period", "issuer"]))
def test_every_mark_lies_inside_its_plot(rates: list[float], by: str) -> None:
    """The longest names, the largest and the smallest rates."""
    groups = [
        group_of(
            None if at == len(rates) - 1 else f"2026-{at % 12 + 1:02}" if by == "period" else "Å" * at,
            1,
            rate,
        )
        for at, rate in enumerate(rates)
    ]
    sums = Clusters(documents=1, wrong=1, of=2, wrong_squared=1, of_squared=4, product=2)
    page = quality_page(
        groups[0],
        groups,
        {"values": [calibrated("values", number, sums, expected=0.1) for number in range(10)]},
        by="period" if by == "period" else "issuer",
        kind="values",
        sampled=False,
        not_counted=0,
    )
    assert ratio(sums).rate == 0.5
    assert page.plot is not None
    (calibration,) = page.calibration
    for plot, width, height in (
        (page.plot, page.plot.width, page.plot.height),
        (calibration.plot, WIDTH, HEIGHT),
    ):
        for mark in plot.marks:
            assert plot.left - 0.1 <= mark.x <= width
            assert 0 <= mark.y <= height
