"""Real servers for the contract tests.

With pytest-xdist each process that needs one starts its own, on free ports, so any distribution is safe;
tests marked `xdist_group("seaweedfs")` share a process under `--dist loadgroup`, and so one server.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from urllib3 import PoolManager
from urllib3.exceptions import HTTPError

KEY, SECRET = "inkomtest", "inkomtestsecret"
_START_SECONDS = 60


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """`KEY:SECRET@HOST:PORT` of a SeaweedFS with an S3 gateway, killed at the end, come what may."""
    with tempfile.TemporaryDirectory(prefix="weed") as folder:
        server, endpoint = _start_seaweedfs(Path(folder))
        try:
            _wait_until_it_answers(server, endpoint, Path(folder) / "log")
            yield f"{KEY}:{SECRET}@{endpoint}"
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _start_seaweedfs(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    names = ["master", "volume", "filer", "s3"]
    http, grpc = _free_ports(len(names)), _free_ports(len(names))
    ports = [f"-{name}.port={port}" for name, port in zip(names, http, strict=True)]
    ports += [f"-{name}.port.grpc={port}" for name, port in zip(names, grpc, strict=True)]
    identity = {
        "name": KEY,
        "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [identity]}), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [
                # Also when pytest itself is killed with -9, and no fixture is ended.
                *("setpriv", "--pdeathsig", "KILL"),
                Path(sys.executable).with_name("weed"),
                "server",
                f"-dir={folder}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-master.telemetry=false",
                "-master.volumeSizeLimitMB=128",
                "-s3",
                f"-s3.config={config}",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                f"-s3.localSocket={folder}/s3.sock",
                f"-filer.localSocket={folder}/filer.sock",
                *ports,
            ],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return server, f"127.0.0.1:{http[-1]}"


def _wait_until_it_answers(server: subprocess.Popen[bytes], endpoint: str, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    http = PoolManager(retries=False, timeout=1)
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if http.request("GET", f"http://{endpoint}/healthz").status < 500:
                return
        except HTTPError:
            pass
        time.sleep(0.1)
    pytest.fail(f"SeaweedFS did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now. Held open together, so that they are all different."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]
