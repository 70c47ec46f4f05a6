"""How surely the characters under a value were read and repaired. Pure."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from schemas.metadata import Evidence
from schemas.repair import RepairedPage

Span = tuple[int, int, float]
"""First character in the page's `raw_text`, one past the last, and the probability that they are right."""


class Certainty:
    """What the readers and the repair said about their work on these pages."""

    def __init__(self, pages: Sequence[RepairedPage]) -> None:
        self._pages = pages

    def of(self, evidence: Sequence[Evidence]) -> float:
        """Probability, 0 to 1, of the least sure word or repair under the evidence; 1 where none was stated.

        The least, and not the product: readers are unsure of neighbours for the same reason, a stain or a
        fold, so their doubts are not independent.
        """
        if not self._stated:
            return 1.0
        return min(
            (
                probability
                for piece in evidence
                for start, end, probability in self._spans.get(piece.page, ())
                if start < piece.end and end > piece.start
            ),
            default=1.0,
        )

    @cached_property
    def _stated(self) -> bool:
        return any(self._spans.values())

    @cached_property
    def _spans(self) -> dict[int, tuple[Span, ...]]:
        return {page.page.number: (*_words(page), *_repairs(page)) for page in self._pages}


def _words(page: RepairedPage) -> Iterator[Span]:
    for start, word in page.page.judged_words():
        if word.confidence is not None and word.confidence < 1:
            yield start, start + len(word.text), word.confidence


def _repairs(page: RepairedPage) -> Iterator[Span]:
    for _, start, edit in page.placed_edits():
        if edit.applied and edit.confidence is not None and edit.confidence < 1:
            yield start, start + edit.end - edit.start, edit.confidence
