"""`inkom verify`: whether the logs are still what was written; with `--audit`, whether an audit follows from
its report. Said line by line."""

import hashlib
import sys
from pathlib import Path

from pydantic import ValidationError

from ingest.audit import is_reproduced
from ingest.register import Break, LogName, Walk
from ingest.settings import Settings
from schemas.audit import AuditReport
from workers.opened import opened_register

_NAMES: dict[LogName, str] = {"events": "händelser / events", "access_log": "åtkomst / access"}
_BREACHES = {
    "changed": "rad {n} är ändrad / row {n} has been changed",
    "removed": "rad {n} är borttagen / row {n} has been removed",
    "moved": "rad {n} står inte där den skrevs / row {n} does not stand where it was written",
    "inserted": "rad {n} fortsätter inte raden före, som är omskriven eller tillagd / "
    "row {n} does not continue the row before, which was rewritten or put in",
    "truncated": "slutet saknas från rad {n} / the end is missing from row {n} on",
    "head": "huvudet stämmer inte med sista raden {n} / the head does not match the last row {n}",
}


def verify(settings: Settings, *, noted: str | None) -> int:
    """Look through both logs and, with `noted`, for a hash that was noted elsewhere.

    0 when everything is as it was written, 1 when not.
    """
    walks = opened_register(settings).verify_logs(noted=noted)
    for name, walk in walks.items():
        _say(f"{_NAMES[name]}: {_told(walk)}")
    if noted is not None:
        _say(_told_noted(walks, noted))
    intact = all(walk.broken is None for walk in walks.values())
    found = noted is None or any(walk.noted_at is not None for walk in walks.values())
    return 0 if intact and found else 1


def verify_report(path: Path) -> int:
    """Do an audit over from the report in a file: 0 when everything in it follows, 1 when not.

    Its hash is told, to be compared with that of the event `audit.decided` in the log.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        _say(f"{path}: kan inte läsas / cannot be read ({error.strerror})")
        return 1
    try:
        done = AuditReport.model_validate_json(content)
    except ValidationError:
        _say(f"{path}: ingen stickprovsrapport från Inkom / no audit report of Inkom's")
        return 1
    if not is_reproduced(done):
        _say(
            f"{path}: STÄMMER INTE: följer inte av parti, plan, frö och fynd / DOES NOT FOLLOW from its data"
        )
        return 1
    _say(
        f"{path}: stickprov / audit {done.number}, {done.decision}: allt följer av rapporten själv / "
        "everything follows from the report's own data"
    )
    _say(f"sha256 {hashlib.sha256(content).hexdigest()}")
    return 0


def _told(walk: Walk) -> str:
    if walk.broken is not None:
        return f"BRUTEN / BROKEN: {_told_break(walk.broken)}"
    head = f", {walk.head.hash}" if walk.head and walk.rows else ""
    return f"{walk.rows} rader i obruten kedja / rows in an unbroken chain{head}"


def _told_break(broken: Break) -> str:
    return _BREACHES[broken.breach].format(n=broken.sequence)


def _told_noted(walks: dict[LogName, Walk], noted: str) -> str:
    for name, walk in walks.items():
        if walk.noted_at is not None:
            return f"{noted}: {_NAMES[name]}, rad / row {walk.noted_at}"
    return (
        f"{noted}: finns inte före någon bruten rad; loggen är inte den som hashen noterades i / "
        "not found before any broken row; this is not the log in which the hash was noted"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
