"""Every error that Inkom raises on purpose, in one tree.

    InkomError                    has a stable code and a sentence in Swedish and in English
    ├── Permanent                 trying again with the same input gives the same answer
    │   ├── Refused               an upload that is not taken in; nothing is stored
    │   │   ├── EmptyUpload, UnsupportedType, TooManyBytes, TooManyPages,
    │   │   └── TooManyPixels, TooMuchMemory, Encrypted, NotOpenable, NoUpload, OneFileOnly
    │   ├── UnreadablePage        a page that its engine says is broken
    │   ├── GaveUp                the attempts are used up
    │   ├── UnknownDocument, NotReady, ReadingFailed, Withdrawn, NoArtifact, NotRetriable
    │   ├── ReviewHeld, ReviewLost, StaleRecord, DoesNotFit, NothingToUndo,
    │   ├── NotADate, NothingWritten   reviewing a document
    │   ├── UnknownRun, NothingChosen, RunOver, OutOfDate, OnTrial   reading again
    │   ├── UnknownEntry, NotProposed, StillTried   learning
    │   ├── UnknownVersion        a record that there is not in this version
    │   ├── NoSuchPlan            no sampling plan keeps both risks
    │   ├── EmptyLot, UnknownAudit, AuditEnded, AuditNotDone, StaleFinding   auditing a lot by a sample
    │   ├── PageNotRead, NoRendition  a page that is not read, or cannot be shown
    │   ├── NotAPile, NoSeparators  nothing to split, or nothing that says where
    │   ├── NoSuchObject          nothing lies under this key in the object store
    │   ├── NotAllowed, NoRight, ForeignPage, BadRequest
    │   ├── WrongPassword, TooManyAttempts, WeakPassword, LinkExpired   signing in
    │   ├── UnknownAccount, NameTaken, BadName, LastAdministrator       accounts
    │   ├── UnknownUpload, WrongOffset, TusMismatch   an upload in pieces that cannot go on like this
    │   ├── FolderUnusable, FolderInUse   a hot folder that cannot be watched
    │   └── Misconfigured         a setting that cannot work
    └── RetryLater                the same input may succeed another time
        ├── EngineTimedOut, EngineCrashed, EngineOutOfMemory
        ├── LeaseLost             another worker has taken the work over
        ├── UploadBusy            the file is just being received
        └── ServiceAway           something around us does not answer; no document's fault
            ├── StoreUnavailable, RegisterUnavailable, QueueUnavailable, DiskFull
            ├── WorkerStopped         a worker was asked to end in the middle of its work
            ├── ProbeTimedOut         the check at the door was not done in time
            ├── RecogniserUnavailable the OCR engine has gone missing
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
    sv = "Handlingen är inte färdigläst. Försök igen om en stund."
    en = "The document has not been read to the end. Try again in a moment."


class ReadingFailed(Permanent):
    """The record is asked for of a document that could not be read."""

    code = "reading_failed"
    status = 409
    sv = "Handlingen gick inte att läsa, så det finns inget att hämta. Läs om den eller skanna den på nytt."
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


class UnknownRun(Permanent):
    """No run has this number, or the document is not in it."""

    code = "unknown_run"
    status = 404
    sv = "Det finns ingen sådan omläsning, eller så ingår handlingen inte i den."
    en = "There is no such run, or the document is not part of it."


class NothingChosen(Permanent):
    """A run without a document."""

    code = "nothing_chosen"
    status = 422
    sv = "Ingen läst handling passar in på urvalet. Ändra det och räkna om."
    en = "No document that has been read fits the choice. Change it and count again."


class RunOver(Permanent):
    """A run that was cancelled."""

    code = "run_over"
    status = 409
    sv = "Omläsningen är avbruten. Börja en ny; det som redan är läst kan ändå avgöras."
    en = "The run has been cancelled. Start another; what it has made can still be decided on."


class OutOfDate(Permanent):
    """The document has been read anew, or is being, since the run began with it."""

    code = "out_of_date"
    status = 409
    sv = "Handlingen har lästs på nytt efter jämförelsen. Kör om den i en ny omläsning om det behövs."
    en = "The document has been read anew since it was compared. Run it again in a new run if need be."


class OnTrial(Permanent):
    """Candidates that were made with what is not in force."""

    code = "on_trial"
    status = 409
    sv = "Omläsningen prövar ett förslag som inte gäller. Godta förslaget först, under Förslag."
    en = "The run tries a proposal that is not in force. Accept the proposal first, under Proposals."


class UnknownEntry(Permanent):
    """Nothing that was tried has this number, or it is decided already."""

    code = "unknown_entry"
    status = 404
    sv = "Det finns inget sådant förslag, eller så är det redan avgjort."
    en = "There is no such proposal, or it is decided already."


class StillTried(Permanent):
    """Nobody can have seen yet what it would change."""

    code = "still_tried"
    status = 409
    sv = "Förslaget prövas fortfarande på handlingarna. Vänta tills omläsningen är klar, eller avbryt den."
    en = "The proposal is still being tried on the documents. Wait for its run to end, or cancel it."


class NotProposed(Permanent):
    """No corrections speak for this value, or it was tried already."""

    code = "not_proposed"
    status = 409
    sv = "Rättelserna talar inte för det här värdet längre, eller så är det redan prövat."
    en = "Corrections speak for this value no longer, or it has been tried already."


class ReviewHeld(Permanent):
    """Somebody else is reviewing the document."""

    code = "review_held"
    status = 409
    sv = "{holder} granskar handlingen just nu. Ta nästa i kön, eller vänta tills granskningen är klar."
    en = "{holder} is reviewing the document just now. Take the next in the queue, or wait for the review."


class ReviewLost(Permanent):
    """The review's lease has run out, or the same person has begun it again elsewhere."""

    code = "review_lost"
    status = 409
    sv = "Granskningen gäller inte längre. Öppna handlingen igen; det som redan är rättat är sparat."
    en = "The review no longer holds. Open the document again; what was corrected already is kept."


