"""A record that somebody has looked through, as ground truth for the benches. Pure."""

from pydantic import JsonValue

from schemas.record import Record

PAGE_BREAK = "\f"


def truth_of(record: Record) -> dict[str, JsonValue]:
    """The values of a corrected record under the names of the bench's truth files."""
    return {
        "doc_type": record.document_type.value if record.document_type else "other",
        "title": record.title.value if record.title else None,
        "issuer": record.issuer.value if record.issuer else None,
        "recipient": record.recipient.value if record.recipient else None,
        "officer": record.officer.name if record.officer else None,
        "dnr": [{"value": one.value, "raw": one.raw, "role": one.role} for one in record.dnr],
        "dates": [{"iso": one.value, "raw": one.raw, "role": one.role} for one in record.dates],
        "decision_proposals": [one.value for one in record.decision_proposals],
        "decisions": [one.value for one in record.decisions],
        "signatories": [{"name": one.name, "title": one.title} for one in record.signatories],
        "attachments": [one.value for one in record.attachments],
        "copy_to": [one.value for one in record.copy_to],
        "references": [{"value": one.value, "kind": one.kind} for one in record.references],
        "personal_data": [{"value": one.value, "kind": one.kind} for one in record.personal_data],
        "secrecy": [{"value": one.value, "provision": one.provision} for one in record.secrecy],
    }


def true_text(record: Record) -> str:
    """The pages' lines as they should read, a form feed between pages."""
    return PAGE_BREAK.join(page.text for page in record.pages)


def text_as_read(record: Record) -> str:
    """The same lines as they were read, before any repair."""
    return PAGE_BREAK.join(page.raw_text for page in record.pages)
