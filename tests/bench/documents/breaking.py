"""Breaks a text into lines where a word processor does."""

import re
from collections.abc import Callable

_AFTER_HYPHEN = re.compile(r"(?<=[a-zåäö]-)(?=[a-zåäö])|(?<=\d{3}-)(?=\d+/\d{4})")
"""Compound words, and class numbers such as `009-1322/2011`; dates and telephones stay whole."""


def wrap(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Lines that fit. ``\\\\\\\\`` forces a break, ``¬`` allows one within a word, with a hyphen."""
    lines: list[str] = []
    for part in text.split("\\\\"):
        line = ""
        for word in part.split():
            line = _set(word, line, lines, fits)
        lines.append(line)
    return lines


def _set(word: str, line: str, lines: list[str], fits: Callable[[str], bool]) -> str:
    """Puts a word on the line, or begins the next one with what does not fit; returns the open line."""
    pieces = [(piece, "-") for piece in word.split("¬")]
    pieces = [
        (part, "" if n + 1 < len(parts) else mark)
        for piece, mark in pieces
        for parts in [_AFTER_HYPHEN.split(piece)]
        for n, part in enumerate(parts)
    ]
    for count in range(len(pieces), 0, -1):
        head = "".join(piece for piece, _ in pieces[:count])
        mark = pieces[count - 1][1] if count < len(pieces) else ""
        candidate = f"{line} {head}{mark}".lstrip()
        if fits(candidate) or not line:
            rest = "".join(piece for piece, _ in pieces[count:])
            if not rest:
                return candidate
            lines.append(candidate)
            return _set(rest, "", lines, fits)
    lines.append(line)
    return _set(word, "", lines, fits)
