"""ISO 646-SE, where `{|}[\\]` are äöåÄÖÅ: told from code, tables and references, which have brackets too.

A bracket is a letter only where it makes a word. The evidence is common Swedish words: code, which is full
of tokens that look likelier with letters for brackets (`\\n\\n`, `(a|b)`), never becomes any of length.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from workers.repair.code_pages import ISO646_SE
from workers.repair.edits import Change
from workers.repair.swedish import LATIN, cost, is_common
from workers.repair.tokens import Token, paragraphs, suspects

SHORTEST_EVIDENCE = 3
"""Letters of a common word that counts as evidence; `p}` and `{r` are found in code."""
LONG_WORD_LETTERS = 6
"""A common word this long needs no second one."""
SLIPPED_WORD_LETTERS = 8
"""A common word this long may be spelled with the wrong bracket; shorter ones resemble others (`st|der`)."""
COMMON_WORDS_NEEDED = 2
COMMON_WORDS_SHARE = 0.2
THROUGHOUT = 0.9
"""Share of the bracketed tokens that read likelier, from which a whole file is ISO 646-SE."""
THROUGHOUT_LOSS = 6.0
"""Nats by which a token of such a file may even get less likely: a name, a very short word."""
MOST_SLIPS = 3
"""Brackets in a token up to which another letter than the standard's is tried."""

_BRACKET_AT_LETTER = re.compile(r"[A-Za-z][{|}\[\\\]]|[{|}\[\\\]][A-Za-z]|[A-Za-z][`~^][a-z]")
_BRACKET_IN_WORD_OR_ALONE = re.compile(
    _BRACKET_AT_LETTER.pattern + r"|(?<!\S)[{|}\[\\\]](?=\s|\Z|-[a-z])|[a-z]`(?![a-z])"
)
_BRACKETS = re.compile(r"[{|}\[\\\]]")
_ONE_WORD = re.compile(f"[(\"'”]*([{LATIN}]+)[-.,;:!?)\"'”]*")


def is_iso646_se(text: str) -> bool:
    """Whether all brackets of a seven-bit text are letters."""
    return _throughout({token.text for token in suspects(text, _BRACKET_AT_LETTER)})


def restored(text: str) -> Sequence[Change]:
    """The tokens of `text` whose brackets are letters."""
    tokens = list(suspects(text, _BRACKET_AT_LETTER))
    throughout = _throughout({token.text for token in tokens})
    if throughout:
        tokens = list(suspects(text, _BRACKET_IN_WORD_OR_ALONE))
    changes: list[Change] = []
    for paragraph in paragraphs(text, tokens):
        convincing = throughout or _convincing({token.text for token in paragraph})
        loss = THROUGHOUT_LOSS if throughout else 0.0
        changes += _read_back(paragraph, convincing=convincing, loss=loss)
    return changes


def _throughout(tokens: set[str]) -> bool:
    likelier = sum(cost(token.translate(ISO646_SE)) < cost(token) for token in tokens)
    return _convincing(tokens) and likelier >= THROUGHOUT * len(tokens)


def _convincing(tokens: set[str]) -> bool:
    words = [word for token in tokens if (word := _common_word(token.translate(ISO646_SE)))]
    if not words or len(words) < COMMON_WORDS_SHARE * len(tokens):
        return False
    return len(words) >= COMMON_WORDS_NEEDED or len(words[0]) >= LONG_WORD_LETTERS


def _common_word(token: str) -> str:
    """The common Swedish word that the token is, but for punctuation; else empty."""
    word = _ONE_WORD.fullmatch(token)
    if word is None or len(word.group(1)) < SHORTEST_EVIDENCE:
        return ""
    return word.group(1) if is_common(word.group(1)) else ""


def _read_back(tokens: Sequence[Token], *, convincing: bool, loss: float) -> Iterator[Change]:
    for token in tokens:
        meant = token.text.translate(ISO646_SE) if convincing else _slip(token.text) or token.text
        if meant != token.text and cost(meant) < cost(token.text) + loss:
            yield Change(start=token.start, end=token.start + len(token.text), after=meant, kind="encoding")


@lru_cache(maxsize=2_000)
def _slip(token: str) -> str:
    """The one long common word that the token is with other letters (`F}rvaltning`), or empty."""
    brackets = _BRACKETS.findall(token)
    if len(brackets) > MOST_SLIPS or _common_word(token.translate(ISO646_SE)):
        return ""
    pieces = _BRACKETS.split(token)
    found = set()
    for letters in product("åäö", repeat=len(brackets)):
        meant = pieces[0] + "".join(letter + piece for letter, piece in zip(letters, pieces[1:], strict=True))
        if len(_common_word(meant)) >= SLIPPED_WORD_LETTERS:
            found.add(meant)
    return found.pop() if len(found) == 1 else ""
