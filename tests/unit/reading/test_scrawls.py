"""Signatures are known by their form, and nothing that a printer prints is taken for one."""

from math import cos, pi, sin

import cv2
import numpy as np
import pytest

from schemas.base import Rotation
from schemas.turning import turn_box
from workers.reading.levelling import Gray
from workers.reading.recogniser import RecognisedLine, RecognisedWord, Recognition
from workers.reading.scrawls import by_hand

DPI = 300
INK = 40
Words = tuple[tuple[str, tuple[float, float, float, float]], ...]
NAME: Words = (("Märta", (300, 900, 440, 945)), ("Lövqvist", (460, 900, 680, 945)))


def sheet() -> Gray:
    return np.full((1400, 1200), 235, np.uint8)


def signed(page: Gray, x: int = 300, y: int = 780) -> Gray:
    """With a signature 1.5 inches wide."""
    turns = [pi * step / 20 for step in range(240)]
    points = [(x + 450 * turn / (12 * pi) + 30 * cos(turn), y + 55 * sin(turn)) for turn in turns]
    cv2.polylines(page, [np.array(points, np.int32)], isClosed=False, color=INK, thickness=4)
    return page


def recognised(words: Words = NAME, rotation: Rotation = 0) -> Recognition:
    read = tuple(RecognisedWord(text=text, box=box, confidence=0.9) for text, box in words)
    return Recognition(lines=(RecognisedLine(read),) if read else (), rotation=rotation)


def test_a_signature_is_found_where_it_stands() -> None:
    (box,) = by_hand(signed(sheet()), DPI, recognised()).boxes
    assert box == pytest.approx((302, 722, 780, 838), abs=12)


def test_on_a_page_that_lies_it_is_found_too() -> None:
    lying = np.ascontiguousarray(np.rot90(signed(sheet())))
    (box,) = by_hand(lying, DPI, recognised((), rotation=90)).boxes
    assert turn_box(box, 1400, 1200, 90) == pytest.approx((302, 722, 780, 838), abs=12)


def test_what_was_read_of_it_is_no_text() -> None:
    hands = by_hand(signed(sheet()), DPI, recognised((*NAME, ("m", (270, 730, 770, 830)))))
    assert [word.text for line in hands.lines for word in line.words] == ["Märta", "Lövqvist"]


def test_print_is_no_handwriting_even_if_nobody_has_read_it() -> None:
    page = sheet()
    for row in range(12):
        cv2.putText(
            page, "Namnden beslutar enligt", (80, 100 + 90 * row), cv2.FONT_HERSHEY_DUPLEX, 1.6, INK, 3
        )
    hands = by_hand(page, DPI, recognised(()))
    assert (hands.boxes, hands.lines) == ((), ())


def test_rules_frames_arcs_and_blots_are_no_handwriting() -> None:
    page = sheet()
    cv2.line(page, (100, 100), (1100, 112), INK, 3)
    for x in range(100, 1101, 200):
        cv2.rectangle(page, (x, 200), (x + 200, 260), INK, 3)
    cv2.ellipse(page, (400, 600), (220, 130), 0, 0, 360, INK, 4)
    cv2.ellipse(page, (850, 600), (200, 90), 0, 180, 360, INK, 4)
    cv2.ellipse(page, (400, 1000), (150, 60), 0, 0, 360, INK, -1)
    cv2.rectangle(page, (700, 900), (1000, 1100), INK, -1)
    assert by_hand(page, DPI, recognised(())).boxes == ()


def test_a_drawing_of_many_strokes_is_no_page_of_signatures() -> None:
    page = sheet()
    for nth in range(10):
        signed(page, 100 + 560 * (nth % 2), 100 + 240 * (nth // 2))
    assert by_hand(page, DPI, recognised(())).boxes == ()


def test_what_the_recogniser_knows_is_joined_with_what_is_found() -> None:
    known = Recognition(lines=(), rotation=0, handwriting=((280, 740, 500, 820), (900, 1200, 1100, 1300)))
    first, second = by_hand(signed(sheet()), DPI, known).boxes
    assert first == pytest.approx((280, 722, 780, 838), abs=12)
    assert second == (900, 1200, 1100, 1300)
