"""Cells of a head line whose columns were read without the room between them: `Almby kommun BESLUT 1 (2)`.

Such a line is nothing but units that heads are made of (bodies, persons, labels, dates, numbers); it is divided
into the cheapest row of them. A line that holds any other word stays whole.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from functools import lru_cache

from workers.structure.authorities import AUTHORITIES
from workers.structure.caseless import caseless
from workers.structure.names import is_part_of_name, is_person_name, is_title
from workers.structure.vocabulary import (
    BODY_STEMS,
    BODY_WORD,
    REMEMBERED,
    LabelKey,
    begins_with_label,
    is_body_name,
    is_document_word,
    is_until_further,
    label_alone,
    label_first,
    opens_document_word,
)

MOST_WORDS = 14
"""Words of a row of a head; a longer line is text."""
LONGEST_ROW = 150
"""Characters."""
MOST_SMALL = 4
"""Words in lower case: months, titles, and the `och`, `i` and `för` of bodies' names."""
LONGEST_UNIT = 9
"""Words of one unit."""
FEW_WORDS = 3
"""Words of a body's name that need no small word between them: `Norra Höjdens stadsdelsnämnd`."""
NEVER = float("inf")
"""What a row costs that cannot be divided up to here."""
DEAR = 2.5
"""What a longer row of capitals costs as one body: more than a person and a body."""

_DATE = caseless(
    r"(?:den )?(?:\d{4}-\d\d-\d\d|\d{8}|\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö.]* \d{4}|\d{1,2}[./]\d{1,2}[ /.-]\d{4})",
)
_CONTACT = r"\S+@\S+\.\w+|0\d{1,3}\s?[-–/]?\s?\d[\d ]{4,12}\d|\+46[\d ()-]{7,}"
_NUMBER_OR_CONTACT = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6}[ /-]?)?\d{1,6}(?:\.\d{1,3})*(?:[-–/:]\d{1,6}){1,3}(?:/[A-ZÅÄÖ]\w{0,3})?|\d{4}-[A-Z]\d{4,7}|Dir\.|"
    + _CONTACT
)
_PLACED = r"I [A-ZÅÄÖ]{3,}(?: [A-ZÅÄÖ]{3,}){0,2}|[Ii] [A-ZÅÄÖ][a-zåäö]{2,}(?: [A-ZÅÄÖ][a-zåäö]+)?(?: län)?"
"""The rest of a court's or a county board's name: `FÖRVALTNINGSRÄTTEN` / `I STOCKHOLM`."""
_CONTACT_OR_PLACED = re.compile(f"{_CONTACT}|{_PLACED}")
"""What a unit may be, besides a date, that begins in lower case."""
_SHAPE = re.compile(
    "|".join((
        _PLACED,
        r"(?i:Länsstyrelsen (?:i )?[A-ZÅÄÖ]\S+(?: \S+)? län)",
        # the part of a court that judges, or of an agency
        r"(?:Avd(?:elning|\.)?|Rotel|Enhet|Målenhet) \d{1,2}|(?:Avdelning|Enhet|Område|Sektion) [a-zåäö]{3,12}",
        # a page
        r"(?:[=|~_]+ )?(?:[Ss]id(?:a|an|nr)?\.?:?\s?)?\d{1,4}\s?\(\s?\d{1,4}\s?\)|(?:[Ss]id(?:a)?\.?\s?)\d{1,4}(?:\s?av\s?\d{1,4})?|[IVX]{1,5}:\d{1,3}",
    ))
)  # fmt: skip
"""Units that their form tells: `I STOCKHOLM`, `Länsstyrelsen i Almby län`, `Avdelning mitt`, `Sida 1 (2)`."""
_WORDS = re.compile(r"\S+")
_FIGURE = re.compile(r"\d")
_COMPANY = re.compile(
    r"(?:(?:AB|Brf|Föreningen|Stiftelsen|Riksförbundet|Bostadsrättsföreningen) [A-ZÅÄÖ]\S+(?: \S+)?|[A-ZÅÄÖ]\S+(?: [A-ZÅÄÖ&]\S*){0,3}(?: i [A-ZÅÄÖ]\S+)? (?:AB|HB|KB))"
)
_NAMED = re.compile(r"(?P<name>[^,]+), (?P<title>[a-zåäö][a-zåäö -]+)")
_OF_NO_DATE: frozenset[LabelKey] = frozenset(
    {"dnr_own", "dnr_other", "officer", "phone", "email", "recipient", "party", "page", "copy", "other"}
)
"""Labels of something else than a date."""
_CONNECTED = re.compile(r" (?:och|i|för|vid|samt) |- ")

