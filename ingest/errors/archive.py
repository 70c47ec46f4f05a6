"""What the archivist is told: of reading again, learning, reviewing and auditing."""

from ingest.errors.tree import Permanent


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
