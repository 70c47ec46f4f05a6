"""The generator of scans: the same seed gives the same bytes, and the halves stay apart."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image

from tests.bench.scans import DAMAGES, pages
from tests.bench.scans.pages import page
from tests.bench.scans.wording import texts_of


def test_the_same_seed_gives_the_same_page() -> None:
    one, other = (page(5, 16, half="open", damage="grey_stamp") for _ in range(2))
    assert one == other
    assert page(6, 16, half="open", damage="grey_stamp").pdf != one.pdf
    assert next(line.text for line in one.truth if line.optional) == "INKOM"


@pytest.mark.parametrize("damage", ["fax98", "jpeg2000"])
def test_a_page_is_one_image_of_its_form(damage: str) -> None:
    made = page(1, 0, half="held", damage=damage)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        across, down = DAMAGES[damage].dpi
        assert (int(image.Width), int(image.Height)) == pytest.approx((8.27 * across, 11.69 * down), abs=1)
        assert {"fax98": "/CCITTFaxDecode", "jpeg2000": "/JPXDecode"}[damage] in repr(image.Filter)


def test_a_photograph_shows_the_page_on_a_desk() -> None:
    made = page(3, 1, half="open", damage="photo")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        picture = Image.open(io.BytesIO(image.read_raw_bytes()))
    tones = np.asarray(picture.convert("L"), dtype=np.float64)
    rows, columns = tones.shape
    corners = [tones[y : y + 9, x : x + 9].mean() for y in (0, rows - 9) for x in (0, columns - 9)]
    assert max(corners) < 110
    assert np.percentile(tones[rows // 4 : -rows // 4, columns // 4 : -columns // 4], 70) > 110
    assert made.truth == page(3, 1, half="open", damage="office200").truth


@pytest.mark.parametrize("damage", ["last_page", "last_page_fax"])
def test_a_last_page_holds_a_few_lines(damage: str) -> None:
    made = page(3, 2, half="open", damage=damage)
    assert made.layout == "last_page"
    assert 5 <= len(made.truth) <= 8
    assert made.truth[0].cells[-1] == "2 (2)"


def test_pages_go_through_the_damages_in_turn() -> None:
    damages = ("screen72", "clean100")
    assert [made.damage for made in pages(2, 3, damages=damages)] == ["screen72", "clean100", "screen72"]


def test_the_halves_share_no_text() -> None:
    assert not set(texts_of("open")) & set(texts_of("held"))
