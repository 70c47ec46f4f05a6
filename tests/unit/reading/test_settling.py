"""A layer beside its picture, with a reader that says what the test wants it to see."""

from collections.abc import Sequence

import numpy as np
import pytest

from schemas.base import Rotation
from schemas.page import ReadLine, Word
from tests.unit.reading.painting import columns
from workers.reading.checking import OpenedPage, PagePixels
from workers.reading.regions import regions_of
from workers.reading.settling import Layer, Lines, Settled, settle
from workers.reading.textlayer import Opinion, Reason, TextLayer, judge, opinions

WIDTH, HEIGHT = 595.0, 842.0
SENTENCE = "Beloppet betalas ut när arbetet på vandringsleden har redovisats för nämnden"
SWEDISH = (
    "Nämnden har på förslag av förvaltningen beslutat att bevilja bidraget",
    "som föreningen sökt för att rusta upp bryggan och båthuset vid sjön",
    "Åtgärden får påbörjas först när länsstyrelsen har gett sitt tillstånd",
)


def line(text: str, top: float, *, left: float = 72, confidence: float | None = None) -> ReadLine:
    """A line of 10-point print whose letters are five points wide."""
    words, start = [], 0
    for part in text.split():
        x = left + 5 * start
        box = (x, top, x + 5 * len(part), top + 10)
        words.append(Word(text=part, start=start, box=box, confidence=confidence))
        start += len(part) + 1
    box = (left, top, left + 5 * len(text), top + 10)
    return ReadLine(text=text, words=tuple(words), box=box, size=10)


def settled(
    layer: Sequence[ReadLine],
    seen: Sequence[ReadLine],
    *,
    reason: Reason = "text_layer_good",
    scanned: bool = True,
) -> Settled:
    """What becomes of a layer when a reader sees these lines, wherever it is asked to look."""
    images = ((0.0, 0.0, WIDTH, HEIGHT),) if scanned else ()
    page = OpenedPage(
        width=WIDTH, height=HEIGHT, rotate=0, sizing="", image_cover=float(scanned), images=images, curves=0,
        layer_error="", glyphs=columns([]),
    )  # fmt: skip
    ink = np.full((842, 595), 255, np.uint8)
    ink[100:800:4, 72:500] = 0
    picture = PagePixels(samples=ink, dpi=72, box=(0, 0, WIDTH, HEIGHT), origin="image")
    regions = regions_of(tuple(layer), width=WIDTH, height=HEIGHT, rotation=0)
    text = TextLayer(text="\n".join(one.text for one in layer), image_cover=float(scanned), curves=0)
    judged = opinions(text, judge(text), regions)
    if reason != "text_layer_good":
        judged = tuple(Opinion(standing="look", reason=reason) for _ in regions)

    def read(_part: PagePixels, _page: OpenedPage) -> tuple[Rotation, Lines]:
        return 0, tuple(seen)

    whole: Reason = "text_layer_partial" if scanned else "text_layer_good"
    return settle(Layer(regions=regions, opinions=judged, rotation=0, reason=whole), picture, page, read)


def mojibake(text: str) -> str:
    return text.encode().decode("latin-1")


def test_a_line_like_one_of_the_layer_is_kept_where_it_stands_by_itself() -> None:
    above = [line(text, 60 + 14 * n) for n, text in enumerate((*SWEDISH, SENTENCE))]
    below = [line(SENTENCE, 400, confidence=0.99), line(SWEDISH[0], 414, confidence=0.99)]
    again = [line(one.text, one.words[0].box[1], confidence=0.99) for one in above if one.words[0].box]
    result = settled(above, [*again, *below])
    assert [one.text for one in result.lines] == [*SWEDISH, SENTENCE, SENTENCE, SWEDISH[0]]


def test_the_end_of_a_layer_s_own_line_is_not_a_second_text() -> None:
    above = [line(text, 60 + 14 * n) for n, text in enumerate(SWEDISH)]
    again = [line(one.text, one.words[0].box[1], confidence=0.99) for one in above if one.words[0].box]
    end = line("vid sjön", 75, left=72 + 5 * len(SWEDISH[1]) - 38, confidence=0.99)
    assert [one.text for one in settled(above, [*again, end]).lines] == list(SWEDISH)


@pytest.mark.parametrize(("scanned", "kept"), [(True, False), (False, True)])
def test_signs_that_nobody_sees_are_specks_on_a_scan_alone(scanned: bool, kept: bool) -> None:
    sound = [line(text, 60 + 14 * n) for n, text in enumerate(SWEDISH)]
    misread = [
        line(text.replace("ä", "ii").replace("r", "t"), 200 + 14 * n) for n, text in enumerate(SWEDISH)
    ]
    seen = [line(text, top + 14 * n, confidence=0.99) for top in (60, 200) for n, text in enumerate(SWEDISH)]
    layer = [*sound, *misread, line("| .", 400)]
    result = settled(layer, seen, reason="text_layer_without_swedish_letters", scanned=scanned)
    assert [one.text for one in result.lines] == [*SWEDISH, *SWEDISH, *(["| ."] if kept else [])]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (SWEDISH, False),
        # What a reader makes of printed mojibake: some ä, hardly an å or ö.
        (tuple(text.replace("å", "").replace("ö", "A").replace("Å", "A") for text in SWEDISH), True),
    ],
)
def test_mojibake_is_the_layer_s_fault_only_if_its_letters_are_printed(
    printed: Sequence[str], kept: bool
) -> None:
    layer = [line(mojibake(text), 60 + 14 * n) for n, text in enumerate(SWEDISH)]
    seen = [line(text, 60 + 14 * n, confidence=0.99) for n, text in enumerate(printed)]
    result = settled(layer, seen, reason="text_layer_mojibake")
    assert [one.text for one in result.lines] == [one.text for one in (layer if kept else seen)]


def test_a_lone_line_is_not_believed_where_nothing_else_of_the_layer_holds() -> None:
    printed = [*SWEDISH, "Ritningar bifogas i original"]
    tops = [60, 74, 88, 600]
    wrong = ["".join(chr(ord(letter) - 29) if letter != " " else " " for letter in text) for text in printed]
    layer = [line(text, top) for text, top in zip(wrong, tops, strict=True)]
    seen = [line(text, top, confidence=0.99) for text, top in zip(printed, tops, strict=True)]
    result = settled(layer, seen, scanned=False)
    assert [one.text for one in result.lines] == printed
    sound = [*layer[:3], line(printed[3], 600)]
    assert [one.text for one in settled(sound, seen, scanned=False).lines] == printed
