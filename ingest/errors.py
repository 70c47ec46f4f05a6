"""Every error that Inkom raises on purpose, in one tree.

    InkomError                    has a stable code and a sentence in Swedish and in English
    ├── Permanent                 trying again with the same input gives the same answer
    │   ├── Refused               an upload that is not taken in; nothing is stored
    │   │   ├── EmptyUpload, UnsupportedType, TooManyBytes, TooManyPages,
    │   │   └── TooManyPixels, Encrypted, NotOpenable, NoUpload
    │   ├── UnreadablePage        a page that its engine says is broken
    │   ├── GaveUp                the attempts are used up
    │   ├── UnknownDocument, NotReady, NoArtifact, NotRetriable
    │   ├── NoSuchObject          nothing lies under this key in the object store
    │   ├── NotAllowed, BadRequest
    │   └── Misconfigured         a setting that cannot work
    └── RetryLater                the same input may succeed another time
        ├── EngineTimedOut, EngineCrashed, EngineOutOfMemory
        ├── LeaseLost             another worker has taken the work over
        └── ServiceAway           something around us does not answer; no document's fault
            ├── StoreUnavailable, RegisterUnavailable, QueueUnavailable
            ├── WorkerStopped         a worker was asked to end in the middle of its work
            └── SandboxUnavailable    the confined process does not start

A sentence says what happened and what the person can do. Details go into it by name.
"""

from typing import ClassVar

from schemas.base import Problem


class InkomError(Exception):
    """Root of the tree. Subclasses state `code`, `status`, `sv` and `en`; details fill the braces."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    """HTTP status of the answer."""
    sv: ClassVar[str] = "Något gick fel i Inkom. Försök igen; händer det på nytt, kontakta förvaltaren."
    en: ClassVar[str] = "Something went wrong in Inkom. Try again; if it recurs, tell the administrator."

    def __init__(self, **details: str | int | float) -> None:
        super().__init__(f"{self.code}: {self.en.format(**details)}")
        self.details = details

    @property
    def problem(self) -> Problem:
        """The error as a value that can be stored, shown and sent."""
        return Problem(code=self.code, sv=self.sv.format(**self.details), en=self.en.format(**self.details))


class Permanent(InkomError):
    """Trying again with the same input gives the same answer."""


class RetryLater(InkomError):
    """The same input may succeed another time."""

    status = 503


class ServiceAway(RetryLater):
    """Something around us does not answer. It is no document's fault and costs no document an attempt."""


# Refusals at the door.


class Refused(Permanent):
    """An upload that is not taken in: nothing is stored, nothing queued."""

    status = 422


class NoUpload(Refused):
    """The request carries no file."""

    code = "no_upload"
    status = 400
    sv = "Ingen fil följde med. Skicka filen som multipart-fältet ”file”."
    en = "No file came with the request. Send it as the multipart field 'file'."


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


class Encrypted(Refused):
    """A PDF that needs a password to be read."""

    code = "encrypted"
    sv = "PDF-filen är skyddad med lösenord. Spara en kopia utan skydd och ladda upp den."
    en = "The PDF is protected by a password. Save a copy without protection and upload that."


class NotOpenable(Refused):
    """Bytes that begin like a supported type but cannot be opened."""

    code = "not_openable"
    sv = "Filen är skadad och går inte att öppna. Skanna eller exportera handlingen på nytt."
    en = "The file is damaged and cannot be opened. Scan or export the document again."


# What the pages and the API answer.


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
    sv = "Handlingen är inte färdigläst (läge: {status}). Försök igen om en stund."
    en = "The document has not been read to the end (status: {status}). Try again in a moment."


class NoArtifact(Permanent):
    """This kind of document has no such file."""

    code = "no_artifact"
    status = 404
    sv = "För denna handling finns ingen sådan fil ({name})."
    en = "This document has no such file ({name})."


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
    sv = "Bara en handling som misslyckats, helt eller på någon sida, kan läsas om (läge: {status})."
    en = "Only a document that failed, as a whole or on a page, can be retried (status: {status})."


class NotAllowed(Permanent):
    """No valid key, or a request from a foreign page."""

    code = "not_allowed"
    status = 401
    sv = "Anropet saknar giltig API-nyckel. Skicka den som ”Authorization: Bearer …”."
    en = "The request carries no valid API key. Send it as 'Authorization: Bearer …'."


