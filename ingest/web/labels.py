"""DATA: Swedish words for everything in the contract that staff see, as the field says them."""

from collections.abc import Mapping

from ingest.audit import words as audit_words
from ingest.audit.observation import Kind
from ingest.register import FileFate, LogName
from ingest.register.figures import Group
from schemas.document import DocumentStatus, MediaType, PageStatus
from schemas.events import EventKind
from schemas.metadata import (
    DateRole,
    DnrRole,
    DocumentType,
    Flag,
    PersonalDataKind,
    ReferenceKind,
)
from schemas.page import TextSource
from schemas.repair import EditKind
from schemas.review import Fate
from schemas.structure import FurnitureKind

STATUS: Mapping[DocumentStatus, str] = {
    "received": "Väntar",
    "processing": "Läses",
    "done": "Färdig",
    "failed": "Misslyckades",
}

FILE_FATE: Mapping[FileFate, str] = {
    "received": "Väntar",
    "processing": "Läses",
    "done": "Färdig",
    "review": "Behöver granskas",
    "failed": "Misslyckades",
    "duplicate": "Fanns redan",
    "withdrawn": "Återtagen",
}
"""What became of a file that was handed in, in the order of its journey."""

PAGE_STATUS: Mapping[PageStatus, str] = {
    "waiting": "väntar",
    "reading": "läses nu",
    "read": "läst",
    "failed": "kunde inte läsas",
}

MEDIA_TYPE: Mapping[MediaType, str] = {
    "application/pdf": "PDF",
    "image/tiff": "TIFF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "text/plain": "Text",
}

DOCUMENT_TYPE: Mapping[DocumentType, str] = {
    "tjänsteutlåtande": "Tjänsteutlåtande",
    "tjänsteskrivelse": "Tjänsteskrivelse",
    "remissvar": "Remissvar eller yttrande",
    "protokoll": "Protokoll",
    "protokollsutdrag": "Protokollsutdrag",
    "kallelse": "Kallelse",
    "delegationsbeslut": "Delegationsbeslut",
    "anmälningslista": "Anmälningslista",
    "riktlinje": "Riktlinje",
    "beslut": "Beslut",
    "kommittédirektiv": "Kommittédirektiv",
    "domstolsavgörande": "Domstolsavgörande",
    "årsbokslut": "Årsbokslut",
    "överklagande": "Överklagande",
    "skrivelse": "Skrivelse",
    "other": "Annan handling",
}

DNR_ROLE: Mapping[DnrRole, str] = {
    "own": "handlingens eget",
    "referenced": "hänvisat till",
    "item": "ett ärende i handlingen",
}

DATE_ROLE: Mapping[DateRole, str] = {
    "document": "Handlingens datum",
    "received": "Inkom",
    "deadline": "Sista dag",
    "meeting": "Sammanträde",
    "decision": "Beslut",
    "underlag": "Underlag daterat",
    "event": "Händelse i texten",
    "signing": "Undertecknat",
    "justering": "Justerat",
    "posted_from": "Anslaget från",
    "posted_to": "Anslaget till",
    "valid_from": "Gäller från",
}

FLAG: Mapping[Flag, str] = {
    "fragment": "del av numret saknas",
    "misprint": "felskrivet, står som i handlingen",
    "impossible": "datumet finns inte",
    "incomplete": "ofullständigt",
    "ambiguous": "tvetydigt",
    "template_residue": "mallens egen text",
}

REFERENCE_KIND: Mapping[ReferenceKind, str] = {
    "sfs": "lag eller förordning",
    "sou": "SOU",
    "ds": "Ds",
    "prop": "proposition",
    "dir": "kommittédirektiv",
    "eu": "EU-rättsakt",
    "case_law": "rättsfall",
    "record": "annan handling",
}

PERSONAL_DATA_KIND: Mapping[PersonalDataKind, str] = {
    "personnummer": "personnummer",
    "samordningsnummer": "samordningsnummer",
}

