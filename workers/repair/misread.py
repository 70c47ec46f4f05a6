"""Text of one eight-bit character set that was read as another: `f÷rvaltningen`, `G„vle`, `fšr`.

Every suspect token is read back under every misreading, and the readings are compared as Swedish. A
misreading is believed in a paragraph on the paragraph's own evidence, or on the others' when it does not
speak against it; then each of its tokens is read back that gets likelier by it. Two kinds of evidence:

- *Impossible* tokens, with a sign or control character where only a letter can stand. One is enough
  when its reading is much likelier.
- Tokens that could be words of another language (`võrme`, `légale`, `fšr`). They count only when what
  they become are common Swedish words, and when such words are no exception among the suspects.

The thresholds leave the dictionaries of Czech, Danish, English, Estonian, French, German, Norwegian and
Polish (hunspell's) and 66 MB of official Swedish untouched.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workers.repair.code_pages import CONTROLS, MISREADINGS, Misreading
from workers.repair.edits import Change
from workers.repair.swedish import LATIN, cost, is_common
from workers.repair.tokens import Token, paragraphs, suspects

IMPOSSIBLE_NATS = 9.0
"""Gain from which a token that cannot be a word as it stands is evidence enough."""
AGAINST_NATS = -8.0
"""What one token can weigh at most against a misreading."""
COMMON_WORDS_NEEDED = 2
LONG_WORD_LETTERS, LONG_WORD_NATS = 6, 12.0
"""A common word this long, that gains so much, needs no second one."""
COMMON_WORDS_SHARE = 0.2
"""Share of common words among the different suspects; about 0.5 in official text, under 0.02 in foreign."""
OVERRULING_NATS = 20.0
"""By so much a paragraph's own misreading must explain it better than the document's."""
THROUGHOUT_NATS, THROUGHOUT_SOUND, THROUGHOUT_LOSS = 100.0, 0.1, 6.0
"""With so much support, and so few sound Swedish letters for each token restored, a document or paragraph
is misread throughout: a rare name or sign may even get less likely by reading it back."""

_SEEN = sorted({code for misreading in MISREADINGS for code in misreading.meant})
_SUSPECT = re.compile("[" + re.escape("".join(map(chr, _SEEN))) + "]")
_SWEDISH_IN_WORD = re.compile("(?<=[A-Za-zåäöÅÄÖ])[åäöÅÄÖ]|[åäöÅÄÖ](?=[A-Za-zåäö])")
_SOUND = re.compile("[åäöÅÄÖ]")
_LETTERS = re.compile(f"[{LATIN}]+")
_NO_LETTER = f"[^{LATIN}\\d\\s\\x00-\\x7f–—’´·\u00ad\u2011"
_IMPOSSIBLE = re.compile(
    f"(?<=[{LATIN}]){_NO_LETTER}](?=[{LATIN}])|(?<=[{LATIN}]){_NO_LETTER}”“„‘»«…§°•™®©²³¹½¼¾€]"
    "|[\x80-\x9f\ue000-\uf8ff]"
)
"""A sign inside a word; at its end a sign that never follows one; a control or private-use character."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A token read back under one misreading."""

    gain: float
    """How much likelier it is than what was seen, in nats."""
    swedish: bool
    """Whether a Swedish letter is found in a word, that was not seen; alphabets and symbols are no words."""
    impossible: bool
    common_word: int
    """Letters of the common Swedish word that it becomes, or 0."""


def restored(text: str) -> Sequence[Change]:
    """The tokens of `text` that were misread, as they were written."""
    tokens = list(suspects(text, _SUSPECT))
    everything = _texts(tokens)
    possible = _helping(everything)
    if not possible:
        return ()
    windows = list(paragraphs(text, tokens))
    document = _believed(possible, everything)
    if document is not None and _is_throughout(document, text, tokens):
        return list(_throughout(windows, possible, document))
    return list(_in_places(text, windows, possible))


def _is_throughout(misreading: Misreading, text: str, tokens: Sequence[Token]) -> bool:
    """Whether hardly a Swedish letter from the first to the last token has been read as what it is.

    A letter that the misreading itself gives for something else (`ö` for `”`) says nothing.
    """
    letters = _SOUND.findall(text, tokens[0].start, tokens[-1].start)
    sound = sum(ord(letter) not in misreading.meant for letter in letters)
    readings = list(_readings(misreading, _texts(tokens)))
    restored = sum(reading.swedish for reading in readings)
    return sound <= THROUGHOUT_SOUND * restored and _total(readings) >= THROUGHOUT_NATS


def _throughout(
    windows: Iterable[list[Token]], possible: Sequence[Misreading], document: Misreading
) -> Iterator[Change]:
    """A document that was misread as a whole; a paragraph may know better, if it knows much better."""
    for window in windows:
        seen = _texts(window)
        own = _believed(possible, seen)
        if own is None or _support(document, seen) >= _support(own, seen) - OVERRULING_NATS:
            yield from _read_back(window, document, THROUGHOUT_LOSS)
        else:
            yield from _read_back(window, own)


