"""A real Chromium on a real server, for the tests of the pages."""

import io
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from ingest import probe
from ingest.api import Services
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import keys
from ingest.web.display import LANGUAGE_COOKIE
from schemas.page import ReadLine, ReadPage
from schemas.record import Record
from tests.by_hand import Served, finish, parts, served
from tests.patience import PATIENCE_SECONDS

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 500 * PATIENCE_SECONDS

Open = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Each page is opened in a context of its own, which is closed with its test."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def sandbox() -> Iterator[Sandbox]:
    """The sandbox of the probe."""
    with Sandbox(preload=probe.PRELOAD) as sandbox:
        yield sandbox


@pytest.fixture
def services(tmp_path: Path, sandbox: Sandbox) -> Iterator[Services]:
    """The server's parts, which take uploads of at most two megabytes."""
    settings = Settings(data=tmp_path / "data", max_upload_mb=2)
    with parts(settings, sandbox) as services:
        yield services


@pytest.fixture
def server(services: Services) -> Iterator[Served]:
    """The server."""
    with served(services) as server:
        yield server


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a context of its own; in the end no page may have complained of anything."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def open_address(
        address: str, *, script: bool = True, width: int = 1280, dark: bool = False, english: bool = False
    ) -> Page:
        context = browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="sv-SE",
        )
        context.set_default_timeout(PATIENCE_MS)
        if english:
            context.add_cookies([{"name": LANGUAGE_COOKIE, "value": "en", "url": address}])
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_address
    for context in browser.contexts:
        context.close()
    assert complaints == []


def write(folder: Path, **files: bytes) -> list[Path]:
    """Files in a folder; `__` in a name stands for its full stop."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content)
        paths.append(path)
    return paths


@contextmanager
def folder_that_nobody_opens() -> Iterator[Path]:
    """A folder that even root cannot list: `net` of a process that has ended and is not waited for yet."""
    ended = subprocess.Popen(["true"])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    yield Path("/proc") / str(ended.pid) / "net"
    ended.wait()


def drop_files(page: Page, paths: list[Path]) -> None:
    """A drag of real files from outside the browser, let go over the drop zone."""
    page.locator("#drop").scroll_into_view_if_needed()
    box = page.locator("#drop").bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": box["x"] + 30, "y": box["y"] + 10}
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": data})


def finish_with_pictures(
    services: Services, document_id: str, record: Record, readings: Mapping[int, ReadPage] | None = None
) -> None:
    """All pages are read: their lines have places, and their pictures a bar where each line stands.

    `readings` are the pages as they were read, by number, where more than the lines matters.
    """
    for page in record.pages:
        lines = tuple(
            ReadLine(text=text, words=(), box=(72.0, 60.0 + 20 * at, 400.0, 72.0 + 20 * at))
            for at, text in enumerate(page.raw_text.split("\n"))
        )
        read = (readings or {}).get(page.number) or ReadPage(
            number=page.number, width=595, height=842, text_source="ocr", reason="no_text_layer", lines=lines
        )
        reading = read.model_dump_json().encode()
        services.store.put(keys.reading(document_id, "test-r1", page.number), reading, "application/json")
        for made in page.renditions:
            key = keys.rendition(document_id, "test-r1", page.number, made.width)
            services.store.put(key, _picture(lines, made.width, made.height), "image/jpeg")
    finish(services, document_id, record)


@lru_cache
def _picture(lines: tuple[ReadLine, ...], width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    scale = width / 595
    for line in lines:
        assert line.box is not None
        draw.rectangle([edge * scale for edge in line.box], fill="#bbb")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def put_in_the_way(page: Page, pattern: str, answer: Callable[[Route], None]) -> None:
    """From now on `answer` stands between the page and what it asks for by such an address.

    A page that is open already may go past it, so it is opened anew.
    """
    page.route(pattern, answer)
    page.reload()
