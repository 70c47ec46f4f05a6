"""From a page's pixels to lines in points: the print, then the stamps that were taken out of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schemas.base import Box, Rotation
from schemas.page import ReadLine, Word
from schemas.turning import turn_box
from workers.reading.checkboxes import checkboxes
from workers.reading.checking import OpenedPage, PagePixels
from workers.reading.pp_ocr.nearby import is_slip
from workers.reading.recogniser import Pixels, RecognisedLine, Recogniser, SecondReading
from workers.reading.scrawls import by_hand
from workers.reading.stamps import Samples, Separated, Stamp, separate
from workers.reading.ticked import with_checkboxes
from workers.reading.typesize import type_size

SURE_ENOUGH = 0.5
SUBSTANCE = 2
"""A stamp's line is kept when one of its words has this confidence and this many letters or digits: what is
left of its frame reads as bars and ones."""


RESIDUE = 0.2
"""Confidence under which a word of the print that stands in a stamp is what was left of the stamp's ink."""
STROKES = frozenset("1lIiJj|!/\\[](){}-–_.,:;'")
"""What a word beside it consists of that is no more than that: a frame's stroke is surely a 1."""
LONGEST_STROKES = 2
"""Characters of such a word."""


@dataclass(frozen=True, kw_only=True)
class PageRead:
    """What was read of a page's pixels; boxes in points of the unrotated page."""

    rotation: Rotation
    lines: tuple[ReadLine, ...]
    """In reading order; stamps come last."""
    handwriting: tuple[Box, ...]
    """Where something is written by hand."""
    second: SecondReading | None
    """How the print's unsure words were read again."""


def recognise(recogniser: Recogniser, picture: PagePixels, page: OpenedPage) -> PageRead:
    """Read the print, with the boxes to be ticked and without what is written by hand, then the stamps.

    No lines means a blank page. Raises what `Recogniser.recognise` raises.
    """
    separated = _separated(picture)
    print_ = recogniser.recognise(_pixels(separated.gray, picture.dpi), page.rotate)
    rows, columns = separated.gray.shape
    hands = by_hand(separated.gray, picture.dpi, print_)
    boxed = with_checkboxes(
        hands.lines,
        checkboxes(separated.gray, picture.dpi) if print_.lines else (),
        columns=columns,
        rows=rows,
        rotation=print_.rotation,
    )
    stamped = [
        (stamp, list(_stamp_lines(recogniser, stamp, picture, page, print_.rotation)))
        for stamp in separated.stamps
    ]
    areas = [_area(stamp) for stamp, read in stamped if read]
    lines = [
        _placed(line, lambda box: box, picture, page, print_.rotation)
        for line in without_residue(boxed, areas)
    ]
    lines += [line for _, read in stamped for line in read]
    handwriting = tuple(_in_points(box, picture) for box in hands.boxes)
    return PageRead(
        rotation=print_.rotation, lines=tuple(lines), handwriting=handwriting, second=print_.second
    )


def without_residue(lines: Sequence[RecognisedLine], stamped: Sequence[Box]) -> Iterator[RecognisedLine]:
    """The lines of print without what is left of stamps that were taken out and read.

    That is words in `stamped` that are almost surely wrong, and strokes beside them; boxes in pixels. A long
    word with a slip in it is print under a stamp.
    """
    for line in lines:
        inside = [any(_lies_in(word.box, area) for area in stamped) for word in line.words]
        left_over = {
            at
            for at, word in enumerate(line.words)
            if inside[at] and word.confidence < RESIDUE and not is_slip(word.text)
        }
        if left_over:
            left_over |= {at for at, word in enumerate(line.words) if inside[at] and _are_strokes(word.text)}
        words = tuple(word for at, word in enumerate(line.words) if at not in left_over)
        if words:
            yield RecognisedLine(words)


def _are_strokes(text: str) -> bool:
    return len(text) <= LONGEST_STROKES and STROKES.issuperset(text)


def _lies_in(box: Box, area: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _area(stamp: Stamp) -> Box:
    rows, columns = stamp.gray.shape
    return stamp.on_page((0, 0, columns, rows))


def _separated(picture: PagePixels) -> Separated:
    if picture.samples.ndim == 2:  # noqa: PLR2004 - rows and columns, no channels
        return Separated(picture.samples, ())
    return separate(picture.samples, picture.dpi)


def _pixels(gray: Samples, dpi: float) -> Pixels:
    rows, columns = gray.shape
    return Pixels(columns=columns, rows=rows, gray=gray.tobytes(), dpi=dpi)


def _stamp_lines(
    recogniser: Recogniser, stamp: Stamp, picture: PagePixels, page: OpenedPage, rotation: Rotation
) -> Iterator[ReadLine]:
    recognition = recogniser.recognise(_pixels(stamp.gray, picture.dpi), rotation)
    for line in recognition.lines:
        if any(
            word.confidence >= SURE_ENOUGH and sum(map(str.isalnum, word.text)) >= SUBSTANCE
            for word in line.words
        ):
            yield _placed(line, stamp.on_page, picture, page, rotation)


def _placed(
    line: RecognisedLine,
    on_page: Callable[[Box], Box],
    picture: PagePixels,
    page: OpenedPage,
    rotation: Rotation,
) -> ReadLine:
    """The line with its boxes in points; `on_page` brings a box to the page's pixels."""
    words: list[Word] = []
    boxes: list[Box] = []
    start = 0
    for word in line.words:
        boxes.append(_in_points(on_page(word.box), picture))
        words.append(
            Word(
                text=word.text,
                start=start,
                box=boxes[-1],
                confidence=round(word.confidence, 4),
                doubtful=word.doubtful,
                alternative=word.alternative,
            )
        )
        start += len(word.text) + 1
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    turned = [turn_box(box, page.width, page.height, rotation) for box in boxes]
    return ReadLine(
        text=" ".join(word.text for word in words),
        words=tuple(words),
        box=(min(x0s), min(tops), max(x1s), max(bottoms)),
        size=type_size([(word.text, box[3] - box[1]) for word, box in zip(words, turned, strict=True)]),
    )


def _in_points(box: Box, picture: PagePixels) -> Box:
    rows, columns = picture.samples.shape[:2]
    x0, top, x1, bottom = picture.box
    scale_x, scale_y = (x1 - x0) / columns, (bottom - top) / rows
    return (
        round(x0 + box[0] * scale_x, 2),
        round(top + box[1] * scale_y, 2),
        round(x0 + box[2] * scale_x, 2),
        round(top + box[3] * scale_y, 2),
    )
