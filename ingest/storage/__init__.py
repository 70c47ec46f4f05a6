"""Where originals, readings, records and artifacts lie: a folder, or any S3 server."""

from ingest.storage.address import store_from_url
from ingest.storage.store import ObjectStore

__all__ = ["ObjectStore", "store_from_url"]
