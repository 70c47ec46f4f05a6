"""What the readings of a run amount to: rates by damage, speed, doubt marks and predicted errors."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from tests.bench.reading_systems import Reading
from tests.bench.scans import ScanPage
from tests.bench.scans.metric import errors, right_words

BEFORE = "inkom, as read"
"""Inkom's text before repair, as a system of its own."""
BINS = (0.0, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 1.01)
"""Bounds of predicted error rates in the reliability table."""


@dataclass(frozen=True, kw_only=True)
class PageFigures:
    """One system's reading of one page; rates as in `scans.metric`."""

    system: str
    page: str
    damage: str
    layout: str
    typeface: str
    cer: float
    strict_cer: float
    wer: float


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Inkom's words on one page, as they were read, and its opinion of the page."""

    page: str
    damage: str
    words: int
    wrong: int
    """Words that are not printed so; words that were not read at all cannot be marked."""
    doubtful: int
    found: int
    """Words that are both wrong and marked."""
    predicted_error: float | None
    mean_confidence: float | None
    cer: float
    """The true rate before repair."""
    pdfa: bool | None
    """Whether the page's PDF/A-2b passes pikepdf's validation."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One system's reading of one block."""

    system: str
    pages: int
    seconds: float
    cpu: float
    peak_mb: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole run."""

    pages: tuple[PageFigures, ...]
    doubts: tuple[Doubt, ...]
    turns: tuple[Turn, ...]

    @property
    def systems(self) -> tuple[str, ...]:
        """In the order of the run; Inkom twice, as read first."""
        return tuple(dict.fromkeys(page.system for page in self.pages))

    @property
    def damages(self) -> tuple[str, ...]:
        """In the order of the run."""
        return tuple(dict.fromkeys(page.damage for page in self.pages))

    def rates(self, system: str, rate: str = "cer", *, damages: Sequence[str] | None = None) -> list[float]:
        """One system's rates, page by page."""
        return [
            getattr(page, rate)
            for page in self.pages
            if page.system == system and (damages is None or page.damage in damages)
        ]


@dataclass(frozen=True, kw_only=True)
class Speed:
    """One system over the run: seconds of wall and processor time for each page, megabytes."""

    seconds: float
    cpu: float
    peak_mb: float


def speed(report: Report, system: str) -> Speed:
    """The system's speed over all blocks."""
    turns = [turn for turn in report.turns if turn.system == system]
    count = sum(turn.pages for turn in turns)
    return Speed(
        seconds=sum(turn.seconds for turn in turns) / count,
        cpu=sum(turn.cpu for turn in turns) / count,
        peak_mb=max(turn.peak_mb for turn in turns),
    )


def figures_of(system: str, page: ScanPage, reading: Reading) -> Iterator[PageFigures]:
    """The reading's rates; for Inkom, those before repair first."""
    texts = {system: reading.text}
    if reading.before_repair is not None:
        texts = {BEFORE: reading.before_repair, **texts}
    for name, text in texts.items():
        found = errors(page.truth, text)
        yield PageFigures(
            system=name,
            page=page.name,
            damage=page.damage,
            layout=page.layout,
            typeface=page.typeface,
            cer=found.cer,
            strict_cer=found.strict_cer,
            wer=found.wer,
        )


