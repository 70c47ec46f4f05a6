"""An archive of many finished documents for `./bench web`, written straight into a register and a store."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection, bindparam, insert, select, text, update

from ingest.audit.observation import observe
from ingest.errors import InkomError
from ingest.register import Entry, Register
from ingest.register.search import index, tsvector
from ingest.register.search.dnr_keys import kept_keys
from ingest.register.tables import (
    claims,
    dnr_keys,
    documents,
    events,
    heads,
    last_event,
    pages,
    receipts,
    records,
    texts,
)
from ingest.storage import ObjectStore, keys
from schemas.example import EXAMPLE
from schemas.metadata import DocumentType
from tests.bench.archive_figures import put_figures
from tests.bench.archive_language import Language
from tests.bench.archive_records import put_record

Choice = TypeVar("Choice")
VERSION = "bench-r0"
OBSERVATION = observe(EXAMPLE, ())
SEED = 7
AT_ONCE = 2_000
WORDS_OF_A_PAGE = 280
SHARES_OF_LENGTHS = {1: 0.45, 2: 0.25, 3: 0.15, 4: 0.1, 5: 0.05}
"""How many of the documents have so many pages."""
OPENABLE = {1: 60, 20: 40, 300: 12}
"""So many documents of so many pages have their records written, and can be opened."""
TYPES: tuple[DocumentType, ...] = (
    "tjänsteutlåtande",
    "remissvar",
    "protokoll",
    "beslut",
    "skrivelse",
    "other",
)
BOARDS = ("KS", "BUN", "MBN", "SBK", "KFN", "VON")
NAMES = ("Åsa Ek", "Östen Lind", "Anna Berg", "Bo Ström", "Ärla Nord", "Karin Sjö", "Nils Dal", "Eva Hed")
FIRST_RECEIVED, SECONDS_BETWEEN = 1_500_000_000.0, 2_800.0
"""Nine years of documents."""


def fill(register: Register, store: ObjectStore, language: Language, *, count: int) -> None:
    """Make so many documents; those that can be opened are spread over all of them."""
    long_ones = openable(count)
    with register.database.write() as connection:
        later = _put_indices_off(connection)
    for first in range(0, count, AT_ONCE):
        numbers = range(first, min(count, first + AT_ONCE))
        with register.database.write() as connection:
            _batch(connection, numbers, language, long_ones)
        for number in numbers:
            if number in long_ones:
                put_record(store, id_of(number), VERSION, long_ones[number], language, number)
    with register.database.write() as connection:
        for definition in later:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text(definition))
        connection.execute(update(last_event).values(sequence=2 * count))
        connection.execute(text("ANALYZE"))


def _put_indices_off(connection: Connection) -> list[str]:
    """PostgreSQL makes an index of what is there in a tenth of the time. What makes them again."""
    if connection.dialect.name == "sqlite":
        return []
    found = connection.execute(
        text("SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'")
    ).all()
    for name, _definition in found:
        connection.execute(text(f"DROP INDEX {name}"))
    return [definition for _name, definition in found]


def openable(count: int) -> dict[int, int]:
    """The pages of those documents that can be opened, by their numbers."""
    lengths = [pages for pages, many in OPENABLE.items() for _ in range(many)]
    chosen = np.random.default_rng(SEED).choice(count, size=min(count, len(lengths)), replace=False)
    return dict(zip((int(number) for number in chosen), lengths, strict=False))


def id_of(number: int) -> str:
    """The id of the document with this number, counted from 0."""
    return _hash(number)[:32]


def dnr_of(number: int) -> tuple[str, int, int]:
    """Board, year and serial number of its dnr."""
    return BOARDS[number % 7 % len(BOARDS)], 2015 + number % 11, number


def _batch(connection: Connection, numbers: range, language: Language, long_ones: Mapping[int, int]) -> None:
    chance = np.random.default_rng((SEED, numbers.start))
    drawn = chance.choice(list(SHARES_OF_LENGTHS), size=len(numbers), p=list(SHARES_OF_LENGTHS.values()))
    lengths = {
        number: long_ones.get(number, int(length)) for number, length in zip(numbers, drawn, strict=True)
    }
    made = {id_of(number): _entry(number, lengths[number], language, chance) for number in numbers}
    units = [(id_of(number), page) for number in numbers for page in range(lengths[number] + 1)]
    connection.execute(insert(documents), list(_documents(lengths, long_ones)))
    connection.execute(
        insert(pages), [{"document_id": id_, "number": n, "status": "read"} for id_, n in units if n]
    )
    connection.execute(insert(claims), [_claim(*unit) for unit in units])
    connection.execute(insert(receipts), [_receipt(number) for number in numbers])
    connection.execute(insert(records), [_record_row(id_) for id_ in made])
    connection.execute(insert(events), list(_events(numbers)))
    _index(connection, made)
    months = {id_of(number): number * 72 // 100_000 for number in numbers}
    put_figures(connection, months, VERSION, (SEED, numbers.start))


def _hash(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def _entry(number: int, pages: int, language: Language, chance: np.random.Generator) -> Entry:
    board, year, serial = dnr_of(number)
    has_number = chance.random() < 0.2  # A fifth of the documents.
    return Entry(
        title=language.text(chance, 6).capitalize(),
        document_type=_one_of(TYPES, chance),
        issuer=f"{board} i Almvik",
        officer=_one_of(NAMES, chance),
        document_date=(date(year, 1, 1) + timedelta(days=int(chance.integers(365)))).isoformat(),
        dnr=((f"{board}-{year}-{serial:05}", "own"),),
        needs_review=bool(chance.random() < 0.1),  # A tenth.
        personal_data=has_number,
        expected_errors=float(chance.exponential(5)),
        head=f"{language.text(chance, 12)}\n{board}-{year}-{serial:05}\n{board} i Almvik",
        body=language.text(chance, max(20, int(pages * WORDS_OF_A_PAGE * chance.uniform(0.5, 1.2)))),
        private="19121212-1212" if has_number else "",
        observation=OBSERVATION,
    )


def _one_of(choices: Sequence[Choice], chance: np.random.Generator) -> Choice:
    return choices[int(chance.integers(len(choices)))]


def _documents(lengths: Mapping[int, int], can_be_opened: Mapping[int, int]) -> Iterator[dict[str, object]]:
    for number, length in lengths.items():
        is_failed = number % 200 == 7 and number not in can_be_opened  # Half a per cent.
        yield {
            "id": id_of(number),
            "sha256": _hash(number),
            "filename": f"skanning {number:06}.pdf",
            "media_type": "application/pdf",
            "bytes": 250_000,
            "pages": length,
            "received_at": _received_at(number),
            "status": "failed" if is_failed else "done",
            "problem": InkomError().problem.model_dump(mode="json") if is_failed else None,
            "revision": 0,
            "current_version": VERSION,
        }


def _received_at(number: int) -> float:
    return FIRST_RECEIVED + SECONDS_BETWEEN * number


def _claim(document_id: str, page: int) -> dict[str, object]:
    return {
        "document_id": document_id,
        "page": page,
        "state": "closed",
        "attempts": 1,
        "due_at": 0.0,
        "sweeps": 0,
    }


def _receipt(number: int) -> dict[str, object]:
    return {
        "document_id": id_of(number),
        "filename": f"skanning {number:06}.pdf",
        "received_at": _received_at(number),
        "duplicate": False,
        "stated": {},
        "actor": "local",
    }


def _record_row(document_id: str) -> dict[str, object]:
    return {
        "document_id": document_id,
        "version": VERSION,
        "record_key": keys.record(document_id, VERSION),
        "artifacts": {},
        "made_at": 0,
    }


def _events(numbers: range) -> Iterator[dict[str, object]]:
    for number in numbers:
        for step, kind in enumerate(("document.received", "document.done"), start=1):
            yield {
                "sequence": 2 * number + step,
                "at": _received_at(number) + step,
                "kind": kind,
                "document_id": id_of(number),
                "actor": "local",
                "details": {},
                "hash": _hash(number),
            }


def _index(connection: Connection, made: Mapping[str, Entry]) -> None:
    """What `index.put` does for one, for all of them at once."""
    of_these = select(heads.c.document_id, heads.c.number).where(heads.c.document_id.in_(made))
    entries = {row.number: made[row.document_id] for row in connection.execute(of_these)}
    names = ("version", *index.head_of(next(iter(made.values()))))
    connection.execute(
        update(heads)
        .where(heads.c.number == bindparam("at"))
        .values({name: bindparam(f"new_{name}") for name in names}),
        [
            {"at": number, "new_version": VERSION}
            | {f"new_{name}": value for name, value in index.head_of(entry).items()}
            for number, entry in entries.items()
        ],
    )
    keys_of = [(number, key) for number, entry in entries.items() for key in kept_keys(entry.dnr[0][0])]
    connection.execute(
        insert(dnr_keys), [{"number": number, "key": key, "stated": False} for number, key in keys_of]
    )
    connection.execute(
        insert(texts),
        [
            {"number": number, "head": entry.head, "body": entry.body, "private": entry.private}
            for number, entry in entries.items()
        ],
    )
    if connection.dialect.name == "postgresql":
        connection.execute(
            tsvector.INSERT, [tsvector.row_of(number, entry) for number, entry in entries.items()]
        )
