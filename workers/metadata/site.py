"""What an authority says about itself: how its numbers look and what its bodies are called. Data, no code."""

import re
from dataclasses import dataclass
from functools import lru_cache

from workers.metadata.dnr_shapes import YEAR, Family, compact, family
from workers.structure.vocabulary import is_body_name

PLACEHOLDERS = {"{year}": YEAR, "{yy}": r"\d{2}", "{number}": r"\d{1,7}", "{class}": r"\d{1,3}(?:\.\d{1,3})*"}
"""Parts of a shape that differ from number to number; everything else stands as it is printed."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """An authority's own settings; the empty one knows nothing."""

    dnr_prefixes: tuple[str, ...] = ()  #: `KS`, `SBK`: numbers that begin so are its own
    dnr_shapes: tuple[str, ...] = ()  #: `BYGG.{year}.{number}`: shapes that no family of ours has
    bodies: tuple[str, ...] = ()  #: names of boards and offices that do not sound like such

    def is_body(self, text: str) -> bool:
        """Whether the whole text is the name of a body, ours or any."""
        return is_body_name(text) or text.casefold() in (body.casefold() for body in self.bodies)

    def is_own_number(self, value: str) -> bool:
        """Whether the number begins with one of our prefixes, or has one of our shapes."""
        begins = (rf"{re.escape(prefix)}(?![A-Za-zÅÄÖåäö])" for prefix in self.dnr_prefixes)
        return any(re.match(begin, value) for begin in begins) or any(
            shape.pattern.fullmatch(value) for shape in site_families(self.dnr_shapes)
        )


@lru_cache(maxsize=16)
def site_families(shapes: tuple[str, ...]) -> tuple[Family, ...]:
    """The shapes as families of numbers that need no label."""
    return tuple(family("site", _pattern(shape), "alone", compact) for shape in shapes)


def _pattern(shape: str) -> str:
    parts = re.split("(" + "|".join(map(re.escape, PLACEHOLDERS)) + ")", shape)
    return "".join(PLACEHOLDERS.get(part, re.escape(part)) for part in parts)
