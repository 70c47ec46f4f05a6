"""Whether words are as wide as their letters, and the white beside them as wide as a space. Pure.

Where a letter or a space was lost, the ink is wider than the letters that were read take elsewhere on the
page, however sure the network is of those; where one was made up, it is narrower.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from workers.reading.pp_ocr.order import Piece

Numbers = NDArray[np.float64]

SPREAD = 0.4
"""Standard deviation of letters' widths, as far as is known before a page is measured. All lengths are in
widths of a usual letter, and the page alone says which letters are wide: typewriters have all the same."""
BEARING, BEARING_SPREAD = -0.1, 0.2
"""What a word's ink lacks of its letters' places, the white at both ends, and how that differs."""
NOISE, NOISE_OF_LETTER = 0.08, 0.3
"""Standard deviation of a word's measured width, and by which share its variance grows with each letter."""
STRAYING = 2.5
"""Standard deviations from which a word says less about its letters: it may be misread."""
ROUNDS = 4
LETTERS_OF_PAGE = 6
"""So many letters the page's scale counts for beside those of a line: lines of one word have no own one."""
NARROWEST = 0.1
NARROWEST_WORD = 1.0
"""Pixels: one letter may be seen in one step of the network, and begin where it ends."""
ENOUGH_SPACES = 3
"""From which a line has its own usual space; one of fewer has the page's."""


def surpluses(pieces: Sequence[Piece]) -> list[float]:
    """For each word, in order, how much wider its ink is than its letters; negative where it is narrower.

    In standard deviations, by a regression of the page's words on their letters (ridge, iteratively
    reweighted), with a scale for each piece.
    """
    lines = [piece.words for piece in pieces if piece.words]
    words = list(chain.from_iterable(lines))
    if not words:
        return []
    number = {letter: at for at, letter in enumerate(sorted({*chain.from_iterable(w.text for w in words)}))}
    counts = np.zeros((len(words), len(number) + 1))
    counts[:, -1] = 1.0
    for row, word in zip(counts, words, strict=True):
        for letter in word.text:
            row[number[letter]] += 1.0
    measured = np.array([max(NARROWEST_WORD, word.end - word.start) for word in words])
    ends = np.cumsum([0, *map(len, lines)])
    usual = np.append(np.full(len(number), 1.0), BEARING)
    pull = np.append(np.full(len(number), SPREAD**-2), BEARING_SPREAD**-2)
    noise = NOISE * np.sqrt(1 + NOISE_OF_LETTER * counts[:, :-1].sum(axis=1))
    widths, weight = usual, noise**-2
    for _ in range(ROUNDS):
        lengths = measured / _scales(measured, np.maximum(counts @ widths, NARROWEST), ends)
        strays = np.abs(lengths - counts @ widths) / (STRAYING * noise)
        weight = noise**-2 / np.maximum(1.0, strays)
        curve = (counts * weight[:, None]).T @ counts + np.diag(pull)
        widths = np.linalg.solve(curve, (counts * weight[:, None]).T @ lengths + pull * usual)
    unsure = np.einsum("ij,ij->i", counts @ np.linalg.inv(curve), counts) + noise**2
    found: list[float] = ((lengths - counts @ widths) / np.sqrt(unsure)).tolist()
    return found


def _scales(measured: Numbers, expected: Numbers, ends: Sequence[int] | NDArray[np.intp]) -> Numbers:
    """Pixels of a usual letter for each word: its line's median, drawn towards the page's in short lines."""
    ratios = measured / expected
    page = float(np.median(ratios))
    scales = np.empty_like(ratios)
    for first, last in pairwise(ends):
        order = np.argsort(ratios[first:last])
        passed = np.cumsum(expected[first:last][order])
        middle = ratios[first:last][order][np.searchsorted(passed, passed[-1] / 2)]
        share = passed[-1] / (passed[-1] + LETTERS_OF_PAGE)
        scales[first:last] = share * middle + (1 - share) * page
    return scales


def narrowest_beside(pieces: Sequence[Piece]) -> list[float]:
    """For each word, in order, the narrower white beside it as a share of its line's usual space; at most 1.

    A space amid a word, which the network made up, is narrow.
    """
    whites = [[max(0.0, right.start - left.end) for left, right in pairwise(piece.words)] for piece in pieces]
    every = list(chain.from_iterable(whites))
    page = float(np.median(every)) if every else 0.0
    return list(chain.from_iterable(_narrowest(white, page) for white in whites))


def _narrowest(whites: Sequence[float], page: float) -> Iterator[float]:
    usual = max(1.0, float(np.median(whites)) if len(whites) >= ENOUGH_SPACES else page)
    for before, after in pairwise([usual, *whites, usual]):
        yield min(1.0, before / usual, after / usual)
