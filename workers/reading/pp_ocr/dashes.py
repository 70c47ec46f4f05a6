"""Tells dashes from hyphens by how long they are: the network reads most of both as hyphens. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from workers.reading.levelling import Gray
from workers.reading.pp_ocr.heights import Blot, blots_of, body_at
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip, higher, picture_of

HYPHENS, DASH = "-‐", "–"
TALL = frozenset("BDEFHIKLMNPRTbdfhkl0123456789")
"""Characters as high as the type's capitals, .66 to .74 of its size."""
LONG = 0.60
"""Width of a dash, in capitals' heights. A hyphen has .33 to .45 of them, a dash of half a type size .7."""
LONGEST = 1.7
"""What is longer is a rule or a dash of a whole type size."""
THIN = 0.3
"""Height in capitals' heights above which a blot is no dash alone."""
LEAST_CAPITAL = 12
"""Pixels. In smaller print the two differ by less than blur adds."""


def with_dashes(page: Gray, strip: Strip, width: int, line: LineRead) -> LineRead:
    """The line with each hyphen that is as long as a dash made one; `width` is that of its picture."""
    if not any(_may_be_dash(line.characters, at) for at in range(len(line.characters))):
        return line
    picture = picture_of(page, higher(strip))
    blots, scale = blots_of(picture), picture.shape[1] / width
    heights = [
        body.bottom - body.top
        for character in line.characters
        if character.text in TALL and (body := body_at(blots, character, scale)) is not None
    ]
    if not heights or (capital := median(heights)) < LEAST_CAPITAL:
        return line
    characters = list(line.characters)
    for at, character in enumerate(characters):
        if _may_be_dash(line.characters, at) and _is_long(body_at(blots, character, scale), capital):
            characters[at] = replace(character, text=DASH)
    return LineRead(tuple(characters))


def _may_be_dash(characters: Sequence[Character], at: int) -> bool:
    """A hyphen between spaces. Those within words and numbers stay: a typewriter's are as long as dashes."""
    if characters[at].text not in HYPHENS or not 0 < at < len(characters) - 1:
        return False
    return characters[at - 1].text.isspace() and characters[at + 1].text.isspace()


def _is_long(blot: Blot | None, capital: float) -> bool:
    if blot is None or blot.bottom - blot.top > THIN * capital:
        return False
    return LONG * capital <= blot.right - blot.left <= LONGEST * capital
