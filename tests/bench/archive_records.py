"""Finished documents of `./bench web` that can be opened: records and readings of so many pages."""

from collections.abc import Iterator

import numpy as np

from ingest.storage import ObjectStore, keys
from schemas.example import EXAMPLE
from schemas.page import ReadLine, ReadPage, Word
from schemas.record import Record, RecordPage, Repair
from schemas.structure import Block, LineRef, Section
from tests.bench.archive_language import Language

LINES_ON_A_PAGE = 40
LINES_OF_A_BLOCK = 5
WORDS_ON_A_LINE = 9
LEFT, TOP, CHARACTER, LINE_HEIGHT = 72.0, 60.0, 5.5, 16.0
REPAIRS_EVERY = 10
"""The first word of each so manieth line was repaired."""


def put_record(
    store: ObjectStore, document_id: str, version: str, pages: int, language: Language, seed: int
) -> None:
    """Write the record of a document and the reading of each of its pages."""
    chance = np.random.default_rng(seed)
    texts = [_page_text(language, chance) for _ in range(pages)]
    record = _record(document_id, texts)
    store.put(keys.record(document_id, version), record.model_dump_json().encode(), "application/json")
    for page in record.pages:
        read = _reading(page).model_dump_json().encode()
        store.put(keys.reading(document_id, version, page.number), read, "application/json")


def _page_text(language: Language, chance: np.random.Generator) -> str:
    lines = (language.text(chance, WORDS_ON_A_LINE) for _ in range(LINES_ON_A_PAGE))
    return "\n".join(lines)


def _record(document_id: str, texts: list[str]) -> Record:
    """The example record with so many more pages, and its number among them."""
    first = EXAMPLE.pages[0]
    opening = first.model_copy(
        update={"text": f"{first.text}\n{texts[0]}", "raw_text": f"{first.raw_text}\n{texts[0]}"}
    )
    pages = [opening, *(_page(number, text) for number, text in enumerate(texts[1:], start=2))]
    sections = tuple(_section(page) for page in pages[1:])
    return EXAMPLE.model_copy(
        update={
            "id": document_id,
            "source": EXAMPLE.source.model_copy(update={"pages": len(pages)}),
            "pages": tuple(pages),
            "sections": (*EXAMPLE.sections, *sections),
            "text": "\n\n".join([EXAMPLE.text, *texts]),
            "repairs": (*EXAMPLE.repairs, *(repair for page in pages[1:] for repair in _repairs(page))),
        }
    )


def _page(number: int, text: str) -> RecordPage:
    return EXAMPLE.pages[0].model_copy(update={"number": number, "text": text, "raw_text": text})


def _section(page: RecordPage) -> Section:
    lines = page.text.split("\n")
    return Section(
        heading=lines[0],
        level=1,
        page=page.number,
        box=_box(0, lines[0]),
        heading_lines=(LineRef(page=page.number, line=0),),
        blocks=tuple(
            _block(page.number, range(first, min(first + LINES_OF_A_BLOCK, len(lines))), lines)
            for first in range(1, len(lines), LINES_OF_A_BLOCK)
        ),
    )


def _block(page: int, at: range, lines: list[str]) -> Block:
    return Block(
        kind="paragraph",
        text=" ".join(lines[line] for line in at),
        page=page,
        box=_box(at.start, lines[at.start]),
        lines=tuple(LineRef(page=page, line=line) for line in at),
    )


def _repairs(page: RecordPage) -> Iterator[Repair]:
    start = 0
    for number, line in enumerate(page.raw_text.split("\n")):
        word = line.split(" ")[0]
        if number % REPAIRS_EVERY == 0:
            yield EXAMPLE.repairs[0].model_copy(
                update={
                    "page": page.number,
                    "line": number,
                    "start": start,
                    "end": start + len(word),
                    "before": word,
                    "after": word,
                    "box": _box(number, word),
                }
            )
        start += len(line) + 1


def _reading(page: RecordPage) -> ReadPage:
    return ReadPage(
        number=page.number,
        width=page.width,
        height=page.height,
        text_source=page.text_source,
        reason=page.reason,
        lines=tuple(_line(number, text) for number, text in enumerate(page.raw_text.split("\n"))),
    )


def _line(number: int, text: str) -> ReadLine:
    words, start = [], 0
    for word in text.split(" "):
        left = LEFT + CHARACTER * start
        box = (
            left,
            TOP + LINE_HEIGHT * number,
            left + CHARACTER * len(word),
            TOP + LINE_HEIGHT * number + 12,
        )
        words.append(Word(text=word, start=start, box=box, confidence=0.97))
        start += len(word) + 1
    return ReadLine(text=text, words=tuple(words), box=_box(number, text))


def _box(line: int, text: str) -> tuple[float, float, float, float]:
    top = TOP + LINE_HEIGHT * line
    return (LEFT, top, LEFT + CHARACTER * len(text), top + 12)
