"""What was extracted, in two records. Pure.

Two values say the same when everything but their evidence is equal: where and how a value is printed, which
rule took it and how sure it is are differences of a kind of their own.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from ingest.comparing.words import aligned
from schemas.metadata import Extracted
from schemas.record import Record
from schemas.reprocess import ChangeKind, Difference

SINGLE: tuple[ChangeKind, ...] = ("document_type", "title", "issuer", "recipient", "officer")
LISTS: tuple[ChangeKind, ...] = (
    "dnr",
    "dates",
    "decision_proposals",
    "decisions",
    "signatories",
    "attachments",
    "copy_to",
    "references",
    "personal_data",
    "secrecy",
)
_SUPPORT = {"evidence", "confidence", "rule", "raw"}


def value_differences(before: Record, after: Record) -> Iterator[Difference]:
    """Every value that would be another one, would come or go, or would be supported otherwise."""
    for name in SINGLE:
        old, new = getattr(before, name), getattr(after, name)
        yield from _pair(name, f"/{name}", old, new)
    for name in LISTS:
        yield from _lists(name, getattr(before, name), getattr(after, name))


def _lists(name: ChangeKind, old: Sequence[Extracted], new: Sequence[Extracted]) -> Iterator[Difference]:
    steps = aligned([_key(value) for value in old], [_key(value) for value in new])
    for _tag, start, end, new_start, new_end in steps:
        places = range(new_start, max(new_end, new_start + end - start))
        for at, one, other in zip_longest(places, old[start:end], new[new_start:new_end]):
            yield from _pair(name, f"/{name}/{at}", one, other)


def _pair(name: ChangeKind, path: str, old: Extracted | None, new: Extracted | None) -> Iterator[Difference]:
    if old == new:
        return
    said, says = _said(old), _said(new)
    same = said == says
    shown = old or new
    evidence = shown.evidence[0] if shown else None
    yield Difference(
        kind="evidence" if same else name,
        path=path,
        before=_support(old) if same else said,
        after=_support(new) if same else says,
        page=evidence.page if evidence else None,
        box=evidence.box if evidence else None,
    )


def _said(value: Extracted | None) -> dict[str, Any] | None:
    """Of a date that does not exist there is nothing but what is printed."""
    if value is None:
        return None
    told = value.model_dump(mode="json", exclude=_SUPPORT)
    return {**told, "raw": value.raw} if told.get("value", "") is None else told


def _support(value: Extracted | None) -> dict[str, Any] | None:
    return value.model_dump(mode="json", include=_SUPPORT) if value else None


def _key(value: Extracted) -> str:
    return json.dumps(_said(value), sort_keys=True)
