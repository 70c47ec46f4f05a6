"""Uploads that break off, wait or are taken back, in a real Chromium."""

import base64
import re
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Route, expect

from ingest.api import Services
from ingest.storage import keys
from tests.acceptance.chromium import Open, drop_files, folder_that_nobody_opens, put_in_the_way, write
from tests.by_hand import Served, served
from tests.integration.test_proxy import signing_in
from tests.servers.nginx import OWN_ADDRESS, Nginx

PIECE = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}

NOT_SIGNED_IN = {"code": "not_allowed", "sv": "Anropet saknar giltig API-nyckel.", "en": "No valid API key."}


def test_an_upload_goes_on_after_a_closed_tab_and_a_restarted_server(
    open_page: Open, services: Services, tmp_path: Path
) -> None:
    content = b"Ett brev om parken.\n" * 45_000
    (file,) = write(tmp_path / "pile", stort__txt=content)
    with served(services) as first:
        page = open_page(first.address)
        # The tab is closed when a part of the file has arrived.
        put_in_the_way(page, "**/api/v1/uploads/*", _no_piece_arrives)
        page.set_input_files("#file", [file])
        expect(page.locator(".upload-row[data-state=pausing]")).to_have_count(1)
        (begun,) = httpx.get(f"{first.address}/api/v1/uploads").json()["uploads"]
        where = f"{first.address}/api/v1/uploads/{begun['id']}"
        httpx.patch(where, content=content[:700_000], headers=PIECE)
        page.close(run_before_unload=False)
    with served(services, port=first.port) as second:
        page = open_page(second.address)
        expect(page.locator("#unfinished")).to_contain_text("stort.txt")
        expect(page.locator("#unfinished")).to_contain_text("700 kB / 900 kB")
        with page.expect_request(lambda request: request.method == "PATCH") as piece:
            page.set_input_files("#file", [file])
        assert piece.value.headers["upload-offset"] == "700000"
        expect(page.locator(".upload-row[data-state=received]")).to_have_count(1)
        expect(page.locator("#unfinished")).to_be_hidden()
    (document,) = services.register.documents(before=None, limit=9).documents
    sha256 = services.register.document(document.id).sha256
    assert services.store.get(keys.original(sha256)) == content


