"""Audit of a lot by a random sample, and the figures of quality. Pure.

plan.py            READ THIS FIRST: the smallest sample that keeps both risks; its operating characteristic
probabilities.py   binomial and hypergeometric distributions
bounds.py          what a sample says about its lot, with what confidence
sampling.py        which documents a seed draws
report.py          the decision, and doing an audit over from its report
words.py           what an audit says in Swedish
values.py          the values of a record, by path
observation.py     what one document adds to the figures of quality
quality.py         predicted of all documents, measured in those reviewed, by group and by rule
"""

from ingest.audit.bounds import clopper_pearson, most_wrong
from ingest.audit.plan import operating_characteristic, single_plan, wrong_in_good_and_bad
from ingest.audit.report import CONFIDENCE, is_reproduced, lot_hash, report
from ingest.audit.sampling import draw

__all__ = [
    "CONFIDENCE",
    "clopper_pearson",
    "draw",
    "is_reproduced",
    "lot_hash",
    "most_wrong",
    "operating_characteristic",
    "report",
    "single_plan",
    "wrong_in_good_and_bad",
]
