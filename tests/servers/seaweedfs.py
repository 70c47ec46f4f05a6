"""SeaweedFS with an S3 gateway."""

import json
import sys
from pathlib import Path

from urllib3 import PoolManager
from urllib3.exceptions import HTTPError

from tests.servers.process import Server, free_ports

KEY, SECRET = "inkomtest", "inkomtestsecret"
_PARTS = ("master", "volume", "filer", "s3")


class SeaweedFS(Server):
    """One process with all its parts."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._http = dict(zip(_PARTS, free_ports(len(_PARTS)), strict=True))
        self._grpc = dict(zip(_PARTS, free_ports(len(_PARTS)), strict=True))

    @property
    def endpoint(self) -> str:
        """`KEY:SECRET@HOST:PORT`."""
        return f"{KEY}:{SECRET}@127.0.0.1:{self._http['s3']}"

    @property
    def url(self) -> str:
        """One bucket."""
        return f"s3://{self.endpoint}/inkom"

    def start(self) -> None:
        """Takes some seconds."""
        config = self.folder / "s3.json"
        identity = {
            "name": KEY,
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
        config.write_text(json.dumps({"identities": [identity]}), encoding="utf-8")
        self.launch(
            [
                Path(sys.executable).with_name("weed"),
                "server",
                f"-dir={self.folder}",
                "-ip=127.0.0.1",
                "-ip.bind=127.0.0.1",
                "-master.telemetry=false",
                "-master.volumeSizeLimitMB=128",
                "-s3",
                f"-s3.config={config}",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
                f"-s3.localSocket={self.folder}/s3.sock",
                f"-filer.localSocket={self.folder}/filer.sock",
                *(f"-{part}.port={port}" for part, port in self._http.items()),
                *(f"-{part}.port.grpc={port}" for part, port in self._grpc.items()),
            ]
        )
        http = PoolManager(retries=False, timeout=1)
        self.wait_until(lambda: self._answers(http))

    def _answers(self, http: PoolManager) -> bool:
        try:
            return http.request("GET", f"http://127.0.0.1:{self._http['s3']}/healthz").status < 500
        except HTTPError:
            return False
