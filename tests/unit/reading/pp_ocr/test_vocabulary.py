"""Words known to the lexicon in any casing; codes end the look-up too."""

import pytest

from workers.reading.pp_ocr.vocabulary import is_known


@pytest.mark.parametrize("word", ["förvaltning", "Förvaltning", "FÖRVALTNING", "Stockholm"])
def test_words(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["A1", "B2C", "fÖrvaltning", "xqzt", "ÅX9"])
def test_what_is_no_word(word: str) -> None:
    assert not is_known(word)
