"""Letters that are lost: the channel stage with this process's model, as changes of the text."""

import functools
from dataclasses import dataclass

from workers.repair.channel.candidates import Candidates
from workers.repair.channel.restore import Restorer
from workers.repair.edits import Change
from workers.repair.model import model


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A change, and whether it is sure enough to be made without asking."""

    change: Change
    applied: bool


def restored(text: str) -> list[Restored]:
    """What to change in `text`, in order, without overlap; nothing in paragraphs of other languages."""
    return [
        Restored(
            change=Change(
                start=edit.start, end=edit.end, after=edit.after, kind=edit.kind, confidence=edit.confidence
            ),
            applied=edit.applied,
        )
        for edit in restorer().edits(text)
    ]


@functools.cache
def restorer() -> Restorer:
    """One per process, with the words that it remembers."""
    opened = model()
    candidates = Candidates(opened.forms, opened.spelling, opened.neighbours)
    return Restorer(opened.forms, opened.ngrams, candidates, opened.reranker, opened.neighbours)
