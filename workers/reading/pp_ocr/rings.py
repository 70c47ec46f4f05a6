"""Finds the ring or the dots over a capital A by its form: the network reads many an Å as A. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from workers.reading.pp_ocr.heights import Blot, LineInk
from workers.reading.pp_ocr.reading import Character, LineRead

RISE = (0.11, 0.50)
"""How far a marked letter stands above other capitals; in their height, as all lengths below."""
NEAR = 0.18
"""White between a letter and its mark, at most."""
LEAST_MARK = 0.06, 0.10
"""What is lower, or shorter and narrower than this, is dirt."""
LEAST_CAPITAL = 18
"""Pixels. Lower capitals are too small to be measured."""
WIDEST = 1.5
"""What is wider are letters grown together."""
SURE = 0.999
"""The network's probability for an A from which what stands over it is dirt."""
DOTS, ALIKE = 2, 1.8
"""Dots are two, the wider at most so many times as wide as the other: a copier breaks rings in two."""


def may_bear_marks(line: LineRead) -> bool:
    """Whether the line has a letter that `with_marks` looks at."""
    return any(map(_is_asked, line.characters))


def _is_asked(character: Character) -> bool:
    return character.text == "A" and character.probability < SURE


def with_marks(ink: LineInk, ratio: float, line: LineRead) -> LineRead:
    """The line with each A that bears a ring or dots as Å or Ä; `ratio` is the page's, see `heights`."""
    capital = ink.capital_by(ratio)
    if capital < LEAST_CAPITAL:
        return line
    return LineRead(
        tuple(
            _marked(character, body, ink, capital) if body is not None and _is_asked(character) else character
            for character, body in zip(line.characters, ink.bodies, strict=True)
        )
    )


def _marked(character: Character, body: Blot, ink: LineInk, capital: float) -> Character:
    if body.width > WIDEST * capital:
        return character
    above = _above(body, ink.blots, capital)
    rise = ink.base - min((blot.top for blot in above), default=body.top) - capital
    if not RISE[0] * capital <= rise <= RISE[1] * capital:
        return character
    return replace(character, text="Ä" if _are_dots(above) else "Å")


def _are_dots(marks: Sequence[Blot]) -> bool:
    return len(marks) == DOTS and max(m.width for m in marks) <= ALIKE * min(m.width for m in marks)


def _above(body: Blot, blots: Sequence[Blot], capital: float) -> list[Blot]:
    """What stands over a letter, close to it."""
    return [
        blot
        for blot in blots
        if blot.bottom <= body.top + LEAST_MARK[0] * capital
        and body.left <= (blot.left + blot.right) / 2 <= body.right
        and body.top - blot.bottom <= NEAR * capital
        and blot.height >= LEAST_MARK[0] * capital
        and max(blot.height, blot.width) >= LEAST_MARK[1] * capital
        and blot.top > 0
    ]
