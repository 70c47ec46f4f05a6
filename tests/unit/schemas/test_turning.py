from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Rotation
from schemas.turning import TURNS, turn_box, turn_box_back, turned_by

edges = st.floats(0, 1000)


def test_the_top_left_corner_goes_clockwise_round_the_page() -> None:
    corner = (0.0, 0.0, 10.0, 5.0)
    assert turn_box(corner, 600, 800, 90) == (795.0, 0.0, 800.0, 10.0)
    assert turn_box(corner, 600, 800, 180) == (590.0, 795.0, 600.0, 800.0)
    assert turn_box(corner, 600, 800, 270) == (0.0, 590.0, 5.0, 600.0)


@given(st.tuples(edges, edges, edges, edges), st.sampled_from(TURNS))
def test_turning_back_undoes_turning(box: tuple[float, float, float, float], turn: Rotation) -> None:
    back = turn_box_back(turn_box(box, 1000, 1400, turn), 1000, 1400, turn)
    assert max(abs(one - other) for one, other in zip(box, back, strict=True)) < 1e-9


def test_turns_add_up() -> None:
    assert turned_by(270, 180) == 90
    assert turned_by(0, -90) == 270
