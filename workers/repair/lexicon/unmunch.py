"""Every word form that a hunspell dictionary describes, from the lines of its two files.

The Swedish dictionary (Debian `hunspell-sv`, LGPL-3) has suffix rules only, on one level.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Suffix:
    """Take `strip` off a word that `fits`, put `add` on; `flags` hold for the result."""

    strip: str
    add: str
    flags: str
    fits: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class WordForms:
    """Words as they stand, and forms that occur only as the first part of a compound (`förvaltnings`)."""

    words: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the affix file says: suffixes by flag, and flags that forbid a form or bind it to compounds."""

    suffixes: dict[str, list[Suffix]]
    forbidden: str
    needs_affix: str
    only_in_compound: str


_SUFFIX_FIELDS = 5


def read_rules(lines: Iterable[str]) -> Rules:
    """The affix file's rules."""
    suffixes: defaultdict[str, list[Suffix]] = defaultdict(list)
    single = {"FORBIDDENWORD": "", "NEEDAFFIX": "", "ONLYINCOMPOUND": ""}
    for line in lines:
        fields = line.split()
        if len(fields) > 1 and fields[0] in single:
            single[fields[0]] = fields[1]
        if fields[:1] != ["SFX"] or len(fields) < _SUFFIX_FIELDS:
            continue
        add, _, flags = fields[3].partition("/")
        condition = "" if fields[4] == "." else fields[4]
        suffixes[fields[1]].append(
            Suffix(
                strip="" if fields[2] == "0" else fields[2],
                add="" if add == "0" else add,
                flags=flags,
                fits=re.compile(condition + "$"),
            )
        )
    return Rules(
        suffixes=dict(suffixes),
        forbidden=single["FORBIDDENWORD"],
        needs_affix=single["NEEDAFFIX"],
        only_in_compound=single["ONLYINCOMPOUND"],
    )


def word_forms(affixes: Iterable[str], dictionary: Iterable[str]) -> WordForms:
    """All forms of all words. The dictionary's first line is a count and is skipped as a number."""
    rules = read_rules(affixes)
    words: set[str] = set()
    parts: set[str] = set()

    def keep(form: str, flags: str) -> None:
        (parts if rules.only_in_compound and rules.only_in_compound in flags else words).add(form)

    for line in dictionary:
        stem, _, flags = line.strip().partition("\t")[0].partition(" ")[0].partition("/")
        if not stem or stem.isdigit() or (rules.forbidden and rules.forbidden in flags):
            continue
        if not (rules.needs_affix and rules.needs_affix in flags):
            keep(stem, flags)
        for flag in flags:
            for suffix in rules.suffixes.get(flag, ()):
                if stem.endswith(suffix.strip) and suffix.fits.search(stem):
                    keep(stem[: len(stem) - len(suffix.strip)] + suffix.add, suffix.flags)
    return WordForms(words=frozenset(words), parts=frozenset(parts))
