"""Judges a text layer: take it, or read the page again? Pure.

A page's text layer is either what the author's program wrote (born digital) or what some scanner's OCR left
behind. The first is better than any recognition unless its characters cannot be decoded; the second is taken
only when it was read with a model that knows Swedish.
"""

import re
from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "text_layer_good",
    "no_text_layer",
    "text_layer_unreadable",  # the parser broke on it
    "text_layer_partial",  # far too little text for what the page shows
    "text_layer_undecodable",  # glyph numbers, private or replacement characters, or no language at all
    "text_layer_mojibake",  # UTF-8 read as Latin-1 or cp1252
    "text_layer_without_swedish_letters",  # Swedish words, but å ä ö are missing: a foreign OCR model
]

SCAN_COVER = 0.60
"""Share of the page under images from which on its text layer is taken for a scanner's OCR."""
FEW_LETTERS_ON_SCAN = 150
"""A scanned page with fewer letters than this is read again: cheap, and stamps or digital marks over a scan
look just so. A page of running text has 1,500 to 3,000."""
MANY_CURVES = 400
FEW_LETTERS_BESIDE_CURVES = 100
"""Text that was turned into outlines shows as hundreds of curves beside almost no letters."""
UNDECODABLE_SHARE = 0.05
"""Share of the characters that may be undecodable: list bullets from symbol fonts are common and harmless."""
MOJIBAKE_SHARE = 0.004
"""Marks of UTF-8 read as Latin-1, for each letter. Whole pages of mojibake show .03 and more, since every
å, ä and ö is one; correct text shows none, but may quote some."""
SWEDISH_LETTERS_SHARE = 0.012
"""Share of å, ä, ö among letters. Measured: good Swedish .031 to .066; OCR without Swedish at most .001."""
RING_SHARE = 0.0015
"""Share of å alone. Measured: good Swedish at least .006; OCR by a German model .000."""
ENOUGH_LETTERS = {True: 150, False: 500}
"""Letters needed to judge by those shares, on scans and on born-digital pages. With a true share of .031,
150 letters have none of å, ä, ö in less than one page of a hundred; 500 letters practically never."""
ENOUGH_LETTERS_FOR_RING = {True: 700, False: 2000}
FUNCTION_WORD_SHARE = 0.08
"""Share of the words that are a language's commonest; running text of that language has .20 to .35."""
ENOUGH_WORDS = 40

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    # Only words without å, ä, ö, so that they survive an OCR model that does not know these letters.
    "sv": frozenset(
        {
            "och",
            "att",
            "det",
            "som",
            "av",
            "den",
            "med",
            "en",
            "ett",
            "till",
            "om",
            "har",
            "inte",
            "de",
            "vid",
            "kan",
            "ska",
            "skall",
            "samt",
            "eller",
            "enligt",
            "under",
            "detta",
            "denna",
            "dessa",
            "sig",
            "ut",
            "efter",
            "mellan",
            "genom",
            "utan",
            "hos",
            "mot",
            "varit",
            "blir",
            "vi",
        }
    ),
    "en": frozenset(
        {
            "the",
            "of",
            "and",
            "to",
            "is",
            "that",
            "for",
            "on",
            "with",
            "as",
            "are",
            "be",
            "by",
            "this",
            "from",
            "or",
            "at",
            "an",
            "it",
            "was",
            "which",
            "not",
            "have",
            "has",
        }
    ),
    "no": frozenset(
        {
            "og",
            "av",
            "ikke",
            "til",
            "som",
            "det",
            "er",
            "en",
            "et",
            "med",
            "fra",
            "har",
            "kan",
            "vil",
            "jeg",
            "etter",
            "eller",
            "skal",
            "ved",
            "blir",
        }
    ),
    "de": frozenset(
        {
            "der",
            "die",
            "und",
            "das",
            "ist",
            "nicht",
            "mit",
            "von",
            "dem",
            "den",
            "ein",
            "eine",
            "auf",
            "im",
            "zu",
            "des",
            "sich",
            "auch",
            "werden",
        }
    ),
    "fi": frozenset(
        {
            "ja",
            "on",
            "ei",
            "oli",
            "sekä",
            "että",
            "joka",
            "tai",
            "ovat",
            "kuin",
            "myös",
            "mukaan",
            "jos",
            "mutta",
            "niin",
            "voi",
        }
    ),
    "fr": frozenset(
        {
            "le",
            "la",
            "les",
            "de",
            "des",
            "et",
            "un",
            "une",
            "est",
            "dans",
            "pour",
            "que",
            "qui",
            "par",
            "sur",
            "au",
            "aux",
            "du",
            "ne",
            "pas",
        }
    ),
}

