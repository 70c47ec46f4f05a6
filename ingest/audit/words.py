"""DATA: what an audit says in Swedish, on its pages and in its report."""

from collections.abc import Mapping

from schemas.audit import AuditStatus, CheckedField

FIELD: Mapping[CheckedField, str] = {
    "dnr": "Diarienummer",
    "dates": "Datum",
    "issuer": "Avsändare",
    "recipient": "Mottagare",
    "title": "Vad det rör",
    "officer": "Handläggare",
    "document_type": "Dokumenttyp",
    "decision_proposals": "Förslag till beslut",
    "decisions": "Beslut",
    "signatories": "Undertecknat av",
    "attachments": "Bilagor",
    "copy_to": "Beslutet skickas till",
    "references": "Hänvisningar",
    "personal_data": "Personuppgifter",
    "secrecy": "Sekretess",
    "text": "Löpande text",
}

STATE: Mapping[AuditStatus, str] = {
    "open": "Pågår",
    "accepted": "Godkänt",
    "rejected": "Underkänt",
    "abandoned": "Avbrutet",
}

LOCAL, NOT_SIGNED_IN = "local", "den som satt vid datorn (ingen var inloggad)"

MISSING = "-"
"""The place in a path of a value that is missing from its list, as in RFC 6902."""


def person(actor: str) -> str:
    """Who did it, as the report tells: users and keys as they are called."""
    return NOT_SIGNED_IN if actor == LOCAL else actor


def place(path: str) -> str:
    """Where a wrong value stands, in words: `Diarienummer 2`, `Diarienummer: något saknas`."""
    _, name, *rest = path.split("/")
    label = next((words for field, words in FIELD.items() if field == name), name)
    if not rest:
        return label
    return f"{label}: något saknas" if rest[0] == MISSING else f"{label} {int(rest[0]) + 1}"
