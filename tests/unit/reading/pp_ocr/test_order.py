"""Reading order and the parting of strips that span two columns."""

from workers.reading.pp_ocr.order import Piece, ordered, skew
from workers.reading.pp_ocr.parting import trimmed, without_parts
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.strips import Strip
from workers.reading.pp_ocr.words import PlacedWord

DPI = 72.0
SCALE = 48 / 12


def piece(text: str, x: float, y: float, width: float, angle: float = 0) -> Piece:
    """A printed line of 12 points whose ink fills it; `x` is its left end."""
    words = text.split()
    step = width * SCALE / len(words)
    placed = tuple(
        PlacedWord(
            characters=tuple(Character(text=letter, probability=1, start=0, end=1) for letter in word),
            start=at * step,
            end=(at + 1) * step - 6,
            top=10,
            bottom=38,
        )
        for at, word in enumerate(words)
    )
    strip = Strip(x=x + width / 2, y=y, width=width, height=12, angle=angle)
    return Piece(strip=strip, width=round(width * SCALE), words=placed)


def texts(pieces: list[Piece]) -> list[str]:
    lines = ordered(pieces, DPI)
    return [" ".join(word.text for piece in line for word in piece.words) for line in lines]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220) for row in range(8)]
    right = [piece(f"höger rad nummer {row} här", 300, 100 + 14 * row, 220) for row in range(8)]
    found = texts([page for pair in zip(left, right, strict=True) for page in pair])
    assert [line.split()[0] for line in found] == ["vänster"] * 8 + ["höger"] * 8


def test_the_cells_of_a_table_stay_on_their_row() -> None:
    rows = [
        (piece(f"{row}", 50, 100 + 14 * row, 8), piece("2024-05-02", 100, 100 + 14 * row, 60),
         piece("Anna Åkesson Ek", 300, 100 + 14 * row, 100))
        for row in range(8)
    ]  # fmt: skip
    assert texts([cell for row in rows for cell in row])[3] == "3 2024-05-02 Anna Åkesson Ek"


def test_nothing_is_ordered_on_an_empty_page() -> None:
    assert ordered([], DPI) == []
    assert trimmed([], DPI) == []
    assert skew([]) == 0


def test_the_skew_is_that_of_the_long_lines() -> None:
    short = [Strip(x=0, y=0, width=10, height=12, angle=0)] * 5
    assert skew([*short, Strip(x=0, y=0, width=400, height=12, angle=1.2)]) == 1.2


def test_strips_that_reach_into_each_other_are_cut_apart() -> None:
    left = Strip(x=150, y=100, width=220, height=14, angle=0)
    right = Strip(x=360, y=100, width=220, height=14, angle=0)
    one, other = trimmed([left, right], DPI)
    assert one.x + one.width / 2 == other.x - other.width / 2 == 255
    below = Strip(x=360, y=130, width=220, height=14, angle=0)
    assert trimmed([left, below], DPI) == [left, below]


def test_dirt_at_a_lines_end_does_not_join_columns() -> None:
    left = [piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220) for row in range(8)]
    right = [piece(f"höger rad nummer {row} här", 284, 100 + 14 * row, 220) for row in range(8)]
    left[3] = piece("vänster rad nummer 3 här.", 50, 142, 238)
    found = texts([page for pair in zip(left, right, strict=True) for page in pair])
    assert [line.split()[0] for line in found] == ["vänster"] * 8 + ["höger"] * 8


def test_a_line_over_both_columns_parts_them() -> None:
    rows: list[tuple[Piece, ...]] = [
        (piece(f"vänster rad nummer {row} här", 50, 100 + 14 * row, 220),
         piece(f"höger rad nummer {row} här", 284, 100 + 14 * row, 220))
        for row in range(14)
    ]  # fmt: skip
    rows[7] = (piece("rubrik över hela sidans bredd står här", 50, 198, 440),)
    found = [line.split()[0] for line in texts([cell for row in rows for cell in row])]
    assert found == ["vänster"] * 7 + ["höger"] * 7 + ["rubrik"] + ["vänster"] * 6 + ["höger"] * 6


def test_letters_that_were_found_twice_are_left_out() -> None:
    line = Strip(x=200, y=100, width=300, height=12, angle=0)
    letter = Strip(x=60, y=100, width=10, height=12, angle=0)
    below = Strip(x=56, y=114, width=10, height=12, angle=0)
    assert without_parts([letter, line, below], DPI) == [line, below]
    assert without_parts([], DPI) == []
