"""Documents brought into each state by hand, on real parts: what workers would do, without reading."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from ingest.accounts import Accounts
from ingest.api import Services
from ingest.app import create_app
from ingest.errors import UnreadablePage
from ingest.intake import Intake
from ingest.register import ASSEMBLY, Claim, Register, entry_of
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import keys, store_from_url
from schemas.document import Receipt
from schemas.example import EXAMPLE
from schemas.record import Record
from tests.migrated import put_register
from tests.patience import PATIENCE_SECONDS
from workers.repair import is_listed

NOTHING = entry_of(EXAMPLE)
"""For tests in which nobody looks for what is in the record."""
TEXT = "Dnr KS 2024/17\n\nFörvaltningen föreslår att nämnden godkänner ärendet.\n"


def visitor(address: str | httpx.URL, **more: Any) -> httpx.Client:
    """A client of a server on this machine, without the certificates that take longer to read than a page."""
    return httpx.Client(base_url=address, verify=False, timeout=PATIENCE_SECONDS, **more)


def upload(client: httpx.Client, content: str = TEXT, name: str = "brev.txt", **stated: str) -> Receipt:
    """A text is taken in through the API."""
    answer = client.post("/api/v1/documents", files={"file": (name, content.encode())}, data=stated)
    assert answer.is_success
    return Receipt.model_validate_json(answer.content)


def claim(services: Services, document_id: str, page: int) -> Claim:
    """The right to work on a page, or on the document's assembly."""
    held = services.register.claim(document_id, page, owner="test", lease_seconds=600, attempts=3)
    assert held is not None
    return held


def read_page(services: Services, document_id: str, page: int) -> None:
    """A page is read."""
    services.register.finish_page(claim(services, document_id, page))


def fail_page(services: Services, document_id: str, page: int) -> None:
    """A page cannot be read."""
    services.register.fail(claim(services, document_id, page), UnreadablePage().problem)


def finish(services: Services, document_id: str, record: Record) -> None:
    """All pages are read, and the document's record is `record`."""
    for page in range(1, services.register.document(document_id).pages_total + 1):
        read_page(services, document_id, page)
    assembly = claim(services, document_id, ASSEMBLY)
    key = keys.record(document_id, "test-r1")
    services.store.put(key, record.model_dump_json().encode(), "application/json")
    services.register.finish_document(
        assembly, version="test-r1", record_key=key, artifacts={}, entry=entry_of(record)
    )


def record_of(receipt: Receipt) -> Record:
    """The example record, as if it had been made from this upload."""
    source = EXAMPLE.source.model_copy(update={"filename": receipt.filename, "sha256": receipt.sha256})
    return EXAMPLE.model_copy(update={"id": receipt.id, "source": source})


def done(client: httpx.Client, services: Services, **changes: object) -> Receipt:
    """A text is taken in, and read: its record is the example with these changes."""
    receipt = upload(client)
    finish(services, receipt.id, record_of(receipt).model_copy(update=changes))
    return receipt


@contextmanager
def parts(settings: Settings, sandbox: Sandbox) -> Iterator[Services]:
    """The server's parts, real and in the settings' data folder, which is made."""
    register = Register(put_register(settings.data / "register.db"))
    store = store_from_url(settings.effective_store_url)
    store.prepare()
    yield Services(
        settings=settings,
        register=register,
        store=store,
        intake=Intake(settings=settings, store=store, register=register, sandbox=sandbox),
        accounts=Accounts(register.database, session_seconds=settings.session_hours * 3600),
        pipeline_version="test",
        is_listed=is_listed,
    )
    register.close()


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that listens on this machine."""

    address: str
    port: int
    server: uvicorn.Server

    def busy_requests(self) -> int:
        """Requests that are being answered just now."""
        return len(self.server.server_state.tasks)


@contextmanager
def served(services: Services, *, port: int = 0) -> Iterator[Served]:
    """The real app on a real server in a thread of this process, on a free port unless one is given."""
    with socket.create_server(("127.0.0.1", port)) as listening:
        chosen = listening.getsockname()[1]
        config = uvicorn.Config(
            create_app(services),
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield Served(address=f"http://127.0.0.1:{chosen}", port=chosen, server=server)
        finally:
            server.should_exit = True
            thread.join()
