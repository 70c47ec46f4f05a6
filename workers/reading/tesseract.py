"""The only door to Tesseract. Runs outside the sandbox, on checked pixels."""

import hashlib
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytesseract  # type: ignore[import-untyped]
from PIL import Image

from ingest.errors import EngineCrashed, EngineTimedOut, Misconfigured
from schemas.base import Rotation
from workers.reading.levelling import BLANK_INK, Gray, level
from workers.reading.recogniser import Pixels, RecognisedLine, RecognisedWord, Recognition
from workers.reading.turning import TURNS, turn_box_back, turned_by

LANGUAGE = "swe"
"""Swedish alone: measured better than swe+eng on Swedish records."""
PAGE_SEGMENTATION = 3
"""Fully automatic, without orientation: best of the modes on records."""
ORIENTATION_ONLY = 0
POOR_READING = 0.60
"""Mean word confidence below which the page may lie on its side or head. Upright pages that can be read at
all stay above .75, turned ones below .45."""
SURE_WORD = 0.60
"""On a page without a single sure word of two letters or digits, everything read is specks: it is blank."""
WORD_LEVEL = 5
LONG_WORD = 4
"""Letters from which a word that stands upright is wider than high."""


@dataclass(frozen=True)
class _Reading:
    lines: tuple[RecognisedLine, ...]
    turn: Rotation

    @property
    def confidence(self) -> float:
        """Mean over words, weighted by their letters and digits; 0 without words."""
        weights = [(_substance(word.text), word.confidence) for line in self.lines for word in line.words]
        total = sum(weight for weight, _ in weights)
        return sum(weight * confidence for weight, confidence in weights) / total if total else 0.0

    @property
    def score(self) -> float:
        """Letters and digits read, counted by their confidence: what a better reading has more of."""
        return sum(_substance(word.text) * word.confidence**2 for line in self.lines for word in line.words)

    @property
    def is_blank(self) -> bool:
        return not any(
            word.confidence >= SURE_WORD and _substance(word.text) > 1
            for line in self.lines
            for word in line.words
        )


def _substance(text: str) -> int:
    return sum(character.isalnum() for character in text)


class Tesseract:
    """Reads pages with Tesseract's Swedish model, one thread for each call. A `Recogniser`."""

    tool = "tesseract"

    def __init__(self, *, seconds: float) -> None:
        """`seconds` is the wall time for one page, all its readings together.

        Raises Misconfigured when Tesseract or its Swedish model is missing.
        """
        # Tesseract's own threads make two processes on two cores twice as slow.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._seconds = seconds
        self.version = _version()

    def recognise(self, pixels: Pixels, rotation: Rotation) -> Recognition:
        """Read the pixels; see `Recogniser`."""
        picture = np.frombuffer(pixels.gray, dtype=np.uint8).reshape(pixels.rows, pixels.columns)
        levelled = level(picture, pixels.dpi)
        if levelled.ink <= BLANK_INK:
            return Recognition(lines=(), rotation=rotation)
        clock = _Clock(self._seconds)
        reading = _read(levelled.gray, pixels.dpi, rotation, clock)
        if reading.confidence < POOR_READING:
            reading = self._other_way_up(levelled.gray, pixels.dpi, reading, clock)
        if reading.is_blank:
            return Recognition(lines=(), rotation=rotation)
        lines = tuple(_unturned(line, pixels, reading.turn) for line in reading.lines)
        return Recognition(lines=lines, rotation=_upright(reading))

    def _other_way_up(self, gray: Gray, dpi: float, first: _Reading, clock: "_Clock") -> _Reading:
        """The better of the first reading and the one that orientation detection proposes."""
        turn = _orientation(gray, dpi, clock)
        if turn is None or turn == first.turn:
            return first
        return max(first, _read(gray, dpi, turn, clock), key=lambda reading: reading.score)


class _Clock:
    """Wall time left for a page, in seconds."""

    def __init__(self, seconds: float) -> None:
        self.limit = seconds
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.01, self._end - monotonic())


def _read(gray: Gray, dpi: float, turn: Rotation, clock: _Clock) -> _Reading:
    table = _run(
        lambda image: pytesseract.image_to_data(
            image,
            lang=LANGUAGE,
            config=f"--psm {PAGE_SEGMENTATION} --oem 1 --dpi {round(dpi)}",
            timeout=clock.left,
            output_type=pytesseract.Output.DICT,
        ),
        _turned(gray, turn),
        clock,
    )
    return _Reading(_lines(table), turn)


