"""A page's content stream cut into operands and operators. Runs inside the sandbox only.

pdfminer walks through a stream token by token, with the care that broken files need. Browsers and word
processors place every letter by itself, some 15,000 tokens a page, and write them plainly: one pattern cuts
those. What it does not know (pictures within the stream, comments, unbalanced brackets) is left to pdfminer.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.psparser import LIT, PSLiteral, literal_name

LONGEST = 1 << 22
"""Bytes. Longer streams are drawings; their tokens would take too much memory at once."""
DEEPEST = 20
"""Brackets within brackets."""
INLINE_IMAGE = b"BI"

_TOKEN = re.compile(
    rb"""[\t\n\x0c\r\ ]*(?:
    (?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)) (?=[\t\n\x0c\r\ \[\]<>()/]|\Z)
    | (?P<operator>[A-Za-z][A-Za-z0-9*]*|'|") (?=[\t\n\x0c\r\ \[\]<>()/]|\Z)
    | \((?P<string>[^()\\]*(?:\\(?:[nrtbf()\\]|[0-3][0-7]{2})[^()\\]*)*)\)
    | <(?P<hex>(?:[0-9A-Fa-f]{2})*)>
    | /(?P<name>[!-\"$&'*-.0-;=?-Z\\^-z|~]+) (?=[\t\n\x0c\r\ \[\]<>()/]|\Z)
    | (?P<open>\[|<<)
    | (?P<close>\]|>>)
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-3][0-7]{2})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CONSTANTS = {b"true": True, b"false": False}
_PAIRS = {(b"[", b"]"), (b"<<", b">>")}


class Operation(NamedTuple):
    """An operator and what stands before it."""

    operator: bytes
    operands: list[Any]
    """Numbers, bytes, pdfminer's names, lists and dictionaries."""


def operations(content: bytes) -> list[Operation] | None:
    """The stream's operations in order; None where it is not written plainly."""
    if len(content) > LONGEST:
        return None
    try:
        return [*_operations(content)]
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    """Something that the pattern does not know."""


class _Operands:
    """What stands before the next operator, with the brackets that are still open."""

    def __init__(self) -> None:
        self._open: list[tuple[bytes, list[Any]]] = []
        self._outermost: list[Any] = []
        self.add = self._outermost.append

    def open(self, bracket: bytes) -> None:
        inner: list[Any] = []
        self._open.append((bracket, inner))
        if len(self._open) > DEEPEST:
            raise _NotPlainError
        self.add = inner.append

    def close(self, bracket: bytes) -> None:
        if not self._open or (self._open[-1][0], bracket) not in _PAIRS:
            raise _NotPlainError
        _, inner = self._open.pop()
        self.add = (self._open[-1][1] if self._open else self._outermost).append
        self.add(inner if bracket == b"]" else _dictionary(inner))

    def taken(self) -> list[Any]:
        if self._open:
            raise _NotPlainError
        operands, self._outermost = self._outermost, []
        self.add = self._outermost.append
        return operands


def _operations(content: bytes) -> Iterator[Operation]:
    operands = _Operands()
    end = 0
    for found in _TOKEN.finditer(content):
        if found.start() != end:
            raise _NotPlainError
        end = found.end()
        kind = found.lastgroup or ""
        token = found[kind]
        if kind == "number":
            operands.add(float(token) if b"." in token else int(token))
        elif kind == "operator" and token not in _CONSTANTS:
            if token == INLINE_IMAGE:
                raise _NotPlainError
            yield Operation(token, operands.taken())
        elif kind == "open":
            operands.open(token)
        elif kind == "close":
            operands.close(token)
        elif kind != "end":
            operands.add(_value(kind, token))
    operands.taken()
    if end != len(content):
        raise _NotPlainError


def _value(kind: str, token: bytes) -> Any:
    if kind == "string":
        return _ESCAPE.sub(_unescaped, token) if b"\\" in token else token
    if kind == "hex":
        return bytes.fromhex(token.decode("ascii"))
    if kind == "name":
        return LIT(token.decode("ascii"))
    return _CONSTANTS[token]


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes((int(sign, 8),)) if sign.isdigit() else _ESCAPED.get(sign, sign)


def _dictionary(entries: list[Any]) -> dict[str, Any]:
    if len(entries) % 2 or not all(isinstance(name, PSLiteral) for name in entries[::2]):
        raise _NotPlainError
    return {literal_name(name): value for name, value in zip(entries[::2], entries[1::2], strict=True)}
