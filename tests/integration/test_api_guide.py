"""`docs/api.md`, run as it stands: what a developer copies from it works."""

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.api import Services
from schemas.example import EXAMPLE
from tests import by_hand
from tests.patience import PATIENCE_SECONDS

GUIDE = Path("docs/api.md")
TEXT = b"Dnr KS 2024/17\n"


@pytest.fixture
def guide(address: str) -> Iterator[dict[str, Any]]:
    """The names that the guide's Python defines, for a server that is asked with a key."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    names: dict[str, Any] = {"ADDRESS": address, "KEY": "hemlig"}
    exec(compile(code, str(GUIDE), "exec"), names)  # Our own text: that it runs is the test.
    yield names
    names["client"].close()


def test_copies_follow_what_becomes_of_documents(
    guide: dict[str, Any], client: httpx.Client, services: Services, tmp_path: Path
) -> None:
    receipt = by_hand.upload(client, TEXT.decode())
    other = by_hand.upload(client, "Ett annat brev.\n")
    copies = tmp_path / "copies"
    copies.mkdir()
    after = guide["follow"](copies, 0)
    assert list(copies.iterdir()) == []

    by_hand.finish(services, receipt.id, EXAMPLE.model_copy(update={"id": receipt.id}))
    by_hand.finish(services, other.id, EXAMPLE.model_copy(update={"id": other.id}))
    after = guide["follow"](copies, after)
    copy = copies / f"{receipt.id}.json"
    assert copy.read_bytes() == client.get(f"/api/v1/documents/{receipt.id}/record").content

    review = client.post(f"/api/v1/reviews/{receipt.id}/claim").json()
    correction = {
        "target": {"kind": "field", "path": "/title/value"},
        "before": EXAMPLE.title.value if EXAMPLE.title else None,
        "after": "En annan rubrik",
        **{name: review[name] for name in ("token", "version", "after_number")},
    }
    assert client.post(f"/api/v1/documents/{receipt.id}/corrections", json=correction).status_code == 201
    after = guide["follow"](copies, after)
    assert "En annan rubrik" in json.dumps(json.loads(copy.read_bytes())["title"], ensure_ascii=False)

    client.post(f"/api/v1/documents/{receipt.id}/withdraw", json={"reason": "fel fil"})
    after = guide["follow"](copies, after)
    assert [path.stem for path in copies.iterdir()] == [other.id]

    client.post(f"/api/v1/documents/{receipt.id}/restore")
    guide["follow"](copies, after)
    assert copy.exists()


def test_a_file_is_sent_and_waited_for(guide: dict[str, Any], services: Services, tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_bytes(TEXT)
    sent: list[str] = []
    sending = threading.Thread(target=lambda: sent.append(guide["send"](letter)))
    sending.start()
    while not (found := guide["client"].get("/api/v1/documents").json()["documents"]):
        pass
    by_hand.finish(services, found[0]["id"], EXAMPLE)
    sending.join(timeout=PATIENCE_SECONDS)
    assert sent == [found[0]["id"]]
