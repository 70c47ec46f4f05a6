"""Data: the character sets that Swedish text has been written in, and how one is misread as another.

A byte that a set leaves undefined is the C1 control of the same number, as in the WHATWG's windows-1252,
so that every table has 256 different characters and no byte is ever lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODECS = ("cp1252", "mac_roman", "cp850", "cp437")
"""Python's names of the eight-bit sets, likeliest first."""

ISO646_SE = str.maketrans("{|}[\\]`~^", "äöåÄÖÅéüÜ")
"""SEN 85 02 00 annex C, the seven-bit set of Swedish terminals; `@` for É is left out, for e-mail's sake."""

ESCAPED_BYTE = 0xEE00
"""In a text that is UTF-8 but for a few bytes, such a byte b is the private-use character U+EE00 + b."""

ESCAPED = "escaped bytes"
C1_CONTROLS = range(0x80, 0xA0)
"""Bytes that are controls in Latin-1, and letters or signs in every other set."""

SWEDISH_LETTERS = frozenset("åäöÅÄÖ")
PRINTED = SWEDISH_LETTERS | frozenset("éÉüÜèÈàÀáíóúñçÇøæØÆßêëïôû§–—”“’‘…•°·½¼¾€£×«»´±²³µ©®\u00a0")
"""What a misread character may have been: the letters and signs of Swedish print."""


def _table(codec: str) -> str:
    characters = []
    for byte in range(256):
        try:
            characters.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            characters.append(chr(byte))
    return "".join(characters)


TABLES = {codec: _table(codec) for codec in CODECS}
"""The 256 characters of each set, by byte."""

CONTROLS = {byte: TABLES["cp1252"][byte] for byte in C1_CONTROLS}
"""C1 controls as the characters that cp1252 has for them, for `str.translate`."""


@dataclass(frozen=True, kw_only=True)
class Misreading:
    """Text written in one set and read in another: what each character seen was meant to be."""

    name: str
    meant: dict[int, str]
    """For `str.translate`."""
    seen: re.Pattern[str]
    """Any character that `meant` changes."""


def _meant(written: str, read: str) -> dict[int, str]:
    """By code point of the character seen: the character that was written."""
    meant = {}
    for byte in range(0x80, 0x100):
        character = TABLES[written][byte]
        if character not in PRINTED:
            continue
        if read == ESCAPED:
            meant[ESCAPED_BYTE + byte] = character
        elif TABLES[read][byte] != character:
            meant[ord(TABLES[read][byte])] = character
        if read == "cp1252" and byte in C1_CONTROLS:
            meant[byte] = character  # a reader that took the text for Latin-1
    return meant


def _misreadings() -> Iterator[Misreading]:
    for read in (*CODECS, ESCAPED):
        for written in CODECS:
            meant = _meant(written, read)
            if written != read and SWEDISH_LETTERS & set(meant.values()):
                seen = re.compile("[" + "".join(re.escape(chr(code)) for code in meant) + "]")
                yield Misreading(name=f"{written} read as {read}", meant=meant, seen=seen)


MISREADINGS = tuple(_misreadings())
