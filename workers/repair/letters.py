"""Letters that are lost: the channel stage with this process's model, as changes of the text."""

import functools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workers.repair.channel.candidates import Candidates
from workers.repair.channel.restore import Restorer
from workers.repair.edits import Change
from workers.repair.languages import Span, foreign
from workers.repair.model import model


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A change, and whether it is sure enough to be made without asking."""

    change: Change
    applied: bool


def restored(text: str) -> list[Restored]:
    """What to change in `text`, in order, without overlap; nothing in paragraphs of other languages."""
    edits = restorer().edits(text)
    elsewhere = foreign(text) if edits else []
    return [
        Restored(
            change=Change(
                start=edit.start, end=edit.end, after=edit.after, kind=edit.kind, confidence=edit.confidence
            ),
            applied=edit.applied,
        )
        for edit in edits
        if not _lies_in(edit.start, elsewhere)
    ]


def _lies_in(at: int, spans: Sequence[Span]) -> bool:
    """Whether a character stands in one of the spans, which are in order."""
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


@functools.cache
def restorer() -> Restorer:
    """One per process, with the words that it remembers."""
    opened = model()
    candidates = Candidates(opened.forms, opened.spelling)
    return Restorer(opened.forms, opened.ngrams, candidates, opened.reranker)
