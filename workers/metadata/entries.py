"""One thing of a list: characters of a passage, with the number that stood before them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.metadata import NumberedText
from workers.metadata.passage import Manuscript, Passage


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
