"""Much at once: memory stays flat whatever the size of an upload."""

from pathlib import Path

from schemas.document import Statement
from tests.acceptance.fleet import fleet

MEGABYTE = 1_000_000
FLAT_MB = 120
"""What the server may grow by; a tenth of it would be one copy of a few chunks, five times it the upload."""


def test_an_upload_of_600_mb_in_flat_memory(tmp_path: Path) -> None:
    small, large = _pdf(tmp_path / "liten.pdf", 1), _pdf(tmp_path / "stor.pdf", 600)
    limits = {"INKOM_MAX_UPLOAD_MB": "700"}
    with fleet(tmp_path / "data", limits, workers=0) as running, running.client() as client:
        client.upload(small, Statement())
        before = running.peak_memory("serve")
        receipt = client.upload(large, Statement())
        grown = (running.peak_memory("serve") - before) / MEGABYTE
    assert receipt.bytes > 600 * MEGABYTE
    assert grown < FLAT_MB
    print(f"\nbulk: the server grew by {grown:.0f} MB over an upload of {receipt.bytes // MEGABYTE} MB")


def _pdf(path: Path, megabytes: int) -> Path:
    """One blank page, and a stream of zeros that nothing refers to."""
    objects = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\n",
        b"4 0 obj\n<</Length %d>>\nstream\n" % (megabytes * MEGABYTE),
    ]
    with path.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        places = []
        for each in objects:
            places.append(file.tell())
            file.write(each)
        file.seek(megabytes * MEGABYTE, 1)
        file.write(b"\nendstream\nendobj\n")
        table = file.tell()
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        file.write(b"xref\n0 5\n0000000000 65535 f \n" + rows)
        file.write(b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % table)
    return path
