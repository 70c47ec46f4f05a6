"""Who may call: this machine's own user, or the holder of an API key."""

import hashlib
import hmac
import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from ingest.api.services import Provided
from ingest.errors import Misconfigured, NotAllowed
from ingest.settings import Settings

LOCAL_USER = "local"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def authorise(request: Request, services: Provided) -> str:
    """The caller's name: `local`, or `key:` and the first digits of the key's hash.

    A request from loopback is let in without a key unless that is switched off. Because a browser on this
    machine sends requests for any page it shows, such a request must also name this machine as its host,
    and may not come from a foreign page. Raises `NotAllowed`.
    """
    settings = services.settings
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key:
        digest = hashlib.sha256(key.encode()).hexdigest()
        if any(hmac.compare_digest(digest, known) for known in settings.api_key_hashes):
            return f"key:{digest[:8]}"
        raise NotAllowed
    if (
        settings.loopback_is_local_user
        and _is_from_this_machine(request)
        and not _is_from_foreign_page(request)
    ):
        return LOCAL_USER
    raise NotAllowed


Actor = Annotated[str, Depends(authorise)]


def check_binding(settings: Settings) -> None:
    """Refuses to serve other machines without keys. Raises `Misconfigured`."""
    if not _is_loopback(settings.host) and not settings.api_key_hashes:
        raise Misconfigured(
            setting="INKOM_HOST",
            why="en adress utanför datorn kräver INKOM_API_KEY_HASHES / another address needs keys",
        )


def _is_from_this_machine(request: Request) -> bool:
    # A forwarded request comes from a proxy on this machine for somebody elsewhere.
    forwarded = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    return (
        request.client is not None
        and _is_loopback(request.client.host)
        and _is_loopback(request.url.hostname or "")
        and not forwarded
    )


def _is_from_foreign_page(request: Request) -> bool:
    if request.method in SAFE_METHODS:
        return False
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
