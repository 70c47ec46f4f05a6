"""The documents that `bench metadata` reads: folders of texts with truth, and the fictional labelled set."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from schemas.base import Box
from schemas.page import ReadLine, ReadPage, Word
from schemas.repair import RepairedLine, RepairedPage
from tests.bench.documents.case import Case, cases
from tests.bench.documents.sheet import HEIGHT, WIDTH, Run, Sheet, measure, rows_of
from workers.repair import repair_pages

Truth = dict[str, Any]
"""A ground truth file as it stands."""
HAND = Path(__file__).parents[1] / "unit/metadata/documents"
"""Fictional texts written by hand together with the rules: they are reported, but prove little."""
FormName = Literal["text", "boxes"]


@dataclass(frozen=True, kw_only=True)
class Example:
    """A document to measure on."""

    name: str
    group: str  #: the issuer, or the template of a fictional document
    truth: Truth
    pages: tuple[RepairedPage, ...]
    text: str | None  #: what a value must stand in to be asked for; None when all of the truth is printed


def folder_examples(folder: Path) -> Iterator[Example]:
    """The texts `x.txt` (variants `x.clean.txt` …, form feed = page break) whose truth is `x.json`."""
    for path in sorted(folder.glob("*.txt")):
        stem = path.name.split(".", maxsplit=1)[0]
        choices = (folder / f"{stem}.json", folder / f"{stem}.truth.json")
        found = next((choice for choice in choices if choice.exists()), None)
        if found is None:
            continue
        truth, text = json.loads(found.read_text(encoding="utf-8")), path.read_text(encoding="utf-8")
        group = str(truth.get("issuer") or "unknown").split(",", maxsplit=1)[0]
        pages = repair_pages([page.page for page in text_pages(text)])
        text = "\n".join(line.text for page in pages for line in page.lines)
        yield Example(name=path.name, group=group, truth=truth, pages=pages, text=text)


def labelled_examples(which: str, form: FormName) -> Iterator[Example]:
    """The documents of one fictional set, as texts or as pages of words with boxes."""
    for case in cases(which):
        pages = text_pages(case.text) if form == "text" else boxed_pages(case)
        yield Example(
            name=case.name, group=case.name.rsplit("-", 1)[0], truth=case.truth, pages=pages, text=None
        )


def text_pages(text: str) -> tuple[RepairedPage, ...]:
    """A plain text as pages without boxes; the pages of a text need no repair here."""
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    pages = []
    for number, part in enumerate(parts, start=1):
        lines = tuple(ReadLine(text=line, words=(), box=None) for line in part.split("\n"))
        pages.append(
            _unrepaired(
                ReadPage(
                    number=number, width=None, height=None, text_source="text_file", reason="text_file",
                    lines=lines,
                )
            )
        )  # fmt: skip
    return tuple(pages)


def boxed_pages(case: Case) -> tuple[RepairedPage, ...]:
    """The pages as a reader without errors gives them: a line for each row, its words with their boxes."""
    return tuple(
        _unrepaired(
            ReadPage(
                number=number, width=WIDTH, height=HEIGHT, text_source="text_layer",
                reason="text_layer_good", lines=tuple(_lines(sheet)),
            )
        )
        for number, sheet in enumerate(case.printed.sheets, start=1)
    )  # fmt: skip


def _unrepaired(page: ReadPage) -> RepairedPage:
    lines = tuple(RepairedLine(original=line.text, text=line.text, edits=()) for line in page.lines)
    return RepairedPage(page=page, lines=lines)


def _lines(sheet: Sheet) -> Iterator[ReadLine]:
    """Rows from the top, with the stamps' lines where their tops are."""
    stamps = [[run] for run in sheet.runs if run.degrees]
    for runs in sorted([*rows_of(sheet), *stamps], key=lambda runs: runs[0].top):
        yield _line(runs)


def _line(runs: list[Run]) -> ReadLine:
    text, words = "", list[Word]()
    for run in runs:
        for match in re.finditer(r"\S+", run.text):
            text += " " if text else ""
            left = run.x + measure(run.text[: match.start()], run.face, run.size, run.bold)
            right = left + measure(match.group(), run.face, run.size, run.bold)
            box: Box = (left, run.top, right, run.top + run.size)
            words.append(Word(text=match.group(), start=len(text), box=box, confidence=None))
            text += match.group()
    boxes = [word.box for word in words if word.box]
    around: Box = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return ReadLine(
        text=text, words=tuple(words), box=around, size=runs[0].size, bold=all(run.bold for run in runs)
    )
