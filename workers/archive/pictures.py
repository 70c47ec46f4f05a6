"""Replaces PDF pages by pictures of themselves, where nothing else helps. Runs inside the sandbox only."""

import io

import pikepdf

from workers.reading.opening import visible_box
from workers.reading.rendering import render


def with_pictures(content: bytes, pictures: set[int], dpi: int) -> bytes:
    """A new document of the same pages, those in `pictures` (from 1) rendered at `dpi`, lossless.

    What hangs on the old document's catalogue (scripts, attached files, forms) stays behind.
    """
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.Pdf.new() as new:
        for number, page in enumerate(pdf.pages, 1):
            if number in pictures:
                _append_picture(new, content, number, dpi, visible_box(page))
                new.pages[-1].obj.Rotate = int(page.obj.get("/Rotate", 0))
            else:
                new.pages.append(page)
        new.save(result)
    return result.getvalue()


def _append_picture(
    pdf: pikepdf.Pdf, content: bytes, number: int, dpi: int, visible: tuple[float, ...]
) -> None:
    """The unrotated page as one colour image."""
    image = render(content, number, dpi)
    width, height = visible[2] - visible[0], visible[3] - visible[1]
    page = pdf.add_blank_page(page_size=(width, height))
    picture = pdf.make_stream(
        image.convert("RGB").tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=picture))
    page.obj.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Page Do Q".encode())
