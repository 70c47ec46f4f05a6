"""Uploads in pieces, on a real server: what breaks off goes on, and only what is kept has a receipt."""

import base64
import os
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from ingest.api import Services
from ingest.uploads import ENDED_SECONDS, UploadShelf
from tests.by_hand import visitor
from tests.patience import wait_until

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = TUS | {"Content-Type": "application/offset+octet-stream"}
LETTER = "Dnr KS 2024/17. Ett brev om Ängen.\n".encode() * 400


def _announce(client: httpx.Client, content: bytes = LETTER, **told: str) -> str:
    metadata = ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in told.items())
    headers = TUS | {"Upload-Length": str(len(content)), "Upload-Metadata": metadata}
    answer = client.post("/api/v1/uploads", headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


def _piece(client: httpx.Client, where: str, content: bytes, offset: int) -> httpx.Response:
    return client.patch(where, content=content, headers=PIECE | {"Upload-Offset": str(offset)})


def _offset(client: httpx.Client, where: str) -> int:
    answer = client.head(where, headers=TUS)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return int(answer.headers["upload-offset"])


def test_a_file_in_pieces_is_received_with_what_was_stated(client: httpx.Client, services: Services) -> None:
    where = _announce(client, filename="Ängen.txt", dnr="KS 2024/17", date_received="2024-05-02")
    assert _piece(client, where, LETTER[:1000], 0).headers["upload-offset"] == "1000"
    assert services.register.documents(before=None, limit=9).documents == ()
    assert client.get(where).json()["receipt"] is None
    last = _piece(client, where, LETTER[1000:], 1000)
    assert (last.status_code, last.content) == (204, b"")
    receipt = client.get(where).json()["receipt"]
    assert (receipt["filename"], receipt["stated"]["dnr"]) == ("Ängen.txt", "KS 2024/17")
    assert client.get(f"/api/v1/documents/{receipt['id']}/original").content == LETTER
    assert list((services.settings.data / "uploads").glob("*.part")) == []
    # The last piece sent once more, because its answer was lost, changes nothing.
    assert _piece(client, where, LETTER[1000:], 1000).status_code == 204
    assert client.get(where).json()["receipt"] == receipt
    assert len(services.register.document(receipt["id"]).receipts) == 1


def test_the_same_bytes_again_are_the_same_document(client: httpx.Client) -> None:
    ids = []
    for name in ("a.txt", "b.txt"):
        where = _announce(client, filename=name)
        _piece(client, where, LETTER, 0)
        ids.append(client.get(where).json()["receipt"])
    assert ids[0]["id"] == ids[1]["id"]
    assert [receipt["duplicate"] for receipt in ids] == [False, True]


def test_a_connection_that_breaks_keeps_what_arrived(client: httpx.Client, services: Services) -> None:
    where = _announce(client)
    address = client.base_url
    head = (
        f"PATCH {where} HTTP/1.1\r\nHost: {address.host}:{address.port}\r\nTus-Resumable: 1.0.0\r\n"
        "Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(LETTER)}\r\n\r\n"
    )
    with socket.create_connection((address.host, address.port or 80)) as broken:
        broken.sendall(head.encode() + LETTER[:5000])
        time.sleep(0.3)
    wait_until(lambda: _offset(client, where) == 5000)
    assert _piece(client, where, LETTER[5000:], 5000).status_code == 204
    receipt = client.get(where).json()["receipt"]
    assert client.get(f"/api/v1/documents/{receipt['id']}/original").content == LETTER


@pytest.mark.parametrize("offset", [0, 999, 1001])
def test_a_piece_that_does_not_fit_changes_nothing(client: httpx.Client, offset: int) -> None:
    where = _announce(client)
    _piece(client, where, LETTER[:1000], 0)
    answer = _piece(client, where, b"x" * 500, offset)
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_offset")
    assert _offset(client, where) == 1000


def test_more_bytes_than_announced_are_not_taken(client: httpx.Client) -> None:
    where = _announce(client, content=b"x" * 10)
    assert _piece(client, where, b"x" * 11, 0).status_code == 409
    assert _offset(client, where) == 0


def test_a_refused_file_says_why_and_leaves_nothing(client: httpx.Client, services: Services) -> None:
    content = b"PK\x03\x04" + bytes(999)
    where = _announce(client, content=content, filename="arkiv.zip")
    answer = _piece(client, where, content, 0)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_type")
    assert client.get(where).json()["refusal"]["code"] == "unsupported_type"
    assert list((services.settings.data / "uploads").glob("*.part")) == []
    assert list(services.store.keys("")) == []


def test_what_was_refused_is_remembered_until_its_sender_throws_it_away(
    client: httpx.Client, services: Services
) -> None:
    zipped = _announce(client, content=b"PK\x03\x04" + bytes(99), filename="arkiv.zip")
    _piece(client, zipped, b"PK\x03\x04" + bytes(99), 0)
    name = f"filename {base64.b64encode(b'tom fil.pdf').decode()}"
    headers = TUS | {"Upload-Length": "0", "Upload-Metadata": name}
    empty = client.post("/api/v1/uploads", headers=headers).headers["location"]
    shelf = UploadShelf.of(services.settings)
    kept = {upload.filename: upload.refusal and upload.refusal.code for upload in shelf.refused("local")}
    assert kept == {"arkiv.zip": "unsupported_type", "tom fil.pdf": "empty"}
    assert shelf.refused("key:någon annans") == ()
    # An hour later the receipts of that time are forgotten, the refusals not.
    _age(shelf.folder / f"{zipped[-32:]}.refused", ENDED_SECONDS + 5)
    assert client.get(zipped).json()["refusal"]["code"] == "unsupported_type"
    assert client.delete(empty, headers=TUS).status_code == 204
    assert [upload.filename for upload in shelf.refused("local")] == ["arkiv.zip"]
    _age(shelf.folder / f"{zipped[-32:]}.refused", shelf.keep_seconds + 5)
    shelf.clear_expired()
    assert list(shelf.folder.iterdir()) == []


def test_a_full_disk_says_so_and_the_upload_goes_on_when_there_is_room(
    client: httpx.Client, services: Services
) -> None:
    where = _announce(client)
    _piece(client, where, LETTER[:1000], 0)
    part = UploadShelf.of(services.settings).folder / f"{where[-32:]}.part"
    real = part.rename(part.with_suffix(".aside"))
    part.symlink_to("/dev/full")
    answer = _piece(client, where, LETTER, 0)
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert services.register.documents(before=None, limit=9).documents == ()
    part.unlink()
    real.rename(part)
    assert _piece(client, where, LETTER[1000:], 1000).status_code == 204
    receipt = client.get(where).json()["receipt"]
    assert client.get(f"/api/v1/documents/{receipt['id']}/original").content == LETTER


def test_limits_are_told_and_held_before_anything_is_sent(client: httpx.Client) -> None:
    told = client.options("/api/v1/uploads").headers
    assert (told["tus-version"], told["tus-max-size"]) == ("1.0.0", "2000000")
    for size, status in ((2_000_001, 413), (0, 422)):
        answer = client.post("/api/v1/uploads", headers=TUS | {"Upload-Length": str(size)})
        assert answer.status_code == status
    assert client.get("/api/v1/uploads").json() == {"uploads": []}


def test_requests_that_cannot_be_understood_are_refused(client: httpx.Client) -> None:
    length = {"Upload-Length": "5"}
    assert client.post("/api/v1/uploads", headers=length).status_code == 412
    for metadata in (
        "filename ÅÄÖ".encode("latin-1"),
        b"filename !!",
        b"date_received " + base64.b64encode(b"x"),
    ):
        headers = [*httpx.Headers({**TUS, **length}).raw, (b"Upload-Metadata", metadata)]
        assert client.post("/api/v1/uploads", headers=headers).status_code == 422, metadata
    where = _announce(client)
    assert client.patch(where, content=b"x", headers=TUS | {"Upload-Offset": "0"}).status_code == 422
    assert client.patch(where, content=b"x", headers=PIECE).status_code == 422
    for strange in ("/api/v1/uploads/" + "0" * 32, "/api/v1/uploads/..%2fregister"):
        assert client.get(strange).status_code in {404, 422}


def test_an_upload_belongs_to_whoever_began_it(client: httpx.Client) -> None:
    where = _announce(client, filename="hemligt.txt")
    other = {"Authorization": "Bearer hemlig"}
    assert client.get(where, headers=other).status_code == 404
    assert client.delete(where, headers=other | TUS).status_code == 404
    assert client.get("/api/v1/uploads", headers=other).json() == {"uploads": []}
    (mine,) = client.get("/api/v1/uploads").json()["uploads"]
    assert mine["filename"] == "hemligt.txt"
    assert client.delete(where, headers=TUS).status_code == 204
    assert client.get(where).status_code == 404


def test_what_shows_no_sign_of_life_is_thrown_away(client: httpx.Client, services: Services) -> None:
    old, fresh = _announce(client), _announce(client)
    ended = _announce(client)
    _piece(client, ended, LETTER, 0)
    shelf = UploadShelf.of(services.settings)
    _age(shelf.folder / f"{old[-32:]}.part", shelf.keep_seconds + 5)
    _age(shelf.folder / f"{ended[-32:]}.end", ENDED_SECONDS + 5)
    assert client.get(old).status_code == 404
    assert client.get(ended).status_code == 404
    shelf.clear_expired()
    assert sorted(path.name for path in shelf.folder.iterdir()) == [
        f"{fresh[-32:]}.json",
        f"{fresh[-32:]}.part",
    ]


def _age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_two_connections_for_one_upload_do_no_harm(client: httpx.Client) -> None:
    content = os.urandom(400_000).hex().encode()
    where = _announce(client, content=content)

    def send_all() -> None:
        with visitor(client.base_url) as own:
            while (offset := _offset(own, where)) < len(content):
                _piece(own, where, content[offset : offset + 50_000], offset)

    senders = [threading.Thread(target=send_all) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    _piece(client, where, b"", len(content))
    receipt = client.get(where).json()["receipt"]
    assert client.get(f"/api/v1/documents/{receipt['id']}/original").content == content
