"""Sends an object as a download, whole or the part that is asked for (RFC 9110, 14).

Objects never change, so their key is the entity tag: a download that broke off goes on where it ended.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from ingest.api.services import Services

CHUNK_BYTES = 1 << 18
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, kw_only=True)
class Span:
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int


def asked_span(header: str | None, size: int) -> Span | None:
    """The part that a Range header asks for; None to send all. Raises ValueError for one beyond the end.

    Several ranges at once are answered with the whole, as the RFC allows.
    """
    found = ONE_RANGE.fullmatch(header.replace(" ", "")) if header else None
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
    if found[1] and found[2] and int(found[2]) < int(found[1]):
        return None  # Not a valid range: it is as if nothing had been asked for.
    if start >= size or start >= end:
        raise ValueError(header)
    return Span(start=start, end=end)


def download(services: Services, request: Request, key: str, *, media_type: str, filename: str) -> Response:
    """Streams an object. It is shown as a download of its own type, never as a page of ours."""
    size = services.store.size(key)
    tag = f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": tag,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    wanted = request.headers.get("range")
    if request.headers.get("if-range", tag) != tag:
        wanted = None
    try:
        span = asked_span(wanted, size)
    except ValueError:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    part = span or Span(start=0, end=size)
    headers["Content-Length"] = str(part.end - part.start)
    if span is not None:
        headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{size}"
    return StreamingResponse(
        _chunks(services, key, part),
        status_code=206 if span is not None else 200,
        media_type=media_type,
        headers=headers,
    )


def _chunks(services: Services, key: str, span: Span) -> Iterator[bytes]:
    with services.store.open(key, start=span.start) as content:
        left = span.end - span.start
        while chunk := _read(content, left):
            left -= len(chunk)
            yield chunk


def _read(content: BinaryIO, left: int) -> bytes:
    return content.read(min(CHUNK_BYTES, left)) if left else b""
