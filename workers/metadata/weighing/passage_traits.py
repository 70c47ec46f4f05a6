"""What is seen in and around a paragraph or an item: how it begins and ends, and what leads in to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.metadata import DocumentType
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.weighing.words import each, pairs, words

RUNNING = frozenset({"paragraph", "list_item"})
"""Passages that may hold a decision."""
SHORTEST = 8
"""Characters; shorter passages are labels and numbers."""
FIRST_WORDS, MOST_WORDS, LAST_WORDS, WORDS_OF_HEADING = 12, 40, 8, 8
MOST_PASSAGES = 30
"""Passages from the beginning or the end of the document; further away is far."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A passage where it stands."""

    body: Sequence[Passage]
    at: int  #: position in the body
    kind: DocumentType

    @property
    def passage(self) -> Passage:
        """The passage itself."""
        return self.body[self.at]


def spots(manuscript: Manuscript, kind: DocumentType) -> Iterator[Spot]:
    """Every paragraph and item that is long enough, in the document's order."""
    for at, passage in enumerate(manuscript.body):
        if passage.kind in RUNNING and len(passage.text) - passage.body >= SHORTEST:
            yield Spot(body=manuscript.body, at=at, kind=kind)


def traits(spot: Spot) -> list[str]:
    """Everything that may speak for a decision or a proposal."""
    return [*_of_words(spot.passage), *_of_place(spot), *_of_neighbours(spot)]


def _of_words(passage: Passage) -> list[str]:
    found = words(passage.text[passage.body :])
    return [
        f"length={min(len(found), 80) // 8}",
        *each("first", found[:1]),
        *pairs("first_two", found[:2]),
        *each("last", found[-1:]),
        *each("begins", found[:FIRST_WORDS]),
        *each("word", found[:MOST_WORDS]),
        *pairs("two", found[:20]),
    ]


def _of_place(spot: Spot) -> list[str]:
    passage = spot.passage
    found = [
        f"in={passage.kind}",
        f"kind={spot.kind}",
        f"in={passage.kind} of={spot.kind}",
        f"from_top={min(spot.at, MOST_PASSAGES) // 3}",
        f"from_end={min(len(spot.body) - 1 - spot.at, MOST_PASSAGES) // 3}",
        f"marked={passage.marker is not None} level={passage.level}",
    ]
    if passage.section is None:
        return [*found, "headless"]
    headed = each("heading", words(passage.section)[:WORDS_OF_HEADING])
    return [*found, *headed, *(f"{trait} of={spot.kind}" for trait in headed)]


def _of_neighbours(spot: Spot) -> list[str]:
    traits: list[str] = []
    for above in spot.body[max(0, spot.at - 1) : spot.at]:
        found = words(above.text)
        traits.append(f"above_in={above.kind}")
        traits += each("above_ends", found[-1:])
        traits += each("above_begins", found[:3])
        traits += each("above", found[-LAST_WORDS:])
    lead_in = next((p for p in reversed(spot.body[: spot.at]) if p.kind != "list_item"), None)
    return traits if lead_in is None else traits + each("lead_in", words(lead_in.text)[-LAST_WORDS:])
