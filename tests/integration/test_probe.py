"""Sound, odd and hostile uploads at the door, each built here; probed in the real sandbox."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest.errors import (
    EmptyUpload,
    Encrypted,
    NotOpenable,
    ProbeTimedOut,
    Refused,
    SandboxUnavailable,
    TooManyPages,
    TooManyPixels,
    TooMuchMemory,
    UnsupportedType,
)
from ingest.probe import PRELOAD, probe_upload, split_text_pages
from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.document import Probe
from tests.patience import PATIENCE_SECONDS

SETTINGS = Settings(max_pages=50, max_page_megapixels=100, probe_seconds=10)
SWEDISH = (
    "Göteborgs kommun\nTjänsteutlåtande\nDnr 2024/0173\n\n"
    "Förslag till beslut\nNämnden föreslår att ärendet överlämnas för åtgärd enligt 5 § förordningen.\n"
    "Åsa Öberg, handläggare, är på tjänsteresa och återkommer.\n"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=PRELOAD) as sandbox:
        yield sandbox


Look = Callable[..., Probe]


@pytest.fixture
def look(sandbox: Sandbox, tmp_path: Path) -> Look:
    def probed(content: bytes, settings: Settings = SETTINGS) -> Probe:
        # The name says nothing: content decides.
        path = tmp_path / "handling.docx"
        path.write_bytes(content)
        return probe_upload(sandbox, path, settings)

    return probed


# Builders.


def pdf(
    pages: int = 1,
    *,
    size: tuple[float, float] = (595, 842),
    user_unit: float | None = None,
    encryption: pikepdf.Encryption | None = None,
) -> bytes:
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=size)
            page.Contents = document.make_stream(b"BT /F1 12 Tf (INKOM) Tj ET " * 20)
            if user_unit is not None:
                page.UserUnit = user_unit
        out = io.BytesIO()
        document.save(out, encryption=encryption or False)
    return out.getvalue()


def pdf_with_image(width: int, height: int, *, in_form: bool = False, inherited: bool = False) -> bytes:
    """A page that declares an image of this size and has no pixels."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        image = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Width, image.Height = width, height
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        if in_form:
            form = document.make_stream(b"/Im0 Do", Subtype=pikepdf.Name.Form, Resources=resources)
            # A form that shows itself: looking must end.
            form.Resources.XObject.Self = form
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        if inherited:
            document.Root.Pages.Resources = resources
            if "/Resources" in page:
                del page.Resources
        else:
            page.Resources = resources
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def pdf_of(*objects: str, root: int = 1) -> bytes:
    """A PDF from the texts of its objects, numbered from 1, with a sound cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R >>\n".encode()
    return bytes(out + f"startxref\n{table}\n%%EOF\n".encode())


def picture(kind: str, *, mode: str = "L", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    pixels = np.random.default_rng(7).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(out, kind, **options)
    return out.getvalue()


def tiff(pages: int, *, compression: str = "group4", mode: str = "1") -> bytes:
    frames = [Image.new(mode, (100, 140), 1) for _ in range(pages)]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression=compression)
    return out.getvalue()


def tiff_next_offsets(data: bytes) -> list[int]:
    """Where the offsets to the next page stand, page by page."""
    order = "<" if data[:2] == b"II" else ">"
    places, (offset,) = [], struct.unpack_from(f"{order}I", data, 4)
    while offset:
        (entries,) = struct.unpack_from(f"{order}H", data, offset)
        places.append(offset + 2 + 12 * entries)
        (offset,) = struct.unpack_from(f"{order}I", data, places[-1])
    return places


def png_header(width: int, height: int) -> bytes:
    """A PNG that announces a size and holds one short block of data."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body


def docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


# What is taken in.

