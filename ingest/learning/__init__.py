"""What corrections teach: values that the site's settings lack. Pure.

Only settings that the pipeline has are proposed: beginnings of own numbers, and names of bodies. A proposal
changes nothing; it is tried on the archive first, and somebody decides.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.review import apply
from schemas.learning import Evidence, Proposal, TaughtSetting
from schemas.record import Record
from schemas.review import Correction

FEWEST_DOCUMENTS = 2
"""One correction may be about one letter alone; two documents are the least that is no accident."""
_PREFIX = re.compile(r"([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,9})[\s/.:-]*\d")


@dataclass(frozen=True, kw_only=True)
class CorrectedDocument:
    """The pipeline's record of a document, and what people have said about it."""

    record: Record
    corrections: Sequence[Correction]


def proposals(
    documents: Iterable[CorrectedDocument], known: Collection[tuple[TaughtSetting, str]]
) -> tuple[Proposal, ...]:
    """What the corrections speak for, most documents first; not what is `known`, tried or declined."""
    found: defaultdict[tuple[TaughtSetting, str], list[Evidence]] = defaultdict(list)
    for document in documents:
        for setting, value, correction in _taught(document):
            evidence = Evidence(
                document_id=correction.document_id, correction=correction.number, actor=correction.actor
            )
            found[setting, value].append(evidence)
    every = (
        Proposal(setting=setting, value=value, evidence=tuple(evidence))
        for (setting, value), evidence in found.items()
        if (setting, value) not in known
    )
    strong = [one for one in every if one.documents >= FEWEST_DOCUMENTS]
    return tuple(sorted(strong, key=lambda one: (-one.documents, one.setting, one.value)))


def _taught(document: CorrectedDocument) -> Iterator[tuple[TaughtSetting, str, Correction]]:
    """What holds now, was put there by a correction that counts, and is not what the pipeline says."""
    done = apply(document.record, document.corrections)
    counting = {outcome.number for outcome in done.outcomes if outcome.fate == "applied"}
    own = _own_numbers(done.record) - _own_numbers(document.record)
    issuer = _issuer(done.record) if _issuer(done.record) != _issuer(document.record) else None
    for correction in document.corrections:
        if correction.number not in counting or correction.target.kind != "field":
            continue
        field, value = correction.target.path.split("/")[1], _value(correction.after)
        if value is None:
            continue
        prefix = _PREFIX.match(value)
        if field == "dnr" and value in own and prefix:
            yield "own_dnr_prefixes", prefix[1], correction
        if field == "issuer" and value == issuer:
            yield "own_bodies", value.split(", ")[-1], correction


def _own_numbers(record: Record) -> set[str]:
    return {number.value for number in record.dnr if number.role == "own"}


def _issuer(record: Record) -> str | None:
    return record.issuer.value if record.issuer else None


def _value(after: object) -> str | None:
    if isinstance(after, dict):
        after = after.get("value")
    return after if isinstance(after, str) else None
