"""How probably a word was read right: a logistic model of what network, lexicon and neighbours say.

Pure. The weights are fitted by `python -m tests.bench.doubt` on generated scans of all degradations (the open
half of `tests/bench/scans`: 140 pages of seed 301, 59,393 words, 507 of them wrong). They hold for the
networks named in `models` and the decoder of `decoding` only.
"""

import re
from collections.abc import Callable, Sequence
from math import exp, log
from statistics import fmean

from workers.reading.pp_ocr.likelihood import Place, likelihood, place_in
from workers.reading.pp_ocr.nearby import likelier_nearby
from workers.reading.pp_ocr.vocabulary import bare
from workers.reading.pp_ocr.words import PlacedWord

DOUBTFUL = 0.982
"""Words less probably right are marked as doubtful: one in forty of generated scans, among them five of
six wrong ones (112 pages of seeds 4101 and 6101 of the open half)."""
CERTAIN = 1e-4
IMPOSSIBLE = 1e-3
WEIGHTS = {
    "base": 1.143,
    "least": 0.126,
    "mean": -0.320,
    "line": -0.057,
    "page": -0.708,
    "neighbours": 0.039,
    "posterior": -0.348,
    "surprise": 0.001,
    "rival": 0.667,
    "unknown": 2.123,
    "unknown_name": 0.742,
    "likelihood": -0.837,
    "digits": 0.654,
    "mixed": 1.782,
    "signs": 0.496,
    "single": 0.788,
    "length": -0.050,
    "first": 0.637,
    "nearby": 0.239,
    "gap": 0.543,
}
"""What each fact adds to the log odds that the word is wrong."""
WIDEST_GAP = 8.0
"""Pixels of the 48-pixel line that count; more says no more."""
_PARTS = re.compile(r"[-/]")


def facts(
    lines: Sequence[Sequence[PlacedWord]], is_known: Callable[[str], bool]
) -> list[list[tuple[float, ...]]]:
    """For each word of each of a page's lines, the facts that `WEIGHTS` names, in its order."""
    means = [fmean(c.probability for word in line for c in word.characters) for line in lines]
    page = log_odds(fmean(means)) if means else 0.0
    texts = [[word.text for word in line] for line in lines]
    return [
        [_facts(line, place_in(text, at), at, log_odds(mean), page, is_known) for at in range(len(line))]
        for line, text, mean in zip(lines, texts, means, strict=True)
    ]


def trust(facts: Sequence[float]) -> float:
    """Probability that every character of the word is right."""
    odds = sum(weight * fact for weight, fact in zip(WEIGHTS.values(), facts, strict=True))
    return 1 / (1 + exp(min(odds, 700.0)))


def _facts(
    line: Sequence[PlacedWord],
    place: Place,
    at: int,
    line_odds: float,
    page: float,
    is_known: Callable[[str], bool],
) -> tuple[float, ...]:
    word, text, characters = line[at], line[at].text, line[at].characters
    probabilities = [character.probability for character in characters]
    core = bare(text)
    parts = [part for part in _PARTS.split(core) if part]
    letters = bool(parts) and all(map(str.isalpha, parts))
    unknown = letters and not all(len(part) == 1 or is_known(part) for part in parts)
    beside = [
        min(c.probability for c in line[near].characters)
        for near in (at - 1, at + 1)
        if 0 <= near < len(line)
    ]
    return (
        1.0,
        log_odds(min(probabilities)),
        log_odds(fmean(probabilities)),
        line_odds,
        page,
        log_odds(min(beside, default=1.0)),
        log_odds(min(character.posterior for character in characters)),
        sum(-log(max(probability, IMPOSSIBLE)) for probability in probabilities),
        float(any(character.rival for character in characters)),
        float(unknown and not core[0].isupper()),
        float(unknown and core[0].isupper()),
        max(likelihood([text], () if at == 0 else (".",), ends_line=place.ends_line), -40.0) / 10,
        float(any(map(str.isdigit, core))),
        float(not letters and any(map(str.isdigit, core)) and any(map(str.isalpha, core))),
        float(not core),
        float(len(core) == 1),
        log(len(text)),
        float(at == 0),
        likelier_nearby(text, place),
        min(word.gap, WIDEST_GAP),
    )


def log_odds(probability: float, least: float = CERTAIN) -> float:
    """ln of the odds, as if nothing were less sure than `least` nor surer than its complement."""
    bounded = min(max(probability, least), 1 - least)
    return log(bounded / (1 - bounded))