TEXTS = {
    "utf-8": SWEDISH.encode(),
    "utf-8 with mark": SWEDISH.encode("utf-8-sig"),
    "utf-16 little-endian": SWEDISH.encode("utf-16"),
    "utf-16 big-endian": b"\xfe\xff" + SWEDISH.encode("utf-16-be"),
    "cp1252": SWEDISH.encode("cp1252"),
    "MacRoman": SWEDISH.encode("mac_roman"),
    "cp850": SWEDISH.encode("cp850"),
    # In code page 437 the section sign is the control character 15 (hexadecimal).
    "cp437": SWEDISH.replace("§", "\x15").encode("cp437"),
    "ISO 646-SE": SWEDISH.translate(str.maketrans("äöåÄÖÅ§", "{|}[\\]$")).encode("ascii"),
    "UTF-8 read as cp1252": SWEDISH.encode().decode("cp1252", "ignore").encode(),
    "DOS line ends and end mark": SWEDISH.replace("\n", "\r\n").encode("cp850") + b"\x1a",
    "printer codes": b"\x1bE" + SWEDISH.encode("cp1252") + b"\x0f",
    "a table drawn in cp437": ("┌───┬───┐\n│ å │ ö │\n└───┴───┘\n" * 20).encode("cp437"),
    "one word": b"Bifalles",
    "cut in the middle of a character": SWEDISH.encode()[: SWEDISH.encode().index(b"\xc3") + 1] + b"\n" * 3,
    "speaks of PDF": b"Filen b\xf6rjar med %PDF-1.4 och \xe4r en PDF.\n",
    "an e-mail that was printed": b"Fran: Ida\nTill: Per\nAmne: Bryggan\n\nMIME-Version: star det sedan.\n",
    "lone control characters": b"Beslut\x01 fattades.\x7f " + SWEDISH.encode("cp1252") * 3,
    "Cyrillic in UTF-8": "Документ получен и зарегистрирован.".encode(),
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS.keys())
def test_text_of_any_encoding_is_text(look: Look, content: bytes) -> None:
    assert look(content) == Probe(media_type="text/plain", pages=1)


SOUND = {
    "PDF": (pdf(3), "application/pdf", 3),
    "PDF after junk": (b"HTTP/1.1 200 OK\r\n\r\n" + pdf(2), "application/pdf", 2),
    "PDF after binary junk": (bytes(range(256)) + pdf(2), "application/pdf", 2),
    "PDF that may not be printed": (
        pdf(2, encryption=pikepdf.Encryption(owner="secret", user="", R=6)),
        "application/pdf",
        2,
    ),
    "PDF with old encryption": (
        pdf(encryption=pikepdf.Encryption(owner="secret", user="", R=3, aes=False, metadata=False)),
        "application/pdf",
        1,
    ),
    "PDF with ZIP behind it": (pdf() + docx(), "application/pdf", 1),
    "PDF whose end is cut off": (pdf(4)[:-60], "application/pdf", 4),
    "PDF with an image": (pdf_with_image(2480, 3508), "application/pdf", 1),
    "TIFF of one page": (tiff(1), "image/tiff", 1),
    "TIFF, fax, many pages": (tiff(12), "image/tiff", 12),
    "TIFF, LZW, colour": (tiff(2, compression="tiff_lzw", mode="RGB"), "image/tiff", 2),
    "TIFF, big": (picture("TIFF", big_tiff=True), "image/tiff", 1),
    "JPEG": (picture("JPEG"), "image/jpeg", 1),
    "JPEG, CMYK": (picture("JPEG", mode="CMYK"), "image/jpeg", 1),
    "JPEG, progressive": (picture("JPEG", mode="RGB", progressive=True), "image/jpeg", 1),
    "JPEG with PDF behind it": (picture("JPEG") + pdf(3), "image/jpeg", 1),
    "PNG": (picture("PNG"), "image/png", 1),
    "PNG, 1 bit": (picture("PNG", mode="1"), "image/png", 1),
    "PNG, palette": (picture("PNG", mode="P"), "image/png", 1),
}


@pytest.mark.parametrize(("content", "media_type", "pages"), SOUND.values(), ids=SOUND.keys())
def test_sound_files_are_taken(look: Look, content: bytes, media_type: str, pages: int) -> None:
    found = look(content)
    assert (found.media_type, found.pages) == (media_type, pages)


def test_damaged_pages_do_not_close_the_door(look: Look) -> None:
    """Nobody can draw these pages; all others of the file can be read."""
    page_trees = pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 /MediaBox [0 0 595 842] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 (a) 842] /UserUnit /Big >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox 17 /Resources 99 0 R >>",
        "<< /Type /Page /Parent 2 0 R /Resources << /XObject << /A 3 0 R /B 17 /C null >> >> >>",
    )
    assert look(page_trees).pages == 3
    two = tiff(2)
    second = struct.unpack_from("<I", two, tiff_next_offsets(two)[0])[0]
    broken = two[: second + 2] + b"\xff" * 24 + two[second + 26 :]
    assert look(broken).media_type == "image/tiff"


