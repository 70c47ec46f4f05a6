"""Damage made the honest way: a text is drawn on a page and read by Tesseract without Swedish."""

import subprocess
import tempfile
import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.bench.damage import Damaged

FONTS = ("LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf", "DejaVuSerif.ttf")
PAGE = (2480, 3508)
"""Pixels: A4 at 300 dpi."""
MARGIN, LINE_HEIGHT, SIZE = 200, 62, 40
COLUMNS, LINES = 80, 48
SECONDS = 60


def scanned(text: str, seed: int) -> Damaged:
    """The first page of `text` as it is read with `-l eng`, and as it was printed; needs Tesseract."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, COLUMNS)][:LINES]
    page = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONTS[seed % len(FONTS)], SIZE)
    for at, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + at * LINE_HEIGHT), line, font=font, fill=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        page.save(path, dpi=(300, 300))
        read = subprocess.run(
            ["tesseract", str(path), "-", "-l", "eng", "--psm", "6"],
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
        ).stdout
    printed = "\n".join(" ".join(line.split()) for line in lines)
    return Damaged(text="\n".join(line for line in read.split("\n") if line.strip()), expected=printed)
