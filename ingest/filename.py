"""The name that a file is sent and shown under. Pure."""

import os
import unicodedata
from pathlib import Path

MAX_FILENAME = 255
MAX_SUFFIX = 16


def clean_filename(name: str) -> str:
    """The name to show for an upload: its last path component, NFC, without control characters.

    It is shown and searched, never used as a path.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    printable = "".join(character for character in last if character.isprintable()).strip()
    suffix = Path(printable).suffix
    if len(suffix) > MAX_SUFFIX or " " in suffix:
        suffix = ""  # A full stop in a sentence: "Bilaga 1. Yttrande över remiss".
    stem = printable.removesuffix(suffix)[: MAX_FILENAME - len(suffix)].rstrip()
    return stem + suffix or "namnlös"


def name_on_disk(path: Path) -> str:
    """A file's name as text. One that is no UTF-8 is what older systems wrote, in Latin-1 or its Windows
    form; Python gives such bytes as lone surrogates, which nobody can send."""
    written = os.fsencode(path.name)
    for encoding in ("utf-8", "cp1252"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("latin-1")
