"""What is served beside what would be: candidates compared, and accepted ones served."""

import time
from collections.abc import Sequence

from ingest.comparing import counted, differences
from ingest.register import Register, entry_of
from ingest.review import Corrected, apply
from ingest.storage import ObjectStore
from schemas.record import Record
from schemas.reprocess import ChangeKind, Comparison, Decided, Decision, Run
from schemas.review import Correction

COMPARED_AT_ONCE = 50
"""Documents that are compared anew because they were corrected, when somebody looks at their run."""
SERVED_AT_ONCE_SECONDS = 2.0
"""How long whoever decides waits for candidates to be served; the workers see to the rest."""


def changes_of(served: Record, candidate: Record, corrections: Sequence[Correction]) -> dict[ChangeKind, int]:
    """How much would change, by kind, with the document's corrections applied to both."""
    before, after = apply(served, corrections), apply(candidate, corrections)
    return counted(differences(before.record, after.record), conflicts=len(_lost(before, after)))


def compare(register: Register, store: ObjectStore, run: int, document_id: str) -> Comparison:
    """A document of a run, difference by difference. UnknownRun.

    What was decided already is compared as well: with the record that was served then.
    """
    item = register.runs.item(run, document_id)
    corrections = register.corrections(document_id)
    candidate = Record.model_validate_json(store.get(register.runs.candidate_key(run, document_id)))
    base = register.record_of(document_id, item.base_version or "")
    before = apply(Record.model_validate_json(store.get(base.record_key)), corrections)
    after = apply(candidate, corrections)
    return Comparison(
        item=item, differences=differences(before.record, after.record), conflicts=_lost(before, after)
    )


def refreshed(register: Register, store: ObjectStore, run: int) -> Run:
    """Where a run stands, once what was corrected after it was compared is compared anew. UnknownRun."""
    for document_id in register.runs.stale(run, COMPARED_AT_ONCE):
        item = register.runs.item(run, document_id)
        corrections = register.corrections(document_id)
        served = register.record_of(document_id, item.base_version or "")
        changes = changes_of(
            Record.model_validate_json(store.get(served.record_key)),
            Record.model_validate_json(store.get(register.runs.candidate_key(run, document_id))),
            corrections,
        )
        register.runs.compare_anew(run, document_id, changes, after_number=len(corrections))
    return register.runs.run(run)


def decide(register: Register, store: ObjectStore, run: int, decision: Decision, *, actor: str) -> Decided:
    """Reject candidates, or have them served: the first ones at once, the rest by the workers. UnknownRun."""
    marked = register.runs.decide(run, decision, actor=actor)
    until = time.monotonic() + SERVED_AT_ONCE_SECONDS
    while decision.accept and time.monotonic() < until:
        waiting = register.runs.to_accept(run, 1)
        if not waiting:
            break
        accept(register, store, run, waiting[0])
    return Decided(documents=marked)


def accept(register: Register, store: ObjectStore, run: int, document_id: str) -> bool:
    """Have a candidate served whose acceptance is decided; a second time changes nothing. UnknownRun."""
    corrections = register.corrections(document_id)
    candidate = Record.model_validate_json(store.get(register.runs.candidate_key(run, document_id)))
    return register.runs.accept(
        run,
        document_id,
        entry=entry_of(candidate, corrections),
        after_number=len(corrections),
        unread={page.number: page.problem for page in candidate.pages if page.problem is not None},
    )


def _lost(before: Corrected, after: Corrected) -> tuple[int, ...]:
    """Corrections that hold, and would find no place in the candidate."""
    held = {outcome.number for outcome in before.outcomes if outcome.fate != "conflict"}
    return tuple(one.number for one in after.outcomes if one.fate == "conflict" and one.number in held)
