"""Connections to PostgreSQL that do not wait for ever for a server that has stopped.

A server whose machine still acknowledges packets, but that computes nothing (stopped, swapping, its disk
hung), is alive to TCP, and its own `statement_timeout` stands still with it. So whoever waits long in silence
tries whether it takes another connection. A slow statement of a living server is waited for.
"""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.errors import ConnectionTimeout

SILENCE_SECONDS = 10.0
"""How long nothing is heard before that is tried, and how long again before it is tried anew."""
CONNECT_SECONDS = 5
"""How long the server may take to say anything to it."""
LOOK_SECONDS = 0.5
"""How often the time is looked at meanwhile."""

Result = TypeVar("Result")


class AnsweredConnection(psycopg.Connection[Any]):
    """A connection that breaks off with OperationalError when its server has stopped."""

    def wait(
        self,
        gen: Generator[Any, Any, Result],
        interval: float = LOOK_SECONDS,
        timeout: float | None = None,
    ) -> Result:
        """What the operation gives. OperationalError."""
        return super().wait(self._while_answered(gen), interval=interval, timeout=timeout)

    def _while_answered(self, gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
        try:
            wanted = next(gen)
            heard = time.monotonic()
            while True:
                ready = yield wanted
                if ready:
                    heard = time.monotonic()
                elif time.monotonic() - heard > SILENCE_SECONDS:
                    self._try_another()
                    heard = time.monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            result: Result = end.value
            return result

    def _try_another(self) -> None:
        # PQping would do, but it keeps all other threads waiting.
        try:
            psycopg.connect(
                self.info.dsn, password=self.info.password, connect_timeout=CONNECT_SECONDS
            ).close()
        except ConnectionTimeout:
            self.close()
            raise
        except psycopg.OperationalError:
            return  # Full, or shutting down: it has answered.
