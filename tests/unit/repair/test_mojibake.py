"""Lines of plain Swedish are not given to ftfy, and every line that it calls bad is."""

from itertools import product

import pytest
from ftfy.badness import is_bad

from workers.repair.mojibake import is_weighed, restored

LETTERS = "aA 1.åäöÅÄÖéÉ§–’"
"""What plain Swedish is written with."""


def test_no_bad_line_is_passed_over() -> None:
    lines = ["".join(signs) for length in (1, 2, 3) for signs in product(LETTERS, repeat=length)]
    bad = [line for line in lines if is_bad(line)]
    assert bad
    assert [line for line in bad if not is_weighed(line)] == []


@pytest.mark.parametrize(
    "line", ["Nämnden beslutar enligt 5 kap. 3 § – se även Åsa’s idé.", "ÅRSREDOVISNING"]
)
def test_plain_swedish_is_left_alone(line: str) -> None:
    assert not is_weighed(line)
    assert restored(line) == []


def test_what_our_own_decoders_leave_is_read_by_ftfy() -> None:
    (change,) = restored("Ärendet om fÃ¶rskolan avgÃ¶rs i maj")[:1]
    assert change.after == "förskolan"
