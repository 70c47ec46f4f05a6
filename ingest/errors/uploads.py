"""What is said of an upload: refusals at the door, and uploads in pieces that cannot go on."""

from ingest.errors.tree import Permanent, RetryLater


class Refused(Permanent):
    """An upload that is not taken in: nothing is stored, nothing queued."""

    status = 422


class NoUpload(Refused):
    """The request carries no file."""

    code = "no_upload"
    status = 400
    sv = "Ingen fil följde med. Skicka filen som multipart-fältet ”file”."
    en = "No file came with the request. Send it as the multipart field 'file'."


class OneFileOnly(Refused):
    """The request carries several files; each document has a receipt, and so a request, of its own."""

    code = "one_file_only"
    status = 400
    sv = "Flera filer följde med. Skicka en fil i varje anrop; ingen av dem är mottagen."
    en = "Several files came with the request. Send one file in each request; none of them is received."


class EmptyUpload(Refused):
    """Zero bytes, or nothing but white space."""

    code = "empty"
    sv = "Filen är tom. Skanna eller exportera handlingen på nytt."
    en = "The file is empty. Scan or export the document again."


class UnsupportedType(Refused):
    """Content of a kind that Inkom does not read."""

    code = "unsupported_type"
    status = 415
    sv = "Innehållet är inte PDF, TIFF, JPEG, PNG eller ren text. Spara handlingen som PDF och försök igen."
    en = "The file's content is not PDF, TIFF, JPEG, PNG or plain text. Save it as PDF and try again."


class TooManyBytes(Refused):
    """Larger than the limit."""

    code = "too_large"
    status = 413
    sv = "Filen är större än gränsen {limit_mb} MB. Dela upp den eller skanna med lägre upplösning."
    en = "The file is larger than the limit of {limit_mb} MB. Split it or scan at a lower resolution."


class TooManyPages(Refused):
    """More pages than the limit."""

    code = "too_many_pages"
    sv = "Filen har {pages} sidor, fler än gränsen {limit}. Dela upp den."
    en = "The file has {pages} pages, more than the limit of {limit}. Split it."


class TooManyPixels(Refused):
    """A page larger than the limit, in pixels or in points."""

    code = "too_many_pixels"
    sv = "Sida {page} är för stor ({megapixels} megapixel, gränsen är {limit}). Skanna med lägre upplösning."
    en = "Page {page} is too large ({megapixels} megapixels, limit {limit}). Scan at a lower resolution."


class TooMuchMemory(Refused):
    """The check itself ran out of memory: what cannot be opened here cannot be read later either."""

    code = "too_much_memory"
    sv = "Filen kräver mer minne än gränsen {limit_mb} MB. Skanna med lägre upplösning eller dela upp den."
    en = "The file needs more memory than the limit of {limit_mb} MB. Scan at a lower resolution or split it."


class Encrypted(Refused):
    """A PDF that needs a password to be read."""

    code = "encrypted"
    sv = "PDF-filen är skyddad med lösenord. Spara en kopia utan skydd och ladda upp den."
    en = "The PDF is protected by a password. Save a copy without protection and upload that."


class Portfolio(Refused):
    """A PDF whose one page only says that the documents lie in it as files of their own."""

    code = "portfolio"
    sv = (
        "Filen är en PDF-portfölj: handlingarna ligger inuti den som egna filer. Öppna den, spara ut dem och "
        "lämna in var och en."
    )
    en = (
        "The file is a PDF portfolio: the documents lie in it as files of their own. Open it, save them and "
        "hand in each."
    )


class FormWithoutPages(Refused):
    """An XFA form that is drawn by the program that shows it; its one page only asks to wait for that."""

    code = "form_without_pages"
    sv = (
        "Filen är ett formulär som bara Adobe Reader kan visa; dess egentliga sidor finns inte i filen. "
        "Öppna det där, skriv ut det till PDF och lämna in den filen."
    )
    en = (
        "The file is a form that only Adobe Reader can show; its real pages are not in the file. Open it "
        "there, print it to PDF and hand in that file."
    )


class NotOpenable(Refused):
    """Bytes that begin like a supported type but cannot be opened."""

    code = "not_openable"
    sv = "Filen är skadad och går inte att öppna. Skanna eller exportera handlingen på nytt."
    en = "The file is damaged and cannot be opened. Scan or export the document again."


class UnknownUpload(Permanent):
    """No unfinished upload with this id, or its time is up, or it is another's."""

    code = "unknown_upload"
    status = 404
    sv = "Den påbörjade uppladdningen finns inte kvar. Skicka filen från början."
    en = "The unfinished upload is no longer here. Send the file from its beginning."


class WrongOffset(Permanent):
    """A piece that does not begin where the file ends."""

    code = "wrong_offset"
    status = 409
    sv = "Biten börjar inte där filen slutar: {offset} byte har kommit fram. Fortsätt därifrån."
    en = "The piece does not begin where the file ends: {offset} bytes have arrived. Continue from there."


class TusMismatch(Permanent):
    """A client that speaks another version of the protocol, or does not say which."""

    code = "tus_mismatch"
    status = 412
    sv = "Uppladdning i bitar sker med tus {version}. Skicka huvudet ”Tus-Resumable: {version}”."
    en = "Uploads in pieces follow tus {version}. Send the header 'Tus-Resumable: {version}'."


class UploadBusy(RetryLater):
    """The file is whole, and another request is just having it received."""

    code = "upload_busy"
    status = 423
    sv = "Filen har kommit fram och tas emot just nu. Fråga om en stund hur det gick."
    en = "The file has arrived and is being received just now. Ask again soon what became of it."
