"""Letters that are lost: the channel stage with this process's model, as changes of the text."""

import functools
from dataclasses import dataclass

from workers.repair.channel.candidates import Candidates
from workers.repair.channel.restore import Restorer
from workers.repair.edits import Change
from workers.repair.model import model
from workers.repair.taught import written


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A change, and whether it is sure enough to be made without asking."""

    change: Change
    applied: bool


def restored(text: str, own_words: tuple[str, ...]) -> list[Restored]:
    """What to change in `text`, in order, without overlap; nothing in paragraphs of other languages.

    `own_words` are known beside the lists' words.
    """
    return [
        Restored(
            change=Change(
                start=edit.start, end=edit.end, after=edit.after, kind=edit.kind, confidence=edit.confidence
            ),
            applied=edit.applied,
        )
        for edit in restorer(own_words).edits(text)
    ]


@functools.lru_cache(maxsize=1)
def restorer(own_words: tuple[str, ...]) -> Restorer:
    """One per process, with the words that it remembers; another one when other words are taught."""
    opened = model()
    forms = opened.forms.with_taught(written(own_words)) if own_words else opened.forms
    candidates = Candidates(forms, opened.spelling, opened.neighbours)
    return Restorer(forms, opened.ngrams, candidates, opened.reranker, opened.neighbours)
