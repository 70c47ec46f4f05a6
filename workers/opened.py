"""What every command and service opens first: its folder, the register, brought up to date, and the store."""

from pathlib import Path

from ingest.errors import FolderUnusable
from ingest.register import Register
from ingest.settings import Settings
from ingest.storage import ObjectStore, store_from_url


def made_folder(folder: Path) -> None:
    """The folder is there, made if need be. FolderUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(folder=str(folder)) from error


def opened_register(settings: Settings) -> Register:
    """The register that the settings name, its tables brought up to date."""
    register = Register(settings.effective_register_url)
    register.migrate()
    return register


def opened_store(settings: Settings, register: Register) -> ObjectStore:
    """The object store, made if the register knows of no document yet."""
    store = store_from_url(settings.effective_store_url)
    if not any(register.counts().values()):
        store.prepare()
    store.check()
    return store
