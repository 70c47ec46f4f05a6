"""How probably a word was read right: a logistic model of what network, lexicon, neighbours and ink say.

Pure. The weights are fitted as `python -m tests.bench.doubt` does, to 112 pages of generated scans of all
degradations (the open half of `tests/bench/scans`, seeds 7001 to 7004: 48,810 words, 284 of them wrong)
together with 159 scans by a pipeline of another make, with other texts and typefaces, that are not kept here
(24,042 words, 673 wrong): by the former alone words of the latter were thought surer than they are. Those of
`odd_sign`, `undecided` and `space` are given: they hold for few words of these samples, or beside thousands
the white is narrow by right. They hold for the networks named in `models` and the decoder of `decoding` only.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean

from workers.reading.pp_ocr.likelihood import Place, beside, likelihood, place_in
from workers.reading.pp_ocr.measures import narrowest_beside, surpluses
from workers.reading.pp_ocr.nearby import likelier_marked, likelier_nearby, likelier_there
from workers.reading.pp_ocr.order import Piece, words_in
from workers.reading.pp_ocr.vocabulary import bare
from workers.reading.pp_ocr.words import PlacedWord

DOUBTFUL = 0.99
"""Words less probably right are marked as doubtful: the least that finds nine wrong words in ten of generated
scans, and marks less than one word in twenty. After the second reading, on 52 pages of the open half to which
nothing was fitted: 4.6 % of 21,919 words, and 93 % of 152 wrong ones; on the 112 to which the weights are
fitted 4.5 %, and 88 % of 226. On the scans of another make 12.8 %, and 91 % of 607; on those of their pages
that have fewer than one wrong word in a hundred, 7 %."""
CERTAIN = 1e-4
IMPOSSIBLE = 1e-3
WEIGHTS = {
    "base": 0.364,
    "least": 0.284,
    "mean": -0.507,
    "line": -0.170,
    "page": -0.263,
    "neighbours": 0.016,
    "posterior": -0.371,
    "surprise": 0.141,
    "rival": 0.617,
    "unknown": 2.007,
    "unknown_name": 1.137,
    "likelihood": -0.588,
    "digits": 0.649,
    "mixed": 0.988,
    "signs": 0.689,
    "single": 0.727,
    "length": 0.055,
    "first": 0.333,
    "nearby": 0.215,
    "gap": 0.437,
    "marked": 0.018,
    "name_again": -2.491,
    "odd_sign": 1.012,
    "undecided": 0.540,
    "lost_mark": 6.932,
    "other_point": 2.209,
    "wider": 0.332,
    "narrower": 0.340,
    "space": -0.616,
}
"""What each fact adds to the log odds that the word is wrong."""
WIDEST_GAP = 8.0
"""Pixels of the 48-pixel line that count; more says no more."""
MOST_SURPLUS = 8.0
"""Standard deviations by which a word's width differs from its letters'; more says no more."""
LOST_MARK, LONG = 2.0, 4
"""From which `likelier_marked` says that a word of so many letters lost a ring or dots."""
MANY, FEWEST = 0.1, 10
"""Share of such words from which the page loses marks everywhere; of so many words at least."""
MOST_LIKELIER = 8.0
"""What a likelier word with one mark more may count for; more says no more."""
_PARTS = re.compile(r"[-/]")
_DECIMAL = re.compile(r"[-+<]?\d+([.,])\d{1,2}")


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What the words of a page are judged beside."""

    odds: float
    """ln of the odds of its mean probability."""
    read: Counter[str]
    """Its words without signs, in lower case."""
    is_known: Callable[[str], bool]
    loses_marks: float
    """How far its words lack rings and dots, from 0 to 1: copies lose them all over a page."""
    sign: str
    """What its decimals have before them, mostly; Swedish ones have a comma."""


