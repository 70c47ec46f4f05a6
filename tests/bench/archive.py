"""An archive of many finished documents for `./bench web`, written straight into a register and a store.

The words are made up, and as unevenly frequent as those of a language (Zipf's law); documents of a few pages.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate, islice

from sqlalchemy import Connection, bindparam, insert, select, text, update

from ingest.audit.observation import observe
from ingest.register import Entry, Register
from ingest.register.search import fulltext, index
from ingest.register.search.dnr_keys import kept_keys
from ingest.register.tables import claims, dnr_keys, documents, heads, pages, receipts, records, texts
from ingest.storage import ObjectStore, keys
from schemas.example import EXAMPLE
from schemas.metadata import DocumentType
from schemas.record import Record

VERSION = "bench-r0"
OBSERVATION = observe(EXAMPLE, ())
WORDS_OF_A_LANGUAGE = 40_000
WORDS_OF_A_DOCUMENT = 350
PAGES = 2
AT_ONCE = 2_000
LARGE_EVERY = 500
"""Each so manieth document's record has been written, and can be opened."""
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
SYLLABLES = (
    "för",
    "an",
    "sö",
    "kan",
    "be",
    "slut",
    "nämn",
    "den",
    "vå",
    "rå",
    "dig",
    "här",
    "ut",
    "sam",
    "ord",
    "tid",
)


class Language:
    """Words, the first ones the most frequent."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        made = dict.fromkeys(
            "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(90_000)
        )
        self.words = list(islice(made, WORDS_OF_A_LANGUAGE))
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def text(self, length: int) -> str:
        """So many words."""
        return " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=length))


def fill(
    register: Register, store: ObjectStore, *, count: int, chance: random.Random
) -> tuple[Language, list[str]]:
    """Make so many documents; the language they are in, and the ids of those that can be opened."""
    language = Language(chance)
    opened = []
    for first in range(0, count, AT_ONCE):
        with register.database.write() as connection:
            opened += _batch(connection, store, range(first, min(count, first + AT_ONCE)), language, chance)
    with register.database.write() as connection:
        connection.execute(text("ANALYZE"))
    return language, opened


def _batch(
    connection: Connection, store: ObjectStore, numbers: range, language: Language, chance: random.Random
) -> list[str]:
    made = {_id(number): _entry(number, language, chance) for number in numbers}
    connection.execute(insert(documents), list(_documents(numbers)))
    connection.execute(
        insert(pages), [{"document_id": id_, "number": n, "status": "read"} for id_ in made for n in (1, 2)]
    )
    connection.execute(insert(claims), [_claim(id_, page) for id_ in made for page in (0, 1, 2)])
    connection.execute(insert(receipts), [_receipt(id_) for id_ in made])
    connection.execute(
        insert(records),
        [
            {
                "document_id": id_,
                "version": VERSION,
                "record_key": keys.record(id_, VERSION),
                "artifacts": {},
                "made_at": 0,
            }
            for id_ in made
        ],
    )
    _index(connection, made)
    written = [_id(number) for number in numbers if number % LARGE_EVERY == 0]
    for id_ in written:
        store.put(
            keys.record(id_, VERSION), _record(id_, language).model_dump_json().encode(), "application/json"
        )
    return written


def _id(number: int) -> str:
    return _hash(number)[:32]


def _hash(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def _entry(number: int, language: Language, chance: random.Random) -> Entry:
    year = 2015 + number % 11
    return Entry(
        title=language.text(6).capitalize(),
        document_type=chance.choice(TYPES),
        issuer=f"{chance.choice(BOARDS)} i Almvik",
        officer=chance.choice(NAMES),
        document_date=(date(year, 1, 1) + timedelta(days=chance.randrange(365))).isoformat(),
        dnr=((f"{chance.choice(BOARDS)}-{year}-{number:05}", "own"),),
        needs_review=chance.random() < 0.1,
        personal_data=chance.random() < 0.2,
        expected_errors=chance.expovariate(0.2),
        head=language.text(12),
        body=language.text(WORDS_OF_A_DOCUMENT),
        private="19121212-1212" if chance.random() < 0.2 else "",
        observation=OBSERVATION,
    )


def _documents(numbers: range) -> Iterator[dict[str, object]]:
    for number in numbers:
        status = "failed" if number % 200 == 7 else "done"
        yield {
            "id": _id(number),
            "sha256": _hash(number),
            "filename": f"skanning {number:06}.pdf",
            "media_type": "application/pdf",
            "bytes": 250_000,
            "pages": PAGES,
            "received_at": 1_700_000_000.0 + 300 * number,
            "status": status,
            "revision": 0,
            "current_version": VERSION,
        }


def _claim(document_id: str, page: int) -> dict[str, object]:
    return {
        "document_id": document_id,
        "page": page,
        "state": "closed",
        "attempts": 1,
        "due_at": 0.0,
        "sweeps": 0,
    }


def _receipt(document_id: str) -> dict[str, object]:
    return {
        "document_id": document_id,
        "filename": "skanning.pdf",
        "received_at": 0.0,
        "duplicate": False,
        "stated": {},
        "actor": "local",
    }


def _index(connection: Connection, made: Mapping[str, Entry]) -> None:
    """What `index.put` does for one, for all of them at once."""
    of_these = select(heads.c.document_id, heads.c.number).where(heads.c.document_id.in_(made))
    entries = {row.number: made[row.document_id] for row in connection.execute(of_these)}
    connection.execute(
        update(heads)
        .where(heads.c.number == bindparam("at"))
        .values(
            {
                name: bindparam(f"new_{name}")
                for name in ("version", *index.head_of(next(iter(made.values()))))
            }
        ),
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
            fulltext.INSERT, [fulltext.row_of(number, entry) for number, entry in entries.items()]
        )


def _record(document_id: str, language: Language) -> Record:
    """The example record with a page's worth of lines on each of its pages."""
    page = EXAMPLE.pages[0]
    source = EXAMPLE.source.model_copy(update={"filename": "skanning.pdf"})
    lines = "\n".join(language.text(9) for _ in range(40))
    longer = page.model_copy(
        update={"text": f"{page.text}\n{lines}", "raw_text": f"{page.raw_text}\n{lines}"}
    )
    return EXAMPLE.model_copy(
        update={"id": document_id, "source": source, "pages": (longer, *EXAMPLE.pages[1:])}
    )
