"""Printed e-mails: their fields, as mail programs print them over the text."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workers.structure.lines import Line
from workers.structure.signers import Part

Field = Literal["from", "sent", "to", "copy", "subject", "attached", "other"]

FIELDS: tuple[tuple[Field, str], ...] = (
    ("from", r"från|from|avsändare"),
    ("sent", r"skickat|skickades|sent|datum|date|mottaget"),
    ("to", r"till|to"),
    ("copy", r"kopia(?: till)?|cc"),
    ("attached", r"bifogade filer|bilag(?:a|or)|bifogat|attachments?"),
    ("subject", r"ämne|subject|ärende|rubrik"),
    (
        "other",
        r"hemlig kopia|bcc|prioritet|importance|svar till|reply-to|kategorier",
    ),
)
"""What Outlook, GroupWise, Notes and Thunderbird call them, in Swedish and in English."""
_LABELS = tuple(
    (field, re.compile(rf"\**(?:{pattern})\s*:\**(?:\s+|$)", re.IGNORECASE)) for field, pattern in FIELDS
)
_TELLING: frozenset[Field] = frozenset({"from", "sent", "subject"})
"""A head has at least these: `Till:` and `Datum:` stand over other letters too."""
TOP = 6
"""An e-mail that is the document itself begins among so many first lines."""
MOST_LINES = 12
"""Lines of one head, with addressees over several lines."""
_ADDRESS = re.compile(r"\s*[<\[(]?(?:mailto:)?\S+@\S+?[>\])]?(?:\s*[<\[(]\S+@\S+[>\])])?\s*$")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The head of one e-mail: what stands behind each label."""

    first: int  #: position of its first line among the document's
    fields: dict[Field, Part]

    def name_in(self, field: Field) -> Part | None:
        """The name in a field that holds one, without the address behind it; None where only that stands."""
        part = self.fields.get(field)
        if part is None:
            return None
        named = _ADDRESS.sub("", part.text).rstrip()
        lead = len(named) - len(named.lstrip("'\""))
        name = named.strip("'\"")
        if not name or "@" in name or ";" in name:
            return None
        start = part.start + lead
        return Part(line=part.line, start=start, end=start + len(name))

    def each_in(self, field: Field, shape: re.Pattern[str]) -> Iterator[Part]:
        """What the group `one` of the shape finds in a field of several, without white space behind it."""
        part = self.fields.get(field)
        if part is None:
            return
        for found in shape.finditer(part.text):
            start = part.start + found.start("one")
            yield Part(line=part.line, start=start, end=start + len(found["one"].rstrip()))


def find_mails(lines: Sequence[Line]) -> Iterator[Mail]:
    """Every printed head of an e-mail, in order: the first is the document's own, the others are quoted."""
    at = 0
    while at < len(lines):
        label = _label(lines[at])
        found = _mail_at(lines, at) if label is not None and label[0] == "from" else None
        if found is not None:
            yield found[0]
        at = at + 1 if found is None else found[1]


def _label(line: Line) -> tuple[Field, int] | None:
    """The field whose label opens the line, and where its value begins."""
    if ":" not in line.text:
        return None
    labels = ((field, label.match(line.text)) for field, label in _LABELS)
    return next(((field, found.end()) for field, found in labels if found is not None), None)


def _mail_at(lines: Sequence[Line], first: int) -> tuple[Mail, int] | None:
    """The head that begins on the line, and the line behind it; labels may stand beside or over their values."""
    fields: dict[Field, Part] = {}
    waiting: list[Field] = []
    at = first
    while at < min(len(lines), first + MOST_LINES):
        line, label = lines[at], _label(lines[at])
        if label is not None and label[0] != "other" and (label[0] in fields or label[0] in waiting):
            break
        if label is not None and label[1] < len(line.text):
            fields[label[0]] = Part(line=line, start=label[1], end=len(line.text))
        elif label is not None:
            waiting.append(label[0])
        elif waiting:
            fields[waiting.pop(0)] = Part(line=line, start=0, end=len(line.text))
        elif not _goes_on(lines[at - 1], line):
            break
        at += 1
    return (Mail(first=first, fields=fields), at) if fields.keys() >= _TELLING else None


def _goes_on(before: Line, line: Line) -> bool:
    """More addressees on the next line: `Anna Berg; Bo Ek;` / `Eva Alm`."""
    return line.gap < 1 and before.text.rstrip().endswith((";", ","))
