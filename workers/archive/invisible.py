"""Where invisible words must be set so that they lie over the printed ones. Pure.

The renderer sets every word of a line on one straight baseline, in a font as high as the line's box is above
that baseline. So the line's box is not its ink but made from the estimated baseline and type size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from schemas.base import Box, Rotation
from schemas.turning import turn_box
from workers.archive.plan import PlacedWord
from workers.reading.typesize import DESCENDER, DESCENDING, type_size

FONT_SHARE = 0.80
"""Font size of the invisible text, in type sizes of the print: between `ansvar` and `Åtgärd` in height."""
MIDDLE = 0.207
"""Readers of the PDF give each letter a box whose middle is this far above the baseline, in font sizes. The
baseline is set so that this middle is the middle of the ink."""
FALLBACK_SHARE = 1.2
"""Type size in heights of the ink, for lines of marks whose height says nothing."""
OTHER_SIZE = 1.3
"""Factor between type sizes from which neighbours are set apart; the estimates differ by .1 in one size."""
TELLING = 3
"""Letters from which a word's height tells its size."""
MOST_SLOPE = 0.2
"""Steeper is no skew but a misread line."""


@dataclass(frozen=True)
class TextWord:
    """A word and its box on the page as displayed."""

    text: str
    box: Box


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """A line as the renderer wants it.

    Its baseline starts `intercept` below the box's lower left corner and falls by `slope` to the right.
    """

    words: tuple[TextWord, ...]
    box: Box
    slope: float
    intercept: float


@dataclass(frozen=True, kw_only=True)
class PageText:
    """The text of a page as displayed; points of its MediaBox, origin top left."""

    width: float
    height: float
    lines: tuple[TextLine, ...]


def page_text(
    lines: Sequence[Sequence[PlacedWord]],
    turn: Rotation,
    *,
    media: tuple[float, float],
    crop_offset: tuple[float, float],
) -> PageText:
    """A page's lines, moved from the visible page to its MediaBox and turned as it will be displayed.

    `media` is the unrotated MediaBox's width and height, `crop_offset` the visible page's top left in it.
    """
    width, height = media if turn in (0, 180) else (media[1], media[0])
    placed = (
        _line(run)
        for line in lines
        for run in _runs([_displayed(word, media, crop_offset, turn) for word in line])
    )
    return PageText(width=width, height=height, lines=tuple(line for line in placed if line is not None))


def _displayed(
    word: PlacedWord, media: tuple[float, float], offset: tuple[float, float], turn: Rotation
) -> TextWord:
    text, x0, top, x1, bottom = word
    dx, dy = offset
    return TextWord(text, turn_box((x0 + dx, top + dy, x1 + dx, bottom + dy), *media, turn))


def _runs(words: Sequence[TextWord]) -> Iterator[list[TextWord]]:
    """The words of a printed line in runs of one type size: the renderer sets a line in one size."""
    run: list[TextWord] = []
    run_size: float | None = None
    for word in words:
        size = type_size([(word.text, word.box[3] - word.box[1])]) if len(word.text) >= TELLING else None
        if run and size and run_size and max(size, run_size) > OTHER_SIZE * min(size, run_size):
            yield run
            run, run_size = [], None
        run.append(word)
        run_size = run_size or size
    yield run


def _line(words: Sequence[TextWord]) -> TextLine | None:
    words = _apart([word for word in words if word.box[2] > word.box[0] and word.box[3] > word.box[1]])
    if not words:
        return None
    heights = [word.box[3] - word.box[1] for word in words]
    size = type_size([(word.text, height) for word, height in zip(words, heights, strict=True)])
    size = size or FALLBACK_SHARE * max(heights)
    feet = [
        ((word.box[0] + word.box[2]) / 2, word.box[3] - (DESCENDER * size if _descends(word.text) else 0.0))
        for word in words
    ]
    slope = _slope(feet)
    left = min(word.box[0] for word in words)
    right = max(word.box[2] for word in words)
    middle = median(
        (word.box[1] + word.box[3]) / 2 - slope * ((word.box[0] + word.box[2]) / 2 - left) for word in words
    )
    foot = middle + MIDDLE * FONT_SHARE * size
    bottom = max(foot, foot + slope * (right - left))
    return TextLine(
        words=tuple(words),
        box=(left, foot - FONT_SHARE * size, right, bottom),
        slope=slope,
        intercept=foot - bottom,
    )


def _apart(words: Sequence[TextWord]) -> list[TextWord]:
    """The words without overlap, in which readers of the PDF would mix their letters."""
    apart = list(words)
    for index, following in enumerate(words[1:]):
        x0, top, x1, bottom = words[index].box
        if x0 < following.box[0] < x1:
            apart[index] = TextWord(words[index].text, (x0, top, following.box[0], bottom))
    return apart


def _descends(text: str) -> bool:
    return any(character in DESCENDING for character in text)


def _slope(feet: Sequence[tuple[float, float]]) -> float:
    """Median slope between words that stand apart, so that one odd word does not tilt the line."""
    slopes = [
        (other[1] - one[1]) / (other[0] - one[0])
        for index, one in enumerate(feet)
        for other in feet[index + 1 :]
        if other[0] - one[0] > 1
    ]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) <= MOST_SLOPE else 0.0
