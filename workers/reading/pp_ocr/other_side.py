"""A blank page through which the paper's other side shows. Pure but for the network."""

from collections.abc import Sequence
from statistics import fmean

import cv2
import numpy as np

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Networks
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.reading import see_lines
from workers.reading.pp_ocr.strips import picture_of

SAMPLE = 6
"""Of the page's longest lines, so many are tried."""
LEGIBLE = 0.9
"""Mean confidence from which they make sense in a mirror. What is not mirror writing has .5 to .7 there."""
FLIPS = (1, 0)
"""Left for right, as leaves are turned in a book; top for bottom, as in a pad."""


def is_other_side(networks: Networks, page: Gray, pieces: Sequence[Piece]) -> bool:
    """Whether what was read on the page, turned as it was read, is mirror writing."""
    longest = sorted(pieces, key=lambda piece: -piece.strip.width)[:SAMPLE]
    pictures = [picture_of(page, piece.strip) for piece in longest]
    return bool(pictures) and any(_in_mirror(networks, pictures, way) >= LEGIBLE for way in FLIPS)


def _in_mirror(networks: Networks, pictures: Sequence[Gray], way: int) -> float:
    """How surely the pictures are read when they are flipped."""
    flipped = [np.asarray(cv2.flip(picture, way), dtype=np.uint8) for picture in pictures]
    return fmean(seen.line.confidence for seen in see_lines(networks, flipped))
