"""Lines are shown to the network from narrow to wide, in few widths, and come back as they were given."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workers.reading.pp_ocr.models import Floats, Networks
from workers.reading.pp_ocr.reading import padded, see_lines
from workers.reading.pp_ocr.strips import HEIGHT, WIDEST

ALPHABET = ("", *"abcdefghijklmnopqrstuvwxyz")


class Toning:
    """A network that reads one letter from a line: a is black, b a little lighter, and so on."""

    def __init__(self) -> None:
        self.widths: list[int] = []

    def __call__(self, samples: Floats) -> Floats:
        self.widths.append(samples.shape[3])
        chance = np.zeros((1, samples.shape[3] // 8, len(ALPHABET)), np.float32)
        chance[0, :, 1 + round(float(samples[0, 0, 0, 0] + 1) * 255 / 2)] = 1.0
        return chance


@given(st.lists(st.integers(min_value=8, max_value=WIDEST), max_size=12))
def test_lines_come_back_in_the_order_given(widths: list[int]) -> None:
    network = Toning()
    networks = Networks(detect=network, recognise=network, characters=ALPHABET, version="")

    seen = see_lines(
        networks, [np.full((HEIGHT, width), tone, np.uint8) for tone, width in enumerate(widths)]
    )

    assert "".join(one.line.text for one in seen) == "".join(ALPHABET[1 : 1 + len(widths)])
    assert network.widths == sorted(network.widths)


@given(st.integers(min_value=1, max_value=WIDEST))
def test_a_line_is_padded_by_less_than_a_step(columns: int) -> None:
    assert columns <= padded(columns) < columns + 128
    assert padded(padded(columns)) == padded(columns)


def test_lines_of_a_page_have_few_widths() -> None:
    assert len({padded(columns) for columns in range(1, 2049)}) == 24
