"""Where the words of a text stand, and which of them repair must leave alone."""

import re
from collections.abc import Callable
from typing import NamedTuple

from workers.repair.channel.confusions import MISREAD_CAPITALS
from workers.repair.tokens import LONGEST_TOKEN

TOKEN = re.compile(
    r"(?=[&?\ufffd{|}\u0300-\u036f]{0,80}[^\W_])(?:[^\W_]|[&?\ufffd{|}\u0300-\u036f])++"
    r"|\ufffd|\n[ \t]*\n\s*|\n|[.!;:?]|[,()/§%•]|[-–—]"
)
"""Words (damaged ones too), line breaks and the signs that the language model knows."""

_GLUED = re.compile(
    r"(?<=[a-zåäö]{2})(?=[A-HJKM-ZÅÄÖ][a-zåäö]{2})|(?<=[a-zåäö0-9]\d{3})(?=[A-ZÅÄÖ][a-zåäö]{2})"
)
"""Where a capital follows small letters, or a year, without white space."""
_CAPITAL_FOR_MARKED = re.compile(r"(?<=[^\W\d_])G(?=[a-zåäö])")
_TALL = re.compile(r"(?<=[a-zåäö0-9])[AO](?=[a-zåäö0-9]{2})")
_PROTECTED = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w.]+)?"
    r"|(?<![\w-])[\w-]++\.(?:se|nu|com|org|net|eu)\b(?:/\S*)?"
)
_WEAK_DIGITS = re.compile(r"[0146]")
_STRONG_DIGITS = re.compile(r"[235789]")
_FIVE_FOR_S = re.compile(
    r"(?=5(?:om|ka|ig|in)$|5?[a-zåäö]{3}|[a-zåäö]+5[a-zåäö]|[a-zåäö]{2}5)5?[a-zåäö]+(?:5{1,2}[a-zåäö]+)*5{0,2}"
    r"|[A-ZÅÄÖ][a-zåäö]*(?:5{1,2}[a-zåäö]+)+|[A-ZÅÄÖ][a-zåäö]{2,}(?:5{1,2}[a-zåäö]+)*5{1,2}|0m"
)
"""Not `5a`, `5g` or `5kr`: after a 5 stand three letters, or a small word's two."""
_CAPITAL_FOR_L = re.compile(r"[^\W\d_]?[a-zåäö]+(?:[IL]+[a-zåäö]+)*(?:[IL]+[a-zåäö]+|(?<=[a-zåäö]{3})I+)")
_CAPITAL_DIGIT = re.compile(r"[A-ZÅÄÖ][a-zåäö]*[046]d?[a-zåäö]+")
_ACRONYM = re.compile(r"[A-ZÅÄÖÜÉ&]+|[A-ZÅÄÖ]{3,}\?")
"""With its `&`, or at a question's end."""
AFTER_HANGING_HYPHEN = frozenset(["och", "eller", "samt", "respektive", "resp", "till", "kontra", "men"])
"""What follows a hyphen that stands for the rest of a compound (`risk-` ⏎ `och sårbarhetsanalys`)."""
LONG_ENOUGH = 6
"""Letters from which a word may be two that lost their white space."""
MOST_GLUED = 2
"""Words that lost the white space between them; more are a brand (`MobilTeleBranschen`)."""
ACRONYM = 4
"""Letters: a word of capitals that is no longer is left alone."""


class Word(NamedTuple):
    """A token of the text and where it begins, in characters."""

    text: str
    start: int
    tail: int | None = None
    """Where the second part begins, of a word that a line's end has broken."""
    head_length: int = 0
    """Characters of the first part of such a word."""


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Web and mail addresses, also with the point lost: they carry no å, ä, ö and must not gain any."""
    if "@" not in text and "www" not in text and "//" not in text and "." not in text:
        return []
    return [match.span() for match in _PROTECTED.finditer(text)]


def spelled(token: str) -> str:
    """The word in small letters; a G amid them is what readers without Swedish see in an ö, as a 6 is."""
    return _CAPITAL_FOR_MARKED.sub("6", token).lower()


def tokens(text: str, start: int, end: int, *, is_word: Callable[[str], bool]) -> list[Word]:
    """The tokens of `text[start:end]`; words glued together by lost white space come apart.

    A run that is longer than any word is none. I and L amid small letters are misread l, not the start of a
    word; A, O and G can be misread å, ä and ö (`tjAnsteman`), if the whole `is_word`.
    """
    found = []
    for match in TOKEN.finditer(text, start, end):
        token, at = match.group(), match.start()
        if len(token) > LONGEST_TOKEN:
            continue
        if len(token) >= LONG_ENOUGH and not token.islower() and not token[1:].islower():
            parts = _GLUED.split(token)
            if len(parts) > MOST_GLUED:
                continue
            if any(part[0] in MISREAD_CAPITALS for part in parts[1:]) and is_word(spelled(token)):
                parts = [token]
            for part in parts:
                found.append(Word(part, at))
                at += len(part)
        else:
            found.append(Word(token, at))
    return _whole(found) if "-\n" in text else found


def _whole(words: list[Word]) -> list[Word]:
    """Words broken at a line's end as one: half a word says nothing."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        if at + 3 < len(words) and _is_broken(words[at : at + 4]):
            head, tail = words[at], words[at + 3]
            found.append(Word(head.text + tail.text, head.start, tail.start, len(head.text)))
            at += 4
        else:
            found.append(words[at])
            at += 1
    return found


def _is_broken(words: list[Word]) -> bool:
    head, hyphen, line_end, tail = words
    return (
        hyphen.text == "-"
        and line_end.text == "\n"
        and hyphen.start == head.start + len(head.text)
        and line_end.start == hyphen.start + 1
        and len(head.text) > 1
        and head.text[1:].islower()
        and tail.text.islower()
        and tail.text not in AFTER_HANGING_HYPHEN
    )


def is_code(token: str, *, noisy: bool = False) -> bool:
    """Numbers, codes, acronyms and mixed case: nothing that repair may touch.

    `noisy`: where letters are misread too, 5 may be an s and a capital I amid small letters an l.
    """
    token = _TALL.sub(lambda found: found[0].lower(), _CAPITAL_FOR_MARKED.sub("6", token))
    if noisy and (_FIVE_FOR_S.fullmatch(token) or _CAPITAL_FOR_L.fullmatch(token)):
        return False
    if _STRONG_DIGITS.search(token):
        return True
    digits = len(_WEAK_DIGITS.findall(token))
    if not digits:
        return _is_odd_case(token)
    letters = sum(1 for sign in token if sign.isalpha())
    if digits > max(1, letters) or any(sign.isupper() for sign in token[1:]):
        return True
    if token[0].isupper():
        return len(token) <= ACRONYM and not _CAPITAL_DIGIT.fullmatch(token)
    return digits == 1 and letters == 1 and not token[0].isalpha() and token[1] not in "rnt"


def _is_odd_case(token: str) -> bool:
    if token.islower() or token[1:].islower():
        return False
    capitals = sum(1 for sign in token if sign.isupper())
    letters = sum(1 for sign in token if sign.isalpha())
    if capitals == letters:
        return letters <= ACRONYM and bool(_ACRONYM.fullmatch(token))
    return capitals > 1
