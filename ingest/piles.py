"""A pile: many letters scanned into one PDF, taken apart into documents of their own.

Either a person says which pages belong together, or sheets between the letters do: a page on which nothing
but the word SKILJEBLAD stands. The pile stays as it came in. Each part comes in through the same door as an
upload, and the log of both says what was cut out of what. Doing it again gives the same bytes, so a split
that broke off is simply repeated.
"""

import io
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import BinaryIO

from ingest.errors import BadRequest, EngineCrashed, NoSeparators, NotAPile, NotOpenable
from ingest.intake import Intake
from ingest.register import SplitOff
from ingest.sandbox import Limits, Reply
from ingest.storage import keys
from schemas.document import DocumentView, PageRange, Receipt, Statement
from schemas.record import Record

SEPARATOR = re.compile(r"\W*SKILJEBLAD\W*")
"""All that stands on a separator sheet; a reader may see a speck or the sheet's edge as a sign."""


def separator_sheets(record: Record) -> tuple[int, ...]:
    """The numbers of the pages that are separator sheets."""
    return tuple(page.number for page in record.pages if SEPARATOR.fullmatch(" ".join(page.text.split())))


def parts_between_separators(record: Record) -> tuple[PageRange, ...]:
    """The runs of pages between the separator sheets. NoSeparators."""
    sheets = separator_sheets(record)
    if not sheets:
        raise NoSeparators
    edges = [0, *sheets, len(record.pages) + 1]
    return tuple(
        PageRange(first=before + 1, last=after - 1) for before, after in pairwise(edges) if after - before > 1
    )


def split(
    intake: Intake, pile: DocumentView, parts: Sequence[PageRange], *, actor: str
) -> tuple[Receipt, ...]:
    """Takes each part in as a document of its own, and leaves the trace with the pile and with each part.

    BadRequest if the parts overlap, are out of order or beyond the pile; NotAPile for anything but a PDF of
    several pages; NotOpenable if its pages cannot be taken out; the errors of an upload.
    """
    if pile.media_type != "application/pdf" or pile.pages_total == 1:
        raise NotAPile
    _check(parts, pile.pages_total)
    receipts = tuple(
        _take_in(intake, pile, part, f"{number} av {len(parts)}", actor=actor)
        for number, part in enumerate(parts, start=1)
    )
    split_off = [
        SplitOff(document_id=receipt.id, first=part.first, last=part.last)
        for receipt, part in zip(receipts, parts, strict=True)
    ]
    intake.register.record_split(pile.id, split_off, actor=actor)
    return receipts


def _check(parts: Sequence[PageRange], pages: int) -> None:
    ends = [0, *(part.last for part in parts)]
    in_order = all(part.first > before for part, before in zip(parts, ends, strict=False))
    if not parts or not in_order or ends[-1] > pages:
        raise BadRequest(field="parts")


def _take_in(intake: Intake, pile: DocumentView, part: PageRange, which: str, *, actor: str) -> Receipt:
    settings = intake.settings
    limits = Limits(seconds=settings.page_seconds, memory_mb=settings.sandbox_memory_mb)
    with intake.store.local(keys.original(pile.sha256)) as path:
        try:
            untrusted = intake.sandbox.call(cut, path, limits=limits, first=part.first, last=part.last)
            (untrusted_pdf,) = untrusted.blobs
        except (EngineCrashed, ValueError) as error:
            raise NotOpenable from error
    name = PurePath(pile.filename)
    stated = _stated(pile, part)
    # What comes out of the sandbox is as untrusted as any upload, and is probed like one.
    return intake.receive(
        io.BytesIO(untrusted_pdf), filename=f"{name.stem} ({which}).pdf", stated=stated, actor=actor
    )


def _stated(pile: DocumentView, part: PageRange) -> Statement:
    """What lay in a pile came in with it, through the same scanner. Its dnr is not taken over: letters of one
    pile may belong to different cases."""
    told = [receipt.stated for receipt in pile.receipts]
    return Statement(
        note=f"Ur {pile.filename}, sidorna {part.first}–{part.last}",
        date_received=next((one.date_received for one in told if one.date_received), None),
        scanner=next((one.scanner for one in told if one.scanner), None),
    )


def cut(source: BinaryIO, *, first: int, last: int) -> Reply:
    """Inside the sandbox: a PDF of the pages from `first` to `last`; the same pages give the same bytes."""
    import pikepdf  # noqa: PLC0415 - Parsers stay out of the server.

    with pikepdf.open(source) as pile, pikepdf.new() as part:
        part.pages.extend(pile.pages[first - 1 : last])
        out = io.BytesIO()
        part.save(out, deterministic_id=True)
    return Reply(None, blobs=(out.getvalue(),))
