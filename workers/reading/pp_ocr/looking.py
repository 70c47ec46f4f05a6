"""One look at a page: find the lines, find which way is up, read them. Pure but for the networks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import fmean, median

import cv2
import numpy as np

from schemas.base import Rotation
from schemas.turning import turned_by
from workers.reading.levelling import Gray, tones
from workers.reading.pp_ocr.behind import lines_behind
from workers.reading.pp_ocr.bullets import bulleted
from workers.reading.pp_ocr.by_height import told_by_height
from workers.reading.pp_ocr.dashes import with_dashes
from workers.reading.pp_ocr.decoding import decoded
from workers.reading.pp_ocr.detection import detect
from workers.reading.pp_ocr.ends import lengthened
from workers.reading.pp_ocr.models import Networks
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.parting import parted, trimmed, without_parts
from workers.reading.pp_ocr.reading import LineRead, Seen, mixed, see_lines
from workers.reading.pp_ocr.spacing import usual_spacing
from workers.reading.pp_ocr.strips import Strip, length, level, picture_of, turned_quarter
from workers.reading.pp_ocr.toning import is_bilevel, smoothed, toned
from workers.reading.pp_ocr.vocabulary import is_known, is_one_word
from workers.reading.pp_ocr.words import spread, words_of

LONG = 3.0
"""Sides' ratio from which a strip shows by its form which way its line runs."""
LYING_SHARE = 0.6
"""Share of the long strips' length that stands upright when the page lies on its side."""
SAMPLE = 4
SAMPLE_RATIO = 12
"""The lines tried for up and down are those whose sides' ratio is nearest to this: long enough to tell, short
enough to be quick."""
UPRIGHT = 0.90
"""Mean confidence of the sample from which a page stands upright; lines on their head stay below .75."""
LEGIBLE = 0.50
"""Mean confidence under which a strip is no text: emblems, signatures, dirt."""
SHINING = 0.4
"""Share of the page's usual contrast under which print shines through from the paper's other side."""
ENOUGH = 12
"""Characters of a line whose contrast and height tell what is usual."""
LARGE, SPARSE = 1.5, 1.2
"""Handwriting is higher than the page's lines so many times, and most gives fewer characters for its width in
heights: print gives two …"""
SCRAWLED, UNREADABLE = 0.88, 0.70
"""… Sparse strips are handwriting below this confidence, others below that."""
SURE, SURE_CHARACTER = 0.965, 0.6
"""Mean confidence of a line, and confidence of a single character, below which a line is read again …"""
BETTER = 0.002
"""… and by how much the second reading must be surer."""
CHUNK = 32
"""Lines read between two looks at the clock."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What one look at a page gave: pieces in pixels of the page after turning it clockwise by `turn`."""

    turn: Rotation
    pieces: tuple[Piece, ...]
    scrawls: tuple[Strip, ...] = ()
    """Where something is written by hand that was not read."""

    @property
    def characters(self) -> int:
        return sum(len(word.characters) for piece in self.pieces for word in piece.words)

    @property
    def confidence(self) -> float:
        """Mean over the characters; 0 without any."""
        probabilities = [
            character.probability
            for piece in self.pieces
            for word in piece.words
            for character in word.characters
        ]
        return fmean(probabilities) if probabilities else 0.0


