"""Plain text files: pages, lines and words without places. Pure but for reading the file."""

import re
from pathlib import Path
from time import perf_counter

from ingest.errors import UnreadablePage
from ingest.probe import split_text_pages
from schemas.page import ReadLine, ReadPage, Word
from schemas.provenance import Step
from workers.repair import TOOL, VERSION, decode

FORM_FEED = "\f"
_LINE_BREAK = re.compile("\r\n|\n|\r")
_WORD = re.compile(r"\S+")


def read_text_page(path: Path, number: int) -> ReadPage:
    """Page `number` (from 1); form feeds part the pages. Raises UnreadablePage when there is no such page.

    The codec is chosen once, on the whole file: a single page may hold too little to tell.
    """
    begun = perf_counter()
    data = path.read_bytes()
    decoded = decode(data)
    pages = decoded.text.split(FORM_FEED)[: len(split_text_pages(data))]
    if not 1 <= number <= len(pages):
        raise UnreadablePage
    return ReadPage(
        number=number,
        width=None,
        height=None,
        text_source="text_file",
        reason="text_file",
        decoding=decoded.codec,
        lines=_lines(pages[number - 1]),
        steps=(Step(name="decode", tool=TOOL, version=VERSION, seconds=round(perf_counter() - begun, 4)),),
    )


def _lines(page: str) -> tuple[ReadLine, ...]:
    """Lines as the file has them. Rarer line separators stay inside: in a damaged file they are letters."""
    texts = _LINE_BREAK.split(page)
    if texts[-1] == "":
        texts.pop()
    return tuple(_line(text) for text in texts)


def _line(text: str) -> ReadLine:
    words = tuple(Word(text=match.group(), start=match.start(), box=None) for match in _WORD.finditer(text))
    return ReadLine(text=text, words=words, box=None)
