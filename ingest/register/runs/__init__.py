"""Documents that are run again: what becomes of each of them, from the choice to the decision.

    waiting ──candidate made──▶ ready ──▶ accepting ──▶ accepted
       │                          ├─────▶ rejected
       │                          └── read anew meanwhile, or taken back: outdated
       ├── cannot be made: failed
       └── the run is cancelled: cancelled

selecting.py  which documents
items.py      READ THIS FIRST: the work on one document of a run, and what keeps a run going
deciding.py   what is done with candidates
viewing.py    where a run stands and what it would change
door.py       all of it, a transaction at a time

Whoever changes several rows locks them in one order: documents, the run, its items, claims; the log comes
last.
"""
