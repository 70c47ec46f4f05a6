"""Which object store a URL means."""

import re
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from ingest.errors import Misconfigured
from ingest.storage.folder import FolderStore
from ingest.storage.s3 import S3Store
from ingest.storage.store import ObjectStore

_BUCKET = re.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""What S3 allows as a bucket's name."""


def store_from_url(url: str) -> ObjectStore:
    """`file:///PATH`, `s3://KEY:SECRET@HOST:PORT/BUCKET`, or `s3+https://…` for encrypted transport.

    Nothing is opened or made before `check` or the first use. Misconfigured for anything else; the
    message never repeats the URL, which holds a secret.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _misconfigured("not a URL") from error
    if parts.scheme == "file":
        return _folder(parts)
    if parts.scheme in ("s3", "s3+https"):
        return _s3(parts, port)
    raise _misconfigured("must begin with file://, s3:// or s3+https://")


def _folder(parts: SplitResult) -> FolderStore:
    path = Path(unquote(parts.path))
    if parts.netloc or not path.is_absolute():
        raise _misconfigured("must be file:/// and an absolute path")
    return FolderStore(path)


def _s3(parts: SplitResult, port: int | None) -> S3Store:
    bucket = parts.path.strip("/")
    if not (parts.hostname and parts.username and parts.password and _BUCKET.fullmatch(bucket)):
        raise _misconfigured("must be s3://KEY:SECRET@HOST:PORT/BUCKET")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    try:
        return S3Store(
            endpoint=host if port is None else f"{host}:{port}",
            access_key=unquote(parts.username),
            secret_key=unquote(parts.password),
            bucket=bucket,
            encrypted=parts.scheme == "s3+https",
        )
    except ValueError as error:
        raise _misconfigured("the host cannot be used") from error


def _misconfigured(why: str) -> Misconfigured:
    return Misconfigured(setting="store_url", why=why)