FIGURE, BODY, NAME, FORM, COMPANY, DOCUMENT, COMMA, LABEL = (1 << bit for bit in range(8))
"""Traits of words: a figure or an e-mail address; a stem of a body's name; a part of a person's name; a word of a
unit with a form, or of a company's name; the first word for a kind of document; a comma behind it;
a label that begins with it."""
TELLING = FIGURE | BODY | FORM | COMPANY | DOCUMENT | COMMA
"""A unit of several words holds one of these, or is a name, or begins with a label."""
WORDS_KNOWN = 16_384
"""Words whose traits are remembered."""
_WORDS_OF_SHAPES = frozenset(
    {
        "i",
        "länsstyrelsen",
        "avd",
        "avd.",
        "avdelning",
        "rotel",
        "enhet",
        "målenhet",
        "område",
        "sektion",
        "dir.",
        "tills",
    }
)
_WORDS_OF_COMPANIES = frozenset(
    {"AB", "HB", "KB", "Brf", "Föreningen", "Stiftelsen", "Riksförbundet", "Bostadsrättsföreningen"}
)
_WORDS_OF_AUTHORITIES = frozenset(word for name in AUTHORITIES for word in name.split())


@lru_cache(maxsize=REMEMBERED)
def flat_cells(text: str) -> tuple[tuple[int, int], ...]:
    """The cells of the line as (start, end) each; none when the line is one unit, or no row of them."""
    if (
        len(text) > LONGEST_ROW
        or text.endswith((".", ",", ";"))
        or not (
            text[0].isupper() or text[0].isdigit() or "@" in text.split(maxsplit=1)[0] or text[:2] == "i "
        )
    ):
        return ()
    words = [(m.start(), m.end()) for m in _WORDS.finditer(text)]
    small = sum(text[start].islower() for start, _ in words)
    if not 1 < len(words) <= MOST_WORDS or small > MOST_SMALL or 3 * small > 2 * len(words):
        return ()
    cheapest = _cheapest_rows(text, words)
    if cheapest[-1][0] == NEVER:
        return ()
    cells: list[tuple[int, int]] = []
    end = len(words)
    while end:
        start = cheapest[end][1]
        cells.append((words[start][0], words[end - 1][1]))
        end = start
    # Names alone are a row of signatures, which is divided with the titles under it.
    named = all(is_person_name(text[a:b]) for a, b in cells)
    return tuple(reversed(cells)) if len(cells) > 1 and not named else ()


def _cheapest_rows(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[float, int]]:
    """For each count of words, what the cheapest row of them costs and where its last unit begins."""
    cheapest = [(0.0, 0), *((NEVER, 0) for _ in words)]
    traits = [_traits(text[start:end]) for start, end in words]
    for first, (start, _) in enumerate(words):
        so_far = cheapest[first][0]
        # `HYRESNÄMNDEN I MALMÖ`: the small word of a name in capitals begins no unit.
        if so_far == NEVER or (first and text[start : words[first][1]] == "I"):
            continue
        small = text[start].islower()
        opens = LABEL * (not small and begins_with_label(text[start:].replace("*", "")))
        opens |= traits[first] & DOCUMENT
        some, every = 0, -1
        for last in range(first, min(first + LONGEST_UNIT, len(words))):
            some, every = some | traits[last], every & traits[last]
            if not (some & TELLING or every & NAME or opens & LABEL or first == last):
                continue
            unit = text[start : words[last][1]]
            cost = _cost_of_small(unit, some) if small else _cost(unit, opens, some, every)
            if cost is not None:
                cheapest[last + 1] = min(cheapest[last + 1], (so_far + cost, first))
    return cheapest


