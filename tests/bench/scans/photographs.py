"""Pages photographed with a phone: from aside, on a dark desk, in uneven light. Tones, drawn with a seed."""

import numpy as np
import numpy.typing as npt
from PIL import Image

Tones = npt.NDArray[np.float32]
INSET = (0.02, 0.07)
"""Shares of the picture by which the paper's corners lie inside of it."""
DESK = np.array([92, 72, 56], dtype=np.float32)
GRAIN = 9.0
"""Standard deviation of the desk's tones."""
FADE = (0.15, 0.4)
"""Share of the light that is lost from the window's side to the other."""
SHADOW = (0.25, 0.45)
"""Share of the light that the photographer's shadow takes …"""
SHADOWED = (0.25, 0.6)
"""… from a corner up to so much of the picture's width and height."""
PENUMBRA = 0.05
"""Share of the picture over which the shadow fades."""
CAST = ((0.97, 1.0), (0.93, 0.99), (0.82, 0.97))
"""What lamplight leaves of red, green and blue."""


def photographed(tones: Tones, rng: np.random.Generator) -> Tones:
    """The picture of a scanned page (rows × columns × 3), as large as the page was."""
    rows, columns = tones.shape[:2]
    corners = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], dtype=np.float64)
    inward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]) * (columns, rows)
    seen = corners + inward * rng.uniform(*INSET, (4, 2))
    paper = _in_perspective(np.clip(tones, 0, 255), seen, corners)
    covered = _in_perspective(np.full((rows, columns, 1), 255, np.float32), seen, corners) / np.float32(255)
    desk = DESK + rng.normal(0, GRAIN, (rows, columns, 1)).astype(np.float32)
    cast = np.array([rng.uniform(*left) for left in CAST], dtype=np.float32)
    light = _light(rows, columns, rng)[..., None] * cast
    return np.asarray((paper * covered + desk * (1 - covered)) * light, dtype=np.float32)


def _in_perspective(tones: Tones, seen: npt.NDArray[np.float64], corners: npt.NDArray[np.float64]) -> Tones:
    """The tones with each of their `corners` where it is `seen`, black around them."""
    equations = [
        row
        for (x, y), (u, v) in zip(seen, corners, strict=True)
        for row in ((x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y))
    ]
    way = np.linalg.solve(np.array(equations), corners.ravel())
    whole = Image.fromarray(tones.astype(np.uint8).squeeze())
    moved = whole.transform(whole.size, Image.Transform.PERSPECTIVE, way.tolist(), Image.Resampling.BICUBIC)
    return np.asarray(moved, dtype=np.float32).reshape(tones.shape)


def _light(rows: int, columns: int, rng: np.random.Generator) -> Tones:
    """The share of full light that each place has."""
    x, y = np.linspace(0, 1, columns)[None, :], np.linspace(0, 1, rows)[:, None]
    x, y = (x, 1 - x)[rng.integers(2)], (y, 1 - y)[rng.integers(2)]
    fading = 1 - rng.uniform(*FADE) * (x + y) / 2
    reach = np.hypot(x / rng.uniform(*SHADOWED), y / rng.uniform(*SHADOWED))
    shaded = np.clip((1 + PENUMBRA - reach) / PENUMBRA, 0, 1)
    return np.asarray(fading * (1 - rng.uniform(*SHADOW) * shaded), dtype=np.float32)
