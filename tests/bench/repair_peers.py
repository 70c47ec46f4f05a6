"""What others make of the same text: nothing, ftfy, Hunspell's first suggestion, SymSpell.

Hunspell (with Debian's hunspell-sv) takes a tenth of a second and more for one suggestion. So under each kind
of damage it is asked about SAMPLE different words that it does not know, and its accuracy on the others is
estimated from them. What it said is kept in `bench-results/`; a second run asks nothing.
"""

import functools
import importlib
import importlib.util
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import ftfy

from tests.bench.repair_scores import Score, Word, aligned

SAMPLE = 40
SEED = 20
DICTIONARY = Path("/usr/share/hunspell")
REMEMBERED = Path(__file__).parents[2] / "bench-results" / "hunspell"
WORD = re.compile(r"(?:[^\W_]|[?\ufffd](?=[^\W\d_]))+")
"""Letters and digits, with the signs that stand in a letter's place."""

System = Callable[[str], str]


class Hunspell(Protocol):
    """What we use of the binding."""

    def spell(self, word: str) -> bool:
        """Whether the word is known, compounds included."""

    def suggest(self, word: str) -> Sequence[str]:
        """What may have been meant, likeliest first."""


@functools.cache
def hunspell() -> Hunspell | None:
    """The real engine with hunspell-sv; None where its binding is not installed."""
    if not importlib.util.find_spec("hunspell"):
        return None
    engine: Hunspell = importlib.import_module("hunspell").Hunspell(
        "sv_SE", hunspell_data_dir=str(DICTIONARY)
    )
    return engine


def peers() -> dict[str, System]:
    """The systems that read a text as a whole, by name; what is not installed is left out."""
    found: dict[str, System] = {"untouched": str, "ftfy": ftfy.fix_text}
    if importlib.util.find_spec("symspellpy") and importlib.util.find_spec("wordfreq"):
        found["symspell"] = _symspell
    return found


@functools.cache
def _symspell_dictionary() -> Any:
    wordfreq = importlib.import_module("wordfreq")
    speller = importlib.import_module("symspellpy").SymSpell()
    for word, frequency in wordfreq.get_frequency_dict("sv", wordlist="large").items():
        speller.create_dictionary_entry(word, max(1, int(frequency * 1e9)))
    return speller


@functools.cache
def _symspell_word(word: str) -> str:
    """The best suggestion within two edits, by wordfreq's frequencies."""
    if len(word) < 2 or any(sign.isdigit() for sign in word):
        return word
    top = importlib.import_module("symspellpy").Verbosity.TOP
    found = _symspell_dictionary().lookup(
        word, top, max_edit_distance=2, include_unknown=True, transfer_casing=True
    )
    return str(found[0].term)


def _symspell(text: str) -> str:
    return WORD.sub(lambda match: _symspell_word(match.group()), text)


def hunspell_score(name: str, cases: Iterable[tuple[str, str]]) -> Score | None:
    """Hunspell's words under the damage `name`, from (seen, expected); wrong ones partly estimated."""
    engine = hunspell()
    if engine is None:
        return None
    words = [word for seen, expected in cases for word in aligned(seen, seen, expected)]
    unknown = Counter(
        part for word in words for part in WORD.findall(word.seen) if not part.isdigit() and not _knows(part)
    )
    chosen = sorted(unknown)
    random.Random(SEED).shuffle(chosen)
    answers = _answers(name, chosen[:SAMPLE])
    score = Score()
    asked: list[Word] = []
    unasked = 0
    for word in words:
        parts = [part for part in WORD.findall(word.seen) if part in unknown]
        if not parts:
            score.add([word])
        elif all(part in answers for part in parts):
            asked.append(Word(seen=word.seen, got=_answered(word.seen, answers), right=word.right))
        else:
            unasked += 1
    wrong = sum(word.got != word.right for word in asked)
    score.words += len(asked) + unasked
    score.wrong += wrong + round(unasked * wrong / len(asked)) if asked else unasked
    return score


@functools.cache
def _knows(word: str) -> bool:
    engine = hunspell()
    return engine is not None and engine.spell(word)


def _answered(token: str, answers: Mapping[str, str]) -> str:
    return WORD.sub(lambda match: answers.get(match.group(), match.group()), token)


def _answers(name: str, words: Sequence[str]) -> dict[str, str]:
    """The first suggestion for each word, the word itself where there is none."""
    engine = hunspell()
    kept = REMEMBERED / f"{re.sub('[^a-z0-9]+', '-', name.lower())}.json"
    known: dict[str, str] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    fresh = {word: (engine.suggest(word) or [word])[0] for word in words if word not in known and engine}
    if fresh:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(known | fresh, ensure_ascii=False, indent=0), encoding="utf-8")
    return {word: answer for word, answer in (known | fresh).items() if word in set(words)}
