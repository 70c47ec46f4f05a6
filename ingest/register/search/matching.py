"""A search as conditions on the heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, and_, false, null, or_, select

from ingest.register.search import fulltext
from ingest.register.search.dnr_keys import sought_keys
from ingest.register.search.entry import part_key
from ingest.register.search.fulltext import Hits
from ingest.register.search.words import terms
from ingest.register.tables import dnr_keys, heads
from schemas.search import Search

SWEDISH_TIME = ZoneInfo("Europe/Stockholm")
"""When a public record came in is told in Swedish time, wherever the server stands."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What must be true of a document's head, and the full-text hits that it must be among."""

    filters: tuple[ColumnElement[bool], ...]
    hits: tuple[Hits, ...]

    @property
    def listed(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions by which a list begins soonest."""
        return (*self.filters, *(hits.listed for hits in self.hits))

    @property
    def gathered(self) -> tuple[ColumnElement[bool], ...]:
        """Those of the hits that were gathered, which may not be all."""
        return (*self.filters, *(hits.gathered for hits in self.hits))

    @property
    def has_all(self) -> bool:
        """Whether all hits were gathered."""
        return all(hits.are_all for hits in self.hits)


def asked(connection: Connection, search: Search, *, private: bool) -> Asked:
    """What a search asks for. `private` also looks among personal identity numbers.

    A query without a word in it finds nothing: it is no way to say "everything".
    """
    wanted = terms(search.q or "")
    nothing = [false()] if search.q is not None and not wanted else []
    words = [term for term in wanted if not term.dnr_keys]
    hits = [fulltext.hits(connection, words, private=private)] if words else []
    hits += [fulltext.dnr_hits(connection, term, private=private) for term in wanted if term.dnr_keys]
    return Asked(filters=(*_filters(search), *nothing), hits=tuple(hits))


def _filters(search: Search) -> Iterator[ColumnElement[bool]]:
    yield heads.c.withdrawn == false()
    if search.dnr is not None:
        yield heads.c.number.in_(_begins_with(search.dnr))
    if search.received_from is not None:
        yield or_(
            heads.c.received_on >= search.received_from.isoformat(),
            and_(heads.c.received_on.is_(null()), heads.c.received_at >= _midnight(search.received_from)),
        )
    if search.received_to is not None:
        after = search.received_to + timedelta(days=1)
        yield or_(
            heads.c.received_on < after.isoformat(),
            and_(heads.c.received_on.is_(null()), heads.c.received_at < _midnight(after)),
        )
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


def _begins_with(dnr: str) -> Select[tuple[int]]:
    keys = sought_keys(dnr)
    same = [dnr_keys.c.key == key for key in keys]
    # The full stop follows the hyphen: everything that goes on after the key lies between the two.
    longer = [and_(dnr_keys.c.key >= f"{key}-", dnr_keys.c.key < f"{key}.") for key in keys]
    return select(dnr_keys.c.number).where(or_(false(), *same, *longer))


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=SWEDISH_TIME).timestamp()