@lru_cache(maxsize=WORDS_KNOWN)
def _traits(word: str) -> int:
    """What the word says about a unit that it stands in: the sum of `FIGURE`, `BODY`, `NAME`, `FORM`, `COMPANY`."""
    lower = word.casefold()
    return (
        FIGURE * ("@" in word or _FIGURE.search(word) is not None)
        + BODY * (lower in _WORDS_OF_AUTHORITIES or BODY_STEMS.among((lower,)))
        + NAME * is_part_of_name(word.strip("*"))
        + FORM * (lower in _WORDS_OF_SHAPES)
        + COMPANY * (word in _WORDS_OF_COMPANIES)
        + DOCUMENT * opens_document_word(lower)
        + COMMA * lower.endswith(",")
    )


def _cost_of_small(text: str, some: int) -> float | None:
    """What it costs to see words that begin in lower case as one unit; None when they are none."""
    formed = some & (FIGURE | FORM)
    return 1.0 if formed and (_DATE.fullmatch(text.lower()) or _CONTACT_OR_PLACED.fullmatch(text)) else None


def _cost(text: str, opens: int, some: int, every: int) -> float | None:
    """The same of words that begin otherwise. `opens` says whether a label or a kind of document may begin
    with them, `some` and `every` have the traits of some and of every word."""
    formed = some & (FIGURE | FORM) and (_is_value(text) or _SHAPE.fullmatch(text))
    if formed or (opens & DOCUMENT and is_document_word(text)):
        return 1.0
    if opens & LABEL and _is_label(text):
        return 1.0
    if (every & NAME and _is_name(text)) or _is_lone_title(text):
        return 1.2
    if some & COMMA and (named := _NAMED.fullmatch(text)):
        return 1.2 if is_person_name(named["name"]) and is_title(named["title"]) else None
    return (_cost_of_company(text) if some & COMPANY else None) or (
        _cost_of_body(text) if some & BODY else None
    )


def _is_label(text: str) -> bool:
    """A label alone, or with a value that is of its kind."""
    label = label_first(text)
    return label_alone(text) is not None or (label is not None and _fits(label[0], text[label[1] :]))


def _cost_of_company(text: str) -> float | None:
    if _COMPANY.fullmatch(text):
        return (
            DEAR if is_person_name(" ".join(text.split()[:2])) and len(text.split()) > FEW_WORDS + 1 else 1.0
        )
    return None


def _fits(label: LabelKey, value: str) -> bool:
    """Whether the value is of the label's kind: a number does not stand behind `Meddelad i Almby`."""
    if label == "recipient" and is_body_name(value):
        return True
    if label in _OF_NO_DATE:
        return _is_value(value) or _is_name(value)
    return _DATE.fullmatch(value.lower()) is not None


def _is_name(text: str) -> bool:
    """A person's name, and no row of labels: `Version Dokumentägare`."""
    return is_person_name(text) and not any(label_alone(word) for word in text.split())


def _is_lone_title(text: str) -> bool:
    """`Förvaltningscontroller` in its own cell beside a page's number."""
    return " " not in text and text[0].isupper() and is_title(text)


def _is_value(text: str) -> bool:
    """A date, a number or an address: all but an e-mail address hold a figure."""
    if is_until_further(text):
        return True
    if "@" not in text and text != "Dir." and not _FIGURE.search(text):
        return False
    return _DATE.fullmatch(text.lower()) is not None or _NUMBER_OR_CONTACT.fullmatch(text) is not None


def _cost_of_body(text: str) -> float | None:
    if "," in text or any(map(str.isdigit, text)) or not is_body_name(text):
        return None
    words = text.split()
    if is_document_word(words[-1]):
        return None
    connected = _CONNECTED.search(text.lower() if text.isupper() else text) is not None
    if any(BODY_WORD.fullmatch(word.lower()) or is_document_word(word) for word in words[:-1]):
        return 1.0 if connected else None
    if connected:
        return 1.0
    # `Norra Höjdens stadsdelsnämnd` is a board; `Anna Berg Socialnämnden` is a person and a board.
    after_name = words[-1][0].isupper() and not text.isupper() and is_person_name(" ".join(words[:-1]))
    return DEAR if after_name or len(words) > FEW_WORDS else 1.0
