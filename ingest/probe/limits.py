"""The limit on a page's size, the same for every kind of file."""

import math

from ingest.errors import TooManyPixels

_SHOWN_AT_MOST = 10**9


def check_pixels(page: int, pixels: float, max_megapixels: int) -> None:
    """Raises TooManyPixels when a page (counted from 1) has more pixels than 10^6 times the limit."""
    if pixels > max_megapixels * 1_000_000:
        # A forged size can have hundreds of digits, or be infinite; nobody needs to read it exactly.
        shown = math.ceil(min(pixels / 1_000_000, _SHOWN_AT_MOST))
        raise TooManyPixels(page=page, megapixels=shown, limit=max_megapixels)
