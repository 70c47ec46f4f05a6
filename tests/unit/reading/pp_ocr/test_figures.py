"""Numbers come apart into thousands where the page's own figures say so, and never amid a code."""

import numpy as np
import pytest

from workers.reading.pp_ocr.figures import FigureSpacing, thousands, undecided, usual_figures
from workers.reading.pp_ocr.letters import Group, Letter, grouped
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.spacing import Spacing
from workers.reading.pp_ocr.words import spread, words_of

WIDTH, CLOSE, BESIDE_ONE, SPACE, ELSEWHERE = 16, 2, 5, 10, 60
PAGE = FigureSpacing(close=(0.12, 0.3, 0.5), space=0.5, width=WIDTH)


def group(text: str, *, spaces: tuple[int, ...] = (), space: int = SPACE) -> Group:
    """The text as letters; before those numbered in `spaces` stands a space."""
    letters = []
    for at, sign in enumerate(text):
        one = "1" in text[max(0, at - 1) : at + 1]
        white = (BESIDE_ONE if one else CLOSE) + (space if at in spaces else 0)
        character = Character(text=sign, probability=0.99, start=at * 20.0, end=at * 20.0 + 16)
        letters.append(Letter(character, white if at else ELSEWHERE, 8 if sign == "1" else WIDTH))
    return letters


def parts(text: str, *spaces: int, space: int = SPACE) -> list[str]:
    cuts = thousands(group(text, spaces=spaces, space=space), PAGE)
    return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "spaces", "expected"),
    [
        ("2050", (1,), ["2", "050"]),
        ("-20678", (3,), ["-20", "678"]),
        ("3148350", (1, 4), ["3", "148", "350"]),
        ("57120,76", (2,), ["57", "120,76"]),
        # The rest of a longer one.
        ("081000", (3,), ["081", "000"]),
        ("8700kr", (1,), ["8", "700kr"]),
    ],
)
def test_a_space_that_the_network_lost_parts_thousands(
    text: str, spaces: tuple[int, ...], expected: list[str]
) -> None:
    assert parts(text, *spaces) == expected


@pytest.mark.parametrize(
    ("text", "spaces"),
    [
        ("2050", ()),
        # A 1 stands alone.
        ("1140", ()),
        # White elsewhere than between thousands is no space of a number, and all of them have it or none.
        ("20678", (3,)),
        ("3148350", (4,)),
        # Codes, dates, laws and telephone numbers.
        ("19610414-2322", (2,)),
        ("556600-4455", (3,)),
        ("2017-01-30", (1,)),
        ("(1998:808)", (2,)),
        ("SE618000", (5,)),
        ("MBN/4455", (5,)),
        ("1.250.000", (5,)),
    ],
)
def test_other_numbers_stay_whole(text: str, spaces: tuple[int, ...]) -> None:
    assert parts(text, *spaces) == [text]


def test_on_a_copy_whose_whites_all_differ_nothing_comes_apart() -> None:
    letters = group("286095", spaces=(3,))
    uneven = [*letters[:2], letters[2]._replace(white=11), *letters[3:]]
    assert thousands(letters, PAGE) == [3]
    assert thousands(uneven, PAGE) == []


def test_a_year_needs_a_whole_space() -> None:
    assert parts("1934", 1, space=6) == ["1934"]
    assert parts("3934", 1, space=6) == ["3", "934"]
    assert parts("1934", 1) == ["1", "934"]


def test_what_the_white_speaks_against_is_undecided() -> None:
    nothing: Group = []
    assert undecided(nothing, group("2050", spaces=(1,), space=4), nothing, PAGE) == pytest.approx(
        0.5, abs=0.05
    )
    assert undecided(nothing, group("2050"), nothing, PAGE) < 0.05
    assert undecided(nothing, group("kommun"), nothing, PAGE) == 0.0
    apart = group("12050", spaces=(2,))
    close = group("12050")
    assert undecided(apart[:2], apart[2:], nothing, PAGE) < 0.3
    assert undecided(close[:2], close[2:], nothing, PAGE) > 0.9


def test_a_page_tells_how_far_apart_its_figures_stand() -> None:
    number = group("4500", spaces=(1,))
    line = [group("250"), group("600"), *[number[:1], number[1:]] * 4]
    usual = usual_figures([line])
    assert usual.width == WIDTH
    assert usual.close[0] == CLOSE / WIDTH
    assert usual.space == pytest.approx(SPACE / WIDTH)


def test_a_page_without_figures_tells_nothing() -> None:
    assert thousands(group("2050", spaces=(1,)), usual_figures([[group("kommun")]])) == []


def test_a_cells_borders_do_not_hide_the_white() -> None:
    picture = np.full((48, 400), 250, np.uint8)
    picture[4:6], picture[42:44] = 20, 20
    characters = []
    for at, (sign, x) in enumerate(
        zip("4205063780", (20, 48, 66, 84, 160, 178, 196, 260, 278, 296), strict=True)
    ):
        picture[14:34, x : x + 16] = 20
        if at in (4, 7):
            characters.append(Character(text=" ", probability=0.99, start=x - 8, end=x - 4))
        characters.append(Character(text=sign, probability=0.99, start=x + 2, end=x + 12))
    line = spread(characters, picture)
    assert [letter.white for letter in line.groups[0]] == [0, 12, 2, 2]
    words = words_of(
        line,
        Spacing(figures=usual_figures([grouped(characters, line.whites)])),
        is_known=lambda _: False,
        is_one_word=lambda _: False,
    )
    assert [word.text for word in words] == ["4", "205", "063", "780"]
