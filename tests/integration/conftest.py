"""The server's parts, real and in a temporary folder, and the server itself on a free port."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ingest import probe
from ingest.api import Services
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from tests.by_hand import parts, served, visitor


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
    with parts(settings, sandbox) as services:
        yield services


@pytest.fixture
def address(services: Services) -> Iterator[str]:
    """A running server."""
    with served(services) as server:
        yield server.address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client on this machine."""
    with visitor(address) as client:
        yield client
