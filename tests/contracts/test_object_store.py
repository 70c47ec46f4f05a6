"""What every object store must do, tried on the folder and on a real S3 server."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import BadRequest, Misconfigured, NoSuchObject, StoreUnavailable
from ingest.storage import ObjectStore, keys, store_from_url
from ingest.storage.s3 import S3Store

PDF = "application/pdf"
BAD_KEYS = [
    "",
    "/etc/passwd",
    "../outside",
    "a/../../outside",
    "a/./b",
    "a//b",
    "a/",
    ".unfinished/x",
    "a/.hidden",
    "a\\b",
    "a\0b",
    "a\nb",
    "å",
    "a" * 513,
]

PUT = """
import sys
from pathlib import Path
from ingest.storage import store_from_url
store = store_from_url(sys.argv[1])
print("ready", flush=True)
store.put(sys.argv[2], Path(sys.argv[3]), "application/pdf")
print("stored", flush=True)
"""
PEAK = PUT + 'print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]))'


def bytes_read(pid: int) -> int:
    return int(Path(f"/proc/{pid}/io").read_text().split("rchar:")[1].split()[0])


class ObjectStoreContract:
    """Keys begin with a prefix of the test's own: implementations may share one store between tests."""

    @pytest.fixture
    def url(self) -> str:
        raise NotImplementedError

    @pytest.fixture
    def store(self, url: str) -> ObjectStore:
        store = store_from_url(url)
        store.prepare()
        return store

    @pytest.fixture
    def prefix(self) -> str:
        return f"t{uuid.uuid4().hex}"

    def test_what_is_put_is_got(self, store: ObjectStore, prefix: str, tmp_path: Path) -> None:
        content = bytes(range(256)) * 10
        assert store.put(f"{prefix}/a", content, PDF) is True
        source = tmp_path / "upload"
        source.write_bytes(content)
        assert store.put(f"{prefix}/deep/er/b.pdf", source, PDF) is True
        for key in (f"{prefix}/a", f"{prefix}/deep/er/b.pdf"):
            assert store.get(key) == content
            assert store.size(key) == 2560
            assert store.exists(key)
            with store.open(key) as stream:
                assert stream.read(100) + stream.read() == content
            with store.local(key) as path:
                assert path.read_bytes() == content
        assert source.read_bytes() == content

    def test_a_part_is_read_from_where_it_begins(self, store: ObjectStore, prefix: str) -> None:
        store.put(f"{prefix}/part", b"0123456789", PDF)
        for start, rest in ((0, b"0123456789"), (4, b"456789"), (9, b"9")):
            with store.open(f"{prefix}/part", start=start) as stream:
                assert stream.read() == rest

    def test_objects_never_change(self, store: ObjectStore, prefix: str) -> None:
        assert store.put(f"{prefix}/a", b"first", PDF) is True
        assert store.put(f"{prefix}/a", b"second", PDF) is False
        assert store.get(f"{prefix}/a") == b"first"

    def test_nothing_is_found_where_nothing_is(self, store: ObjectStore, prefix: str) -> None:
        store.put(f"{prefix}/folder/a", b"x", PDF)
        for key in (f"{prefix}/missing", f"{prefix}/folder"):
            assert not store.exists(key)
            for ask in (store.get, store.size):
                with pytest.raises(NoSuchObject):
                    ask(key)
            with pytest.raises(NoSuchObject), store.open(key):
                pass
            with pytest.raises(NoSuchObject), store.local(key):
                pass

    def test_keys_are_listed_by_prefix(self, store: ObjectStore, prefix: str) -> None:
        names = [f"{prefix}/{name}" for name in ("a/1", "a/2", "ab", "b/c/d")]
        for name in names:
            store.put(name, b"x", PDF)
        assert sorted(store.keys(f"{prefix}/")) == names
        assert sorted(store.keys(f"{prefix}/a")) == names[:3]
        assert sorted(store.keys(f"{prefix}/a/")) == names[:2]
        assert list(store.keys(f"{prefix}/nothing/here")) == []
        assert set(names) <= set(store.keys(""))

    @pytest.mark.parametrize("key", BAD_KEYS)
    def test_keys_with_path_tricks_are_refused(self, store: ObjectStore, key: str) -> None:
        for ask in (store.get, store.size, store.exists, lambda key: store.put(key, b"x", PDF)):
            with pytest.raises(BadRequest):
                ask(key)
        with pytest.raises(BadRequest), store.local(key):
            pass
        if key not in ("", "a/"):
            with pytest.raises(BadRequest):
                list(store.keys(key))

    def test_simultaneous_puts_leave_one_whole_object(self, store: ObjectStore, prefix: str) -> None:
        start = threading.Barrier(8)

        def one(number: int) -> bool:
            start.wait()
            return store.put(f"{prefix}/a", bytes([number]) * 300_000, PDF)

        with ThreadPoolExecutor(8) as pool:
            stored = list(pool.map(one, range(8)))
        content = store.get(f"{prefix}/a")
        assert content == content[:1] * 300_000
        self.check_who_was_first(stored, content[0])

    def check_who_was_first(self, stored: list[bool], winner: int) -> None:
        assert stored == [number == winner for number in range(8)]

    def test_put_killed_half_way_leaves_nothing(
        self, store: ObjectStore, url: str, prefix: str, tmp_path: Path
    ) -> None:
        source = tmp_path / "large"
        source.write_bytes(os.urandom(1 << 20) * 48)
        killed_half_way, tried = 0, 0
        # On a busy machine a put may be over before this process comes to kill it.
        while killed_half_way < 2 and tried < 40:
            tried += 1
            part, key = 4 * tried % 24, f"{prefix}/{tried}"
            child = subprocess.Popen(
                [sys.executable, "-c", PUT, url, key, source], stdout=subprocess.PIPE, text=True
            )
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            before = bytes_read(child.pid)
            while child.poll() is None and bytes_read(child.pid) - before < part << 20:
                time.sleep(0.0005)
            child.send_signal(signal.SIGKILL)
            stored = child.stdout.read() == "stored\n"
            child.stdout.close()
            child.wait()
            if stored or store.exists(key):
                assert store.size(key) == 48 << 20
            else:
                killed_half_way += 1
                assert list(store.keys(key)) == []
                assert store.put(key, b"again", PDF) is True
        assert killed_half_way == 2, "every put was faster than the kill"

    def test_memory_stays_flat(self, store: ObjectStore, url: str, prefix: str, tmp_path: Path) -> None:
        peaks = []
        for megabytes in (1, 80):
            source = tmp_path / f"{megabytes}"
            with source.open("wb") as file:
                file.truncate(megabytes << 20)
            result = subprocess.run(
                [sys.executable, "-c", PEAK, url, f"{prefix}/{megabytes}", source],
                capture_output=True,
                text=True,
                check=True,
            )
            peaks.append(int(result.stdout.split()[-1]) // 1024)
        assert store.size(f"{prefix}/80") == 80 << 20
        assert peaks[1] - peaks[0] < 30, f"peaks of {peaks} MB"


class TestFolder(ObjectStoreContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"file://{tmp_path}/objects"

    def test_files_are_read_only_and_nothing_else_is_left(self, store: ObjectStore, tmp_path: Path) -> None:
        store.put("a/b", b"x", PDF)
        files = [path for path in (tmp_path / "objects").rglob("*") if path.is_file()]
        assert files == [tmp_path / "objects" / "a" / "b"]
        assert files[0].stat().st_mode & 0o777 == 0o444

    def test_local_is_the_file_itself(self, store: ObjectStore, tmp_path: Path) -> None:
        store.put("a/b", b"x", PDF)
        with store.local("a/b") as path:
            assert path == tmp_path / "objects" / "a" / "b"

    def test_check_clears_away_what_killed_puts_left(self, store: ObjectStore, tmp_path: Path) -> None:
        unfinished = tmp_path / "objects" / ".unfinished"
        for name, age in (("old", 90_000), ("new", 60)):
            (unfinished / name).touch()
            os.utime(unfinished / name, (time.time() - age,) * 2)
        store.check()
        assert [path.name for path in unfinished.iterdir()] == ["new"]
        assert list(store.keys("")) == []

    def test_folder_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        store = store_from_url(f"file://{tmp_path}/file/objects")
        for use in (store.prepare, store.check, lambda: store.put("a", b"x", PDF)):
            with pytest.raises(StoreUnavailable):
                use()

    def test_an_empty_mount_point_is_no_store(self, store: ObjectStore, tmp_path: Path) -> None:
        store.put("a", b"x", PDF)
        (tmp_path / "objects").rename(tmp_path / "unmounted")
        (tmp_path / "objects").mkdir()
        for use in (store.check, lambda: store.put("b", b"x", PDF), lambda: store.get("a")):
            with pytest.raises(StoreUnavailable):
                use()
        assert list((tmp_path / "objects").iterdir()) == []

    def test_check_bears_other_writers(self, store: ObjectStore) -> None:
        with ThreadPoolExecutor(3) as pool:
            done = pool.map(lambda n: store.put(f"k{n}", b"x" * 1000, PDF), range(150))
            for _ in range(150):
                store.check()
            assert all(done)

    def test_full_disk(self, store: ObjectStore) -> None:
        """A write beyond the limit fails as on a full disk, and leaves nothing."""
        code = (
            "import resource, signal, sys; from ingest.storage import store_from_url\n"
            "from ingest.errors import StoreUnavailable\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
            "try: store_from_url(sys.argv[1]).put('a', b'x' * 200_000, '')\n"
            "except StoreUnavailable: sys.exit(7)\n"
        )
        url = f"file://{store._root}"  # type: ignore[attr-defined]
        assert subprocess.run([sys.executable, "-c", code, url], check=False).returncode == 7
        assert list(store.keys("")) == []
        assert list((store._root / ".unfinished").iterdir()) == []  # type: ignore[attr-defined]


class Troubled:
    """A way to a server on which the first uploads meet trouble, one each, and the rest get through.

    `reset` after so many bytes; `busy`: 503; `flip`: a byte of the body arrives as another one.
    """

    def __init__(self, server: str, troubles: list[tuple[str, int]]) -> None:
        host, _, port = server.partition(":")
        self._server = (host, int(port))
        self._troubles = list(troubles)
        self._listening = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> int:
        threading.Thread(target=self._accept, daemon=True).start()
        return int(self._listening.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.create_connection(self._server) as server:
            back = threading.Thread(target=self._pass, args=(server, client), daemon=True)
            back.start()
            while data := client.recv(1 << 16):
                if data.startswith(b"PUT ") and self._troubles:
                    trouble, after = self._troubles.pop(0)
                    if trouble == "busy":
                        client.sendall(b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n")
                        client.shutdown(socket.SHUT_RDWR)
                        return
                    if trouble == "reset":
                        while after > 0 and (more := client.recv(1 << 16)):
                            after -= len(more)
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        return
                    head, _, body = data.partition(b"\r\n\r\n")
                    data = head + b"\r\n\r\n" + (body or client.recv(1 << 16)).replace(b"W", b"V", 1)
                server.sendall(data)
            back.join(5)

    def _pass(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(1 << 16):
                client.sendall(data)


class TestS3(ObjectStoreContract):
    @pytest.fixture
    def url(self, s3_endpoint: str) -> str:
        return f"s3://{s3_endpoint}/inkom"

    def check_who_was_first(self, stored: list[bool], winner: int) -> None:
        """Without create-only puts, several may believe that they were first."""
        assert stored[winner]

    def test_temporary_copies_are_private_and_removed(self, store: ObjectStore, prefix: str) -> None:
        store.put(f"{prefix}/a", b"x", PDF)
        with store.local(f"{prefix}/a") as path:
            assert path.stat().st_mode & 0o077 == 0
        assert not path.exists()

    def test_broken_off_and_refused_connections_are_tried_again(
        self, s3_endpoint: str, store: ObjectStore, prefix: str, tmp_path: Path
    ) -> None:
        source = tmp_path / "large"
        source.write_bytes(os.urandom(3 << 20))
        login, _, server = s3_endpoint.partition("@")
        with Troubled(server, [("reset", 1 << 20), ("busy", 0), ("reset", 0)]) as port:
            troubled = store_from_url(f"s3://{login}@127.0.0.1:{port}/inkom")
            assert troubled.put(f"{prefix}/a", source, PDF) is True
        assert store.get(f"{prefix}/a") == source.read_bytes()

    def test_what_arrives_changed_is_not_kept(
        self, s3_endpoint: str, store: ObjectStore, prefix: str
    ) -> None:
        login, _, server = s3_endpoint.partition("@")
        with Troubled(server, [("flip", 0)] * 9) as port:
            troubled = store_from_url(f"s3://{login}@127.0.0.1:{port}/inkom")
            with pytest.raises(StoreUnavailable):
                troubled.put(f"{prefix}/a", b"SWEDEN" * 20_000, PDF)
        assert not store.exists(f"{prefix}/a")

    def test_nothing_is_left_in_parts(self, s3_endpoint: str, store: ObjectStore, prefix: str) -> None:
        store.put(f"{prefix}/a", b"x" * (12 << 20), PDF)
        assert isinstance(store, S3Store)
        assert store._client._list_multipart_uploads("inkom").uploads == []

    def test_buckets_are_made_once(self, s3_endpoint: str) -> None:
        url = f"s3://{s3_endpoint}/new-{uuid.uuid4().hex}"
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: store_from_url(url).prepare(), range(4)))
        assert list(store_from_url(url).keys("")) == []

    def test_wrong_secret(self, s3_endpoint: str) -> None:
        store = store_from_url(f"s3://inkomtest:wrong@{s3_endpoint.partition('@')[2]}/inkom")
        for act in (store.check, lambda: store.get("a"), lambda: store.put("a", b"x", PDF)):
            with pytest.raises(StoreUnavailable):
                act()


def test_server_that_does_not_answer() -> None:
    store = store_from_url("s3://a:b@127.0.0.1:1/inkom")
    for act in (store.check, lambda: store.exists("a"), lambda: list(store.keys(""))):
        with pytest.raises(StoreUnavailable):
            act()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "objects",
        "file://objects",
        "file:objects",
        "ftp://h/b",
        "s3://h:9000/b",
        "s3://k:hemlig@h:9000",
        "s3://k:hemlig@h:9000/b/c",
        "s3://k:hemlig@h:99999/bucket",
        "s3://k:hemlig@h:9000/UPPER",
        "s3://k:hemlig@[::1/bucket",
    ],
)
def test_urls_that_cannot_work_are_told_without_the_secret(url: str) -> None:
    with pytest.raises(Misconfigured) as error:
        store_from_url(url)
    assert "hemlig" not in str(error.value)


def test_keys_say_what_lies_there() -> None:
    sha256 = "ab" * 32
    assert keys.original(sha256) == f"originals/ab/{sha256}"
    assert keys.reading("ab" * 16, "0.1.0-r0", 7) == f"readings/{'ab' * 16}/0.1.0-r0/0007.json"
    assert keys.record("ab" * 16, "0.1.0-r0") == f"records/{'ab' * 16}/0.1.0-r0.json"
    assert keys.pdf("ab" * 16, "0.1.0-r0") == f"pdf/{'ab' * 16}/0.1.0-r0.pdf"
    assert keys.alto("ab" * 16, "0.1.0-r0") == f"alto/{'ab' * 16}/0.1.0-r0.xml"