def look_at(
    networks: Networks,
    gray: Gray,
    *,
    dpi: float,
    turn: Rotation,
    still_time: Callable[[], None],
) -> Look:
    """Read the page, first turned by `turn`, else as its lines say.

    `still_time` is called between chunks of lines and raises when there is none.
    """
    page = np.ascontiguousarray(np.rot90(gray, -turn // 90))
    strips = detect(networks.detect, page)
    if _lies(strips):
        strips = [turned_quarter(strip, page.shape[1]) for strip in strips]
        page, turn = np.ascontiguousarray(np.rot90(page)), turned_by(turn, -90)
    strips = lengthened(page, [level(strip) for strip in strips])
    strips = trimmed(without_parts(strips, dpi), dpi)
    pictures = [picture_of(page, strip) for strip in strips]
    sample = _sample(strips)
    tried = see_lines(networks, [pictures[at] for at in sample])
    if _upside_down(networks, tried, [pictures[at] for at in sample]):
        rows, columns = page.shape
        strips = [_on_head(strip, columns, rows) for strip in strips]
        pictures = [_turned_over(picture) for picture in pictures]
        page, turn = np.ascontiguousarray(page[::-1, ::-1]), turned_by(turn, 180)
        known: dict[Strip, Seen] = {}
    else:
        known = {strips[at]: one for at, one in zip(sample, tried, strict=True)}
    drawn = dict(zip(strips, pictures, strict=True))
    strips = parted(strips, pictures, dpi)
    pictures = [drawn[strip] if strip in drawn else picture_of(page, strip) for strip in strips]
    seen = _seen(networks, strips, pictures, known, still_time)
    for number, behind in sorted(lines_behind(networks, page, strips, seen).items(), reverse=True):
        strips[number : number + 1] = [strip for strip, _ in behind]
        pictures[number : number + 1] = [picture_of(page, strip) for strip, _ in behind]
        seen[number : number + 1] = [one for _, one in behind]
    contrasts = list(map(_contrast, pictures))
    pictures, lines = _decoded(networks, page, strips, pictures, seen, dpi)
    widths = [picture.shape[1] for picture in pictures]
    lines = told_by_height(page, strips, widths, lines)
    lines = [
        with_dashes(page, strip, width, line)
        for strip, width, line in zip(strips, widths, lines, strict=True)
    ]
    pieces, scrawls = _pieces(page, strips, pictures, contrasts, lines)
    return Look(turn=turn, pieces=tuple(pieces), scrawls=tuple(scrawls))


def _lies(strips: Sequence[Strip]) -> bool:
    """Whether most long lines run up or down."""
    long = [strip for strip in strips if length(strip) > LONG * min(strip.width, strip.height)]
    total = sum(map(length, long))
    lying = sum(length(strip) for strip in long if level(strip).height > level(strip).width)
    return total > 0 and lying > LYING_SHARE * total


def _sample(strips: Sequence[Strip]) -> list[int]:
    """The numbers of the lines that are tried for up and down."""
    return sorted(
        range(len(strips)),
        key=lambda number: abs(strips[number].width / strips[number].height - SAMPLE_RATIO),
    )[:SAMPLE]


def _upside_down(networks: Networks, tried: Sequence[Seen], pictures: Sequence[Gray]) -> bool:
    """Whether the sample's pictures, which gave what was `tried`, make more sense turned over."""
    if not tried:
        return False
    upright = fmean(one.line.confidence for one in tried)
    if upright >= UPRIGHT:
        return False
    turned = see_lines(networks, list(map(_turned_over, pictures)))
    return fmean(one.line.confidence for one in turned) > upright


def _seen(
    networks: Networks,
    strips: Sequence[Strip],
    pictures: Sequence[Gray],
    known: dict[Strip, Seen],
    still_time: Callable[[], None],
) -> list[Seen]:
    """What the network makes of each picture; it has seen the `known` ones."""
    new = {strip: picture for strip, picture in zip(strips, pictures, strict=True) if strip not in known}
    # From narrow to wide, as `see_lines` likes them, over all chunks.
    waiting = sorted(new, key=lambda strip: new[strip].shape[1])
    for first in range(0, len(waiting), CHUNK):
        still_time()
        chunk = waiting[first : first + CHUNK]
        known |= zip(chunk, see_lines(networks, [new[strip] for strip in chunk]), strict=True)
    still_time()
    return [known[strip] for strip in strips]


def _decoded(
    networks: Networks,
    page: Gray,
    strips: Sequence[Strip],
    pictures: Sequence[Gray],
    seen: Sequence[Seen],
    dpi: float,
) -> tuple[list[Gray], list[LineRead]]:
    """The pictures and lines; of doubtful lines, the view that makes the best sense.

    They are seen again with more contrast, so that faint print is read and what shows through from the
    paper's other side is not, or with softer edges, and by both views together.
    """
    alphabet = networks.characters
    best = [(picture, decoded(one, alphabet)) for picture, one in zip(pictures, seen, strict=True)]
    doubtful = [index for index, one in enumerate(seen) if _is_doubtful(one.line)]
    if doubtful:
        even = smoothed(page, dpi) if is_bilevel(page) else toned(page)
        again = [picture_of(even, strips[index]) for index in doubtful]
        for index, picture, one in zip(doubtful, again, see_lines(networks, again), strict=True):
            if not one.line.characters:
                best[index] = picture, decoded(one, alphabet)
                continue
            views = (one, mixed(seen[index], one, alphabet))
            best[index] = max(
                (best[index], *((picture, decoded(view, alphabet)) for view in views)),
                key=lambda view: view[1].score,
            )
    return [picture for picture, _ in best], [one.line for _, one in best]


def _is_doubtful(line: LineRead) -> bool:
    return line.confidence < SURE or any(
        character.probability < SURE_CHARACTER for character in line.characters
    )


def _turned_over(picture: Gray) -> Gray:
    return np.asarray(cv2.rotate(picture, cv2.ROTATE_180), dtype=np.uint8)


def _on_head(strip: Strip, columns: int, rows: int) -> Strip:
    return Strip(
        x=columns - 1 - strip.x,
        y=rows - 1 - strip.y,
        width=strip.width,
        height=strip.height,
        angle=strip.angle,
    )


def _pieces(
    page: Gray,
    strips: Sequence[Strip],
    pictures: Sequence[Gray],
    contrasts: Sequence[float],
    lines: Sequence[LineRead],
) -> tuple[list[Piece], list[Strip]]:
    """What is print, and the strips that hold handwriting."""
    sure = [
        number for number, line in enumerate(lines) if line.confidence >= SURE and len(line.text) >= ENOUGH
    ]
    usual = median(contrasts[number] for number in sure) if sure else 0.0
    height = median(strips[number].height for number in sure) if sure else inf
    printed = [number for number, contrast in enumerate(contrasts) if contrast >= SHINING * usual]
    scrawled = [number for number in printed if _is_scrawl(strips[number], lines[number], height)]
    read = [number for number in printed if number not in scrawled and _is_legible(lines[number])]
    starts = {
        number: lines[number].characters[0].start * strips[number].width / pictures[number].shape[1]
        for number in read
    }
    bullets = bulleted(page, [strips[number] for number in read], list(starts.values()))
    spreads = {number: spread(lines[number].characters, pictures[number]) for number in read}
    spacing = usual_spacing(
        [spreads[number].groups for number in read if number in sure],
        [spreads[number].groups for number in read if number not in sure],
    )
    pieces = []
    for at, number in enumerate(read):
        words = words_of(spreads[number], spacing, is_known=is_known, is_one_word=is_one_word)
        if words:
            strip, width = strips[number], pictures[number].shape[1]
            pieces.append(Piece(strip=strip, width=width, words=words, bullet=bullets.get(at)))
    return pieces, [strips[number] for number in scrawled]


def _is_legible(line: LineRead) -> bool:
    return bool(line.characters) and line.confidence >= LEGIBLE


def _contrast(picture: Gray) -> float:
    """Tones between the darkest ink and the paper of a strip's picture."""
    ink, paper = tones(picture, 2, 90)
    return paper - ink


def _is_scrawl(strip: Strip, line: LineRead, height: float) -> bool:
    """Whether the strip is a signature or a note by hand: large, wide, and without a sure word."""
    if strip.height <= LARGE * height or strip.width <= strip.height:
        return False
    sparse = len(line.text.strip()) < strip.width / strip.height * SPARSE
    return line.confidence < (SCRAWLED if sparse else UNREADABLE)
