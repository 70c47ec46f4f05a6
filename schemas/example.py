"""One complete, fictional record: what a downstream developer should expect to receive."""

from datetime import UTC, datetime

from schemas.metadata import (
    Date,
    Dnr,
    Evidence,
    NumberedText,
    Officer,
    PersonalData,
    Reference,
    Secrecy,
    Signatory,
    Text,
    TypeOfDocument,
)
from schemas.page import Rendition
from schemas.provenance import Provenance, Step
from schemas.record import Artifact, PageQuality, Protection, Quality, Record, RecordPage, Repair, Source
from schemas.structure import Block, Furniture, LineRef, Section

RAW_LINES = (
    "Miljonamnden i Almvik",
    "TJÄNSTEUTLÅTANDE",
    "Dnr MN-2024-00417",
    "2024-03-12",
    "Handläggare",
    "Åsa Björkqwist",
    "Telefon: 0555-123 45",
    "Till Byggnadsnämnden i Almvik",
    "Yttrande över detaljplan för kvarteret Ängen",
    "Förslag till beslut",
    "1. Nämnden överlämnar yttrandet enligt plan- och bygglagen (2010:900).",
    "2. Beslutet skickas till Länsstyrelsen.",
    "Den berörda är 19121212-1212. Sekretess enligt 25 kap. 1 § OSL.",
    "Åsa Björkqwist",
    "Miljöinspektör",
    "Bilaga 1 Karta",
    "Sida 1 (1)",
)
TEXT_LINES = ("Miljönämnden i Almvik", *RAW_LINES[1:])
RAW_TEXT = "\n".join(RAW_LINES)
ID = "3f79bb7b435b05321651daefd374cdc6"
LINE_HEIGHT, LEFT, TOP, CHARACTER = 20.0, 72.0, 60.0, 6.0


def _evidence(line: int, raw: str, field: str | None = None) -> Evidence:
    column = RAW_LINES[line].index(raw)
    start = sum(len(text) + 1 for text in RAW_LINES[:line]) + column
    left, top = LEFT + CHARACTER * column, TOP + LINE_HEIGHT * line
    return Evidence(
        page=1,
        box=(left, top, left + CHARACTER * len(raw), top + 12.0),
        raw=raw,
        start=start,
        end=start + len(raw),
        field=field,
    )


def _text(line: int, raw: str, rule: str, value: str | None = None) -> Text:
    return Text(value=value or raw, raw=value or raw, rule=rule, evidence=(_evidence(line, raw),))


def _block(line: int, text: str, **more: str | int) -> Block:
    box = _evidence(line, RAW_LINES[line]).box
    return Block.model_validate(
        {
            "kind": "paragraph",
            "text": text,
            "page": 1,
            "box": box,
            "lines": (LineRef(page=1, line=line),),
            **more,
        }
    )


