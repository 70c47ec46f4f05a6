"""The door to Tesseract: for pages through pytesseract, for excerpts through `excerpt_process`.

Runs outside the sandbox, on checked pixels.
"""

import csv
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic

import numpy as np
import pytesseract  # type: ignore[import-untyped]

from ingest.errors import EngineCrashed, EngineTimedOut, Misconfigured, RecogniserUnavailable
from schemas.base import Rotation
from schemas.turning import TURNS, turn_box_back, turned_by
from workers.reading.excerpt_process import ExcerptProcess
from workers.reading.levelling import BLANK_INK, Gray, level
from workers.reading.noted import notes_apart
from workers.reading.private import private_folder
from workers.reading.recogniser import (
    ExcerptWord,
    Pixels,
    RecognisedLine,
    RecognisedWord,
    Recognition,
)

PROGRAM = Path(__file__).with_name("tesseract-child")
"""Starts Tesseract so that it cannot outlive its worker."""
MISSING = 127
"""Its exit code when Tesseract is not installed."""
LANGUAGE = "swe"
"""Swedish alone: measured better than swe+eng on Swedish records."""
PAGE_SEGMENTATION = 3
"""Fully automatic, without orientation: best of the modes on records."""
ORIENTATION_ONLY = 0
ONE_LINE = 7
EXCERPT_DPI = 300
"""Stated for pictures of a few words, so that it is not guessed: a line of 48 pixels has 11 points then."""
START_SECONDS = 30
"""For Tesseract to list its languages, on a busy machine."""
POOR_READING = 0.60
"""Mean word confidence below which the page may lie on its side or head. Upright pages that can be read at
all stay above .75, turned ones below .45."""
SURE_WORD = 0.60
"""On a page without a single sure word of two letters or digits, everything read is specks: it is blank."""
WORD_LEVEL = "5"
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text\n".replace(
    " ", "\t"
)
"""What the columns of Tesseract's table are called; its library leaves that out."""
NO_MODEL = "couldn't load any languages"
"""What Tesseract says when the model's file has gone."""
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
        pytesseract.pytesseract.tesseract_cmd = str(PROGRAM)
        self._seconds = seconds
        self._folder = private_folder()
        # pytesseract puts its files where temporary files go: pages under secrecy need a place of their own.
        pytesseract.pytesseract.NamedTemporaryFile = partial(NamedTemporaryFile, dir=self._folder)
        self.version = _version()
        self._excerpts = ExcerptProcess(language=LANGUAGE, segmentation=ONE_LINE, dpi=EXCERPT_DPI)

    def warm_up(self) -> None:
        """Nothing: every page has a process of its own."""

    def recognise(self, pixels: Pixels, rotation: Rotation) -> Recognition:
        """Read the pixels; see `Recogniser`."""
        picture = np.frombuffer(pixels.gray, dtype=np.uint8).reshape(pixels.rows, pixels.columns)
        levelled = level(picture, pixels.dpi)
        if levelled.ink <= BLANK_INK:
            return Recognition(lines=(), rotation=rotation)
        clock = _Clock(self._seconds)
        reading = self._read(levelled.gray, pixels.dpi, rotation, clock)
        if reading.confidence < POOR_READING:
            reading = self._other_way_up(levelled.gray, pixels.dpi, reading, clock)
        if reading.is_blank:
            return Recognition(lines=(), rotation=rotation)
        lines = tuple(_unturned(line, pixels, reading.turn) for line in reading.lines)
        return Recognition(lines=lines, rotation=_upright(reading))

    def read_excerpts(self, pictures: Sequence[Gray]) -> list[tuple[ExcerptWord, ...]]:
        """The words of each picture of a few; see `ExcerptReader`."""
        return _by_picture(self._excerpts.table(pictures, seconds=self._seconds), len(pictures))

    def _other_way_up(self, gray: Gray, dpi: float, first: _Reading, clock: "_Clock") -> _Reading:
        """The better of the first reading and the one that orientation detection proposes."""
        turn = self._orientation(gray, dpi, clock)
        if turn is None or turn == first.turn:
            return first
        return max(first, self._read(gray, dpi, turn, clock), key=lambda reading: reading.score)

    def _read(self, gray: Gray, dpi: float, turn: Rotation, clock: "_Clock") -> _Reading:
        config = f"--psm {PAGE_SEGMENTATION} --oem 1 --dpi {round(dpi)}"
        with self._picture(gray, turn) as path, _translated(clock):
            table: str = pytesseract.image_to_data(path, lang=LANGUAGE, config=config, timeout=clock.left)
        return _Reading(notes_apart(_lines(table), dpi), turn)

    def _orientation(self, gray: Gray, dpi: float, clock: "_Clock") -> Rotation | None:
        """Clockwise degrees that Tesseract would turn the page; None where it sees too little text to say."""
        config = f"--psm {ORIENTATION_ONLY} --dpi {round(dpi)}"
        try:
            with self._picture(gray, 0) as path, _translated(clock):
                said: str = pytesseract.image_to_osd(path, config=config, timeout=clock.left)
        except EngineCrashed:
            # "Too few characters" comes as a failed run; the first reading stands.
            return None
        facts = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
        return next((known for known in TURNS if facts.get("Rotate") == f"{known}"), None)

    @contextmanager
    def _picture(self, gray: Gray, turn: Rotation) -> Iterator[str]:
        turned = np.rot90(gray, -turn // 90)
        path = self._folder / "page.pgm"
        path.write_bytes(_graymap(turned))
        try:
            yield str(path)
        finally:
            path.unlink(missing_ok=True)


class _Clock:
    """Wall time left for a page, in seconds."""

    def __init__(self, seconds: float) -> None:
        self.limit = seconds
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        return max(0.01, self._end - monotonic())


def _graymap(picture: Gray) -> bytes:
    """The picture as a portable graymap: a header and the bytes as they are."""
    rows, columns = picture.shape
    return b"P5\n%d %d\n255\n%b" % (columns, rows, picture.tobytes())


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


@contextmanager
def _translated(clock: _Clock) -> Iterator[None]:
    """pytesseract's errors as ours."""
    try:
        yield
    except (pytesseract.TesseractNotFoundError, subprocess.SubprocessError) as error:
        raise RecogniserUnavailable from error
    except pytesseract.TesseractError as error:
        if error.status == MISSING or NO_MODEL in error.message:
            raise RecogniserUnavailable from error
        raise EngineCrashed(how=f"tesseract {error.status}") from error
    except RuntimeError as error:
        # pytesseract says a time-out with a bare RuntimeError, of which its other errors are kinds.
        raise EngineTimedOut(seconds=clock.limit) from error


def _lines(table: str) -> tuple[RecognisedLine, ...]:
    """Words by line, in Tesseract's own order. Boxes in pixels of the turned picture."""
    lines: dict[tuple[str, str, str], list[RecognisedWord]] = {}
    for row in _rows(table):
        text = "".join(row["text"].split())
        if row["level"] != WORD_LEVEL or not text:
            continue
        left, top = float(row["left"]), float(row["top"])
        word = RecognisedWord(
            text=text,
            box=(left, top, left + float(row["width"]), top + float(row["height"])),
            confidence=_confidence(row),
        )
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
    return tuple(RecognisedLine(tuple(words)) for words in lines.values())


def _by_picture(table: str, count: int) -> list[tuple[ExcerptWord, ...]]:
    """The words of each of so many pictures, which Tesseract takes for pages."""
    found: list[list[ExcerptWord]] = [[] for _ in range(count)]
    for row in _rows(HEAD + table):
        text = "".join(row["text"].split())
        if row["level"] != WORD_LEVEL or not text:
            continue
        start = float(row["left"])
        found[int(row["page_num"]) - 1].append(
            ExcerptWord(text=text, start=start, end=start + float(row["width"]), confidence=_confidence(row))
        )
    return [tuple(words) for words in found]


def _confidence(row: dict[str, str]) -> float:
    return min(1.0, max(0.0, float(row["conf"]) / 100))


def _rows(table: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(table.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


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
        listing = subprocess.run(
            [PROGRAM, "--list-langs"], capture_output=True, text=True, check=True, timeout=START_SECONDS
        ).stdout
        version = str(pytesseract.get_tesseract_version())
    except (OSError, subprocess.SubprocessError, pytesseract.TesseractNotFoundError) as error:
        raise _missing() from error
    head, *languages = listing.splitlines() or [""]
    if LANGUAGE not in languages or '"' not in head:
        raise _missing()
    model = Path(head.split('"')[1]) / f"{LANGUAGE}.traineddata"
    fingerprint = hashlib.sha256(model.read_bytes()).hexdigest()[:16]
    return f"{version} {LANGUAGE}:{fingerprint}"


def _missing() -> Misconfigured:
    return Misconfigured(setting="tesseract", why="install the packages tesseract-ocr and tesseract-ocr-swe")
