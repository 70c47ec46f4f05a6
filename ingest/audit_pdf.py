"""An audit's report as PDF/A-2b: to be signed, registered and kept. In Swedish, as its public is.

The font comes with OCRmyPDF; it is embedded, as PDF/A asks.
"""

from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from ingest.audit.plan import operating_characteristic
from ingest.audit.words import FIELD, person, place
from schemas.audit import AuditReport, Finding

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
MARGIN, LINE = 20, 5.2
"""Millimetres."""
BODY, SMALL, TINY, HEADING, TITLE = 10, 8, 7.2, 12.5, 17
"""Points."""
POINTS_OF_CURVE = 12
_FONT = "noto"
_DECISION = {"accepted": "GODKÄNT", "rejected": "UNDERKÄNT"}


def audit_pdf(report: AuditReport, report_sha256: str) -> bytes:
    """The report; `report_sha256` is that of its JSON, as the log has it."""
    pdf = _empty(report, report_sha256)
    _heading(pdf, report)
    _facts(pdf, "Partiet", _lot(report))
    _facts(pdf, "Planen", _plan(report))
    _curve(pdf, report)
    _facts(pdf, "Urvalet", _sample(report))
    _findings(pdf, report)
    _since(pdf, report)
    _facts(pdf, "Så görs stickprovet om", _again(report, report_sha256))
    return _without_open_action(bytes(pdf.output()))


def _without_open_action(content: bytes) -> bytes:
    """fpdf2 says how far the reader is to zoom in, which our check of PDF/A does not know."""
    with pikepdf.open(BytesIO(content)) as pdf, BytesIO() as out:
        del pdf.Root.OpenAction
        pdf.save(out)
        return out.getvalue()


class _Report(FPDF):
    """Every page tells whose it is, and which of how many."""

    foot = ""

    def footer(self) -> None:
        """Below every page."""
        self.set_y(-14)
        self.set_font(_FONT, size=SMALL)
        self.cell(w=self.epw / 2, text=self.foot)
        self.cell(w=self.epw / 2, text=f"Sida {self.page_no()} av {{nb}}", align="R")


def _empty(report: AuditReport, report_sha256: str) -> _Report:
    pdf = _Report(enforce_compliance="PDF/A-2B")
    pdf.add_font(_FONT, fname=str(files("ocrmypdf.data") / "NotoSans-Regular.ttf"))
    pdf.set_lang("sv-SE")
    pdf.set_title(f"Stickprov {report.number}: {report.lot}")
    pdf.set_creation_date(report.decided_at)
    pdf.set_margins(MARGIN, MARGIN)
    pdf.set_auto_page_break(auto=True, margin=MARGIN)
    pdf.foot = f"Stickprov {report.number} · rapportens sha256 {report_sha256[:16]}…"
    pdf.set_draw_color(185)
    pdf.add_page()
    return pdf


def _heading(pdf: FPDF, report: AuditReport) -> None:
    _say(pdf, f"Stickprov {report.number}: {report.lot}", size=TITLE)
    _say(pdf, f"Partiet är {_DECISION[report.decision]}", size=HEADING)
    _say(
        pdf,
        f"{report.wrong_documents} av {len(report.sample)} granskade handlingar hade fel; högst "
        f"{report.plan.acceptance_number} godtas. Med {_percent(report.confidence)} konfidens är högst "
        f"{_percent(report.upper_bound)} av partiets {report.plan.lot_size} handlingar fel "
        "(exakt ensidig gräns för ett ändligt parti). Gränsen gäller partiet som det var vid dragningen, det "
        "som granskades, och om granskarna såg alla fel.",
    )


def _lot(report: AuditReport) -> Iterable[tuple[str, str]]:
    definition = report.definition
    yield "Parti", report.lot
    yield "Urval i listan", definition.search or "alla handlingar"
    if definition.pile is not None:
        yield "Delar av högen", definition.pile
    yield "Handlingar", str(report.plan.lot_size)
    yield "Utan post vid dragningen", f"{report.left_out}, ingår inte i partiet"
    yield "Partiets sha256", report.lot_sha256
    yield "Versioner av posterna", ", ".join(report.pipeline_versions)


def _plan(report: AuditReport) -> Iterable[tuple[str, str]]:
    plan, levels = report.plan, report.plan.levels
    yield "Godtagbar nivå (AQL)", _percent(levels.acceptable)
    yield "Otillåten nivå (LQ)", _percent(levels.limiting)
    yield (
        "Producentens risk",
        f"{_percent(plan.producers_risk)} (högst {_percent(levels.producers_risk)})",
    )
    yield (
        "Konsumentens risk",
        f"{_percent(plan.consumers_risk)} (högst {_percent(levels.consumers_risk)})",
    )
    yield "Stickprov", f"{plan.sample_size} handlingar, högst {plan.acceptance_number} med fel"
    yield "Grund", "Exakt enkel provtagning ur ett ändligt parti (hypergeometrisk; Guenther 1969)"


