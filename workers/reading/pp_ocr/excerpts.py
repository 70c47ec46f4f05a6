"""Level pictures of unsure words and their neighbours, for a second reader. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from workers.reading.levelling import Gray, tones
from workers.reading.pp_ocr.order import Piece
from workers.reading.pp_ocr.strips import Strip

ASKED = 0.98
"""Words less probably right are read again: one in twenty, among them six of seven wrong ones. Of those from
.98 to .99, half as many again, one in 170 would be mended: not worth a third of the time."""
MOST = 60
"""Excerpts of a page, the least sure first: a page of which more is unsure is for a person."""
HEIGHT = 48
"""Pixels of a line's height; higher print is made smaller, which reads as well and faster …"""
SMALL, ENLARGED = 30, 2.0
"""… and print lower than this is enlarged."""
OVER, BESIDE, MARGIN = 0.1, 0.25, 10
"""What stands around the words in the picture: above and below, at both ends (in line heights), and white
as the paper (in pixels)."""


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """Some words of a line: `first` is the number of the first one in line `row`."""

    row: int
    first: int
    spans: tuple[tuple[float, float], ...]
    """Where each word begins and ends, in pixels of the picture."""
    picture: Gray


@dataclass(frozen=True, kw_only=True)
class _Cut:
    row: int
    before: int
    """Words of the line before the piece."""
    piece: Piece
    words: range
    trust: float


def excerpts(page: Gray, rows: Sequence[Sequence[Piece]], trusts: Sequence[Sequence[float]]) -> list[Excerpt]:
    """Every word of `rows` that is less sure than `ASKED`, with its neighbours.

    Signs alone are not asked about: of 614 answers none changed one, and nine made one sure enough. `page` is
    turned for reading; `trusts` says how sure each word is.
    """
    cuts = [
        cut
        for row, (pieces, sure) in enumerate(zip(rows, trusts, strict=True))
        for cut in _cuts(row, pieces, sure)
    ]
    return [_excerpt(page, cut) for cut in sorted(cuts, key=lambda cut: cut.trust)[:MOST]]


def _cuts(row: int, pieces: Sequence[Piece], trusts: Sequence[float]) -> Iterator[_Cut]:
    before = 0
    for piece in pieces:
        own = trusts[before : before + len(piece.words)]
        unsure = [
            at
            for at, (word, trust) in enumerate(zip(piece.words, own, strict=True))
            if trust < ASKED and any(map(str.isalnum, word.text))
        ]
        for words in _stretches(unsure, len(own)):
            yield _Cut(row=row, before=before, piece=piece, words=words, trust=min(own[at] for at in words))
        before += len(piece.words)


def _stretches(unsure: Sequence[int], count: int) -> list[range]:
    """The unsure words' numbers with their neighbours', those that touch in one."""
    found: list[range] = []
    for at in unsure:
        first, last = max(0, at - 1), min(count, at + 2)
        if found and first < found[-1].stop:
            first = found.pop().start
        found.append(range(first, last))
    return found


def _excerpt(page: Gray, cut: _Cut) -> Excerpt:
    strip, along = cut.piece.strip, cut.piece.strip.width / cut.piece.width
    words = [cut.piece.words[at] for at in cut.words]
    left = words[0].start * along - BESIDE * strip.height
    right = words[-1].end * along + BESIDE * strip.height
    scale = ENLARGED if strip.height < SMALL else min(1.0, HEIGHT / strip.height)
    return Excerpt(
        row=cut.row,
        first=cut.before + cut.words.start,
        spans=tuple(
            ((word.start * along - left) * scale + MARGIN, (word.end * along - left) * scale + MARGIN)
            for word in words
        ),
        picture=_with_contrast(_cut_out(page, strip, left, right, scale)),
    )


def _cut_out(page: Gray, strip: Strip, left: float, right: float, scale: float) -> Gray:
    top, bottom = -OVER * strip.height, (1 + OVER) * strip.height
    columns, rows = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    corners = [strip.point(left, top), strip.point(right, top), strip.point(left, bottom)]
    matrix = cv2.getAffineTransform(
        np.array(corners, dtype=np.float32), np.array([(0, 0), (columns, 0), (0, rows)], dtype=np.float32)
    )
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    cut = cv2.warpAffine(page, matrix, (columns, rows), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(
        cv2.copyMakeBorder(cut, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REPLICATE), dtype=np.uint8
    )


def _with_contrast(picture: Gray) -> Gray:
    """Ink black, paper white."""
    ink, paper = tones(picture, 1, 90)
    stretched = (picture.astype(np.float32) - ink) * (255 / max(1.0, paper - ink))
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)
