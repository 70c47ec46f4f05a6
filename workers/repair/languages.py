"""Which paragraphs of a document are in another language, however short they are.

A heading or a list item of an English annex has no word that tells its language; what stands around it has.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workers.repair.channel.gate import DISTINCT, OTHER, is_foreign, swedish_lines

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*")
_WORD = re.compile(r"[^\W\d_]+")

Span = tuple[int, int]


def foreign(text: str) -> list[Span]:
    """Start and end of every stretch in another language: a paragraph without its lines that are Swedish.

    A paragraph that shows no language has that of the decided ones before and behind it where these are both
    of other languages, and wherever more words stand in such paragraphs than in Swedish ones.
    """
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    decided = [_is_foreign(text[start:end]) for start, end in spans]
    words: Counter[bool | None] = Counter()
    for (start, end), verdict in zip(spans, decided, strict=True):
        words[verdict] += len(_WORD.findall(text, start, end))
    prevailing = words[True] > words[False]
    before, behind = _nearest(decided), _nearest(decided[::-1])[::-1]
    return [
        stretch
        for span, verdict, left, right in zip(spans, decided, before, behind, strict=True)
        if verdict or (verdict is None and (prevailing or (left and right)))
        for stretch in _without(span, swedish_lines(text, *span) if verdict else [])
    ]


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start, end = span
    for first, last in holes:
        if start < first:
            yield start, first
        start = last
    if start < end:
        yield start, end


def _is_foreign(paragraph: str) -> bool | None:
    """None where the paragraph does not tell."""
    if is_foreign(paragraph):
        return True
    words = _WORD.findall(paragraph.lower())
    is_swedish = sum(word in DISTINCT for word in words) > sum(word in OTHER for word in words)
    return False if is_swedish else None


def _nearest(decided: Iterable[bool | None]) -> list[bool | None]:
    """For each verdict the last one up to it that is not None."""
    found: list[bool | None] = []
    last: bool | None = None
    for verdict in decided:
        last = last if verdict is None else verdict
        found.append(last)
    return found