# What is refused.

REFUSED: dict[str, tuple[bytes, type[Refused]]] = {
    "nothing": (b"", EmptyUpload),
    "white space": (b" \t\r\n\f\n", EmptyUpload),
    "a byte order mark": (b"\xef\xbb\xbf", EmptyUpload),
    "UTF-16 white space": ("\ufeff \r\n\u00a0".encode("utf-16-le"), EmptyUpload),
    "an end mark": (b"\r\n\x1a", EmptyUpload),
    "docx": (docx(), UnsupportedType),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnsupportedType),
    "GIF": (picture("GIF", mode="P"), UnsupportedType),
    "BMP": (picture("BMP"), UnsupportedType),
    "WebP": (picture("WEBP", mode="RGB"), UnsupportedType),
    "RTF": (rb"{\rtf1\ansi Beslut}", UnsupportedType),
    "HTML": (b"\n<!DOCTYPE html><html><p>Beslut</p></html>", UnsupportedType),
    "XML": (b'<?xml version="1.0"?><alto/>', UnsupportedType),
    "HTML in UTF-16": ("<html><p>Beslut</p></html>".encode("utf-16"), UnsupportedType),
    "PostScript": (b"%!PS-Adobe-3.0\nshowpage\n", UnsupportedType),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(100), UnsupportedType),
    "random bytes": (np.random.default_rng(1).bytes(5000), UnsupportedType),
    "random bytes, none zero": (
        np.random.default_rng(2).bytes(5000).replace(b"\0", b"\1"),
        UnsupportedType,
    ),
    "random bytes from 32 up": (
        np.random.default_rng(3).integers(32, 256, 5000, dtype=np.uint8).tobytes(),
        UnsupportedType,
    ),
    "random bytes behind a UTF-16 mark": (b"\xff\xfe" + b"\x00\xd8" * 50, UnsupportedType),
    "text with a zero byte": (b"Beslut\0 om bidrag", UnsupportedType),
    "only zero bytes": (bytes(1000), UnsupportedType),
    "UTF-16 without a mark": (SWEDISH.encode("utf-16-le"), UnsupportedType),
    "PDF that needs a password": (
        pdf(encryption=pikepdf.Encryption(owner="secret", user="lösen", R=6)),
        Encrypted,
    ),
    "PDF for holders of a certificate": (
        pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>").replace(
            b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Adobe.PubSec /V 4 >> /ID [(a)(a)]"
        ),
        Encrypted,
    ),
    "PDF header alone": (b"%PDF-1.7\n", NotOpenable),
    "PDF header and junk": (b"%PDF-1.7\n" + np.random.default_rng(4).bytes(3000), NotOpenable),
    "PDF of no pages": (
        pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
        NotOpenable,
    ),
    "PDF that claims pages it has not": (
        pdf_of("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 9 >>"),
        NotOpenable,
    ),
    "PDF of too many pages": (pdf(51), TooManyPages),
    "PDF with a page too large": (pdf(size=(14400, 14400)), TooManyPixels),
    "PDF with a large unit": (pdf(user_unit=10), TooManyPixels),
    "PDF with a page beyond all bounds": (
        pdf_of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {'9' * 400}.0 842] >>",
        ),
        TooManyPixels,
    ),
    "PDF with an image too large": (pdf_with_image(20_000, 20_000), TooManyPixels),
    "PDF with an image too large in a form": (pdf_with_image(20_000, 20_000, in_form=True), TooManyPixels),
    "PDF with an image too large, inherited": (
        pdf_with_image(20_000, 20_000, inherited=True),
        TooManyPixels,
    ),
    "TIFF header alone": (b"II*\0\x08\0\0\0", NotOpenable),
    "TIFF that begins nowhere": (b"MM\0*\xff\xff\xff\xff" + bytes(50), NotOpenable),
    "TIFF of one page, cut off": (picture("TIFF", size=(300, 300))[:20_000], NotOpenable),
    "TIFF of too many pages": (tiff(51), TooManyPages),
    "JPEG header alone": (b"\xff\xd8\xff\xe0", NotOpenable),
    "JPEG, cut off": (picture("JPEG", size=(300, 300))[:-5000], NotOpenable),
    "PNG, cut off": (picture("PNG", size=(300, 300))[:-5000], NotOpenable),
    "PNG with a wrong sum": (picture("PNG")[:40] + b"\0\0\0\0" + picture("PNG")[44:], NotOpenable),
    "PNG bomb": (png_header(60_000, 60_000), TooManyPixels),
    "PNG of no width": (png_header(0, 100), NotOpenable),
    "text of too many pages": (b"sida\f" * 51, TooManyPages),
}


