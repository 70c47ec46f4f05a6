"""nginx, as the reverse proxy of `docs/proxy.md`."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.servers.process import Server, free_ports, give_to_nobody, port_answers

DOCUMENTED = Path("docs/proxy.md")
_BLOCK = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
OWN_ADDRESS = "127.0.0.2"
"""What nginx comes from; nobody else on this machine does by itself."""


class Nginx(Server):
    """One address before Inkom's servers, with the documented way of signing people in.

    `sign_in` is the port of what plays oauth2-proxy. Several servers get requests in turns.
    """

    def __init__(self, folder: Path, *, inkom: Sequence[int], sign_in: int) -> None:
        super().__init__(folder)
        (self._port,) = free_ports(1)
        give_to_nobody(folder)
        self._configuration = folder / "nginx.conf"
        self._configuration.write_text(_configuration(folder, self._port, inkom, sign_in), encoding="utf-8")

    @property
    def url(self) -> str:
        """What a browser calls."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Takes some hundredths of a second."""
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self.launch(
            [program, "-p", self.folder, "-c", self._configuration, "-e", self.folder / "errors"], root=False
        )
        self.wait_until(lambda: port_answers(self._port))


def documented() -> str:
    """The lines of the documentation."""
    found = _BLOCK.search(DOCUMENTED.read_text(encoding="utf-8"))
    assert found is not None
    return found.group(1)


def _configuration(folder: Path, port: int, inkom: Sequence[int], sign_in: int) -> str:
    servers = " ".join(f"server 127.0.0.1:{each};" for each in inkom)
    kept = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""
        daemon off;
        worker_processes 1;
        pid {folder}/pid;
        events {{ }}
        http {{
            {kept}
            access_log off;
            upstream inkom {{ {servers} }}
            upstream sign_in {{ server 127.0.0.1:{sign_in}; }}
            server {{
                listen 127.0.0.1:{port};
                proxy_bind {OWN_ADDRESS};
                {documented()}
            }}
        }}
    """
