"""Takes notes in the margin out of the rows of text that an engine has read them into. Pure."""

from collections.abc import Iterator, Sequence

from schemas.base import Box
from workers.reading.margins import beside, margins
from workers.reading.recogniser import RecognisedLine, RecognisedWord
from workers.reading.regions import around
from workers.reading.segment import Segment, without_wide_gaps
from workers.reading.typesize import type_size

POINTS_PER_INCH = 72

Words = tuple[RecognisedWord, ...]


def notes_apart(lines: Sequence[RecognisedLine], dpi: float) -> tuple[RecognisedLine, ...]:
    """The lines in their order, each note of a page with a margin before the line beside which it begins.

    The words' boxes are pixels of a page that lies for reading.
    """
    segments = [segment for line in lines for segment in _segments(line, POINTS_PER_INCH / dpi)]
    page = margins(segments)
    if not page.notes:
        return tuple(lines)
    noted = {id(word) for note in page.notes for segment in note for word in segment.content}
    notes_before: dict[int, list[Segment[Words]]] = {}
    for note in page.notes:
        place = next(segment for segment in page.text if any(beside(part, segment) for part in note))
        notes_before.setdefault(id(place.content[0]), []).extend(note)
    return tuple(_parted(lines, noted, notes_before))


def _segments(line: RecognisedLine, points: float) -> Iterator[Segment[Words]]:
    """The line's words in runs without a wide gap."""
    size = type_size([(word.text, word.box[3] - word.box[1]) for word in line.words])
    size = size or max(word.box[3] - word.box[1] for word in line.words)
    for run in without_wide_gaps([(word.box[0], word.box[2]) for word in line.words], size):
        words = line.words[run]
        yield Segment(
            content=words,
            box=_level(around([word.box for word in words]), size, points),
            text=" ".join(word.text for word in words),
            words=len(words),
        )


def _level(inked: Box, size: float, points: float) -> Box:
    """As high as the type, whichever letters there are."""
    x0, top, x1, bottom = inked
    middle = (top + bottom) / 2
    return x0 * points, (middle - size / 2) * points, x1 * points, (middle + size / 2) * points


def _parted(
    lines: Sequence[RecognisedLine], noted: set[int], notes_before: dict[int, list[Segment[Words]]]
) -> Iterator[RecognisedLine]:
    for line in lines:
        for word in line.words:
            for note in notes_before.get(id(word), ()):
                yield RecognisedLine(note.content)
        if rest := tuple(word for word in line.words if id(word) not in noted):
            yield RecognisedLine(rest)
