"""What would change if another record of the same document were served. Pure.

records.py  READ THIS FIRST: two records, difference by difference, each under one kind
values.py   what was extracted
texts.py    words, tables, structure
words.py    two texts, word by word
"""

from ingest.comparing.records import counted, differences
from ingest.comparing.words import Piece, pieces

__all__ = ["Piece", "counted", "differences", "pieces"]
