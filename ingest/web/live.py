"""What changed since the last look, as server-sent events.

A live view is a set of page parts by their element id. Whenever the HTML of a part differs from what this
client was last sent, the part is sent; the browser puts it in place of the old one. When parts are gone, or
a client comes back, it is told which ones there are. Rendering stays on the server, so what comes live and
what a reload shows cannot differ.
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping

from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from ingest.errors import RetryLater
from ingest.web.display import DISPLAY
from ingest.web.language import say

LOOK_SECONDS = 1.0
"""Time between two looks at the register; what a person takes for "at once"."""
ALLOWED_LOOKS = 10
"""After so many looks it is asked anew whether the client may see what changes."""
HEARTBEAT_LOOKS = 15
"""After so many looks without a change a comment is sent, so that a proxy keeps the connection."""

Parts = Mapping[str, str]
"""HTML by element id; the first one stands first on the page."""


def fingerprint(parts: Parts) -> str:
    """Names a state of a live view, so that a client can say what it has seen."""
    return hashlib.sha256(json.dumps(list(parts.items())).encode()).hexdigest()[:16]


def live_response(
    look: Callable[[], Parts],
    *,
    seen: str | None,
    allowed: Callable[[], bool],
    stopping: Callable[[], bool],
) -> StreamingResponse:
    """A stream of changes, until the client leaves, is `allowed` no longer, or the server is `stopping`.

    `look` and `allowed` may wait for the database: they run in a thread.
    """
    return StreamingResponse(
        _changes(look, seen, allowed, stopping),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


async def _changes(
    look: Callable[[], Parts], seen: str | None, allowed: Callable[[], bool], stopping: Callable[[], bool]
) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    sent: Parts = {}
    first, trouble, looks = True, "", 0
    while not stopping():
        messages: list[str] = []
        try:
            if looks % ALLOWED_LOOKS == 0 and not await run_in_threadpool(allowed):
                return
            parts = await run_in_threadpool(look)
        except RetryLater as error:
            parts, sentence = sent, say(error.problem, DISPLAY.get().language)
        else:
            sentence = ""
            if first and fingerprint(parts) == seen:
                sent = parts
                messages.append(": up to date\n\n")
            first = False
        if sentence != trouble:
            trouble = sentence
            messages.append(_event("contact", {"trouble": trouble}))
        if sent.keys() - parts.keys() or (parts and not sent):
            messages.append(_event("parts", {"ids": " ".join(parts)}))
        messages.extend(_differences(sent, parts))
        sent, looks = parts, looks + 1
        if not messages and looks % HEARTBEAT_LOOKS == 0:
            messages.append(": still here\n\n")
        for message in messages:
            yield message
        await asyncio.sleep(LOOK_SECONDS)


def _differences(sent: Parts, parts: Parts) -> Iterator[str]:
    """The changed parts, last one of the page first, so that new rows put on top come to stand in order.

    Only the last message names the new state: a client that was cut off in between has not seen it.
    """
    changed = [part for part in reversed(list(parts)) if sent.get(part) != parts[part]]
    for part in changed:
        name = fingerprint(parts) if part == changed[-1] else None
        yield _event("part", {"id": part, "html": parts[part]}, name=name)


def _event(kind: str, data: Mapping[str, str], *, name: str | None = None) -> str:
    identity = f"id: {name}\n" if name else ""
    return f"{identity}event: {kind}\ndata: {json.dumps(data)}\n\n"
