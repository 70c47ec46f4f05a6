"""Attachments (bilagor): listed under their heading, or each after the word on its line."""

# Patterns stay whole, so that they can be searched for and compared.

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.metadata import NumberedText
from workers.metadata.entries import Entry, numbered
from workers.metadata.listed import entries_under, is_sentence
from workers.metadata.mail import Mail
from workers.metadata.passage import Manuscript, Passage
from workers.structure.list_headings import heads_attachments

LONGEST_LINE = 160
"""Characters of the line of one attachment."""

_ONE_ATTACHMENT = re.compile(
    r"(?:bilaga\s+(?P<number>\d{1,2}|[A-Z])\s*[.:,–—-]\s*(?!\d)|bil\.\s*(?P<short>\d{1,2}|[A-Z])\s*[.:,–—-]?\s+)(?P<name>\S.*)$",
    re.IGNORECASE,
)
_ATTACHMENT_NUMBER = re.compile(
    r"^\s*(?:bilaga|bil\.)\s+(?P<number>\d{1,2}|[A-Z])(?:\s*[.:,–—-]\s*|\s+)(?=\S)|^(?P<alone>\d{1,2}(?:[a-z](?=[.)]))?|(?-i:[A-H])(?=[.)]))[.)]?\s+(?=(?-i:[A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–—•·]\s+(?=\S)")
_FILE = re.compile(r"(?P<one>[^\s;][^;]*)")
_UNNUMBERED = re.compile(r"bilaga\s*[,–—-]\s*(?P<name>[A-ZÅÄÖ]\S.*)$", re.IGNORECASE)
"""`Bilaga, Ansökan om planbesked` among what a decision rests on."""
_ONLY_COUNT = re.compile(
    r"\s*(?:\d{1,3}|en|ett|två|tre|fyra|fem|sex)(?:\s+(?:st\.?|stycken|bilagor?))?\s*\.?", re.IGNORECASE
)
"""`Bilagor: 2` says how many there are, not which."""
_INDEXED = re.compile(r".*\.{5,}\s*\d+\s*")
"""A line of a table of contents, with the page behind its dots."""


def find_attachments(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Bilagor, numbered where they are: under their heading, or after the word on its line."""
    if manuscript.own_mail is not None and "attached" in manuscript.own_mail.fields:
        return tuple(_of_mail(manuscript, manuscript.own_mail))
    listed = [_without_label(entry) for entry in entries_under(manuscript, heads_attachments)]
    listed = [entry for entry in listed if not is_sentence(entry) and not _is_no_thing(entry.text)]
    found = list(numbered(manuscript, listed, "attachment.section"))
    return tuple(found) or tuple(numbered(manuscript, _single_attachments(manuscript), "attachment.line"))


def _of_mail(manuscript: Manuscript, mail: Mail) -> Iterator[NumberedText]:
    """The files that a printed e-mail names, between semicolons."""
    for file in mail.each_in("attached", _FILE):
        if evidence := manuscript.line_evidence(file.line, file.start, file.end):
            name = file.text
            yield NumberedText(
                value=name, raw=name, number=None, rule="attachment.section", evidence=evidence
            )


def _without_label(entry: Entry) -> Entry:
    """`Bilaga 1 – Karta` under the heading `Bilagor`: the number apart."""
    bullet = _BULLET.match(entry.passage.text[entry.start : entry.end])
    if bullet is not None:
        entry = Entry(passage=entry.passage, start=entry.start + bullet.end(), end=entry.end)
    found = _ATTACHMENT_NUMBER.match(entry.passage.text[entry.start : entry.end])
    if found is None:
        return entry
    return Entry(
        passage=entry.passage,
        start=entry.start + found.end(),
        end=entry.end,
        number=found["number"] or found["alone"],
    )


def _is_no_thing(text: str) -> bool:
    return _ONLY_COUNT.fullmatch(text) is not None or _INDEXED.fullmatch(text) is not None


def _single_attachments(manuscript: Manuscript) -> Iterator[Entry]:
    for passage in manuscript.body:
        for at, line in _lines_or_items(passage):
            match = _ONE_ATTACHMENT.match(line) if len(line) < LONGEST_LINE else None
            if match and not _is_no_thing(line) and (passage.kind != "heading" or match["short"]):
                number = match["number"] or match["short"]
                start, end = match.span("name")
                yield Entry(passage=passage, start=at + start, end=at + end, number=number)
            elif passage.kind in ("paragraph", "list_item") and (one := _unnumbered(passage, at, line)):
                yield Entry(passage=passage, start=one.start("name"), end=one.end())


def _unnumbered(passage: Passage, at: int, line: str) -> re.Match[str] | None:
    """`Bilaga, Karta` on a line of its own, or behind an item's bullet."""
    if len(line) >= LONGEST_LINE or line.endswith("."):
        return None
    return _UNNUMBERED.fullmatch(passage.text, max(at, passage.body), at + len(line))


def _lines_or_items(passage: Passage) -> Iterator[tuple[int, str]]:
    """Lines of a head; of a paragraph, which holds a list that no room divides, what each `Bilaga` begins."""
    starts = [piece.at for piece in passage.pieces if _ONE_ATTACHMENT.match(passage.text, piece.at)]
    if passage.kind == "paragraph" and len(starts) > 1:
        bounds = pairwise([*starts, len(passage.text)])
        yield from ((a, passage.text[a:b].rstrip()) for a, b in bounds)
        return
    at = 0
    for line in passage.text.split("\n"):
        yield at, line
        at += len(line) + 1
