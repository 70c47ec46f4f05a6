"""Changes made stage by stage, told as edits against what came in; replayed and undone exactly.

Every stage sees only the text that the stage before left it, and says what to change in that text.
`Draft.revise` carries these changes back to the original, so that one stage never has to know of another.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.repair import Edit, EditKind

MOST_TELLING_FIRST: tuple[EditKind, ...] = (
    "diacritic",
    "ocr",
    "encoding",
    "line_join",
    "spacing",
    "bullet",
    "unicode",
)
"""Where stages have changed the same place, the edit is named for the first of these."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Characters `[start, end)` of a text become `after`."""

    start: int
    end: int
    after: str
    kind: EditKind
    confidence: float | None = None
    """Probability that it is right; None where nothing is weighed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What came in, what has become of it, and the changes between the two.

    `changes` count in `original`, in order, never overlapping; so do `proposals`, which a person may make.
    """

    original: str
    text: str
    changes: tuple[Change, ...] = ()
    proposals: tuple[Change, ...] = ()

    def revise(self, changes: Sequence[Change]) -> "Draft":
        """The draft after one more stage, whose `changes` count in `self.text`, in order, without overlap."""
        if not changes:
            return self
        return Draft(
            original=self.original,
            text=changed(self.text, changes),
            changes=tuple(_composed(self, changes)),
            proposals=self.proposals,
        )

    def propose(self, changes: Sequence[Change]) -> "Draft":
        """The draft with more proposals, which count in `self.text`; those of changed places are dropped."""
        return replace(self, proposals=(*self.proposals, *_in_original(self, changes)))

    def edits(self) -> tuple[Edit, ...]:
        """The changes as a person wants to see them: widened to the words they touch."""
        applied = _by_word(self.original, self.changes)
        open_ones = [
            change for change in self.proposals if not any(_overlap(change, made) for made in applied)
        ]
        made = [(change, True) for change in applied] + [(change, False) for change in open_ones]
        return tuple(
            Edit(
                start=change.start,
                end=change.end,
                before=self.original[change.start : change.end],
                after=change.after,
                kind=change.kind,
                confidence=change.confidence,
                applied=is_applied,
            )
            for change, is_applied in sorted(made, key=lambda pair: (pair[0].start, pair[0].end))
        )


def _overlap(left: Change, right: Change) -> bool:
    return left.start < right.end and right.start < left.end


def _in_original(draft: Draft, changes: Sequence[Change]) -> Iterable[Change]:
    """Changes of the draft's text as changes of the original, where the draft has left it as it was."""
    earlier = list(_earlier(draft.changes))
    for change in changes:
        if any(span.start < change.end and change.start < span.end for span in earlier):
            continue
        before = [span.change for span in earlier if span.end <= change.start]
        shift = sum(len(made.after) - (made.end - made.start) for made in before)
        yield replace(change, start=change.start - shift, end=change.end - shift)


def _least_confidence(changes: Iterable[Change]) -> float | None:
    """The least confidence of changes that have become one; None if none is weighed."""
    return min((change.confidence for change in changes if change.confidence is not None), default=None)


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text with its `changes`, which are in order and do not overlap."""
    kept, at = [], 0
    for change in changes:
        kept += [text[at : change.start], change.after]
        at = change.end
    return "".join([*kept, text[at:]])


def replay(original: str, edits: Sequence[Edit]) -> str:
    """The text that the applied `edits` make of `original`."""
    kept, at = [], 0
    for edit in _applied(edits):
        kept += [original[at : edit.start], edit.after]
        at = edit.end
    return "".join([*kept, original[at:]])


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The original of which the applied `edits` made `text`."""
    kept, at, original_at = [], 0, 0
    for edit in _applied(edits):
        start = at + edit.start - original_at
        kept += [text[at:start], edit.before]
        at, original_at = start + len(edit.after), edit.end
    return "".join([*kept, text[at:]])