TEXT_SOURCE: Mapping[TextSource, str] = {
    "text_layer": "filens eget textlager",
    "ocr": "OCR (textigenkänning)",
    "mixed": "filens textlager och OCR, del för del",
    "text_file": "filen",
    "none": "ingen",
}

READING_REASON: Mapping[str, str] = {
    "text_layer_good": "textlagret är gott",
    "no_text_layer": "filen har inget textlager",
    "text_layer_unreadable": "textlagret gick inte att läsa",
    "text_layer_partial": "textlagret täcker bara en del av sidan",
    "text_layer_undecodable": "textlagrets tecken går inte att tyda",
    "text_layer_mojibake": "textlagret har förvanskade tecken",
    "text_layer_without_swedish_letters": "textlagret saknar å, ä och ö",
    "text_layer_misread": "textlagret är sämre läst än OCR",
    "text_layer_misplaced": "textlagrets text står på fel plats",
    "image_file": "filen är en bild",
    "text_file": "ren text",
    "blank_page": "sidan är tom",
}
"""Why a page's text source was chosen. The codes may grow: one without words is shown as it is."""

EDIT_KIND: Mapping[EditKind, str] = {
    "encoding": "teckenkodning",
    "unicode": "teckenform",
    "bullet": "listpunkt",
    "spacing": "mellanrum",
    "line_join": "avstavning",
    "diacritic": "å, ä, ö",
    "ocr": "felläst tecken",
}

EVENT: Mapping[EventKind, str] = {
    "document.received": "Mottagen",
    "document.received_again": "Samma fil lämnades in igen",
    "document.done": "Färdigläst",
    "document.failed": "Läsningen misslyckades",
    "document.retried": "Läses igen",
    "document.withdrawn": "Återtagen",
    "document.restored": "Återställd",
    "document.split": "Uppdelad i nya handlingar",
    "document.split_off": "Urklippt ur en hög",
    "page.failed": "En sida kunde inte läsas",
    "record.corrected": "Rättad",
    "record.correction_undone": "En rättelse ångrad",
    "review.finished": "Granskad",
    "audit.drawn": "Drogs till ett stickprov",
    "audit.reviewed": "Granskad i ett stickprov",
    "audit.decided": "Stickprovet avgjort",
    "audit.abandoned": "Stickprovet avbrutet",
    "record.reprocessed": "Ny post efter omläsning",
    "record.reprocess_failed": "Omläsningen misslyckades",
}

RECEIVED_BASIS: Mapping[str | None, str] = {
    "stated": "uppgivet",
    "read": "enligt handlingen",
    None: "inlämnad",
}
"""Who says that a document came in on a day; without a word about it, it is the day of the upload."""
ACTOR: Mapping[str, str] = {"local": "den som satt vid datorn", "worker": "Inkom självt"}
"""Who did it, where the name is one of ours; users and keys are shown as they are called."""

RULE_FAMILY: Mapping[str, str] = {
    "dnr": "Diarienummer",
    "date": "Datum",
    "title": "Vad det rör",
    "issuer": "Avsändare",
    "recipient": "Mottagare",
    "officer": "Handläggare",
    "kind": "Dokumenttyp",
    "proposal": "Förslag till beslut",
    "decision": "Beslut",
    "signatory": "Undertecknat av",
    "attachment": "Bilagor",
    "copy": "Beslutet skickas till",
    "reference": "Hänvisningar",
    "personal": "Personuppgifter",
    "secrecy": "Sekretess",
}
"""What a rule of extraction is about, by the first part of its name; one without words is shown as it is."""

GROUP: Mapping[Group, str] = {
    "period": "Inkom",
    "issuer": "Avsändare",
    "document_type": "Dokumenttyp",
    "text_source": "Textkälla",
    "scanner": "Skanner",
}

