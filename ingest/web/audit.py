"""Audits as page values: the list of all, one as it stands, a document of its sample, the report. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ingest.audit import operating_characteristic, words
from ingest.audit.values import field_values
from ingest.web import labels
from ingest.web.audit_plan import ShownPlan, shown_plan
from ingest.web.finding import LIST
from ingest.web.language import Phrase
from ingest.web.picture import Picture, Place, picture, place
from schemas.audit import Audit, AuditReport, AuditStatus, AuditSummary, CheckedField, Finding, Sampled
from schemas.metadata import Date, Dnr, Extracted, NumberedText, Officer, Signatory, TypeOfDocument
from schemas.record import Record

SINGLE = frozenset({"title", "issuer", "recipient", "officer", "document_type"})
"""Fields of which a record has one or none."""


@dataclass(frozen=True, kw_only=True)
class AuditsPage:
    """Everything `audits.html` shows."""

    audits: tuple[AuditSummary, ...]
    states: Mapping[AuditStatus, str]


@dataclass(frozen=True, kw_only=True)
class AuditPage:
    """Everything `audit.html` shows. `next_position` is the first document nobody has reviewed."""

    audit: Audit
    state: str
    plan: ShownPlan
    fields: tuple[str, ...]
    list_address: str
    next_position: int | None
    report: AuditReport | None
    report_sha256: str | None


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A value to be judged: what stands there (None: nothing was found), and where on the page."""

    path: str
    label: str
    text: str | None
    is_word: bool
    note: str | None
    page: int | None
    raw: str | None
    place: Place | None
    is_wrong: bool


@dataclass(frozen=True, kw_only=True)
class JudgedPage:
    """Everything `audit_document.html` shows: a document of the sample beside its picture."""

    audit: Audit
    sampled: Sampled
    #: None for a document that was withdrawn: there is nothing to be seen.
    record: Record | None
    heading: str
    values: tuple[Judged, ...]
    text: str | None
    number: int
    pages: int
    picture: Picture | None
    #: True when what is ticked comes from corrections made in a finished review since the draw.
    is_from_review: bool


def audits_page(audits: tuple[AuditSummary, ...]) -> AuditsPage:
    """The list of all audits."""
    return AuditsPage(audits=audits, states=words.STATE)


def audit_page(audit: Audit, report: AuditReport | None, report_sha256: str | None) -> AuditPage:
    """One audit."""
    drawn = audit.drawn
    return AuditPage(
        audit=audit,
        state=words.STATE[audit.state],
        plan=shown_plan(drawn.plan, operating_characteristic(drawn.plan), drawn.left_out),
        fields=tuple(words.FIELD[field] for field in drawn.checked),
        list_address=f"{LIST}?{drawn.definition.search}" if drawn.definition.search else LIST,
        next_position=next((one.position for one in audit.sample if one.finding is None), None),
        report=report,
        report_sha256=report_sha256,
    )


def judged_page(
    audit: Audit,
    position: int,
    record: Record | None,
    *,
    number: int,
    corrected: frozenset[str] = frozenset(),
    ticked: frozenset[str] | None = None,
) -> JudgedPage:
    """A document of the sample, open at page `number`.

    What is wrong is ticked by the reviewer who is turning its pages (`ticked`); before that, by the last
    finding; and before there is one, what people have corrected since the draw.
    """
    sampled = audit.sample[position - 1]
    finding = sampled.finding
    if ticked is None:
        ticked = frozenset(finding.wrong_fields) if finding else corrected
    if record is None:
        return JudgedPage(
            audit=audit,
            sampled=sampled,
            record=None,
            heading=sampled.title,
            values=(),
            text=None,
            number=1,
            pages=0,
            picture=None,
            is_from_review=False,
        )
    at = record.pages[min(number, len(record.pages)) - 1]
    values = tuple(value for field in audit.drawn.checked for value in _judged(record, field, ticked))
    return JudgedPage(
        audit=audit,
        sampled=sampled,
        record=record,
        heading=record.title.value if record.title else record.source.filename,
        values=values,
        text=at.text,
        number=at.number,
        pages=len(record.pages),
        picture=picture(record.id, at),
        is_from_review=finding is None and bool(corrected),
    )


def _judged(record: Record, field: CheckedField, ticked: frozenset[str]) -> Iterator[Judged]:
    """The values of a field, and at their end whether one is missing."""
    label = words.FIELD[field]
    if field == "text":
        yield _nothing("/text", label, "Fel som ändrar vad texten säger", ticked)
        return
    found = list(field_values(record, field))
    for path, value in found:
        yield _value(record, path, label, value, ticked)
    if field not in SINGLE:
        yield _nothing(f"/{field}/{words.MISSING}", label, "Något saknas", ticked)
    elif not found:
        yield _nothing(f"/{field}", label, "Står i handlingen men hittades inte", ticked)