def test_a_folder_that_cannot_be_opened_is_told_of_and_stops_no_other_file(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    letters = write(tmp_path / "pile", brev__txt=b"Ett brev om parken.")
    page = open_page(server.address)
    with folder_that_nobody_opens() as closed:
        drop_files(page, [*letters, closed])
        expect(page.locator(".upload-row[data-state=received] .name")).to_have_text("brev.txt")
    refused = page.locator(".upload-row[data-state=refused]")
    expect(refused.locator(".name")).to_have_text(closed.name)
    expect(refused).to_contain_text("Inte mottagen. Datorn kan inte öppna den")
    expect(page.locator("#upload-summary")).to_have_text("2 av 2 filer klara: 1 mottagen, 1 avvisad.")


def test_what_the_computer_itself_put_into_a_folder_is_counted_apart(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    litter = ["Thumbs.db", "desktop.ini", ".DS_Store", "._brev.txt", "~$brev.docx", ".~lock.brev.odt#"]
    names = ["~brev.txt", "Thumbs.db.txt"]
    paths = [tmp_path / name for name in litter + names]
    for path in paths:
        path.write_bytes(f"Ett brev om {path.name}.".encode())
    page = open_page(server.address)
    drop_files(page, paths)
    expect(page.locator(".upload-row[data-state=received] .name")).to_have_text(names)
    expect(page.locator("#upload-summary")).to_have_text(
        "2 av 2 filer klara: 2 mottagna. 6 filer som datorn själv har gjort skickas inte: "
        f"{', '.join(litter)}."
    )


def test_files_of_one_name_are_told_apart_by_their_folders(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    write(tmp_path / "låda" / "mars", brev__txt=b"Ett brev i mars.")
    write(tmp_path / "låda" / "april", brev__txt=b"Ett brev i april.")
    (alone,) = write(tmp_path, brev__txt=b"Ett brev.")
    page = open_page(server.address)
    drop_files(page, [tmp_path / "låda", alone])
    expect(page.locator("#upload-summary")).to_have_text("3 av 3 filer klara: 3 mottagna.")
    names = page.locator("#upload-list .name").all_inner_texts()
    assert sorted(names) == ["brev.txt", "låda/april/brev.txt", "låda/mars/brev.txt"]
    expect(page.get_by_role("button", name="Ångra låda/mars/brev.txt")).to_be_visible()


def test_a_folder_without_files_is_told_of(open_page: Open, server: Served, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    page = open_page(server.address)
    drop_files(page, [tmp_path / "tom"])
    expect(page.locator("#upload-summary")).to_have_text("Där fanns inga filer att lämna in.")


def _no_piece_arrives(route: Route) -> None:
    if route.request.method == "PATCH":
        route.abort()
    else:
        route.continue_()


def test_another_file_of_the_same_name_and_size_does_not_go_on_where_the_first_ended(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    (file,) = write(tmp_path, brev__txt=b"B" * 5000)
    fingerprint = base64.b64encode(f"5000-{int(file.stat().st_mtime * 1000)}-0".encode()).decode()
    metadata = f"filename {base64.b64encode(b'brev.txt').decode()},fingerprint {fingerprint}"
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "5000", "Upload-Metadata": metadata}
    where = httpx.post(f"{server.address}/api/v1/uploads", headers=headers).headers["location"]
    piece = {
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
    }
    httpx.patch(server.address + where, content=b"A" * 4000, headers=piece)
    page = open_page(server.address)
    page.set_input_files("#file", [file])
    expect(page.locator(".upload-row[data-state=received]")).to_have_count(1)
    (document,) = services.register.documents(before=None, limit=9).documents
    original = httpx.get(f"{server.address}/api/v1/documents/{document.id}/original")
    assert original.content == b"B" * 5000


def test_files_arrive_though_every_request_reaches_another_server(
    browser: Browser, services: Services, tmp_path: Path
) -> None:
    """Two servers of one register and store, behind nginx, without a word of keeping a sender with one."""
    folder = Path(tempfile.mkdtemp(prefix="nginx"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        ports = []
        for name in ("one", "two"):
            changed = {"data": tmp_path / name, "trusted_proxies": (OWN_ADDRESS,)}
            changed |= {"proxy_user_header": "X-Remote-User", "proxy_role_header": "X-Remote-Role"}
            settings = services.settings.model_copy(update=changed)
            ports.append(stack.enter_context(served(replace(services, settings=settings))).port)
        proxy = Nginx(folder, inkom=ports, sign_in=stack.enter_context(signing_in()))
        stack.enter_context(proxy)
        context = browser.new_context(extra_http_headers={"Cookie": "oidc=cecilias"})
        stack.callback(context.close)
        page = context.new_page()
        page.goto(proxy.url)
        page.set_input_files(
            "#file", write(tmp_path, ett__txt=b"Ett.", tva__txt=b"Tva.", fel__zip=b"PK\x03\x04" + bytes(99))
        )
        # A file that is sent whole may have arrived in pieces already: then it is known.
        expect(page.locator("#upload-summary")).to_have_text(
            re.compile(
                r"3 av 3 filer klara: (?:2 mottagna|1 mottagen, 1 fanns redan|2 fanns redan), 1 avvisad\."
            )
        )
    kept = services.register.documents(before=None, limit=9).documents
    assert {document.filename for document in kept} == {"ett.txt", "tva.txt"}


def test_facts_are_filled_in_file_by_file_by_keyboard(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.get_by_text("Uppgifter för hela högen").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Diarienummer").fill("KS 1")
    page.get_by_label("Jag vill fylla i fil för fil").focus()
    page.keyboard.press("Space")
    page.set_input_files("#file", write(tmp_path, ett__txt=b"Ett.", tva__txt=b"Tv\xc3\xa5."))
    rows = page.locator(".upload-row")
    expect(rows.filter(has_text="ett.txt")).to_contain_text("Väntar på dina uppgifter")
    dnr = rows.filter(has_text="tva.txt").get_by_label("Diarienummer")
    expect(dnr).to_have_value("KS 1")
    dnr.fill("KS 2")
    rows.filter(has_text="tva.txt").get_by_label("Anteckning").fill("Kom med bud")
    page.get_by_role("button", name="Skicka alla").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#upload-summary")).to_have_text("2 av 2 filer klara: 2 mottagna.")
    stated = {}
    for document in services.register.documents(before=None, limit=9).documents:
        (receipt,) = services.register.document(document.id).receipts
        stated[document.filename] = (receipt.stated.dnr, receipt.stated.note)
    assert stated == {"ett.txt": ("KS 1", None), "tva.txt": ("KS 2", "Kom med bud")}


def test_a_pile_is_paused_and_a_file_removed_from_it(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    put_in_the_way(page, "**/api/v1/uploads/*", _no_piece_arrives)
    drop_files(page, write(tmp_path / "pile", **{f"brev-{n}__txt": f"Brev {n}.".encode() for n in range(4)}))
    expect(page.locator(".upload-row[data-state=pausing]")).to_have_count(3)
    page.get_by_role("button", name="Pausa").click()
    expect(page.locator(".upload-row[data-state=waiting]")).to_have_count(4)
    page.unroute("**/api/v1/uploads/*")
    page.get_by_role("button", name="Ta bort brev-2.txt").click()
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.locator("#upload-summary")).to_have_text("3 av 3 filer klara: 3 mottagna.")
    undone = page.locator(".upload-row").filter(has_text="brev-1.txt")
    undone.get_by_role("button", name="Ångra brev-1.txt").focus()
    for state, following in (
        ("undone", "Ångra återtagandet"),
        ("received", "Ångra"),
        ("undone", "Ångra åter"),
    ):
        page.keyboard.press("Enter")
        expect(undone).to_have_attribute("data-state", state)
        expect(page.locator(".upload-row button:focus")).to_contain_text(following)
    expect(undone).to_contain_text("Återtagen.")
    expect(page.locator("#upload-summary")).to_have_text("3 av 3 filer klara: 2 mottagna, 1 återtagen.")
    expect(page.locator(".document")).to_have_count(2)
    page.get_by_role("button", name="Städa bort mottagna").click()
    expect(page.locator("#uploads")).to_be_hidden()
    names = {document.filename for document in services.register.documents(before=None, limit=9).documents}
    assert names == {"brev-0.txt", "brev-3.txt"}


def test_a_refused_file_stays_in_sight_after_a_reload_until_it_is_removed(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    page = open_page(server.address)
    page.set_input_files(
        "#file", write(tmp_path, tom__pdf=b"", stor__txt=b"x" * 2_000_001, fel__zip=b"PK\x03\x04")
    )
    expect(page.locator("#upload-summary")).to_have_text("3 av 3 filer klara: 3 avvisade.")
    page.get_by_role("button", name="Ta bort fel.zip").click()
    expect(page.locator(".upload-row")).to_have_count(2)
    page.reload()
    kept = page.locator("#refused li")
    expect(kept).to_have_count(2)
    expect(kept.filter(has_text="stor.txt")).to_contain_text("Filen är större än gränsen 2 MB.")
    page.get_by_role("button", name="Ta bort ur listan tom.pdf").focus()
    page.keyboard.press("Enter")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text("stor.txt")


def test_a_pile_waits_for_its_sender_to_sign_in_again(
    open_page: Open, server: Served, services: Services, tmp_path: Path
) -> None:
    page = open_page(server.address)
    put_in_the_way(page, "**/api/v1/uploads/*", lambda route: route.fulfill(status=401, json=NOT_SIGNED_IN))
    page.set_input_files("#file", write(tmp_path, brev__txt=b"Ett brev."))
    row = page.locator(".upload-row[data-state=pausing]")
    expect(row).to_contain_text("Inte mottagen ännu. Du är inte inloggad längre.")
    expect(row.get_by_role("link", name="Logga in i en ny flik")).to_have_attribute("target", "_blank")
    page.unroute("**/api/v1/uploads/*")
    expect(page.locator("#upload-summary")).to_have_text("1 av 1 fil klar: 1 mottagen.")
    expect(page.locator("#today")).to_contain_text(re.compile(r"1\sfil mottagen"))
    assert len(services.register.documents(before=None, limit=9).documents) == 1
