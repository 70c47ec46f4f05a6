"""Fits how two readings of a word are weighed: `python -m tests.bench.opinions [--pages N] [--seeds N ...]`.

Reads generated scans of the open half, has the unsure words read again, compares both readings with what is
printed, and prints the weights of `workers.reading.pp_ocr.arbiter`, by logistic regression.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.settings import Settings
from tests.bench.doubt import SEEDS, fitted, pixels_of, scans
from tests.bench.scans import ScanPage
from tests.bench.scans.metric import right_words
from workers.reading.pp_ocr import PpOcr
from workers.reading.pp_ocr.arbiter import AGREED, CHOSEN, KEPT, OTHERWISE, Opinion, facts, may_replace
from workers.reading.pp_ocr.excerpts import ASKED, excerpts
from workers.reading.pp_ocr.likelihood import place_in
from workers.reading.pp_ocr.order import ordered, words_in
from workers.reading.pp_ocr.pp_ocr import gray_of
from workers.reading.pp_ocr.second_reading import opinions
from workers.reading.pp_ocr.trust import facts as facts_of_words
from workers.reading.pp_ocr.trust import trust
from workers.reading.pp_ocr.vocabulary import is_known
from workers.reading.tesseract import Tesseract


@dataclass(frozen=True, kw_only=True)
class Case:
    """A word that was read twice, and which of the readings is printed."""

    page: str
    word: str
    trust: float
    opinion: Opinion
    facts: tuple[float, ...]
    first_is_right: bool
    second_is_right: bool


def cases(page: ScanPage, first: PpOcr, second: Tesseract) -> Iterator[Case]:
    """Every unsure word of the page that the second reader reads in its place."""
    pixels = pixels_of(page)
    look = first.look(pixels, 0)
    rows = ordered(look.pieces, pixels.dpi)
    words = [words_in(row) for row in rows]
    texts = [[word.text for word in row] for row in words]
    trusts = [list(map(trust, row)) for row in facts_of_words(rows, is_known)]
    upright = np.ascontiguousarray(np.rot90(gray_of(pixels), -look.turn // 90))
    asked = excerpts(upright, rows, trusts)
    read = second.read_excerpts([excerpt.picture for excerpt in asked]) if asked else []
    goods = right_words(page.truth, texts)
    for (row, at), opinion in opinions(asked, read).items():
        if trusts[row][at] >= ASKED:
            continue
        yield Case(
            page=page.name,
            word=texts[row][at],
            trust=trusts[row][at],
            opinion=opinion,
            facts=facts(texts[row][at], trusts[row][at], opinion, place_in(texts[row], at)),
            first_is_right=goods[row][at],
            second_is_right=_are_printed(page, texts, row, at, opinion.text.split()),
        )


def _are_printed(page: ScanPage, texts: list[list[str]], row: int, at: int, words: Sequence[str]) -> bool:
    others = [list(line) for line in texts]
    others[row][at : at + 1] = words
    return all(right_words(page.truth, others)[row][at : at + len(words)])


def _weights(name: str, keys: Sequence[str], found: Sequence[Case], wanted: Sequence[bool]) -> None:
    table = np.array([(1.0, *case.facts[: len(keys) - 1]) for case in found])
    weights = fitted(table, np.array(wanted, dtype=float))
    told = ", ".join(f'"{key}": {weight:.3f}' for key, weight in zip(keys, weights, strict=True))
    print(f"{name} = {{{told}}}  # {len(found)} words, {sum(wanted)}")


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    options = parser.parse_args()
    first, second = PpOcr(seconds=600), Tesseract(seconds=Settings().recognise_seconds)
    found = [case for page in scans(options.seeds, options.pages) for case in cases(page, first, second)]
    agreed = [case for case in found if case.opinion.text == case.word]
    rivals = [case for case in found if case.opinion.text.replace(" ", "") != case.word]
    fair = [case for case in rivals if may_replace(case.word, case.opinion.text)]
    _weights("AGREED", list(AGREED), agreed, [not case.first_is_right for case in agreed])
    _weights("OTHERWISE", list(OTHERWISE), fair, [_wins(case) for case in fair])
    _weights("KEPT", list(KEPT), rivals, [not case.first_is_right for case in rivals])
    print(f"chosen from {CHOSEN} on; {len(found)} words")


def _wins(case: Case) -> bool:
    return case.second_is_right and not case.first_is_right


if __name__ == "__main__":
    main()