def _value(record: Record, path: str, label: str, value: Extracted, ticked: frozenset[str]) -> Judged:
    proof = value.evidence[0]
    page = next((page for page in record.pages if page.number == proof.page), None)
    text, is_word, note = _in_words(value)
    return Judged(
        path=path,
        label=label,
        text=text,
        is_word=is_word,
        note=note,
        page=proof.page,
        raw=proof.raw,
        place=place(proof.box, page) if page else None,
        is_wrong=path in ticked,
    )


def _nothing(path: str, label: str, note: str, ticked: frozenset[str]) -> Judged:
    return Judged(
        path=path,
        label=label,
        text=None,
        is_word=False,
        note=note,
        page=None,
        raw=None,
        place=None,
        is_wrong=path in ticked,
    )


def _in_words(value: Extracted) -> tuple[str, bool, str | None]:
    """What the value says, whether that is a word of ours, and its role or number."""
    match value:
        case TypeOfDocument():
            return labels.DOCUMENT_TYPE[value.value], True, None
        case Dnr():
            return value.value, False, labels.DNR_ROLE[value.role]
        case Date():
            return value.value or value.raw, False, labels.DATE_ROLE[value.role]
        case Officer() | Signatory():
            facts = (value.title, *((value.phone, value.email) if isinstance(value, Officer) else ()))
            return ", ".join((value.name, *(fact for fact in facts if fact))), False, None
        case NumberedText():
            return f"{value.number}. {value.value}" if value.number else value.value, False, None
        case _:
            return str(getattr(value, "value", value.raw)), False, None


@dataclass(frozen=True, kw_only=True)
class FoundRow:
    """A line of the report."""

    position: int
    document_id: str
    record_version: str
    record_sha256: str
    is_wrong: bool
    found: tuple[Phrase, ...]
    unseen: bool
    fields: int
    note: str | None
    reviewer: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """Everything `audit_report.html` shows."""

    report: AuditReport
    report_sha256: str
    verdict: Phrase
    is_accepted: bool
    fields: tuple[str, ...]
    reviewers: tuple[str, ...]
    plan: ShownPlan
    rows: tuple[FoundRow, ...]


def report_page(report: AuditReport, report_sha256: str) -> ReportPage:
    """The report, as it is shown and printed."""
    return ReportPage(
        report=report,
        report_sha256=report_sha256,
        verdict=verdict(report),
        is_accepted=report.decision == "accepted",
        fields=tuple(words.FIELD[field] for field in report.checked),
        reviewers=tuple(sorted({finding.reviewer for finding in report.findings})),
        plan=shown_plan(report.plan, operating_characteristic(report.plan), report.left_out),
        rows=tuple(
            _row(position, one.record_version, one.record_sha256, finding)
            for position, (one, finding) in enumerate(
                zip(report.sample, report.findings, strict=True), start=1
            )
        ),
    )


def verdict(report: AuditReport) -> Phrase:
    """The decision's reasons in one sentence."""
    return Phrase.of(
        "{wrong} av {n} granskade handlingar hade fel; högst {c} godtas. Med {confidence} konfidens är högst "
        "{bound} av partiets {lot} handlingar fel.",
        wrong=report.wrong_documents,
        n=len(report.sample),
        c=report.plan.acceptance_number,
        confidence=report.confidence,
        bound=report.upper_bound,
        lot=report.plan.lot_size,
    )


def _row(position: int, version: str, sha256: str, finding: Finding) -> FoundRow:
    return FoundRow(
        position=position,
        document_id=finding.document_id,
        record_version=version,
        record_sha256=sha256,
        is_wrong=finding.is_wrong,
        found=tuple(_placed(path) for path in finding.wrong_fields),
        unseen=finding.unseen is not None,
        fields=finding.fields,
        note=finding.note,
        reviewer=finding.reviewer,
        at=finding.at,
    )


def _placed(path: str) -> Phrase:
    """Where a wrong value stands."""
    _, name, *rest = path.split("/")
    field = Phrase.of(next((label for known, label in words.FIELD.items() if known == name), name))
    if not rest:
        return field
    if rest[0] == words.MISSING:
        return Phrase.of("{field}: något saknas", field=field)
    return Phrase.of("{field} {n}", field=field, n=int(rest[0]) + 1)
