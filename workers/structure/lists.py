"""List markers: bullets, numbers and letters at the beginning of a line."""

import re

_BULLET = r"[•·●▪■◦○‣⁃➢►\ue000-\uf8ff*]|[-–—+«»](?=\s)|«(?=[a-zåäö])"
_NUMBER = r"\(?\d{1,2}[.)]{1,3}(?!\d)|\d{1,2}(?= +att )|\(?[a-zåäö]\)|[ivx]{1,4}\)"
MARKER = re.compile(rf"(?P<marker>{_BULLET}|{_NUMBER})(?:\s+|$|(?<=«)|(?<=[a-h]\))(?=[a-zåäö]{{2}}))")
"""A marker with the white space after it; `1)` inside a bullet is read as part of the text."""

_BOXES = re.compile(r"[□☐☑☒■▢]\s.*[□☐☑☒▢]|[■]\s.*■\s")
"""Boxes to tick, side by side: `■ Karta   □ Ritning`. A lone `■` is a bullet."""
_NUMBER_ONLY = re.compile(_NUMBER)
_INNER_NUMBER = re.compile(r"(?P<number>\d{1,2}|[a-zåäö])[.)]\s+")


def marker_of(text: str) -> str | None:
    """The marker that the line begins with. A box to tick is none: that it is ticked is part of the text."""
    found = MARKER.match(text)
    if found is None or _BOXES.search(text):
        return None
    return found.group("marker")


def is_bullet(marker: str) -> bool:
    """A bullet or dash, not a number."""
    return _NUMBER_ONLY.fullmatch(marker) is None


def marker_number(marker: str | None, text: str) -> tuple[str | None, int]:
    """The number of an item without punctuation and how many characters of `text` belong to it.

    `- 1) Program` has its number after the bullet.
    """
    if marker and not is_bullet(marker):
        return marker.strip("().") or None, 0
    if found := _INNER_NUMBER.match(text):
        return found.group("number"), found.end()
    return None, 0
