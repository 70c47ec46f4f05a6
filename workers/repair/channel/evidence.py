"""How a text is damaged: the evidence of its own words, window by window. No evidence, no change."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.repair.channel.confusions import MARKED, Group
from workers.repair.channel.gate import Gate, without
from workers.repair.channel.verdicts import NOTHING, OPERATORS, Verdicts, may_be_name

WINDOW = 1200
"""Characters. A longer paragraph is cut at line breaks into windows of about this length."""

STRANGE, ENOUGH = 0.35, 10
"""Share of words, of at least so many, that neither are Swedish nor can become so; with more, a window is
in no language we know."""
LONE = 60
"""Words of a text so short that it has no neighbours to tell: a line or a paragraph given alone."""
FEW_WORDS = 250
"""Of a text so short that every word is asked whether it is misread."""
MIN_RATE = 0.04
"""Share of the words with å, ä or ö that must be damaged for a window to count as damaged."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_TALL = re.compile(r"[a-zåäö][AOG][a-zåäö]|[A-ZÅÄÖ]G[a-zåäö]")
_WORDS = re.compile(r"[^\s.,;:!()/§%\"”“'’\-–—\[\]]+")


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of text, and what its words say. Counts are words; `groups` counts damaged letters."""

    start: int
    end: int
    words: int
    damaged: int
    intact: int
    misread: int
    """Signs of it, not words."""
    plain: int
    """Of the word that says it most plainly."""
    dropped: int
    unknown: int
    weak: int
    telling: int
    """Damaged words that are no short names."""
    tall: int
    """Damaged words where a small å, ä or ö was taken for a capital."""
    hints: int
    hint_gain: float
    """Nats, of all hints."""
    suspicion: float
    """Nats that the most suspicious word of a text given alone is likelier misread than itself."""
    groups: Counter[tuple[Group, str]]
    weak_groups: Counter[tuple[Group, str]]


def is_alone(windows: Sequence[Window]) -> bool:
    """Whether these are all the windows of a text so short that it has no neighbours to tell."""
    return _words(windows) < LONE


def _words(windows: Sequence[Window]) -> int:
    return sum(window.words for window in windows)


class Evidence:
    """Sums up what the words of a text say."""

    def __init__(self, verdicts: Verdicts, gate: Gate) -> None:
        self._verdicts = verdicts
        self._gate = gate

    def windows(self, text: str) -> list[Window]:
        """The Swedish windows of the text, in order."""
        foreign = self._gate.foreign(text)
        found = (
            self._window(text, start, end) for span in _spans(text) for start, end in without(span, foreign)
        )
        swedish = [
            window for window in found if window.words < ENOUGH or window.unknown <= STRANGE * window.words
        ]
        is_short = _words(swedish) < FEW_WORDS
        return [self._suspected(text, window) for window in swedish] if is_short else swedish

    def _suspected(self, text: str, window: Window) -> Window:
        words = set(_WORDS.findall(text, window.start, window.end))
        return replace(window, suspicion=max(map(self._verdicts.suspicion, words), default=0.0))

    def unknown_marked(self, text: str) -> list[str]:
        """Intact words with å, ä or ö that no list knows, in lower case."""
        return [
            seen
            for token in set(_WORDS.findall(text))
            if self._verdicts.of(token).intact and not self._verdicts.is_known(seen := token.lower())
        ]

    def _window(self, text: str, start: int, end: int) -> Window:
        groups: Counter[tuple[Group, str]] = Counter()
        weak_groups: Counter[tuple[Group, str]] = Counter()
        words = damaged = intact = misread = plain = dropped = unknown = weak = telling = tall = hints = 0
        hint_gain = 0.0
        told: set[str] = set()
        verdict_of = self._verdicts.of
        for token in _WORDS.findall(text, start, end):
            verdict = verdict_of(token)
            words += 1
            if verdict is NOTHING:
                continue
            if verdict.damage or verdict.weak:
                groups.update(step for step in verdict.damage if step[1] in MARKED)
                weak_groups.update(step for step in verdict.weak if step[1] in MARKED)
            if token in told:
                # Said again it is no new evidence: a name, or a word that no list has, recurs.
                continue
            told.add(token)
            if verdict.intact:
                intact += 1
            if verdict.damage:
                damaged += 1
                telling += not may_be_name(token)
                tall += _TALL.search(token) is not None
            if verdict.weak:
                weak += 1
            if verdict.hint and not may_be_name(token):
                hints += 1
                hint_gain += verdict.hint
            misread += verdict.misread
            plain = max(plain, verdict.plain)
            dropped += verdict.dropped
            unknown += verdict.unknown
        if not told.isdisjoint(OPERATORS):
            hints, hint_gain = 0, 0.0
        return Window(
            start=start,
            end=end,
            words=words,
            damaged=damaged,
            intact=intact,
            misread=misread,
            plain=plain,
            dropped=dropped,
            unknown=unknown,
            weak=weak,
            telling=telling,
            tall=tall,
            hints=hints,
            hint_gain=hint_gain,
            suspicion=0.0,
            groups=groups,
            weak_groups=weak_groups,
        )


def _spans(text: str) -> list[tuple[int, int]]:
    """Paragraphs, long ones in pieces that end at line breaks."""
    found = []
    start = 0
    for end in [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]:
        while end - start > 1.5 * WINDOW:
            cut = text.find("\n", start + WINDOW, end)
            if cut < 0:
                break
            found.append((start, cut))
            start = cut
        if end > start:
            found.append((start, end))
        start = end
    return found
