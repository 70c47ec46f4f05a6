"""One thing of a list: characters of a passage, with the number that stood before them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.metadata import NumberedText
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lines import Cell, Line
from workers.structure.lists import marker_number

_LINKING = re.compile(r"[,;]?\s+(?:samt|och|dels)$")
"""A word that links a clause to the next one belongs to neither."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Characters `[start, end)` of the passage's text."""

    passage: Passage
    start: int
    end: int
    number: str | None = None

    @property
    def text(self) -> str:
        """The characters, white space collapsed."""
        return " ".join(self.passage.text[self.start : self.end].split())


def numbered(manuscript: Manuscript, entries: Iterable[Entry], rule: str) -> Iterator[NumberedText]:
    """The entries as values; those without characters on the page are left out."""
    for entry in entries:
        evidence = manuscript.evidence(entry.passage, entry.start, entry.end)
        if entry.text and evidence:
            yield NumberedText(
                value=entry.text, raw=entry.text, number=entry.number, rule=rule, evidence=evidence
            )


def of_cell(manuscript: Manuscript, line: Line, cell: Cell) -> Entry | None:
    """A cell as characters of the passage that its line is part of; None where they do not stand in it so."""
    passage = manuscript.passage_of(line)
    if passage is None:
        return None
    start = next((passage.line_at[ref] for ref in line.refs if ref in passage.line_at), 0)
    at = passage.text.find(cell.text, start)
    return None if at < 0 else Entry(passage=passage, start=max(at, passage.body), end=at + len(cell.text))


def whole(passage: Passage) -> Entry:
    """The whole passage but its number and the word that links it to the next clause."""
    number, skip = marker_number(passage.marker, passage.text[passage.body :])
    linking = _LINKING.search(passage.text)
    end = len(passage.text) if linking is None else linking.start()
    return Entry(passage=passage, start=passage.body + skip, end=end, number=number)
