"""The case of a restored word: as the damaged one's, where damage has not hidden it."""

from workers.repair.channel.confusions import MARKED, MISREAD_CAPITALS

SHORT = 2
"""Characters: a capital and a lost letter amid a sentence are initials (`SÖ`)."""
_IN_NAMES = frozenset(("östra", "övre", "öster", "åbo", "ö", "å"))
"""Words that begin place names of several words (`Östra Götaland`)."""

_COMMON = frozenset(("på", "så", "få", "gå", "än", "är", "år", "åt"))
"""Words of two letters that are no initials."""
_NEVER_FIRST = frozenset(("års",))
"""What stands after its year (`2024 års redogörelse`), also at the start of a line."""


def recase(seen: str, word: str, *, begins_sentence: bool, name: bool, next_capital: bool, tall: bool) -> str:
    """`word` (lower case) written as `seen` was. A letter lost at the start hides the case; so does a
    `tall` one, if the scanner that missed its mark took small å, ä and ö for capitals elsewhere.
    """
    letters = [sign for sign in seen if sign.isalpha()]
    if len(letters) > 1 and all(sign.isupper() for sign in letters):
        return word.upper()
    misread_case = seen[0] == "I" and word[0] == "l"
    hidden = misread_case or not seen[0].isalpha() or (len(word) > len(seen) and word[0] in MARKED)
    if hidden:
        first = begins_sentence and word not in _NEVER_FIRST
        return _capital(word) if first or name or (word in _IN_NAMES and next_capital) else word
    if tall and _may_be_small(seen, word) and not (begins_sentence or name or next_capital):
        return word
    if seen[0].isupper():
        is_initials = (
            not seen[1:].isalpha() and len(seen) == SHORT and not begins_sentence and word not in _COMMON
        )
        return word.upper() if is_initials else _capital(word)
    return word


def _may_be_small(seen: str, word: str) -> bool:
    return seen[0] in MISREAD_CAPITALS and word[0] in MARKED and (len(seen) > SHORT or word in _COMMON)


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
