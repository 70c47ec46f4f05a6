"""Where a request comes from: the browser's address behind proxies, and whether it is this machine's own."""

import ipaddress
import re

from fastapi import Request

from ingest.settings import Settings

THIS_MACHINE = re.compile(r"(localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
"""The Host headers that name this machine, as a client on it writes them."""
PROXY_HEADERS = ("forwarded", "x-forwarded-", "via", "x-real-ip")
"""Beginnings of the headers by which proxies tell that a request is somebody else's."""


def is_from_this_machine(request: Request, settings: Settings) -> bool:
    """Whether a client on this machine has sent it, for itself."""
    # The header itself is judged: `request.url` falls back to the server's own address when it cannot be
    # parsed, and a foreign name that resolves to this machine (DNS rebinding) would pass as ours.
    hosts = request.headers.getlist("host")
    return (
        request.client is not None
        and is_loopback(request.client.host)
        and not is_from_proxy(request, settings)
        and len(hosts) == 1
        and THIS_MACHINE.fullmatch(hosts[0]) is not None
        and not _is_forwarded(request, settings)
    )


def is_from_proxy(request: Request, settings: Settings) -> bool:
    """Whether a proxy that is believed has sent it."""
    return request.client is not None and _is_trusted(request.client.host, settings)


def client_address(request: Request, settings: Settings) -> str:
    """The browser's address: the last one on the way that is no proxy which is believed."""
    sender = request.client.host if request.client else ""
    way = [address.strip() for address in request.headers.get("x-forwarded-for", "").split(",")]
    while _is_trusted(sender, settings) and way and way[-1]:
        sender = way.pop()
    return sender[:64]


def is_encrypted(request: Request, settings: Settings) -> bool:
    """Whether the browser speaks HTTPS, to us or to the proxy."""
    if is_from_proxy(request, settings):
        return request.headers.get("x-forwarded-proto", "") == "https"
    return request.url.scheme == "https"


def own_host(request: Request, settings: Settings) -> str:
    """The host, with its port, that the browser knows us by."""
    host = request.headers.get("host", "")
    return request.headers.get("x-forwarded-host", host) if is_from_proxy(request, settings) else host


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_trusted(host: str, settings: Settings) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(proxy) for proxy in settings.trusted_proxies)


def _is_forwarded(request: Request, settings: Settings) -> bool:
    """Whether a proxy on this machine speaks for somebody elsewhere.

    Some proxies add no header at all: nginx sends HTTP/1.0 by default, which no browser of today does.
    """
    user_header = settings.proxy_user_header.lower()
    return request.scope["http_version"] == "1.0" or any(
        name.startswith(PROXY_HEADERS) or name == user_header for name in request.headers
    )
