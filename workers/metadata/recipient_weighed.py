"""The recipient, by its rule and by the weights of what is seen around each name of the first page."""

import math
import re
from operator import itemgetter

from schemas.metadata import DocumentType, Text
from workers.metadata.letterhead import body_text
from workers.metadata.own_paper import decided_by_heading
from workers.metadata.passage import Manuscript
from workers.metadata.recipients import UNADDRESSED
from workers.metadata.reliability import reliability_of
from workers.metadata.weighing.body_traits import Named, Paper, named_places, traits
from workers.metadata.weighing.weights import log_odds, weights
from workers.structure.lines import Cell
from workers.structure.names import is_person_name

TRUST = 2.0
"""Log odds that a rule adds to its name beside those of its own reliability."""
ENOUGH = 0.0
"""Log odds of both from which on a name is believed to be the recipient. Both figures were found on the sets
`attic`, `cellar` and `barn`, by weights that had not met the set; the rules had not met `barn` either."""

_TELEPHONE = re.compile(r"(?:[A-Za-zåäö/]+[.:]? ?)?(?:\+46|0)[\d ()/–-]{6,}")


def weighed_recipient(manuscript: Manuscript, kind: DocumentType, told: Text | None) -> Text | None:
    """What the rule told, unless more speaks for another name, or too little for any.

    Where a heading calls the decision somebody's, it is for the one at its top or for nobody: the rule tells.
    """
    if kind in UNADDRESSED or manuscript.own_mail is not None or decided_by_heading(manuscript) is not None:
        return told
    trust = 0.0 if told is None else TRUST + log_odds(reliability_of(told.rule))
    paper, asked = Paper(manuscript, kind), weights("body")
    names = [
        (asked.points(traits(paper, named))["recipient"] + trust * _is_of(named, told), named)
        for named in named_places(paper)
        if not _is_officer(named)
    ]
    points, best = max(names, key=itemgetter(0), default=(-math.inf, None))
    in_sentence = told is not None and not any(_is_of(named, told) for _, named in names)
    if in_sentence and trust >= points:
        return told
    if best is None or points < ENOUGH:
        return None
    same = told is not None and best.name.casefold() == told.value.casefold()
    return told if same else _as_text(best)


def _is_officer(named: Named) -> bool:
    """A person over a telephone number and an e-mail address: who wrote, whatever speaks for the name."""
    if not is_person_name(named.name):
        return False
    at = named.place
    under = [
        cell.text
        for line in at.manuscript.lines[at.at + 1 : at.at + 3]
        for cell in line.in_column_of(at.cell)
        if line.gap < 1
    ]
    return any("@" in text for text in under) and any(_TELEPHONE.fullmatch(text) for text in under)


def _is_of(named: Named, told: Text | None) -> bool:
    """Whether the rule told this name, here or elsewhere, or a cell of two columns that ends with it."""
    if told is None:
        return False
    name, value = named.name.casefold(), told.value.casefold()
    return name == value or (named.before != "" and value.endswith(f" {name}"))


def _as_text(named: Named) -> Text | None:
    line, cell = named.place.line, named.place.cell
    text = line.text[named.start : named.end]
    name = Cell(text=text, start=named.start, end=named.end, x0=cell.x0, x1=cell.x1)
    return body_text(named.place.manuscript, [(line, name)], "recipient.weighed")
