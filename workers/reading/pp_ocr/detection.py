"""Where lines of text stand on a page: from the detection network's map to strips. Pure but for that."""

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.models import Floats, Network
from workers.reading.pp_ocr.strips import Strip, turned_quarter

CANVASES = ((640, 640), (1280, 928))
"""Rows and columns, multiples of 32, of what the network sees. A4 at 110 dpi just fits the larger one. Every
further shape would cost memory for good: 60 to 120 MB."""
MOST_ENLARGED = 2.0
WHITE = 1.0
INSIDE = 0.3
"""Probability from which a pixel belongs to a line …"""
SURE = 0.5
"""… and the mean over a whole line from which it counts."""
UNCLIP = 1.45
"""The network marks the lines' cores; they grow by this share of area over outline. Measured: wider
strips cost marks over letters, since the letters get smaller."""
THINNEST = 3.0
"""Pixels of the map. Thinner cores are rules and dirt."""
MOST_LINES = 2000


def detect(network: Network, gray: Gray) -> list[Strip]:
    """Strips in pixels of `gray`; width and height as found, so that lying lines are high or turned."""
    rows, columns = gray.shape
    if columns > rows:
        standing = detect(network, np.ascontiguousarray(np.rot90(gray, -1)))
        return [turned_quarter(strip, rows) for strip in standing]
    canvas = next(
        (
            canvas
            for canvas in CANVASES
            if canvas[0] >= MOST_ENLARGED * rows and canvas[1] >= MOST_ENLARGED * columns
        ),
        CANVASES[-1],
    )
    scale = min(MOST_ENLARGED, canvas[0] / rows, canvas[1] / columns)
    size = max(1, round(columns * scale)), max(1, round(rows * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    seen = np.asarray(cv2.resize(gray, size, interpolation=way), dtype=np.float32)
    samples = np.full((1, 1, *canvas), WHITE, np.float32)
    samples[:, :, : size[1], : size[0]] = seen * (2 / 255) - 1
    chance = network(samples)[0, 0]
    return [
        Strip(x=x / scale, y=y / scale, width=width / scale, height=height / scale, angle=angle)
        for x, y, width, height, angle in _rectangles(chance)
    ]


def _rectangles(chance: Floats) -> list[tuple[float, float, float, float, float]]:
    """Centre, sides and angle of each line, in pixels of the map."""
    mask = cv2.dilate((chance > INSIDE).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours[:MOST_LINES]:
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < THINNEST or _mean_inside(chance, np.asarray(contour)) < SURE:
            continue
        growth = width * height * UNCLIP / (width + height)
        found.append((x, y, width + growth, height + growth, angle))
    return found


def _mean_inside(chance: Floats, contour: NDArray[np.int32]) -> float:
    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top], dtype=np.int32)], (1,))
    return float(cv2.mean(chance[top : top + height, left : left + width], inside)[0])
