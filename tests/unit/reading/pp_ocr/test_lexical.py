"""Unsure characters are chosen by the lexicon; sure ones and known words never change."""

import pytest

from workers.reading.pp_ocr.lexical import chosen
from workers.reading.pp_ocr.reading import Character, LineRead

KNOWN = {"åtgärder", "för", "lamm", "lämna", "lamna"}


def line(text: str, unsure: dict[int, tuple[tuple[str, float], ...]]) -> LineRead:
    return LineRead(
        tuple(
            Character(
                text=letter,
                probability=0.6 if at in unsure else 0.999,
                start=at * 8.0,
                end=at * 8.0 + 8,
                others=unsure.get(at, ()),
            )
            for at, letter in enumerate(text)
        )
    )


@pytest.mark.parametrize(
    ("seen", "unsure", "expected"),
    [
        ("atgärder", {0: (("å", 0.3),)}, "åtgärder"),
        # A lost mark is possible even where the network did not think of it.
        ("atgärder", {0: (("o", 0.2),)}, "åtgärder"),
        ("den atgarder", {4: (("å", 0.3),), 7: (("ä", 0.2),)}, "den åtgärder"),
        # Nothing known comes out: it stays as it was read.
        ("Xatger", {1: (("å", 0.3),)}, "Xatger"),
        # A known word stays, although another reading is known, too.
        ("lamna", {1: (("ä", 0.39),)}, "lamna"),
        # Sure characters stay, though a change would make a known word.
        ("atgärder", {4: (("r", 0.1),)}, "atgärder"),
        # Too short to be told by a word list; digits are no letters.
        ("fr", {1: (("ö", 0.3),)}, "fr"),
        ("2019", {1: (("O", 0.3),)}, "2019"),
    ],
)
def test_what_is_chosen(seen: str, unsure: dict[int, tuple[tuple[str, float], ...]], expected: str) -> None:
    assert chosen(line(seen, unsure), KNOWN.__contains__).text == expected


def test_a_changed_character_keeps_what_was_read_as_another_reading() -> None:
    changed = chosen(line("atgärder", {0: (("å", 0.3),)}), KNOWN.__contains__).characters[0]
    assert (changed.text, changed.others[0]) == ("å", ("a", 0.6))


def with_silent(text: str, at: int, letter: str, probability: float) -> LineRead:
    read = line(text, {}).characters
    silent = Character(
        text="", probability=1.0, start=at * 8.0, end=at * 8.0, others=((letter, probability),)
    )
    return LineRead((*read[:at], silent, *read[at:]))


@pytest.mark.parametrize(
    ("seen", "at", "letter", "expected"),
    [
        ("tgärder", 0, "å", "åtgärder"),
        ("lam", 2, "m", "lamm"),
        ("den tgärder", 4, "å", "den åtgärder"),
        # A known word stays, nothing unknown is made, and numbers gain no letters.
        ("lamna", 0, "x", "lamna"),
        ("Xatger", 2, "t", "Xatger"),
        ("2019", 2, "l", "2019"),
    ],
)
def test_a_swallowed_letter_comes_back_only_in_a_known_word(
    seen: str, at: int, letter: str, expected: str
) -> None:
    found = chosen(with_silent(seen, at, letter, 0.2), KNOWN.__contains__)
    assert found.text == expected
    assert all(character.text for character in found.characters)


def test_a_swallowed_letter_is_as_sure_as_the_network_was() -> None:
    found = chosen(with_silent("tgärder", 0, "å", 0.2), KNOWN.__contains__)
    assert found.characters[0].probability == 0.2
