"""What the pages and the API answer of documents, their pages, records and piles."""

from ingest.errors.tree import Permanent


class UnknownDocument(Permanent):
    """No document with this id."""

    code = "unknown_document"
    status = 404
    sv = "Det finns ingen handling med detta id. Kontrollera adressen."
    en = "There is no document with this id. Check the address."


class NotReady(Permanent):
    """The record is asked for before the document is done."""

    code = "not_ready"
    status = 409
    sv = "Handlingen är inte färdigläst. Försök igen om en stund."
    en = "The document has not been read to the end. Try again in a moment."


class ReadingFailed(Permanent):
    """The record is asked for of a document that could not be read."""

    code = "reading_failed"
    status = 409
    sv = "Handlingen gick inte att läsa, så det finns inget att hämta. Läs den igen eller skanna den på nytt."
    en = "The document could not be read, so there is nothing to fetch. Retry it or scan it again."


class Withdrawn(Permanent):
    """The upload was a mistake and has been taken back."""

    code = "withdrawn"
    status = 410
    sv = "Handlingen är återtagen. Varför står i dess logg; ladda upp den igen om den ändå ska läsas."
    en = "The document has been withdrawn. Its log says why; upload it again if it is to be read after all."


class NoArtifact(Permanent):
    """This kind of document has no such file."""

    code = "no_artifact"
    status = 404
    sv = "För denna handling finns ingen sådan fil ({name})."
    en = "This document has no such file ({name})."


class PageNotRead(Permanent):
    """The page is not read yet, could not be read, or does not exist."""

    code = "page_not_read"
    status = 404
    sv = "Sidan {page} är inte läst, eller finns inte. Handlingens läge visar hur långt läsningen har kommit."
    en = "Page {page} has not been read, or does not exist. The document's status shows how far reading is."


class NoRendition(Permanent):
    """No picture of the page is kept: it is text, is not read, or cannot be drawn."""

    code = "no_rendition"
    status = 404
    sv = "Det finns ingen bild av sidan {page}: den är inte läst, eller går inte att rita. Se originalet."
    en = "There is no picture of page {page}: it has not been read, or cannot be drawn. See the original."


class NoSuchObject(Permanent):
    """Nothing lies under this key in the object store."""

    code = "no_such_object"
    status = 404
    sv = "Filen {key} finns inte i lagringen. Kontakta förvaltaren: den kan ha tagits bort eller flyttats."
    en = "The file {key} is not in the object store. Tell the administrator: it may have been removed."


class NotRetriable(Permanent):
    """Only a failed document can be tried again."""

    code = "not_retriable"
    status = 409
    sv = "Bara en handling som misslyckats, helt eller på någon sida, kan läsas om."
    en = "Only a document that failed, as a whole or on a page, can be retried."


class UnknownVersion(Permanent):
    """The document has no record of this version."""

    code = "unknown_version"
    status = 404
    sv = "Handlingen har ingen post i den versionen. Rättelserna visar vilka versioner som finns."
    en = "The document has no record of that version. Its corrections show which versions there are."


class NotAPile(Permanent):
    """Only a PDF of several pages can be split."""

    code = "not_a_pile"
    status = 409
    sv = "Bara en PDF med flera sidor kan delas upp."
    en = "Only a PDF of several pages can be split."


class NoSeparators(Permanent):
    """A pile is to be split at its separator sheets, and has none."""

    code = "no_separators"
    status = 409
    sv = "Inget skiljeblad hittades. Ange vilka sidor som hör ihop."
    en = "No separator sheet was found. State which pages belong together."
