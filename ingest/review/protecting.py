"""The protected form of a record that people have corrected. Pure.

The pipeline knows where each personal identity number stands that it found; of what people have written
nobody knows. So in a corrected record everything of that shape is masked, rather too much than too little.
"""

from collections.abc import Sequence
from typing import Any

from ingest.review.field_paths import CORRECTABLE
from schemas.protection import protected, without_numbers
from schemas.record import Record
from schemas.review import Correction

_WRITTEN = (CORRECTABLE - {"personal_data"}) | {"text", "sections", "furniture"}


def protected_form(record: Record, corrections: Sequence[Correction]) -> Record:
    """What may be shown openly of a record after these corrections."""
    if not corrections:
        return protected(record)
    # The masks count in the text as the repairs made it, and would miss their places in a corrected one.
    rewritten = {
        correction.target.page for correction in corrections if correction.target.kind in {"text", "repair"}
    }
    texts = {page.number: page.text for page in record.pages if page.number in rewritten}
    pages = tuple(
        page.model_copy(update={"text": ""}) if page.number in texts else page for page in record.pages
    )
    shown = protected(record.model_copy(update={"pages": pages}))
    pages = tuple(
        page.model_copy(update={"text": without_numbers(texts[page.number], record)})
        if page.number in texts
        else page
        for page in shown.pages
    )
    return without_written_numbers(shown.model_copy(update={"pages": pages}), of=record)


def without_written_numbers(record: Record, *, of: Record) -> Record:
    """`record` with everything masked in its values and texts that has the shape of a number, or is one of
    those that stand in `of`, the full record."""
    tree = record.model_dump()
    masked = {name: _masked(tree[name], of) for name in _WRITTEN}
    return Record.model_validate({**tree, **masked})


def protected_corrections(corrections: Sequence[Correction], *, of: Record) -> tuple[Correction, ...]:
    """What may be shown openly of corrections of `of`, the full record."""
    return tuple(
        Correction.model_validate(
            {**(tree := correction.model_dump()), **{name: _masked(tree[name], of) for name in _SAID}}
        )
        for correction in corrections
    )


_SAID = ("target", "before", "after", "reason")


def _masked(node: Any, record: Record) -> Any:
    if isinstance(node, dict):
        return {name: _masked(child, record) for name, child in node.items()}
    if isinstance(node, (list, tuple)):
        return [_masked(child, record) for child in node]
    return without_numbers(node, record) if isinstance(node, str) else node
