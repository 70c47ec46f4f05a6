"""The full-text index, whichever database it is on: `fts5.py` and `tsvector.py` are where they differ.

Each looks either in what everybody may see or, for those with the right, also in what is protected.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, ColumnElement, Connection, Integer, any_, cast, func, or_, select

from ingest.register.search import fts5, tsvector
from ingest.register.search.entry import Entry
from ingest.register.search.words import Term
from ingest.register.tables import dnr_keys, heads

MANY = 20_000
"""So many hits are gathered before anything else is asked of them. Of more, no list needs all: those that
come first in its order are soon found one by one, each fifth document of a hundred thousand being a hit."""
MANY_PHRASES = 2_000
"""The same on PostgreSQL, which has to look into each document."""


@dataclass(frozen=True, kw_only=True)
class Hits:
    """Which heads are of documents in which terms stand."""

    #: Among those gathered, which `are_all` or the first ones of many.
    gathered: ColumnElement[bool]
    are_all: bool
    #: Asked of one head after the other.
    each: ColumnElement[bool]

    @property
    def listed(self) -> ColumnElement[bool]:
        """The way that finds the beginning of a list."""
        return self.gathered if self.are_all else self.each


def put(connection: Connection, number: int, entry: Entry) -> None:
    """Index a document whose text was just kept; what was indexed of it before is replaced."""
    if connection.dialect.name != "sqlite":
        tsvector.put(connection, number, entry)


def hits(connection: Connection, terms: Sequence[Term], *, private: bool) -> Hits:
    """Where all the terms stand as words."""
    most = MANY
    if connection.dialect.name == "sqlite":
        numbers = fts5.first_hits(connection, terms, most + 1, private=private)
        each = fts5.stands_in(heads.c.number, terms, private=private)
    else:
        if any(len(term.words) > 1 for term in terms):
            most = MANY_PHRASES
        numbers = tsvector.first_hits(connection, terms, most + 1, private=private)
        each = tsvector.stands_in(heads.c.number, terms, private=private)
    return Hits(gathered=_among(connection, numbers), are_all=len(numbers) <= most, each=each)


def dnr_hits(connection: Connection, term: Term, *, private: bool) -> Hits:
    """Whose number it is, or where it stands as words."""
    of_them = select(dnr_keys.c.number).where(dnr_keys.c.key.in_(term.dnr_keys))
    in_text = hits(connection, [term], private=private)
    named = _among(connection, connection.execute(of_them).scalars().all())
    return Hits(gathered=or_(named, in_text.gathered), are_all=in_text.are_all, each=or_(named, in_text.each))


def _among(connection: Connection, numbers: Sequence[int]) -> ColumnElement[bool]:
    """Both databases plan badly for what a search may find, and well for a list of numbers."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(list(numbers))).table_valued("value")
        return heads.c.number.in_(select(listed.c.value))
    return heads.c.number == any_(cast(list(numbers), ARRAY(Integer)))
