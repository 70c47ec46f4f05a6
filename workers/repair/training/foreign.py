"""Which paragraphs of the corpus are in another language: no Swedish is learnt from them."""

import re

_WORDS = re.compile(r"[^\W\d_]+")

SWEDISH = frozenset(
    [
        "och",
        "att",
        "till",
        "inte",
        "ett",
        "enligt",
        "genom",
        "fran",
        "från",
        "ska",
        "samt",
        "mellan",
        "också",
        "ocksa",
        "även",
        "aven",
        "är",
        "hur",
        "detta",
        "dessa",
        "skall",
        "vilka",
        "vilken",
        "utan",
        "inom",
        "kommer",
        "finns",
        "bör",
        "skulle",
        "blir",
        "sig",
        "sin",
        "sina",
        "utifran",
        "utifrån",
        "behover",
        "behöver",
        "som",
        "för",
        "på",
        "av",
        "ar",
        "pa",
        "f?r",
        "p?",
        "?r",
        "fr",
    ]
)
"""Words of Swedish that the other languages lack or write otherwise, also without their marks."""
_NORDIC = (
    "og ikke til et er fra af jeg blir bliver skal vil kunne hvor hva hvad også ogsa hun ham ble blev etter "
    "enn mot nei dette disse deres være vaere fordi mellem mellom gjennem gjennom noe noget"
)
_ENGLISH = (
    "the of and to is in that it with was be by this are from or which an not have her but they said has will"
)
_GERMAN = (
    "und das ist zu mit von ein eine nicht auf dem im für fur sich auch werden wird sind bei nach aus wie "
    "zum zur"
)
_FINNISH = (
    "ja ei että etta oli hän ovat mutta myös myos tai joka sekä seka mukaan vuonna olla ole jos niin sen"
)
_SHARED = "mot is in an dem par sur plus"
_FRENCH = "et le la les des est une du que pour dans sur avec ce cette pas plus au aux sont par"
OTHER = frozenset(f"{_NORDIC} {_FRENCH} {_ENGLISH} {_GERMAN} {_FINNISH}".split()) - frozenset(_SHARED.split())
"""Words of the neighbours that Swedish lacks."""

MIN_WORDS, MIN_OTHER = 5, 3


def is_foreign(paragraph: str) -> bool:
    """Whether another language speaks more than Swedish does."""
    words = _WORDS.findall(paragraph.lower())
    if len(words) < MIN_WORDS:
        return False
    other = sum(1 for word in words if word in OTHER)
    if other < MIN_OTHER and other < 0.2 * len(words):
        return False
    return other > sum(1 for word in words if word in SWEDISH)
