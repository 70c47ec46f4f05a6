"""The limits on a page's size, the same for every kind of file."""

import math
from dataclasses import dataclass

from ingest.errors import TooManyPixels

MEGA = 1_000_000
KEPT_PIXELS = 72 * MEGA
"""Pixels that a page is read at, at most: A1 at 300 dpi. Larger pages are read at a lower resolution."""
_READER_BYTES = 250 * MEGA
"""Addresses that the reader takes in the sandbox before it opens a page; measured 190 MB."""
_WORK_BYTES = 11
"""For each pixel that is kept: two pictures in colour and the samples sent; measured 10 on A0 in colour."""
_SHOWN_AT_MOST = 10**9


@dataclass(frozen=True, kw_only=True)
class PageLimits:
    """How large a page may be: in 10^6 pixels, and so that it can be read within `memory_mb` (10^6 bytes)."""

    max_megapixels: int
    memory_mb: int

    def check(self, page: int, pixels: float, bytes_per_pixel: float = 1) -> None:
        """Raises TooManyPixels for a page (counted from 1) that could not be read; see `pixels_decodable`."""
        limit = min(self.max_megapixels * MEGA, self.pixels_decodable(bytes_per_pixel))
        if pixels > limit:
            # A forged size can have hundreds of digits, or be infinite; nobody needs to read it exactly.
            shown = math.ceil(min(pixels / MEGA, _SHOWN_AT_MOST))
            raise TooManyPixels(page=page, megapixels=shown, limit=math.floor(limit / MEGA))

    def pixels_decodable(self, bytes_per_pixel: float) -> float:
        """Most pixels of an image whose decoder takes `bytes_per_pixel`, with the reader's work beside it."""
        memory = max(0, self.memory_mb * MEGA - _READER_BYTES)
        whole = memory / (bytes_per_pixel + _WORK_BYTES)
        return whole if whole <= KEPT_PIXELS else (memory - KEPT_PIXELS * _WORK_BYTES) / bytes_per_pixel
