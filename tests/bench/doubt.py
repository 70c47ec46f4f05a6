"""Fits the probability that a word was read right: `python -m tests.bench.doubt [--pages N] [--seeds N ...]`.

Reads generated scans of the open half, compares each word with what is printed, and prints the weights of
`workers.reading.pp_ocr.trust`, by logistic regression. The same seeds and networks give the same weights.
What they are worth on pages that they were not fitted to is told by leaving out a share of the pages at a
time; how well they hold on the other half, with other texts and typefaces, is what `./bench reading` says.

A word is wrong that differs from what is printed in its place in any character that counts in `scans.metric`:
a lost comma makes a wrong word, and of two words that were read as one, or one as two, each is wrong.
"""

import argparse
import io
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.bench.scans import DAMAGES, ScanPage, pages
from tests.bench.scans.metric import right_words
from workers.reading.opening import page_pixels
from workers.reading.pp_ocr import PpOcr
from workers.reading.pp_ocr.order import ordered, words_in
from workers.reading.pp_ocr.trust import WEIGHTS, facts
from workers.reading.pp_ocr.vocabulary import is_known
from workers.reading.recogniser import Pixels
from workers.reading.stamps import separate

RIDGE = 1.0
"""Pull of each weight towards nothing, in squared standard deviations of its fact."""
ROUNDS = 30
MARKED = (0.02, 0.03, 0.04, 0.05)
"""Shares of words that may be marked, for which the threshold and the wrong words below it are told."""
SEEDS = (7001, 7002, 7003, 7004, 7005, 7006)
FOLDS = 6
"""Shares of the pages that are left out in turn."""
DPI, MEGAPIXELS = 300, 100


def judged(page: ScanPage, reader: PpOcr) -> Iterator[tuple[tuple[float, ...], bool]]:
    """The facts of each word that was read, and whether it is printed so."""
    pixels = pixels_of(page)
    rows = ordered(reader.look(pixels, 0).pieces, pixels.dpi)
    texts = [[word.text for word in words_in(row)] for row in rows]
    for row, goods in zip(facts(rows, is_known), right_words(page.truth, texts), strict=True):
        yield from zip(row, goods, strict=True)


def pixels_of(page: ScanPage) -> Pixels:
    """The page's print in gray, as the reader gets it."""
    reply = page_pixels(
        io.BytesIO(page.pdf), media_type="application/pdf", number=1, dpi=DPI, max_megapixels=MEGAPIXELS
    )
    # Own code opened an own file: what the sandbox's checks are for cannot be.
    value: Any = reply.value
    rows, columns, channels = value["rows"], value["columns"], value["channels"]
    x0, _, x1, _ = value["box"]
    dpi = columns * 72 / (x1 - x0)
    samples = np.frombuffer(reply.blobs[0], np.uint8).reshape(rows, columns, channels)
    gray = samples[..., 0] if channels == 1 else separate(samples, dpi).gray
    return Pixels(columns=columns, rows=rows, gray=np.ascontiguousarray(gray).tobytes(), dpi=dpi)


def fitted(table: NDArray[np.float64], wrong: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the columns for the log odds of being wrong; Newton's method, the first column unpulled."""
    spread = np.maximum(table.std(axis=0), 1e-6)
    spread[0] = 1.0
    scaled, pull = table / spread, np.full(table.shape[1], RIDGE)
    pull[0] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (wrong - chance) - pull * weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(pull)
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights / spread)


def right_left_out(
    table: NDArray[np.float64], wrong: NDArray[np.float64], page: NDArray[np.intp]
) -> NDArray[np.float64]:
    """How probably each word is right by weights that were fitted without its page; `page` numbers them."""
    right = np.empty(len(table))
    for fold in range(FOLDS):
        out = page % FOLDS == fold
        right[out] = 1 / (1 + np.exp(table[out] @ fitted(table[~out], wrong[~out])))
    return right


def scans(seeds: Sequence[int], count: int) -> Iterator[ScanPage]:
    """So many pages of each seed, of all degradations in turn."""
    for seed in seeds:
        yield from pages(seed, count, half="open", damages=tuple(DAMAGES))


def main() -> None:
    """Print the weights, and how many wrong words lie under the thresholds that mark a few per cent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    reader = PpOcr(seconds=600)
    words = [
        (number, *word)
        for number, page in enumerate(scans(options.seeds, options.pages))
        for word in judged(page, reader)
    ]
    page = np.array([number for number, _, _ in words])
    table = np.array([row for _, row, _ in words])
    wrong = np.array([not good for _, _, good in words], dtype=float)
    for name, weight in zip(WEIGHTS, fitted(table, wrong), strict=True):
        print(f'    "{name}": {weight:.3f},')
    print(f"{len(words)} words, {int(wrong.sum())} wrong")
    right = right_left_out(table, wrong, page)
    for share in MARKED:
        limit = float(np.quantile(right, share))
        found = wrong[right < limit].sum() / max(1.0, wrong.sum())
        print(f"under {limit:.3f} lie {share:.0%} and {found:.1%} of them")


if __name__ == "__main__":
    main()
