"""The full-text index on PostgreSQL: which words stand in a document, which ones stand side by side, and the
words in their order.

Words that stand side by side are kept as numbers of 20 bits. Few other pairs share a number, so that a phrase
is looked for in its words' order in few documents alone.
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
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

_NAMES = ("words", "pairs", "text")
_INDEX = table(
    "texts_index",
    column("number"),
    *(column(f"{kind}_{name}") for kind in ("open", "private") for name in _NAMES),
)
INSERT = text(
    "INSERT INTO texts_index (number, open_words, open_pairs, open_text, private_words, private_pairs, "
    "private_text) VALUES (:number, array_to_tsvector(CAST(:open_words AS text[])), :open_pairs, :open_text, "
    "array_to_tsvector(CAST(:private_words AS text[])), :private_pairs, :private_text)"
)
PAIR_DIGITS = 5
"""Hexadecimal digits of a pair's number."""
_MOST_WORD_BYTES = 700_000
"""PostgreSQL takes a megabyte of different words for one document, with what it keeps beside them; some
80,000 words. What comes later in a document is not found there."""
_OTHER_WAYS = ("enable_seqscan", "enable_indexscan")
"""Settings of PostgreSQL's planner: without them it goes by the full-text index."""


def put(connection: Connection, number: int, entry: Entry) -> None:
    """Index a document; what was indexed of it before is replaced."""
    connection.execute(text("DELETE FROM texts_index WHERE number = :number"), {"number": number})
    connection.execute(INSERT, row_of(number, entry))


def row_of(number: int, entry: Entry) -> dict[str, Any]:
    """What `INSERT` fills in for one document."""
    in_open, private = words(f"{entry.head}\n{entry.body}"), words(entry.private)
    return {
        "number": number,
        "open_words": _different(in_open),
        "open_pairs": pairs(in_open),
        "open_text": _spaced(in_open),
        "private_words": _different([*private, *in_open]) if private else None,
        "private_pairs": pairs([*private, *in_open]) if private else None,
        "private_text": _spaced([*private, *in_open]) if private else None,
    }


def first_hits(connection: Connection, terms: Sequence[Term], most: int, *, private: bool) -> list[int]:
    """The numbers of documents in which all the terms stand, at most so many.

    PostgreSQL takes looking into a document's words for cheap, and would read those of all documents; it
    is told to go by the index.
    """
    for way in _OTHER_WAYS:
        connection.execute(text(f"SET LOCAL {way} = off"))
    some = _hits(terms, private=private).limit(most).subquery()
    found = connection.execute(select(func.array_agg(some.c.number))).scalar_one()
    for way in _OTHER_WAYS:
        connection.execute(text(f"SET LOCAL {way} = on"))
    return list(found or ())


def stands_in(number: ColumnElement[int], terms: Sequence[Term], *, private: bool) -> ColumnElement[bool]:
    """Whether all the terms stand in the document with this number, looked up for each."""
    stand = or_(*(_stand_here(kind, terms) for kind in _kinds(private=private)))
    return select(func.coalesce(stand, False)).where(_INDEX.c.number == number).scalar_subquery()


def pairs(in_text: Iterable[str]) -> list[int]:
    """The numbers of the words that stand side by side, each once."""
    return sorted({_pair(first, second) for first, second in set(pairwise(in_text))})


def _pair(first: str, second: str) -> int:
    return int(hashlib.sha256(f"{first} {second}".encode()).hexdigest()[:PAIR_DIGITS], 16)


def _kinds(*, private: bool) -> tuple[str, ...]:
    return ("open", "private") if private else ("open",)


def _hits(terms: Sequence[Term], *, private: bool) -> Select[tuple[int]]:
    """By the indices, which leave only phrases to be looked for in few documents.

    What is protected of a document is kept together with all that is open in it, so that indices and phrases
    can be asked apart: in one condition, PostgreSQL would look into each hit for all of it.
    """
    kinds = _kinds(private=private)
    phrases = or_(*(and_(*_phrases(kind, terms)) for kind in kinds)) if _phrases("open", terms) else true()
    return select(_INDEX.c.number).where(or_(*(_indexed(kind, terms) for kind in kinds)), phrases)


def _indexed(kind: str, terms: Sequence[Term]) -> ColumnElement[bool]:
    """Words that stand side by side are there: they need not be looked for by themselves as well."""
    neighbours = sorted({pair for term in terms for pair in pairs(_whole(term))})
    alone = [term for term in terms if len(_whole(term)) <= 1]
    by_words = [_has_words(kind, alone)] if alone else []
    side_by_side = (
        [_INDEX.c[f"{kind}_pairs"].op("@>")(cast(neighbours, ARRAY(Integer)))] if neighbours else []
    )
    return and_(*by_words, *side_by_side)


def _stand_here(kind: str, terms: Sequence[Term]) -> ColumnElement[bool]:
    """By the document itself, in which a phrase is enough."""
    single = [term for term in terms if len(term.words) == 1]
    return and_(*([_has_words(kind, single)] if single else []), *_phrases(kind, terms))


def _has_words(kind: str, terms: Sequence[Term]) -> ColumnElement[bool]:
    return _INDEX.c[f"{kind}_words"].op("@@")(cast(_query(terms), TSQUERY))


def _phrases(kind: str, terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    in_order = _INDEX.c[f"{kind}_text"]
    return [func.strpos(in_order, _spelled(term)) > 0 for term in terms if len(term.words) > 1]


def _whole(term: Term) -> tuple[str, ...]:
    """Its words but the one that may go on."""
    return term.words[:-1] if term.prefix else term.words


def _query(terms: Sequence[Term]) -> str:
    return " & ".join(
        f"'{word}'{':*' if term.prefix and at == len(term.words) else ''}"
        for term in terms
        for at, word in enumerate(term.words, start=1)
    )


def _spelled(term: Term) -> str:
    return f" {' '.join(term.words)}{'' if term.prefix else ' '}"


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
