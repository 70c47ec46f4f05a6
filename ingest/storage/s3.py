"""The object store on any S3 server, through the `minio` client."""

import base64
import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from ingest.errors import NoSuchObject, StoreUnavailable
from ingest.storage.store import checked_key, checked_prefix

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 30.0
"""Longest silence of the server within one request."""
_RETRIES = Retry(total=3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504])
"""Against passing trouble; with the time-outs this bounds how long a call can hang."""
_CHUNK = 1 << 20
"""Bytes copied at a time."""
_MADE_BY_ANOTHER = frozenset({"BucketAlreadyOwnedByYou", "BucketAlreadyExists", "NoSuchBucket"})
"""Answers to making a bucket that somebody else is making; SeaweedFS 4 also gives the last one then."""
_BUCKET_SECONDS = 5.0
"""How long another process may take to make the bucket."""


class S3Store:
    """Objects in one bucket, each sent as one stream: it appears once it is whole, and an upload that breaks
    off leaves no parts behind. S3 takes up to 5 GB that way."""

    def __init__(
        self, *, endpoint: str, access_key: str, secret_key: str, bucket: str, encrypted: bool
    ) -> None:
        """`endpoint` is `HOST` or `HOST:PORT`; `encrypted` means https, by the system's certificates."""
        self._bucket = bucket
        self._http = PoolManager(
            timeout=Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS), retries=_RETRIES, maxsize=10
        )
        self._client = Minio(
            endpoint,
            access_key=access_key,
            secret_key=secret_key,
            secure=encrypted,
            http_client=self._http,
        )

    def put(self, key: str, content: Path | bytes, media_type: str) -> bool:
        """Store durably, as far as the server promises it. False if the key is there.

        The client cannot create only, so the look and the put are two requests.
        """
        if self.exists(key):
            return False
        with BytesIO(content) if isinstance(content, bytes) else content.open("rb") as source:
            self._put_stream(key, source, media_type)
        return True

    def get(self, key: str) -> bytes:
        """The whole content. NoSuchObject."""
        with self.open(key) as stream:
            return stream.read()

    @contextmanager
    def open(self, key: str, *, start: int = 0) -> Iterator[BinaryIO]:
        """The content from byte `start` on, as a stream. NoSuchObject."""
        with _translated(key):
            response = self._client.get_object(self._bucket, checked_key(key), offset=start)
        try:
            with _translated(key):
                yield cast(BinaryIO, response)
        finally:
            response.close()
            response.release_conn()

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """A private temporary copy, removed at the end. NoSuchObject."""
        with tempfile.NamedTemporaryFile(prefix="inkom-") as copy:
            with self.open(key) as stream:
                shutil.copyfileobj(stream, copy, _CHUNK)
            copy.flush()
            yield Path(copy.name)

    def size(self, key: str) -> int:
        """Bytes of the content. NoSuchObject."""
        with _translated(key):
            size = self._client.stat_object(self._bucket, checked_key(key)).size
        if size is None:
            raise StoreUnavailable
        return size

    def exists(self, key: str) -> bool:
        """Whether something lies under the key."""
        try:
            self.size(key)
        except NoSuchObject:
            return False
        return True

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key that begins with `prefix`."""
        with _translated(prefix):
            for found in self._client.list_objects(
                self._bucket, prefix=checked_prefix(prefix), recursive=True
            ):
                if found.object_name is not None:
                    yield found.object_name

    def check(self) -> None:
        """Ask the server for the bucket."""
        with _translated(self._bucket):
            if not self._client.bucket_exists(self._bucket):
                raise StoreUnavailable

    def prepare(self) -> None:
        """Make the bucket if it lacks."""
        with _translated(self._bucket):
            if self._client.bucket_exists(self._bucket):
                return
            try:
                self._client.make_bucket(self._bucket)
            except S3Error as error:
                if error.code not in _MADE_BY_ANOTHER:
                    raise
                self._wait_for_bucket()

    def _wait_for_bucket(self) -> None:
        """Several processes start at the same moment, and the one that is first may not be done yet."""
        deadline = time.monotonic() + _BUCKET_SECONDS
        while not self._client.bucket_exists(self._bucket):
            if time.monotonic() > deadline:
                raise StoreUnavailable
            time.sleep(_BUCKET_SECONDS / 20)

    def _put_stream(self, key: str, source: BinaryIO, media_type: str) -> None:
        """The client itself would send parts; a signed address lets us send the whole."""
        length, digest = _measured(source)
        headers = {
            "Content-Length": str(length),
            "Content-Type": media_type,
            # The server compares it with what arrives.
            "Content-MD5": base64.b64encode(digest).decode(),
        }
        with _translated(key):
            address = self._client.get_presigned_url("PUT", self._bucket, key)
            answer = self._http.request("PUT", address, body=source, headers=headers)
        if answer.status != HTTPStatus.OK:
            raise StoreUnavailable


def _measured(source: BinaryIO) -> tuple[int, bytes]:
    """The stream's length and MD5; it stands at its beginning again."""
    digest = hashlib.md5(usedforsecurity=False)
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    length = source.tell()
    source.seek(0)
    return length, digest.digest()


@contextmanager
def _translated(key: str) -> Iterator[None]:
    try:
        yield
    except S3Error as error:
        if error.code == "NoSuchKey":
            raise NoSuchObject(key=key) from error
        raise StoreUnavailable from error
    except (MinioException, HTTPError) as error:
        raise StoreUnavailable from error
