"""Which documents a run is about."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Integer, String, func, insert, literal, select

from ingest.errors import NothingChosen, UnknownAudit
from ingest.register.database import now
from ingest.register.search.matching import asked
from ingest.register.tables import audits, documents, heads, run_items, runs
from schemas.audit import Drawn
from schemas.reprocess import Reading, Selection
from schemas.search import Search

_AT_ONCE = 500
"""Ids in one statement."""


def count(connection: Connection, selection: Selection, *, pipeline_version: str) -> int:
    """How many documents that is. UnknownAudit."""
    return sum(
        connection.execute(
            select(func.count())
            .select_from(heads.join(documents, documents.c.id == heads.c.document_id))
            .where(*part)
        ).scalar_one()
        for part in _parts(connection, selection, pipeline_version)
    )


def begin(
    connection: Connection, selection: Selection, *, reading: Reading, actor: str, pipeline_version: str
) -> int:
    """Make a run with its documents, of which none is work yet. NothingChosen, UnknownAudit."""
    run: int = connection.execute(
        insert(runs)
        .values(
            made_at=now(),
            actor=actor,
            selection=selection.model_dump(mode="json"),
            reading=reading,
            pipeline_version=pipeline_version,
            state="running",
        )
        .returning(runs.c.id)
    ).scalar_one()
    if not put_in(connection, run, selection, pipeline_version=pipeline_version):
        raise NothingChosen
    return run


def put_in(connection: Connection, run: int, selection: Selection, *, pipeline_version: str) -> int:
    """Make them the documents of a run. Gives how many they are."""
    for part in _parts(connection, selection, pipeline_version):
        chosen = (
            select(
                literal(run, Integer),
                heads.c.document_id,
                heads.c.number,
                literal("waiting", String),
                literal(0, Integer),
            )
            .join(documents, documents.c.id == heads.c.document_id)
            .where(*part)
        )
        columns = ["run_id", "document_id", "number", "state", "after_number"]
        connection.execute(insert(run_items).from_select(columns, chosen))
    put = select(func.count()).select_from(run_items).where(run_items.c.run_id == run)
    return int(connection.execute(put).scalar_one())


def _parts(
    connection: Connection, selection: Selection, pipeline_version: str
) -> Iterator[list[ColumnElement[bool]]]:
    """Conditions on documents and their heads, of parts that share no document."""
    wanted = [documents.c.status == "done", documents.c.current_version.is_not(None)]
    if selection.older:
        own = documents.c.current_version.startswith(f"{pipeline_version}-", autoescape=True)
        wanted.append(~own)
    search = selection.search or Search()
    wanted.extend(asked(connection, search, private=True).listed)
    if selection.which == "lot":
        ids = _lot(connection, selection.lot)
    elif selection.which == "documents":
        ids = list(dict.fromkeys(selection.documents))
    else:
        yield wanted
        return
    for start in range(0, len(ids), _AT_ONCE):
        yield [*wanted, documents.c.id.in_(ids[start : start + _AT_ONCE])]


def _lot(connection: Connection, number: int | None) -> list[str]:
    """The documents of an audit's lot, as they were drawn. UnknownAudit."""
    drawn = connection.execute(select(audits.c.drawn).where(audits.c.number == number)).scalar()
    if drawn is None:
        raise UnknownAudit(number=number or 0)
    return list(Drawn.model_validate_json(drawn).documents)
