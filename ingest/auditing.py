"""An audit's beginning: the lot as it is just now, its plan, and the sample that a seed draws from it."""

import hashlib
import secrets

from ingest.audit import CONFIDENCE, draw, lot_hash, operating_characteristic, single_plan
from ingest.errors import EmptyLot
from ingest.register import Register
from ingest.register.audits import Audits, LotSize
from ingest.storage import ObjectStore
from schemas.audit import AuditPlan, AuditRequest, Drawn, Levels, LotDefinition, SampledDocument

SEED_BYTES = 16


def planned(audits: Audits, definition: LotDefinition, levels: Levels) -> AuditPlan:
    """What an audit of the lot as it is just now would be. EmptyLot, NoSuchPlan, BadRequest."""
    return _planned(audits.size(definition), levels)


def begin(register: Register, store: ObjectStore, request: AuditRequest, *, actor: str) -> int:
    """Draw the sample and keep it; the audit's number.

    What is kept of each sampled record is its version and the hash of its bytes. EmptyLot, NoSuchPlan,
    BadRequest; NoSuchObject if a record is lost.
    """
    audits = Audits(register.database)
    lot = audits.lot(request.definition)
    plan = _planned(LotSize(documents=len(lot.versions), left_out=lot.left_out), request.levels).plan
    seed = request.seed or secrets.token_hex(SEED_BYTES)
    documents = tuple(sorted(lot.versions))
    sample = tuple(
        SampledDocument(
            document_id=document_id,
            record_version=lot.version(document_id),
            record_sha256=_record_hash(register, store, document_id, lot.versions[document_id]),
        )
        for document_id in draw(documents, seed=seed, size=plan.sample_size)
    )
    return audits.begin(
        Drawn(
            lot=request.lot,
            definition=request.definition,
            documents=documents,
            lot_sha256=lot_hash(documents),
            left_out=lot.left_out,
            checked=request.checked,
            plan=plan,
            confidence=CONFIDENCE,
            seed=seed,
            seed_given=request.seed is not None,
            sample=sample,
            pipeline_versions=tuple(sorted(set(lot.versions.values()))),
            begun_by=actor,
            drawn_at=audits.clock(),
        )
    )


def _planned(size: LotSize, levels: Levels) -> AuditPlan:
    if not size.documents:
        raise EmptyLot
    plan = single_plan(size.documents, levels)
    return AuditPlan(plan=plan, left_out=size.left_out, curve=operating_characteristic(plan))


def _record_hash(register: Register, store: ObjectStore, document_id: str, version: str) -> str:
    kept = store.get(register.record_of(document_id, version).record_key)
    return hashlib.sha256(kept).hexdigest()
