from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Rotation
from schemas.page import ReadLine
from schemas.turning import TURNS, turn_box_back
from tests.unit.reading.painting import Glyph, columns
from workers.reading.layout import lines_of, reading_rotation

WIDTH, HEIGHT = 595.0, 842.0
ADVANCE = 0.5
"""Every glyph of these tests is half as wide as high."""


def printed(
    text: str, x: float, y: float, *, size: float = 10, bold: bool = False, spaces: bool = True
) -> list[Glyph]:
    """Glyphs of one line whose top left corner is x, y."""
    return [
        Glyph(
            text=character,
            box=(x + index * size * ADVANCE, y, x + (index + 1) * size * ADVANCE, y + size),
            bold=bold,
            direction=0,
        )
        for index, character in enumerate(text)
        if spaces or character != " "
    ]


def read(glyphs: list[Glyph], rotation: Rotation = 0) -> tuple[ReadLine, ...]:
    return lines_of(columns(glyphs), width=WIDTH, height=HEIGHT, rotation=rotation)


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in read(glyphs)]


def test_words_carry_their_offsets_boxes_and_the_edges_of_each_character() -> None:
    (line,) = read(printed("Åre 2024", 100, 50, bold=True))
    assert (line.text, line.size, line.bold, line.box) == ("Åre 2024", 10, True, (100, 50, 140, 60))
    first, second = line.words
    assert (first.text, first.start, first.edges) == ("Åre", 0, (100, 105, 110, 115))
    assert (second.text, second.start, second.box) == ("2024", 4, (120, 50, 140, 60))


def test_spaces_that_were_not_written_are_seen_in_the_gaps() -> None:
    assert texts(printed("Nämnden avslår ansökan", 60, 50, spaces=False)) == ["Nämnden avslår ansökan"]


def test_letters_without_a_gap_stay_together() -> None:
    glyphs = printed("Kulturdirektör", 60, 50) + printed("Patrik", 60 + 14 * 5, 50)
    assert texts(glyphs) == ["KulturdirektörPatrik"]


def test_a_space_without_room_is_none() -> None:
    space = Glyph(text=" ", box=(130, 50, 132, 60), bold=False, direction=0)
    assert texts([*printed("Kommunlednings", 60, 50), space, *printed("kontoret", 130, 50)]) == [
        "Kommunledningskontoret"
    ]
    words = [*printed("Kommunlednings", 60, 50), space, *printed("kontoret", 131.5, 50)]
    assert texts(words) == ["Kommunlednings kontoret"]


def test_a_ligature_shares_its_width() -> None:
    glyph = Glyph(text="ffi", box=(10, 10, 16, 20), bold=False, direction=0)
    (line,) = read([glyph])
    assert line.words[0].edges == (10, 12, 14, 16)


def test_control_and_private_characters_and_soft_hyphens_stay() -> None:
    assert texts(printed("\uf0b7 av\u00adtal \x0cok", 60, 50)) == ["\uf0b7 av\u00adtal \x0cok"]


def test_a_glyph_painted_twice_is_one_letter() -> None:
    shadow = [
        Glyph(text=g.text, box=tuple(v + 0.3 for v in g.box), bold=False, direction=0)  # type: ignore[arg-type]
        for g in printed("BESLUT", 60, 50)
    ]
    assert texts(printed("BESLUT", 60, 50) + shadow) == ["BESLUT"]
    assert texts(printed("ATTA OSS", 60, 50)) == ["ATTA OSS"]


def test_signatures_side_by_side_are_one_line() -> None:
    glyphs = (
        printed("Håkan Wrethling", 60, 400)
        + printed("Maryam Taheri", 320, 400)
        + printed("Kulturdirektör", 60, 412)
        + printed("Avdelningschef", 320, 412)
    )
    assert texts(glyphs) == ["Håkan Wrethling Maryam Taheri", "Kulturdirektör Avdelningschef"]


def column(x: float, y: float, word: str, rows: int = 9, leading: float = 12) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for row in range(rows):
        glyphs += printed(f"{word} rad {row} med flera ord till kanten", x, y + row * leading)
    return glyphs


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    glyphs = [
        *printed("Rubrik över hela sidan som går från kant till kant på bladet", 60, 50),
        *column(60, 80, "vänster"),
        *column(310, 80, "höger"),
        *printed("Fot", 60, 300),
    ]
    lines = texts(glyphs)
    assert lines[0].startswith("Rubrik")
    assert [line.split()[0] for line in lines[1:-1]] == ["vänster"] * 9 + ["höger"] * 9
    assert lines[-1] == "Fot"


def test_columns_need_not_share_their_baselines() -> None:
    lines = texts([*column(60, 80, "vänster"), *column(310, 85, "höger", leading=11.5)])
    assert [line.split()[0] for line in lines] == ["vänster"] * 9 + ["höger"] * 9


def test_a_table_is_read_row_by_row() -> None:
    glyphs: list[Glyph] = []
    for row in range(9):
        glyphs += printed(f"Post {row}", 60, 80 + row * 12) + printed(f"{row * 100} kr", 310, 80 + row * 12)
    assert texts(glyphs)[3] == "Post 3 300 kr"


def test_text_across_the_main_direction_comes_last() -> None:
    margin = [
        Glyph(text=letter, box=(20, 700 - 5 * i, 30, 705 - 5 * i), bold=False, direction=270)
        for i, letter in enumerate("Arkiv")
    ]
    lines = read(margin + printed("Beslut om avslag", 60, 50))
    assert [line.text for line in lines] == ["Beslut om avslag", "Arkiv"]
    assert lines[1].box == (20, 680, 30, 705)


@given(st.sampled_from(TURNS), st.sampled_from(["Dnr KS 2024/12", "Åtgärden får inte påbörjas"]))
def test_a_turned_page_reads_the_same_and_its_boxes_lie_on_the_unturned_page(
    turn: Rotation, text: str
) -> None:
    upright = printed(text, 100, 120)
    direction = TURNS[-turn // 90 % 4]
    lying = [
        Glyph(
            text=glyph.text,
            box=turn_box_back(glyph.box, WIDTH, HEIGHT, turn),
            bold=False,
            direction=direction,
        )
        for glyph in upright
    ]
    assert reading_rotation(columns(lying), 0) == turn
    (line,) = read(lying, turn)
    assert line.text == text
    assert line.words[0].box == turn_box_back(
        (100, 120, 100 + 5 * len(text.split(maxsplit=1)[0]), 130), WIDTH, HEIGHT, turn
    )


def test_without_text_the_file_says_how_the_page_lies() -> None:
    assert reading_rotation(columns([]), 270) == 270
    assert read([]) == ()


@given(st.text(alphabet="aå \u00a0\x0c\n(cid:7)", max_size=30))
def test_lines_and_words_always_agree(text: str) -> None:
    for line in read(printed(text, 50, 50)):
        assert "\n" not in line.text
        for word in line.words:
            assert line.text[word.start : word.start + len(word.text)] == word.text
            assert word.edges is not None
            assert len(word.edges) == len(word.text) + 1


def test_a_raised_figure_stays_at_its_word_beside_small_type_in_the_margin() -> None:
    glyphs = [
        *printed("Postadress:", 20, 92, size=8),
        *printed("artikel i förordningen", 100, 100, size=10, spaces=False),
        *printed("1", 100 + 22 * 5, 96.5, size=7),
        *printed(" och den 14", 100 + 22 * 5 + 3.5, 100, size=10, spaces=False),
    ]
    assert texts(glyphs) == ["Postadress:", "artikel i förordningen1 och den 14"]
