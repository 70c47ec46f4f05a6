"""Lists of names and of words in use -> the names that the lexicon holds.

- The lists themselves, and patronymics of their first names.
- Surnames put together: Swedish ones are made from a small stock of parts (`sjö` + `ström`), so a list of
  the commonest gives the parts. A tail is what different letters stand before, a head what different tails
  follow: where a name always goes on in one way, no part ends.
- Words with å, ä or ö that people use and official texts lack: such as end like names (`öhman`, `våxtorp`),
  and longer ones that are no compounds of the corpus's words. Most of these are names too; slips and rare
  words among them do little harm, for a name is only offered for a word with a capital.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHORTEST_HEAD, SHORTEST_TAIL = 2, 3
LETTERS_BEFORE = 3
"""Different letters that must stand before a tail, and fewer before it without its first letter."""
TAILS_BEHIND = 2
"""Different tails that must follow a head."""
PATRONYMIC = "son"
USED = 2e-8
"""Share of all words from which one is in use: some ten times among wordfreq's."""
TELLING = 5.0
"""So many times as many names as other words must end so."""
LONG = 6
"""Letters from which a word is a name although it ends in none: shorter ones resemble words of French."""
SHORTEST_PART, ESTABLISHED = 3, 5
"""Letters of a part of a compound, and how often official texts use it."""
SPELLINGS = (("qvist", "qwist"), ("qvist", "quist"), ("berg", "bergh"), ("lund", "lundh"))
"""Tails that are also spelled otherwise."""
_MARKED = re.compile(r"(?=.*[åäö])[a-zåäöéü]+")


@dataclass(frozen=True, kw_only=True)
class NameLists:
    """Names as they are written. `surnames` and `places` are Swedish; `others` are names of neighbours."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    places: frozenset[str]
    others: frozenset[str]
    used: Mapping[str, float]
    """Words in lower case, with their share of all words."""


def names(lists: NameLists, corpus: Mapping[str, int]) -> frozenset[str]:
    """In lower case; `corpus` says how often official texts use a word."""
    surnames = {name.lower() for name in lists.surnames}
    listed = {
        part.lower()
        for name in (*lists.first_names, *lists.surnames, *lists.places, *lists.others)
        for part in name.replace("-", " ").split()
        if part.isalpha() and part[0].isupper() and len(part) > 1
    }
    places = {name.lower() for name in lists.places if name.isalpha()}
    tails = _telling(_tails(surnames), surnames, corpus) | _telling(_tails(places), places, corpus)
    parts = {word for word, count in corpus.items() if count >= ESTABLISHED and len(word) >= SHORTEST_PART}
    used = {
        word
        for word, share in lists.used.items()
        if share >= USED
        and _MARKED.fullmatch(word)
        and (_ends_as_name(word, tails) or (len(word) >= LONG and not _is_compound(word, parts)))
    }
    return frozenset(listed | composed(surnames) | _patronymics(lists.first_names) | (used - corpus.keys()))


def composed(surnames: Iterable[str]) -> set[str]:
    """Every head before every tail, but for one word twice."""
    known = set(surnames)
    tails = _tails(known)
    heads = _heads(known, tails)
    tails |= {other for tail, other in SPELLINGS if tail in tails}
    return {head + tail for head in heads for tail in tails if head != tail}


def _tails(surnames: set[str]) -> set[str]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    for name in surnames:
        if name.endswith(PATRONYMIC):
            continue
        for at in range(SHORTEST_HEAD, len(name) - SHORTEST_TAIL + 1):
            before[name[at:]].add(name[at - 1])
    return {
        tail
        for tail, letters in before.items()
        if len(letters) >= LETTERS_BEFORE and len(letters) > len(before.get(tail[1:], ()))
    }


def _heads(surnames: set[str], tails: set[str]) -> set[str]:
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for name in surnames:
        for tail in tails:
            if name.endswith(tail) and len(name) - len(tail) >= SHORTEST_HEAD:
                behind[name.removesuffix(tail)].add(tail)
    return {head for head, found in behind.items() if len({tail[0] for tail in found}) >= TAILS_BEHIND}


def _patronymics(first_names: Iterable[str]) -> set[str]:
    """`Göran` gives `göransson`, `Mårten` `mårtensson`."""
    return {name.lower() + ("on" if name.endswith("s") else "sson") for name in first_names if name.isalpha()}


def _telling(tails: set[str], known: set[str], corpus: Mapping[str, int]) -> set[str]:
    """Tails that names end in, and other words hardly ever."""

    def share(words: Iterable[str], tail: str, total: int) -> float:
        return sum(word.endswith(tail) for word in words) / total

    return {
        tail
        for tail in tails
        if share(known, tail, len(known)) >= TELLING * share(corpus, tail, max(1, len(corpus)))
    }


def _ends_as_name(word: str, tails: set[str]) -> bool:
    return any(word.endswith(tail) and len(word) - len(tail) >= SHORTEST_HEAD for tail in tails)


def _is_compound(word: str, parts: set[str]) -> bool:
    return any(
        word[at:] in parts and (word[:at] in parts or word[:at].removesuffix("s") in parts)
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    )
