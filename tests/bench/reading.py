"""How well and how fast scans are read: Inkom beside OCRmyPDF and bare Tesseract, interleaved in one run.

    ./bench reading [--pages N] [--seed N] [--half open|held] [--damage NAME ...] [--system NAME ...]
                    [--json FILE] [--html FILE]

Pages come from `tests.bench.scans`; error rates are those of `scans.metric`, which states what does not
count. Systems take turns block by block, so that what else the machine does meets all of them alike. Seconds
are wall time of a block by its pages; Inkom's go from the file to record, PDF/A and ALTO in two warm
processes, OCRmyPDF's to its PDF/A, Tesseract's from pictures made beforehand to text.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from tests.bench.reading_figures import BEFORE, Doubt, PageFigures, Report, Turn, doubt_of, figures_of, table
from tests.bench.reading_html import html
from tests.bench.reading_systems import NAMES, System, missing, systems
from tests.bench.scans import CORE, DAMAGES, ScanPage, pages

BLOCK = 10
"""Pages that one system reads before the next has its turn."""


def main() -> None:
    """The command line."""
    options = _options()
    wanted = options.systems or [name for name in NAMES if name != "ocrmypdf force"]
    for name in list(wanted):
        if lack := missing(name):
            print(f"left out: {name}, which needs {lack}")
            wanted.remove(name)
    damages = options.damages or tuple(CORE)
    scans = pages(options.seed, options.pages, half=options.half, damages=damages)
    with systems(wanted) as ready:
        report = _run(scans, ready)
    print(table(report))
    if options.json:
        options.json.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if options.html:
        options.html.write_text(html(report), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("open", "held"), default="held")
    parser.add_argument("--damage", dest="damages", action="append", choices=tuple(DAMAGES))
    parser.add_argument("--system", dest="systems", action="append", choices=NAMES)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--html", type=Path)
    return parser.parse_args()


def _run(scans: Iterator[ScanPage], ready: Mapping[str, System]) -> Report:
    found: list[PageFigures] = []
    doubts: list[Doubt] = []
    turns: list[Turn] = []
    for number, block in enumerate(iter(lambda: list(islice(scans, BLOCK)), [])):
        for name in _in_turn(list(ready), number):
            done = ready[name].read(block)
            turns.append(
                Turn(system=name, pages=len(block), seconds=done.seconds, cpu=done.cpu, peak_mb=done.peak_mb)
            )
            for page, reading in zip(block, done.readings, strict=True):
                figures = list(figures_of(name, page, reading))
                found += figures
                if reading.words:
                    doubts.append(doubt_of(page, reading, figures[0].cer))
            print(f"block {number}: {name} {done.seconds / len(block):.2f} s/page", flush=True)
    order = [BEFORE, *ready]
    return Report(
        pages=tuple(sorted(found, key=lambda page: order.index(page.system))),
        doubts=tuple(doubts),
        turns=tuple(sorted(turns, key=lambda turn: order.index(turn.system))),
    )


def _in_turn(names: Sequence[str], number: int) -> list[str]:
    """Each system begins as often as the others."""
    first = number % len(names)
    return [*names[first:], *names[:first]]


if __name__ == "__main__":
    main()