_GLYPH_NUMBER = re.compile(r"\(cid:\d+\)")
_MOJIBAKE = re.compile("Ã[\x80-\xbf¤¥¦©¶…„–‰]|â€[\x80-\xbf™œ“”˜¢]|Â[§°´ ]")
_BULLETS = frozenset("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06e\uf071\uf076\uf0a8\uf0e0")
"""Private characters under which Symbol and Wingdings list bullets are read; repair knows them."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class TextLayer:
    """What there is to judge: the layer's text in any order, and what else lies on the page."""

    text: str
    image_cover: float
    """Share of the page covered by images, 0 to 1."""
    curves: int
    """Painted paths on the page."""
    readable: bool = True
    """False when parsing the layer failed."""


def judge(layer: TextLayer) -> Reason:
    """Whether the layer is used (`text_layer_good`), or why the page must be read from its pixels."""
    if not layer.readable:
        return "text_layer_unreadable"
    characters = [character for character in layer.text if not character.isspace()]
    if not characters:
        return "no_text_layer"
    if _undecodable_share(layer.text, len(characters)) > UNDECODABLE_SHARE:
        return "text_layer_undecodable"
    scanned = layer.image_cover >= SCAN_COVER
    letters = [character for character in layer.text.casefold() if character.isalpha()]
    if _is_partial(layer, len(letters), scanned=scanned):
        return "text_layer_partial"
    if letters and len(_MOJIBAKE.findall(layer.text)) / len(letters) > MOJIBAKE_SHARE:
        return "text_layer_mojibake"
    return _judge_language(layer.text, letters, scanned=scanned)


def _undecodable_share(text: str, characters: int) -> float:
    numbers = _GLYPH_NUMBER.findall(text)
    others = sum(1 for character in text if _is_undecodable(character))
    glyphs = characters - sum(len(number) - 1 for number in numbers)
    return (len(numbers) + others) / max(1, glyphs)


def _is_undecodable(character: str) -> bool:
    if character in _BULLETS:
        return False
    private = "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"
    control = character < " " and character not in "\t\n\r\f\v"
    return private or control or character == "\ufffd"


def _is_partial(layer: TextLayer, letters: int, *, scanned: bool) -> bool:
    if scanned and letters < FEW_LETTERS_ON_SCAN:
        return True
    return layer.curves > MANY_CURVES and letters < FEW_LETTERS_BESIDE_CURVES


def _judge_language(text: str, letters: list[str], *, scanned: bool) -> Reason:
    if len(letters) < ENOUGH_LETTERS[scanned]:
        return "text_layer_good"
    words = [word.casefold() for word in _WORD.findall(text)]
    shares = {
        language: sum(1 for word in words if word in common) / max(1, len(words))
        for language, common in FUNCTION_WORDS.items()
    }
    language = max(shares, key=lambda name: shares[name])
    if shares[language] < FUNCTION_WORD_SHARE:
        # Lists of names and tables look so in print; read by OCR, it is no language at all.
        return "text_layer_undecodable" if scanned and len(words) >= ENOUGH_WORDS else "text_layer_good"
    if language != "sv":
        return "text_layer_good"
    swedish = sum(1 for letter in letters if letter in "åäö") / len(letters)
    ring = letters.count("å") / len(letters)
    enough_for_ring = len(letters) >= ENOUGH_LETTERS_FOR_RING[scanned]
    if swedish < SWEDISH_LETTERS_SHARE or (enough_for_ring and ring < RING_SHARE):
        return "text_layer_without_swedish_letters"
    return "text_layer_good"
