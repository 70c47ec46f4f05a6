"""Whatever a reviewer decides about, as a card: what stands there, what could, and how to write another.

Pure. A choice carries the corrections that it makes, so that page, script and plain form all send the same.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue, TypeAdapter

from ingest.web import labels
from ingest.web.language import Phrase, Sayable
from ingest.web.marked import Marked, marked
from schemas.metadata import Extracted
from schemas.page import Word
from schemas.review import Change, Correction, FieldTarget, UndoTarget

MOST_CHOICES = 9
"""As many as there are keys for them."""
CHANGES = TypeAdapter(tuple[Change, ...])

PARTS: Mapping[str, tuple[str, ...]] = {
    "dnr": ("value", "role"),
    "dates": ("value", "role"),
    "issuer": ("value",),
    "recipient": ("value",),
    "title": ("value",),
    "officer": ("name", "title", "phone", "email"),
    "document_type": ("value",),
    "decision_proposals": ("number", "value"),
    "decisions": ("number", "value"),
    "signatories": ("name", "title"),
    "attachments": ("number", "value"),
    "copy_to": ("value",),
    "secrecy": ("value", "provision"),
    "personal_data": ("value", "kind"),
    "references": ("value", "kind"),
}
"""What a person may write of each field's values."""
CODES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("dnr", "role"): dict(labels.DNR_ROLE.items()),
    ("dates", "role"): dict(labels.DATE_ROLE.items()),
    ("document_type", "value"): dict(labels.DOCUMENT_TYPE.items()),
    ("personal_data", "kind"): dict(labels.PERSONAL_DATA_KIND.items()),
    ("references", "kind"): dict(labels.REFERENCE_KIND.items()),
}
"""Parts that are chosen among words of ours."""

AS_PRINTED = frozenset(
    {"issuer", "recipient", "title", "decision_proposals", "decisions", "attachments", "copy_to"}
)
"""Fields whose values stand as they are printed, so that what was read there may be right as it is."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something that could stand there. `changes` is the JSON of the corrections; empty for what stands."""

    text: str
    is_word: bool = False
    why: str
    changes: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a value that can be written, or chosen among `options` (code, word)."""

    name: str
    label: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Card:
    """What there is to decide about one value, one word or one conflict. `path` is a value's."""

    label: Sayable
    reasons: tuple[Sayable, ...] = ()
    choices: tuple[Choice, ...]
    parts: tuple[Part, ...] = ()
    path: str | None = None

    @property
    def marked_choices(self) -> tuple[tuple[Choice, tuple[Marked, ...]], ...]:
        """Each choice with what makes it differ from the others."""
        return tuple(zip(self.choices, marked([one.text for one in self.choices]), strict=True))


def value_card(path: str, value: Extracted, *, reasons: Sequence[Sayable], words: Sequence[Word]) -> Card:
    """The card of an extracted value. `words` are those it was read from, as far as they are known."""
    name = path.split("/")[1]
    said = value.model_dump(mode="json")
    main = "name" if "name" in said else "value"
    now = said[main]
    others = _other_readings(name, value, now, words)
    return Card(
        label=labels.FIELD[name],
        reasons=tuple(reasons),
        choices=(
            Choice(
                text=CODES[name, main][now] if (name, main) in CODES else now or value.raw,
                is_word=(name, main) in CODES,
                why=labels.CHOICE["now"],
            ),
            *(
                Choice(text=text, why=why, changes=as_json(changed(path, main, now, text)))
                for text, why in others
            ),
        )[:MOST_CHOICES],
        parts=parts(name, said),
        path=path,
    )


def parts(name: str, said: Mapping[str, JsonValue]) -> tuple[Part, ...]:
    """The inputs of a field's value; `said` is what they hold, empty for a new one."""
    return tuple(
        Part(
            name=part,
            label=labels.FIELD_PART[part],
            value=str(said.get(part) or ""),
            options=tuple(CODES.get((name, part), {}).items()),
        )
        for part in PARTS[name]
    )


def changed(path: str, part: str, before: JsonValue, after: JsonValue) -> Change:
    """One part of a value becomes something else."""
    return Change(target=FieldTarget(path=f"{path}/{part}"), before=before, after=after)


def as_json(*changes: Change) -> str:
    """Corrections as a form or a button carries them."""
    return json.dumps([change.model_dump(mode="json") for change in changes], ensure_ascii=False)


def conflict_card(correction: Correction, now: JsonValue, label: Sayable) -> Card:
    """The card of a correction that no longer fits. `now` is what stands in its place, None if nothing."""
    drop = Change(target=UndoTarget(number=correction.number), before=None, after=None)
    choices = [Choice(text=_short(now), why=labels.CHOICE["keep"], changes=as_json(drop))]
    if isinstance(correction.target, FieldTarget) and now is not None and now != correction.after:
        again = Change(target=correction.target, before=now, after=correction.after, reason=correction.reason)
        choices.append(
            Choice(text=_short(correction.after), why=labels.CHOICE["again"], changes=as_json(drop, again))
        )
    return Card(
        label=Phrase.of("Rättelse {n} passar inte längre", n=correction.number),
        reasons=(label, *((correction.reason,) if correction.reason else ())),
        choices=tuple(choices),
    )


def _other_readings(
    name: str, value: Extracted, now: str | None, words: Sequence[Word]
) -> list[tuple[str, str]]:
    """What else could stand there, and why."""
    others: dict[str, str] = {}
    if name in AS_PRINTED:
        others[" ".join(piece.raw for piece in value.evidence)] = labels.CHOICE["read"]
        others.setdefault(value.raw, labels.CHOICE["printed"])
    for word in words:
        if now and word.alternative and now.count(word.text) == 1:
            others.setdefault(now.replace(word.text, word.alternative), labels.CHOICE["alternative"])
    return [(text, why) for text, why in others.items() if text and text != now]


def _short(value: JsonValue) -> str:
    if isinstance(value, dict):
        return next((str(value[name]) for name in ("value", "name", "raw") if value.get(name)), "")
    return "" if value is None else str(value)
