"""What corrections teach: values that the site's settings lack. Pure.

Only settings that the pipeline has are proposed: beginnings of own numbers, names of bodies, and names and
other words that no list has. A proposal changes nothing; it is tried on the archive first, and somebody
decides.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.learning.said import Taught, body_of, prefix_of, said, words_of
from ingest.review import apply
from schemas.learning import Evidence, Proposal
from schemas.record import Record
from schemas.review import Correction

__all__ = ["FEWEST_DOCUMENTS", "CorrectedDocument", "Taught", "proposals", "said", "worth_asking"]

FEWEST_DOCUMENTS = 2
"""One correction may be about one letter alone; two documents are the least that is no accident."""


@dataclass(frozen=True, kw_only=True)
class CorrectedDocument:
    """The pipeline's record of a document, and what people have said about it."""

    record: Record
    corrections: Sequence[Correction]


def worth_asking(
    corrections: Iterable[Correction], known: Collection[Taught], is_listed: Callable[[str], bool]
) -> frozenset[Taught]:
    """What corrections of enough documents say and is not `known`, tried or declined: it may be proposed if
    it holds in their records. `is_listed`: whether a word is in the lists of Swedish."""
    documents: defaultdict[Taught, set[str]] = defaultdict(set)
    for correction in corrections:
        for taught in said(correction):
            documents[taught].add(correction.document_id)
    strong = {taught for taught, where in documents.items() if len(where) >= FEWEST_DOCUMENTS} - set(known)
    return frozenset(one for one in strong if not (one[0] == "own_words" and is_listed(one[1])))


def proposals(documents: Iterable[CorrectedDocument], asked: Collection[Taught]) -> tuple[Proposal, ...]:
    """What of that holds in enough documents, most documents first."""
    found: defaultdict[Taught, list[Evidence]] = defaultdict(list)
    for document in documents:
        for taught, correction in _taught(document, asked):
            evidence = Evidence(
                document_id=correction.document_id, correction=correction.number, actor=correction.actor
            )
            found[taught].append(evidence)
    every = (
        Proposal(setting=setting, value=value, evidence=tuple(evidence))
        for (setting, value), evidence in found.items()
    )
    strong = [one for one in every if one.documents >= FEWEST_DOCUMENTS]
    return tuple(sorted(strong, key=lambda one: (-one.documents, one.setting, one.value)))


def _taught(document: CorrectedDocument, asked: Collection[Taught]) -> Iterator[tuple[Taught, Correction]]:
    """What holds now, was put there by a correction that counts, and is not what the pipeline says."""
    done = apply(document.record, document.corrections)
    counting = {outcome.number for outcome in done.outcomes if outcome.fate == "applied"}
    holding = _holding(document.record, done.record)
    for correction in document.corrections:
        if correction.number in counting:
            for taught in said(correction):
                if taught in asked and taught in holding:
                    yield taught, correction


def _holding(made: Record, corrected: Record) -> set[Taught]:
    """What the corrected record says; of numbers and issuer, what the pipeline's record does not."""
    holding: set[Taught] = {("own_words", word) for word in _words(corrected)}
    for number in _own_numbers(corrected) - _own_numbers(made):
        if (prefix := prefix_of(number)) is not None:
            holding.add(("own_dnr_prefixes", prefix))
    issuer = _issuer(corrected)
    if issuer is not None and issuer != _issuer(made):
        holding.add(("own_bodies", body_of(issuer)))
    return holding


def _words(record: Record) -> set[str]:
    """On its pages and in the values that are names."""
    texts = [page.text for page in record.pages]
    texts += [one.value for one in (record.issuer, record.recipient, *record.copy_to) if one]
    texts += [one.name for one in (record.officer, *record.signatories) if one]
    return {word for text in texts for word in words_of(text)}


def _own_numbers(record: Record) -> set[str]:
    return {number.value for number in record.dnr if number.role == "own"}


def _issuer(record: Record) -> str | None:
    return record.issuer.value if record.issuer else None
