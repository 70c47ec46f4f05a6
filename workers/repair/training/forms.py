"""Words of the corpus and of the dictionary -> the compiled list of known forms and compound parts."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.repair.lexicon.forms import CAPITAL, CORPUS, NAME, WEIGHT_BASE, WEIGHT_FLOOR, WORD
from workers.repair.lexicon.skeleton import SEPARATOR, alias_key, key, skeleton, without_marked
from workers.repair.lexicon.trie import Trie
from workers.repair.lexicon.trie import trie as make_trie
from workers.repair.lexicon.unmunch import WordForms

LETTERS = re.compile(r"[a-zåäöéèêáàâüúóôçñëïíæøœšžčß]+$")
_NO_LAST_PART = frozenset(
    [
        "och",
        "att",
        "det",
        "som",
        "den",
        "har",
        "var",
        "kan",
        "ska",
        "hur",
        "mot",
        "vid",
        "när",
        "där",
        "här",
        "för",
        "får",
        "går",
        "gör",
        "tre",
        "två",
        "fyr",
        "ett",
        "sin",
        "sig",
        "sitt",
        "dem",
        "han",
        "hon",
        "vår",
        "man",
        "men",
        "nej",
        "oss",
        "sjö",
        "via",
        "per",
        "dig",
        "mig",
        "alla",
        "inte",
        "från",
        "ner",
        "upp",
        "ned",
        "fri",
        "hans",
        "ens",
        "bör",
        "nya",
        "nytt",
        "hos",
        "sen",
        "är",
    ]
)
"""Short words that end no compound, however often their letters end a word."""
_DERIVING = frozenset(
    [
        "skap",
        "skapet",
        "skapen",
        "skaps",
        "skapets",
        "het",
        "heten",
        "heter",
        "heterna",
        "heters",
        "hetens",
        "dom",
        "domen",
        "domar",
        "domarna",
        "sam",
        "samt",
        "samma",
        "bar",
        "bart",
        "bara",
        "lös",
        "löst",
        "lösa",
        "lösas",
        "fri",
        "fritt",
        "fria",
        "full",
        "fullt",
        "fulla",
        "mässig",
        "mässigt",
        "mässiga",
        "vänlig",
        "vänligt",
        "vänliga",
        "artad",
        "artat",
        "artade",
        "enlig",
        "enligt",
        "enliga",
        "lig",
        "ligt",
        "liga",
    ]
)
"""Derivations that behave as last parts (`handlings-fri-het`)."""
SHORTEST, WHOLE, LONG = 3, 4, 5
"""Letters: of any part; of a part that may be any word; of one that needs no further proof."""
TWICE, ESTABLISHED, FREQUENT, PRODUCTIVE, COMMON, VERY_COMMON = 2, 5, 8, 15, 20, 150
"""Times that a word or a part must be seen. The shorter, the oftener: short strings end many
words by chance."""
MOSTLY = 0.6
"""Share of a word's occurrences amid sentences that have a capital, from which it is a name or title."""
UNSEEN = 0.3
"""The count of a word that the Swedish part of the corpus lacks."""
_SINGLE_LETTERS = frozenset("iåöeoà")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the corpus says of its words: `numbers[word]` is its number in the n-gram model, if any.

    `names`: lower-case names from other lists.
    """

    counts: Mapping[str, int]
    capitals: Mapping[str, int]
    numbers: Mapping[str, int]
    names: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """`trie` maps `skeleton.key(form)` to an index into the arrays. A weight of 0 means no such part."""

    trie: Trie
    first_skeletons: Trie
    dropped: Trie
    number: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]


def weight(value: float) -> int:
    """A count as a level on a logarithmic scale, 1..255."""
    return max(1, min(255, round(math.log(max(value, WEIGHT_FLOOR) / WEIGHT_FLOOR) / math.log(WEIGHT_BASE))))


def compile_forms(known: Known, dictionary: WordForms) -> Compiled:
    """The lexicon: corpus words, names, and the dictionary's forms (empty where it is not installed)."""
    lower = {form.lower() for form in dictionary.words if form == form.lower() and LETTERS.match(form)}
    proper = {
        form.lower() for form in dictionary.words if form != form.lower() and LETTERS.match(form.lower())
    }
    proper |= _with_genitive(known.names)
    counts = {word: count or UNSEEN for word, count in known.counts.items() if LETTERS.match(word)}
    names = _names(counts, known.capitals, lower, proper)
    for form in lower | proper:
        counts.setdefault(form, UNSEEN)
    for word in [word for word in counts if len(word) == 1 and word not in _SINGLE_LETTERS]:
        del counts[word]
    parts = {part.lower() for part in dictionary.parts if LETTERS.match(part.lower())}
    first = _first_parts(counts, names, lower, parts)
    last = _last_parts(counts, names, lower, first)
    return _pack(counts, names, known, first, last)


