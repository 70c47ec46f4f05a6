"""Whether a word is Swedish, by the repair's word forms: a form, a name or a compound of two."""

from functools import lru_cache

from workers.repair.model import model

SHORTEST_PART = 3
JOINT = "s"


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether the word, in its own case or as a sentence's first, is known."""
    if word.isupper() and len(word) > 1:
        return _is_known(word.lower()) or _is_known(word.capitalize())
    return word[1:] == word[1:].lower() and _is_known(word)


def _is_known(word: str) -> bool:
    return _is_form(word) or _is_form(word.lower()) or _is_compound(word.lower())


def _is_form(word: str) -> bool:
    form = model().forms.find(word)
    return form is not None and form.is_word


def _is_compound(word: str) -> bool:
    forms = model().forms
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        last = forms.find(word[cut:])
        if last is None or last.last is None:
            continue
        first = forms.find(word[:cut])
        if first is not None and first.first is not None:
            return True
    return False
