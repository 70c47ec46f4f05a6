"""The forms of a page with a text layer: born digital, a scan, a layer set over it, an image pasted in."""

import csv
import io
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from fpdf import FPDF
from PIL import Image, ImageFont

from tests.bench.scans.typesetting import A4, Print, Typeface
from tests.bench.usage import run

logging.getLogger("fontTools").setLevel(logging.ERROR)  # It tells of every table that it leaves out.

LAYER_FONT = "LiberationSans-Regular.ttf"
"""Has the widths of Helvetica, which layers are set in."""
SECONDS = 300


def digital(
    prints: Sequence[Print], face: Typeface, change: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """The text as a word processor writes it, its font embedded; then `change`."""
    pdf = FPDF(unit="pt", format=A4)
    pdf.add_page()
    pdf.add_font("Body", "", str(ImageFont.truetype(face.regular, 10).path))
    for print_ in prints:
        pdf.set_font("Body", size=print_.size)
        pdf.text(print_.x, print_.y, print_.text)
    written = bytes(pdf.output())
    return changed(written, change) if change else written


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def with_layer(content: bytes, prints: Sequence[Print]) -> bytes:
    """The PDF with invisible text, each run as wide as it was printed."""
    shown = [b"BT 3 Tr"]
    for print_ in prints:
        text = print_.text.encode("cp1252", "ignore")
        wide = ImageFont.truetype(LAYER_FONT, 100).getlength(text.decode("cp1252")) / 100 * print_.size
        escaped = text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        scale = 100 * print_.width / max(0.1, wide)
        shown.append(
            b"/F9 %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm (%b) Tj"
            % (print_.size, scale, print_.x, A4[1] - print_.y, escaped)
        )
    shown.append(b"ET")

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.obj.Resources.Font = pikepdf.Dictionary(
            F9=pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        page.contents_add(pdf.make_stream(b" ".join(shown)))

    return changed(content, change)


def tesseract_layer(image: Image.Image, language: str) -> list[Print]:
    """What Tesseract reads of a scan of an A4 page, word by word."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        image.convert("L").save(path, compress_level=1)
        command = [
            "tesseract",
            str(path),
            "-",
            "-l",
            language,
            "--dpi",
            str(round(image.width / 8.27)),
            "tsv",
        ]
        table = run(command, seconds=SECONDS, env={"OMP_THREAD_LIMIT": "1"}).stdout
    points = A4[0] / image.width
    rows = csv.DictReader(table.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [
        Print(
            text=row["text"],
            x=float(row["left"]) * points,
            y=(float(row["top"]) + float(row["height"])) * points,
            width=float(row["width"]) * points,
            size=max(4.0, float(row["height"]) * points),
        )
        for row in rows
        if row["level"] == "5" and row["text"].strip()
    ]


def pasted(
    content: bytes,
    image: Image.Image,
    box: tuple[float, float, float, float],
    quality: int = 85,
    *,
    below: bool = False,
) -> bytes:
    """The PDF with an image in the box (points, origin top left), over or below what is there."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    x0, top, x1, bottom = box

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(
            pdf,
            out.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=image.width,
            Height=image.height,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.pages[0]
        name = page.add_resource(stream, pikepdf.Name.XObject)
        draw = b"q %.2f 0 0 %.2f %.2f %.2f cm %b Do Q" % (
            x1 - x0, bottom - top, x0, A4[1] - bottom, str(name).encode(),
        )  # fmt: skip
        page.contents_add(pdf.make_stream(draw), prepend=below)

    return changed(content, change)
