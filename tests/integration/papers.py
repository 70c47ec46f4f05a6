"""Small made-up pages for the tests of reading and archive, in the forms that scanners and programs write."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import img2pdf  # type: ignore[import-untyped]
import numpy as np
import ocrmypdf
import pikepdf
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

FONT = Path(ocrmypdf.__file__).parent / "data" / "NotoSans-Regular.ttf"
SIZE = (302.4, 216.0)
"""Points."""
DPI = 200
LINES = (
    "Miljönämnden i Fågelvik",
    "Dnr MN 2021-00457",
    "Nämnden beslutar att avslå ansökan.",
    "Åtgärden får inte påbörjas förrän",
    "beslutet har vunnit laga kraft.",
    "Överklagande ska ges in till nämnden.",
    "Handlingarna förvaras i Ängsby.",
)


def without_swedish_letters(text: str) -> str:
    """What an OCR model that knows no å, ä, ö makes of the text."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def sheet(lines: tuple[str, ...] = LINES, *, ink: int = 20, paper: int = 245) -> Image.Image:
    """A scanned page of SIZE at DPI, gray."""
    image = Image.new("L", (round(SIZE[0] * DPI / 72), round(SIZE[1] * DPI / 72)), paper)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, round(12 * DPI / 72))
    for index, line in enumerate(lines):
        draw.text((80, 40 + index * 72), line, font=font, fill=ink)
    return image


def place_of(word: str) -> tuple[float, float, float, float]:
    """Where the ink of the first line's `word` lies on `sheet()`, in points."""
    font = ImageFont.truetype(FONT, round(12 * DPI / 72))
    before = font.getlength(LINES[0].partition(word)[0])
    x0, top, x1, bottom = font.getbbox(word)
    scale = 72 / DPI
    return (80 + before + x0) * scale, (40 + top) * scale, (80 + before + x1) * scale, (40 + bottom) * scale


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The image as a file."""
    result = io.BytesIO()
    image.save(result, kind, **{"dpi": (DPI, DPI), **options})
    return result.getvalue()


def scan(image: Image.Image | bytes | None = None, size: tuple[float, float] = SIZE) -> bytes:
    """A PDF whose only page is one image."""
    content = encoded(image or sheet(), "PNG") if not isinstance(image, bytes) else image
    made: bytes = img2pdf.convert(content, layout_fun=lambda *_: (*size, *size), nodate=True)
    return made


def digital(lines: tuple[str, ...] = LINES, *, embedded: bool = True) -> bytes:
    """A page as a word processor writes it."""
    pdf = FPDF(unit="pt", format=SIZE)
    pdf.add_page()
    if embedded:
        pdf.add_font("Body", "", str(FONT))
    pdf.set_font("Body" if embedded else "Helvetica", size=11)
    for index, line in enumerate(lines):
        pdf.text(28, 40 + index * 18, line)
    return bytes(pdf.output())


def changed(content: bytes, change: Callable[[pikepdf.Pdf, pikepdf.Page], None]) -> bytes:
    """The PDF after `change` of its first page."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf, pdf.pages[0])
        pdf.save(result)
    return result.getvalue()


def rotated(degrees: int) -> Callable[[pikepdf.Pdf, pikepdf.Page], None]:
    """Asks viewers to turn the page."""

    def change(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Rotate = degrees

    return change


def cropped(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Hides 20 points left, 30 below, 10 right and 20 above."""
    page.obj.CropBox = pikepdf.Array([20, 30, SIZE[0] - 10, SIZE[1] - 20])


def shifted(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """A MediaBox that does not begin at 0, 0."""
    page.obj.MediaBox = pikepdf.Array([100, 50, 100 + SIZE[0], 50 + SIZE[1]])
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(b"q 1 0 0 1 100 50 cm " + content + b" Q")


def lying(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The same page on its side, with /Rotate to show it upright."""
    content = page.obj.Contents.read_bytes()
    page.obj.MediaBox = pikepdf.Array([0, 0, SIZE[1], SIZE[0]])
    page.obj.Contents = pdf.make_stream(b"q 0 1 -1 0 %f 0 cm " % SIZE[1] + content + b" Q")
    page.obj.Rotate = 90


def without_unicode(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Fonts without their map to characters: it looks right and reads as nonsense."""
    for font in page.obj.Resources.Font.values():
        del font["/ToUnicode"]


def layer(
    text: tuple[str, ...], *, mode: int = 3, first: bool = False
) -> Callable[[pikepdf.Pdf, pikepdf.Page], None]:
    """Adds a text layer in a font that is not embedded, as scanners do; `first` puts it under the image."""

    def change(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources.Font = pikepdf.Dictionary(
            F1=pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        shown = b"BT %d Tr /F1 11 Tf " % mode
        for index, line in enumerate(text):
            shown += b"1 0 0 1 28 %d Tm (%s) Tj " % (190 - index * 26, line.encode("cp1252"))
        page.contents_add(pdf.make_stream(shown + b"ET"), prepend=first)

    return change


def annexed(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Pastes a scan of the last lines over the lower part of the page."""
    below = sheet((*[""] * 3, *LINES[3:])).crop((0, 250, 840, 600))
    image = pikepdf.Stream(
        pdf,
        encoded(below, "JPEG"),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=below.width,
        Height=below.height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.DCTDecode,
    )
    name = page.add_resource(image, pikepdf.Name.XObject)
    page.contents_add(pdf.make_stream(b"q 302.4 0 0 126 0 0 cm %b Do Q" % str(name).encode()))


def with_wrong_unicode(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Fonts whose map to characters names other ones: it looks right and reads as another alphabet."""
    for font in page.obj.Resources.Font.values():
        cmap = font.ToUnicode.read_bytes().decode("ascii").splitlines()
        font.ToUnicode = pdf.make_stream(
            "\n".join(
                line[:-5] + f"{int(line[-5:-1], 16) ^ 3:04X}>" if "> <" in line else line for line in cmap
            ).encode()
        )


def stamped() -> Image.Image:
    """A page with a blue received stamp, askew and partly over the text."""
    page = sheet(paper=240).convert("RGB")
    stamp = Image.new("RGBA", (330, 170), (0, 0, 0, 0))
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((4, 4, 325, 165), outline=(50, 60, 170, 255), width=4)
    draw.text((100, 15), "INKOM", font=ImageFont.truetype(FONT, 40), fill=(50, 60, 170, 255))
    draw.text((70, 85), "2021-05-03", font=ImageFont.truetype(FONT, 36), fill=(50, 60, 170, 255))
    stamp = stamp.rotate(7, expand=True, resample=Image.Resampling.BICUBIC)
    page.paste(stamp, (480, 90), stamp)
    return page


def deep(image: Image.Image) -> Image.Image:
    """The image in 16 bits."""
    return Image.fromarray(np.asarray(image).astype(np.uint16) * 257)


def see_through(image: Image.Image) -> Image.Image:
    """The print alone, on nothing."""
    coloured = np.asarray(image.convert("RGBA")).copy()
    coloured[..., 3] = 255 - np.asarray(image)
    coloured[..., :3] = 0
    return Image.fromarray(coloured)
