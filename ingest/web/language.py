"""What a page says, in Swedish or English. Pure.

The Swedish text is the key: page values hold it as it is, or as a `Phrase` when something is to be filled in,
and the templates say it in the reader's language. Text that has no English yet is shown in Swedish.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ingest.web import wording
from ingest.web.english import ENGLISH
from ingest.web.wording import Language
from schemas.base import Problem

Detail: TypeAlias = "str | int | float | Phrase"
"""A float is a share, and told as per cent."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A sentence with places to fill in; whole numbers are written as the language writes them."""

    key: str
    details: tuple[tuple[str, Detail], ...] = ()

    @staticmethod
    def of(key: str, **details: Detail) -> "Phrase":
        """The sentence `key`, in Swedish, with its details by name."""
        return Phrase(key=key, details=tuple(details.items()))

    @staticmethod
    def counted(one: str, many: str, n: int) -> "Phrase":
        """`one` or `many`, whichever fits, with `{n}` filled in."""
        return Phrase.of(one if n == 1 else many, n=n)


Sayable = str | Phrase | Problem


def say(what: Sayable, language: Language, catalogue: Mapping[str, str] = ENGLISH) -> str:
    """`what` in this language."""
    if isinstance(what, Problem):
        return what.en if language == "en" else what.sv
    if isinstance(what, str):
        return catalogue.get(what, what) if language == "en" else what
    details = {name: _detail(detail, language, catalogue) for name, detail in what.details}
    return say(what.key, language, catalogue).format(**details)


def _detail(detail: Detail, language: Language, catalogue: Mapping[str, str]) -> str:
    if isinstance(detail, int):
        return wording.number(detail, language)
    if isinstance(detail, float):
        return wording.percent(detail, language)
    return say(detail, language, catalogue) if isinstance(detail, Phrase) else detail
