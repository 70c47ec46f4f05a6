"""Bytes of unknown encoding -> text, by which reading gives Swedish. No byte is lost, none is guessed away.

- A byte order mark decides; then UTF-8, which other encodings hardly ever are by chance.
- Seven-bit bytes are ASCII, or ISO 646-SE when its brackets spell Swedish letters throughout.
- Otherwise the eight-bit set in which the words with high bytes are likeliest as Swedish. Danish, Finnish or
  German text has a likeliest set by the same measure, because å, æ, ø or ü is a letter in one set only.
- Text that is UTF-8 but for a few bytes keeps them as private-use characters (`ESCAPED_BYTE`), which the
  repair then reads as letters where it has evidence.

Encoding the text again in the named codec gives the bytes back: a hole of cp1252 is the C1 control of the
same number, and an escaped byte says which it was.
"""

import re
from collections import Counter
from dataclasses import dataclass

from workers.repair.code_pages import CODECS, ESCAPED_BYTE, ISO646_SE, TABLES
from workers.repair.seven_bit import is_iso646_se
from workers.repair.swedish import cost

UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
WEIGHED_TOKENS = 400
"""Different tokens with high bytes that are weighed; the commonest of a document decide."""

_HIGH_TOKEN = re.compile(rb"[!-~]{0,24}[\x80-\xff][!-~\x80-\xff]{0,24}")
_C1 = re.compile(rb"[\x80-\x9f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_TRANSLATIONS = {codec: dict(enumerate(TABLES[codec])) for codec in CODECS}
_ESCAPES: dict[int, str] = {0xDC00 + byte: chr(ESCAPED_BYTE + byte) for byte in range(0x80, 0x100)} | {
    # The same private-use characters, where the text itself has them, are escaped byte by byte.
    ESCAPED_BYTE + byte: "".join(chr(ESCAPED_BYTE + part) for part in chr(ESCAPED_BYTE + byte).encode())
    for byte in range(0x80, 0x100)
}


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A text and the codec that reads the bytes so.

    `codec` is Python's name where it has one (`ascii`, `utf-8`, `utf-8-sig`, `latin-1`, `cp1252`,
    `mac_roman`, `cp850`, `cp437`; `utf-16-le` and `utf-16-be` stand for text after a byte order mark),
    and else `iso646-se` or `utf-8+escaped`, UTF-8 with escaped bytes. `latin-1` and `cp1252` are one set
    here; the first is said when no byte lies where they differ.
    """

    text: str
    codec: str


def decode(data: bytes) -> Decoded:
    """The likeliest reading of `data`. Never fails; the same bytes give the same reading."""
    return _marked(data) or _seven_bit(data) or _utf8(data) or _mostly_utf8(data) or _eight_bit(data)


def _marked(data: bytes) -> Decoded | None:
    """By its byte order mark, unless the bytes after it contradict it."""
    for mark, codec in UTF16_BOMS.items():
        if data.startswith(mark):
            try:
                return Decoded(text=data[len(mark) :].decode(codec), codec=codec)
            except UnicodeDecodeError:
                return None
    return None


def _seven_bit(data: bytes) -> Decoded | None:
    if not data.isascii():
        return None
    text = data.decode("ascii")
    if is_iso646_se(text):
        return Decoded(text=text.translate(ISO646_SE), codec="iso646-se")
    return Decoded(text=text, codec="ascii")


def _utf8(data: bytes) -> Decoded | None:
    codec = "utf-8-sig" if data.startswith(UTF8_BOM) else "utf-8"
    try:
        return Decoded(text=data.decode(codec), codec=codec)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with strays: a file cut in the middle of a letter, or lines of two origins in one file."""
    text = data.decode("utf-8", errors="surrogateescape")
    strays = sum("\udc80" <= character <= "\udcff" for character in text)
    if len(_MULTIBYTE.findall(data)) <= strays:
        return None
    return Decoded(text=text.translate(_ESCAPES), codec="utf-8+escaped")


def _eight_bit(data: bytes) -> Decoded:
    tokens = Counter(_HIGH_TOKEN.findall(data)).most_common(WEIGHED_TOKENS)

    def nats(codec: str) -> float:
        return sum(cost(_read(token, codec)) for token, _ in tokens)

    codec = min(CODECS, key=nats)
    if codec == "cp1252" and not _C1.search(data):
        return Decoded(text=data.decode("latin-1"), codec="latin-1")
    return Decoded(text=_read(data, codec), codec=codec)


def _read(data: bytes, codec: str) -> str:
    return data.decode("latin-1").translate(_TRANSLATIONS[codec])
