"""What the benchmarks say that programs cost."""

import os
import subprocess
import sys

import pytest

from tests.bench.usage import run, tree_cpu, tree_peak_mb

WORK = """
import time
big = bytearray(80_000_000)
end = time.process_time() + 0.3
while time.process_time() < end:
    pass
print("done")
"""


def test_a_programs_own_time_and_memory_are_measured() -> None:
    ran = run([sys.executable, "-c", WORK], seconds=60)
    assert ran.stdout == "done\n"
    assert ran.cpu >= 0.3
    assert 80 < ran.peak_mb < 150


def test_a_failing_program_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run([sys.executable, "-c", "raise SystemExit(3)"], seconds=60)


def test_children_count() -> None:
    before = tree_cpu(os.getpid())
    run([sys.executable, "-c", WORK], seconds=60)
    assert tree_cpu(os.getpid()) - before >= 0.3
    assert tree_peak_mb(2**22 + 1) == 0
