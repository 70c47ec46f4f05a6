"""What can happen to the services and folders around us, and to the settings."""

from ingest.errors.tree import Permanent, ServiceAway


class FolderUnusable(Permanent):
    """A folder that is watched or written to is missing, or may not be written in."""

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
