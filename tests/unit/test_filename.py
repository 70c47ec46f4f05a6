"""The name shown for an upload: only a name, whatever was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.intake import MAX_FILENAME, clean_filename


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Tjänsteutlåtande 2024-05-02.pdf", "Tjänsteutlåtande 2024-05-02.pdf"),
        ("C:\\Skannat\\brev.pdf", "brev.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("Fo\u0308rvaltningen.pdf", "Förvaltningen.pdf"),
        ("", "namnlös"),
        ("///", "namnlös"),
        ("å" * 300 + ".pdf", "å" * 251 + ".pdf"),
        ("Bilaga 1. Yttrande över remiss", "Bilaga 1. Yttrande över remiss"),
        ("Bilaga 1. Nej", "Bilaga 1. Nej"),
        ("protokoll.en-ändelse-som-ingen-är", "protokoll.en-ändelse-som-ingen-är"),
        ("ä" * 254 + " slut på det hela", "ä" * 254),
    ],
)
def test_names(sent: str, shown: str) -> None:
    assert clean_filename(sent) == shown


@given(st.text())
def test_a_name_is_never_a_path_never_empty_and_stays_as_it_is(sent: str) -> None:
    shown = clean_filename(sent)
    assert 0 < len(shown) <= MAX_FILENAME
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert clean_filename(shown) == shown