def doubt_of(page: ScanPage, reading: Reading, cer: float) -> Doubt:
    """How Inkom's marks fit what is printed."""
    right = right_words(page.truth, [[word.text for word in line] for line in reading.words])
    judged = [
        (word.doubtful, good)
        for line, goods in zip(reading.words, right, strict=True)
        for word, good in zip(line, goods, strict=True)
    ]
    return Doubt(
        page=page.name,
        damage=page.damage,
        words=len(judged),
        wrong=sum(not good for _, good in judged),
        doubtful=sum(doubtful for doubtful, _ in judged),
        found=sum(doubtful and not good for doubtful, good in judged),
        predicted_error=reading.predicted_error,
        mean_confidence=reading.mean_confidence,
        cer=cer,
        pdfa=reading.pdfa,
    )


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Rank correlation, ties by mean rank; 0 where one side is all the same."""
    ranks = [_ranks(one), _ranks(other)]
    centred = [[rank - mean(row) for rank in row] for row in ranks]
    spread = [sum(value * value for value in row) for row in centred]
    if not all(spread):
        return 0.0
    return float(sum(a * b for a, b in zip(*centred, strict=True)) / (spread[0] * spread[1]) ** 0.5)


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    count = {value: ordered.count(value) for value in first}
    return [first[value] + (count[value] - 1) / 2 for value in values]


def predictions(report: Report) -> list[tuple[float, float]]:
    """Predicted and true error rate of each page; until a rate is predicted, one less mean confidence."""
    pairs = []
    for doubt in report.doubts:
        if doubt.predicted_error is not None:
            pairs.append((doubt.predicted_error, doubt.cer))
        elif doubt.mean_confidence is not None:
            pairs.append((1 - doubt.mean_confidence, doubt.cer))
    return pairs


def reliability(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float, int, float, float]]:
    """Lower and upper bound of the prediction, pages, mean prediction, mean truth; empty bins left out."""
    rows = []
    for low, high in pairwise(BINS):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            predicted, true = zip(*inside, strict=True)
            rows.append((low, high, len(inside), mean(predicted), mean(true)))
    return rows


def worse_than(report: Report, system: str, peer: str) -> list[str]:
    """Pages that `system` reads worse than `peer`."""
    rates = {(page.system, page.page): page.cer for page in report.pages}
    names = dict.fromkeys(page.page for page in report.pages)
    return [name for name in names if rates[system, name] > rates[peer, name]]


Summary = Callable[[Sequence[float]], float]
SUMMARIES: Mapping[str, tuple[str, Summary]] = {
    "CER mean": ("cer", mean),
    "CER median": ("cer", median),
    "CER strict order": ("strict_cer", mean),
    "WER mean": ("wer", mean),
}


def table(report: Report) -> str:
    """The run as text; rates in per cent."""
    return "\n".join(
        [*_rates(report), *_without_low_contrast(report), *_speeds(report), *_peers(report), *_marks(report)]
    )


def _row(name: str, cells: Sequence[float]) -> str:
    return f"{name:18s}" + "".join(f"{cell:16.3f}" for cell in cells)


def _rates(report: Report) -> Iterator[str]:
    yield f"{'CER %, mean':18s}" + "".join(f"{system:>16s}" for system in report.systems)
    for damage in report.damages:
        rates = [mean(report.rates(system, damages=[damage])) for system in report.systems]
        yield _row(damage, [100 * rate for rate in rates])
    for name, (rate, summary) in SUMMARIES.items():
        yield _row(name, [100 * summary(report.rates(system, rate)) for system in report.systems])


def _without_low_contrast(report: Report) -> Iterator[str]:
    others = [damage for damage in report.damages if damage != "low_contrast"]
    if others and len(others) < len(report.damages):
        rates = [mean(report.rates(system, damages=others)) for system in report.systems]
        yield _row("w/o low contrast", [100 * rate for rate in rates])


def _speeds(report: Report) -> Iterator[str]:
    timed = dict.fromkeys(turn.system for turn in report.turns)
    speeds = {system: speed(report, system) for system in timed}
    yield f"{'':18s}" + "".join(f"{system:>16s}" for system in timed)
    yield _row("seconds/page", [one.seconds for one in speeds.values()])
    yield _row("CPU s/page", [one.cpu for one in speeds.values()])
    yield _row("peak MB", [one.peak_mb for one in speeds.values()])


def _peers(report: Report) -> Iterator[str]:
    if "inkom" in report.systems:
        for peer in report.systems:
            if peer not in ("inkom", BEFORE):
                worse = worse_than(report, "inkom", peer)
                yield f"pages worse than {peer}: {len(worse)} {' '.join(worse[:8])}"


def _marks(report: Report) -> Iterator[str]:
    words = sum(doubt.words for doubt in report.doubts)
    if not words:
        return
    wrong, doubtful, found = (
        sum(getattr(doubt, name) for doubt in report.doubts) for name in ("wrong", "doubtful", "found")
    )
    yield (
        f"doubtful words: {doubtful / words:.2%} of {words}, "
        f"among them {found / max(1, wrong):.1%} of {wrong} wrong ones"
    )
    failed = [doubt.page for doubt in report.doubts if not doubt.pdfa]
    yield f"PDF/A-2b not approved: {len(failed)} of {len(report.doubts)} {' '.join(failed)}"
    pairs = predictions(report)
    if pairs:
        yield f"predicted and true page error: rank correlation {spearman(*zip(*pairs, strict=True)):.3f}"
        for low, high, count, predicted, true in reliability(pairs):
            bounds = f"{low:.2%}–{min(high, 1):.2%}"
            yield f"  {bounds}: {count:3d} pages, predicted {predicted:.2%}, true {true:.2%}"
