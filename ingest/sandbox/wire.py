"""What crosses the wall of the sandbox, in both directions: plain JSON and bytes, never pickle.

Inwards, a request: the name of a function and its arguments, as JSON in a file descriptor of its own.
Outwards, an answer: 8 bytes (big-endian length of the JSON), the JSON, then the blobs it announces, back to
back. The answer comes from a process that has read hostile bytes, so `read_answer` believes nothing in it.
"""

import json
import math
import os
import re
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Annotated, Any, Literal, assert_never

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    NonNegativeInt,
    StringConstraints,
    TypeAdapter,
)
from pydantic_core import from_json

from ingest.errors import EngineOutOfMemory, Permanent, all_errors

MEGABYTE = 1_000_000
JSON_MB = 64
"""Most JSON in one answer. Parsed JSON takes some thirty times its size in memory; blobs do not."""

_LENGTH = struct.Struct(">Q")
_COPY_BYTES = 1 << 20
_LARGE_EXPONENT = re.compile(rb"[eE](?<=[0-9].)\+?[0-9]{2}")
_DIGITS, _MANY_DIGITS = bytes.maketrans(b"123456789", b"000000000"), b"0" * 300
"""No number beyond all bounds (some 1.8e308) can be written in JSON without one of these two. Escapes of
letters such as `\\u00e4` in a text are not among them."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one call may use. The CPU limit follows from `seconds`; megabytes are 10^6 bytes."""

    seconds: float
    """Wall time, the wait for a free host process not counted."""
    memory_mb: int
    """Address space of each process of the call."""
    output_mb: int = 512
    """The whole answer, JSON and blobs together."""
    processes: int = 64
    """Processes and threads of the call, itself included."""


@dataclass(frozen=True)
class Reply:
    """What a sandboxed function returns, inside the sandbox."""

    value: JsonValue
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Untrusted:
    """The same seen from outside. Check it before use, and name it `untrusted_…` until then.

    All that is certain: JSON at most 200 levels deep, numbers finite, text without lone surrogates.
    """

    value: JsonValue
    blobs: tuple[bytes, ...]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Returned(_Part):
    kind: Literal["returned"] = "returned"
    #: What `from_json` made; looking at each of its thousands of values again would find nothing else.
    value: Any
    blobs: list[NonNegativeInt]


class _Refused(_Part):
    kind: Literal["refused"] = "refused"
    code: str
    details: dict[str, Annotated[str, StringConstraints(max_length=200)] | int | float]


class _Raised(_Part):
    kind: Literal["raised"] = "raised"
    exception: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,79}$")]
    traceback: str


class _OutOfMemory(_Part):
    kind: Literal["out_of_memory"] = "out_of_memory"


_Answer = Annotated[_Returned | _Refused | _Raised | _OutOfMemory, Field(discriminator="kind")]
_ANSWER: TypeAdapter[_Answer] = TypeAdapter(_Answer)


class BrokenAnswer(Exception):
    """Bytes that are no answer: cut off, forged, or too much of something. Never leaves the package."""


class RaisedInside(Exception):
    """The function raised something outside the tree. Never leaves the package."""

    def __init__(self, exception: str, traceback: str) -> None:
        super().__init__(exception)
        self.exception = exception
        self.traceback = traceback


def request_bytes(function: Callable[..., Reply], arguments: dict[str, JsonValue]) -> bytes:
    """The request for one call. Raises ValueError for a function that cannot be found by its name."""
    if "." in function.__qualname__ or function.__module__ == "__main__":
        raise ValueError(f"{function.__qualname__} is no function of an importable module")
    name = f"{function.__module__}:{function.__qualname__}"
    return json.dumps({"function": name, "arguments": arguments}, allow_nan=False).encode()


def returned(reply: Reply) -> list[bytes]:
    """The frames of a reply."""
    head = {"kind": "returned", "value": reply.value, "blobs": [len(blob) for blob in reply.blobs]}
    return [*_framed(head), *reply.blobs]


