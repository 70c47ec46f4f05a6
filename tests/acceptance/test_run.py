"""`inkom run --once`: what a newcomer's `./run --once` does after installing."""

import os
import subprocess
import sys
from pathlib import Path

from ingest.register import Register
from tests.patience import PATIENCE_SECONDS
from tests.servers.process import free_ports
from workers.run import SAMPLES, TRUTH_SUFFIX

NAMES = sorted(path.name for path in SAMPLES.iterdir() if not path.name.endswith(TRUTH_SUFFIX))


def test_the_samples_are_read_and_no_dnr_or_date_is_wrong(tmp_path: Path) -> None:
    environment = os.environ | {"INKOM_DATA": str(tmp_path / "data"), "INKOM_PORT": str(free_ports(1)[0])}
    command = [sys.executable, "-m", "workers.cli", "run", "--once"]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=8 * PATIENCE_SECONDS, check=False
    )
    print(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(NAMES) >= 6
    register = Register(f"sqlite:///{tmp_path / 'data' / 'register.db'}")
    stored = register.documents(before=None, limit=100).documents
    assert sorted(document.filename for document in stored) == NAMES
    assert {document.status for document in stored} == {"done"}
    assert _processes_of(tmp_path) == []


def _processes_of(folder: Path) -> list[str]:
    """Command lines of processes that still run with this test's data."""
    mark = f"INKOM_DATA={folder}".encode()
    left = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and mark in (process / "environ").read_bytes():
                left.append((process / "cmdline").read_text())
        except OSError:
            continue
    return left
