"""Dashes lost to `?` or U+FFFD, where nothing else can have stood."""

import re

from schemas.repair import Edit

_LOST = re.compile(
    r"(?<=\b\d{4})\?(?=\d{4}\b)"  # 2019?2024
    r"|(?<=\d)\ufffd(?=\d)"
    r"|(?<=[ \t])\ufffd(?=[ \t])"
)
"""Between years; between digits; alone between words."""
CONFIDENCE = 0.97
"""A lost minus sign or hyphen is possible between digits, and rare."""


def dashes(text: str) -> list[Edit]:
    """The en dashes to put back."""
    return [
        Edit(
            start=match.start(),
            end=match.end(),
            before=match.group(),
            after="–",
            kind="encoding",
            confidence=CONFIDENCE,
        )
        for match in _LOST.finditer(text)
    ]
