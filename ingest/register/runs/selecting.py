"""Which documents a run is about."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Integer, String, func, insert, literal, select

from ingest.register.search.matching import asked
from ingest.register.tables import documents, heads, run_items
from schemas.reprocess import Selection
from schemas.search import Search

_AT_ONCE = 500
"""Ids in one statement."""


def count(connection: Connection, selection: Selection, *, pipeline_version: str) -> int:
    """How many documents that is."""
    return sum(
        connection.execute(
            select(func.count())
            .select_from(heads.join(documents, documents.c.id == heads.c.document_id))
            .where(*part)
        ).scalar_one()
        for part in _parts(connection, selection, pipeline_version)
    )


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
    if selection.which != "documents":
        yield wanted
        return
    ids = [*dict.fromkeys(selection.documents)]
    for start in range(0, len(ids), _AT_ONCE):
        yield [*wanted, documents.c.id.in_(ids[start : start + _AT_ONCE])]
