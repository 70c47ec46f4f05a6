"""Takes pictures of every page into docs/screenshots, from the sample scans: `python -m tests.screenshots`.

Everything on them is fictional. Whoever changes a page takes them anew and looks at each.
"""

import io
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from ingest.errors import EngineTimedOut
from ingest.web.display import LANGUAGE_COOKIE, THEME_COOKIE
from schemas.document import Statement
from schemas.record import Record
from schemas.reprocess import RunRequest, Selection
from tests.acceptance.chromium import ARGUMENTS, CHROMIUM, PATIENCE_MS
from tests.acceptance.fleet import Fleet, fleet
from workers.version import PIPELINE_VERSION

FOLDER = Path("docs/screenshots")
SAMPLES = Path("tests/corpus/samples")
WEBP_QUALITY = 70
PHONE, DESK = (360, 780), (1280, 860)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture: a page at an address, and what is done on it before it is taken."""

    name: str
    path: str
    keys: tuple[str, ...] = ()
    hover: str | None = None
    phone: bool = False
    dark: bool = False
    english: bool = False


def main() -> None:
    """Reads the samples, brings other documents into the other states, and photographs all of it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        with fleet(data, {}, workers=1) as running:
            ids = _read_samples(running)
        with fleet(data, {}, workers=0) as running:
            states = _other_states(running, Path(folder))
            _review_some(running, ids)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for shot in _shots(ids | states):
                take(browser, running.address, shot)
            _take_pile(browser, running.address, Path(folder))
            browser.close()
        _take_run(playwright, data)


def _take_run(playwright: Playwright, data: Path) -> None:
    """The samples run again with the other reader, which reads many words otherwise."""
    with fleet(data, {"INKOM_RECOGNISER": "tesseract"}, workers=1) as running:
        runs = running.register.runs
        request = RunRequest(selection=Selection(which="all"), reading="again")
        run = runs.start(request, actor="local", pipeline_version=PIPELINE_VERSION)
        while runs.run(run).left:
            time.sleep(1)
        one = runs.items(run, kind="title", limit=1).items[0].document_id
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, path in (
            ("omlasning", "/omlasning?urval=alla"),
            ("omlasning-andringar", f"/omlasning/{run}"),
            ("omlasning-handling", f"/omlasning/{run}/{one}"),
        ):
            take(browser, running.address, Shot(name=name, path=path))
        browser.close()


def _read_samples(running: Fleet) -> dict[str, str]:
    ids = {}
    with running.client() as client:
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix != ".json":
                ids[path.stem] = client.upload(path, Statement()).id
        for document_id in ids.values():
            for _view in client.progress(document_id):
                pass
    return ids


def _other_states(running: Fleet, folder: Path) -> dict[str, str]:
    """A document that waits, one that is being read, one that failed and one that was taken back."""
    ids = {}
    with running.client() as client:
        for name in ("väntar", "läses", "misslyckad", "återtagen"):
            path = folder / f"{name}.txt"
            path.write_text("\f".join(f"{name} {page}" for page in range(1, 8)), encoding="utf-8")
            ids[name] = client.upload(path, Statement(dnr="KS 2024/17", note="Kom med bud")).id
    for page in range(1, 8):
        for name in ("läses", "misslyckad")[page > 3 :]:
            claim = running.register.claim(ids[name], page, owner="bild", lease_seconds=600, attempts=3)
            assert claim is not None
            if name == "misslyckad":
                running.register.fail(claim, EngineTimedOut(seconds=60).problem)
            elif page < 3:
                running.register.finish_page(claim)
    running.register.withdraw(ids["återtagen"], actor="local", reason="Fel fil, hör till ett annat ärende")
    return ids


def _shots(ids: dict[str, str]) -> Iterator[Shot]:
    report = f"/dokument/{ids['tjansteutlatande-kulturhus']}"
    stamped = f"/dokument/{ids['skrivelse-inkomststampel']}"
    repaired = f"/dokument/{ids['tjansteskrivelse-1998-teckenfel']}"
    wrong_layer = f"/dokument/{ids['beslut-tillsyn-fel-ocr']}"
    yield Shot(name="inkorg", path="/")
    yield Shot(name="inkorg-mork-engelska", path="/", dark=True, english=True)
    yield Shot(name="inkorg-mobil", path="/", phone=True)
    yield Shot(name="handling", path=stamped, keys=("j", "j"))
    yield Shot(name="handling-mork-engelska", path=report, keys=("j",), dark=True, english=True)
    yield Shot(name="handling-mobil", path=stamped, phone=True)
    yield Shot(name="handling-text", path=f"{report}?sida=2&visa=text", hover="#s2r6")
    yield Shot(name="handling-rattelser", path=f"{repaired}?visa=rattelser", hover="#s1c2")
    yield Shot(name="handling-fel-textlager", path=f"{wrong_layer}?visa=text&text=last")
    yield Shot(name="handling-om", path=f"{report}?visa=om")
    yield Shot(name="handling-hjalp", path=report, keys=("?",))
    yield Shot(name="registerblad", path=f"{stamped}/registerblad")
    yield Shot(name="lopande-text", path=f"{report}/text")
    for name in ("läses", "misslyckad", "återtagen"):
        yield Shot(name=f"lage-{name}".translate(str.maketrans("åäö", "aao")), path=f"/dokument/{ids[name]}")
    yield from _review_shots(ids)
    yield Shot(name="formsprak", path="/formsprak")
    yield Shot(name="tillganglighet", path="/tillganglighet")
    yield Shot(name="api", path="/docs")
    yield Shot(name="saknas", path="/dokument/okand")


