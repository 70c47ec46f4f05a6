"""Other views of a page that was read with doubt: more contrast, or softer edges. Pure."""

from math import inf

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import DEVIATION_PER_MAD, Gray, tones

STEP = 8
"""Pixels. The paper's brightness is measured on a picture so many times smaller."""
DARKEST_PAPER = 24
PAPER = 250
"""Tone that the paper is brought to."""
INK_PERCENTILE = 0.7
PLACE, EACH = 5, 3
"""Places that may hold ink are so many pixels wide and apart, on a picture so many times smaller."""
GRAINS, LEAST_STEP = 6, 20
"""A place holds ink from so many deviations of the others on, and from so many tones."""
ENOUGH_PLACES = 30
SOFT = 0.8
"""Pixels at 300 dpi. Standard deviation by which the edges of black and white pages are softened."""
FAINT = 90.0
"""Tones between ink and paper below which a page is faint; office scans have 130 and more."""
GRAYS = (16, 239)
FEW_GRAYS = 0.002
NEAR = 8
"""Steps around a place in which its ink is looked for."""
LEAST_DEPTH = 0.4
"""Share of the whole page's ink depth that is taken to be ink at least."""
BAND = 128
"""Rows that are toned at a time."""
WHITE_FROM = 0.5
"""Share of the way from ink to paper from which everything is white."""


def toned(gray: Gray) -> Gray:
    """The page divided by its paper's brightness, then with the contrast of a copier, place by place."""
    even = _evened(gray)
    depth = _depth(even)
    white = 1 - WHITE_FROM
    result = np.empty_like(even)
    # Band by band: as a whole, this would take two hundred megabytes for an A4 page at 300 dpi.
    for top in range(0, len(even), BAND):
        band = slice(top, top + BAND)
        # Ink of the place's depth becomes 0; what is lighter than half of it becomes white.
        deep = depth[band]
        tone = (even[band].astype(np.float32) - (PAPER - deep)) / (np.maximum(deep * white, 8.0)) * 255
        result[band] = np.clip(tone, 0, 255).astype(np.uint8)
    return result


def _evened(gray: Gray) -> Gray:
    """The page divided by its paper's local brightness."""
    rows, columns = gray.shape
    small = cv2.resize(gray, (max(1, columns // STEP), max(1, rows // STEP)), interpolation=cv2.INTER_AREA)
    bright = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    paper = cv2.resize(cv2.GaussianBlur(bright, (0, 0), 4), (columns, rows), interpolation=cv2.INTER_LINEAR)
    np.maximum(paper, DARKEST_PAPER, out=paper)
    return np.asarray(cv2.divide(gray, paper, scale=PAPER), dtype=np.uint8)


def _depth(even: Gray) -> NDArray[np.float32]:
    """How much darker than the paper the ink is, in tones; nowhere much less than on the whole page.

    Where a page has no ink, its grain would become letters.
    """
    rows, columns = even.shape
    whole = PAPER - min(tones(even[::4, ::4], INK_PERCENTILE)[0], _ink_in_places(even))
    darkest = cv2.erode(cv2.blur(even, (3, 3)), np.ones((2 * STEP + 1, 2 * STEP + 1), np.uint8))[
        ::STEP, ::STEP
    ].copy()
    near = cv2.erode(darkest, np.ones((2 * NEAR + 1, 2 * NEAR + 1), np.uint8))
    depth = np.clip(
        PAPER - cv2.GaussianBlur(near.astype(np.float32), (0, 0), NEAR), LEAST_DEPTH * whole, whole
    )
    return np.asarray(cv2.resize(depth, (columns, rows), interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def is_bilevel(gray: Gray) -> bool:
    """Whether the page holds hardly any pixel that is neither black nor white."""
    sample = gray[::3, ::3]
    return float(np.mean((sample > GRAYS[0]) & (sample < GRAYS[1]))) < FEW_GRAYS


def smoothed(gray: Gray, dpi: float) -> Gray:
    """The page without the ragged edges of a fax or copy, its specks paler.

    Taking the specks out was measured to cost more than it gains: pieces of broken strokes go with them.
    """
    return np.asarray(cv2.GaussianBlur(gray, (0, 0), SOFT * dpi / 300), dtype=np.uint8)


def is_faint(gray: Gray) -> bool:
    """Whether the page's ink is hardly darker than its paper."""
    ink, paper = tones(gray[::4, ::4], INK_PERCENTILE, 60)
    return paper - min(ink, _ink_in_places(gray)) < FAINT


def _ink_in_places(gray: Gray) -> float:
    """The tone of the places that are much darker than most; infinite where there are few.

    Below a few words at the end of a letter the page's darkest pixels are mostly the paper's grain.
    """
    small = cv2.resize(gray, None, fx=1 / EACH, fy=1 / EACH, interpolation=cv2.INTER_AREA)
    places = cv2.erode(small, np.ones((PLACE, PLACE), np.uint8))[::EACH, ::EACH]
    usual = float(np.median(places))
    grain = float(np.median(np.abs(places - usual))) * DEVIATION_PER_MAD
    inked = places[places < usual - max(LEAST_STEP, GRAINS * grain)]
    return float(np.median(inked)) if inked.size >= ENOUGH_PLACES else inf
