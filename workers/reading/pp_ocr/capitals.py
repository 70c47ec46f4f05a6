"""Finds capitals that were read as small letters of the same shape, by how high they stand. Pure.

The network reads `Ordföranden` at the head of a line as `ordföranden`, `(C)` as `(c)`.
"""

from collections.abc import Sequence
from dataclasses import replace

from workers.reading.pp_ocr.heights import Blot, LineInk
from workers.reading.pp_ocr.reading import Character, LineRead

UNSURE = {**dict.fromkeys("cosvwxz", 0.98), **dict.fromkeys("uö", 0.9), "å": 0.05}
"""The letters of one form in both cases, and the network's probability for one from which its case is
believed: dots that hang together with a small `ö`, and a blot on an `u`, make them as high as capitals. An
`å` less probable than that was chosen by the lists, to which words with a capital are less likely."""
RINGED, HIGH_RINGED = "å", 1.5
"""With its ring, a capital has at least this share."""
HIGH = (0.6, 1.3)
"""Shares of the way from a small letter's height to a capital's between which a letter is a capital."""
DOTTED, UNLIKELY, HIGHEST_DOTTED = "ö", 0.5, 1.9
"""Blur lets a capital's dots hang together with it: then it has up to this share, and the network believes in
a small letter less than this. A small one's dots make it higher still, or are apart."""
WIDEST = 1.5
"""Width of a letter in small letters' heights; what is wider are letters grown together."""


def may_hold_capitals(line: LineRead) -> bool:
    """Whether the line has a letter that `with_capitals` looks at."""
    return any(_is_unsure_initial(line.characters, at) for at in range(len(line.characters)))


def with_capitals(ink: LineInk, ratio: float, line: LineRead) -> LineRead:
    """The line with the first letters of words that stand as high as capitals made such.

    `ratio` is the page's, as `heights` has it.
    """
    if not ink.small or not ratio:
        return line
    return LineRead(
        tuple(
            replace(character, text=character.text.upper())
            if body is not None
            and _is_unsure_initial(line.characters, at)
            and _is_high(character, body, ink.small, ratio)
            else character
            for at, (character, body) in enumerate(zip(line.characters, ink.bodies, strict=True))
        )
    )


def _is_high(character: Character, body: Blot, small: float, ratio: float) -> bool:
    if body.width > WIDEST * small:
        return False
    way = (body.height / small - 1) / (ratio - 1)
    if character.text == RINGED:
        return way >= HIGH_RINGED
    with_dots = character.text == DOTTED and character.probability < UNLIKELY
    return HIGH[0] <= way <= (HIGHEST_DOTTED if with_dots else HIGH[1])


def _is_unsure_initial(characters: Sequence[Character], at: int) -> bool:
    """Whether an unsure letter of one form in both cases begins a word; words in capitals are left alone."""
    character = characters[at]
    if character.probability >= UNSURE.get(character.text, 0.0):
        return False
    if at > 0 and characters[at - 1].text.isalnum():
        return False
    following = characters[at + 1].text if at + 1 < len(characters) else ""
    return not following.isupper()
