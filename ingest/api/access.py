"""Who may call, and who may see everything: this machine's own user, or the holder of an API key."""

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Request

from ingest.api.services import Provided
from ingest.errors import ForeignPage, MayNotUnmask, Misconfigured, NotAllowed
from ingest.settings import Settings

LOCAL_USER = "local"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
THIS_MACHINE = re.compile(r"(localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
"""The Host headers that name this machine, as a client on it writes them."""
PROXY_HEADERS = ("forwarded", "x-forwarded-", "via", "x-real-ip")
"""Beginnings of the headers by which proxies tell that a request is somebody else's."""


def authorise(request: Request, services: Provided) -> str:
    """The caller's name: `local`, or `key:` and the first digits of the key's hash.

    A request from loopback is let in without a key unless that is switched off. Because a browser on this
    machine sends requests for any page it shows, such a request must also name this machine as its host,
    and may not come from a foreign page. Raises `NotAllowed`, `ForeignPage`.
    """
    settings = services.settings
    if (digest := _key_digest(request)) is not None:
        if _is_one_of(digest, settings.api_key_hashes):
            return f"key:{digest[:8]}"
        raise NotAllowed
    if not settings.loopback_is_local_user or not _is_from_this_machine(request):
        raise NotAllowed
    if _is_from_foreign_page(request):
        raise ForeignPage
    return LOCAL_USER


Actor = Annotated[str, Depends(authorise)]


def may_unmask(request: Request, services: Provided, actor: Actor) -> bool:
    """Whether the caller may see what the protected form of a record masks. Decided here and nowhere else."""
    settings = services.settings
    if actor == LOCAL_USER:
        return settings.local_user_sees_all
    digest = _key_digest(request)
    return digest is not None and _is_one_of(digest, settings.unmask_key_hashes)


SeesAll = Annotated[bool, Depends(may_unmask)]


def only_who_sees_all(sees_all: SeesAll) -> None:
    """For pages that show documents as they are. Raises `MayNotUnmask`."""
    if not sees_all:
        raise MayNotUnmask


def _key_digest(request: Request) -> str | None:
    """The sha256 of the key that the request carries, as hex digits."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return hashlib.sha256(key.encode()).hexdigest() if scheme.lower() == "bearer" and key else None


def _is_one_of(digest: str, known: Iterable[str]) -> bool:
    return any(hmac.compare_digest(digest, one) for one in known)


def check_binding(settings: Settings) -> None:
    """Refuses to serve other machines without keys. Raises `Misconfigured`."""
    if not _is_loopback(settings.host) and not settings.api_key_hashes:
        raise Misconfigured(
            setting="INKOM_HOST",
            why="en adress utanför datorn kräver INKOM_API_KEY_HASHES / another address needs keys",
        )


def _is_from_this_machine(request: Request) -> bool:
    # The header itself is judged: `request.url` falls back to the server's own address when it cannot be
    # parsed, and a foreign name that resolves to this machine (DNS rebinding) would pass as ours.
    hosts = request.headers.getlist("host")
    return (
        request.client is not None
        and _is_loopback(request.client.host)
        and len(hosts) == 1
        and THIS_MACHINE.fullmatch(hosts[0]) is not None
        and not _is_forwarded(request)
    )


def _is_forwarded(request: Request) -> bool:
    """Whether a proxy on this machine speaks for somebody elsewhere.

    Some proxies add no header at all: nginx sends HTTP/1.0 by default, which no browser of today does.
    """
    return request.scope["http_version"] == "1.0" or any(
        name.startswith(PROXY_HEADERS) for name in request.headers
    )


def _is_from_foreign_page(request: Request) -> bool:
    if request.method in SAFE_METHODS:
        return False
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers["host"]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
