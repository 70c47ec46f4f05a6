"""A worker keeps what a page has freed until its message is done with, and then gives all of it back."""

import subprocess
import sys

BLOCKS, MEGABYTES = 12, 8
PROGRAM = f"""
from pathlib import Path
from dramatiq.brokers.stub import StubBroker
from workers.allocation import MemoryGivenBack, keep_freed_memory

def held():
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("RssAnon:")[1].split()[0]) / 1000

broker = StubBroker(middleware=[MemoryGivenBack()])
keep_freed_memory()
before = held()
blocks = [bytearray({MEGABYTES} << 20) for _ in range({BLOCKS})]
last = bytearray(1000)
for block in blocks:
    block[::4096] = bytes(len(block[::4096]))
del block, blocks
freed = held()
broker.emit_after("process_message", None)
print(freed - before, held() - before)
"""


def test_freed_memory_is_kept_until_a_message_is_done_with() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    kept, left = map(float, ran.stdout.split())
    assert kept > 0.9 * BLOCKS * MEGABYTES
    assert left < MEGABYTES
