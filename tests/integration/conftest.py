"""The server's parts, real and in a temporary folder, and the server itself on a free port."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from ingest import probe
from ingest.api import Services
from ingest.app import create_app
from ingest.intake import Intake
from ingest.register import Register
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import store_from_url


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=probe.PRELOAD) as sandbox:
        yield sandbox


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path / "data", max_upload_mb=2, api_key_hashes=(hashlib.sha256(b"hemlig").hexdigest(),)
    )


@pytest.fixture
def services(settings: Settings, sandbox: Sandbox) -> Iterator[Services]:
    settings.data.mkdir()
    register = Register(settings.effective_register_url)
    register.migrate()
    store = store_from_url(settings.effective_store_url)
    store.prepare()
    yield Services(
        settings=settings,
        register=register,
        store=store,
        intake=Intake(settings=settings, store=store, register=register, sandbox=sandbox),
        pipeline_version="test",
    )
    register.close()


@pytest.fixture
def address(services: Services) -> Iterator[str]:
    """A running server."""
    with serving(services) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client on this machine."""
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """Serves the app on a free port of this machine, in a thread."""
    config = uvicorn.Config(
        create_app(services), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
