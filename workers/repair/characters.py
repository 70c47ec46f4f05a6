"""Characters that stand for the same print as others: normal form, ligatures, invisible ones, bullets.

Nothing here needs evidence. Line breaks are never touched: a hyphen at a line's end is `line_ends`'s matter.
"""

import re
import unicodedata
from collections.abc import Sequence

from schemas.repair import EditKind
from workers.repair.edits import Change

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
BULLET = "•"
SYMBOL_BULLETS = "\uf0a7\uf0a8\uf0b7\uf0be\uf0d8\uf0e0\uf0fc\uf06e\uf02d\uf0a0\uf076\uf071\uf0de"
"""Private-use code points by which Symbol and Wingdings bullets come out of Word and PDF files."""

_LATIN_OR_SIGN = "\u0000-\u02ff\u1e00-\u1eff\u2010-\u206f\ufeff"
"""Character class of Latin letters and punctuation, where joiners and direction marks mean nothing; in
other scripts, and between emoji, they do."""
_LIGATURE = re.compile("[" + "".join(LIGATURES) + "]")
_ZERO_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069"
_INVISIBLE = re.compile(
    f"(?<![^{_LATIN_OR_SIGN}])(?<![{_ZERO_WIDTH}])[{_ZERO_WIDTH}]++(?![^{_LATIN_OR_SIGN}])|\ufeff"
)
_SOFT_HYPHEN = re.compile(r"(?<!\u00ad)\u00ad++(?![ \t\r]*(?:\n|\Z))|(?<=[^\W\d_])¬(?=[^\W\d_])")
"""Within a line, also as the `¬` that word processors leave; at its end it says that the word goes on."""
_BULLET = re.compile(f"(?m)^[ \t]*([{SYMBOL_BULLETS}])(?=[ \t\u00a0]|[^\\W_])")
_NON_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


def normalised(text: str) -> Sequence[Change]:
    """NFC. What follows an ASCII character never composes with what stands before it."""
    if unicodedata.is_normalized("NFC", text):
        return ()
    return [
        _narrowed(Change(start=run.start(), end=run.end(), after=after, kind="unicode"), run.group())
        for run in _NON_ASCII.finditer(text)
        if (after := unicodedata.normalize("NFC", run.group())) != run.group()
    ]


def _narrowed(change: Change, before: str) -> Change:
    """Without what is the same at both ends."""
    head = tail = 0
    shorter = min(len(before), len(change.after))
    while head < shorter and before[head] == change.after[head]:
        head += 1
    while tail < shorter - head and before[-1 - tail] == change.after[-1 - tail]:
        tail += 1
    return Change(
        start=change.start + head,
        end=change.end - tail,
        after=change.after[head : len(change.after) - tail],
        kind=change.kind,
    )


def spelled_out(text: str) -> Sequence[Change]:
    """Ligatures as their letters."""
    return [_change(found, LIGATURES[found.group()], "unicode") for found in _LIGATURE.finditer(text)]


def without_invisible(text: str) -> Sequence[Change]:
    """Without zero-width characters, byte order marks and direction marks that Latin text has no use for."""
    return [_change(found, "", "unicode") for found in _INVISIBLE.finditer(text)]


def without_soft_hyphens(text: str) -> Sequence[Change]:
    """Without the soft hyphens inside lines."""
    return [_change(found, "", "unicode") for found in _SOFT_HYPHEN.finditer(text)]


def bulleted(text: str) -> Sequence[Change]:
    """Symbol fonts' bullets at line starts as `•`."""
    return [_change(found, BULLET, "bullet", group=1) for found in _BULLET.finditer(text)]


def _change(found: re.Match[str], after: str, kind: EditKind, *, group: int = 0) -> Change:
    return Change(start=found.start(group), end=found.end(group), after=after, kind=kind)
