import pytest

from workers.archive.invisible import page_text

MEDIA = (595.0, 842.0)


def test_words_move_to_the_media_box_and_turn_with_the_page() -> None:
    lines = [[("Beslut", 10.0, 20.0, 40.0, 30.0)]]
    upright = page_text(lines, 0, media=MEDIA, crop_offset=(5, 7))
    assert upright.lines[0].words[0].box == (15, 27, 45, 37)
    turned = page_text([[("Beslut", 20.0, 10.0, 30.0, 40.0)]], 90, media=MEDIA, crop_offset=(0, 0))
    assert (turned.width, turned.height) == (842, 595)
    assert turned.lines[0].words[0].box == (802, 20, 832, 30)


def test_a_skewed_line_gets_a_skewed_baseline() -> None:
    words = [(f"ord{i}", 50.0 + i * 50, 100.0 + i, 90.0 + i * 50, 107.1 + i) for i in range(8)]
    line = page_text([words], 0, media=MEDIA, crop_offset=(0, 0)).lines[0]
    assert line.slope == pytest.approx(1 / 50)
    assert line.intercept < 0


def test_words_of_another_size_are_set_apart() -> None:
    words = [
        ("Norrkaka", 10.0, 10.0, 60.0, 17.1),
        ("i", 70.0, 10.0, 73.0, 17.1),
        ("PROTOKOLL", 80.0, 5.0, 180.0, 17.8),
    ]
    small, large = page_text([words], 0, media=MEDIA, crop_offset=(0, 0)).lines
    assert [word.text for word in small.words] == ["Norrkaka", "i"]
    assert large.box[3] - large.box[1] > 1.5 * (small.box[3] - small.box[1])


def test_one_low_word_does_not_tilt_a_line() -> None:
    words = [(f"rad{i}", 50.0 + i * 50, 100.0, 90.0 + i * 50, 107.1) for i in range(7)]
    words.append(("st", 400.0, 100.0, 450.0, 125.0))
    line = page_text([words], 0, media=MEDIA, crop_offset=(0, 0)).lines[0]
    assert abs(line.slope) < 0.005


def test_overlapping_boxes_are_parted_and_empty_ones_left_out() -> None:
    words = [("715", 10.0, 10.0, 40.0, 20.0), ("84", 30.0, 10.0, 45.0, 20.0), ("x", 60.0, 10.0, 60.0, 20.0)]
    line = page_text([words], 0, media=MEDIA, crop_offset=(0, 0)).lines[0]
    assert [word.box[::2] for word in line.words] == [(10, 30), (30, 45)]
    assert page_text([[("x", 1.0, 1.0, 1.0, 1.0)], []], 0, media=MEDIA, crop_offset=(0, 0)).lines == ()
