"""Repairs as a reader sees them: marks in a line, and each changed word before and after. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.review import line_parts
from ingest.web import labels
from ingest.web.corrections import CorrectionMark, mark_of
from schemas.base import Box
from schemas.record import Repair
from schemas.review import Correction

Mark = Literal["none", "repair", "proposal", "corrected"]
WORD_BREAKS = " \t\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of a line's characters. `before` is what was read, `after` what it became or might become; a
    `correction` says who wrote it, where that is known."""

    before: str
    after: str
    mark: Mark
    correction: CorrectionMark | None = None

    @property
    def repaired(self) -> str:
        """What stands in the repaired text: a proposal has changed nothing."""
        return self.after if self.mark in ("repair", "corrected") else self.before


@dataclass(frozen=True, kw_only=True)
class WordChange:
    """A changed word with the characters around its edits, so that a person can judge it."""

    line: int
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]
    confidence: float | None
    applied: bool
    boxes: tuple[Box, ...]


def line_pieces(raw: str, repairs: Sequence[Repair], *, start: int, end: int) -> tuple[Piece, ...]:
    """`raw[start:end]` cut at its repairs.

    `raw` is the page's `raw_text`; the repairs lie within start and end, in order, and do not overlap.
    The pieces' `before` joined are `raw[start:end]`; their `repaired` joined are the repaired text.
    """
    pieces: list[Piece] = []
    at = start
    for repair in repairs:
        if at < repair.start:
            pieces.append(_plain(raw[at : repair.start]))
        mark: Mark = "repair" if repair.applied else "proposal"
        pieces.append(Piece(before=repair.before, after=repair.after, mark=mark))
        at = repair.end
    if at < end:
        pieces.append(_plain(raw[at:end]))
    return tuple(pieces)


def corrected_pieces(
    raw: str, text: str, repairs: Sequence[Repair], corrections: Sequence[Correction], *, start: int
) -> tuple[Piece, ...]:
    """The pieces of a line that people have corrected: `raw` as it was read, `text` as it stands now.

    The repairs count in the page's raw text, in which the line begins at `start`.
    """
    pieces: list[Piece] = []
    for part in line_parts(raw, text, repairs, start=start):
        if part.corrected:
            mark = _written_by(part.after, corrections)
            pieces.append(Piece(before=part.before, after=part.after, mark="corrected", correction=mark))
        else:
            moved = [repair.model_copy(update=_moved(repair, start)) for repair in part.repairs]
            pieces.extend(line_pieces(raw, moved, start=part.start, end=part.end))
    return tuple(pieces)


def _moved(repair: Repair, start: int) -> dict[str, int]:
    return {"start": repair.start - start, "end": repair.end - start}


def _written_by(text: str, corrections: Sequence[Correction]) -> CorrectionMark | None:
    """Whose words these are: the last correction of the line that wrote one of them, else the last of all."""
    words = set(text.split())
    own = [one for one in corrections if words & set(str(one.after).split())]
    return mark_of((own or corrections)[-1]) if corrections else None


def word_changes(raw: str, repairs: Sequence[Repair], *, start: int, end: int) -> Iterator[WordChange]:
    """The repairs of the line `raw[start:end]`, widened to whole words; those in one word come together."""
    group: list[Repair] = []
    group_start = group_end = start
    for repair in repairs:
        word_start = _word_start(raw, repair.start, start)
        if group and word_start < group_end and repair.applied == group[-1].applied:
            group.append(repair)
        else:
            if group:
                yield _change(raw, group, group_start, group_end)
            group, group_start = [repair], max(word_start, group[-1].end if group else start)
        group_end = _word_end(raw, repair.end, end)
    if group:
        yield _change(raw, group, group_start, group_end)


def _change(raw: str, group: Sequence[Repair], start: int, end: int) -> WordChange:
    confidences = [repair.confidence for repair in group if repair.confidence is not None]
    return WordChange(
        line=group[0].line + 1,
        pieces=line_pieces(raw, group, start=start, end=end),
        kinds=tuple(dict.fromkeys(labels.EDIT_KIND[repair.kind] for repair in group)),
        confidence=min(confidences) if confidences else None,
        applied=group[0].applied,
        boxes=tuple(dict.fromkeys(repair.box for repair in group if repair.box is not None)),
    )


def _plain(text: str) -> Piece:
    return Piece(before=text, after=text, mark="none")


def _word_start(raw: str, at: int, floor: int) -> int:
    while at > floor and raw[at - 1] not in WORD_BREAKS:
        at -= 1
    return at


def _word_end(raw: str, at: int, ceiling: int) -> int:
    while at < ceiling and raw[at] not in WORD_BREAKS:
        at += 1
    return at
