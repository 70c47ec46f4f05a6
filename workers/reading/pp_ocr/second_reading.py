"""Unsure words are read once more, by another reader that knows nothing of the first one's reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from ingest.errors import InkomError
from workers.reading.levelling import Gray
from workers.reading.pp_ocr.arbiter import Opinion, Verdict, verdict
from workers.reading.pp_ocr.excerpts import ASKED, Excerpt, excerpts
from workers.reading.pp_ocr.likelihood import place_in
from workers.reading.pp_ocr.order import Piece
from workers.reading.recogniser import ExcerptReader, ExcerptWord, SecondReading

STANDS_IN = 0.5
"""Share of the narrower of two words that lies in the other when they are the same word."""
REACHES_OUT = 16.0
"""Pixels, a third of the line's height, by which the second reader's may be longer: else it is several."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The verdicts on words that were read twice, by number of line and word, and how that went."""

    verdicts: Mapping[tuple[int, int], Verdict]
    reading: SecondReading | None
    """None where every word was sure."""


def read_again(
    reader: ExcerptReader,
    page: Gray,
    rows: Sequence[Sequence[Piece]],
    trusts: Sequence[Sequence[float]],
) -> Settled:
    """What becomes of the unsure words of a page that is turned for reading; `trusts` says which they are.

    When the second reader fails, the first reading stands.
    """
    asked = excerpts(page, rows, trusts)
    if not asked:
        return Settled(verdicts={}, reading=None)
    begun = perf_counter()
    try:
        read = reader.read_excerpts([excerpt.picture for excerpt in asked])
    except InkomError as error:
        failed = SecondReading(
            tool=reader.tool, version=reader.version, seconds=perf_counter() - begun, problem=error.code
        )
        return Settled(verdicts={}, reading=failed)
    texts = [[word.text for piece in row for word in piece.words] for row in rows]
    found = {
        (row, at): verdict(texts[row][at], trusts[row][at], opinion, place_in(texts[row], at))
        for (row, at), opinion in opinions(asked, read).items()
        if trusts[row][at] < ASKED
    }
    return Settled(
        verdicts=found,
        reading=SecondReading(tool=reader.tool, version=reader.version, seconds=perf_counter() - begun),
    )


def opinions(
    asked: Sequence[Excerpt], read: Sequence[Sequence[ExcerptWord]]
) -> dict[tuple[int, int], Opinion]:
    """What the second reader read where each word of the excerpts stands, by number of line and word."""
    found = {}
    for excerpt, words in zip(asked, read, strict=True):
        for at, span in enumerate(excerpt.spans, start=excerpt.first):
            there = [word for word in words if _stands_in(word, span)]
            if there and span[0] - there[0].start < REACHES_OUT and there[-1].end - span[1] < REACHES_OUT:
                found[excerpt.row, at] = Opinion(
                    text=" ".join(word.text for word in there),
                    confidence=min(word.confidence for word in there),
                )
    return found


def _stands_in(word: ExcerptWord, span: tuple[float, float]) -> bool:
    shared = min(word.end, span[1]) - max(word.start, span[0])
    return shared > STANDS_IN * min(word.end - word.start, span[1] - span[0])
