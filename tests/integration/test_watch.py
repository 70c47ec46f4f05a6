"""The hot folder against a real server: waits, sends, sorts, deletes nothing, survives kill -9."""

import hashlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.api import Services
from ingest.client import Client
from ingest.errors import FolderInUse, FolderUnusable
from ingest.watch import REASON_SUFFIX, HotFolder
from schemas.document import Statement
from tests.by_hand import served
from tests.patience import wait_until
from tests.servers.process import free_ports

FILES = 20
"""What is put into the folder, five at a time, while its watcher is killed; each fifth is refused."""

WATCH = """
import sys, threading
from pathlib import Path
from ingest import watch
from ingest.client import Client
watch.POLL_SECONDS = 0.05
watch.TROUBLE_SECONDS = 0.2
with Client(sys.argv[2], patience=2) as client:
    watch.HotFolder(folder=Path(sys.argv[1]), client=client, stable_seconds=0.1, empty_seconds=0.3).run(
        threading.Event()
    )
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "inkorg å"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.watch.POLL_SECONDS", 0.02)
    monkeypatch.setattr("ingest.watch.TROUBLE_SECONDS", 0.1)


@contextmanager
def watching(folder: Path, address: str, *, stable: float = 0.1) -> Iterator[None]:
    stop = threading.Event()
    with Client(address, patience=0.2) as client:
        hot = HotFolder(folder=folder, client=client, stable_seconds=stable, empty_seconds=0.2)
        thread = threading.Thread(target=hot.run, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def letter(number: int) -> bytes:
    return f"Dnr KS 2024/{number}\n\nSkrivelse nummer {number} om lokaler.\n".encode()


def test_what_is_put_there_is_taken(folder: Path, address: str, services: Services) -> None:
    (folder / "remiss.txt").write_bytes(letter(1))
    with watching(folder, address):
        wait_until(lambda: names(folder / "taken") == ["remiss.txt"])
        (folder / "remiss.txt").write_bytes(letter(2))
        wait_until(lambda: names(folder / "taken") == ["remiss (2).txt", "remiss.txt"])
    assert (folder / "taken" / "remiss.txt").read_bytes() == letter(1)
    assert (folder / "taken" / "remiss (2).txt").read_bytes() == letter(2)
    assert names(folder) == ["sending", "taken"]
    shown = services.register.documents(before=None, limit=10).documents
    assert [document.filename for document in shown] == ["remiss.txt", "remiss.txt"]


def test_names_of_older_systems_and_of_macs_are_taken_and_stop_no_other_file(
    folder: Path, address: str, services: Services
) -> None:
    old, mac = os.fsdecode("Förfrågan.txt".encode("latin-1")), "Fo\u0308rteckning.txt"
    for name in (old, mac, "öppet brev.txt"):
        (folder / name).write_text(f"Innehåll i {name!a}.", encoding="utf-8")
    with watching(folder, address):
        wait_until(lambda: len(names(folder / "taken")) == 3)
    assert sorted(names(folder / "taken")) == sorted([old, mac, "öppet brev.txt"])
    shown = {document.filename for document in services.register.documents(before=None, limit=9).documents}
    assert shown == {"Förfrågan.txt", "Förteckning.txt", "öppet brev.txt"}


def test_a_file_of_a_mac_killed_between_receipt_and_move_gets_no_second_receipt(
    folder: Path, address: str, services: Services
) -> None:
    (folder / "sending").mkdir()
    path = folder / "sending" / "Fo\u0308rteckning.txt"
    path.write_text("Redan mottagen.", encoding="utf-8")
    with Client(address) as client:
        receipt = client.upload(path, Statement())
    with watching(folder, address):
        wait_until(lambda: names(folder / "taken") == [path.name])
    assert len(services.register.document(receipt.id).receipts) == 1


def test_refused_files_lie_beside_their_reason(folder: Path, address: str) -> None:
    (folder / "tabell.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "tom.pdf").touch()
    with watching(folder, address):
        wait_until(lambda: len(names(folder / "refused")) == 4)
    assert names(folder / "refused") == [
        "tabell.xlsx",
        f"tabell.xlsx{REASON_SUFFIX}",
        "tom.pdf",
        f"tom.pdf{REASON_SUFFIX}",
    ]
    reason = (folder / "refused" / f"tabell.xlsx{REASON_SUFFIX}").read_text(encoding="utf-8")
    assert "Spara handlingen som PDF" in reason
    assert "(unsupported_type)" in reason


def test_a_file_that_grows_is_waited_for(folder: Path, address: str, services: Services) -> None:
    """Whoever looks between two pieces sees a change, even after more than the time to stand still."""
    whole = b"".join(letter(number) for number in range(8))
    with Client(address) as client, (folder / "lång.txt").open("wb") as file:
        hot = HotFolder(folder=folder, client=client, stable_seconds=0.02)
        for start in range(0, len(whole), 60):
            file.write(whole[start : start + 60])
            file.flush()
            time.sleep(0.03)
            hot.look_once()
            assert names(folder / "taken") == []
        while names(folder / "taken") == []:
            hot.look_once()
        assert names(folder / "taken") == ["lång.txt"]
    (document,) = services.register.documents(before=None, limit=10).documents
    assert services.register.document(document.id).sha256 == hashlib.sha256(whole).hexdigest()


def test_what_is_no_document_is_left_alone(folder: Path, address: str, tmp_path: Path) -> None:
    left = [".dold.pdf", "~$remiss.docx", "Thumbs.db", "halv.pdf.part"]
    for name in left:
        (folder / name).write_bytes(letter(1))
    (folder / "undermapp").mkdir()
    secret = tmp_path / "hemlig.txt"
    secret.write_bytes(letter(2))
    (folder / "länk.txt").symlink_to(secret)
    (folder / "riktig.txt").write_bytes(letter(3))
    with watching(folder, address):
        wait_until(lambda: names(folder / "taken") == ["riktig.txt"])
    assert set(left) | {"undermapp", "länk.txt"} < set(names(folder))
    assert secret.exists()


def test_files_wait_while_the_server_is_away(folder: Path, services: Services) -> None:
    (port,) = free_ports(1)
    (folder / "brev.txt").write_bytes(letter(1))
    with watching(folder, f"http://127.0.0.1:{port}"):
        wait_until(lambda: names(folder / "sending") == [".lock", "brev.txt"])
        time.sleep(0.5)
        assert names(folder / "taken") == names(folder / "refused") == []
        with served(services, port=port):
            wait_until(lambda: names(folder / "taken") == ["brev.txt"])


def test_a_key_that_is_wrong_refuses_no_file(folder: Path, address: str) -> None:
    (folder / "brev.txt").write_bytes(letter(1))
    stop = threading.Event()
    with Client(address, key="fel", patience=0.2) as client:
        hot = HotFolder(folder=folder, client=client, stable_seconds=0.05)
        thread = threading.Thread(target=hot.run, args=(stop,))
        thread.start()
        wait_until(lambda: names(folder / "sending") == [".lock", "brev.txt"])
        time.sleep(0.4)
        stop.set()
        thread.join()
    assert names(folder / "refused") == []
    assert names(folder / "sending") == [".lock", "brev.txt"]


def test_a_file_killed_between_receipt_and_move_gets_no_second_receipt(
    folder: Path, address: str, services: Services
) -> None:
    (folder / "sending").mkdir()
    received, waiting = folder / "sending" / "fick.txt", folder / "sending" / "fick inte.txt"
    received.write_bytes(letter(1))
    waiting.write_bytes(letter(2))
    with Client(address) as client:
        id_ = client.upload(received, Statement()).id
    with watching(folder, address):
        wait_until(lambda: names(folder / "taken") == ["fick inte.txt", "fick.txt"])
    assert len(services.register.document(id_).receipts) == 1
    assert services.register.counts()["received"] == 2


def test_changed_while_it_is_sent(folder: Path, address: str, services: Services) -> None:
    """A program that writes on in a file after a long pause: both states are kept, the last one whole."""

    class Slow(Client):
        def upload(self, path: Path, stated: Statement):  # type: ignore[no-untyped-def]
            receipt = super().upload(path, stated)
            if b"Och mer" not in path.read_bytes():
                with path.open("ab") as file:
                    file.write(b"Och mer.\n")
            return receipt

    (folder / "brev.txt").write_bytes(letter(1))
    stop = threading.Event()
    with Slow(address) as client:
        hot = HotFolder(folder=folder, client=client, stable_seconds=0.05)
        thread = threading.Thread(target=hot.run, args=(stop,))
        thread.start()
        wait_until(lambda: names(folder / "taken") == ["brev.txt"])
        stop.set()
        thread.join()
    hashes = {
        services.register.document(document.id).sha256
        for document in services.register.documents(before=None, limit=10).documents
    }
    whole = letter(1) + b"Och mer.\n"
    assert hashes == {hashlib.sha256(letter(1)).hexdigest(), hashlib.sha256(whole).hexdigest()}
    assert (folder / "taken" / "brev.txt").read_bytes() == whole


def test_one_watcher_for_one_folder(folder: Path, address: str) -> None:
    with watching(folder, address), Client(address) as client:
        wait_until((folder / "sending" / ".lock").exists)
        with pytest.raises(FolderInUse):
            HotFolder(folder=folder, client=client).run(threading.Event())


def test_a_file_that_nobody_may_read_stops_no_other_file(folder: Path, address: str) -> None:
    (folder / "sending").mkdir()
    for number, name in enumerate(("a.txt", "b.txt")):
        (folder / "sending" / name).write_bytes(letter(number))
    (folder / "sending" / "a.txt").chmod(0)
    # Root reads everything unless it gives that up.
    as_anybody = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.getuid() == 0 else []
    watcher = subprocess.Popen([*as_anybody, sys.executable, "-c", WATCH, folder, address])
    try:
        wait_until(lambda: names(folder / "taken") == ["b.txt"])
    finally:
        watcher.kill()
        watcher.wait()
    assert names(folder / "sending") == [".lock", "a.txt"]


def test_folder_that_is_not_there(tmp_path: Path, address: str) -> None:
    with Client(address) as client, pytest.raises(FolderUnusable):
        HotFolder(folder=tmp_path / "ingen", client=client).run(threading.Event())


def test_kill_9_at_any_moment_loses_and_doubles_nothing(
    folder: Path, address: str, services: Services
) -> None:
    chance = random.Random(1983)
    put = 0
    while (before := _ended(folder)) < FILES:
        for number in range(put, put := min(FILES, before + 5)):
            content = letter(number) if number % 5 else b"\x00\x01\x02 binary" + bytes([number])
            (folder / f"fil {number:02}.txt").write_bytes(content)
        wanted = chance.randint(before + 1, put)
        process = subprocess.Popen([sys.executable, "-c", WATCH, folder, address])
        wait_until(lambda wanted=wanted: _ended(folder) >= wanted)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.wait()
    assert names(folder) == ["refused", "sending", "taken"]
    assert names(folder / "sending") == [".lock"]
    documents = services.register.documents(before=None, limit=100).documents
    assert sorted(document.filename for document in documents) == names(folder / "taken")
    assert len(documents) == FILES * 4 // 5
    assert [len(services.register.document(d.id).receipts) for d in documents] == [1] * (FILES * 4 // 5)
    refused = [name for name in names(folder / "refused") if not name.endswith(REASON_SUFFIX)]
    assert refused == [f"fil {number:02}.txt" for number in range(0, FILES, 5)]
    assert names(folder / "refused") == sorted(refused + [name + REASON_SUFFIX for name in refused])


def _ended(folder: Path) -> int:
    """Files that the watcher is done with."""
    refused = [name for name in names(folder / "refused") if not name.endswith(REASON_SUFFIX)]
    return len(names(folder / "taken")) + len(refused)
