"""Speed and memory of one process on one core: `python -m tests.bench.repair_speed DIR...`, JSON on stdout.

Processor time, not the clock's: other work on the machine does not count. No document is seen twice.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.damage import damaged
from tests.bench.repair_scores import documents
from tests.bench.usage import tree_peak_mb
from workers.cli import ONE_THREAD
from workers.repair import repair_text
from workers.repair.letters import restorer

KINDS = ("", "stripped", "question marks", "dropped", "generic OCR", "wrong-language OCR", "utf-8 as cp1252")
"""Kinds of damage; "" is sound text."""
MOST_DOCUMENTS = 140
WARM_UP = "Nämnden föreslår att förvaltningen får i uppdrag att återkomma."
SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class SpeedReport:
    """Characters per second by kind of damage, MB resident at the end, seconds to open the model."""

    characters_per_second: dict[str, float]
    resident_mb: float
    open_seconds: float


def in_a_process_of_its_own(folders: Sequence[Path]) -> SpeedReport:
    """What a fresh interpreter measures."""
    command = [sys.executable, "-m", __name__, *map(str, folders)]
    answer = subprocess.run(
        command,
        check=True,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        env=os.environ | ONE_THREAD,
    )
    return SpeedReport(**json.loads(answer.stdout))


def measured(texts: Sequence[str]) -> SpeedReport:
    """Documents are dealt out to the kinds of damage, so that each is repaired once."""
    started = time.process_time()
    restorer(())
    opened = time.process_time() - started
    repair_text(WARM_UP, join_lines=True)
    speed = {}
    chosen = texts[:MOST_DOCUMENTS]
    for at, name in enumerate(KINDS):
        own = chosen[at :: len(KINDS)]
        cases = [damaged(name, text, i).text if name else text for i, text in enumerate(own)]
        started = time.process_time()
        for case in cases:
            repair_text(case, join_lines=True)
        speed[name or "sound"] = sum(map(len, cases)) / max(1e-9, time.process_time() - started)
    # What getrusage says of memory includes that of the process which started this one.
    resident = tree_peak_mb(os.getpid())
    return SpeedReport(characters_per_second=speed, resident_mb=resident, open_seconds=opened)


if __name__ == "__main__":
    every = [text for folder in sys.argv[1:] for text in documents(Path(folder))]
    print(json.dumps(asdict(measured(every))))
