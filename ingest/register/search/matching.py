"""A search as conditions on the heads."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select, union

from ingest.register.search import fulltext
from ingest.register.search.dnr_keys import sought_keys
from ingest.register.search.entry import part_key
from ingest.register.search.words import Term, terms
from ingest.register.tables import dnr_keys, heads
from schemas.search import Search

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
"""When a public record came in is told in Swedish time, wherever the server stands."""


def conditions(connection: Connection, search: Search, *, private: bool) -> Iterator[ColumnElement[bool]]:
    """What must be true of a document's head. `private` also looks among personal identity numbers."""
    yield heads.c.withdrawn == false()
    if search.q is not None:
        yield from _asked_for(connection, terms(search.q), private=private)
    if search.dnr is not None:
        yield heads.c.number.in_(_begins_with(search.dnr))
    if search.received_from is not None:
        yield heads.c.received_at >= _midnight(search.received_from)
    if search.received_to is not None:
        yield heads.c.received_at < _midnight(search.received_to + timedelta(days=1))
    for column, wanted in (
        (heads.c.status, search.status),
        (heads.c.document_type, search.document_type),
        (heads.c.needs_review, search.needs_review),
        (heads.c.personal_data, search.personal_data),
    ):
        if wanted is not None:
            yield column == wanted
    for column, part in ((heads.c.issuer_key, search.issuer), (heads.c.officer_key, search.officer)):
        if part is not None:
            yield column.contains(part_key(part))


def _asked_for(
    connection: Connection, asked: tuple[Term, ...], *, private: bool
) -> Iterator[ColumnElement[bool]]:
    """A query without a word in it finds nothing: it is no way to say "everything"."""
    if not asked:
        yield false()
    plain = [term for term in asked if not term.dnr_keys]
    if plain:
        yield heads.c.number.in_(fulltext.matching(connection, plain, private=private))
    for term in asked:
        if term.dnr_keys:
            named = select(dnr_keys.c.number).where(dnr_keys.c.key.in_(term.dnr_keys))
            yield heads.c.number.in_(union(named, fulltext.matching(connection, [term], private=private)))


def _begins_with(dnr: str) -> Select[tuple[int]]:
    keys = sought_keys(dnr)
    same = [dnr_keys.c.key == key for key in keys]
    # The full stop follows the hyphen: everything that goes on after the key lies between the two.
    longer = [and_(dnr_keys.c.key >= f"{key}-", dnr_keys.c.key < f"{key}.") for key in keys]
    return select(dnr_keys.c.number).where(or_(false(), *same, *longer))


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=SWEDISH_TIME).timestamp()
