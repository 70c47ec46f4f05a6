"""`inkom doctor`: whether everything that Inkom stands on is there, said in Swedish, line by line.

Each check looks at one thing and returns a finding; none changes anything. What does not answer is a finding
too, never an end. The command's exit code is 1 if something is broken, so that a machine can ask as well.
"""

import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Literal

from rich.console import Console
from rich.table import Table

from ingest.errors import InkomError
from ingest.queue import broker_from_url, waiting
from ingest.register import Register
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from ingest.storage import store_from_url
from ingest.web.labels import STATUS
from workers.repair.model import with_dictionary
from workers.version import PIPELINE_VERSION

Level = Literal["ok", "varning", "fel"]

LIBRARIES = ("ocrmypdf", "pikepdf", "pypdfium2", "pdfplumber", "pytesseract", "pillow", "dramatiq")
CLOCK_SECONDS = 5.0
"""How far the database's clock may be from this machine's. S3 refuses what is signed 15 minutes off."""
LOW_DISK_BYTES = 5 * 10**9
FULL_DISK_BYTES = 10**9
_PROGRAM_SECONDS = 20


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a check found."""

    what: str
    level: Level
    detail: str


def examine(settings: Settings) -> int:
    """Prints every finding; 0 if nothing is broken, 1 otherwise. Warnings break nothing."""
    table = Table("", "vad", "läge", box=None)
    broken = False
    for finding in findings(settings):
        colour = {"ok": "green", "varning": "yellow", "fel": "red"}[finding.level]
        table.add_row(f"[{colour}]{finding.level}[/]", finding.what, finding.detail)
        broken |= finding.level == "fel"
    console = Console(highlight=False)
    console.print(table)
    console.print(
        "Något är trasigt; se raderna med ”fel”." if broken else "Allt som behövs finns och svarar."
    )
    return 1 if broken else 0


def findings(settings: Settings) -> Iterator[Finding]:
    """Every check's finding, from the machine outwards."""
    yield _machine()
    yield _libraries()
    yield _tesseract()
    yield _languages()
    yield _words()
    yield _sandbox()
    yield _disk(settings)
    yield _answers("lagring", lambda: _store(settings))
    yield _answers("register", lambda: _register(settings))
    yield _answers("klocka", lambda: _clock(settings))
    yield _answers("kö", lambda: _queue(settings))


def _ok(what: str, detail: str) -> Finding:
    return Finding(what=what, level="ok", detail=detail)


def _machine() -> Finding:
    python = ".".join(map(str, sys.version_info[:3]))
    return _ok(
        "Inkom", f"version {PIPELINE_VERSION}, Python {python}, {platform.system()} {platform.release()}"
    )


def _libraries() -> Finding:
    return _ok("programbibliotek", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))


def _tesseract() -> Finding:
    said = _said_by("tesseract", "--version")
    if not said:
        return Finding(what="Tesseract", level="fel", detail="saknas: installera tesseract-ocr")
    return _ok("Tesseract", said[0].removeprefix("tesseract "))


def _languages() -> Finding:
    languages = _said_by("tesseract", "--list-langs")[1:]
    if "swe" not in languages:
        return Finding(
            what="språk", level="fel", detail="svenska saknas: installera paketet tesseract-ocr-swe"
        )
    return _ok("språk", ", ".join(languages))


def _words() -> Finding:
    if not with_dictionary().is_dir():
        detail = "hunspell-sv är inte inläst, så rättningen kan färre ord: kör ./run --setup"
        return Finding(what="ordlista", level="varning", detail=detail)
    return _ok("ordlista", "hunspell-sv är inläst")


def _sandbox() -> Finding:
    with Sandbox(preload=(), hosts=0) as sandbox:
        protection = sandbox.protection
    if protection == "bubblewrap":
        return _ok("sandlåda", protection)
    return Finding(what="sandlåda", level="varning", detail=f"svagare skydd: {protection}")


def _disk(settings: Settings) -> Finding:
    folder = settings.data.absolute()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail = f"{free / 10**9:.0f} GB lediga i {settings.data}"
    if free < FULL_DISK_BYTES:
        return Finding(what="disk", level="fel", detail=detail)
    return Finding(what="disk", level="varning" if free < LOW_DISK_BYTES else "ok", detail=detail)


def _answers(what: str, ask: Callable[[], Finding]) -> Finding:
    """A service's finding, or what it says when it cannot be asked."""
    try:
        return ask()
    except InkomError as error:
        return Finding(what=what, level="fel", detail=error.problem.sv)


def _not_yet(what: str) -> Finding:
    return Finding(what=what, level="varning", detail="finns inte än; görs när Inkom startas första gången")


def _store(settings: Settings) -> Finding:
    if not settings.store_url and _is_new(settings):
        return _not_yet("lagring")
    store_from_url(settings.effective_store_url).check()
    return _ok(
        "lagring", "S3 svarar" if settings.store_url.startswith("s3") else settings.effective_store_url
    )


def _register(settings: Settings) -> Finding:
    if _is_new(settings):
        return _not_yet("register")
    register = Register(settings.effective_register_url)
    register.check()
    counts = ", ".join(f"{STATUS[status]} {count}" for status, count in register.counts().items() if count)
    kind = "PostgreSQL" if settings.register_url.startswith("postgresql") else "SQLite"
    register.close()
    return _ok("register", f"{kind}; handlingar: {counts or 'inga'}")


def _is_new(settings: Settings) -> bool:
    """Whether the embedded register has never been made; asking it would make an empty file."""
    return not settings.register_url and not (settings.data / "register.db").exists()


def _clock(settings: Settings) -> Finding:
    if _is_new(settings):
        return _ok("klocka", f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")
    register = Register(settings.effective_register_url)
    off = abs((register.clock() - datetime.now(UTC)).total_seconds())
    register.close()
    detail = f"{off:.1f} s från databasens"
    return Finding(what="klocka", level="varning" if off > CLOCK_SECONDS else "ok", detail=detail)


def _queue(settings: Settings) -> Finding:
    if not settings.queue_url and not (settings.data / "queue.db").exists():
        return _not_yet("kö")
    broker = broker_from_url(settings.effective_queue_url)
    kind = "RabbitMQ" if settings.queue_url.startswith("amqp") else "SQLite"
    messages = waiting(broker)
    broker.close()
    return _ok("kö", f"{kind}; {messages} meddelanden väntar")


def _said_by(*command: str) -> list[str]:
    """The lines that a program prints; none if it is missing or fails."""
    try:
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="backslashreplace",
            timeout=_PROGRAM_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return (result.stdout or result.stderr).splitlines()