class StaleRecord(Permanent):
    """The record, or its corrections, are not those that the corrector had seen."""

    code = "stale_record"
    status = 409
    sv = "Handlingen har ändrats sedan du öppnade den, och inget är sparat. Ladda om den och rätta igen."
    en = "The document has changed since you opened it, and nothing is kept. Reload it and correct it again."


class DoesNotFit(Permanent):
    """What is to be corrected does not stand there, or the result would be no record."""

    code = "does_not_fit"
    status = 409
    sv = "Det som ska rättas står inte på den platsen, eller så har det nya värdet en form som inte går."
    en = "What is to be corrected does not stand in that place, or the new value has an impossible form."


class NotADate(Permanent):
    """What was written as a date is none."""

    code = "not_a_date"
    status = 422
    sv = "Skriv datumet som ÅÅÅÅ-MM-DD. Står inte dag eller månad i handlingen: ÅÅÅÅ-MM eller ÅÅÅÅ."
    en = "Write the date as YYYY-MM-DD. If the document has no day or no month: YYYY-MM or YYYY."


class NothingWritten(Permanent):
    """A value was to be written, and nothing was."""

    code = "nothing_written"
    status = 422
    sv = "Inget värde är skrivet. Skriv värdet, eller ta bort det med ett skäl om det inte finns."
    en = "No value is written. Write the value, or remove it with a reason if there is none."


class NothingToUndo(Permanent):
    """There is no such correction."""

    code = "nothing_to_undo"
    status = 409
    sv = "Rättelsen {number} finns inte. Ladda om handlingen och se vilka rättelser den har."
    en = "There is no correction {number}. Reload the document to see which corrections it has."


class UnknownVersion(Permanent):
    """The document has no record of this version."""

    code = "unknown_version"
    status = 404
    sv = "Handlingen har ingen post i den versionen. Rättelserna visar vilka versioner som finns."
    en = "The document has no record of that version. Its corrections show which versions there are."


class NoSuchPlan(Permanent):
    """No single sampling plan keeps both risks for this lot."""

    code = "no_such_plan"
    status = 422
    sv = "Ingen provtagningsplan uppfyller båda riskerna. Tillåt större risk eller längre mellan nivåerna."
    en = "No sampling plan keeps both risks. Allow larger risks, or a wider gap between the two levels."


class EmptyLot(Permanent):
    """No document with a record fits the lot's definition."""

    code = "empty_lot"
    status = 422
    sv = "Ingen läst handling hör till partiet. Ändra urvalet, eller vänta tills handlingarna är lästa."
    en = "No document of that lot has been read. Change the lot, or wait until its documents are read."


class UnknownAudit(Permanent):
    """There is no audit with this number, or no document in this place of its sample."""

    code = "unknown_audit"
    status = 404
    sv = "Stickprov {number} finns inte, eller har ingen handling på den platsen."
    en = "There is no audit {number}, or no document in that place of its sample."


