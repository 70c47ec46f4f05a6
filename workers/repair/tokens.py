"""The tokens of a text that a stage has reason to look at, and the paragraphs they stand in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_TOKEN = 80
"""Characters; longer runs without white space are data, not words."""

_WHITE = re.compile("[ \t\n\r\f\v\u00a0\u2000-\u200a\u2028\u2029\u202f\u3000]")
"""Not U+0085 and its like, which Python counts as white: they can be misread letters."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_ADDRESS = re.compile(r"://|www\.|\w@\w")
"""Web and e-mail addresses: they carry no å, ä, ö and must not gain any."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A run of characters without white space, and where it begins."""

    text: str
    start: int


def suspects(text: str, suspicious: re.Pattern[str]) -> Iterator[Token]:
    """The tokens with a suspicious character, in order; no addresses, and nothing too long for a word."""
    at = 0
    while found := suspicious.search(text, at):
        start = found.start()
        earliest = max(at, start - LONGEST_TOKEN - 1)
        while start > earliest and not _WHITE.match(text[start - 1]):
            start -= 1
        white = _WHITE.search(text, found.end())
        at = white.start() if white else len(text)
        token = text[start:at]
        if len(token) <= LONGEST_TOKEN and not _ADDRESS.search(token):
            yield Token(text=token, start=start)


def paragraphs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens by the paragraph they stand in; paragraphs are parted by blank lines."""
    group: list[Token] = []
    for token in tokens:
        if group and _BLANK_LINE.search(text, group[-1].start, token.start):
            yield group
            group = []
        group.append(token)
    if group:
        yield group
