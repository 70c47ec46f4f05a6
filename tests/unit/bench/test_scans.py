"""The generator of scans: the same seed gives the same bytes, and the halves stay apart."""

import io

import pikepdf
import pytest

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


def test_pages_go_through_the_damages_in_turn() -> None:
    damages = ("screen72", "clean100")
    assert [made.damage for made in pages(2, 3, damages=damages)] == ["screen72", "clean100", "screen72"]


def test_the_halves_share_no_text() -> None:
    assert not set(texts_of("open")) & set(texts_of("held"))