class AuditEnded(Permanent):
    """The audit is decided or abandoned: nothing of it changes any more."""

    code = "audit_ended"
    status = 409
    sv = "Stickprov {number} är avslutat och kan inte ändras. Gör ett nytt om partiet ska prövas igen."
    en = "Audit {number} has ended and cannot be changed. Make a new one to try the lot again."


class AuditNotDone(Permanent):
    """Documents of the sample have not been looked at."""

    code = "audit_not_done"
    status = 409
    sv = "Stickprovet kan inte avgöras än: {left} av dess handlingar är inte granskade."
    en = "The audit cannot be decided yet: {left} of its documents have not been reviewed."


class StaleFinding(Permanent):
    """Somebody else has reviewed the document in the meantime."""

    code = "stale_finding"
    status = 409
    sv = "Någon annan har granskat handlingen under tiden, och inget är sparat. Ladda om sidan och se."
    en = "Somebody else has reviewed the document in the meantime; nothing is kept. Reload the page and see."


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


class NotAllowed(Permanent):
    """No valid key, and not a request from this machine itself."""

    code = "not_allowed"
    status = 401
    sv = "Anropet saknar giltig API-nyckel. Skicka den som ”Authorization: Bearer …”."
    en = "The request carries no valid API key. Send it as 'Authorization: Bearer …'."


class NoRight(Permanent):
    """The caller is known, and may not do this."""

    code = "no_right"
    status = 403
    sv = "Din roll får inte göra detta. Be förvaltaren om en annan roll om du behöver det."
    en = "Your role may not do this. Ask the administrator for another role if you need it."


class ForeignPage(Permanent):
    """A browser on this machine sends the request for a page that is not ours."""

    code = "foreign_page"
    status = 403
    sv = "Anropet kommer från en annan webbplats och utförs inte. Öppna Inkom i en egen flik och gör om det."
    en = (
        "The request comes from another site and is not carried out. Open Inkom in its own tab and repeat it."
    )


class BadRequest(Permanent):
    """A parameter that cannot be understood."""

    code = "bad_request"
    status = 422
    sv = "Uppgiften ”{field}” går inte att förstå. Kontrollera dess form."
    en = "The parameter '{field}' cannot be understood. Check its form."


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


# Signing in, and accounts.


class WrongPassword(Permanent):
    """No active account has this name and this password; which of the two is wrong is not told."""

    code = "wrong_password"
    status = 401
    sv = "Namnet eller lösenordet stämmer inte. Försök igen, eller be förvaltaren om en ny länk."
    en = "The name or the password is wrong. Try again, or ask the administrator for a new link."


class TooManyAttempts(Permanent):
    """Too many failed sign-ins, for this name or from this address, whether the account exists or not."""

    code = "too_many_attempts"
    status = 429
    sv = "För många misslyckade försök. Vänta {minutes} minuter och försök igen."
    en = "Too many failed attempts. Wait {minutes} minutes and try again."


class WeakPassword(Permanent):
    """Too short, too long, or made of the account's own name."""

    code = "weak_password"
    status = 422
    sv = "Välj ett lösenord med minst {shortest} tecken, som inte innehåller ditt användarnamn."
    en = "Choose a password of at least {shortest} characters that does not contain your user name."


class LinkExpired(Permanent):
    """A one-time link that was used, replaced or is too old."""

    code = "link_expired"
    status = 410
    sv = "Länken har använts eller är för gammal. Be förvaltaren om en ny."
    en = "The link has been used or is too old. Ask the administrator for a new one."


class UnknownAccount(Permanent):
    """No account with this number."""

    code = "unknown_account"
    status = 404
    sv = "Kontot finns inte. Ladda om sidan med alla konton."
    en = "There is no such account. Reload the page of all accounts."


class NameTaken(Permanent):
    """Another account has this name."""

    code = "name_taken"
    status = 409
    sv = "Det finns redan ett konto med namnet {name}. Välj ett annat namn."
    en = "There is an account named {name} already. Choose another name."


class BadName(Permanent):
    """Not a name that an account can have."""

    code = "bad_name"
    status = 422
    sv = "Ett användarnamn har 2–64 tecken: bokstäver, siffror, punkt, bindestreck, understreck och @."
    en = "A user name has 2–64 characters: letters, digits, full stop, hyphen, underscore and @."


class LastAdministrator(Permanent):
    """Nobody could administer the accounts any more."""

    code = "last_administrator"
    status = 409
    sv = "Det är det sista förvaltarkontot. Gör någon annan till förvaltare först."
    en = "This is the last administrator's account. Make someone else an administrator first."