class BadRequest(Permanent):
    """A parameter that cannot be understood."""

    code = "bad_request"
    status = 422
    sv = "Uppgiften ”{field}” går inte att förstå. Kontrollera dess form."
    en = "The parameter '{field}' cannot be understood. Check its form."


class Misconfigured(Permanent):
    """A setting that cannot work; said at start, never in the middle of work."""

    code = "misconfigured"
    sv = "Inställningen {setting} går inte att använda: {why}."
    en = "The setting {setting} cannot be used: {why}."


# What can happen to a page or an engine.


class UnreadablePage(Permanent):
    """The engine says that the page itself is broken."""

    code = "unreadable_page"
    sv = "Sidan är skadad och kan inte läsas. Skanna den på nytt; övriga sidor är lästa."
    en = "The page is damaged and cannot be read. Scan it again; the other pages are read."


class WorkerStopped(ServiceAway):
    """A worker was asked to end in the middle of its work."""

    code = "worker_stopped"
    sv = "Läsningen avbröts för en omstart och tas om strax. Inget behöver göras."
    en = "Reading was broken off for a restart and starts again soon. Nothing needs to be done."


class EngineTimedOut(RetryLater):
    """An engine call took longer than its limit and was ended."""

    code = "engine_timed_out"
    sv = "Läsningen tog längre tid än {seconds} sekunder och avbröts. Skanna sidan på nytt om felet består."
    en = "Reading took longer than {seconds} seconds and was ended. Scan the page again if it recurs."


class EngineCrashed(RetryLater):
    """An engine process died."""

    code = "engine_crashed"
    sv = "Läsprogrammet kraschade på innehållet ({how}). Skanna sidan på nytt om felet består."
    en = "The reading engine crashed on the content ({how}). Scan the page again if it recurs."


class EngineOutOfMemory(RetryLater):
    """An engine asked for more memory than its limit."""

    code = "engine_out_of_memory"
    sv = "Läsningen krävde mer minne än gränsen {limit_mb} MB. Skanna sidan med lägre upplösning."
    en = "Reading needed more memory than the limit of {limit_mb} MB. Scan the page at a lower resolution."


class SandboxUnavailable(ServiceAway):
    """The confined process for untrusted files does not start; no document is to blame."""

    code = "sandbox_unavailable"
    sv = "Det skyddade läsprogrammet startar inte ({why}). Försök igen, eller kontakta förvaltaren."
    en = "The confined reader does not start ({why}). Try again, or tell the administrator."


class LeaseLost(RetryLater):
    """Another worker has taken the work over; its result counts, this one's is dropped."""

    code = "lease_lost"
    sv = "En annan arbetsprocess har tagit över arbetet. Inget behöver göras."
    en = "Another worker has taken the work over. Nothing needs to be done."


class GaveUp(Permanent):
    """The attempts are used up without an answer: the worker died each time."""

    code = "gave_up"
    sv = "Läsningen avbröts {attempts} gånger utan svar. Originalet finns kvar; försök igen eller skanna om."
    en = "Reading broke off {attempts} times without an answer. The original is kept; retry or scan again."


# What can happen to the services around us.


class StoreUnavailable(ServiceAway):
    """The object store does not answer."""

    code = "store_unavailable"
    sv = "Lagringen svarar inte. Försök igen om en stund; filen är inte mottagen förrän du får ett kvitto."
    en = "The object store does not answer. Try again soon; a file is not received until you get a receipt."


class RegisterUnavailable(ServiceAway):
    """The database does not answer."""

    code = "register_unavailable"
    sv = "Databasen svarar inte. Försök igen om en stund; filen är inte mottagen förrän du får ett kvitto."
    en = "The database does not answer. Try again soon; a file is not received until you get a receipt."


class QueueUnavailable(ServiceAway):
    """The broker does not answer; what is registered waits in the outbox."""

    code = "queue_unavailable"
    sv = "Kön svarar inte. Mottagna handlingar väntar och läses när den är tillbaka."
    en = "The queue does not answer. Received documents wait and are read when it is back."


def all_errors(root: type[InkomError] = InkomError) -> list[type[InkomError]]:
    """Every class of the tree below `root`, itself first."""
    return [root] + [error for child in root.__subclasses__() for error in all_errors(child)]