def _in_places(text: str, windows: Sequence[list[Token]], possible: Sequence[Misreading]) -> Iterator[Change]:
    """Misread paragraphs among sound ones; those with evidence tell how the doubtful ones were misread."""
    beliefs = [_believed(possible, _texts(window)) for window in windows]
    evidence: Counter[str] = Counter()
    for window, own in zip(windows, beliefs, strict=True):
        if own is not None:
            evidence[own.name] += round(_support(own, _texts(window)))
    prevailing = [_BY_NAME[name] for name, _ in evidence.most_common(1)]
    for window, own in zip(windows, beliefs, strict=True):
        if own is not None:
            loss = THROUGHOUT_LOSS if _is_throughout(own, text, window) else 0.0
            yield from _read_back(window, own, loss)
        elif prevailing and _hints(prevailing[0], _texts(window)):
            yield from _read_back(window, prevailing[0])


def _hints(misreading: Misreading, tokens: set[str]) -> bool:
    """Whether a paragraph has something to say for a misreading that others are evidence of."""
    readings = list(_readings(misreading, tokens))
    telling = any(r.swedish and r.gain > 0 and (r.impossible or r.common_word) for r in readings)
    return telling and _total(readings) > 0


def _texts(tokens: Iterable[Token]) -> set[str]:
    return {token.text for token in tokens}


def _helping(tokens: set[str]) -> list[Misreading]:
    """The misreadings by which more tokens get likelier than get a capital amid them.

    In sound text hardly any does.
    """
    votes: Counter[str] = Counter()
    for token in tokens:
        for name, vote in _votes(token):
            votes[name] += vote
    return [misreading for misreading in MISREADINGS if votes[misreading.name] > 0]


@lru_cache(maxsize=20_000)
def _votes(token: str) -> tuple[tuple[str, int], ...]:
    """What the token says of misreadings that give it a Swedish letter.

    1 of each that makes it likelier, -1 of each that puts a capital amid it.
    """
    found = (
        (misreading.name, reading)
        for misreading in MISREADINGS
        for reading in _readings(misreading, (token,))
    )
    votes = ((name, (r.gain > 0) - (r.gain == AGAINST_NATS)) for name, r in found if r.swedish)
    return tuple((name, vote) for name, vote in votes if vote)


def _believed(possible: Sequence[Misreading], tokens: set[str]) -> Misreading | None:
    """The misreading that explains these tokens best, if there is enough evidence for any."""
    convincing = [misreading for misreading in possible if _convinces(misreading, tokens)]
    return max(convincing, key=lambda misreading: _support(misreading, tokens), default=None)


def _convinces(misreading: Misreading, tokens: set[str]) -> bool:
    readings = [reading for reading in _readings(misreading, tokens) if reading.swedish]
    if _total(r for r in readings if r.impossible) >= IMPOSSIBLE_NATS:
        return True
    common = [r for r in readings if r.common_word and r.gain > 0]
    if len(common) < COMMON_WORDS_SHARE * len(readings):
        return False
    return len(common) >= COMMON_WORDS_NEEDED or any(
        r.common_word >= LONG_WORD_LETTERS and r.gain >= LONG_WORD_NATS for r in common
    )


def _support(misreading: Misreading, tokens: set[str]) -> float:
    return _total(_readings(misreading, tokens))


def _total(readings: Iterable[Reading]) -> float:
    return sum(max(AGAINST_NATS, reading.gain) for reading in readings)


def _readings(misreading: Misreading, tokens: Iterable[str]) -> Iterator[Reading]:
    """The tokens that read otherwise under the misreading."""
    for token in tokens:
        if misreading.seen.search(token) and (reading := _reading(misreading.name, token)):
            yield reading


_INNER_CAPITAL = re.compile("[a-zåäöé][ÅÄÖ]")
"""No reading puts a capital amid a word: `gérna` of a scanner is not the `gÄrna` of a code page."""
_BY_NAME = {misreading.name: misreading for misreading in MISREADINGS}


@lru_cache(maxsize=20_000)
def _reading(name: str, token: str) -> Reading | None:
    meant = token.translate(_BY_NAME[name].meant)
    if meant == token:
        return None
    if _gains_inner_capital(token, meant):
        return Reading(gain=AGAINST_NATS, swedish=True, impossible=False, common_word=0)
    return Reading(
        gain=_nats_as_seen(token) - cost(meant),
        swedish=any(found.group() != token[found.start()] for found in _SWEDISH_IN_WORD.finditer(meant)),
        impossible=bool(_IMPOSSIBLE.search(token.translate(CONTROLS))),
        common_word=max(
            (
                len(found.group())
                for found in _LETTERS.finditer(meant)
                if is_common(found.group()) and not _gains_capital(token, meant, found.start())
            ),
            default=0,
        ),
    )


def _gains_capital(token: str, meant: str, at: int) -> bool:
    """A small letter that becomes a capital is no evidence: scanners of English read `éven` for `även`."""
    return token[at].islower() and meant[at].isupper()


def _nats_as_seen(token: str) -> float:
    """Of a token as it stands; a control in it is at best cp1252's character, as ftfy would have it."""
    return cost(token.translate(CONTROLS))


def _gains_inner_capital(token: str, meant: str) -> bool:
    return len(_INNER_CAPITAL.findall(meant)) > len(_INNER_CAPITAL.findall(token))


def _read_back(tokens: Iterable[Token], misreading: Misreading, loss: float = 0.0) -> Iterator[Change]:
    for token in tokens:
        meant = token.text.translate(misreading.meant)
        if _gains_inner_capital(token.text, meant):
            continue
        if meant != token.text and cost(meant) < _nats_as_seen(token.text) + loss:
            yield Change(start=token.start, end=token.start + len(token.text), after=meant, kind="encoding")
