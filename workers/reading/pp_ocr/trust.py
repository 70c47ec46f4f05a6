"""How probably a word was read right: a logistic model of what network, lexicon and neighbours say.

Pure. The weights are fitted by `python -m tests.bench.doubt` on generated scans of all degradations (the open
half of `tests/bench/scans`: 84 pages of seed 301, 35,468 words, 317 of them wrong). They hold for the
networks named in `models` and the decoder of `decoding` only.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from math import exp, log
from statistics import fmean

from workers.reading.pp_ocr.likelihood import likelihood
from workers.reading.pp_ocr.reading import Character
from workers.reading.pp_ocr.vocabulary import bare

DOUBTFUL = 0.98
"""Words less probably right are marked as doubtful: one in twenty, among them six of seven wrong ones."""
CERTAIN = 1e-4
IMPOSSIBLE = 1e-3
WEIGHTS = {
    "base": 0.987,
    "least": 0.295,
    "mean": -0.520,
    "line": 0.130,
    "page": -0.798,
    "neighbours": 0.024,
    "posterior": -0.493,
    "surprise": 0.229,
    "rival": -0.181,
    "unknown": 2.574,
    "unknown_name": 0.187,
    "likelihood": -1.064,
    "digits": 0.918,
    "mixed": 1.721,
    "signs": -0.128,
    "single": 0.504,
    "length": 0.618,
    "first": 0.680,
}
"""What each fact adds to the log odds that the word is wrong."""
_PARTS = re.compile(r"[-/]")

Word = Sequence[Character]


def facts(lines: Sequence[Sequence[Word]], is_known: Callable[[str], bool]) -> list[list[tuple[float, ...]]]:
    """For each word of each of a page's lines, the facts that `WEIGHTS` names, in its order."""
    means = [_mean(character for word in line for character in word) for line in lines]
    page = log_odds(fmean(means)) if means else 0.0
    return [
        [_facts(line, at, log_odds(mean), page, is_known) for at in range(len(line))]
        for line, mean in zip(lines, means, strict=True)
    ]


def trust(facts: Sequence[float]) -> float:
    """Probability that every character of the word is right."""
    odds = sum(weight * fact for weight, fact in zip(WEIGHTS.values(), facts, strict=True))
    return 1 / (1 + exp(min(odds, 700.0)))


def _facts(
    line: Sequence[Word], at: int, line_odds: float, page: float, is_known: Callable[[str], bool]
) -> tuple[float, ...]:
    word = line[at]
    text = "".join(character.text for character in word)
    probabilities = [character.probability for character in word]
    core = bare(text)
    parts = [part for part in _PARTS.split(core) if part]
    letters = bool(parts) and all(map(str.isalpha, parts))
    unknown = letters and not all(len(part) == 1 or is_known(part) for part in parts)
    beside = [min(c.probability for c in line[near]) for near in (at - 1, at + 1) if 0 <= near < len(line)]
    return (
        1.0,
        log_odds(min(probabilities)),
        log_odds(fmean(probabilities)),
        line_odds,
        page,
        log_odds(min(beside, default=1.0)),
        log_odds(min(character.posterior for character in word)),
        sum(-log(max(probability, IMPOSSIBLE)) for probability in probabilities),
        float(any(character.rival for character in word)),
        float(unknown and not core[0].isupper()),
        float(unknown and core[0].isupper()),
        max(likelihood([text], () if at == 0 else (".",), ends_line=at == len(line) - 1), -40.0) / 10,
        float(any(map(str.isdigit, core))),
        float(not letters and any(map(str.isdigit, core)) and any(map(str.isalpha, core))),
        float(not core),
        float(len(core) == 1),
        log(len(text)),
        float(at == 0),
    )


def _mean(characters: Iterable[Character]) -> float:
    return fmean(character.probability for character in characters)


def log_odds(probability: float, least: float = CERTAIN) -> float:
    """ln of the odds, as if nothing were less sure than `least` nor surer than its complement."""
    bounded = min(max(probability, least), 1 - least)
    return log(bounded / (1 - bounded))
