"""Files of mixed kinds for a drop, and the drop itself, while the server is killed and comes back."""

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from schemas.document import DocumentSummary
from tests.acceptance.chromium import ARGUMENTS, CHROMIUM, drop_files
from tests.acceptance.fleet import Fleet, fleet


@dataclass(frozen=True, kw_only=True)
class Pile:
    """Files on disk, by what must become of them."""

    folder: Path
    good: Mapping[str, bytes]
    copies: Mapping[str, bytes]
    bad: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Files in all."""
        return len(self.good) + len(self.copies) + len(self.bad)


def make_pile(folder: Path, count: int) -> Pile:
    """Letters as text, PDF, PNG, JPEG and TIFF; copies of some; and files that cannot be taken in."""
    makers = (_text, _pdf, _image("PNG"), _image("JPEG"), _image("TIFF"))
    bad = {f"trasig-{n}.pdf": b"%PDF-1.7 trasig" + bytes([n]) for n in range(max(2, count // 50))}
    bad |= {"arkiv.zip": b"PK\x03\x04" + bytes(99), "tom.txt": b""}
    copies_count = max(2, count // 30)
    good: dict[str, bytes] = {}
    for number in range(count - len(bad) - copies_count):
        suffix, content = makers[number % len(makers)](number)
        good[f"handling-{number:03}.{suffix}"] = content
    names = list(good)[::7][:copies_count]
    copies = {f"kopia av {name}": good[name] for name in names}
    folder.mkdir(parents=True)
    for name, content in {**good, **copies, **bad}.items():
        (folder / name).write_bytes(content)
    return Pile(folder=folder, good=good, copies=copies, bad=bad)


def drop_while_the_server_dies(page: Page, fleet: Fleet, pile: Pile, *, seconds: float) -> int:
    """Drops the pile, kills the server twice on the way, and waits until every file has met its fate.

    How often the page claimed a receipt is compared with the register all the while: it may never claim one
    too many. Gives the number of such looks.
    """
    drop_files(page, sorted(pile.folder.iterdir()))
    expect(page.locator(".upload-row")).to_have_count(pile.size)
    summary = page.locator("#upload-summary")
    # Early, so that some are left to send when the second one dies, however seldom this looks.
    kills = [pile.size // 6, pile.size // 3]
    looks, deadline = 0, time.monotonic() + seconds
    while True:
        claimed = page.locator(".upload-row[data-state=received]").count()
        kept = sum(fleet.register.counts().values())
        assert claimed <= kept, "the page claims a receipt that the register does not know"
        looks += 1
        if kills and kept >= kills[0] and fleet.kill("serve"):
            kills.pop(0)
        if (summary.text_content() or "").startswith(f"{pile.size} av {pile.size} filer klara"):
            assert not kills, "all was over before the server had died twice"
            return looks
        assert time.monotonic() < deadline, summary.text_content()
        page.wait_for_timeout(100)


def assert_all_arrived(page: Page, fleet: Fleet, pile: Pile) -> None:
    """Every good file lies in the store byte for byte, and nothing else; each row tells its file's fate."""
    kept = list(_documents(fleet))
    with fleet.client() as client:
        originals = [client.original(document.id) for document in kept]
    assert sorted(originals) == sorted(pile.good.values())
    for name in pile.bad:
        row = page.locator(".upload-row").filter(has=page.get_by_text(name, exact=True))
        expect(row).to_have_attribute("data-state", "refused")
    assert page.locator(".upload-row[data-state=refused]").count() == len(pile.bad)
    told = page.locator(".upload-row:is([data-state=received], [data-state=duplicate])").count()
    assert told == len(pile.good) + len(pile.copies)
    page.reload()
    expect(page.locator("#counts .received strong")).to_have_text(str(len(pile.good)))
    # Receipts whose answers died with the server were given twice, so only what was new can be counted.
    expect(page.locator("#today")).to_contain_text(f"varav {len(pile.good)} nya.")
    assert set(page.locator("#refused .name").all_text_contents()) == set(pile.bad)


def _documents(fleet: Fleet) -> Iterator[DocumentSummary]:
    before = None
    while True:
        part = fleet.register.documents(before=before, limit=500)
        yield from part.documents
        before = part.next_before
        if before is None:
            return


def _text(number: int) -> tuple[str, bytes]:
    return "txt", f"Dnr KS 2024/{number}\n\nEtt brev om parken, nummer {number}.\n".encode() * 30


def _pdf(number: int) -> tuple[str, bytes]:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(number % 4 + 1):
            pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"Brev {number}"
        pdf.save(out)
    return "pdf", out.getvalue()


def _image(kind: str) -> Callable[[int], tuple[str, bytes]]:
    def make(number: int) -> tuple[str, bytes]:
        out = io.BytesIO()
        Image.new("L", (600 + number, 800), number % 256).save(out, kind)
        return {"PNG": "png", "JPEG": "jpg", "TIFF": "tiff"}[kind], out.getvalue()

    return make


def main(count: int) -> None:
    """The whole of it once: `python -m tests.acceptance.drop 300`."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fleet(Path(folder) / "data", {}, workers=0) as running,
        sync_playwright() as playwright,
    ):
        pile = make_pile(Path(folder) / "hög", count)
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS).new_page()
        page.goto(running.address)
        started = time.monotonic()
        looks = drop_while_the_server_dies(page, running, pile, seconds=600)
        took = time.monotonic() - started
        assert_all_arrived(page, running, pile)
        print(f"{pile.size} files ({len(pile.good)} good, {len(pile.copies)} copies, {len(pile.bad)} bad), ")
        print(f"killed {running.killed}, {took:.0f} s, {looks} looks without an untrue claim")


if __name__ == "__main__":
    main(int(sys.argv[1]))
