"""UTF-8 that was read byte by byte: `Ã¥rsredovisning`, `TRÃ…DFRI`, `f√∂r`, `f├╢r`.

The sequences are their own evidence: no sound text has a lead byte's character before a continuation
byte's, for the leads that Swedish text uses. Others (`CAFÉ”` could be one) are read only in lines that have
such a sequence too; elsewhere they are left to ftfy, which weighs the whole line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workers.repair.code_pages import C1_CONTROLS, CODECS, TABLES
from workers.repair.edits import Change

CONTINUATION = range(0x80, 0xC0)
LATIN_LEADS = (0xC2, 0xC3)
"""U+00A0–U+00FF: the letters åäö and most signs."""
SIGNS_LEAD = 0xE2
"""U+2000–U+2FFF: dashes, quotation marks, bullets, €, arrows."""
MARKS = ("\u0300", "\u0301", "\u0308", "\u030a")
"""Combining marks of letters written in two parts."""
HALF_QUOTE = "â€"
"""What is left of `”` (E2 80 9D) when a reader of cp1252 dropped its last byte, a hole of that set."""
WHOLE = ("\ufeff", "\ufffd", *"ﬀﬁﬂﬃﬄﬅﬆ", *map(chr, range(0xF020, 0xF100)))
"""Byte order mark, replacement character, ligatures, the symbol fonts' bullets."""


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """Somebody who takes each byte for a character."""

    leads: re.Pattern[str]
    """The first character of any certain sequence."""
    certain: re.Pattern[str]
    """A sequence that Swedish text uses."""
    possible: re.Pattern[str]
    """Any sequence of two or three bytes, and the certain ones."""
    bytes_of: dict[int, int]

    def meant(self, seen: str) -> str:
        """Latin-1 stands in for bytes: every character of it is the byte of the same number."""
        if seen == HALF_QUOTE:
            return "”"
        return seen.translate(self.bytes_of).encode("latin-1").decode("utf-8")


def _reader(codec: str) -> _Reader:
    of_byte = {byte: TABLES[codec][byte] for byte in range(0x80, 0x100)}
    if codec == "cp1252":  # or Latin-1, whose characters of these bytes are controls
        of_byte |= {byte: of_byte[byte] + chr(byte) for byte in C1_CONTROLS}

    def one_of(*numbers: int) -> str:
        return "[" + re.escape("".join(of_byte[number] for number in numbers)) + "]"

    def spelled(characters: Iterable[str]) -> str:
        return "|".join("".join(map(one_of, character.encode())) for character in characters)

    rest = one_of(*CONTINUATION)
    latin = f"{one_of(LATIN_LEADS[0])}{one_of(*range(0xA0, 0xC0))}|{one_of(LATIN_LEADS[1])}{rest}"
    certain = f"{latin}|{one_of(SIGNS_LEAD)}{rest}{rest}|{spelled(WHOLE)}|(?<=[A-Za-z])(?:{spelled(MARKS)})"
    if codec == "cp1252":
        certain += rf"|{HALF_QUOTE}(?=[\s.,;:!?)]|\Z)"
    other = f"{one_of(0xC2, *range(0xC4, 0xE0))}{rest}|{one_of(*range(0xE1, 0xED))}{rest}{rest}"
    leads = {*LATIN_LEADS, SIGNS_LEAD, *(character.encode()[0] for character in (*WHOLE, *MARKS))}
    return _Reader(
        leads=re.compile(one_of(*leads)),
        certain=re.compile(certain),
        possible=re.compile(f"{certain}|{other}"),
        bytes_of={ord(character): byte for byte, seen in of_byte.items() for character in seen},
    )


_READERS = tuple(_reader(codec) for codec in CODECS)


def restored(text: str) -> Sequence[Change]:
    """The sequences of `text` that are one character each, read as UTF-8 once; double damage needs two."""
    readings = (list(_read_by(reader, text)) for reader in _READERS if reader.leads.search(text))
    return max(readings, key=len, default=[])


def _read_by(reader: _Reader, text: str) -> Iterator[Change]:
    """Every possible sequence of the lines that have a certain one."""
    at = 0
    while certain := reader.certain.search(text, at):
        start = text.rfind("\n", 0, certain.start()) + 1
        at = text.find("\n", certain.end())
        at = len(text) if at < 0 else at
        for found in reader.possible.finditer(text, start, at):
            meant = reader.meant(found.group())
            yield Change(start=found.start(), end=found.end(), after=meant, kind="encoding")