def facts(rows: Sequence[Sequence[Piece]], is_known: Callable[[str], bool]) -> list[list[tuple[float, ...]]]:
    """For each word of each of a page's lines, the facts that `WEIGHTS` names, in its order."""
    lines = [words_in(row) for row in rows]
    means = [fmean(c.probability for word in line for c in word.characters) for line in lines]
    texts = [[word.text for word in line] for line in lines]
    page = _Page(
        odds=log_odds(fmean(means)) if means else 0.0,
        read=Counter(bare(text).lower() for line in texts for text in line),
        is_known=is_known,
        loses_marks=_loses_marks([text for line in texts for text in line]),
        sign=_decimal_sign([text for line in texts for text in line]),
    )
    pieces = [piece for row in rows for piece in row]
    measures = zip(surpluses(pieces), narrowest_beside(pieces), strict=True)
    return [
        [
            (*_facts(line, place_in(text, at), at, log_odds(mean), page), *_measured(*next(measures)))
            for at in range(len(line))
        ]
        for line, text, mean in zip(lines, texts, means, strict=True)
    ]


def trust(facts: Sequence[float]) -> float:
    """Probability that every character of the word is right."""
    odds = sum(weight * fact for weight, fact in zip(WEIGHTS.values(), facts, strict=True))
    return 1 / (1 + exp(min(odds, 700.0)))


def _measured(surplus: float, narrowest: float) -> tuple[float, float, float]:
    return min(max(surplus, 0.0), MOST_SURPLUS), min(max(-surplus, 0.0), MOST_SURPLUS), narrowest


def _facts(
    line: Sequence[PlacedWord], place: Place, at: int, line_odds: float, page: _Page
) -> tuple[float, ...]:
    word, text, characters = line[at], line[at].text, line[at].characters
    probabilities = [character.probability for character in characters]
    core = bare(text)
    parts = [part for part in _PARTS.split(core) if part]
    letters = bool(parts) and all(map(str.isalpha, parts))
    unknown = letters and not all(len(part) == 1 or page.is_known(part) for part in parts)
    is_name = unknown and core[0].isupper()
    near = [
        min(c.probability for c in line[other].characters)
        for other in (at - 1, at + 1)
        if 0 <= other < len(line)
    ]
    return (
        1.0,
        log_odds(min(probabilities)),
        log_odds(fmean(probabilities)),
        line_odds,
        page.odds,
        log_odds(min(near, default=1.0)),
        log_odds(min(character.posterior for character in characters)),
        sum(-log(max(probability, IMPOSSIBLE)) for probability in probabilities),
        float(any(character.rival for character in characters)),
        float(unknown and not core[0].isupper()),
        float(is_name),
        max(likelihood([text], () if at == 0 else (".",), ends_line=place.ends_line), -40.0) / 10,
        float(any(map(str.isdigit, core))),
        float(not letters and any(map(str.isdigit, core)) and any(map(str.isalpha, core))),
        float(not core),
        float(len(core) == 1),
        log(len(text)),
        float(at == 0),
        likelier_nearby(text, place),
        min(word.gap, WIDEST_GAP),
        likelier_marked(text),
        float(is_name and page.read[core.lower()] > 1),
        -beside(text, place.after) if place.after else 0.0,
        word.undecided,
        _lost_mark(text, place, page),
        float((found := _DECIMAL.fullmatch(text)) is not None and found[1] != page.sign),
    )


def _lost_mark(text: str, place: Place, page: _Page) -> float:
    if page.loses_marks == 0.0:
        return 0.0
    return page.loses_marks * min(likelier_there(text, place), MOST_LIKELIER) / MOST_LIKELIER


def _loses_marks(words: Sequence[str]) -> float:
    long = [word for word in words if word.isalpha() and len(word) >= LONG]
    lost = sum(likelier_marked(word) > LOST_MARK for word in long)
    return min(1.0, lost / max(FEWEST, len(long)) / MANY)


def _decimal_sign(words: Sequence[str]) -> str:
    signs = Counter(found[1] for word in words if (found := _DECIMAL.fullmatch(word)))
    return "." if signs["."] > signs[","] else ","


def log_odds(probability: float, least: float = CERTAIN) -> float:
    """ln of the odds, as if nothing were less sure than `least` nor surer than its complement."""
    bounded = min(max(probability, least), 1 - least)
    return log(bounded / (1 - bounded))
