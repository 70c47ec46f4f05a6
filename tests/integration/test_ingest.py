"""`inkom ingest` against a real server."""

import os
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE_SECONDS


def test_a_refused_file_with_a_name_of_an_older_system_stops_no_other(address: str, tmp_path: Path) -> None:
    empty = tmp_path / os.fsdecode("å.txt".encode("latin-1"))
    empty.touch()
    missing = tmp_path / os.fsdecode("ä.txt".encode("latin-1"))
    command = [sys.executable, "-m", "workers.cli", "ingest", "--server", address, str(empty), str(missing)]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE_SECONDS)
    assert ended.returncode == 1
    assert ended.stdout == b"refused\tempty\t" + os.fsencode(empty) + b"\n"
    assert b"udce4.txt" in ended.stderr
    assert b"Traceback" not in ended.stderr
