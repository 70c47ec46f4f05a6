"""RabbitMQ, with the Erlang port mapper that it needs."""

import shutil
from pathlib import Path

from tests.servers.process import Server, free_ports, give_to_nobody, port_answers

_CONFIGURATION = """\
loopback_users = none
listeners.tcp.default = 127.0.0.1:{port}
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 400MB
"""


class RabbitMQ(Server):
    """One node, as a user without rights; what it is told to keep survives `kill` and `start`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._port, self._distribution, self._mapper = free_ports(3)
        give_to_nobody(folder)
        (folder / "rabbitmq.conf").write_text(_CONFIGURATION.format(port=self._port), encoding="utf-8")
        (folder / "enabled_plugins").write_text("[].", encoding="utf-8")

    @property
    def url(self) -> str:
        """The default virtual host."""
        return f"amqp://guest:guest@127.0.0.1:{self._port}"

    def start(self) -> None:
        """Takes some seconds."""
        mapper = {"ERL_EPMD_PORT": str(self._mapper), "ERL_EPMD_ADDRESS": "127.0.0.1"}
        self.launch([_mapper_program()], mapper, root=False)
        self.wait_until(lambda: port_answers(self._mapper))
        self.launch(
            [_server_program()],
            mapper
            | {
                "HOME": str(self.folder),
                "RABBITMQ_NODENAME": f"inkom{self._port}@localhost",
                "RABBITMQ_DIST_PORT": str(self._distribution),
                "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
                "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"),
                "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
                "RABBITMQ_LOG_BASE": str(self.folder),
                "RABBITMQ_LOGS": "-",
                "RABBITMQ_PID_FILE": str(self.folder / "pid"),
                # So that it is no child of a shell, which would die in its place.
                "RUNNING_UNDER_SYSTEMD": "true",
                # One scheduler thread and no spinning: the tests' processors are for the tests.
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none "
                "-kernel inet_dist_use_interface {127,0,0,1}",
            },
            root=False,
        )
        self.wait_until(lambda: port_answers(self._port))


def _server_program() -> Path:
    """The server itself; the one on the path is a wrapper that wants to be root."""
    return next(Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin/rabbitmq-server"))


def _mapper_program() -> str:
    found = shutil.which("epmd")
    if found is None:
        raise FileNotFoundError("epmd")
    return found
