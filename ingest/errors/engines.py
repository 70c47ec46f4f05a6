"""What can happen to a page, and to the engines that open and read it."""

from ingest.errors.tree import Permanent, RetryLater, ServiceAway


class UnreadablePage(Permanent):
    """The engine says that the page itself is broken."""

    code = "unreadable_page"
    sv = "Sidan är skadad och kan inte läsas. Skanna den på nytt."
    en = "The page is damaged and cannot be read. Scan it again."


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


class SandboxUnavailable(ServiceAway):
    """The confined process for untrusted files does not start; no document is to blame."""

    code = "sandbox_unavailable"
    sv = "Det skyddade läsprogrammet startar inte ({why}). Försök igen, eller kontakta förvaltaren."
    en = "The confined reader does not start ({why}). Try again, or tell the administrator."


class WorkerStopped(ServiceAway):
    """A worker was asked to end in the middle of its work."""

    code = "worker_stopped"
    sv = "Läsningen avbröts för en omstart och tas om strax. Inget behöver göras."
    en = "Reading was broken off for a restart and starts again soon. Nothing needs to be done."


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
