"""How much likelier than a word another one would be in its place that is one letter away.

A letter that the print or the network lost often leaves a word that a dictionary knows: `til`, `miljo`,
`avsäg`. What tells is that a usual word stands next to it and goes better with the neighbours. Pure but for
the model, opened once.
"""

from collections.abc import Iterator
from functools import lru_cache

from workers.reading.pp_ocr.likelihood import Place, alone, likelihood_at, taken_apart
from workers.repair.model import model

RARE = -10.0
"""ln P of a word in the corpus; more usual ones, two words of three, are not asked about."""
MORE_USUAL = 2.0
"""ln of how much more usual than the word another one is at least …"""
TRIED = 6
"""… of which so many are tried at its place, the most usual ones."""
MOST_GAIN = 15.0
LETTERS = "abcdefghijklmnoprstuvxyzåäöé"
LONG = 8
"""Letters of a word beside which no other one stands by chance."""
MARKS = {"a": "åä", "o": "ö", "å": "aä", "ä": "aå", "ö": "o"}
"""What a letter is that gains or loses a ring or dots …"""
GAINED = {"a": "åä", "o": "ö", "å": "ä", "ä": "å"}
"""… and that gains one or has another."""


def likelier_nearby(word: str, place: Place) -> float:
    """ln of how much likelier the likeliest word is with one letter more, less or another; 0 without any.

    Names are spelt in all ways: nothing is said of words with a capital, nor of a part at a line's end.
    """
    opening, core, closing = taken_apart(word)
    if not (core.isalpha() and core.islower() and len(core) > 1) or (
        place.ends_line and closing in ("-", "–")
    ):
        return 0.0
    others = _others(core)
    if not others:
        return 0.0
    likeliest = max(likelihood_at(place, [opening + other + closing]) for other in others)
    gain = likeliest - likelihood_at(place, [word])
    return min(max(gain, 0.0), MOST_GAIN)


def is_slip(word: str) -> bool:
    """Whether it is a long word but for one letter: `forteckningen`. What dirt is read as is not."""
    core = taken_apart(word)[1].lower()
    return len(core) >= LONG and core.isalpha() and bool(_others(core))


def likelier_marked(word: str) -> float:
    """ln of how much likelier a rare word is, wherever it stands, with one mark more, less or another.

    Names count: `Asbro` for `Åsbro`. 0 without a likelier one.
    """
    core = taken_apart(word)[1].lower()
    if not core.isalpha() or (own := alone(core)) > RARE:
        return 0.0
    others = (
        alone(core[:at] + mark + core[at + 1 :])
        for at, letter in enumerate(core)
        for mark in MARKS.get(letter, "")
    )
    return min(max(0.0, max(others, default=own) - own), MOST_GAIN)


def likelier_there(word: str, place: Place) -> float:
    """ln of how much likelier a word is at its place with one mark more or another; 0 without a likelier one.

    Usual words count, too: `for` for `för`.
    """
    opening, core, closing = taken_apart(word)
    if not core.isalpha() or len(core) == 1:
        return 0.0
    own = likelihood_at(place, [word])
    gains = (
        likelihood_at(place, [opening + core[:at] + other + core[at + 1 :] + closing]) - own
        for at, letter in enumerate(core)
        for other in _marked(letter)
    )
    return min(max(0.0, max(gains, default=0.0)), MOST_GAIN)


def _marked(letter: str) -> str:
    more = GAINED.get(letter.lower(), "")
    return more.upper() if letter.isupper() else more


@lru_cache(maxsize=20_000)
def _others(core: str) -> tuple[str, ...]:
    own = alone(core)
    if own > RARE:
        return ()
    usual = {near: _in_corpus(near) for near in {*_one_letter_away(core)}}
    more = [near for near, chance in usual.items() if chance is not None and chance > own + MORE_USUAL]
    return tuple(sorted(more, key=lambda near: (usual[near], near), reverse=True)[:TRIED])


def _in_corpus(word: str) -> float | None:
    known = model()
    form = known.forms.find(word)
    return known.ngrams.single[form.number] if form is not None and form.is_word and form.number else None


def _one_letter_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (left + letter + right for letter in LETTERS)
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in LETTERS)