def _sample(report: AuditReport) -> Iterable[tuple[str, str]]:
    yield "Frö", f"{report.seed} ({'angivet' if report.seed_given else 'gjort av slumpen'})"
    yield "Draget", f"{_moment(report.drawn_at)} av {person(report.begun_by)}"
    yield "Granskade uppgifter", ", ".join(FIELD[field] for field in report.checked)
    yield "Granskare", ", ".join(sorted({person(finding.reviewer) for finding in report.findings}))
    yield "Felaktiga uppgifter", f"{report.wrong_fields} av {report.fields} granskade"
    yield "Avgjort", f"{_moment(report.decided_at)} av {person(report.decided_by)}"


def _curve(pdf: FPDF, report: AuditReport) -> None:
    _say(pdf, "Hur troligt det är att planen godkänner ett parti", size=BODY)
    points = operating_characteristic(report.plan, points=POINTS_OF_CURVE)
    with pdf.table(col_widths=(1, 1), width=90, align="LEFT", **_table_style()) as table:
        table.row(("Andel fel i partiet", "Godkänns"))
        for point in points:
            table.row((_percent(point.share_wrong), _percent(point.accepted)))
    pdf.ln(LINE)


def _findings(pdf: FPDF, report: AuditReport) -> None:
    _say(pdf, "Fynd, handling för handling", size=HEADING)
    pdf.set_font(_FONT, size=TINY)
    with pdf.table(col_widths=(7, 80, 23, 36, 24), **_table_style(line=3.8)) as table:
        table.row(("", "Handling och postens sha256", "Version", "Fynd", "Granskad"))
        for position, (one, finding) in enumerate(zip(report.sample, report.findings, strict=True), start=1):
            table.row(
                (
                    str(position),
                    f"{one.document_id}\n{one.record_sha256}",
                    one.record_version,
                    _found(finding),
                    f"{_moment(finding.at)}\n{person(finding.reviewer)}",
                )
            )
    pdf.ln(LINE)


def _since(pdf: FPDF, report: AuditReport) -> None:
    if not report.since:
        return
    _say(pdf, "Ändrat mellan dragningen och avgörandet", size=HEADING)
    _say(pdf, "Granskningen gällde posterna som de var vid dragningen; detta ändrar inget i utfallet.")
    for one in report.since:
        _say(
            pdf,
            f"{one.document_id}: {'återtagen' if one.withdrawn else f'posten är nu {one.version}'}",
            size=SMALL,
        )
    pdf.ln(LINE)


def _again(report: AuditReport, report_sha256: str) -> Iterable[tuple[str, str]]:
    yield "Rapportens sha256", report_sha256
    yield "Kontroll", f"inkom verify --audit stickprov-{report.number}.json"
    yield (
        "Dragning",
        "Handlingarna med de minsta SHA-256 av frö, radbyte och handlingens id, i den ordningen.",
    )


def _facts(pdf: FPDF, heading: str, facts: Iterable[tuple[str, str]]) -> None:
    _say(pdf, heading, size=HEADING)
    pdf.set_font(_FONT, size=BODY)
    with pdf.table(col_widths=(48, 122), **_table_style(headings=0)) as table:
        for name, value in facts:
            table.row((name, value))
    pdf.ln(LINE)


def _table_style(*, headings: int = 1, line: float = LINE) -> dict[str, object]:
    return {
        "borders_layout": TableBordersLayout.HORIZONTAL_LINES,
        "headings_style": FontFace(emphasis="", color=(80, 80, 80)),
        "line_height": line,
        "v_align": "TOP",
        "text_align": "LEFT",
        "num_heading_rows": headings,
        "first_row_as_headings": bool(headings),
    }


def _say(pdf: FPDF, text: str, *, size: float = BODY) -> None:
    pdf.set_font(_FONT, size=size)
    pdf.multi_cell(w=0, h=size * 0.5, text=text, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.ln(1.5)


def _found(finding: Finding) -> str:
    if finding.unseen is not None:
        found = "Återtagen, kunde inte granskas: räknas som fel"
    elif finding.wrong_fields:
        found = "; ".join(place(path) for path in finding.wrong_fields)
    else:
        found = f"Rätt ({finding.fields} uppgifter)"
    return f"{found}\n{finding.note}" if finding.note else found


def _percent(share: float) -> str:
    """Rounded to a tenth of a per cent, and never to nothing."""
    return f"{share * 100:.3g} %".replace(".", ",")


def _moment(value: datetime) -> str:
    return value.astimezone(SWEDISH_TIME).strftime("%Y-%m-%d %H:%M")