@pytest.mark.parametrize(("content", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_the_reason(look: Look, content: bytes, error: type[Refused]) -> None:
    with pytest.raises(Refused) as caught:
        look(content)
    assert type(caught.value) is error
    # The sentences must be complete for every refusal that reaches a person.
    assert "{" not in caught.value.problem.sv + caught.value.problem.en


def test_the_refusal_counts_rightly(look: Look) -> None:
    with pytest.raises(TooManyPages) as pages:
        look(tiff(60))
    assert pages.value.details == {"pages": 60, "limit": 50}
    with pytest.raises(TooManyPixels) as pixels:
        look(png_header(60_000, 60_000))
    assert pixels.value.details == {"page": 1, "megapixels": 3600, "limit": 100}


def test_a_pdf_cut_anywhere_opens_or_is_refused(look: Look) -> None:
    whole = pdf(3)
    outcomes = set()
    for length in range(20, len(whole), len(whole) // 12):
        try:
            outcomes.add(look(whole[:length]).pages)
        except NotOpenable:
            outcomes.add(0)
    assert 0 in outcomes
    assert outcomes <= {0, 1, 2, 3}


def test_a_tiff_that_bites_its_tail_has_as_many_pages_as_it_has(look: Look) -> None:
    data = bytearray(tiff(3))
    first = data[4:8]
    last = tiff_next_offsets(bytes(data))[-1]
    data[last : last + 4] = first
    assert look(bytes(data)).pages == 3


def test_a_missing_page_of_a_tiff_counts(look: Look) -> None:
    data = bytearray(tiff(2))
    place = tiff_next_offsets(bytes(data))[0]
    data[place : place + 4] = b"\xff\xff\xff\x7f"
    assert look(bytes(data)).pages == 2


def test_a_large_page_deep_in_a_tiff_is_found(look: Look) -> None:
    frames = [Image.new("1", (100, 100)) for _ in range(3)] + [Image.new("1", (11_000, 11_000))]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    with pytest.raises(TooManyPixels) as caught:
        look(out.getvalue())
    assert caught.value.details == {"page": 4, "megapixels": 121, "limit": 100}


def test_a_legitimate_large_scan_is_no_bomb(look: Look) -> None:
    """A0 at 300 dpi in bilevel: above Pillow's own limit, below ours by default."""
    scan = Image.new("1", (9933, 14043))
    out = io.BytesIO()
    scan.save(out, "TIFF", compression="group4")
    settings = Settings(max_page_megapixels=250)
    found = look(out.getvalue(), settings)
    assert found == Probe(media_type="image/tiff", pages=1)


def test_deep_nesting_ends(look: Look) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    kids = "".join(f"<< /Type /Pages /Count 1 /Kids [{number} 0 R] >>|" for number in range(4, 3004)).split(
        "|"
    )
    nested = pdf_of(
        "<< /Type /Catalog /Pages 3 0 R >>", deep, *kids[:-1], "<< /Type /Page /MediaBox [0 0 9 9] >>"
    )
    try:
        assert look(nested).pages >= 1
    except NotOpenable:
        return


def test_page_trees_that_loop_end(look: Look) -> None:
    looping = pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>",
        "<< /Type /Page /Parent 3 0 R >>",
    )
    try:
        assert look(looping).pages >= 1
    except NotOpenable:
        return


def test_thousands_of_pages_are_counted_fast(look: Look, capsys: pytest.CaptureFixture[str]) -> None:
    with pikepdf.new() as document:
        image = document.make_stream(b"", Subtype=pikepdf.Name.Image, Width=2480, Height=3508)
        for _ in range(5000):
            page = document.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        out = io.BytesIO()
        document.save(out)
    settings = Settings(max_pages=6000)
    start = time.perf_counter()
    found = look(out.getvalue(), settings)
    seconds = time.perf_counter() - start
    with capsys.disabled():
        print(f"\nprobe: a PDF of 5000 pages in {seconds:.2f} s")
    assert found == Probe(media_type="application/pdf", pages=5000)
    assert seconds < PATIENCE_SECONDS / 2, "a look at each page for each page took so long"
    with pytest.raises(TooManyPages) as caught:
        look(out.getvalue())
    assert caught.value.details["pages"] == 5000


def test_a_lack_of_time_or_memory_is_not_called_damage(sandbox: Sandbox, tmp_path: Path) -> None:
    """Text of the largest size allowed takes longer to look at than no time at all."""
    path = tmp_path / "large.txt"
    path.write_bytes((b"Beslut om bidrag.\n" * 20_000 + b"\f") * 50)
    hurried = SETTINGS.model_copy(update={"probe_seconds": 0.01})
    with pytest.raises(ProbeTimedOut):
        probe_upload(sandbox, path, hurried)
    starved = SETTINGS.model_copy(update={"sandbox_memory_mb": 60})
    with pytest.raises(TooMuchMemory):
        probe_upload(sandbox, path, starved)
    assert probe_upload(sandbox, path, SETTINGS).pages == 50


@pytest.mark.parametrize(
    ("mode", "side", "taken"), [("L", 3500, True), ("RGB", 3500, True), ("RGB", 3800, False)]
)
def test_what_could_not_be_decoded_later_is_too_large(look: Look, mode: str, side: int, taken: bool) -> None:
    """450 MB are enough for 13 megapixels in colour, by four bytes a pixel and the work on them."""
    little = SETTINGS.model_copy(update={"sandbox_memory_mb": 450})
    content = picture("PNG", mode=mode, size=(side, side), compress_level=1)
    if taken:
        assert look(content, little).pages == 1
        return
    with pytest.raises(TooManyPixels) as caught:
        look(content, little)
    assert caught.value.details == {"page": 1, "megapixels": 15, "limit": 13}
    assert look(content).pages == 1


def test_progressive_jpeg_and_jpeg_2000_count_for_what_their_decoders_hold(look: Look) -> None:
    little = SETTINGS.model_copy(update={"sandbox_memory_mb": 500})
    baseline = picture("JPEG", mode="RGB", size=(4000, 3500), subsampling=0)
    progressive = picture("JPEG", mode="RGB", size=(4000, 3500), subsampling=0, progressive=True)
    assert look(baseline, little).pages == 1
    with pytest.raises(TooManyPixels):
        look(progressive, little)
    with pikepdf.open(io.BytesIO(pdf_with_image(4000, 3500))) as document:
        document.pages[0].Resources.XObject.Im0.Filter = pikepdf.Name.JPXDecode
        out = io.BytesIO()
        document.save(out)
    assert look(pdf_with_image(4000, 3500), little).pages == 1
    with pytest.raises(TooManyPixels):
        look(out.getvalue(), little)


def test_a_sandbox_that_does_not_start_is_not_the_files_fault(tmp_path: Path) -> None:
    path = tmp_path / "sound.txt"
    path.write_text("Beslut")
    with Sandbox(preload=["ingest.no_such_module"]) as sandbox, pytest.raises(SandboxUnavailable):
        probe_upload(sandbox, path, SETTINGS)


# Pages of text.


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("en", ["en"]),
        ("en\ftvå", ["en", "två"]),
        ("en\ftvå\f", ["en", "två"]),
        ("en\ftvå\f\r\n", ["en", "två"]),
        ("en\f\ftre", ["en", "", "tre"]),
        ("\fen", ["", "en"]),
        # Half of U+0C00 and of U+000C stand beside each other: no form feed.
        ("\u0c00\u000d", ["\u0c00\u000d"]),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be with mark"])
def test_pages_of_text_end_at_form_feeds(text: str, pages: list[str], codec: str) -> None:
    data = b"\xfe\xff" + text.encode("utf-16-be") if "mark" in codec else text.encode(codec)
    decoder = "utf-16" if codec.startswith("utf-16") else "utf-8-sig"
    assert [page.decode(decoder) for page in split_text_pages(data)] == pages


@pytest.mark.parametrize(
    "broken",
    [
        b"/Names 7",
        b"/Names << /EmbeddedFiles 7 >>",
        b"/Names << /EmbeddedFiles << /Names [(a) 7 8] >> >>",
        b"/Names << /EmbeddedFiles << /Kids [9 0 R] >> >>",
    ],
)
def test_a_broken_list_of_attachments_refuses_no_pages(look: Look, broken: bytes) -> None:
    found = look(pdf(2).replace(b"/Type /Catalog", b"/Type /Catalog " + broken))
    assert (found.pages, found.media_type) == (2, "application/pdf")
