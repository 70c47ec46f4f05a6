"""A stamp that was set as text is parted from the lines beside it, and nothing else is."""

from schemas.page import ReadLine
from tests.unit.reading.test_layout import printed, read
from workers.reading.stamped_text import stamps_apart

TITLE = "Överklagande av bygglov"


def letter(stamp_x: float = 240, stamp_size: float = 10) -> list[ReadLine]:
    """A title in larger type, and a stamp at its right whose third line stands level with it."""
    glyphs = printed(TITLE, 60, 98, size=15, bold=True) + printed("Jag överklagar beslutet.", 60, 130)
    for number, text in enumerate(("EKEBY KOMMUN", "INKOM", "2026-03-05", "Dnr BN 2026-00455")):
        glyphs += printed(text, stamp_x, 75 + 13 * number, size=stamp_size)
    return list(read(glyphs))


def test_a_stamp_beside_a_title_is_read_by_itself() -> None:
    lines = letter()
    assert f"{TITLE} 2026-03-05" in [line.text for line in lines]
    assert [line.text for line in stamps_apart(lines)] == [
        "EKEBY KOMMUN", "INKOM", "2026-03-05", "Dnr BN 2026-00455", TITLE, "Jag överklagar beslutet.",
    ]  # fmt: skip


def test_every_word_is_kept_with_its_place() -> None:
    before, after = letter(), stamps_apart(letter())
    assert sorted(w.text for line in before for w in line.words) == sorted(
        w.text for line in after for w in line.words
    )
    for line in after:
        assert all(line.text[w.start : w.start + len(w.text)] == w.text for w in line.words)
        assert line.box is not None
        assert all(w.box is not None and line.box[0] <= w.box[0] <= line.box[2] for w in line.words)


def test_a_stamp_that_stands_free_is_left_as_it_was_read() -> None:
    lines = read(printed("INKOM", 400, 40) + printed("2026-03-05", 400, 53) + printed(TITLE, 60, 98, size=15))
    assert list(stamps_apart(lines)) == list(lines)


def test_a_word_of_a_sentence_or_a_list_of_what_came_in_is_no_stamp() -> None:
    sentence = printed("Ansökan INKOM 2026-03-05 till nämnden", 60, 40) + printed(
        "och kompletterades.", 60, 53
    )
    listed = printed("INKOMNA SKRIVELSER", 60, 80) + printed("2026-03-05", 60, 93)
    listed += printed("Brev från en granne", 240, 93)
    lines = read(sentence + listed)
    assert list(stamps_apart(lines)) == list(lines)


def test_without_a_day_nothing_is_parted() -> None:
    glyphs = printed(TITLE, 60, 60, size=15) + printed("INKOM", 240, 62) + printed("till oss", 240, 75)
    lines = read(glyphs)
    assert list(stamps_apart(lines)) == list(lines)
