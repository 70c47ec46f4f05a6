"""Takes pictures of Stickprov, Kvalitet and Logg, from an archive made by hand: the samples are too few for
figures. `python -m tests.screenshots_figures`."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from ingest import probe
from ingest.api import Services
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.example import EXAMPLE
from schemas.record import Record
from tests.acceptance.chromium import ARGUMENTS, CHROMIUM, finish_with_pictures
from tests.by_hand import parts, record_of, served, upload
from tests.screenshots import Shot, take

DOCUMENTS = 90
BOARDS = ("Miljönämnden i Almvik", "Kommunstyrelsen i Almvik", "Region Vånga", "Byggnadsnämnden i Almvik")
SUBJECTS = ("bullret vid Vånga skola", "en ny detaljplan", "kulturhuset", "busstrafiken", "byggnadsminnen")
SHOTS = (
    Shot(name="stickprov", path="/stickprov"),
    Shot(name="stickprov-nytt", path="/stickprov/nytt?issuer=Almvik"),
    Shot(name="stickprov-pagar", path="/stickprov/3"),
    Shot(name="stickprov-handling", path="/stickprov/3/9"),
    Shot(name="stickprov-handling-mobil", path="/stickprov/3/9", phone=True),
    Shot(name="stickprov-rapport", path="/stickprov/1/rapport"),
    Shot(name="kvalitet", path="/kvalitet?per=issuer"),
    Shot(name="kvalitet-kalibrering", path="/kvalitet?per=issuer#kalibrering", dark=True, english=True),
    Shot(name="kvalitet-mobil", path="/kvalitet", phone=True),
    Shot(name="logg", path="/logg"),
)


def main() -> None:
    """These pictures alone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take_figures(browser)
        browser.close()


def take_figures(browser: Browser) -> None:
    """Makes the archive and photographs it."""
    with _archive() as address:
        for shot in SHOTS:
            take(browser, address, shot)


@contextmanager
def _archive() -> Iterator[str]:
    chance = random.Random(5)
    with (
        tempfile.TemporaryDirectory() as folder,
        Sandbox(preload=probe.PRELOAD) as sandbox,
        parts(Settings(data=Path(folder) / "data"), sandbox) as services,
        served(services) as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
    ):
        ids = [_document(client, services, number, chance) for number in range(DOCUMENTS)]
        for id_ in ids[: DOCUMENTS // 2]:
            _review(client, id_, chance)
        _audit(client, "Leverans från skanningscentralen, vecka 45", wrong={3}, decided=True)
        _audit(client, "Allt från Region Vånga", wrong={1, 2, 4}, decided=True, search="issuer=Region")
        _audit(client, "Handlingar i november", wrong={2}, decided=False)
        client.post("/logg/kontroll")
        yield server.address


def _document(client: httpx.Client, services: Services, number: int, chance: random.Random) -> str:
    receipt = upload(client, f"handling {number}", f"skanning {number:03}.txt")
    finish_with_pictures(services, receipt.id, _record(record_of(receipt), chance))
    return receipt.id


def _record(record: Record, chance: random.Random) -> Record:
    assert record.title is not None
    assert record.issuer is not None
    page = EXAMPLE.pages[0]
    predicted = page.quality.model_copy(update={"predicted_error": 10 ** chance.uniform(-3.5, -1.2)})
    subject = chance.choice(SUBJECTS)
    confidence = chance.choice((0.6, 0.9, 0.97, 0.99))
    changes = {"value": f"Remiss om {subject}", "confidence": confidence}
    return record.model_copy(
        update={
            "title": record.title.model_copy(update=changes),
            "issuer": record.issuer.model_copy(update={"value": chance.choice(BOARDS)}),
            "pages": (page.model_copy(update={"quality": predicted}),),
        }
    )


def _review(client: httpx.Client, id_: str, chance: random.Random) -> None:
    """Looked through to the end; the surer the value, the seldomer it was wrong."""
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    held = {"token": review["token"], "version": review["version"]}
    record = client.get(f"/api/v1/documents/{id_}/record").json()
    made = 0
    if chance.random() > record["title"]["confidence"]:
        target = {"kind": "field", "path": "/title/value"}
        change = {"target": target, "before": record["title"]["value"], "after": "Ansökan om bygglov"}
        client.post(f"/api/v1/documents/{id_}/corrections", json=held | change | {"after_number": 0})
        made = 1
    if chance.random() < 0.4:
        line = record["pages"][0]["text"].split("\n")[10]
        word = {"kind": "text", "page": 1, "line": 10, "start": 0, "line_text": line}
        change = {"target": word, "before": line[:8], "after": line[:7] + "x"}
        client.post(f"/api/v1/documents/{id_}/corrections", json=held | change | {"after_number": made})
    client.post(f"/api/v1/reviews/{id_}/finish", json=held)


def _audit(client: httpx.Client, lot: str, *, wrong: set[int], decided: bool, search: str = "") -> None:
    levels = {"acceptable": 0.02, "limiting": 0.15}
    request = {"lot": lot, "levels": levels, "definition": {"search": search}}
    audit = client.post("/api/v1/audits", json=request).json()
    address = f"/api/v1/audits/{audit['number']}"
    for one in audit["sample"][: None if decided else 8]:
        position = one["position"]
        found = {
            "wrong_fields": ["/title"] if position in wrong else [],
            "note": "Rubriken är en annan" if position in wrong else None,
            "fields": 11,
            "revision": 0,
        }
        client.put(f"{address}/documents/{position}", json=found)
    if decided:
        client.post(f"{address}/decide")


if __name__ == "__main__":
    main()
