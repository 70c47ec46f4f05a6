"""PostgreSQL."""

import shutil
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.servers.process import Server, as_nobody, free_ports, give_to_nobody

USER, PASSWORD = "inkom", "hemlig/%@:"
"""A password that has to be quoted in a URL."""
_QUOTED = "hemlig%2F%25%40%3A"


class PostgreSQL(Server):
    """One cluster, as a user without rights, with as many databases as a test asks for.

    One that stands in the folder already is used as it is.
    """

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`durable` costs time at every commit, and matters only where a machine loses power."""
        super().__init__(folder)
        (self._port,) = free_ports(1)
        self._durable = durable
        self._programs = _programs()
        self._numbers = count(1)
        self._rows: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
        if not (folder / "cluster").exists():
            self._initialise()

    @property
    def url(self) -> str:
        """The cluster's own first database."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """A database by its name."""
        return f"postgresql://{USER}:{_QUOTED}@127.0.0.1:{self._port}/{database}"

    def new_database(self, template: str = "template1") -> str:
        """Makes an empty database, or a copy of another one, and returns its name."""
        name = f"test{next(self._numbers)}"
        with self._connected() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def put_back(self, database: str, template: str) -> None:
        """Gives a copy of the template, whose rows alone have changed, the template's rows again.

        A third of what another copy takes, which has hundreds of files to be removed in the end.
        """
        rows = self._rows_of(template)
        with self._connected(database) as connection:
            # Also rows that triggers keep from being removed.
            connection.execute("SET session_replication_role = replica")
            connection.execute(f"TRUNCATE {', '.join(rows)} RESTART IDENTITY")
            for table, kept in rows.items():
                for row in kept:
                    connection.execute(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})", row)

    def disconnect_all(self, database: str) -> None:
        """Ends every connection to a database, as a restart or a broken network would."""
        with self._connected() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,)
            )

    def start(self) -> None:
        """Takes a second."""
        options = {
            "port": self._port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "on" if self._durable else "off",
            "max_connections": 60,
        }
        self.launch(
            [
                self._programs / "postgres",
                *("-D", self.folder / "cluster"),
                *(f"--{name}={value}" for name, value in options.items()),
            ],
            root=False,
        )
        self.wait_until(self._answers)

    def _rows_of(self, database: str) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of each table, looked up once."""
        if database not in self._rows:
            with self._connected(database) as connection:
                tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                self._rows[database] = {
                    table: connection.execute(f"SELECT * FROM {table}").fetchall() for (table,) in tables
                }
        return self._rows[database]

    def _initialise(self) -> None:
        give_to_nobody(self.folder)
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        subprocess.run(
            [
                *(["setpriv", *as_nobody()] if as_nobody() else []),
                self._programs / "initdb",
                *("-D", self.folder / "cluster", f"--username={USER}", f"--pwfile={password}"),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
        )

    def _answers(self) -> bool:
        try:
            self._connected().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connected(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self._port,
            user=USER,
            password=PASSWORD,
            dbname=database,
            autocommit=True,
            connect_timeout=2,
        )


def _programs() -> Path:
    """Debian keeps each version's server programs in a folder of its own; the newest counts."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
