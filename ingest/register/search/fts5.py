"""The full-text index on SQLite: FTS5, which follows the table of texts by triggers."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, exists, select, table

from ingest.register.search.words import Term

_INDEX = table("texts_index", column("texts_index"), column("rowid"))


def hits(terms: Sequence[Term], *, private: bool) -> Select[tuple[int]]:
    """The numbers of the documents in which all the terms stand."""
    return select(_INDEX.c.rowid).where(_matches(terms, private=private))


def stands_in(number: ColumnElement[int], terms: Sequence[Term], *, private: bool) -> ColumnElement[bool]:
    """Whether all the terms stand in the document with this number, looked up for each."""
    return exists(
        select(_INDEX.c.rowid).where(_matches(terms, private=private), _INDEX.c.rowid == number)
    ).correlate(number.table)


def _matches(terms: Sequence[Term], *, private: bool) -> ColumnElement[bool]:
    columns = "{head body private}" if private else "{head body}"
    return _INDEX.c.texts_index.op("MATCH")(f"{columns} : ({' AND '.join(_in_fts5(term) for term in terms)})")


def _in_fts5(term: Term) -> str:
    """The term in FTS5's own language; words hold nothing that would have to be quoted there."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'
