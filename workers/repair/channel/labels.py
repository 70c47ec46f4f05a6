"""What names, numbers or shortens in a text, and is no word that lost a letter."""

import re

from workers.repair.channel.words import Word

ABBREVIATION = 2
"""Letters that a full stop may follow inside a word (`t.ex`)."""
CITED = frozenset(("dir", "skr", "nr", "art", "ref", "rskr"))
"""Abbreviations that stand before the number of what they cite (`Dir. 2018:18`)."""
_CITED_NUMBER = re.compile(r"\.[ \n]\d")
YEAR_WITHOUT_MARK = "r"
"""What is left of `år`, which may end a sentence; other letters before a full stop are abbreviations."""
SECTION_LETTERS = frozenset("abcdefgh")
SECTION = "§ "
"""What stands before a number."""
_LONE_WORD = re.compile(
    r"(?:^|[a-zåäö]{3}|[,;–-])[ \n]a (?!(?:och|eller|till|samt|respektive|resp) [a-z]\b)[a-zåäö]{2}"
)
"""Not `bl a` and its like, and not `a och b`."""
_COUNTED = re.compile(
    r"(?:jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b|maj\b|kap\b|st\b|kr\b|tkr\b|mnkr\b|§|%|\(|st\.|p\b",
    re.I,
)
"""What a number stands before."""


def stands_alone(text: str, start: int) -> bool:
    """Whether the stroke at `start` stands where an `i` can: between spaces, before no unit or month."""
    before = text[start - 1] if start else "\n"
    after = text[start + 1] if start + 1 < len(text) else "\n"
    if before not in " \n" or after not in " \n" or _COUNTED.match(text, start + 2):
        return False
    following = text[start + 2 : start + 3]
    if text[max(0, start - 2) : start] == SECTION:
        return False
    if before == "\n" or text[max(0, start - 2) : start].isspace():
        # The first thing in a line or a cell is a number, unless a sentence runs on.
        return after == " " and following.isalpha() and following.islower()
    return not following.isspace() and not following.isdigit()


def is_label(text: str, start: int) -> bool:
    """Whether the single letter at `start` names or numbers something: `F 7`, `6 b §`, `b)`, `M.`, `(S)`."""
    letter, before, after = text[start], text[max(0, start - 2) : start], text[start + 1 : start + 3]
    if before[-1:] in ("(", "/") or after[:1] in (")", "/"):
        return True
    if letter.isupper():
        return after[:1] in (".", ":") or after[1:2].isdigit()
    if after[:1] == ".":
        return letter != YEAR_WITHOUT_MARK
    return letter in SECTION_LETTERS and (before[:1].isdigit() or after[1:2] == "§")


def is_preposition(text: str, start: int) -> bool:
    """Whether the letter at `start` can be `å` without its mark: a small `a` amid words (`a ena sidan`)."""
    return text[start] == "a" and _LONE_WORD.search(text[max(0, start - 4) : start + 12]) is not None


def is_initial(words: list[Word], at: int) -> bool:
    """Whether the full stop at `at` is an initial's, after which no sentence begins (`S.P. överklagade`)."""
    return at > 0 and words[at].text == "." and len(words[at - 1].text) == 1 and words[at - 1].text.isupper()


def is_abbreviation(text: str, start: int, token: str) -> bool:
    """A letter or two held to its neighbour by a sign (`t.ex`, `A-`, `/b`), or `dir.` before a number."""
    if token.lower() in CITED and _CITED_NUMBER.match(text, start + len(token)):
        return True
    if len(token) > ABBREVIATION:
        return False
    before = text[start - 1] if start else " "
    after = text[start + len(token) : start + len(token) + 2]
    held = len(after) > 1 and after[0] == "." and not after[1].isspace()
    return held or before in "./-" or after[:1] in ("/", "-")
