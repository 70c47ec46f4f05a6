"""The texts that pages are set from: paragraphs, list items, names and numbers, drawn by seed."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Half = Literal["open", "held"]

_TEXTS = Path(__file__).parent / "texts"
_MUNICIPAL = Path(__file__).parent.parent / "municipal"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
RUNNING = 180
"""Characters from which a line of a municipal text is a paragraph of running text."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who writes."""

    name: str
    office: str
    board: str
    code: str


class Words:
    """An endless supply of texts for one page; the same `rng` state gives the same texts."""

    def __init__(self, half: Half, rng: random.Random) -> None:
        self._half = half
        self._rng = rng
        self._paragraphs = self._shuffled(_paragraphs(half))
        self._items = self._shuffled(_lines(half, "items"))
        self._headings = self._shuffled(_lines(half, "headings"))
        self._margins = self._shuffled(_lines(half, "margin"))
        self._names = self._shuffled(_lines(half, "names"))
        name, office, board, code = (part.strip() for part in self._one("authorities").split("|"))
        self.authority = Authority(name=name, office=office, board=board, code=code)
        self.year = rng.randint(1998, 2024)

    def paragraph(self) -> str:
        """A paragraph of running text."""
        return self._filled(next(self._paragraphs))

    def item(self) -> str:
        """An item of a list."""
        return self._filled(next(self._items))

    def heading(self) -> str:
        """A heading of a few words."""
        return next(self._headings)

    def margin(self) -> str:
        """A note in the margin."""
        return self._filled(next(self._margins))

    def title(self) -> str:
        """What the document is about."""
        return self._filled(self._one("titles"))

    def name(self) -> str:
        """A person."""
        return next(self._names)

    def place(self) -> str:
        """A village."""
        return self._one("places")

    def street(self) -> str:
        """A street and number."""
        return self._one("streets")

    def number(self) -> str:
        """A diarienummer of this authority."""
        mark, digits = self._rng.choice("/-"), self._rng.choice((1, 4))
        return f"{self.authority.code} {self.year}{mark}{self._rng.randint(3, 1480):0{digits}d}"

    def date(self) -> str:
        """A date as it is written in running text."""
        return f"{self._rng.randint(1, 28)} {self._rng.choice(_MONTHS)} {self.year}"

    def short_date(self) -> str:
        """An ISO date."""
        return f"{self.year}-{self._rng.randint(1, 12):02d}-{self._rng.randint(1, 28):02d}"

    def amount(self) -> str:
        """A sum of money, in groups of three digits."""
        return f"{self._rng.randint(3, 2900) * 500:,}".replace(",", " ")

    def below(self, limit: int) -> int:
        """A number from 0, below `limit`."""
        return self._rng.randrange(limit)

    def _filled(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda slot: self._value(slot[1]), text)

    def _value(self, slot: str) -> str:
        values: dict[str, Callable[[], str]] = {
            "datum": self.date,
            "belopp": self.amount,
            "antal": lambda: str(self._rng.randint(12, 980)),
            "andel": lambda: f"{self._rng.randint(3, 89)},{self._rng.randint(1, 9)}",
            "tal": lambda: f"{self._rng.randint(4, 60)},{self._rng.randint(1, 9)}",
            "namn": self.name,
            "plats": self.place,
            "gata": self.street,
            "förening": lambda: self._one("associations"),
        }
        return values[slot]()

    def _one(self, name: str) -> str:
        return self._filled(self._rng.choice(_lines(self._half, name)))

    def _shuffled(self, texts: tuple[str, ...]) -> Iterator[str]:
        while True:
            yield from self._rng.sample(texts, len(texts))


@cache
def _lines(half: Half, name: str) -> tuple[str, ...]:
    text = (_TEXTS / half / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line)


@cache
def _paragraphs(half: Half) -> tuple[str, ...]:
    municipal = [
        line
        for path in sorted((_MUNICIPAL / half).glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if len(line) >= RUNNING
    ]
    return (*_lines(half, "running"), *municipal)


def texts_of(half: Half) -> tuple[str, ...]:
    """Every paragraph, item, heading and note that pages of this half are set from."""
    return (
        *_paragraphs(half),
        *(line for name in ("items", "headings", "margin") for line in _lines(half, name)),
    )
