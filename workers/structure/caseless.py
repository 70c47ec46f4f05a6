"""Patterns for which capitals and small letters are alike, to be asked of text in lower case.

    _WITH = caseless(r"(?:bifogade )?handlingar|Bilaga [A-D]")
    if _WITH.fullmatch(text.lower()): …

`re.IGNORECASE` looks both letters of every pair up for each character and takes three times as long. It stays
where the match's own text is needed.
"""

import re

_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+|[A-ZÅÄÖÉÜ]+")


def caseless(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern with its letters in lower case; escapes such as `\\S` stay what they are."""
    return re.compile(_CAPITAL.sub(lambda found: _small(found.group()), pattern), flags)


def _small(part: str) -> str:
    return part if part.startswith(("\\", "(")) else part.lower()
