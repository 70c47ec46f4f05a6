"""The full-text index, where SQLite (FTS5) and PostgreSQL (tsvector) differ, behind two functions.

Each looks either in what everybody may see or, for those with the right, also in what is protected.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    cast,
    column,
    func,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from ingest.register.search.entry import Entry
from ingest.register.search.words import Term, words

_INDEX = table(
    "texts_index",
    column("texts_index"),
    column("rowid"),
    column("number"),
    column("open_words"),
    column("open_text"),
    column("private_words"),
    column("private_text"),
)
INSERT = text(
    "INSERT INTO texts_index (number, open_words, open_text, private_words, private_text) VALUES (:number, "
    "array_to_tsvector(CAST(:open_words AS text[])), :open_text, "
    "array_to_tsvector(CAST(:private_words AS text[])), :private_text)"
)
"""For PostgreSQL."""
_MOST_WORD_BYTES = 700_000
"""PostgreSQL takes a megabyte of different words for one document, with what it keeps beside them; some
80,000 words. What comes later in a document is not found there."""


def put(connection: Connection, number: int, entry: Entry) -> None:
    """Index a document whose text was just kept; what was indexed of it before is replaced."""
    if connection.dialect.name == "sqlite":
        return  # It follows the table of texts by triggers.
    connection.execute(text("DELETE FROM texts_index WHERE number = :number"), {"number": number})
    connection.execute(INSERT, row_of(number, entry))


def row_of(number: int, entry: Entry) -> dict[str, Any]:
    """What `INSERT` fills in for one document."""
    in_open, private = words(f"{entry.head}\n{entry.body}"), words(entry.private)
    return {
        "number": number,
        "open_words": _different(in_open),
        "open_text": _spaced(in_open),
        "private_words": _different([*private, *in_open]) if private else None,
        "private_text": _spaced([*private, *in_open]) if private else None,
    }


def matching(connection: Connection, terms: Sequence[Term], *, private: bool) -> Select[tuple[int]]:
    """The numbers of the documents in which all the terms stand."""
    if connection.dialect.name == "sqlite":
        columns = "{head body private}" if private else "{head body}"
        match = f"{columns} : ({' AND '.join(_fts5(term) for term in terms)})"
        return select(_INDEX.c.rowid).where(_INDEX.c.texts_index.op("MATCH")(match))
    in_open = _stand_in(_INDEX.c.open_words, _INDEX.c.open_text, terms)
    in_private = _stand_in(_INDEX.c.private_words, _INDEX.c.private_text, terms)
    return select(_INDEX.c.number).where(or_(in_open, in_private) if private else in_open)


def count_by_index(connection: Connection) -> None:
    """Let PostgreSQL count hits by its index alone, until the transaction ends.

    It takes looking into a document's words for cheap, and would read those of all documents.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        connection.execute(text("SET LOCAL enable_indexscan = off"))


def _fts5(term: Term) -> str:
    """The term in FTS5's own language; words hold nothing that would have to be quoted there."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _stand_in(
    words_in: ColumnElement[Any], text_in: ColumnElement[str], terms: Sequence[Term]
) -> ColumnElement[bool]:
    """The index narrows it to documents that have all the words; in those, phrases are looked for."""
    wanted = " & ".join(
        f"'{word}'{':*' if term.prefix and at == len(term.words) else ''}"
        for term in terms
        for at, word in enumerate(term.words, start=1)
    )
    phrases = (
        f" {' '.join(term.words)}{'' if term.prefix else ' '}" for term in terms if len(term.words) > 1
    )
    return and_(
        words_in.op("@@")(cast(wanted, TSQUERY)), *(func.strpos(text_in, phrase) > 0 for phrase in phrases)
    )


def _different(in_text: Sequence[str]) -> list[str]:
    """Each word once, as many as PostgreSQL takes."""
    kept, size = [], 0
    for word in dict.fromkeys(in_text):
        size += len(word.encode())
        if size > _MOST_WORD_BYTES:
            break
        kept.append(word)
    return kept


def _spaced(in_text: Sequence[str]) -> str:
    return f" {' '.join(in_text)} "
