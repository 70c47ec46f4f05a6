"""List bullets that a scanner without them in its alphabet has read as a letter."""

import re
from collections.abc import Iterable

from schemas.repair import Edit
from workers.repair.channel.evidence import Window

_MISREAD = re.compile(r"^[ \t]*(?P<sign>[e¢]) (?=[^\W\d_]|\d+\))", re.MULTILINE)
MIN_BULLETS = 2
"""One line that begins with a lone e may be anything; two are a list."""
CONFIDENCE = 0.99


def bullets(text: str, windows: Iterable[Window]) -> list[Edit]:
    """The bullets of all damaged windows; none if the document has only one."""
    found = [match for window in windows for match in _MISREAD.finditer(text, window.start, window.end)]
    if len(found) < MIN_BULLETS:
        return []
    return [
        Edit(
            start=match.start("sign"),
            end=match.end("sign"),
            before=match["sign"],
            after="•",
            kind="bullet",
            confidence=CONFIDENCE,
        )
        for match in found
    ]
