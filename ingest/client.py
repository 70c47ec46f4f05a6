"""Talks to a running server: sends files in and waits for them to be read."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import httpx

from ingest.filename import name_on_disk
from schemas.base import Problem
from schemas.document import DocumentView, Receipt, Statement

POLL_SECONDS = 0.3
PATIENCE_SECONDS = 60.0
"""How long an unreachable server is asked again before we give up."""


class ServerSaid(Exception):  # It is an answer, and not of our own error tree: that lives in the server.
    """The server refused; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.sv}")
        self.problem = problem


class ServerAway(Exception):  # As above.
    """No server answered at the address for `PATIENCE_SECONDS`."""


class Client:
    """One server. A busy or restarting one is asked again: sending the same bytes twice does no harm."""

    def __init__(self, address: str, *, key: str | None = None, patience: float = PATIENCE_SECONDS) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=60.0)
        self._patience = patience

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.close()

    def upload(self, path: Path, stated: Statement) -> Receipt:
        """Sends a file and returns its receipt. Raises `ServerSaid` when it is refused."""
        shown = name_on_disk(path)
        fields = {name: str(value) for name, value in stated.model_dump(exclude_none=True).items()}

        def send() -> httpx.Response:
            with path.open("rb") as content:
                return self._http.post("/api/v1/documents", files={"file": (shown, content)}, data=fields)

        return Receipt.model_validate_json(self._answer(send).content)

    def document(self, document_id: str) -> DocumentView:
        """Where a document stands."""
        answer = self._answer(lambda: self._http.get(f"/api/v1/documents/{document_id}"))
        return DocumentView.model_validate_json(answer.content)

    def record(self, document_id: str) -> bytes:
        """A finished document's record as JSON."""
        return self._answer(lambda: self._http.get(f"/api/v1/documents/{document_id}/record")).content

    def original(self, document_id: str) -> bytes:
        """A document's original."""
        return self._answer(lambda: self._http.get(f"/api/v1/documents/{document_id}/original")).content

    def progress(self, document_id: str) -> Iterator[DocumentView]:
        """The document's state, again and again, until it is done or failed."""
        while True:
            view = self.document(document_id)
            yield view
            if view.status in {"done", "failed"}:
                return
            time.sleep(POLL_SECONDS)

    def wait_until_ready(self) -> None:
        """Returns when the server can take documents in."""
        self._answer(lambda: self._http.get("/readyz"))

    def _answer(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                response = ask()
            except httpx.TransportError as error:
                if time.monotonic() > deadline:
                    raise ServerAway(str(error)) from error
                time.sleep(POLL_SECONDS)
                continue
            if response.is_success:
                return response
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                raise _said(response)
            time.sleep(POLL_SECONDS)


def _said(response: httpx.Response) -> ServerSaid | ServerAway:
    """What the server says; what is not from our server, but from a proxy before it, is no answer."""
    try:
        said = response.json()
        return ServerSaid(Problem(code=said["code"], sv=said["sv"], en=said["en"]))
    except (ValueError, TypeError, KeyError):
        return ServerAway(f"HTTP {response.status_code}")
