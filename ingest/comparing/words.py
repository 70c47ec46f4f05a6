"""Two texts, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\s+|\S+")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of words that stands in both texts, or in one of them."""

    where: Literal["both", "before", "after"]
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in one: the pieces of `both` and `before` make the first, all but `before` the other."""
    return tuple(_pieces(_WORD.findall(before), _WORD.findall(after)))


def changed_words(before: str, after: str) -> int:
    """How many words make the difference between two texts; at least 1 if there is any."""
    if before == after:
        return 0
    old, new = before.split(), after.split()
    touched = sum(
        max(end - start, new_end - new_start)
        for tag, start, end, new_start, new_end in aligned(old, new)
        if tag != "equal"
    )
    return max(1, touched)


def aligned(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    """`difflib`'s steps from one sequence to the other."""
    return SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _MANY).get_opcodes()


_MANY = 5000
"""From this length on what stands everywhere is not aligned by: it would take minutes."""


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in aligned(old, new):
        if tag == "equal":
            yield Piece(where="both", text="".join(old[start:end]))
            continue
        if end > start:
            yield Piece(where="before", text="".join(old[start:end]))
        if new_end > new_start:
            yield Piece(where="after", text="".join(new[new_start:new_end]))
