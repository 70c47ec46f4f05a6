"""Where a query's words stand in a document: a few words around the first hit. Pure."""

from collections.abc import Iterator, Sequence

from ingest.register.search.words import WORD, Term
from schemas.document import Excerpt

LONGEST_PHRASE = 250
"""Words: more do not fit into a query."""
BEFORE, AFTER = 60, 160
"""Characters shown around the first hit, cut at white space."""


def excerpt(text: str, terms: Sequence[Term]) -> Excerpt | None:
    """The surroundings of the first hit, with every hit in them; None if nothing of the query stands
    there."""
    first = next(_hits(text, terms), None)
    if first is None:
        return None
    start = _at_space(text, max(0, first[0] - BEFORE), first[0])
    end = _at_space(text, min(len(text), first[1] + AFTER), first[1])
    shown = "".join(" " if character.isspace() else character for character in text[start:end])
    return Excerpt(
        text=shown,
        hits=tuple(_hits(shown, terms)),
        cut_before=start > 0,
        cut_after=end < len(text),
    )


def _hits(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """First character and one past the last of each hit, in order, none of them overlapping."""
    found = [(match.start(), match.end(), match.group().lower()) for match in WORD.finditer(text)]
    at = 0
    while at < len(found):
        here = [word for _start, _end, word in found[at : at + LONGEST_PHRASE]]
        length = max((_length_at(here, term) for term in terms), default=0)
        if length:
            yield found[at][0], found[at + length - 1][1]
        at += length or 1


def _length_at(here: Sequence[str], term: Term) -> int:
    """How many words the term takes up, if it begins with the first of these; otherwise 0."""
    *first, wanted = term.words
    if list(here[: len(first)]) != first or len(here) < len(term.words):
        return 0
    last = here[len(first)]
    return len(term.words) if last == wanted or (term.prefix and last.startswith(wanted)) else 0


def _at_space(text: str, place: int, hit: int) -> int:
    """The place moved towards the hit until a word is whole."""
    if place in (0, len(text)):
        return place
    step = 1 if place < hit else -1
    while place != hit and not text[place if step > 0 else place - 1].isspace():
        place += step
    return place