EXAMPLE = Record(
    id=ID,
    source=Source(
        filename="yttrande-angen.pdf",
        media_type="application/pdf",
        bytes=48213,
        sha256=ID + "5e1f7f5d6c1d3b7a9e2f4a6b8c0d1e2f",
        received_at=datetime(2024, 3, 14, 8, 30, tzinfo=UTC),
        pages=1,
    ),
    document_type=TypeOfDocument(
        value="tjänsteutlåtande",
        raw="TJÄNSTEUTLÅTANDE",
        rule="kind.heading",
        evidence=(_evidence(1, "TJÄNSTEUTLÅTANDE"),),
    ),
    title=_text(8, "Yttrande över detaljplan för kvarteret Ängen", "title.after_recipient"),
    issuer=_text(0, "Miljonamnden i Almvik", "issuer.first_line", "Miljönämnden i Almvik"),
    recipient=_text(7, "Byggnadsnämnden i Almvik", "recipient.till"),
    dnr=(
        Dnr(
            value="MN-2024-00417",
            raw="MN-2024-00417",
            role="own",
            family="prefix_year_serial",
            rule="dnr.label_same_line",
            evidence=(_evidence(2, "MN-2024-00417"),),
        ),
    ),
    dates=(
        Date(
            value="2024-03-12",
            raw="2024-03-12",
            role="document",
            rule="dates.head_block",
            evidence=(_evidence(3, "2024-03-12"),),
        ),
    ),
    officer=Officer(
        name="Åsa Björkqwist",
        phone="0555-123 45",
        raw="Åsa Björkqwist",
        rule="officer.label_line_above",
        evidence=(_evidence(5, "Åsa Björkqwist", "name"), _evidence(6, "0555-123 45", "phone")),
    ),
    decision_proposals=(
        NumberedText(
            value="Nämnden överlämnar yttrandet enligt plan- och bygglagen (2010:900).",
            raw="Nämnden överlämnar yttrandet enligt plan- och bygglagen (2010:900).",
            number="1",
            rule="decisions.proposal",
            evidence=(_evidence(10, "Nämnden överlämnar yttrandet enligt plan- och bygglagen (2010:900)."),),
        ),
        NumberedText(
            value="Beslutet skickas till Länsstyrelsen.",
            raw="Beslutet skickas till Länsstyrelsen.",
            number="2",
            rule="decisions.proposal",
            evidence=(_evidence(11, "Beslutet skickas till Länsstyrelsen."),),
        ),
    ),
    decisions=(),
    signatories=(
        Signatory(
            name="Åsa Björkqwist",
            title="Miljöinspektör",
            raw="Åsa Björkqwist Miljöinspektör",
            rule="signatories.block",
            evidence=(_evidence(13, "Åsa Björkqwist", "name"), _evidence(14, "Miljöinspektör", "title")),
        ),
    ),
    attachments=(
        NumberedText(
            value="Karta",
            raw="Karta",
            number="1",
            rule="attachments.label",
            evidence=(_evidence(15, "Karta"),),
        ),
    ),
    copy_to=(_text(11, "Länsstyrelsen", "copy_to.skickas_till"),),
    references=(
        Reference(
            value="2010:900",
            kind="sfs",
            raw="2010:900",
            rule="references.sfs",
            evidence=(_evidence(10, "2010:900"),),
        ),
    ),
    personal_data=(
        PersonalData(
            value="19121212-****",
            kind="personnummer",
            raw="19121212-****",
            rule="personal.checksum",
            evidence=(_evidence(12, "19121212-1212"),),
        ),
    ),
    secrecy=(
        Secrecy(
            value="Sekretess enligt 25 kap. 1 § OSL",
            provision="25 kap. 1 §",
            chapter="25",
            section="1",
            raw="Sekretess enligt 25 kap. 1 § OSL",
            rule="secrecy.mark",
            evidence=(_evidence(12, "Sekretess enligt 25 kap. 1 § OSL"),),
        ),
    ),
    protection=Protection(form="full", contains=("personal_data", "secrecy")),
    text="\n\n".join(TEXT_LINES[:-1]),
    sections=(
        Section(
            heading=None,
            level=0,
            page=1,
            box=None,
            blocks=tuple(_block(line, TEXT_LINES[line], kind="head") for line in range(9)),
        ),
        Section(
            heading="Förslag till beslut",
            level=1,
            page=1,
            box=_evidence(9, RAW_LINES[9]).box,
            heading_lines=(LineRef(page=1, line=9),),
            blocks=(
                _block(10, RAW_LINES[10].removeprefix("1. "), kind="list_item", marker="1."),
                _block(11, RAW_LINES[11].removeprefix("2. "), kind="list_item", marker="2."),
                _block(12, RAW_LINES[12]),
                _block(13, RAW_LINES[13], kind="signature"),
                _block(14, RAW_LINES[14], kind="signature"),
                _block(15, RAW_LINES[15]),
            ),
        ),
    ),
    furniture=(
        Furniture(
            kind="page_number",
            text="Sida 1 (1)",
            page=1,
            box=_evidence(16, "Sida 1 (1)").box,
            lines=(LineRef(page=1, line=16),),
        ),
    ),
    pages=(
        RecordPage(
            number=1,
            width=595.0,
            height=842.0,
            rotation=0,
            text_source="ocr",
            reason="no_text_layer",
            decoding=None,
            quality=PageQuality(words=61, doubtful_words=1, mean_confidence=0.97),
            problem=None,
            renditions=(
                Rendition(width=160, height=226, href=f"/api/v1/documents/{ID}/pages/1/image?width=160"),
                Rendition(width=1000, height=1415, href=f"/api/v1/documents/{ID}/pages/1/image?width=1000"),
            ),
            text="\n".join(TEXT_LINES),
            raw_text=RAW_TEXT,
        ),
    ),
    repairs=(
        Repair(
            page=1,
            line=0,
            start=0,
            end=12,
            before="Miljonamnden",
            after="Miljönämnden",
            kind="diacritic",
            confidence=0.998,
            applied=True,
            box=_evidence(0, "Miljonamnden").box,
        ),
    ),
    quality=Quality(needs_review=False, reasons=(), words=61, doubtful_words=1, repairs=1, unread_pages=0),
    provenance=Provenance(
        pipeline_version="0.1.0",
        sandbox="bubblewrap",
        steps=(
            Step(name="recognise", tool="tesseract", version="5.3.0 swe", seconds=2.1),
            Step(name="repair", tool="inkom-repair", version="1", seconds=0.02),
        ),
    ),
    artifacts={
        "original": Artifact(media_type="application/pdf", href=f"/api/v1/documents/{ID}/original"),
        "pdf": Artifact(media_type="application/pdf", href=f"/api/v1/documents/{ID}/pdf"),
        "alto": Artifact(media_type="application/xml", href=f"/api/v1/documents/{ID}/alto"),
    },
)
