"""A word's skeleton: the word with every letter that damage confuses with å, ä or ö made the same.

All readings of one damaged word share its skeleton, so one look-up finds every candidate. A form is stored as
`skeleton TAB hidden letters`, which sorts the readings of a skeleton next to each other.
"""

CONFUSABLE = "aåäodiöé641&0?\ufffd{|}èêëáàâãóòôõüúíìî"
"""What is read in the place of å, ä, ö or é, and those letters themselves: damage seen in the wild."""

_HIDE = str.maketrans(dict.fromkeys(CONFUSABLE, "*"))
_KEEP = frozenset(CONFUSABLE)
_UNMARKED = str.maketrans("åäöéèêëáàü", "aaoeeeeaau")
_WITHOUT = str.maketrans("", "", "åäö")
_ACCENTS = str.maketrans("éèêëü", "eeeeu")
SEPARATOR = "\t"
ALIAS = "="
"""Before a whole word that is stored under the skeleton it has without its accents."""


def skeleton(word: str) -> str:
    """`förslag` and `forslag` both give `f*rsl*g`. `word` is lower case."""
    return word.translate(_HIDE)


def key(word: str) -> str:
    """The skeleton and the letters that it hides: `f*rsl*g TAB öa`."""
    hidden = "".join([letter for letter in word if letter in _KEEP])
    return word.translate(_HIDE) + SEPARATOR + hidden


def word_of(stored: str) -> str:
    """The word that `key` stored."""
    shape, _, hidden = stored.partition(SEPARATOR)
    if hidden[:1] == ALIAS:
        return hidden[1:]
    if not hidden:
        return shape
    letters = iter(hidden)
    return "".join([next(letters) if sign == "*" else sign for sign in shape])


def unmarked(word: str) -> str:
    """The word as a reader without Swedish letters sees it: `förslag` gives `forslag`."""
    return word.translate(_UNMARKED)


def without_marked(word: str) -> str:
    """The word after å, ä and ö were dropped: `förslag` gives `frslag`."""
    return word.translate(_WITHOUT)


def without_accents(word: str) -> str:
    """The word with e and u for é and ü: `idé` gives `ide`."""
    return word.translate(_ACCENTS)


def alias_key(word: str) -> str | None:
    """Where a word with é or ü is found when the accent is lost (`idé` read as `ide`); None without such."""
    plain = without_accents(word)
    return None if plain == word else f"{plain.translate(_HIDE)}{SEPARATOR}{ALIAS}{word}"
