"""Seeded damage: what happens to sound Swedish text on its way through scanners, programs and code pages.

`CLASSES` names every kind of damage; `damaged(name, text, seed)` gives the damaged text together with the
text that a perfect repair would give back. That is `text` itself but where a character set had no place for
a sign: there the loss is part of what is expected (`–` written as `-` in CP437).
"""

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from workers.repair.code_pages import ISO646_SE, TABLES

Damage = Callable[[str, random.Random], str]


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """A text after damage, and what it should become again."""

    text: str
    expected: str


LOOKALIKES = {
    **dict.fromkeys("–—−‑", "-"),
    **dict.fromkeys("”“", '"'),
    **dict.fromkeys("’‘", "'"),
    "•": "*",
    "…": "...",
}
"""What old programs wrote for signs that their character set lacks."""
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = "åäöÅÄÖ"


def damaged(name: str, text: str, seed: int) -> Damaged:
    """`text` after the damage `name`; the same seed gives the same damage."""
    kind = CLASSES[name]
    expected = kind.written(text)
    return Damaged(text=kind.damage(expected, random.Random(seed)), expected=expected)


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of damage, and how the text is written before it."""

    damage: Damage
    written: Callable[[str], str] = _as_it_is


# Character sets.


SEVEN_BIT = frozenset(map(chr, range(128))) - set("{|}[\\]`~^") | set(map(chr, ISO646_SE.values()))
"""The characters of ISO 646-SE, whose brackets are letters."""


def writable(text: str, *, characters: frozenset[str]) -> str:
    """The text in these characters; look-alikes, base letters or `*` for others."""
    return "".join(letter if letter in characters else _nearest(letter, characters) for letter in text)


def _nearest(letter: str, characters: frozenset[str]) -> str:
    base = LOOKALIKES.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    return base if characters.issuperset(base) else "*"


def read_as(text: str, _rng: random.Random, *, written: str, read: str) -> str:
    """Bytes of one eight-bit set taken for another's; `latin-1` for a reader that gives C1 controls."""
    return _taken_for(bytes(TABLES[written].index(character) for character in text), read)


def utf8_read_as(text: str, _rng: random.Random, *, read: str, times: int = 1) -> str:
    """UTF-8 taken for an eight-bit set, once or more."""
    for _ in range(times):
        text = _taken_for(text.encode(), read)
    return text


def _taken_for(data: bytes, codec: str) -> str:
    if codec == "latin-1":
        return data.decode("latin-1")
    return "".join(TABLES[codec][byte] for byte in data)


def iso646_se(text: str, _rng: random.Random) -> str:
    """Swedish letters in seven bits, read as ASCII."""
    return text.translate({meant: code for code, meant in ISO646_SE.items()})


# Letters and marks.


def decomposed(text: str, _rng: random.Random) -> str:
    """NFD."""
    return unicodedata.normalize("NFD", text)


def spaced_marks(text: str, rng: random.Random, *, before: bool = False, gap: float = 0.0) -> str:
    """Mark beside its letter: behind or `before` it, parted by a space with the probability `gap`."""

    def apart(found: re.Match[str]) -> str:
        letter, mark = tuple(unicodedata.normalize("NFD", found.group()))
        sign = {"\u0308": "¨", "\u030a": "˚", "\u0301": "´"}[mark]
        between = " " if rng.random() < gap else ""
        return sign + between + letter if before else letter + between + sign

    return re.sub(f"[{_MARKED}é]", apart, text)


def spaced_combining(text: str, _rng: random.Random) -> str:
    """Combining mark behind a space behind its letter."""
    return re.sub(f"[{_MARKED}]", lambda m: " ".join(unicodedata.normalize("NFD", m.group())), text)


def ligatures(text: str, _rng: random.Random) -> str:
    """fi, fl, ff as one character."""
    for letters, sign in {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}.items():
        text = text.replace(letters, sign)
    return text


def breaks(word: str) -> list[int]:
    """Where a word may be divided: before the last consonant ahead of a vowel, two letters from its ends."""
    return [m.start() for m in re.finditer("(?<=.{2})[bcdfghjklmnpqrstvwxz](?=[aeiouyåäö].)", word)]


