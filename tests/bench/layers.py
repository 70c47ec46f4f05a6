"""Whether text layers are judged rightly: good ones kept, bad ones read again, both where each has a part.

    ./bench layers [--each N] [--seed N] [--half open|held] [--kind NAME ...] [--json FILE]

Pages come from `layer_kinds`. A page is judged rightly when

* a layer to be kept is taken, or nothing is lost by reading beside it (its error rate grows by at most .2 %);
* a layer to be replaced is not taken, and the text has at most half of its errors, or 2 %; bad Swedish OCR
  of pages that are hard for every reader: the text is as good as a reading without the layer (by 1 %);
* of a page that needs both sources, every part has at most 2 % errors (5 % in a single line or two).

OCR's own layers count only where they are what their kind says: good at most 1.5 %, bad at least 5 % errors.
"""

import argparse
import io
import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter

import pikepdf

from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.page import ReadPage
from tests.bench.layer_kinds import KINDS, LayerPage, Part, layer_page
from tests.bench.scans.metric import errors
from tests.bench.scans.wording import Half
from workers.reading import Reader
from workers.sandboxed import PRELOAD

PROCESSES = 2
SPOILED = 0.002
REPAIRED, HALF = 0.02, 0.5
SHORT_PART, SHORT_PART_ERRORS = 150, 0.05
HARD, AS_GOOD = "bad Swedish OCR", 0.01
LAYER_ERRORS = {"scan, good OCR": (0.0, 0.015), "bad Swedish OCR": (0.05, 1.0)}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What became of one page."""

    page: str
    kind: str
    source: str
    reason: str
    layer_cer: float
    cer: float
    parts: tuple[float, ...]
    """Error rate of each part of the page."""
    right: bool
    seconds: float
    applies: bool
    """False where an OCR's layer is not as good or bad as its kind says."""


@cache
def _reader() -> Reader:
    return Reader(Sandbox(preload=PRELOAD), Settings())


def judged(kind: str, seed: int, number: int, half: Half) -> Judged:
    """Makes one page and reads it."""
    page = layer_page(kind, seed, number, half=half)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(page.pdf)
        _reader()
        began = perf_counter()
        read = _reader().read_page(path, "application/pdf", 1)
        seconds = perf_counter() - began
    layer_cer = errors(page.truth, page.layer).cer
    cer = errors(page.truth, read.raw_text).cer
    parts = tuple(_part_cer(part, read) for part in page.parts)
    low, high = LAYER_ERRORS.get(kind, (0.0, 9.9))
    return Judged(
        page=page.name,
        kind=kind,
        source=read.text_source,
        reason=read.reason,
        layer_cer=layer_cer,
        cer=cer,
        parts=parts,
        right=_is_right(page, read, layer_cer, cer, parts)
        or (kind == HARD and cer <= min(layer_cer, _bare_cer(page)) + AS_GOOD),
        seconds=seconds,
        applies=low <= layer_cer <= high,
    )


def _bare_cer(page: LayerPage) -> float:
    """The error rate of the page read without its layer."""
    with TemporaryDirectory() as folder, pikepdf.open(io.BytesIO(page.pdf)) as pdf:
        contents = pdf.pages[0].obj.Contents
        pdf.pages[0].obj.Contents = contents[0] if isinstance(contents, pikepdf.Array) else contents
        path = Path(folder) / "bare.pdf"
        pdf.save(path)
        return errors(page.truth, _reader().read_page(path, "application/pdf", 1).raw_text).cer


def _part_cer(part: Part, read: ReadPage) -> float:
    lines = [
        line.text
        for line in read.lines
        if line.box is not None and part.top <= (line.box[1] + line.box[3]) / 2 <= part.bottom
    ]
    return errors(part.lines, "\n".join(lines)).cer


def _is_right(page: LayerPage, read: ReadPage, layer_cer: float, cer: float, parts: Sequence[float]) -> bool:
    if page.expected == "keep":
        return read.text_source == "text_layer" or cer <= layer_cer + SPOILED
    if page.expected == "replace":
        return read.text_source != "text_layer" and cer <= max(REPAIRED, HALF * layer_cer)
    return all(rate <= _allowed(part) for rate, part in zip(parts, page.parts, strict=True))


def _allowed(part: Part) -> float:
    short = sum(len(line.text) for line in part.lines) < SHORT_PART
    return SHORT_PART_ERRORS if short else REPAIRED


def table(results: Sequence[Judged]) -> str:
    """The run as text."""
    rows = [f"{'':20s}{'right':>10s}{'layer CER':>11s}{'CER':>8s}{'s/page':>8s}  sources and reasons"]
    for kind in dict.fromkeys(one.kind for one in results):
        of_kind = [one for one in results if one.kind == kind]
        counted = [one for one in of_kind if one.applies]
        if not counted:
            rows.append(f"{kind:20s}  none of {len(of_kind)} layers is what the kind says")
            continue
        ways = Counter(f"{one.source}/{one.reason.removeprefix('text_layer_')}" for one in counted)
        rows.append(
            f"{kind:20s}{sum(one.right for one in counted):5d}/{len(counted):<4d}"
            f"{mean(one.layer_cer for one in counted):11.2%}{mean(one.cer for one in counted):8.2%}"
            f"{mean(one.seconds for one in counted):8.2f}  "
            + ", ".join(f"{way} {count}" for way, count in ways.most_common())
        )
    counted = [one for one in results if one.applies]
    right = sum(one.right for one in counted)
    rows.append(f"judged rightly: {right} of {len(counted)} pages, {right / max(1, len(counted)):.2%}")
    rows += [
        f"  wrong: {one.page} {one.source} {one.reason} layer {one.layer_cer:.2%} now {one.cer:.2%} "
        + " ".join(f"{rate:.2%}" for rate in one.parts)
        for one in counted
        if not one.right
    ]
    return "\n".join(rows)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=16, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("open", "held"), default="held")
    parser.add_argument("--kind", dest="kinds", action="append", choices=tuple(KINDS))
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    orders = [(kind, number) for kind in options.kinds or KINDS for number in range(options.each)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool:
        futures = [pool.submit(judged, kind, options.seed, number, options.half) for kind, number in orders]
        results = []
        for future in futures:
            results.append(future.result())
            print(f"\r{len(results)} of {len(futures)}", end="", file=sys.stderr, flush=True)
    print(table(results))
    if options.json:
        options.json.write_text(
            json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
