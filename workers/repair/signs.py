"""Signs lost to `?` or U+FFFD: section signs, quotation marks and dashes, where nothing else can have stood.

A question mark stands behind a word without a space, so `5 kap. 3 ? kommunallagen` asks nothing. Whatever
could be a question, or a word that lost its å, ä or ö, stays for others to judge.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from workers.repair.edits import Change
from workers.repair.model import model

SECTION, QUOTE, DASH = "§", "”", "–"
SECTION_CONFIDENCE, QUOTE_CONFIDENCE, DASH_CONFIDENCE = 0.99, 0.97, 0.97
"""A quotation mark may have been another kind of it; between digits a lost hyphen is possible, and rare."""
LETTERS = "åäö"
LONGEST_QUOTE = 120
"""Characters."""

_LOST = "[?\ufffd\x15¤]"
"""U+0015 and `¤` are the section signs of CP437 and MacRoman, read as cp1252."""
_NUMBER = r"\d+(?:[ \u00a0][a-z])?"
_LAW = r"(?:[^\W\d_]|[?\ufffd])*(?:lag(?:en)?|balk(?:en)?|ordning(?:en)?|KL|FL|PBL|OSL|JB|MB|LOU)\b"
_CITED = rf"\b(?:enligt|av|i|jfr|se|till)[ \u00a0]{_NUMBER}(?=[ \u00a0]{_LOST}+[ \u00a0\n]{_LAW})"
_STATUTE = re.compile(
    rf"(?:\bkap\.[ \u00a0]{_NUMBER}|{_CITED})"
    rf"(?:(?:[–-]|,[ \u00a0]|[ \u00a0]och[ \u00a0]){_NUMBER})*[ \u00a0]"
    rf"(?P<lost>{_LOST}{{1,2}})(?=[ \u00a0\n][^\W\d_A-ZÅÄÖ]|[ \u00a0\n]{_LAW}|[.,;)])"
)
"""Behind a chapter's section, or before the name of a law."""
_MINUTES = re.compile(rf"(?m)^(?P<lost>{_LOST}{{1,2}})(?=[ \u00a0]\d+(?:/\d+|[ \t]*$|[ \t]+Dnr))")
"""The number of an item, at the beginning of a line: `§ 63/20`."""
_QUOTED = re.compile(
    r"(?<![^\s(\[])(?P<open>[?\ufffd])(?=[^\W\d_])"
    rf"(?P<inside>[^\n?\ufffd]{{2,{LONGEST_QUOTE}}})(?P<close>[?\ufffd])(?![^\s.,;:)\]])"
)
_FIRST, _LAST = re.compile(r"[^\W\d_]+"), re.compile(r"(?:[^\W\d_]+|\d+)\Z")
_RANGE = re.compile(
    r"(?<=\b\d{4})(?P<lost>\?)(?=\d{4}\b)"  # 2019?2024
    r"|(?<=\b\d\d[.:]\d\d)(?P<time>\?)(?=\d\d[.:]\d\d\b)"  # 13.00?13.20
    r"|(?<=\d)(?P<digits>\ufffd)(?=\d)"
    r"|(?<=[ \t])(?P<alone>\ufffd)(?=[ \t])"
)


def restored(text: str) -> Sequence[Change]:
    """The signs to put back, in order."""
    if not re.search(_LOST, text):
        return []
    found: dict[int, Change] = {}
    for rule in (_sections, _dashes, _quotes):
        for change in rule(text):
            found.setdefault(change.start, change)
    return [found[start] for start in sorted(found)]


def _sections(text: str) -> Iterator[Change]:
    for pattern in (_STATUTE, _MINUTES):
        for match in pattern.finditer(text):
            start, end = match.span("lost")
            yield _change(start, end, SECTION * (end - start), SECTION_CONFIDENCE)


def _dashes(text: str) -> Iterator[Change]:
    for match in _RANGE.finditer(text):
        yield _change(match.start(), match.end(), DASH, DASH_CONFIDENCE)


def _quotes(text: str) -> Iterator[Change]:
    for match in _QUOTED.finditer(text):
        if _is_quoted(match["inside"], _known):
            for name in ("open", "close"):
                yield _change(match.start(name), match.end(name), QUOTE, QUOTE_CONFIDENCE)


def _is_quoted(inside: str, known: Callable[[str], bool]) -> bool:
    """Whether the words at both ends are whole as they stand: none has lost its first or last letter."""
    first, last = _FIRST.match(inside), _LAST.search(inside.rstrip(".!,"))
    if first is None or last is None:
        return False
    before, after = first.group().lower(), last.group().lower()
    if not known(before) or any(known(letter + before) for letter in LETTERS):
        return False
    return after.isdigit() or (known(after) and not any(known(after + letter) for letter in LETTERS))


def _known(word: str) -> bool:
    form = model().forms.find(word)
    return form is not None and form.is_word


def _change(start: int, end: int, after: str, confidence: float) -> Change:
    return Change(start=start, end=end, after=after, kind="encoding", confidence=confidence)
