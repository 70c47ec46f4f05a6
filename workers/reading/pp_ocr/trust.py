"""How probably a word was read right: a logistic model of what network, lexicon, neighbours and ink say.

Pure. The weights are fitted by `python -m tests.bench.doubt` on generated scans of all degradations (the open
half of `tests/bench/scans`: 168 pages, 72,823 words, 540 of them wrong, read in 8 bits). That of `odd_sign`
is from the same fit to the same pages as they are read since (72,904 words, 472 of them wrong; the fact holds
for 16, of which 4 are wrong); the other weights of that fit were no better than these on 66 other pages. They
hold for the networks named in `models` and the decoder of `decoding` only.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import fmean

from workers.reading.pp_ocr.likelihood import Place, beside, likelihood, place_in
from workers.reading.pp_ocr.measures import narrowest_beside, surpluses
from workers.reading.pp_ocr.nearby import likelier_marked, likelier_nearby
from workers.reading.pp_ocr.order import Piece, words_in
from workers.reading.pp_ocr.vocabulary import bare
from workers.reading.pp_ocr.words import PlacedWord

DOUBTFUL = 0.982
"""Words less probably right are marked as doubtful: one in forty of generated scans, among them nine of ten
wrong ones (those 168 pages, by weights that were fitted without a sixth of them at a time); one in 23, and
85 % of the wrong ones, on 20 pages of the other half. After the second reading, `odd_sign` raises 88 to 89 %
on 66 pages of the open half (293 of 33,234 words wrong, 3.5 % marked), by which this fact was chosen but no
weight fitted; on 30 further ones (53 wrong) it catches none more."""
CERTAIN = 1e-4
IMPOSSIBLE = 1e-3
WEIGHTS = {
    "base": 1.237,
    "least": 0.051,
    "mean": -0.216,
    "line": -0.079,
    "page": -0.762,
    "neighbours": 0.022,
    "posterior": -0.357,
    "surprise": -0.210,
    "rival": 1.044,
    "unknown": 1.663,
    "unknown_name": 0.794,
    "likelihood": -0.823,
    "digits": 0.563,
    "mixed": 1.597,
    "signs": 1.362,
    "single": 0.942,
    "length": -0.016,
    "first": -0.024,
    "nearby": 0.223,
    "gap": 0.764,
    "marked": 0.223,
    "name_again": -3.321,
    "odd_sign": 1.012,
    "wider": 0.520,
    "narrower": 0.521,
    "space": -0.616,
}
"""What each fact adds to the log odds that the word is wrong."""
WIDEST_GAP = 8.0
"""Pixels of the 48-pixel line that count; more says no more."""
MOST_SURPLUS = 8.0
"""Standard deviations by which a word's width differs from its letters'; more says no more."""
_PARTS = re.compile(r"[-/]")


@dataclass(frozen=True, kw_only=True)
class _Page:
    """What the words of a page are judged beside."""

    odds: float
    """ln of the odds of its mean probability."""
    read: Counter[str]
    """Its words without signs, in lower case."""
    is_known: Callable[[str], bool]


def facts(rows: Sequence[Sequence[Piece]], is_known: Callable[[str], bool]) -> list[list[tuple[float, ...]]]:
    """For each word of each of a page's lines, the facts that `WEIGHTS` names, in its order."""
    lines = [words_in(row) for row in rows]
    means = [fmean(c.probability for word in line for c in word.characters) for line in lines]
    texts = [[word.text for word in line] for line in lines]
    page = _Page(
        odds=log_odds(fmean(means)) if means else 0.0,
        read=Counter(bare(text).lower() for line in texts for text in line),
        is_known=is_known,
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
    )


def log_odds(probability: float, least: float = CERTAIN) -> float:
    """ln of the odds, as if nothing were less sure than `least` nor surer than its complement."""
    bounded = min(max(probability, least), 1 - least)
    return log(bounded / (1 - bounded))
