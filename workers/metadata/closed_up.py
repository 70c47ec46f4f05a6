"""Cells of a head that were read over two columns: the name ends where the next column begins.

`Ekby kommun PROTOKOLL 1 (3)` is a municipality, the name of a document and a page. What follows a name so was
seen in the heads of the open labelled documents, whose rows are read closed up, and in scans of narrow columns.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from dataclasses import replace

from workers.structure.caseless import caseless
from workers.structure.lines import Cell
from workers.structure.names import is_person_name
from workers.structure.vocabulary import is_document_word, label_alone

_GAP = re.compile(r"\s+(?:[>|]\s+)?(?=[A-ZÅÄÖ\d]|den \d)")
"""Where a column may begin: before a capital or a date."""
_DATE_OR_PAGE = caseless(
    r"(?:(?:den )?\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)|"
    r"\d{4}-\d\d|\d{6}\b|\d{1,4} ?(?:\(\d{1,4}\)|/\d|av \d)|sid(?:a|an)?\.? ?\d|blad \d).*"
)
_NUMBER = re.compile(r"\d{1,3}")
_OTHER_HEADS = frozenset({
    "delgivningskvitto", "pressmeddelande", "styrdokument", "rutin", "mål", "aktbilaga", "anmälningsärenden",
    "meddelande", "information", "sammanträde", "underrättelse", "föreläggande", "meddelandeblad",
})  # fmt: skip
"""First words of headings that name no kind of document by themselves."""
_OF_NAMES = frozenset(
    {"kommun", "kommuns", "stad", "stads", "län", "läns", "förvaltning", "avdelning", "enhet"}
)
"""Words of names that are labels where they stand alone."""
_UNNUMBERED = caseless(
    r".*(?:kommun|stad|nämnden|styrelsen|fullmäktige|förvaltningen|kontoret|utskottet|rådet)"
)
"""Bodies of which there are not several with numbers: a figure behind their names is the page's."""


def own_column(cell: Cell) -> Cell:
    """The cell without what stands in the next column; the whole of it where nothing shows that one begins."""
    for gap in _GAP.finditer(cell.text):
        name = cell.text[: gap.start()]
        if _begins_column(name, cell.text[gap.end() :]):
            return replace(cell, text=name, end=cell.start + len(name))
    return cell


def _begins_column(name: str, rest: str) -> bool:
    if _DATE_OR_PAGE.fullmatch(rest.lower()):
        return True
    if _NUMBER.fullmatch(rest):
        return _UNNUMBERED.fullmatch(name.lower()) is not None
    word = rest.split(maxsplit=1)[0].strip(":,.")
    if word.casefold() in _OF_NAMES:
        return False
    return is_document_word(word) or label_alone(word) is not None or word.casefold() in _OTHER_HEADS


def is_of_somebody(name: str) -> bool:
    """`Anna Berg, Kulturförvaltningen`: who belongs to the body, and not the body."""
    before, comma, _ = name.partition(",")
    return comma != "" and is_person_name(before)
