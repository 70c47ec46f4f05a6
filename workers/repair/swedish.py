"""How likely a string is as Swedish, in nats: the one yardstick by which readings are compared.

`cost` is roughly -ln P(token): letters by the three-letter statistics of official Swedish, the commonest
words at a flat rate, and signs by how common they are and whether they can stand where they do. Only the
difference between two readings of the same token means something.
"""

import re
from functools import lru_cache

from workers.repair.swedish_statistics import (
    ALPHABET,
    COMMON_WORDS,
    LETTER_LEVELS,
    LEVELS,
    NATS_PER_LEVEL,
    SIGN_NATS,
)

LATIN = "A-Za-zÀ-ÖØ-öø-žȘ-țḀ-ỹ"
"""Character class: the letters that words in Latin script are written with."""
COMMON = frozenset(COMMON_WORDS.split())
"""The commonest words with å, ä or ö, in lower case."""

BRACKETS = frozenset("{|}[]\\^~`")
"""Signs whose seven-bit codes are letters in ISO 646-SE; rare in running text."""
JOINERS = frozenset("-–’'´:./&_@+\u00ad\u2011\u00a0")
"""Signs that stand between letters in sound text."""

KNOWN_SIGNS = frozenset("…€£½¼¾×±²³µ©®")
"""Signs of office print that the statutes, of which the statistics are made, hardly use."""
QUOTES = frozenset("”“„’‘»«")
"""Signs that open or close a word."""

LONE_LETTERS = frozenset("åäöéà")
"""Beyond ASCII, the letters that stand alone in Swedish."""
LONE_LETTER_NATS = 18.0
COMMON_WORD_NATS = 7.0
"""About -ln of one word's share, were all the common ones equally common."""
KNOWN_SIGN_NATS, RARE_SIGN_NATS = 10.0, 14.0
ASCII_SIGN_NATS = 3.0
BRACKET_NATS = 6.0
QUOTE_NATS = 5.0
SIGN_IN_WORD_NATS = 8.0
ODD_CAPITAL_NATS = 8.0
GLUED_WORD_NATS = 4.0

_PARTS = re.compile(f"([{LATIN}]+)|(.)", re.DOTALL)
_ODD_CAPITAL = re.compile("[a-zà-öø-ž](?:[A-Z](?![a-zà-öø-ž]{2})|[À-ÖØ-Þ])|[A-ZÀ-ÖØ-Þ]{2}[a-zà-öø-ž]{2}")
_GLUED_WORD = re.compile("[a-zà-öø-ž][A-Z][a-zà-öø-ž]{2}")
_CODES = {letter: code for code, letter in enumerate(ALPHABET)}
_SIZE = len(ALPHABET)
_OTHER = _CODES["*"]
_LEVEL_NATS = {level: index * NATS_PER_LEVEL for index, level in enumerate(LEVELS)}
_NATS = tuple(_LEVEL_NATS[level] for level in LETTER_LEVELS)


@lru_cache(maxsize=20_000)
def cost(token: str) -> float:
    """Nats of a run of characters without white space; the lower, the likelier."""
    total = 0.0
    parts = [(found.group(1), found.group(2)) for found in _PARTS.finditer(token)]
    for at, (word, sign) in enumerate(parts):
        if word:
            total += word_cost(word)
        elif sign not in "0123456789":
            between = 0 < at < len(parts) - 1 and bool(parts[at - 1][0] and parts[at + 1][0])
            total += _sign_cost(sign, between_letters=between, alone=len(parts) == 1)
    return total


def word_cost(word: str) -> float:
    """Nats of a run of letters, in either case."""
    lower = word.lower()
    if len(word) == 1 and not word.isascii() and lower not in LONE_LETTERS:
        return LONE_LETTER_NATS
    nats = COMMON_WORD_NATS if lower in COMMON else letters_cost(lower)
    nats += ODD_CAPITAL_NATS * len(_ODD_CAPITAL.findall(word))
    return nats + GLUED_WORD_NATS * len(_GLUED_WORD.findall(word))


def is_common(word: str) -> bool:
    """Whether this is one of the commonest words with å, ä or ö, written as a word is."""
    return word.lower() in COMMON and (word[1:].islower() or word.isupper())


def letters_cost(lower: str) -> float:
    """Nats of a lower-case word by its letters alone."""
    before = previous = 0
    nats = 0.0
    for letter in lower:
        code = _CODES.get(letter, _OTHER)
        nats += _NATS[(before * _SIZE + previous) * _SIZE + code]
        before, previous = previous, code
    return nats + _NATS[(before * _SIZE + previous) * _SIZE]


def _sign_cost(sign: str, *, between_letters: bool, alone: bool) -> float:
    if sign in BRACKETS:
        nats = BRACKET_NATS
    elif sign.isascii():
        nats = ASCII_SIGN_NATS
    elif sign in QUOTES and not alone:
        nats = QUOTE_NATS
    else:
        nats = SIGN_NATS.get(sign, KNOWN_SIGN_NATS if sign in KNOWN_SIGNS else RARE_SIGN_NATS)
    return nats + (SIGN_IN_WORD_NATS if between_letters and sign not in JOINERS else 0.0)
