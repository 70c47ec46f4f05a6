"""Two records of one document, difference by difference. Pure.

Both are as they are served: with people's corrections. How they were made (provenance, times, files) is no
difference; everything else is, if only as one of the kind `evidence`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.comparing.texts import structure_differences, table_differences, word_differences
from ingest.comparing.values import value_differences
from schemas.record import Record, RecordPage
from schemas.reprocess import ChangeKind, Difference

_HOW_IT_WAS_MADE = {"provenance", "artifacts", "source", "schema_version"}


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """Everything that would change, values first, then text, then what is believed about them."""
    if _told(before) == _told(after):
        return ()
    found = (
        *value_differences(before, after),
        *word_differences(before, after),
        *table_differences(before, after),
        *structure_differences(before, after),
        *_page_differences(before, after),
        *_review_differences(before, after),
        *_repair_differences(before, after),
        *_belief_differences(before, after),
    )
    # Whatever is left is a place or a number that nobody reads, but the records are not the same.
    return found or (Difference(kind="evidence", before=None, after=None),)


def counted(found: Sequence[Difference], *, conflicts: int = 0) -> dict[ChangeKind, int]:
    """How many changes there are of each kind; corrections that would be lost are one."""
    counts = Counter[ChangeKind]()
    for one in found:
        counts[one.kind] += one.size
    if conflicts:
        counts["conflicts"] = conflicts
    return dict(counts)


def _told(record: Record) -> dict[str, Any]:
    tree = record.model_dump(exclude=_HOW_IT_WAS_MADE)
    return {**tree, "pages": [{**page, "renditions": None} for page in tree["pages"]]}


def _page_differences(before: Record, after: Record) -> Iterator[Difference]:
    new = {page.number: page for page in after.pages}
    for page in before.pages:
        other = new.get(page.number)
        if other is None:
            continue
        problem, new_problem = _code(page), _code(other)
        if problem != new_problem:
            yield Difference(kind="unread_pages", before=problem, after=new_problem, page=page.number)
        elif _source(page) != _source(other):
            yield Difference(kind="page_source", before=_source(page), after=_source(other), page=page.number)


def _review_differences(before: Record, after: Record) -> Iterator[Difference]:
    old, new = before.quality, after.quality
    if old.needs_review != new.needs_review:
        yield Difference(kind="needs_review", before=old.needs_review, after=new.needs_review)
    reasons = {(reason.code, reason.field): reason for reason in old.reasons}
    new_reasons = {(reason.code, reason.field): reason for reason in new.reasons}
    for key in sorted(reasons.keys() ^ new_reasons.keys(), key=str):
        yield Difference(
            kind="review_reasons",
            before=reasons[key].model_dump() if key in reasons else None,
            after=new_reasons[key].model_dump() if key in new_reasons else None,
        )


def _repair_differences(before: Record, after: Record) -> Iterator[Difference]:
    """Repairs and proposals that come or go; the words that they change are counted as words as well."""
    old, new = (
        {(one.page, one.start, one.end, one.before, one.after): one for one in record.repairs}
        for record in (before, after)
    )
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        applied, new_applied = one and one.applied, other and other.applied
        if applied == new_applied:
            continue
        shown = one or other
        told = {"before": key[3], "after": key[4]}
        yield Difference(
            kind="repairs",
            before=None if one is None else {**told, "applied": one.applied},
            after=None if other is None else {**told, "applied": other.applied},
            page=key[0],
            box=shown.box if shown else None,
        )


def _belief_differences(before: Record, after: Record) -> Iterator[Difference]:
    """How well it is believed to be read: one difference, whatever numbers it is in."""
    if _beliefs(before) != _beliefs(after):
        old, new = ({"doubtful_words": record.quality.doubtful_words} for record in (before, after))
        yield Difference(kind="evidence", before=old, after=new)


def _beliefs(record: Record) -> tuple[object, ...]:
    numbers = record.quality.model_dump(exclude={"needs_review", "reasons", "repairs", "unread_pages"})
    return (numbers, record.protection, [(page.quality, page.handwriting) for page in record.pages])


def _code(page: RecordPage) -> str | None:
    return page.problem.code if page.problem else None


def _source(page: RecordPage) -> Mapping[str, Any]:
    return {
        **page.model_dump(mode="json", include={"text_source", "reason", "rotation", "decoding"}),
        "regions": len(page.regions),
    }