def refused(error: Permanent) -> list[bytes]:
    """The frames of an error of the tree."""
    return _framed({"kind": "refused", "code": error.code, "details": error.details})


def raised(error: BaseException, traceback: str) -> list[bytes]:
    """The frames of any other exception."""
    return _framed({"kind": "raised", "exception": type(error).__name__, "traceback": traceback})


def out_of_memory() -> list[bytes]:
    """The frames of a MemoryError."""
    return _framed({"kind": "out_of_memory"})


def _framed(head: dict[str, object]) -> list[bytes]:
    text = json.dumps(head, allow_nan=False).encode()
    return [_LENGTH.pack(len(text)), text]


def write_frames(descriptor: int, frames: list[bytes]) -> None:
    """Writes everything, blocking; BrokenPipeError when nobody listens any more."""
    for frame in frames:
        rest = memoryview(frame)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def read_answer(untrusted_answer: IO[bytes], limits: Limits, into: Path | None = None) -> Untrusted:
    """The reply in an answer; its blobs go into the new file `into`, if there is one and there are any.

    Raises the error that the function raised, RaisedInside, or BrokenAnswer; OSError for the file.
    """
    length = untrusted_answer.seek(0, os.SEEK_END)
    untrusted_answer.seek(0)
    untrusted_head = _head(untrusted_answer, length)
    try:
        answer = _ANSWER.validate_python(from_json(untrusted_head, allow_inf_nan=False))
    except ValueError as error:
        raise BrokenAnswer("not an answer") from error
    match answer:
        case _Returned():
            if _may_be_infinite(untrusted_head) and not _is_finite(answer.value):
                raise BrokenAnswer("a number beyond all bounds")
            if untrusted_answer.tell() + sum(answer.blobs) != length:
                raise BrokenAnswer("the blobs are not those announced")
            if into is None:
                return Untrusted(answer.value, tuple(map(untrusted_answer.read, answer.blobs)))
            if answer.blobs:
                with into.open("xb") as file:
                    shutil.copyfileobj(untrusted_answer, file, _COPY_BYTES)
            return Untrusted(answer.value, ())
        case _Refused():
            raise _rebuilt(answer)
        case _Raised():
            raise RaisedInside(answer.exception, answer.traceback)
        case _OutOfMemory():
            raise EngineOutOfMemory(limit_mb=limits.memory_mb)
        case _:
            assert_never(answer)


def _may_be_infinite(json_text: bytes) -> bool:
    return bool(_LARGE_EXPONENT.search(json_text)) or _MANY_DIGITS in json_text.translate(_DIGITS)


def _is_finite(value: JsonValue) -> bool:
    """Whether all numbers are finite: JSON may hold 1e999, which is read as infinite."""
    if isinstance(value, list):
        return all(map(_is_finite, value))
    if isinstance(value, dict):
        return all(map(_is_finite, value.values()))
    return not isinstance(value, float) or math.isfinite(value)


def _head(untrusted_answer: IO[bytes], length: int) -> bytes:
    if length < _LENGTH.size:
        raise BrokenAnswer("no answer")
    (head,) = _LENGTH.unpack(untrusted_answer.read(_LENGTH.size))
    if head > JSON_MB * MEGABYTE or _LENGTH.size + head > length:
        raise BrokenAnswer(f"{head} bytes of JSON announced")
    return untrusted_answer.read(head)


def _rebuilt(answer: _Refused) -> Permanent:
    by_code = {error.code: error for error in all_errors(Permanent) if "code" in vars(error)}
    if answer.code not in by_code:
        raise BrokenAnswer("an unknown error code")
    error = by_code[answer.code]
    try:
        # The constructor fills the English sentence, `problem` the Swedish one as well.
        rebuilt = error(**answer.details)
        rebuilt.problem  # noqa: B018
    except (KeyError, TypeError) as problem:
        raise BrokenAnswer(f"details that do not fit {answer.code}") from problem
    if not isinstance(rebuilt, Permanent):
        raise BrokenAnswer("an error of another kind")
    return rebuilt
