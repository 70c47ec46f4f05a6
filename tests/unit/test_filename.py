"""The name shown for an upload: only a name, whatever was sent."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.filename import MAX_FILENAME, clean_filename, name_on_disk


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


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Förfrågan.txt".encode(), "Förfrågan.txt"),
        ("Förfrågan.txt".encode("latin-1"), "Förfrågan.txt"),
        ("Avtal – utkast.txt".encode("cp1252"), "Avtal – utkast.txt"),
        (b"\xe5\x81.txt", "å\x81.txt"),
    ],
)
def test_a_name_on_disk_is_text_in_whatever_encoding_it_was_written(written: bytes, shown: str) -> None:
    assert name_on_disk(Path(os.fsdecode(written))) == shown


@given(st.text())
def test_a_name_is_never_a_path_never_empty_and_stays_as_it_is(sent: str) -> None:
    shown = clean_filename(sent)
    assert 0 < len(shown) <= MAX_FILENAME
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.isprintable()
    assert clean_filename(shown) == shown
