"""An agenda's numbers stand in a column of their own, however narrow; other numbers do not."""

from schemas.page import ReadLine, ReadPage
from tests.unit.structure.paper import HEIGHT, WIDTH, printed_words, read_line, unrepaired
from workers.structure import structure
from workers.structure.number_columns import number_column

SIZE = 10.0
ITEMS = ("Mötets öppnande", "Val av justerare", "Budget för nästa år", "Övriga frågor")


def numbered(*items: tuple[str, str], room: float = 12.0) -> list[ReadLine]:
    """Lines of a number at x = 70 and a text that begins `room` points behind where it stands."""
    return [
        read_line(
            [
                *printed_words(70, 100 + 14 * n, number, SIZE),
                *printed_words(70 + 5 + room, 100 + 14 * n, text, SIZE),
            ],
            SIZE,
            bold=False,
        )
        for n, (number, text) in enumerate(items)
    ]


AGENDA = tuple((str(n), text) for n, text in enumerate(ITEMS, start=1))


def test_numbers_that_count_on_are_a_column() -> None:
    assert number_column(numbered(*AGENDA)) == {0, 1, 2, 3}


def test_the_rows_of_such_an_agenda_have_two_cells() -> None:
    heading = read_line(printed_words(70, 50, "Sammanfattning", SIZE), SIZE, bold=True)
    text = read_line(printed_words(70, 70, "Följande behandlas vid mötet i maj.", SIZE), SIZE, bold=False)
    lines = (heading, text, *numbered(*AGENDA))
    page = ReadPage(number=1, width=WIDTH, height=HEIGHT, text_source="ocr", reason="test", lines=lines)
    rows = [b.rows for s in structure((unrepaired(page),)).sections for b in s.blocks if b.kind == "table"]
    assert rows == [AGENDA]


def test_a_line_that_goes_on_under_the_text_does_not_end_the_column() -> None:
    lines = numbered(*AGENDA)
    further = read_line(printed_words(87, 121, "med bilagor", SIZE), SIZE, bold=False)
    assert number_column([*lines[:2], further, *lines[2:]]) == {0, 1, 3, 4}


def test_a_words_space_is_no_column() -> None:
    assert number_column(numbered(*AGENDA, room=3.0)) == frozenset()


def test_numbers_that_do_not_count_on_or_are_parted_by_text_are_no_column() -> None:
    amounts = tuple((number, text) for number, text in zip(("4", "9", "2", "7"), ITEMS, strict=True))
    assert number_column(numbered(*amounts)) == frozenset()
    lines = numbered(*AGENDA[:3])
    text = read_line(printed_words(70, 121, "Kommunen växer.", SIZE), SIZE, bold=False)
    assert number_column([lines[0], text, lines[1], text, lines[2]]) == frozenset()