def _review_shots(ids: dict[str, str]) -> Iterator[Shot]:
    """The queue, documents in review, and what became of one: `_review_some` has begun them."""
    notice = f"/dokument/{ids['anmalan-delegationsbeslut']}"
    scanned = f"/dokument/{ids['tjansteskrivelse-detaljplan']}/granska"
    yield Shot(name="granskning", path="/granskning")
    yield Shot(name="granskning-mork-engelska", path="/granskning", dark=True, english=True)
    yield Shot(name="granskning-mobil", path="/granskning", phone=True)
    yield Shot(name="granska-varde", path=scanned, keys=("g", "f"))
    yield Shot(name="granska-ord", path=scanned, keys=("Tab",) * 6)
    yield Shot(name="granska-bokstaver", path=scanned, keys=("g",))
    yield Shot(name="granska-lagg-till", path=scanned, keys=("a",))
    yield Shot(name="granska-hjalp", path=scanned, keys=("?",))
    yield Shot(name="granska-mork-engelska", path=scanned, keys=("Tab",) * 8, dark=True, english=True)
    yield Shot(name="granska-mobil", path=scanned, keys=("g", "d"), phone=True)
    yield Shot(name="granska-upptagen", path=f"/dokument/{ids['remissvar-byggnadsminnen']}/granska")
    yield Shot(name="handling-rattad", path=f"{notice}?visa=rattelser")


def _review_some(running: Fleet, ids: dict[str, str]) -> None:
    """One document is being reviewed, one is somebody else's, and one has corrections."""
    register = running.register
    register.claim_review(ids["remissvar-byggnadsminnen"], actor="Åsa Björkqvist", lease_seconds=3600)
    register.claim_review(ids["tjansteskrivelse-detaljplan"], actor="local", lease_seconds=3600)
    with httpx.Client(base_url=running.address) as client:
        id_ = ids["anmalan-delegationsbeslut"]
        review = client.post(f"/api/v1/reviews/{id_}/claim").json()
        record = Record.model_validate_json(client.get(f"/api/v1/documents/{id_}/record").content)
        lines = record.pages[0].text.split("\n")
        at = next(index for index, line in enumerate(lines) if "nedan anmäls" in line)
        place = {"page": 1, "line": at, "start": lines[at].index("nedan"), "line_text": lines[at]}
        assert record.title is not None
        title: dict[str, object] = {"kind": "field", "path": "/title"}
        changes: list[tuple[dict[str, object], object, object, str | None]] = [
            ({"kind": "text", **place}, "nedan anmäls", "nedan, anmäls", "kommat syns på bilden"),
            (title, record.title.model_dump(mode="json"), None, "finns inte i handlingen"),
            ({"kind": "undo", "number": 2}, None, None, None),
        ]
        for number, (target, before, after, reason) in enumerate(changes):
            request = {"target": target, "before": before, "after": after, "reason": reason}
            sent = {"token": review["token"], "version": review["version"], "after_number": number}
            client.post(f"/api/v1/documents/{id_}/corrections", json=request | sent).raise_for_status()
        client.post(f"/api/v1/reviews/{id_}/release", json={"token": review["token"]}).raise_for_status()


def take(browser: Browser, address: str, shot: Shot) -> None:
    """Opens a page, does what is to be done on it, and keeps the picture."""
    page = _page(browser, address, shot)
    page.goto(address + shot.path)
    page.wait_for_timeout(600)
    for key in shot.keys:
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    if shot.hover:
        page.locator(shot.hover).hover()
    page.wait_for_timeout(200)
    _keep(page, shot.name)


def _take_pile(browser: Browser, address: str, folder: Path) -> None:
    """A pile on its way, with every fate in it."""
    page = _page(browser, address, Shot(name="", path=""))
    page.goto(address)
    pile = folder / "hög"
    pile.mkdir()
    for number in range(1, 8):
        (pile / f"brev {number}.txt").write_text(f"Brev {number}.", encoding="utf-8")
    (pile / "brev 3 kopia.txt").write_text("Brev 3.", encoding="utf-8")
    (pile / "arkiv.zip").write_bytes(b"PK\x03\x04" + bytes(99))
    (pile / "inskannat.pdf").write_bytes(b"%PDF-1.7 trasig")
    page.set_input_files("#file", sorted(pile.iterdir()))
    page.get_by_text("10 av 10 filer klara").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)
    _save(page, "inkorg-hog")
    page.reload()
    page.wait_for_timeout(600)
    _save(page, "inkorg-avvisade")
    page.goto(f"{address}/inlamnat")
    _keep(page, "inlamnat")
    take(browser, address, Shot(name="inlamnat-mobil", path="/inlamnat", phone=True))


def _page(browser: Browser, address: str, shot: Shot) -> Page:
    width, height = PHONE if shot.phone else DESK
    context = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE")
    language, theme = "en" if shot.english else "sv", "dark" if shot.dark else "light"
    for name, value in ((LANGUAGE_COOKIE, language), (THEME_COOKIE, theme)):
        context.add_cookies([{"name": name, "value": value, "url": address}])
    return context.new_page()


def _keep(page: Page, name: str) -> None:
    _save(page, name)
    page.context.close()


def _save(page: Page, name: str) -> None:
    with Image.open(io.BytesIO(page.screenshot())) as image:
        image.convert("RGB").save(FOLDER / f"{name}.webp", quality=WEBP_QUALITY, method=6)


if __name__ == "__main__":
    main()
