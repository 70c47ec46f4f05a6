"""What is seen of a whole document: the words of its head, its headings, its title, and of all the rest."""

from collections.abc import Iterator

from schemas.metadata import Text
from workers.metadata.passage import Manuscript
from workers.metadata.weighing.words import each, pairs, words

HEAD_LINES, LAST_LINES = 12, 10
WORDS_OF_LINE = 30
LINES_IN_A_STEP, MOST_STEPS = 20, 6
"""How long the document is, in steps of so many lines."""


def traits(manuscript: Manuscript, title: Text | None) -> Iterator[str]:
    """Everything that may speak for one kind of document or another."""
    for at in range(len(manuscript.lines)):
        yield from line_traits(manuscript, at)
    yield from _of_structure(manuscript)
    if title is not None:
        yield from each("title", words(title.value))


def line_traits(manuscript: Manuscript, at: int) -> list[str]:
    """What the line at this position has to say."""
    lines = manuscript.lines
    found = words(lines[at].text)[:WORDS_OF_LINE]
    part = "head" if at < HEAD_LINES else "end" if at >= len(lines) - LAST_LINES else "middle"
    line = f"line={'_'.join(found[:2])}"
    return [*each("word", found), *each(part, found), *pairs("two", found[:20]), line]


def _of_structure(manuscript: Manuscript) -> Iterator[str]:
    for section in manuscript.document.sections:
        if section.heading is not None:
            heading = words(section.heading)
            yield f"headed={'_'.join(heading[:4])}"
            yield from each("heading", heading)
    yield f"lines={min(len(manuscript.lines) // LINES_IN_A_STEP, MOST_STEPS)}"
    yield f"sections={min(len(manuscript.document.sections), 8)}"
    yield f"pages={min(len(manuscript.pages), 4)}"