NAMELESS: Mapping[Group, str] = {
    "period": "okänt",
    "issuer": "hittades inte",
    "document_type": "hittades inte",
    "text_source": "okänt",
    "scanner": "inte uppgiven vid inlämningen",
}

KIND: Mapping[Kind, str] = {"characters": "Tecken", "values": "Fält"}

DETAIL: Mapping[str, str] = {
    "audit": "stickprov",
    "before": "tidigare version",
    "code": "kod",
    "corrections": "rättelser av människor",
    "decision": "beslut",
    "fields": "granskade uppgifter",
    "filename": "fil",
    "lot_sha256": "partiets sha256",
    "number": "rättelse nr",
    "page": "sida",
    "pages": "sidor",
    "path": "uppgift",
    "plan": "parti, stickprov, högst fel",
    "receipt_id": "kvitto",
    "report_sha256": "rapportens sha256",
    "revision": "omgång",
    "run": "omläsning",
    "seed": "frö",
    "target": "slag",
    "undone": "ångrad",
    "unseen": "inte sedd",
    "version": "version",
    "wrong": "fel",
    "wrong_documents": "handlingar med fel",
}
"""What an event keeps besides; a name without words is shown as it is."""

DETAIL_VALUE: Mapping[tuple[str, str], str] = {
    ("decision", "accepted"): "godkänt",
    ("decision", "rejected"): "underkänt",
    ("target", "field"): "ett värde",
    ("target", "text"): "ord",
    ("target", "repair"): "en rättelse av Inkom",
}
"""Codes among it, in words."""

LOG: Mapping[LogName, str] = {"events": "Händelserna", "access_log": "Åtkomstloggen"}

BREACH: Mapping[str, str] = {
    "changed": "raden är ändrad",
    "removed": "en rad är borttagen",
    "moved": "raden står inte där den skrevs",
    "inserted": "raden fortsätter inte raden före, som är omskriven eller tillagd",
    "truncated": "slutet saknas",
    "head": "huvudet stämmer inte med sista raden",
}

FURNITURE_KIND: Mapping[FurnitureKind, str] = {
    "header": "sidhuvud",
    "footer": "sidfot",
    "page_number": "sidnummer",
    "residue": "mallrest",
}

ARTIFACT: Mapping[str, str] = {
    "original": "Originalet",
    "pdf": "Sökbar PDF/A",
    "alto": "ALTO (ord och koordinater)",
}

EVIDENCE_PART: Mapping[str, str] = {
    "name": "namn",
    "title": "titel",
    "phone": "telefon",
    "email": "e-post",
    "value": "värde",
}

FIELD: Mapping[str, str] = {
    field: audit_words.FIELD[field]
    for field in (
        "dnr", "dates", "issuer", "recipient", "title", "officer", "document_type", "decision_proposals",
        "decisions", "signatories", "attachments", "copy_to", "secrecy", "personal_data", "references",
    )
}  # fmt: skip
"""What a person may correct, in the order of the registration sheet."""

FIELD_PART: Mapping[str, str] = {
    "value": "Värde",
    "role": "Roll",
    "kind": "Slag",
    "number": "Nummer",
    "name": "Namn",
    "title": "Titel",
    "phone": "Telefon",
    "email": "E-post",
    "provision": "Lagrum",
}

FATE: Mapping[Fate, str] = {
    "applied": "gäller",
    "already_so": "står så redan",
    "undone": "ångrad",
    "conflict": "passar inte längre",
}

CHOICE: Mapping[str, str] = {
    "now": "står nu",
    "read": "lästes så",
    "alternative": "andra läsningen",
    "proposal": "föreslagen rättelse",
    "printed": "som det står tryckt",
    "keep": "behåll den nya läsningen",
    "again": "låt rättelsen gälla igen",
}
"""Why something stands among a reviewer's choices."""

DOUBT: Mapping[str, str] = {
    "read": "osäkert läst",
    "text": "kan vara skadat",
    "rule": "värdet är osäkert",
}
"""Why something asks for a look."""
