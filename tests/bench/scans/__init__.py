"""Degraded scans of fictional Swedish municipal records, with exact truth, the same for the same seed.

`pages(seed, count)` sets texts of this folder in several layouts and typefaces, and scans each page in one of
the ways of `DAMAGES`. The two halves share neither texts nor most typefaces: what is tuned on `open` is
measured on `held`.
"""

from tests.bench.scans.damages import CORE, DAMAGES, EXTRA
from tests.bench.scans.pages import ScanPage, pages
from tests.bench.scans.typesetting import TruthLine
from tests.bench.scans.wording import Half

__all__ = ["CORE", "DAMAGES", "EXTRA", "Half", "ScanPage", "TruthLine", "pages"]
