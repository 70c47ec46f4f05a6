"""Whether a word is Swedish as far as the lexicon knows. Pure but for the lexicon's files, opened once."""

import re
from functools import lru_cache

from workers.repair.model import model

SHORTEST_PART = 3
"""Letters of each part of a compound."""
LONGEST_WORD = 60
"""Letters; each place of a word is tried as the joint of a compound."""
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(maxsize=50_000)
def is_form(lower: str) -> bool:
    """Whether the word, in lower case and without signs, is a form, a name or a compound of two."""
    if len(lower) > LONGEST_WORD:
        return False
    if is_one_word(lower):
        return True
    return any(
        _is_part(lower[:place], last=False) and _is_part(lower[place:], last=True)
        for place in range(SHORTEST_PART, len(lower) - SHORTEST_PART + 1)
    )


def is_one_word(lower: str) -> bool:
    """Whether a list has the word, in lower case and without signs, as one: not only two that may make a
    compound."""
    found = model().forms.find(lower)
    return found is not None and found.is_word


def without_signs(text: str) -> str:
    """The word without the signs around it, underscores among them."""
    return _SIGNS.sub("", text)


def is_listed(word: str) -> bool:
    """The same of a word as it is written."""
    return is_form(word.lower())


def _is_part(part: str, *, last: bool) -> bool:
    form = model().forms.find(part)
    return form is not None and (form.last if last else form.first) is not None
