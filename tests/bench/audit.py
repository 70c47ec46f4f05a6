"""`./bench audit`: whether an audit's stated bound and risks hold, over simulated lots with known truth.

Each lot has a known number of wrong documents, drawn anew; a sample is drawn by a seed as in the service, and
the bound and the decision are compared with the truth. With `--pairs FILE` (one `predicted measured` pair on
each line, such as a page's predicted and true character error) also predicted against measured by decile.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from ingest.audit import clopper_pearson, draw, most_wrong, single_plan
from schemas.audit import Levels

LEVELS = Levels(acceptable=0.02, limiting=0.1)
SHARES = (0.0, 0.005, 0.02, 0.05, 0.1, 0.2)
SIZES = (50, 200, 1000)
CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True)
class Held:
    """How often what was stated held, for lots of one size and share of wrong documents."""

    lot_size: int
    share_wrong: float
    lots: int
    sample_size: int
    #: Share of lots whose truth was at most the stated bound; to be at least `CONFIDENCE`.
    bound_held: float
    #: The same for the two-sided binomial interval.
    interval_held: float
    accepted: float


@dataclass(frozen=True, kw_only=True)
class Decile:
    """Pairs whose prediction lies in one tenth of all, smallest first."""

    pairs: int
    predicted: float
    measured: float


def simulated(lot_size: int, share: float, lots: int, chance: random.Random) -> Held:
    """That many lots of which so many documents are wrong, at random places."""
    plan = single_plan(lot_size, LEVELS)
    documents = [f"{number:032x}" for number in range(lot_size)]
    wrong_in_lot = round(share * lot_size)
    # The same few findings come again and again.
    sizes = range(plan.sample_size + 1)
    bounds = [most_wrong(found, plan.sample_size, lot_size, confidence=CONFIDENCE) for found in sizes]
    intervals = [clopper_pearson(found, plan.sample_size, confidence=CONFIDENCE) for found in sizes]
    held = inside = accepted = 0
    for _ in range(lots):
        wrong_ones = set(chance.sample(documents, wrong_in_lot))
        sample = draw(documents, seed=f"{chance.getrandbits(64):x}", size=plan.sample_size)
        found = sum(document in wrong_ones for document in sample)
        held += wrong_in_lot <= bounds[found]
        inside += intervals[found][0] <= wrong_in_lot / lot_size <= intervals[found][1]
        accepted += found <= plan.acceptance_number
    return Held(
        lot_size=lot_size,
        share_wrong=wrong_in_lot / lot_size,
        lots=lots,
        sample_size=plan.sample_size,
        bound_held=held / lots,
        interval_held=inside / lots,
        accepted=accepted / lots,
    )


def deciles(pairs: Sequence[tuple[float, float]]) -> list[Decile]:
    """Means of predicted and measured, tenth by tenth of the predictions."""
    ordered = sorted(pairs)
    parts = [ordered[len(ordered) * n // 10 : len(ordered) * (n + 1) // 10] for n in range(10)]
    return [
        Decile(
            pairs=len(part),
            predicted=sum(one for one, _ in part) / len(part),
            measured=sum(one for _, one in part) / len(part),
        )
        for part in parts
        if part
    ]


def main() -> None:
    """The command line. 1 if a bound does not hold at its level, but for three standard errors of chance."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lots", type=int, default=1000, help="for each size and share")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=Path, help="predicted and measured, a pair on each line")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    chance, began = random.Random(options.seed), process_time()
    results = [simulated(size, share, options.lots, chance) for size in SIZES for share in SHARES]
    print(f"AQL {LEVELS.acceptable:.0%}, LQ {LEVELS.limiting:.0%}, {options.lots} lots each")
    print("  lot  wrong  sample  bound holds  interval holds  accepted")
    for one in results:
        print(
            f"{one.lot_size:5d}{one.share_wrong:7.1%}{one.sample_size:8d}{one.bound_held:13.1%}"
            f"{one.interval_held:16.1%}{one.accepted:10.1%}"
        )
    print(f"{process_time() - began:.1f} s of processor time")
    tenths = []
    if options.pairs:
        lines = [line.split() for line in options.pairs.read_text("utf-8").splitlines() if line.strip()]
        tenths = deciles([(float(predicted), float(measured)) for predicted, measured in lines])
        print("pairs  predicted  measured")
        for tenth in tenths:
            print(f"{tenth.pairs:5d}{tenth.predicted:11.4f}{tenth.measured:10.4f}")
    if options.json:
        content = {"lots": [asdict(one) for one in results], "deciles": [asdict(one) for one in tenths]}
        options.json.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    slack = 3 * (CONFIDENCE * (1 - CONFIDENCE) / options.lots) ** 0.5
    sys.exit(any(one.bound_held < CONFIDENCE - slack for one in results))


if __name__ == "__main__":
    main()
