"""A file that crashes, hangs or bloats a parser fails alone, with its reason; those behind it are read."""

import io
import json
from pathlib import Path

from fpdf import FPDF

from schemas.document import Receipt, Statement
from tests.acceptance.fleet import Fleet, fleet
from tests.sabotage.poison import SABOTAGE

EXPECTED = {
    "segfault": "engine_crashed",
    "hang": "engine_timed_out",
    "memory": "engine_out_of_memory",
}
INNOCENTS = 20


def test_twenty_innocents_behind_the_poison_are_read(tmp_path: Path) -> None:
    limits = {"INKOM_PAGE_SECONDS": "6", "INKOM_SANDBOX_MEMORY_MB": "700", "INKOM_ATTEMPTS": "2"}
    # No page here is read from its pixels, and workers without the reader of scans start sooner.
    limits["INKOM_RECOGNISER"] = "tesseract"
    with fleet(tmp_path / "data", limits, module="tests.sabotage.cli") as running:
        poison = {
            mark.decode().split()[1]: _upload(running, tmp_path, f"{mark.decode()[1:]}.pdf", mark)
            for mark in SABOTAGE
        }
        innocents = [
            _upload(running, tmp_path, f"oskyldig-{number}.pdf", f"%oskyldig {number}".encode())
            for number in range(INNOCENTS)
        ]
        with running.client() as client:
            ends = {receipt.id: list(client.progress(receipt.id))[-1] for receipt in innocents}
            poisoned = {name: list(client.progress(receipt.id))[-1] for name, receipt in poison.items()}
            original = client.original(poison["segfault"].id)
    _judge_log(tmp_path / "data" / "inkom.log", [receipt.id for receipt in innocents], poison["segfault"].id)
    assert [(view.status, view.problem) for view in ends.values()] == [("done", None)] * INNOCENTS
    assert {name: view.status for name, view in poisoned.items()} == dict.fromkeys(EXPECTED, "failed")
    reasons = {name: view.problem.code for name, view in poisoned.items() if view.problem}
    assert reasons == EXPECTED
    assert b"SABOTAGE segfault" in original, "the original of a failed document is kept"
    print(f"\npoison: {reasons}; {len(ends)} of {INNOCENTS} innocents behind it done")


def _judge_log(path: Path, done: list[str], failed: str) -> None:
    """Every line is JSON; one id leads from the upload to the record; nothing of a document is told."""
    text = path.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    told: dict[str, list[str]] = {}
    for line in lines:
        told.setdefault(line.get("document", ""), []).append(line["message"])
    assert [told[id_] for id_ in done] == [["received", "page read", "record kept"]] * len(done)
    assert told[failed][0] == "received"
    assert "record kept" not in told[failed]
    for private in ("oskyldig", "SABOTAGE", ".pdf", "KS 2024", "nämnden"):
        assert private not in text


def _upload(running: Fleet, folder: Path, name: str, comment: bytes) -> Receipt:
    path = folder / name
    path.write_bytes(_pdf(name, comment))
    with running.client() as client:
        return client.upload(path, Statement())


def _pdf(text: str, comment: bytes) -> bytes:
    """A sound born-digital page; the comment stands behind the header, where every reader skips it."""
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    document.multi_cell(0, 8, f"Dnr KS 2024/17\nFörvaltningen föreslår att nämnden godkänner ärendet {text}.")
    written = io.BytesIO()
    document.output(written)
    return written.getvalue() + comment + b"\n"
