"""Pictures of pages: kept small, shown as a viewer shows them."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image

from workers.reading import picture, rendering
from workers.reading.picture import ImagePage, picture_of_file, samples


def page_of(image: Image.Image, dpi: float = 300) -> ImagePage:
    width, height = image.width * 72 / dpi, image.height * 72 / dpi
    return ImagePage(image=image, width=width, height=height, box=(0, 0, width, height), origin="image")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_page_above_the_kept_pixels_keeps_its_size_in_points(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "KEPT_PIXELS", 100_000)
    out = io.BytesIO()
    Image.new("RGB", (501, 699), "white").save(out, kind, dpi=(300, 300))
    page = picture_of_file(out, 1)
    assert (page.width, page.height) == pytest.approx((501 * 72 / 300, 699 * 72 / 300), abs=0.1)
    kept = samples(page, 300)
    assert 50_000 < kept.width * kept.height < 105_000


def test_flat_pixels_are_made_square_within_the_kept_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "KEPT_PIXELS", 100_000)
    flat = ImagePage(
        image=Image.new("L", (1000, 90)), width=300, height=600, box=(0, 0, 300, 600), origin="image"
    )
    kept = samples(flat, 300)
    assert kept.height / kept.width == pytest.approx(2, rel=0.02)
    assert kept.width * kept.height < 101_000


def test_no_side_is_longer_than_the_recogniser_takes() -> None:
    assert samples(page_of(Image.new("L", (70_000, 30))), 300).width <= picture.LONGEST_SIDE


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
@pytest.mark.parametrize("dpi", [300, 600])
def test_strips_join_without_a_seam(mode: str, dpi: float) -> None:
    """A ramp down the page, several strips long; inks and depth differ, the ramp does not."""
    ramp = Image.fromarray(np.linspace(0, 255, 2000).astype(np.uint8)[:, None].repeat(40, 1))
    if mode == "I;16":
        image = Image.fromarray(np.asarray(ramp).astype(np.uint16) * 257)
    else:
        image = ramp.convert(mode)
    shown = np.asarray(samples(page_of(image, dpi), 300)).astype(int)
    assert shown.shape == (2000 * 300 // dpi, 40 * 300 // dpi)
    if mode == "1":
        assert shown[:200].mean() < shown[-200:].mean()
    else:
        assert np.abs(np.diff(shown[:, 5])).max() <= 2
        assert (shown[0, 5], shown[-1, 5]) == (pytest.approx(0, abs=2), pytest.approx(255, abs=2))


def test_coloured_ink_keeps_its_colour_and_transparency_is_white() -> None:
    sheet = Image.new("RGBA", (200, 1200), (0, 0, 0, 0))
    sheet.paste((20, 40, 200, 255), (50, 700, 150, 760))
    shown = samples(page_of(sheet), 300)
    assert shown.mode == "RGB"
    assert shown.getpixel((10, 10)) == (255, 255, 255)
    assert shown.getpixel((100, 730)) == (20, 40, 200)


def test_a_large_page_is_drawn_at_a_lower_resolution(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(600, 800))
        document.save(out)
    assert rendering.render(out.getvalue(), 1, 72).size == (600, 800)
    monkeypatch.setattr(rendering, "KEPT_PIXELS", 100_000)
    columns, rows = rendering.render(out.getvalue(), 1, 72).size
    assert 95_000 < columns * rows < 101_000
