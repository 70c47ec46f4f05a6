"""The full-text index on SQLite: FTS5, which follows the table of texts by triggers."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, column, exists, select, table

from ingest.register.search.words import Term
from ingest.register.tables import heads

INDEXED_LETTERS = 4
"""Of the beginnings of words that the index holds by themselves."""
_INDEX = table("texts_index", column("texts_index"), column("rowid"))


def first_hits(connection: Connection, terms: Sequence[Term], most: int, *, private: bool) -> list[int]:
    """The numbers of documents in which all the terms stand, at most so many."""
    return [row.rowid for row in connection.execute(_hits(terms, private=private).limit(most))]


def _hits(terms: Sequence[Term], *, private: bool) -> Select[tuple[int]]:
    return select(_INDEX.c.rowid).where(_matches(terms, private=private))


def stands_in(number: ColumnElement[int], terms: Sequence[Term], *, private: bool) -> ColumnElement[bool]:
    """Whether all the terms stand in the document with this number, looked up for each.

    The documents with a longer beginning than is indexed are put together from all its words, once.
    """
    if any(term.prefix and len(term.words[-1]) > INDEXED_LETTERS for term in terms):
        return number.in_(_hits(terms, private=private))
    of_it = select(_INDEX.c.rowid).where(_matches(terms, private=private), _INDEX.c.rowid == number)
    return exists(of_it).correlate(heads)


def _matches(terms: Sequence[Term], *, private: bool) -> ColumnElement[bool]:
    columns = "{head body private}" if private else "{head body}"
    return _INDEX.c.texts_index.op("MATCH")(f"{columns} : ({' AND '.join(_in_fts5(term) for term in terms)})")


def _in_fts5(term: Term) -> str:
    """The term in FTS5's own language; words hold nothing that would have to be quoted there."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'
