"""Tesseract, kept in memory: a program that reads pictures of a few words, as many as come, for one worker.

A `tesseract` started anew takes .12 s of processor time to load its model, which was a third of all that a
page's excerpts took. This program loads it once, through the library's C interface. Each request is read in a
process of its own, forked for it: what was learnt from one page is gone before the next.

Request, on standard input: how many pictures, then of each its rows, its columns and its gray bytes. Answer,
on standard output: how many bytes, then the words of all pictures as Tesseract's table; or `FAILED` and the
exit status of the process that should have read. Numbers are 4 bytes, big-endian. Ends with its input.

Runs by itself, on the standard library alone: `workers.reading.tesseract` starts it.
"""

import ctypes
import os
import signal
import struct
import sys
from typing import BinaryIO

LIBRARY = "libtesseract.so.5"
MISSING = 127
"""Exit code where the library or the language's model is missing."""
FAILED = 0xFFFFFFFF
NUMBER = struct.Struct(">I")
PR_SET_PDEATHSIG = 1
NEURAL_ONLY = 1
"""Of the library's engines."""


def main(language: str, segmentation: int, dpi: int) -> None:
    """Answers requests until there are no more."""
    library, engine = _loaded(language, segmentation, dpi)
    while pictures := _request(sys.stdin.buffer):
        _answer(library, engine, pictures)


def _loaded(language: str, segmentation: int, dpi: int) -> tuple[ctypes.CDLL, ctypes.c_void_p]:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        sys.exit(MISSING)
    for function in ("TessBaseAPICreate", "TessBaseAPIGetTsvText"):
        getattr(library, function).restype = ctypes.c_void_p
    engine = ctypes.c_void_p(library.TessBaseAPICreate())
    if library.TessBaseAPIInit2(engine, None, language.encode(), NEURAL_ONLY) != 0:
        sys.exit(MISSING)
    library.TessBaseAPISetPageSegMode(engine, segmentation)
    library.TessBaseAPISetVariable(engine, b"user_defined_dpi", b"%d" % dpi)
    return library, engine


def _request(source: BinaryIO) -> list[tuple[int, int, bytes]]:
    """Rows, columns and bytes of each picture; empty where the worker is gone."""
    pictures = []
    for _ in range(_number(source)):
        rows, columns = _number(source), _number(source)
        pictures.append((rows, columns, source.read(rows * columns)))
    return pictures


def _number(source: BinaryIO) -> int:
    held = source.read(NUMBER.size)
    return int(NUMBER.unpack(held)[0]) if len(held) == NUMBER.size else 0


def _answer(library: ctypes.CDLL, engine: ctypes.c_void_p, pictures: list[tuple[int, int, bytes]]) -> None:
    child = os.fork()
    if child == 0:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        table = b"".join(_table(library, engine, number, picture) for number, picture in enumerate(pictures))
        sys.stdout.buffer.write(NUMBER.pack(len(table)) + table)
        sys.stdout.buffer.flush()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        sys.stdout.buffer.write(NUMBER.pack(FAILED) + NUMBER.pack(status))
        sys.stdout.buffer.flush()


def _table(
    library: ctypes.CDLL, engine: ctypes.c_void_p, number: int, picture: tuple[int, int, bytes]
) -> bytes:
    rows, columns, gray = picture
    library.TessBaseAPISetImage(engine, gray, columns, rows, 1, columns)
    text = ctypes.c_void_p(library.TessBaseAPIGetTsvText(engine, number))
    return ctypes.string_at(text)


if __name__ == "__main__":
    name, *numbers = sys.argv[1:]
    main(name, *map(int, numbers))
