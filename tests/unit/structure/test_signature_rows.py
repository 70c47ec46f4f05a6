"""Rows of names whose columns were read without the room between them."""

from tests.unit.structure.paper import text_pages
from workers.structure import structure

UNTITLED = [("Eva Ek", ""), ("Petra Ros", ""), ("Anna Ceder", "")]
TEXT = "Beslut\nNämnden beslutar att bordlägga ärendet till nästa sammanträde.\n\n"


def signers(block: str) -> list[tuple[str, ...]]:
    sections = structure(text_pages(TEXT + block)).sections
    return [row for s in sections for b in s.blocks if b.kind == "signature" for row in b.rows or ()]


def test_each_of_three_cues_has_a_name_and_a_title() -> None:
    row = "Vid protokollet Justeras Justeras\n\nEva Ek Petra Ros Anna Ceder\n"
    assert signers(row + "sekreterare ordförande ledamot\n") == [
        ("Eva Ek", "sekreterare"), ("Petra Ros", "ordförande"), ("Anna Ceder", "ledamot"),
    ]  # fmt: skip


def test_too_few_titles_are_given_to_nobody() -> None:
    row = "Vid protokollet Justeras Justeras\n\nEva Ek Petra Ros Anna Ceder\n"
    assert signers(row + "sekreterare ordförande\n") == [
        ("Eva Ek", ""),
        ("Petra Ros", ""),
        ("Anna Ceder", ""),
    ]
    listed = "Vid protokollet\n\nEva Ek\nPetra Ros\nAnna Ceder\nsekreterare\nordförande\n"
    assert signers(listed) == UNTITLED


def test_two_names_still_part_in_the_middle() -> None:
    row = "Vid protokollet Justeras\n\nEva Ek Petra Ros\nsekreterare ordförande\n"
    assert signers(row) == [("Eva Ek", "sekreterare"), ("Petra Ros", "ordförande")]


def test_words_that_do_not_part_evenly_are_not_parted() -> None:
    row = "Vid protokollet Justeras Justeras\n\nEva Ek Petra Maria Ros Anna Ceder\n"
    assert ("Eva Ek", "") not in signers(row)


def test_six_words_are_three_names() -> None:
    row = "Vid protokollet Justeras Justeras\n\nEva Ek Petra von Ros Anna Ceder\n"
    assert [name for name, _ in signers(row)] == ["Eva Ek", "Petra von Ros", "Anna Ceder"]
