"""`./bench audit`: whether an audit's stated bound and risks hold, and any change of the log is found.

Each simulated lot has a known number of wrong documents, drawn anew; a sample is drawn by a seed as in the
service, and the bound and the decision are compared with the truth. `--set NAME` does the same with lots of
the bench's own documents (`audit_truth`), and puts predicted beside measured error of their values, tenth by
tenth; `--reading FILE`, what `./bench reading --json FILE` wrote, does so for the characters of pages.
`--log N` changes a log of so many events in every way (`audit_log`).
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
from tests.bench.audit_log import timed
from tests.bench.audit_truth import audited, true_documents
from tests.bench.documents.template import SETS

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
    """The command line. 1 if a bound does not hold at its level, but for three standard errors of chance, or
    if a change of the log was not found."""
    options = _options()
    chance = random.Random(options.seed)
    content: dict[str, object] = {}
    slack = 3 * (CONFIDENCE * (1 - CONFIDENCE) / options.lots) ** 0.5
    failed = False
    if options.log:
        tampered, seconds = timed(options.log, chance)
        print(f"{options.log} events, {seconds:.1f} s of processor time")
        for way in tampered:
            print(f"  {way.way}: {way.found} of {way.tried} found")
        content["log"] = [asdict(way) for way in tampered]
        failed |= any(way.found < way.tried for way in tampered)
    if options.which:
        documents = true_documents(options.which)
        own = audited(documents, LEVELS, lots=options.lots, size=200, confidence=CONFIDENCE, chance=chance)
        print(
            f"{own.documents} documents of {options.which}, {own.share_wrong:.1%} wrong: {own.lots} lots of "
            f"{own.lot_size}, sample {own.sample_size}: bound holds {own.bound_held:.1%}, "
            f"accepted {own.accepted:.1%}"
        )
        content["own"] = asdict(own)
        content["values"] = _print_tenths("values", [pair for one in documents for pair in one.pairs])
        failed |= own.bound_held < CONFIDENCE - slack
    if options.reading:
        doubts = json.loads(options.reading.read_text("utf-8"))["doubts"]
        pairs = [(one["predicted_error"], one["cer"]) for one in doubts if one["predicted_error"] is not None]
        content["characters"] = _print_tenths("pages", pairs)
    results = _simulated_lots(options.lots, chance)
    content["lots"] = [asdict(one) for one in results]
    failed |= any(one.bound_held < CONFIDENCE - slack for one in results)
    if options.json:
        options.json.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    sys.exit(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lots", type=int, default=1000, help="for each size and share")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", dest="which", choices=SETS, help="the bench's own documents")
    parser.add_argument("--reading", type=Path, help="what `./bench reading --json` wrote")
    parser.add_argument("--log", type=int, metavar="EVENTS", help="change a log of so many events")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _simulated_lots(lots: int, chance: random.Random) -> list[Held]:
    began = process_time()
    results = [simulated(size, share, lots, chance) for size in SIZES for share in SHARES]
    print(f"AQL {LEVELS.acceptable:.0%}, LQ {LEVELS.limiting:.0%}, {lots} lots each")
    print("  lot  wrong  sample  bound holds  interval holds  accepted")
    for one in results:
        print(
            f"{one.lot_size:5d}{one.share_wrong:7.1%}{one.sample_size:8d}{one.bound_held:13.1%}"
            f"{one.interval_held:16.1%}{one.accepted:10.1%}"
        )
    print(f"{process_time() - began:.1f} s of processor time")
    return results


def _print_tenths(what: str, pairs: Sequence[tuple[float, float]]) -> list[dict[str, float]]:
    tenths = deciles(pairs)
    print(f"{what:>6}  predicted  measured")
    for tenth in tenths:
        print(f"{tenth.pairs:6d}{tenth.predicted:11.4f}{tenth.measured:10.4f}")
    return [asdict(tenth) for tenth in tenths]


if __name__ == "__main__":
    main()