def _applied(edits: Iterable[Edit]) -> Iterable[Edit]:
    return (edit for edit in edits if edit.applied)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    """A change as it lies in the text between two stages: made by the earlier one, or about to be made."""

    start: int
    end: int
    change: Change
    new: bool


def _composed(draft: Draft, new: Sequence[Change]) -> Iterable[Change]:
    """Earlier and new changes as changes of the original; those that meet become one."""
    shift = 0  # how much longer the text is than the original, before the current group
    for group in _groups(sorted([*_earlier(draft.changes), *_later(new)], key=lambda span: span.start)):
        start, end = group[0].start, max(span.end for span in group)
        inside = [span for span in group if span.new]
        after = changed(
            draft.text[start:end],
            [
                Change(start=s.start - start, end=s.end - start, after=s.change.after, kind=s.change.kind)
                for s in inside
            ],
        )
        original_start = start - shift
        shift += sum(len(s.change.after) - (s.change.end - s.change.start) for s in group if not s.new)
        original_end = end - shift
        if after != draft.original[original_start:original_end]:
            yield Change(
                start=original_start,
                end=original_end,
                after=after,
                kind=_most_telling(span.change for span in group),
                confidence=_least_confidence(span.change for span in group),
            )


def _earlier(changes: Iterable[Change]) -> Iterable[_Span]:
    shift = 0
    for change in changes:
        start = change.start + shift
        yield _Span(start=start, end=start + len(change.after), change=change, new=False)
        shift += len(change.after) - (change.end - change.start)


def _later(changes: Iterable[Change]) -> Iterable[_Span]:
    return (_Span(start=change.start, end=change.end, change=change, new=True) for change in changes)


def _groups(spans: Iterable[_Span]) -> Iterable[list[_Span]]:
    """Spans that meet one of the other stage, together; neighbours of one stage stay apart."""
    group: list[_Span] = []
    end = 0
    for span in spans:
        mixed = len({member.new for member in (*group, span)}) > 1
        if group and (span.start > end or not mixed):
            yield group
            group = []
        end = max(end, span.end) if group else span.end
        group.append(span)
    if group:
        yield group


def _most_telling(changes: Iterable[Change]) -> EditKind:
    return min((change.kind for change in changes), key=MOST_TELLING_FIRST.index)


def _by_word(original: str, changes: Sequence[Change]) -> list[Change]:
    """Each change with the rest of the words at its edges; changes of one word as one."""
    wide: list[Change] = []
    for at, change in enumerate(changes):
        lower = changes[at - 1].end if at else 0
        upper = changes[at + 1].start if at + 1 < len(changes) else len(original)
        wider = _widened(original, change, lower, upper)
        if wide and _share_a_word(wide[-1], wider):
            wide[-1] = _joined(wide[-1], wider)
        else:
            wide.append(wider)
    return wide


def _widened(original: str, change: Change, lower: int, upper: int) -> Change:
    start, end = change.start, change.end
    if not change.after or _in_word(change.after[0]):
        while start > lower and _in_word(original[start - 1]):
            start -= 1
    if not change.after or _in_word(change.after[-1]):
        while end < upper and _in_word(original[end]):
            end += 1
    return Change(
        start=start,
        end=end,
        after=original[start : change.start] + change.after + original[change.end : end],
        kind=change.kind,
        confidence=change.confidence,
    )


def _share_a_word(left: Change, right: Change) -> bool:
    if right.start < left.end:
        return True
    meet = right.start == left.end and left.after and right.after
    return bool(meet and _in_word(left.after[-1]) and _in_word(right.after[0]))


def _joined(left: Change, right: Change) -> Change:
    """Two neighbours as one; what both have taken in of the text between them stands once."""
    return Change(
        start=left.start,
        end=right.end,
        after=left.after + right.after[left.end - right.start :],
        kind=_most_telling((left, right)),
        confidence=_least_confidence((left, right)),
    )


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