def _upright(reading: _Reading) -> Rotation:
    """Clockwise degrees that make the text run to the right.

    Tesseract also reads blocks that lie on their side; then words are higher than wide, and the order of the
    words says whether the lines climb or fall.
    """
    words = [word for line in reading.lines for word in line.words if len(word.text) >= LONG_WORD]
    lying = sum(word.box[3] - word.box[1] > word.box[2] - word.box[0] for word in words)
    if 2 * lying <= len(words):
        return reading.turn
    falls = sum(
        1 if line.words[-1].box[1] > line.words[0].box[1] else -1
        for line in reading.lines
        if len(line.words) > 1
    )
    return turned_by(reading.turn, 270 if falls > 0 else 90)


def _orientation(gray: Gray, dpi: float, clock: _Clock) -> Rotation | None:
    """Clockwise degrees that Tesseract would turn the page; None where it sees too little text to say."""
    try:
        found = _run(
            lambda image: pytesseract.image_to_osd(
                image,
                config=f"--dpi {round(dpi)}",
                timeout=clock.left,
                output_type=pytesseract.Output.DICT,
            ),
            _turned(gray, 0),
            clock,
        )
    except EngineCrashed:
        return None  # "Too few characters" comes as a failed run; the first reading stands.
    turn = int(found["rotate"])
    return next((known for known in TURNS if known == turn), None)


def _run(call: Any, image: Image.Image, clock: _Clock) -> Any:
    # Pillow writes PNG by default, whose compression costs half a second a page.
    image.format = "PPM"
    try:
        return call(image)
    except pytesseract.TesseractNotFoundError as error:
        raise _missing() from error
    except pytesseract.TesseractError as error:
        raise EngineCrashed(how=f"tesseract {error.status}") from error
    except RuntimeError as error:  # This is how pytesseract reports its time-out.
        raise EngineTimedOut(seconds=clock.limit) from error


def _turned(gray: Gray, turn: Rotation) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(np.rot90(gray, -turn // 90)))


def _lines(table: dict[str, Sequence[Any]]) -> tuple[RecognisedLine, ...]:
    """Words by line, in Tesseract's own order. Boxes in pixels of the turned picture."""
    lines: dict[tuple[int, int, int], list[RecognisedWord]] = {}
    for index, kind in enumerate(table["level"]):
        text = str(table["text"][index]).strip()
        if kind != WORD_LEVEL or not text:
            continue
        left, top = float(table["left"][index]), float(table["top"][index])
        word = RecognisedWord(
            text="".join(text.split()),
            box=(left, top, left + float(table["width"][index]), top + float(table["height"][index])),
            confidence=min(1.0, max(0.0, float(table["conf"][index]) / 100)),
        )
        key = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
        lines.setdefault(key, []).append(word)
    return tuple(RecognisedLine(tuple(words)) for words in lines.values())


def _unturned(line: RecognisedLine, pixels: Pixels, turn: Rotation) -> RecognisedLine:
    return RecognisedLine(
        tuple(
            RecognisedWord(
                text=word.text,
                box=turn_box_back(word.box, pixels.columns, pixels.rows, turn),
                confidence=word.confidence,
            )
            for word in line.words
        )
    )


def _version() -> str:
    """Tesseract's version with the language model's name and fingerprint, e.g. `5.3.0 swe:1f2e3d4c`."""
    try:
        version = str(pytesseract.get_tesseract_version()).split()[0]
        listing = subprocess.run(
            [pytesseract.pytesseract.tesseract_cmd, "--list-langs"],
            capture_output=True,
            check=True,
            timeout=30,
        ).stdout.decode("utf-8")
    except (pytesseract.TesseractNotFoundError, subprocess.SubprocessError, OSError) as error:
        raise _missing() from error
    head, *languages = listing.splitlines()
    if LANGUAGE not in languages or '"' not in head:
        raise _missing()
    model = Path(head.split('"')[1]) / f"{LANGUAGE}.traineddata"
    fingerprint = hashlib.sha256(model.read_bytes()).hexdigest()[:16]
    return f"{version} {LANGUAGE}:{fingerprint}"


def _missing() -> Misconfigured:
    return Misconfigured(setting="tesseract", why="install the packages tesseract-ocr and tesseract-ocr-swe")
