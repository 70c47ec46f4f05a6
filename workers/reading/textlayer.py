"""Judges a text layer by its text alone: take it, look at it beside the picture, or read again? Pure.

A page's text layer is either what the author's program wrote (born digital) or what some scanner's OCR left
behind. The first is better than any recognition unless its characters cannot be decoded; the second is worth
as much as its OCR was, which only a look at the picture tells (see `settling`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workers.reading.languages import FUNCTION_WORDS
from workers.reading.lexical import known_share, running_words, shaped_share
from workers.reading.regions import Region

Reason = Literal[
    "text_layer_good",
    "no_text_layer",
    "text_layer_unreadable",  # the parser broke on it
    "text_layer_partial",  # far too little text for what the page shows
    "text_layer_undecodable",  # glyph numbers, private or replacement characters, or no language at all
    "text_layer_mojibake",  # UTF-8 read as Latin-1 or cp1252
    "text_layer_without_swedish_letters",  # Swedish words, but å ä ö are missing: a foreign OCR model
    "text_layer_misread",  # another reading of the picture makes more sense
    "text_layer_misplaced",  # the text stands elsewhere on the page than its layer says
]
Standing = Literal["keep", "look", "read"]
"""What becomes of a region: its layer is taken, is compared with the picture, or is read again."""

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
FEWEST_RUNNING = 12
"""Words in lower case by which the lexicon can judge a region."""
KNOWN_SHARE = 0.80
"""Share of a region's running words that the lexicon must know of Swedish text. Measured: good layers .94 to
.996, English OCR .58 to .84, mojibake .54 to .81. Below it the picture is looked at, no more."""
KNOWN_SHARE_OF_LISTS = 0.40
"""The same for text without the function words of any language: tables and lists in Swedish."""
SHAPED_SHARE = 0.60
"""Share of the characters that must stand in words of usual casing; print has above .9."""
FEWEST_CHARACTERS = 40
"""Characters by which a region's casing can be judged."""
CONDEMNED = frozenset({"text_layer_undecodable", "text_layer_mojibake", "text_layer_without_swedish_letters"})
"""Reasons that hold for all of a layer's text, where a region is too small to be judged by itself."""

_GLYPH_NUMBER = re.compile(r"\(cid:\d+\)")
_MOJIBAKE = re.compile("Ã[\x80-\xbf¤¥¦©¶…„–‰]|â€[\x80-\xbf™œ“”˜¢]|Â[§°´ ]")
_UNDECODABLE = re.compile(
    "(?![\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06e\uf071\uf076\uf0a8\uf0e0])"
    "[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
)
"""Control, private and replacement characters, but for those under which Symbol and Wingdings list bullets
are read; repair knows them."""
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

    @property
    def scanned(self) -> bool:
        """Whether the page is a picture, so that its text layer is some OCR's."""
        return self.image_cover >= SCAN_COVER


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a region's text alone says."""

    standing: Standing
    reason: Reason
    """Why it is read again; `text_layer_good` where nothing is known against it."""


def judge(layer: TextLayer) -> Reason:
    """What the whole layer looks like: `text_layer_good`, or what is wrong with it."""
    if not layer.readable:
        return "text_layer_unreadable"
    letters = sum(map(str.isalpha, layer.text))
    if not layer.text.strip():
        return "no_text_layer"
    reason = _judge_text(layer.text, scanned=layer.scanned)
    if reason == "text_layer_good" and _is_partial(layer, letters, scanned=layer.scanned):
        return "text_layer_partial"
    return reason


def opinions(layer: TextLayer, whole: Reason, regions: Sequence[Region]) -> tuple[Opinion, ...]:
    """An opinion of each region of the layer that as a whole was judged so."""
    return tuple(_opinion(region, whole, scanned=layer.scanned) for region in regions)


def _opinion(region: Region, whole: Reason, *, scanned: bool) -> Opinion:
    reason = _judge_text(region.text, scanned=scanned)
    if reason == "text_layer_mojibake" and not scanned:
        # A program that was given mojibake has printed it; then the layer is what stands there.
        return Opinion(standing="look", reason=reason)
    if reason != "text_layer_good":
        return Opinion(standing="read", reason=reason)
    if whole in CONDEMNED:
        small = sum(map(str.isalpha, region.text)) < ENOUGH_LETTERS[True]
        return Opinion(standing="read" if small else "look", reason=whole)
    if scanned or whole != "text_layer_good" or _is_suspicious(region):
        return Opinion(standing="look", reason="text_layer_good")
    return Opinion(standing="keep", reason="text_layer_good")


def _is_suspicious(region: Region) -> bool:
    """Whether a born-digital region's characters may not be what is printed."""
    words = region.words
    if sum(map(len, words)) >= FEWEST_CHARACTERS and shaped_share(words) < SHAPED_SHARE:
        return True
    known = known_share(words)
    if known is None or running_words(words) < FEWEST_RUNNING:
        return False
    language = _language(region.text)
    if language is None:
        return known < KNOWN_SHARE_OF_LISTS
    return language == "sv" and known < KNOWN_SHARE


def _judge_text(text: str, *, scanned: bool) -> Reason:
    if _undecodable_share(text) > UNDECODABLE_SHARE:
        return "text_layer_undecodable"
    letters = "".join(filter(str.isalpha, text.casefold()))
    if letters and len(_MOJIBAKE.findall(text)) / len(letters) > MOJIBAKE_SHARE:
        return "text_layer_mojibake"
    return _judge_language(text, letters, scanned=scanned)


def _undecodable_share(text: str) -> float:
    numbers = _GLYPH_NUMBER.findall(text)
    others = len(_UNDECODABLE.findall(text))
    glyphs = sum(map(len, text.split())) - sum(len(number) - 1 for number in numbers)
    return (len(numbers) + others) / max(1, glyphs)


def _is_partial(layer: TextLayer, letters: int, *, scanned: bool) -> bool:
    if scanned and letters < FEW_LETTERS_ON_SCAN:
        return True
    return layer.curves > MANY_CURVES and letters < FEW_LETTERS_BESIDE_CURVES


def _judge_language(text: str, letters: str, *, scanned: bool) -> Reason:
    if len(letters) < ENOUGH_LETTERS[scanned]:
        return "text_layer_good"
    if _language(text) != "sv":
        return "text_layer_good"
    swedish = sum(map(letters.count, "åäö")) / len(letters)
    ring = letters.count("å") / len(letters)
    enough_for_ring = len(letters) >= ENOUGH_LETTERS_FOR_RING[scanned]
    if swedish < SWEDISH_LETTERS_SHARE or (enough_for_ring and ring < RING_SHARE):
        return "text_layer_without_swedish_letters"
    return "text_layer_good"


def _language(text: str) -> str | None:
    """The language whose commonest words the text has most of; None for names, tables and nonsense."""
    words = _WORD.findall(text.casefold())
    shares = {
        language: sum(map(common.__contains__, words)) / max(1, len(words))
        for language, common in FUNCTION_WORDS.items()
    }
    language = max(shares, key=lambda name: shares[name])
    return language if shares[language] >= FUNCTION_WORD_SHARE else None
