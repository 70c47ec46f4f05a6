"""The record: what downstream systems pull. Version 1: names may be added, none is changed or removed."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from schemas.base import Box, Confidence, DocumentId, Model, PageNumber, Problem, Rotation, Sha256
from schemas.document import MediaType
from schemas.metadata import (
    Date,
    Dnr,
    NumberedText,
    Officer,
    PersonalData,
    Reference,
    Secrecy,
    Signatory,
    Text,
    TypeOfDocument,
)
from schemas.page import Rendition, TextRegion, TextSource
from schemas.provenance import Provenance
from schemas.repair import EditKind
from schemas.structure import Furniture, Section

SCHEMA_VERSION = "1.4"


class Source(Model):
    """The original, which is kept unchanged."""

    filename: str = Field(description="The name it was first uploaded under.")
    media_type: MediaType = Field(description="Known by content, not by name.")
    bytes: int = Field(ge=1, description="Size of the original in bytes.")
    sha256: Sha256
    received_at: datetime = Field(description="When Inkom first received it, UTC.")
    pages: int = Field(ge=1, description="Pages of the original.")


class PageQuality(Model):
    """What is known about how well a page was read."""

    words: int = Field(ge=0, description="Words read.")
    doubtful_words: int = Field(ge=0, description="Words whose reading a person should check.")
    mean_confidence: Confidence = Field(
        default=None, description="Mean of the reader's own word confidences; null without OCR."
    )
    predicted_error: float | None = Field(
        default=None, ge=0, description="Predicted character error rate; null where nothing foretells it."
    )


class DoubtfulWord(Model):
    """A word that no reader has judged, and that may be damaged as it stands, repaired or not."""

    line: int = Field(ge=0, description="Index of the line on the page, counted from 0.")
    start: int = Field(ge=0, description="First character in the page's `raw_text`.")
    end: int = Field(ge=0, description="One past the last character.")
    chance: float = Field(ge=0, le=1, description="Probability that it is wrong as it stands.")


class RecordPage(Model):
    """One page, as it was read and as it was repaired."""

    number: PageNumber
    width: float | None = Field(description="Points, unrotated; null for text files.")
    height: float | None = Field(description="Points, unrotated; null for text files.")
    rotation: Rotation = Field(description="Clockwise degrees to turn the page for reading.")
    text_source: TextSource = Field(description="Where the page's text comes from.")
    reason: str = Field(description="Why this text source was chosen, as a stable code.")
    regions: tuple[TextRegion, ...] = Field(
        default=(), description="Which source gave which part of a `mixed` page, in reading order."
    )
    handwriting: tuple[Box, ...] = Field(
        default=(), description="Where something is written by hand, such as a signature: it is not read."
    )
    decoding: str | None = Field(description="The codec a text file was decoded with; null otherwise.")
    quality: PageQuality = Field(description="How well it was read.")
    problem: Problem | None = Field(description="Why the page could not be read; null when it could.")
    renditions: tuple[Rendition, ...] = Field(
        default=(), description="Pictures of the page, smallest first; empty for text files."
    )
    text: str = Field(description="Repaired text, line by line in reading order, furniture included.")
    raw_text: str = Field(description="The same lines as they were read. All offsets count in it.")
    doubtful: tuple[DoubtfulWord, ...] = Field(
        default=(),
        description="Words of a text file or text layer that a person should check; what a recogniser was "
        "unsure of stands in the page's reading.",
    )


class Repair(Model):
    """One repaired place, for the archivist: before, after, why, how sure."""

    page: PageNumber
    line: int = Field(ge=0, description="Index of the line on the page, counted from 0.")
    start: int = Field(ge=0, description="First character in the page's `raw_text`.")
    end: int = Field(ge=0, description="One past the last character.")
    before: str = Field(description="What was read: `raw_text[start:end]`.")
    after: str = Field(description="What stands in `text` instead, if applied.")
    kind: EditKind = Field(description="What kind of damage was repaired.")
    confidence: Confidence
    applied: bool = Field(description="False for a proposal that is not in `text`.")
    box: Box | None = Field(default=None, description="The repaired words; null for text files.")


class Quality(Model):
    """Whether a person must look, and why."""

    needs_review: bool = Field(description="True when a person should look before relying on it.")
    reasons: tuple[Problem, ...] = Field(description="Why; empty exactly when `needs_review` is false.")
    words: int = Field(ge=0, description="Words read, all pages.")
    doubtful_words: int = Field(ge=0, description="Words whose reading a person should check.")
    repairs: int = Field(ge=0, description="Edits applied.")
    unread_pages: int = Field(ge=0, description="Pages that could not be read.")
    predicted_error: float | None = Field(
        default=None, ge=0, description="Predicted character error rate; null where nothing foretells it."
    )


ProtectedContent = Literal["personal_data", "secrecy"]


class Masked(Model):
    """Characters of a page that the protected form shows as `*`."""

    page: PageNumber
    start: int = Field(ge=0, description="First masked character in the page's `raw_text`.")
    end: int = Field(ge=0, description="One past the last one.")
    kind: ProtectedContent = Field(description="Why it is masked.")


class Protection(Model):
    """What the record holds that must not be shown to everyone, and whether it is masked here."""

    form: Literal["full", "protected"] = Field(
        description="`full`: everything as printed, for the authority itself. `protected`: the last four "
        "figures of every personal identity number found are `*` in every text of the record."
    )
    contains: tuple[ProtectedContent, ...] = Field(
        description="What was found: `personal_data` and `secrecy` marks. A record with `secrecy` must be "
        "tried by a person before any form of it is given out."
    )
    masked: tuple[Masked, ...] = Field(
        default=(), description="What is masked, page by page; empty in the full form."
    )


class Artifact(Model):
    """A file that belongs to the record."""

    media_type: str = Field(description="MIME type.")
    href: str = Field(description="Path on the server, or file name beside the record's own file.")


class Record(Model):
    """Clean, structured, cited JSON made from one document."""

    schema_version: str = Field(
        default=SCHEMA_VERSION, pattern=r"^1\.\d+$", description="1.x: names may be added, none changed."
    )
    id: DocumentId
    source: Source = Field(description="The original and how it came in.")
    document_type: TypeOfDocument | None = Field(description="Null when nothing was read.")
    title: Text | None = Field(description="Ärendemening: what the document is about, in its own words.")
    issuer: Text | None = Field(description="Who drew the document up.")
    recipient: Text | None = Field(description="To whom it is addressed.")
    dnr: tuple[Dnr, ...] = Field(description="Every diarienummer, own ones first.")
    dates: tuple[Date, ...] = Field(description="Every date, in reading order.")
    officer: Officer | None = Field(description="Handläggare or föredragande.")
    decision_proposals: tuple[NumberedText, ...] = Field(description="Förslag till beslut, in order.")
    decisions: tuple[NumberedText, ...] = Field(description="Decisions taken, in order.")
    signatories: tuple[Signatory, ...] = Field(description="Who signs, in order.")
    attachments: tuple[NumberedText, ...] = Field(description="Bilagor, in order.")
    copy_to: tuple[Text, ...] = Field(description="To whom the decision is sent, or copied.")
    references: tuple[Reference, ...] = Field(description="Laws, inquiries and records cited.")
    personal_data: tuple[PersonalData, ...] = Field(description="Personal identity numbers found, masked.")
    secrecy: tuple[Secrecy, ...] = Field(description="Secrecy marks found.")
    protection: Protection | None = Field(
        default=None, description="Whether the record needs protection; null in records older than 1.1."
    )
    text: str = Field(description="The running text: repaired, paragraphs joined, furniture left out.")
    sections: tuple[Section, ...] = Field(description="The text as its author built it.")
    furniture: tuple[Furniture, ...] = Field(description="Running heads, feet and page numbers.")
    pages: tuple[RecordPage, ...] = Field(description="Every page of the original, in order.")
    repairs: tuple[Repair, ...] = Field(description="Every repaired or proposed place, in reading order.")
    quality: Quality = Field(description="What is believed about the reading as a whole.")
    provenance: Provenance = Field(description="Which tools made the record.")
    artifacts: dict[str, Artifact] = Field(description="`original`, `pdf`, `alto`, where they exist.")
