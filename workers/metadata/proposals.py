"""Proposals: the sentences and clauses under their headings, or after the words that propose them."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from schemas.metadata import DocumentType, NumberedText
from workers.metadata.clauses import (
    bare,
    body_of,
    clauses_under,
    is_lead_in,
    is_whole,
    items_after,
    labelled,
    only_proposes,
    own_of,
    sections_under,
)
from workers.metadata.decision_headings import DECISIONS, PROPOSALS
from workers.metadata.entries import Entry, numbered, whole
from workers.metadata.passage import Manuscript, Passage

OF_MANY_CASES: frozenset[DocumentType] = frozenset({"kallelse", "protokoll", "protokollsutdrag"})
"""Documents in which each matter may have its proposals."""

_MAY_PROPOSE = re.compile(r"förslag:?|(?:\S+s )?beslut:?|(?:\S+s )?ställningstagande:?", re.IGNORECASE)
"""A heading that may stand over anything."""
_PROPOSES = re.compile(
    r"(?:\S+ ){0,3}\S*(?:beredningen|styrelsen|nämnden|utskottet|förvaltningen|kontoret|direktören|presidiet) (?:föreslår|hemställer)(?: att)?(?: \S+){0,3}? (?:beslut(?:a|ar)(?: följande| att)?|att (?:föreslå )?\S*(?:fullmäktige|styrelsen|nämnden)|följande)\s?[:.]?"
)
"""`Borgarrådsberedningen föreslår kommunstyrelsen besluta följande`, on a line of its own."""
_SPEAKS = re.compile(r".{3,80} (?:anför|framför|yttrar) följande[.:]?")
"""`Föredragande borgarrådet Eva Ek anför följande.`: who proposed goes on with the reasons."""


def find_proposals(manuscript: Manuscript, kind: DocumentType) -> tuple[NumberedText, ...]:
    """Förslag till beslut, whole and in order."""
    found = tuple(numbered(manuscript, _headed(manuscript, kind), "proposal.section"))
    found = found or tuple(numbered(manuscript, _passed_on(manuscript), "proposal.passed_on"))
    found = found or tuple(numbered(manuscript, _led_in(manuscript), "proposal.led_in"))
    return found or tuple(numbered(manuscript, labelled(manuscript, PROPOSALS), "proposal.line"))


def _headed(manuscript: Manuscript, kind: DocumentType) -> Iterator[Entry]:
    """Under the first heading with proposals, and under those that belong with it."""
    first = last = None
    for number, passages in _sections(manuscript):
        word = bare(manuscript.document.sections[number].heading or "").lower()
        again = word == first and kind in OF_MANY_CASES
        if last is not None and not again and not (number == last + 1 and _to_each_body(word, first or "")):
            continue
        if found := list(clauses_under(passages)):
            first, last = first or word, number
            yield from found


def _to_each_body(word: str, first: str) -> bool:
    """`Förslag till beslut i fullmäktige` right behind `Förslag till beslut i kommunstyrelsen`."""
    return word != first and all(each.startswith("förslag till beslut i ") for each in (word, first))


def _passed_on(manuscript: Manuscript) -> Iterator[Entry]:
    """What a board that also decides for itself proposes to the one above it."""
    for _, passages in sections_under(manuscript, DECISIONS):
        own = own_of(passages)
        yield from clauses_under([p for p in passages if p not in own])


def _led_in(manuscript: Manuscript) -> Iterator[Entry]:
    """The list or the whole paragraphs under words that propose, up to what is said in another voice."""
    body = manuscript.body
    for position, passage in enumerate(body):
        if passage.kind == "paragraph" and _PROPOSES.fullmatch(passage.text):
            found = list(items_after(body, position))
            yield from found or map(whole, takewhile(_is_proposal, body[position + 1 :]))
            return


def _is_proposal(passage: Passage) -> bool:
    return is_whole(passage) and not is_lead_in(passage) and not _SPEAKS.fullmatch(passage.text)


def _sections(manuscript: Manuscript) -> Iterator[tuple[int, Sequence[Passage]]]:
    """What stands under each heading over proposals, or under one that may be over anything and then proposes."""
    for number, section in enumerate(manuscript.document.sections):
        if not section.heading:
            continue
        under, word = body_of(manuscript, number), bare(section.heading)
        if PROPOSALS.fullmatch(word.lower()) or (only_proposes(under) and _MAY_PROPOSE.fullmatch(word)):
            yield number, under or _under_next(manuscript, number + 1)


def _under_next(manuscript: Manuscript, number: int) -> Sequence[Passage]:
    """`Förslag till beslut` right over `Kommunstyrelsens beslut`: what stands under the second is proposed."""
    sections = manuscript.document.sections
    below = sections[number].heading if number < len(sections) else None
    return body_of(manuscript, number) if below and _MAY_PROPOSE.fullmatch(bare(below)) else []
