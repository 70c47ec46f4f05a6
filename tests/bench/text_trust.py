"""How probably a word is wrong that no reader has judged: `python -m tests.bench.text_trust [--set fresh]`.

Every text of the set goes through repair sound and after each kind of damage of `./bench effort`, which is
counted as often as there. A word is wrong if the true text does not have it, or not so often. Prints the
weights of `workers.text_trust` as they are fitted to it, the characters that a wrong word has wrong, and by
kind of damage how many words are wrong and how many the present weights expect. `--set fresh`: of texts that
they were not fitted to.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.audit.observation import distance
from tests.bench.damage import damaged
from tests.bench.documents.case import Case, cases
from tests.bench.doubt import fitted
from tests.bench.effort import DAMAGE
from tests.bench.metadata_cases import text_pages
from workers.repair import repair_pages
from workers.text_trust import WEIGHTS, Facts, facts, risk

FEWEST_IN_COMMON = 0.5
"""Share of its letters that a wrong word has in common with the word it should be."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A text after one kind of damage and repair: facts and truth of each word, wrong words with theirs."""

    kind: str
    words: tuple[tuple[Facts, bool], ...]
    instead: tuple[tuple[str, str], ...]


def judged(which: str) -> Iterator[Judged]:
    """Every text of a set after every kind of damage."""
    for case in cases(which):
        seeds = random.Random(case.name)  # It draws the damage, no secrets.
        for kind in dict.fromkeys(DAMAGE):
            yield _judged(case, kind, seeds.randrange(10_000))


def _judged(case: Case, kind: str, seed: int) -> Judged:
    text = case.text if kind == "sound" else damaged(kind, case.text, seed).text
    pages = repair_pages([page.page for page in text_pages(text)])
    found = [
        (word, fact)
        for page in pages
        for word, fact in zip(page.text.split(), facts(page.lines), strict=True)
    ]
    true, there = Counter(case.text.split()), Counter(word for word, _ in found)
    surplus = there - true
    instead = tuple(zip((true - there).elements(), surplus.elements(), strict=False))
    words = []
    for word, fact in found:
        words.append((fact, surplus[word] > 0))
        surplus[word] -= 1
    return Judged(kind=kind, words=tuple(words), instead=instead)


def main() -> None:
    """Prints weights and counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", dest="which", choices=("open", "fresh"), default="open")
    options = parser.parse_args()
    texts = list(judged(options.which))
    if options.which == "open":
        for name, weight in zip(WEIGHTS, _weights(texts), strict=True):
            print(f'    "{name}": {weight:.3f},')
    pairs = [distance(*pair) for text in texts for pair in text.instead if _is_same_word(*pair)]
    print(f"characters wrong in a wrong word: {sum(pairs) / len(pairs):.2f} ({len(pairs)} words)")
    counts: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for text in texts:
        count = counts[text.kind]
        count[0] += len(text.words)
        count[1] += sum(wrong for _, wrong in text.words)
        count[2] += sum(risk(fact) for fact, _ in text.words)
    for kind, (words, wrong, expected) in counts.items():
        print(f"{kind:<20}{words:8.0f} words{wrong:6.0f} wrong{expected:8.1f} expected")


def _weights(texts: list[Judged]) -> NDArray[np.float64]:
    repeated = [word for text in texts for word in text.words for _ in range(DAMAGE.count(text.kind))]
    table = np.array([fact for fact, _ in repeated])
    return fitted(table, np.array([wrong for _, wrong in repeated], dtype=float))


def _is_same_word(one: str, other: str) -> bool:
    return distance(one, other) <= FEWEST_IN_COMMON * len(one)


if __name__ == "__main__":
    main()
