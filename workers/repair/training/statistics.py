"""The source of `swedish_statistics.py`, which judges encodings.

Only statistics go in, no text: how common three letters are in a row, the commonest words with å, ä or ö,
and how common each sign is.
"""

import hashlib
import lzma
import math
import re
from collections import Counter
from pathlib import Path
from textwrap import wrap

from workers.repair.training.corpus import SOURCE

ALPHABET = " abcdefghijklmnopqrstuvwxyzåäöé*"
"""A word's edge, the letters of Swedish, and `*` for any other letter."""
LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NATS_PER_LEVEL = 0.25
WEIGHTS = (0.90, 0.09, 0.01)
"""Of the statistics of three, two and one letters."""
RAREST = 1e-7
"""Probability of a letter that was never seen."""
COMMON_WORDS = 1800
COMMON_SIGN = 1e-6
"""Share of all characters from which a sign counts as seen at all."""
LINE = 96

_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(f"[^{re.escape(ALPHABET)}]")


def words_of(text: str) -> Counter[str]:
    """Every run of letters, in lower case, with how often it occurs."""
    return Counter(word.lower() for word in _LETTERS.findall(text))


def letter_rows(words: Counter[str]) -> list[str]:
    """For each pair of letters, the level of -ln P(next letter | pair) for every next letter.

    A word counts by the square root of its frequency, so that the commonest do not drown the rest.
    Jelinek-Mercer interpolation of three, two and one letters.
    """
    counts: Counter[str] = Counter()
    for word, count in words.items():
        shape = "  " + _FOREIGN.sub("*", word) + " "
        for at in range(2, len(shape)):
            for length in range(4):
                counts[shape[at + 1 - length : at + 1]] += math.isqrt(count)
    histories: Counter[str] = Counter()
    for letters, count in counts.items():
        if letters:
            histories[letters[:-1]] += count

    def level(pair: str, letter: str) -> str:
        shares = (
            counts[history + letter] / histories[history] if histories[history] else 0.0
            for history in (pair, pair[1], "")
        )
        probability = RAREST + sum(weight * share for weight, share in zip(WEIGHTS, shares, strict=True))
        return LEVELS[min(round(-math.log(probability) / NATS_PER_LEVEL), len(LEVELS) - 1)]

    return ["".join(level(a + b, c) for c in ALPHABET) for a in ALPHABET for b in ALPHABET]


def common_words(words: Counter[str]) -> list[str]:
    """The commonest words that have å, ä or ö, in alphabetical order."""
    marked = [(count, word) for word, count in words.items() if re.search("[åäö]", word)]
    return sorted(word for _, word in sorted(marked, key=lambda seen: (-seen[0], seen[1]))[:COMMON_WORDS])


def sign_nats(text: str) -> dict[str, float]:
    """-ln of the share that each sign beyond ASCII has of all characters, in nats to one decimal."""
    seen = Counter(re.findall(r"[^\w\s\x00-\x7f]", text))
    return {
        sign: round(-math.log(count / len(text)), 1)
        for sign, count in sorted(seen.items())
        if count / len(text) >= COMMON_SIGN
    }


def constant(name: str, lines: list[str]) -> str:
    """A string constant, with one source line for each of `lines`."""
    return f"{name} = (\n" + "".join(f'    "{line}"\n' for line in lines) + ")\n"


def module(corpus: Path) -> str:
    """The source of the statistics module."""
    packed = (corpus / SOURCE).read_bytes()
    text = lzma.decompress(packed).decode("utf-8")
    words = words_of(text)
    levels = "".join(letter_rows(words))
    signs = "".join(f'    "{sign}": {nats},\n' for sign, nats in sign_nats(text).items())
    return (
        '"""Statistics of official Swedish, written by `workers.repair.build`; not to be edited by hand.\n\n'
        f"Source: {SOURCE}\nsha256 {hashlib.sha256(packed).hexdigest()}\n"
        "(Svensk författningssamling; texts of the Government Offices).\n"
        "Meanings are told in `training/statistics.py`.\n"
        '"""\n\n'
        f'ALPHABET = "{ALPHABET}"\nLEVELS = "{LEVELS}"\nNATS_PER_LEVEL = {NATS_PER_LEVEL}\n\n'
        + constant("LETTER_LEVELS", [levels[at : at + LINE] for at in range(0, len(levels), LINE)])
        + f"\nSIGN_NATS = {{\n{signs}}}\n\n"
        + constant("COMMON_WORDS", [line + " " for line in wrap(" ".join(common_words(words)), LINE)])
    )