class FolderUnusable(Permanent):
    """The hot folder is missing, or may not be written in."""

    code = "folder_unusable"
    sv = "Mappen {folder} går inte att använda. Kontrollera att den finns och att Inkom får skriva i den."
    en = "The folder {folder} cannot be used. See that it is there and that Inkom may write in it."


class FolderInUse(Permanent):
    """Another process watches the same hot folder."""

    code = "folder_in_use"
    sv = "Mappen {folder} bevakas redan av en annan process. Stoppa den först."
    en = "The folder {folder} is being watched by another process already. Stop that one first."


class Misconfigured(Permanent):
    """A setting that cannot work; said at start, never in the middle of work."""

    code = "misconfigured"
    sv = "Inställningen {setting} går inte att använda: {why}."
    en = "The setting {setting} cannot be used: {why}."


# What can happen to a page or an engine.


class UnreadablePage(Permanent):
    """The engine says that the page itself is broken."""

    code = "unreadable_page"
    sv = "Sidan är skadad och kan inte läsas; felet gäller bara den. Skanna den på nytt."
    en = "The page is damaged and cannot be read; no other page is affected. Scan it again."


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


class ProbeTimedOut(ServiceAway):
    """The check at the door was not done in time, on a busy machine or an odd file; nothing is stored."""

    code = "probe_timed_out"
    sv = (
        "Filen hann inte kontrolleras på {seconds} sekunder och är inte mottagen. Försök igen om en stund; "
        "händer det på nytt, dela upp filen eller spara den som en ny PDF."
    )
    en = (
        "The file could not be checked within {seconds} seconds and is not received. Try again soon; if it "
        "recurs, split the file or save it as a new PDF."
    )


class RecogniserUnavailable(ServiceAway):
    """The OCR engine or its language model has gone missing under a running worker."""

    code = "recogniser_unavailable"
    sv = "Textigenkänningen är inte tillgänglig just nu. Sidan läses när den är tillbaka."
    en = "Text recognition is not available at the moment. The page is read when it is back."


class LeaseLost(RetryLater):
    """Another worker has taken the work over; its result counts, this one's is dropped."""

    code = "lease_lost"
    sv = "En annan arbetsprocess har tagit över arbetet. Inget behöver göras."
    en = "Another worker has taken the work over. Nothing needs to be done."


class UploadBusy(RetryLater):
    """The file is whole, and another request is just having it received."""

    code = "upload_busy"
    status = 423
    sv = "Filen har kommit fram och tas emot just nu. Fråga om en stund hur det gick."
    en = "The file has arrived and is being received just now. Ask again soon what became of it."


class GaveUp(Permanent):
    """The attempts are used up without an answer: the worker died each time."""

    code = "gave_up"
    sv = "Läsningen avbröts {attempts} gånger utan svar. Originalet finns kvar; försök igen eller skanna om."
    en = "Reading broke off {attempts} times without an answer. The original is kept; retry or scan again."


# What can happen to the services around us.


class StoreUnavailable(ServiceAway):
    """The object store does not answer."""

    code = "store_unavailable"
    sv = "Lagringen svarar inte. Det som har kvitto läses senare; skicka allt annat igen om en stund."
    en = "The object store does not answer. What has a receipt is read later; send the rest again soon."


class DiskFull(ServiceAway):
    """The server's disk, or its share of it, has no room for what is to be kept."""

    code = "disk_full"
    status = 507
    sv = "Servern har slut på utrymme. Säg till den som förvaltar Inkom, och skicka sedan filen igen."
    en = "The server is out of disk space. Tell whoever administers Inkom, and then send the file again."


class RegisterUnavailable(ServiceAway):
    """The database does not answer."""

    code = "register_unavailable"
    sv = "Databasen svarar inte. Det som har kvitto läses senare; skicka allt annat igen om en stund."
    en = "The database does not answer. What has a receipt is read later; send the rest again soon."


class QueueUnavailable(ServiceAway):
    """The broker does not answer; what is registered waits in the outbox."""

    code = "queue_unavailable"
    sv = "Kön svarar inte. Mottagna handlingar väntar och läses när den är tillbaka."
    en = "The queue does not answer. Received documents wait and are read when it is back."


def all_errors(root: type[InkomError] = InkomError) -> list[type[InkomError]]:
    """Every class of the tree below `root`, itself first."""
    return [root] + [error for child in root.__subclasses__() for error in all_errors(child)]
