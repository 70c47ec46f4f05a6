"""Which letters are read for which: the data of the noisy channel, from damage seen in the wild.

A confusion has a group: how the damage works, not which letter it hit. Rates are estimated per group.
"""

from enum import IntEnum

from workers.repair.lexicon.skeleton import CONFUSABLE


class Group(IntEnum):
    """How a letter was damaged."""

    INTACT = 0
    BASE = 1  #: The mark is lost: a for å.
    ACCENT = 2  #: Another mark: é for ä.
    D = 3  #: d for å, ä or ö.
    DIGIT = 4  #: 4 or 6.
    I = 5  # noqa: E741 (i for ä, the letter is the name)
    AMPERSAND = 6
    QUESTION = 7
    REPLACEMENT = 8  #: U+FFFD.
    SEVEN_BIT = 9  #: ISO 646-SE.
    TWO_FOR_ONE = 10  #: `4d` or `di` for one letter.
    DROPPED = 11
    ONE_ZERO = 12  #: 1 for i, 0 for o.
    OTHER_DIGIT = 13  #: 4 for ö, which looks like å and ä; 6 for these, which looks like ö.


PRIOR = {
    Group.INTACT: 4.0,
    Group.BASE: 0.25,
    Group.ACCENT: 0.05,
    Group.D: 0.04,
    Group.DIGIT: 0.03,
    Group.I: 0.03,
    Group.AMPERSAND: 0.02,
    Group.QUESTION: 0.03,
    Group.REPLACEMENT: 0.03,
    Group.SEVEN_BIT: 0.02,
    Group.TWO_FOR_ONE: 0.01,
    Group.DROPPED: 0.004,
    Group.OTHER_DIGIT: 0.004,
}
"""Weight of each group before any evidence, in letters seen."""

OCR_GROUPS = frozenset(
    {Group.ACCENT, Group.D, Group.DIGIT, Group.I, Group.AMPERSAND, Group.TWO_FOR_ONE, Group.OTHER_DIGIT}
)
MARKED = frozenset("åäö")
TWO_FOR_ONE = {
    "4d": 0.0, "di": 0.0, "aé": 0.0, "oé": 0.3, "dé": 1.0, "6é": 1.0, "da": 1.2, "ii": 1.2, "éa": 1.7,
    "aa": 1.7, "é6": 1.7, "id": 2.0, "dd": 2.0, "a4": 2.5, "o6": 2.5, "do": 2.5, "éo": 2.5,
}  # fmt: skip
"""Letters that one å, ä or ö is read as, and the nats by which they are rarer than the commonest: seen in the
wild, or on 60 pages drawn from the training corpus and read by Tesseract 5 with `-l eng`."""
MISREAD_CAPITALS = frozenset("AOG")
"""What readers without Swedish see in å, ä, ö, which are as tall as capitals: measured on the same pages."""
SEVEN_BIT = {"ä": "{", "ö": "|", "å": "}"}

_ACCENTED = frozenset("éèêëáàâãóòôõúíìîü")
_UNACCENTED = {"é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a", "à": "a", "ü": "u"}
_PLACEHOLDER = {"?": Group.QUESTION, "\ufffd": Group.REPLACEMENT}


def group(seen: str, printed: str) -> Group | None:
    """How `printed` came to be read as `seen`, both lower case; None if that is not known to happen."""
    if seen == printed:
        return Group.INTACT
    if printed in MARKED:
        return _marked_group(seen, printed)
    if printed in _UNACCENTED:
        return Group.BASE if seen == _UNACCENTED[printed] else _PLACEHOLDER.get(seen)
    if (seen, printed) in {("1", "i"), ("0", "o")}:
        return Group.ONE_ZERO
    return None


def _marked_group(seen: str, printed: str) -> Group | None:
    if seen == ("o" if printed == "ö" else "a"):
        return Group.BASE
    if seen in _ACCENTED:
        return Group.ACCENT
    if seen in "46" or (seen == "0" and printed == "ö"):
        return Group.OTHER_DIGIT if (seen == "4") == (printed == "ö") else Group.DIGIT
    if seen == "i":
        return None if printed == "ö" else Group.I
    if seen == SEVEN_BIT[printed]:
        return Group.SEVEN_BIT
    return {"d": Group.D, "&": Group.AMPERSAND}.get(seen) or _PLACEHOLDER.get(seen)


GROUPS = {
    (seen, printed): found
    for seen in CONFUSABLE + "eu"
    for printed in CONFUSABLE
    if (found := group(seen, printed)) is not None and found is not Group.INTACT
}

MISREAD = (
    ("rn", "m", 1.0),
    ("m", "rn", 1.0),
    ("n", "u", 1.0),
    ("u", "n", 1.0),
    ("c", "e", 1.0),
    ("e", "c", 1.0),
    ("h", "b", 1.0),
    ("b", "h", 1.0),
    ("t", "f", 1.0),
    ("f", "t", 1.0),
    ("1", "l", 0.6),
    ("l", "i", 1.0),
    ("i", "l", 1.0),
    ("ii", "u", 1.0),
    ("ri", "n", 1.0),
    ("vv", "w", 1.0),
    ("cl", "d", 1.0),
    ("j", "i", 1.2),
    ("c", "o", 1.0),
    ("l", "t", 1.3),
    ("ti", "n", 1.6),
    ("fm", "inn", 1.4),
    ("k", "li", 1.6),
    ("li", "k", 1.6),
)
"""Seen, printed, and the cost in units of the channel's cost of one misread letter."""
FIVE, FIVE_COST = ("5", "s"), 0.6
"""The same of a 5 amid letters, which stands for nothing else."""
