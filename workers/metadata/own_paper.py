"""Whose decision a document is, by the heading over it: `Integritetsskyddsmyndighetens beslut`.

Agencies print their name as a picture and the addressee's alone at the top, so that the first name in the
text is the other party's.
"""

import re

from schemas.metadata import Text
from workers.metadata.letterhead import AUTHORITY
from workers.metadata.passage import Manuscript

_OWN_DECISION = re.compile(r"(?P<body>[A-ZÅÄÖ]\S+)s (?:slutliga )?beslut")
_BOARD = re.compile(r"nämnden|styrelsen|utskottet|fullmäktige", re.IGNORECASE)
"""What a municipality's board is asked to decide stands under such a heading too."""


def decided_by_heading(manuscript: Manuscript) -> Text | None:
    """The authority that the first heading of a decision names as its author."""
    for passage in manuscript.body:
        if passage.kind != "heading":
            continue
        found = _OWN_DECISION.fullmatch(passage.text)
        if found is None or not AUTHORITY.fullmatch(found["body"]) or _BOARD.search(found["body"]):
            return None
        evidence = manuscript.evidence(passage, *found.span("body"))
        return Text(value=found["body"], raw=found["body"], rule="issuer.own_paper", evidence=evidence)
    return None
