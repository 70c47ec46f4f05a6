"""PP-OCRv6 as a recogniser: the first reader. Runs outside the sandbox, on checked pixels."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from time import monotonic

import cv2
import numpy as np

from ingest.errors import EngineTimedOut
from schemas.base import Box, Rotation
from schemas.turning import turn_box_back
from workers.reading.levelling import WHITE, Gray
from workers.reading.pp_ocr.detection import CANVASES
from workers.reading.pp_ocr.giving import GivenWord, given
from workers.reading.pp_ocr.looking import Look, look_at
from workers.reading.pp_ocr.models import ensure_models_known, load
from workers.reading.pp_ocr.order import Piece, ordered
from workers.reading.pp_ocr.other_side import is_other_side
from workers.reading.pp_ocr.reading import padded, see_lines
from workers.reading.pp_ocr.second_reading import Settled, read_again
from workers.reading.pp_ocr.strips import HEIGHT, Strip
from workers.reading.pp_ocr.toning import is_faint, toned
from workers.reading.pp_ocr.trial import ensure_networks_run
from workers.reading.pp_ocr.trust import DOUBTFUL, facts, trust
from workers.reading.pp_ocr.vocabulary import is_known
from workers.reading.recogniser import (
    ExcerptReader,
    Pixels,
    RecognisedLine,
    RecognisedWord,
    Recognition,
)

POOR = 0.90
"""Mean confidence of the page's characters below which it is looked at again with more contrast."""
PLAIN = 0.98
"""Faint pages, whole lines of which are missed as they are, are looked at with more contrast first; from this
confidence on that look is enough."""
BETTER = 0.005
"""By how much the look with more contrast must be surer than the one without …"""
COMPLETE = 0.4
"""… and the share of the first look's characters that it must have."""
SURE_WORD = 0.60
"""On a page without a single sure word of two letters or digits, everything read is specks: it is blank."""
BULLET_CONFIDENCE = 0.9
USUAL_WIDTH = 2048
"""Pixels of a line's picture: a whole line of small print on A4."""


class PpOcr:
    """Reads pages with PP-OCRv6's networks, one thread, kept warm. A `Recogniser`."""

    tool = "pp-ocr"

    def __init__(self, *, seconds: float, second: ExcerptReader | None = None) -> None:
        """`seconds` is the wall time for one page, all its looks together; `second` reads unsure words again.

        Raises Misconfigured when a package is missing, a model is not the known one, or the networks do not
        run on this processor.
        """
        cv2.setNumThreads(1)
        self._seconds = seconds
        self._second = second
        ensure_models_known()
        ensure_networks_run()
        self._networks = load()
        self.version = self._networks.version

    def warm_up(self) -> None:
        """Compiles the networks for pages and for lines of all usual widths: a second for each worker."""
        self._networks.detect(np.ones((1, 1, *CANVASES[-1]), np.float32))
        for width in sorted({padded(columns) for columns in range(1, USUAL_WIDTH + 1)}):
            see_lines(self._networks, [np.full((HEIGHT, width), WHITE, np.uint8)])

    def recognise(self, pixels: Pixels, rotation: Rotation) -> Recognition:
        """Read the pixels; see `Recogniser`."""
        look = self.look(pixels, rotation)
        scrawls = tuple(
            turn_box_back(box, pixels.columns, pixels.rows, look.turn) for box in map(_around, look.scrawls)
        )
        if _is_blank(look) or self._shows_through(pixels, look):
            return Recognition(lines=(), rotation=rotation, handwriting=scrawls)
        rows = ordered(look.pieces, pixels.dpi)
        judged = facts(rows, is_known)
        trusts = [list(map(trust, row)) for row in judged]
        settled = self._settled(pixels, look, rows, trusts)
        lines = tuple(
            _line(
                pieces,
                [
                    list(given(word, sure[at], settled.verdicts.get((row, at))))
                    for at, word in enumerate(word for piece in pieces for word in piece.words)
                ],
                pixels,
                look.turn,
            )
            for row, (pieces, sure) in enumerate(zip(rows, trusts, strict=True))
        )
        return Recognition(lines=lines, rotation=look.turn, handwriting=scrawls, second=settled.reading)

    def _settled(
        self,
        pixels: Pixels,
        look: Look,
        rows: Sequence[Sequence[Piece]],
        trusts: Sequence[Sequence[float]],
    ) -> Settled:
        if self._second is None:
            return Settled(verdicts={}, reading=None)
        return read_again(self._second, _turned(pixels, look), rows, trusts)

    def _shows_through(self, pixels: Pixels, look: Look) -> bool:
        """Whether there is nothing on the page but what shines through from the paper's other side."""
        doubtful = look.confidence < POOR and is_faint(gray_of(pixels))
        return doubtful and is_other_side(self._networks, _turned(pixels, look), look.pieces)

    def look(self, pixels: Pixels, rotation: Rotation) -> Look:
        """What is seen on the page before it is judged: the better of one or two looks."""
        gray = gray_of(pixels)
        clock = _Clock(self._seconds)
        if is_faint(gray):
            strong = self._look(toned(gray), pixels.dpi, rotation, clock)
            if strong.confidence >= PLAIN:
                return strong
            return _better(self._look(gray, pixels.dpi, rotation, clock), strong, faint=True)
        look = self._look(gray, pixels.dpi, rotation, clock)
        if look.confidence >= POOR:
            return look
        return _better(look, self._look(toned(gray), pixels.dpi, rotation, clock), faint=False)

    def _look(self, gray: Gray, dpi: float, turn: Rotation, clock: "_Clock") -> Look:
        return look_at(self._networks, gray, dpi=dpi, turn=turn, still_time=clock.check)


