import pytest

from workers.reading.typesize import type_size


@pytest.mark.parametrize(
    ("text", "height"),
    [("Nämnd", 7.1), ("ansvar", 7.1), ("omsorg", 7.1), ("vem", 5.0), ("ÅRE", 9.2), ("Dnr,", 9.2)],
)
def test_the_size_follows_from_which_letters_stand_high_and_low(text: str, height: float) -> None:
    size = type_size([(text, height)])
    if text == "ansvar":  # Low letters as high as capitals are set larger.
        assert size == pytest.approx(14.2, abs=0.1)
    elif text == "omsorg":
        assert size == pytest.approx(10.0, abs=0.1)
    else:
        assert size == pytest.approx(10.0, abs=0.1)


def test_dashes_alone_tell_nothing() -> None:
    assert type_size([("—", 1.0), ("…", 1.0)]) is not None
    assert type_size([("—", 1.0), (".", 1.0)]) is None
