"""The full-text index, where SQLite (FTS5) and PostgreSQL (tsvector) differ, behind two functions.

Each looks either in what everybody may see or, for those with the right, also in what is protected.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    any_,
    cast,
    column,
    func,
    or_,
    select,
    table,
    text,
    true,
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
MOST_FEW = 2_000
_OTHER_WAYS = ("enable_seqscan", "enable_indexscan")
"""Settings of PostgreSQL's planner: without them it goes by the full-text index."""
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
    ways = [(_INDEX.c.open_words, _INDEX.c.open_text)]
    if private:
        ways.append((_INDEX.c.private_words, _INDEX.c.private_text))
    few = _few(connection, or_(*(_has_words(words_in, terms) for words_in, _text in ways)))
    narrowed = true() if few is None else _INDEX.c.number == any_(cast(few, ARRAY(Integer)))
    together = (and_(_has_words(words_in, terms), *_phrases(text_in, terms)) for words_in, text_in in ways)
    return select(_INDEX.c.number).where(narrowed, or_(*together))


def _few(connection: Connection, has_words: ColumnElement[bool]) -> list[int] | None:
    """The documents with these words, or None if they are many.

    PostgreSQL guesses badly how many they are, and would look for few ones among the words of all documents;
    of many, the newest are soon found.
    """
    count_by_index(connection)
    found = connection.execute(select(_INDEX.c.number).where(has_words).limit(MOST_FEW + 1)).scalars().all()
    for way in _OTHER_WAYS:
        connection.execute(text(f"SET LOCAL {way} = on"))
    return list(found) if len(found) <= MOST_FEW else None


def count_by_index(connection: Connection) -> None:
    """Let PostgreSQL count hits by its index alone, until the transaction ends.

    It takes looking into a document's words for cheap, and would read those of all documents.
    """
    if connection.dialect.name == "postgresql":
        for way in _OTHER_WAYS:
            connection.execute(text(f"SET LOCAL {way} = off"))


def _fts5(term: Term) -> str:
    """The term in FTS5's own language; words hold nothing that would have to be quoted there."""
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _has_words(words_in: ColumnElement[Any], terms: Sequence[Term]) -> ColumnElement[bool]:
    wanted = " & ".join(
        f"'{word}'{':*' if term.prefix and at == len(term.words) else ''}"
        for term in terms
        for at, word in enumerate(term.words, start=1)
    )
    return words_in.op("@@")(cast(wanted, TSQUERY))


def _phrases(text_in: ColumnElement[str], terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    """In documents with all the words, those of a phrase must stand together."""
    spelled = (
        f" {' '.join(term.words)}{'' if term.prefix else ' '}" for term in terms if len(term.words) > 1
    )
    return [func.strpos(text_in, phrase) > 0 for phrase in spelled]


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
