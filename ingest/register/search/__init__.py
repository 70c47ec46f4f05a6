"""Finding documents: what is kept of each, and how a search becomes a list.

words.py, dnr_keys.py   how texts, queries and numbers are compared   ─┐
entry.py                what of a record is kept                       │ pure
excerpt.py              where a query stands in a text                ─┘
index.py                keeps the entries, with the record
fulltext.py             the hits of a query, few or many
fts5.py, tsvector.py    the index on SQLite and on PostgreSQL
matching.py             a search as conditions
listing.py              the list, its total, and one document's head
saved.py                searches with a name
"""

from ingest.register.search.entry import Entry, entry_of
from ingest.register.search.saved import SavedSearch

__all__ = ["Entry", "SavedSearch", "entry_of"]