def _names(
    counts: Mapping[str, float], capitals: Mapping[str, int], lower: set[str], proper: set[str]
) -> frozenset[str]:
    """Forms that stand with a capital wherever they stand."""
    seen = {
        word
        for word, count in counts.items()
        if word not in lower and capitals.get(word, 0) >= MOSTLY * count
    }
    return frozenset(
        seen | (proper - lower - {word for word in counts if capitals.get(word, 0) < 0.3 * counts[word]})
    )


def _first_parts(
    counts: Mapping[str, float], names: frozenset[str], lower: set[str], parts: set[str]
) -> dict[str, float]:
    """First parts of compounds with the number of corpus words that begin so."""
    whole = {
        w
        for w, n in counts.items()
        if len(w) >= WHOLE and (n >= ESTABLISHED or w in lower) and w not in names
    }
    stems = {w for w, n in counts.items() if len(w) >= SHORTEST and n >= ESTABLISHED and w not in names}
    found: Counter[str] = Counter()
    for word, count in counts.items():
        if count < 1 or len(word) < SHORTEST + WHOLE:
            continue
        for at in range(SHORTEST, len(word) - SHORTEST):
            head = word[:at]
            if word[at:] in whole and (
                head in stems
                or head in parts
                or (head[-1] == "s" and head[:-1] in stems)
                or head + "a" in stems
                or head + "e" in stems
            ):
                found[head] += 1
    first = {
        head: float(n)
        for head, n in found.items()
        if n >= TWICE or head in parts or (head in stems and len(head) >= LONG)
    }
    for part in parts:
        if len(part) >= SHORTEST:
            first.setdefault(part, 1.0)
    first = {head: n for head, n in first.items() if len(head) >= WHOLE or n >= PRODUCTIVE}
    for word, count in counts.items():
        if len(word) >= LONG and count >= ESTABLISHED and word not in names:
            first.setdefault(word, 0.5)
    return first


def _last_parts(
    counts: Mapping[str, float], names: frozenset[str], lower: set[str], first: Mapping[str, float]
) -> dict[str, float]:
    """Last parts of compounds with the number of corpus words that end so."""
    able = {
        w
        for w, n in counts.items()
        if w not in names
        and (
            (len(w) >= WHOLE and (n >= COMMON or (len(w) >= LONG and (n >= ESTABLISHED or w in lower))))
            or (len(w) == SHORTEST and n >= VERY_COMMON and w not in _NO_LAST_PART)
        )
    }
    found: Counter[str] = Counter()
    for word, count in counts.items():
        if count < TWICE or len(word) < 2 * SHORTEST:
            continue
        for at in range(SHORTEST, len(word) - SHORTEST + 1):
            tail = word[at:]
            if (tail in able or tail in _DERIVING) and word[:at] in first:
                found[tail] += 1
    last = {
        w: (0.1 if counts[w] >= ESTABLISHED else 0.03) + found[w]
        for w in able
        if len(w) > SHORTEST or found[w] >= FREQUENT
    }
    last |= {w: float(found[w]) for w in _DERIVING if found[w]}
    return last


def _pack(
    counts: Mapping[str, float],
    names: frozenset[str],
    known: Known,
    first: Mapping[str, float],
    last: Mapping[str, float],
) -> Compiled:
    everything = sorted(counts.keys() | first.keys() | last.keys())
    places = {word: [place for place in (key(word), alias_key(word)) if place] for word in everything}
    places_trie = make_trie([place for word in everything for place in places[word]])
    number = np.zeros(len(places_trie), dtype=np.uint32)
    flags = np.zeros(len(places_trie), dtype=np.uint8)
    firsts = np.zeros(len(places_trie), dtype=np.uint8)
    lasts = np.zeros(len(places_trie), dtype=np.uint8)
    for word in everything:
        for place in places[word]:
            at = places_trie[place]
            if word in counts:
                number[at] = known.numbers.get(word, 0)
                flags[at] = _flags(word, counts[word], known.capitals.get(word, 0), names)
            firsts[at] = weight(first[word]) if word in first else 0
            lasts[at] = weight(last[word]) if word in last else 0
    return Compiled(
        trie=places_trie,
        first_skeletons=make_trie(sorted({skeleton(head) for head in first})),
        dropped=_dropped(counts.keys() | first.keys()),
        number=number,
        flags=flags,
        first=firsts,
        last=lasts,
    )


def _with_genitive(names: Iterable[str]) -> set[str]:
    return {form for name in names for form in (name, name if name[-1] in "sxz" else name + "s")}


def _flags(word: str, count: float, capitals: int, names: frozenset[str]) -> int:
    mostly = count >= ESTABLISHED and capitals >= MOSTLY * count
    return WORD | (NAME if word in names else 0) | (CORPUS if count >= 1 else 0) | (CAPITAL if mostly else 0)


def _dropped(words: Iterable[str]) -> Trie:
    """`what is left without å, ä, ö TAB word`, for words with such letters."""
    rest = ((without_marked(word), word) for word in words)
    return make_trie([f"{left}{SEPARATOR}{word}" for left, word in rest if left != word and left])