def soft_hyphens(text: str, rng: random.Random) -> str:
    """Every other long word with its soft hyphens."""

    def divided(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 7 or rng.random() < 0.5:
            return word
        cuts = [0, *breaks(word), len(word)]
        return "\u00ad".join(word[a:b] for a, b in pairwise(cuts))

    return _WORD.sub(divided, text)


def line_end_hyphens(text: str, rng: random.Random) -> str:
    """About every tenth long word broken over two lines; the line break behind it goes."""

    def broken(found: re.Match[str]) -> str:
        word = found[1]
        cuts = breaks(word)
        if not cuts or rng.random() < 0.9:
            return found.group()
        cut = rng.choice(cuts)
        return f"{word[:cut]}-\n{word[cut:]} "

    return re.sub(r"(?<![\w-])([a-zåäö]{7,}) ", broken, text)


def symbol_bullets(text: str, _rng: random.Random) -> str:
    """List marks as a symbol font's private-use character."""
    return re.sub(r"(?m)^[-•·] ", "\uf0b7 ", text)


def bulleted(text: str) -> str:
    """List marks as they were printed."""
    return re.sub(r"(?m)^[-•·] ", "• ", text)


def invisible(text: str, rng: random.Random) -> str:
    """Zero-width spaces and byte order marks inside and between words."""
    return re.sub(r"(?<=\w)(?=\w)", lambda _: rng.choice("\u200b\ufeff") if rng.random() < 0.02 else "", text)


# Letters that are lost or misread: no information survives but the context.

FOLDED = str.maketrans("åäöÅÄÖéÉüÜ", "aaoAAOeEuU")


def stripped(text: str, rng: random.Random, *, share: float = 1.0) -> str:
    """Diacritics gone from a `share` of the letters."""
    return _each_marked(text, lambda letter: letter.translate(FOLDED) if rng.random() < share else letter)


def replaced(text: str, _rng: random.Random, *, by: str) -> str:
    """`?`, U+FFFD or nothing in place of each å, ä, ö."""
    return _each_marked(text, lambda _letter: by)


def _each_marked(text: str, change: Callable[[str], str]) -> str:
    return re.sub(f"[{_MARKED}]", lambda found: change(found.group()), text)


WRONG_LANGUAGE: Mapping[str, tuple[tuple[str, float], ...]] = {
    "å": (("a", 0.62), ("é", 0.17), ("d", 0.12), ("4", 0.05), ("i", 0.02)),
    "ä": (("a", 0.30), ("é", 0.33), ("d", 0.17), ("i", 0.10), ("4d", 0.01), ("di", 0.02), ("4", 0.02)),
    "ö": (("o", 0.80), ("6", 0.07), ("d", 0.06), ("é", 0.05), ("0", 0.01)),
    "Å": (("A", 0.97),),
    "Ä": (("A", 0.98),),
    "Ö": (("O", 0.92), ("0", 0.05)),
    "•": (("e", 0.9),),
}
"""What an OCR model without Swedish reads, with its probability; measured on a real damaged page."""
NOISE: Mapping[str, str] = {
    "m": "rn", "l": "1I", "i": "l1", "e": "c", "c": "e", "h": "b",
    "n": "u", "u": "n", "t": "f", "f": "t", "o": "0", "s": "5",
}  # fmt: skip
"""Look-alikes of generic OCR; each character is one of them, but for `m`, read as two letters."""


def wrong_language_ocr(text: str, rng: random.Random) -> str:
    """OCR by a model that does not know å, ä, ö."""

    def read(letter: str) -> str:
        roll = rng.random()
        for seen, probability in WRONG_LANGUAGE.get(letter, ()):
            roll -= probability
            if roll < 0:
                return seen
        return letter

    return "".join(map(read, text))


def generic_ocr(text: str, rng: random.Random, *, rate: float = 0.012) -> str:
    """OCR that knows the language and misreads a letter now and then."""

    def read(letter: str) -> str:
        seen = NOISE.get(letter, "")
        if not seen or rng.random() >= rate:
            return letter
        return seen if letter == "m" else rng.choice(seen)

    return "".join(map(read, text))


def _eight_bit(written: str, read: str) -> Kind:
    return Kind(
        damage=partial(read_as, written=written, read=read),
        written=partial(writable, characters=frozenset(TABLES[written])),
    )


CLASSES: Mapping[str, Kind] = {
    **{f"utf-8 as {read}": Kind(damage=partial(utf8_read_as, read=read))
       for read in ("latin-1", "cp1252", "mac_roman", "cp437", "cp850")},
    **{f"utf-8 as {read} twice": Kind(damage=partial(utf8_read_as, read=read, times=2))
       for read in ("latin-1", "cp1252", "mac_roman")},
    **{f"{written} as {read}": _eight_bit(written, read)
       for written, read in (
           ("cp1252", "mac_roman"), ("cp1252", "cp437"), ("cp1252", "cp850"), ("mac_roman", "cp1252"),
           ("mac_roman", "latin-1"), ("cp437", "cp1252"), ("cp437", "latin-1"), ("cp850", "cp1252"),
           ("cp850", "latin-1"), ("cp437", "mac_roman"), ("mac_roman", "cp437"), ("cp1252", "latin-1"),
       )},
    "iso 646-se": Kind(damage=iso646_se, written=partial(writable, characters=SEVEN_BIT)),
    "decomposed": Kind(damage=decomposed),
    "marks behind": Kind(damage=spaced_marks),
    "marks before": Kind(damage=partial(spaced_marks, before=True)),
    "marks behind, spaced": Kind(damage=partial(spaced_marks, gap=0.5)),
    "combining, spaced": Kind(damage=spaced_combining),
    "ligatures": Kind(damage=ligatures),
    "soft hyphens": Kind(damage=soft_hyphens),
    "line-end hyphens": Kind(damage=line_end_hyphens),
    "symbol bullets": Kind(damage=symbol_bullets, written=bulleted),
    "invisible": Kind(damage=invisible),
    "stripped": Kind(damage=stripped),
    "half stripped": Kind(damage=partial(stripped, share=0.5)),
    "question marks": Kind(damage=partial(replaced, by="?")),
    "replacement characters": Kind(damage=partial(replaced, by="\ufffd")),
    "dropped": Kind(damage=partial(replaced, by="")),
    "wrong-language OCR": Kind(damage=wrong_language_ocr),
    "generic OCR": Kind(damage=generic_ocr),
}  # fmt: skip

RECOVERABLE = tuple(CLASSES)[: tuple(CLASSES).index("stripped")]
"""The classes in which the information survives, so that repair needs no guessing."""
