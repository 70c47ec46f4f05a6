"""What the network is unsure of is read as Swedish makes likely; what it is sure of stays."""

from collections.abc import Mapping

import numpy as np
import pytest

from workers.reading.pp_ocr.decoding import decoded
from workers.reading.pp_ocr.reading import LineRead, Seen, likeliest

ALPHABET = ("", *" abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,-§()/")
COLUMN = {character: at for at, character in enumerate(ALPHABET)}
Doubts = Mapping[int, Mapping[str, float]]


def seen(text: str, doubts: Doubts | None = None) -> Seen:
    """A line whose characters take every other step; `doubts`: what else a place may hold, "" is nothing."""
    chance = np.zeros((2 * len(text) + 1, len(ALPHABET)), np.float32)
    chance[::2, 0] = 1.0
    for at, character in enumerate(text):
        others = (doubts or {}).get(at, {})
        row = chance[2 * at + 1]
        for other, probability in others.items():
            row[COLUMN[other]] = probability
        row[COLUMN[character]] = 1 - sum(others.values())
    return Seen(chance=chance, step=4.0, line=LineRead(likeliest(chance, 4.0, ALPHABET)))


@pytest.mark.parametrize(
    ("text", "doubts", "expected"),
    [
        ("nämnden beslutar om atgärder", {20: {"å": 0.2}}, "nämnden beslutar om åtgärder"),
        ("handlingar pä papper", {12: {"å": 0.3}}, "handlingar på papper"),
        # A letter too many.
        ("ärendet skriftiligen avgörs", {14: {"": 0.4}}, "ärendet skriftligen avgörs"),
        # A space that the network hardly saw.
        ("förslag till.beslut", {12: {" ": 0.4}}, "förslag till beslut"),
        # A name's capital stays, which the network is fairly sure of and no list knows.
        ("Öretorp, Gun", {0: {"ö": 0.08}}, "Öretorp, Gun"),
        # Nor does it fall away, be what follows likelier alone; where it is hardly seen, it was dirt.
        ("Råbyskolan", {0: {"": 0.03}}, "Råbyskolan"),
        ("Håkerier", {0: {"": 0.5}}, "åkerier"),
        # Nor does a letter or a sign that stands alone, beside a space that is hardly seen.
        ("enligt 2 § lagen", {8: {"": 0.15}, 9: {"": 0.06}}, "enligt 2 § lagen"),
        ("möte kl. 11.00 i Loen", {14: {"": 0.15}, 15: {"": 0.1}}, "möte kl. 11.00 i Loen"),
        # Nor does the number of a footnote.
        ("hotas av nedläggning.3", {21: {"": 0.04}}, "hotas av nedläggning.3"),
        # A known word stays although another one is known and possible.
        ("nämnden har beslutat", {8: {"k": 0.05}}, "nämnden har beslutat"),
    ],
)
def test_what_is_likely_is_read(text: str, doubts: Doubts, expected: str) -> None:
    assert decoded(seen(text, doubts), ALPHABET).line.text == expected


@pytest.mark.parametrize(
    "text",
    [
        # Sure characters stay, known or not: names, codes, numbers, slips of the pen.
        "Zacharias Qvistbladh yttrar sig",
        "Dnr KS 2024/0173, 17 maj",
        "nämden beslöt att avlså",
    ],
)
def test_what_the_network_is_sure_of_stays(text: str) -> None:
    line = decoded(seen(text), ALPHABET).line
    assert line.text == text
    assert all(character.posterior == 1.0 for character in line.characters if not character.text.isspace())


@pytest.mark.parametrize(("at", "other"), [(10, "7"), (13, "8")])
def test_numbers_are_read_by_the_network_alone(at: int, other: str) -> None:
    text = "Dnr KS 2024/0173"
    assert decoded(seen(text, {at: {other: 0.3}}), ALPHABET).line.text == text


def test_the_next_likeliest_reading_is_kept() -> None:
    line = decoded(seen("möte i Lund", {7: {"S": 0.3}}), ALPHABET).line
    word = line.characters[7:]
    assert {character.rival for character in word} == {"Sund"}
    assert all(character.posterior < 1 for character in word)


def test_a_line_that_makes_sense_scores_higher() -> None:
    scores = [decoded(seen(text, {1: {"x": 0.1}}), ALPHABET).score for text in ("nämnden har", "nömndan hbr")]
    assert scores[0] > scores[1]


def test_positions_follow_what_was_chosen() -> None:
    line = decoded(seen("om atgärder", {3: {"å": 0.2}}), ALPHABET).line
    starts = [character.start for character in line.characters]
    assert starts == sorted(starts)
    assert line.characters[3].text == "å"
    assert line.characters[3].start == pytest.approx(4.0 * 7)
