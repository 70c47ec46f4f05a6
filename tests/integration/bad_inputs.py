"""Uploads that are broken, hostile or odd, each built here, with what becomes of it.

`python -m tests.integration.bad_inputs` writes the table `docs/refusals.md`; a test sends every one of them.
"""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

PAGE = "Dnr KS 2024/17\n\nFörvaltningen föreslår att nämnden godkänner ärendet.\n"
TAKEN = "taken"


@dataclass(frozen=True, kw_only=True)
class BadInput:
    """One upload."""

    what: str
    #: The refusal's code, or `TAKEN`.
    outcome: str
    build: Callable[[], bytes]
    name: str = "handling.pdf"
    #: The name that is shown, where that is the point.
    shown: str | None = None


def _pdf(pages: int = 1, *, contents: bool = True, **save: Any) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=(595, 842))
            if contents:
                page.Contents = document.make_stream(b"BT /F1 12 Tf (INKOM) Tj ET " * 20)
        return _saved(document, **save)


def _with_files(*, collection: str) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.attachments["beslut.txt"] = PLAIN
        document.Root.Collection = pikepdf.Dictionary(View=pikepdf.Name(f"/{collection}"))
        return _saved(document)


def _xfa(*, drawn: bool) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))
        if drawn:
            document.Root.NeedsRendering = True
        return _saved(document)


