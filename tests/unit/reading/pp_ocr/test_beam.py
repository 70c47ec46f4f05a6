"""Readings of a stretch sum over all ways to spread their characters, and stand where they are likeliest."""

from itertools import groupby, product
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workers.reading.pp_ocr.beam import placed, readings


def collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(column for column, _ in groupby(path) if column)


def by_brute_force(chance: NDArray[np.float32]) -> dict[tuple[int, ...], float]:
    sums: dict[tuple[int, ...], float] = {}
    for path in product(range(chance.shape[1]), repeat=len(chance)):
        probability = float(np.prod([chance[step, column] for step, column in enumerate(path)]))
        sums[collapsed(path)] = sums.get(collapsed(path), 0.0) + probability
    return sums


@st.composite
def chances(draw: st.DrawFn) -> NDArray[np.float32]:
    steps, columns = draw(st.integers(1, 4)), 3
    cells = draw(st.lists(st.integers(5, 100), min_size=steps * columns, max_size=steps * columns))
    table = np.array(cells, np.float32).reshape(steps, columns)
    return np.asarray(np.pad(table / table.sum(axis=1, keepdims=True), ((0, 0), (0, 5))), dtype=np.float32)


@settings(max_examples=60)
@given(chances())
def test_the_likeliest_reading_has_the_sum_of_all_its_ways(chance: NDArray[np.float32]) -> None:
    found, true = readings(chance), by_brute_force(chance[:, :3])
    best = max(true, key=lambda columns: true[columns])
    assert exp(found[best]) == pytest.approx(true[best], rel=0.02)


@settings(max_examples=60)
@given(chances())
def test_every_reading_has_a_place_on_the_line(chance: NDArray[np.float32]) -> None:
    for columns in readings(chance):
        places = placed(chance, columns)
        assert len(places) == len(columns)
        steps = [step for first, last, _ in places for step in (first, last)]
        assert steps == sorted(steps)
        assert all(0 <= first < last <= len(chance) for first, last, _ in places)


def test_characters_stand_where_the_network_saw_them() -> None:
    chance = np.full((6, 8), 0.01, np.float32)
    for step, column in enumerate((0, 1, 1, 0, 2, 0)):
        chance[step, column] = 0.93
    assert [(first, last) for first, last, _ in placed(chance, (1, 2))] == [(1, 3), (4, 5)]
