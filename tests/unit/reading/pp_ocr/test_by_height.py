"""Letters of one form are told apart by how high they stand among the page's others."""

import numpy as np
import pytest

from workers.reading.pp_ocr.by_height import told_by_height
from workers.reading.pp_ocr.reading import Character, LineRead
from workers.reading.pp_ocr.strips import Strip

CAPITAL, SMALL, WIDE, APART = 40, 28, 24, 10
BASE, LEFT = 150, 60
Mark = tuple[int, int, int, int]
"""From the letter's left edge and over a capital's top: x, how far up, width and height."""
RING = (8, 12, 10, 9)
DOTS = ((4, 10, 6, 6), (14, 10, 6, 6))


class Sheet:
    """A page of lines, whose letters are bars as high as theirs."""

    def __init__(self) -> None:
        self.page = np.full((1200, 1600), 245, dtype=np.uint8)
        self.strips: list[Strip] = []
        self.lines: list[LineRead] = []

    def add(
        self,
        printed: str,
        read: str,
        *,
        probability: float = 0.6,
        first: int = 0,
        marks: tuple[Mark, ...] = (),
    ) -> None:
        """A line, its first letter read with this probability; `first` is how much higher it stands."""
        base, x = BASE + 130 * len(self.lines), LEFT
        characters = []
        for at, (letter, text) in enumerate(zip(printed, read, strict=True)):
            high = (CAPITAL if letter.isupper() else SMALL) + (first if at == 0 else 0)
            if letter != " ":
                self.page[base - high : base, x : x + WIDE] = 10
            sure = probability if at == 0 else 0.999
            characters.append(Character(text=text, probability=sure, start=x - LEFT, end=x - LEFT + WIDE))
            x += WIDE + APART
        for left, up, wide, tall in marks:
            top = base - CAPITAL - up
            self.page[top : top + tall, LEFT + left : LEFT + left + wide] = 10
        strip = Strip(x=(LEFT + x) / 2, y=base - 22, width=x - LEFT, height=64, angle=0)
        self.strips.append(strip)
        self.lines.append(LineRead(tuple(characters)))

    @property
    def told(self) -> list[str]:
        widths = [round(strip.width) for strip in self.strips]
        return [line.text for line in told_by_height(self.page, self.strips, widths, self.lines)]


@pytest.fixture
def sheet() -> Sheet:
    """One line tells how much higher capitals are."""
    page = Sheet()
    page.add("Rasmus Exer Massan", "Rasmus Exer Massan", probability=0.999)
    return page


def told(sheet: Sheet, *args: str, **how: object) -> str:
    sheet.add(*args, **how)  # type: ignore[arg-type]
    return sheet.told[-1]


@pytest.mark.parametrize("word", ["Sommar", "Ocean", "Öman", "Vasa"])
def test_a_capital_of_a_line_without_others_is_known_by_the_pages(sheet: Sheet, word: str) -> None:
    assert told(sheet, word, word[0].lower() + word[1:]) == word


@pytest.mark.parametrize("word", ["sommar", "ocean", "öman"])
def test_small_letters_stay(sheet: Sheet, word: str) -> None:
    assert told(sheet, word, word) == word


def test_what_the_network_is_sure_of_stays(sheet: Sheet) -> None:
    assert told(sheet, "Sommar", "sommar", probability=0.99) == "sommar"


def test_a_letter_of_another_form_stays(sheet: Sheet) -> None:
    assert told(sheet, "Rasmus", "rasmus") == "rasmus"


def test_what_is_higher_than_a_capital_is_none(sheet: Sheet) -> None:
    assert told(sheet, "Vasa", "vasa", first=9) == "vasa"


def test_dots_that_hang_together_with_a_capital_make_it_higher(sheet: Sheet) -> None:
    assert told(sheet, "Öman", "öman", first=6, probability=0.3) == "Öman"
    assert told(sheet, "Öman", "öman", first=6, probability=0.7) == "öman"


def test_without_another_line_nothing_tells_how_high_capitals_are() -> None:
    assert told(Sheet(), "Sommar", "sommar") == "sommar"


def test_amid_a_word_and_before_a_capital_nothing_is_judged(sheet: Sheet) -> None:
    sheet.add("SOS", "sOS")
    assert sheet.told[-1] == "sOS"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [((RING,), "Åmosse"), (DOTS, "Ämosse"), ((), "Amosse"), (((8, 30, 4, 2),), "Amosse")],
)
def test_a_mark_over_a_capital_is_seen_where_no_other_one_stands(
    sheet: Sheet, marks: tuple[Mark, ...], expected: str
) -> None:
    assert told(sheet, "Amosse", "Amosse", marks=marks) == expected


def test_a_ring_that_a_copier_broke_in_two_is_no_pair_of_dots(sheet: Sheet) -> None:
    assert told(sheet, "Amosse", "Amosse", marks=((5, 12, 10, 9), (17, 12, 3, 9))) == "Åmosse"


def test_a_ring_may_hang_together_with_its_letter(sheet: Sheet) -> None:
    assert told(sheet, "Amosse", "Amosse", first=9) == "Åmosse"
    assert told(sheet, "Amosse", "Amosse", first=9, probability=0.9995) == "Amosse"


def test_an_a_with_a_ring_that_only_the_lists_chose_may_be_a_capital(sheet: Sheet) -> None:
    assert told(sheet, "Åmosse", "åmosse", first=8, probability=0.01) == "Åmosse"
    assert told(sheet, "åmosse", "åmosse", probability=0.01) == "åmosse"
    assert told(sheet, "Åmosse", "åmosse", first=8, probability=0.3) == "åmosse"