def _saved(document: pikepdf.Pdf, **save: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def _cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def _flipped(content: bytes, bits: int) -> bytes:
    """With bits flipped by chance, the first bytes left alone so that the type is known."""
    chance, damaged = random.Random(bits), bytearray(content)
    for _ in range(bits):
        damaged[chance.randrange(16, len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _user_unit() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842)).UserUnit = 75_000
        return _saved(document)


def _image_bomb() -> bytes:
    """A page of a few hundred bytes whose image is 3.6 gigapixels of black."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        image = document.make_stream(b"\0" * 1000)
        image.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=60_000,
                Height=60_000,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
        return _saved(document)


def _looping_tree() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Pages.Kids = pikepdf.Array([document.Root.Pages])
        return _saved(document)


def _object_bomb() -> bytes:
    """An object stream of 200 MB, packed a thousand to one."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(200)) + packer.flush()
    head = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
    body = head + str(len(packed)).encode() + b">>\nstream\n" + packed + b"\nendstream\nendobj\n"
    table = struct.pack(">BHB", 1, len(b"%PDF-1.5\n"), 0) + struct.pack(">BHB", 2, 1, 0)
    cross = f"3 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Index[1 2]/Root 2 0 R/Length {len(table)}>>\nstream\n"
    end = f"\nendstream\nendobj\nstartxref\n{len(body)}\n%%EOF\n"
    return body + cross.encode() + table + end.encode()


def _strange_lock() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        plain = _saved(document, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    return plain.replace(b"trailer <<", b"trailer << /Encrypt << /Filter /Secret /V 9 >>")


def _vast() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page().MediaBox = pikepdf.Array([0, 0, 283_000, 283_000])
        return _saved(document)


def _deep() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _image(kind: str, side: int = 400, **save: Any) -> bytes:
    pixels = np.random.default_rng(1).integers(0, 255, (side, side), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **save)
    return out.getvalue()


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, *extra: bytes, rows: bytes = b"\0\0") -> bytes:
    head = _png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = _png_chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + data + _png_chunk(b"IEND", b"")


def _text_bomb() -> bytes:
    return _png(1, 1, _png_chunk(b"zTXt", b"a\0\0" + zlib.compress(b" " * (300 << 20), 9)))


def _tiff(pages: int) -> bytes:
    """Directories of one and the same black page, each leading to the next."""
    entries = [(256, 4, 8), (257, 4, 8), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (279, 4, 8)]
    packed = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    size = 2 + len(packed) + 4
    starts = [8 + 8 + number * size for number in range(pages)] + [0]
    directories = (
        struct.pack("<H", len(entries)) + packed + struct.pack("<I", following) for following in starts[1:]
    )
    return b"II*\0" + struct.pack("<I", starts[0]) + bytes(8) + b"".join(directories)


def _tiff_with(offset: int, width: int = 8) -> bytes:
    """One directory whose next one is said to lie at `offset`."""
    entries = [(256, 4, width), (257, 4, 8), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (279, 4, 8)]
    packed = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + packed + struct.pack("<I", offset)


def _zip(*names: str, content: bytes = b"<x/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return out.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@skolan.example", "kommun@norrhaga.example", "Ansökan"
    mail.set_content(PAGE)
    mail.add_attachment(_pdf(), maintype="application", subtype="pdf", filename="ansökan.pdf")
    return bytes(mail)


def _zip_polyglot() -> bytes:
    return _pdf() + _zip("gömt.exe")


PLAIN = PAGE.encode()
INPUTS = (
    # Cut off, flipped.
    BadInput(what="no bytes at all", outcome="empty", build=lambda: b""),
    BadInput(what="nothing but white space", outcome="empty", build=lambda: b" \r\n\t" * 50),
    BadInput(what="PDF cut after its header", outcome="not_openable", build=lambda: _pdf()[:9]),
    BadInput(
        what="PDF cut at 10 %: its pages are found unreadable later",
        outcome=TAKEN,
        build=lambda: _cut(_pdf(20), 0.1),
    ),
    BadInput(
        what="PDF cut at half: its pages are found unreadable later",
        outcome=TAKEN,
        build=lambda: _cut(_pdf(20), 0.5),
    ),
    BadInput(what="PDF without its last 5 % (the table)", outcome=TAKEN, build=lambda: _cut(_pdf(20), 0.95)),
    BadInput(what="PDF with 20 bits flipped", outcome=TAKEN, build=lambda: _flipped(_pdf(20), 20)),
    BadInput(
        what="PDF with 2,000 bits flipped", outcome="not_openable", build=lambda: _flipped(_pdf(5), 2000)
    ),
    BadInput(
        what="PNG cut at half", outcome="not_openable", build=lambda: _cut(_image("PNG"), 0.5), name="a.png"
    ),
    BadInput(what="PNG cut in its header", outcome="not_openable", build=lambda: _image("PNG")[:20]),
    BadInput(
        what="JPEG cut at half", outcome="not_openable", build=lambda: _cut(_image("JPEG"), 0.5), name="a.jpg"
    ),
    BadInput(what="JPEG of two bytes", outcome="unsupported_type", build=lambda: b"\xff\xd8"),
    BadInput(what="JPEG with 200 bits flipped", outcome=TAKEN, build=lambda: _flipped(_image("JPEG"), 200)),
    BadInput(what="TIFF cut at half", outcome="not_openable", build=lambda: _cut(_image("TIFF"), 0.5)),
    # Too much, or too little.
    BadInput(what="PDF of no pages", outcome="not_openable", build=lambda: _pdf(0)),
    BadInput(
        what="PDF of 10,000 pages", outcome="too_many_pages", build=lambda: _pdf(10_000, contents=False)
    ),
    BadInput(what="PDF page of 100 × 100 m", outcome="too_many_pixels", build=_vast),
    BadInput(what="PDF page whose unit is a metre", outcome="too_many_pixels", build=_user_unit),
    BadInput(
        what="TIFF of 10,000 pages", outcome="too_many_pages", build=lambda: _tiff(10_000), name="a.tif"
    ),
    BadInput(
        what="text of 10,000 pages", outcome="too_many_pages", build=lambda: b"a\f" * 10_000, name="a.txt"
    ),
    BadInput(
        what="more bytes than the limit", outcome="too_large", build=lambda: PLAIN * 60_000, name="a.txt"
    ),
    # Bombs and traps.
    BadInput(
        what="PDF of 1 kB with an image of 3.6 gigapixels", outcome="too_many_pixels", build=_image_bomb
    ),
    BadInput(
        what="PDF with an object stream of 200 MB in 200 kB", outcome="not_openable", build=_object_bomb
    ),
    BadInput(what="PDF whose page tree is its own child", outcome="not_openable", build=_looping_tree),
    BadInput(what="PDF nested 100,000 deep", outcome="not_openable", build=_deep),
    BadInput(
        what="PNG of 100,000 × 100,000 pixels",
        outcome="too_many_pixels",
        build=lambda: _png(100_000, 100_000),
    ),
    BadInput(what="PNG of no width", outcome="not_openable", build=lambda: _png(0, 10)),
    BadInput(what="PNG with a comment of 300 MB", outcome="not_openable", build=_text_bomb),
    BadInput(
        what="TIFF of 2³¹ pixels' width", outcome="too_many_pixels", build=lambda: _tiff_with(0, 2**31 - 1)
    ),
    BadInput(what="TIFF whose last page leads to its first", outcome=TAKEN, build=lambda: _tiff_with(8)),
    BadInput(
        what="TIFF whose next page lies beyond its end: one page",
        outcome=TAKEN,
        build=lambda: _tiff_with(9**9),
    ),
    BadInput(
        what="ZIP bomb", outcome="unsupported_type", build=lambda: _zip("a", content=b"\0" * (100 << 20))
    ),
    # Locked.
    BadInput(
        what="PDF with a password to open it",
        outcome="encrypted",
        build=lambda: _pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    ),
    BadInput(
        what="PDF with a password only to change it",
        outcome=TAKEN,
        build=lambda: _pdf(encryption=pikepdf.Encryption(owner="a", user="")),
    ),
    BadInput(what="PDF locked in a way nobody knows", outcome="encrypted", build=_strange_lock),
    # Of which the pages are but a cover.
    BadInput(what="PDF portfolio", outcome="portfolio", build=lambda: _with_files(collection="D")),
    BadInput(
        what="PDF with attachments, also in a list that is hidden: the record says that they are not read",
        outcome=TAKEN,
        build=lambda: _with_files(collection="H"),
    ),
    BadInput(
        what="XFA form that its viewer draws", outcome="form_without_pages", build=lambda: _xfa(drawn=True)
    ),
    BadInput(what="XFA form with pages of its own", outcome=TAKEN, build=lambda: _xfa(drawn=False)),
    # Of another kind than the name says, or of two.
    BadInput(what="PDF named .txt", outcome=TAKEN, build=_pdf, name="a.txt"),
    BadInput(what="text named .pdf", outcome=TAKEN, build=lambda: PLAIN),
    BadInput(
        what="Word document named .pdf", outcome="unsupported_type", build=lambda: _zip("word/document.xml")
    ),
    BadInput(what="program named .pdf", outcome="unsupported_type", build=lambda: b"MZ\x90\0" + bytes(500)),
    BadInput(what="PDF with a ZIP archive behind it", outcome=TAKEN, build=_zip_polyglot),
    BadInput(what="PDF behind 500 bytes of HTML", outcome=TAKEN, build=lambda: b"<html>".ljust(500) + _pdf()),
    BadInput(what="GIF", outcome="unsupported_type", build=lambda: _image("GIF"), name="a.gif"),
    BadInput(what="BMP", outcome="unsupported_type", build=lambda: _image("BMP"), name="a.bmp"),
    BadInput(what="WebP", outcome="unsupported_type", build=lambda: _image("WEBP"), name="a.webp"),
    BadInput(what="e-mail with its attachments", outcome="unsupported_type", build=_mail, name="a.eml"),
    BadInput(what="database", outcome="unsupported_type", build=lambda: b"SQLite format 3\0" + bytes(900)),
    BadInput(
        what="bytes by chance", outcome="unsupported_type", build=lambda: random.Random(1).randbytes(5000)
    ),
    BadInput(
        what="text with zero bytes in it", outcome="unsupported_type", build=lambda: PLAIN + b"\0\1\2" + PLAIN
    ),
    # Names.
    BadInput(
        what="name ../../etc/passwd",
        outcome=TAKEN,
        build=lambda: b"1" + PLAIN,
        name="../../etc/passwd",
        shown="passwd",
    ),
    BadInput(
        what=r"name C:\temp\..\brev.pdf",
        outcome=TAKEN,
        build=lambda: b"2" + PLAIN,
        name=r"C:\temp\..\brev.pdf",
        shown="brev.pdf",
    ),
    BadInput(
        what="name with a text direction mark",
        outcome=TAKEN,
        build=lambda: b"3" + PLAIN,
        name="faktura\u202efdp.exe",
        shown="fakturafdp.exe",
    ),
    BadInput(
        what="name with an invisible space and a line break",
        outcome=TAKEN,
        build=lambda: b"4" + PLAIN,
        name="\u200bbrev\u2028.txt",
        shown="brev.txt",
    ),
    BadInput(
        what="name of 400 letters",
        outcome=TAKEN,
        build=lambda: b"5" + PLAIN,
        name="å" * 400 + ".txt",
        shown="å" * 251 + ".txt",
    ),
    BadInput(what="name of dots", outcome=TAKEN, build=lambda: b"6" + PLAIN, name="..", shown=".."),
)


def rendered() -> str:
    """The page `docs/refusals.md`."""
    rows = [f"| {each.what} | {_told(each)} |" for each in INPUTS]
    return "\n".join(
        [
            "# What becomes of bad input",
            "",
            "Every row is an upload that a test builds and sends. A refusal stores nothing and says why, in",
            "Swedish and English; what opens is taken in, and a page that fails later is marked while the",
            "rest goes on.",
            "Written by `python -m tests.integration.bad_inputs`.",
            "",
            "| upload | outcome |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def _told(each: BadInput) -> str:
    if each.outcome != TAKEN:
        return f"refused: `{each.outcome}`"
    return "taken" if each.shown is None else f"taken, shown as `{_short(each.shown)}`"


def _short(name: str) -> str:
    return name if len(name) < 40 else f"{name[:3]}…{name[-5:]} ({len(name)} letters)"


if __name__ == "__main__":
    Path("docs/refusals.md").write_text(rendered(), encoding="utf-8")