def _better(look: Look, strong: Look, *, faint: bool) -> Look:
    """The look at the page as it is, or the one with more contrast."""
    surer = strong.confidence > look.confidence + BETTER
    more = faint and strong.confidence * strong.characters > look.confidence * look.characters
    return strong if more or (surer and strong.characters > COMPLETE * look.characters) else look


class _Clock:
    """Watches the wall time for a page, in seconds."""

    def __init__(self, seconds: float) -> None:
        self._limit = seconds
        self._end = monotonic() + seconds

    def check(self) -> None:
        if monotonic() > self._end:
            raise EngineTimedOut(seconds=self._limit)


def _turned(pixels: Pixels, look: Look) -> Gray:
    """The page as it lies for reading."""
    return np.ascontiguousarray(np.rot90(gray_of(pixels), -look.turn // 90))


def gray_of(pixels: Pixels) -> Gray:
    """The pixels as rows and columns."""
    return np.frombuffer(pixels.gray, dtype=np.uint8).reshape(pixels.rows, pixels.columns)


def _is_blank(look: Look) -> bool:
    return not any(
        min(character.probability for character in word.characters) >= SURE_WORD
        and sum(map(str.isalnum, word.text)) > 1
        for piece in look.pieces
        for word in piece.words
    )


def _around(strip: Strip) -> Box:
    return strip.box(0, 0, strip.width, strip.height)


def _line(
    pieces: Sequence[Piece],
    words: Sequence[Sequence[GivenWord]],
    pixels: Pixels,
    turn: Rotation,
) -> RecognisedLine:
    """The line of these pieces; `words` has what each word of theirs is given as."""
    following = iter(words)
    return RecognisedLine(tuple(word for piece in pieces for word in _words(piece, following, pixels, turn)))


def _words(
    piece: Piece, given_words: Iterator[Sequence[GivenWord]], pixels: Pixels, turn: Rotation
) -> Iterator[RecognisedWord]:
    if piece.bullet is not None and not piece.words[0].text.startswith(("•", "·", "-", "–")):
        yield RecognisedWord(
            text=piece.bullet.text,
            box=turn_box_back(piece.bullet.box, pixels.columns, pixels.rows, turn),
            confidence=BULLET_CONFIDENCE,
            doubtful=False,
        )
    along, down = piece.strip.width / piece.width, piece.strip.height / HEIGHT
    for word in chain.from_iterable(islice(given_words, len(piece.words))):
        box = piece.strip.box(word.start * along, word.top * down, word.end * along, word.bottom * down)
        yield RecognisedWord(
            text=word.text,
            box=turn_box_back(box, pixels.columns, pixels.rows, turn),
            confidence=word.trust,
            doubtful=word.trust < DOUBTFUL,
            alternative=word.alternative,
        )
