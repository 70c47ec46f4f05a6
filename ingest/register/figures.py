"""The figures of quality in the database: what each document adds, kept with its record, and their sums.

Derived from records and corrections. Whether a document is reviewed is asked of the reviews each time, so
that nothing has to be kept in step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    delete,
    false,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    true,
)

from ingest.audit.observation import Kind, Observation
from ingest.audit.quality import (
    Calibrated,
    Clusters,
    Quality,
    RuleFigures,
    Tally,
    calibrated,
    quality,
    rule_figures,
    worst_first,
)
from ingest.register.database import Database
from ingest.register.search.matching import SWEDISH_TIME
from ingest.register.tables import (
    audit_documents,
    calibration,
    documents,
    heads,
    observations,
    receipts,
    reviews,
    rule_counts,
)

Group = Literal["period", "issuer", "document_type", "text_source", "scanner"]
_COLUMNS: Mapping[Group, ColumnElement[str | None]] = {
    "period": observations.c.period,
    "issuer": heads.c.issuer,
    "document_type": heads.c.document_type,
    "text_source": observations.c.text_source,
    "scanner": observations.c.scanner,
}
EXAMPLES = 50


@dataclass(frozen=True, kw_only=True)
class Example:
    """A document in which a rule fired, and the page on which to look."""

    document_id: str
    title: str
    fired: int
    disagreed: int
    page: int


class Figures:
    """The figures of a register.

    Measured is what finished reviews corrected; with `sampled`, what audits found in their samples, and of
    text and rules what finished reviews corrected in those documents.
    """

    def __init__(self, database: Database, *, sampled: bool = False) -> None:
        self._database = database
        self._seen = _seen(sampled=sampled)

    def whole(self) -> Quality:
        """Of all documents together."""
        with self._database.read() as connection:
            row = connection.execute(self._sums(literal(None))).one()
        return quality(_tally(row))

    def by(self, group: Group) -> tuple[Quality, ...]:
        """Of each group, by its name; what has none comes last."""
        column = _COLUMNS[group]
        with self._database.read() as connection:
            rows = connection.execute(self._sums(column).group_by(column)).all()
        made = [quality(_tally(row)) for row in rows]
        return tuple(sorted(made, key=lambda one: (one.group is None, one.group or "")))

    def rules(self) -> tuple[RuleFigures, ...]:
        """Every rule, the worst first."""
        reviewed = self._seen.c.read
        query = (
            select(
                rule_counts.c.rule,
                func.sum(rule_counts.c.fired).label("fired_in_all"),
                func.sum(case((reviewed, rule_counts.c.fired), else_=0)).label("fired"),
                func.sum(case((reviewed, rule_counts.c.disagreed), else_=0)).label("disagreed"),
            )
            .join(self._seen, self._seen.c.document_id == rule_counts.c.document_id)
            .group_by(rule_counts.c.rule)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return worst_first(
            rule_figures(
                row.rule,
                fired_in_all=int(row.fired_in_all),
                fired=int(row.fired),
                disagreed=int(row.disagreed),
            )
            for row in rows
        )

    def examples(self, rule: str) -> tuple[Example, ...]:
        """Documents in which the rule fired, at most `EXAMPLES`: those with which people disagreed first."""
        query = (
            select(rule_counts, heads.c.title, documents.c.filename)
            .join(heads, heads.c.document_id == rule_counts.c.document_id)
            .join(documents, documents.c.id == rule_counts.c.document_id)
            .where(rule_counts.c.rule == rule, heads.c.withdrawn == false())
            .order_by(rule_counts.c.disagreed.desc(), rule_counts.c.document_id)
            .limit(EXAMPLES)
        )
        with self._database.read() as connection:
            return tuple(
                Example(
                    document_id=row.document_id,
                    title=row.title or row.filename,
                    fired=row.fired,
                    disagreed=row.disagreed,
                    page=row.page,
                )
                for row in connection.execute(query)
            )

    def calibration(self, kind: Kind) -> tuple[Calibrated, ...]:
        """Predicted against measured in reviewed documents, bin by bin."""
        wrong, of = calibration.c.wrong, calibration.c.things
        query = (
            select(
                calibration.c.bin,
                *_cluster_sums("bin", wrong, of, true()),
                func.sum(calibration.c.expected).label("expected"),
            )
            .join(self._seen, self._seen.c.document_id == calibration.c.document_id)
            .where(calibration.c.kind == kind, self._seen.c.read)
            .group_by(calibration.c.bin)
            .order_by(calibration.c.bin)
        )
        with self._database.read() as connection:
            return tuple(
                calibrated(kind, row.bin, _clusters(row, "bin"), expected=row.expected)
                for row in connection.execute(query)
            )

    def not_counted(self) -> int:
        """Documents with a record that the figures do not know (yet)."""
        query = (
            select(func.count())
            .select_from(documents)
            .outerjoin(observations, observations.c.document_id == documents.c.id)
            .where(
                documents.c.withdrawn.is_(null()),
                documents.c.current_version.is_not(null()),
                observations.c.document_id.is_(null()),
            )
        )
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def _sums(self, group: ColumnElement[Any]) -> Select[Any]:
        seen, one = self._seen.c, observations.c
        text_is_wrong = and_(seen.read, one.wrong_characters > 0)
        is_wrong = and_(seen.judged, or_(seen.wrong > 0, text_is_wrong))
        return select(
            group.label("group"),
            func.count().label("documents"),
            *(
                func.coalesce(func.sum(column), 0).label(column.name)
                for column in (
                    one.judged_characters,
                    one.expected_characters,
                    one.judged_values,
                    one.expected_values,
                )
            ),
            func.coalesce(func.sum(case((is_wrong, 1), else_=0)), 0).label("wrong_documents"),
            *_cluster_sums("characters", one.wrong_characters, one.characters, seen.read),
            *_cluster_sums("values", seen.wrong, seen.of, seen.judged),
        ).select_from(
            observations.join(self._seen, self._seen.c.document_id == one.document_id).join(
                heads, heads.c.document_id == one.document_id
            )
        )


def _seen(*, sampled: bool) -> Subquery:
    """Every document that counts; whether its values and whether its text have been looked through, and how
    many of how many values were wrong."""
    read = reviews.c.finished_version.is_not(null()) & (reviews.c.finished_version == observations.c.version)
    joined: FromClause = observations.join(
        heads, heads.c.document_id == observations.c.document_id
    ).outerjoin(reviews, reviews.c.document_id == observations.c.document_id)
    judged: ColumnElement[bool] = read
    wrong: ColumnElement[Any] = observations.c.wrong_values
    of: ColumnElement[Any] = observations.c.extracted
    if sampled:
        found = _last_findings()
        joined = joined.outerjoin(found, found.c.document_id == observations.c.document_id)
        judged = found.c.looked_at.is_not(null())
        wrong, of, read = found.c.wrong, found.c.looked_at, read & judged
    return (
        select(
            observations.c.document_id,
            func.coalesce(judged, false()).label("judged"),
            func.coalesce(read, false()).label("read"),
            func.coalesce(wrong, 0).label("wrong"),
            func.coalesce(of, 0).label("of"),
        )
        .select_from(joined)
        .where(heads.c.withdrawn == false())
        .subquery()
    )


def _last_findings() -> Subquery:
    """What the last audit found in each document that was drawn for one."""
    kept = audit_documents.c
    last = (
        select(kept.document_id, func.max(kept.audit).label("audit"))
        .where(kept.revision > 0)
        .group_by(kept.document_id)
        .subquery()
    )
    same = and_(last.c.document_id == kept.document_id, last.c.audit == kept.audit)
    return select(kept.document_id, kept.wrong, kept.looked_at).join(last, same).subquery()


def _cluster_sums(
    name: str, wrong: ColumnElement[Any], of: ColumnElement[Any], seen: ColumnElement[bool]
) -> list[ColumnElement[Any]]:
    """As floating point: the squares of long documents' characters leave the whole numbers of 64 bits."""
    w, n = wrong * 1.0, of * 1.0
    sums = {"documents": literal(1), "wrong": w, "of": n, "wrong2": w * w, "of2": n * n, "product": w * n}
    return [
        func.coalesce(func.sum(case((seen, value), else_=0)), 0).label(f"{name}_{part}")
        for part, value in sums.items()
    ]


def _clusters(row: Any, name: str) -> Clusters:
    part = row._mapping
    return Clusters(
        documents=int(part[f"{name}_documents"]),
        wrong=int(part[f"{name}_wrong"]),
        of=int(part[f"{name}_of"]),
        wrong_squared=float(part[f"{name}_wrong2"]),
        of_squared=float(part[f"{name}_of2"]),
        product=float(part[f"{name}_product"]),
    )


def _tally(row: Any) -> Tally:
    return Tally(
        group=row.group,
        documents=int(row.documents),
        judged_characters=int(row.judged_characters),
        expected_characters=float(row.expected_characters),
        judged_values=int(row.judged_values),
        expected_values=float(row.expected_values),
        wrong_documents=int(row.wrong_documents),
        characters=_clusters(row, "characters"),
        values=_clusters(row, "values"),
    )


def put(connection: Connection, document_id: str, version: str, seen: Observation) -> None:
    """Let the figures count the document by its record of this version, and no longer by an earlier one."""
    for table in (observations, rule_counts, calibration):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    connection.execute(
        insert(observations).values(
            document_id=document_id,
            version=version,
            period=_period(connection, document_id),
            scanner=_scanner(connection, document_id),
            text_source=seen.text_source,
            characters=seen.characters,
            judged_characters=seen.judged_characters,
            expected_characters=seen.expected_characters,
            wrong_characters=seen.wrong_characters,
            extracted=seen.values,
            judged_values=seen.judged_values,
            expected_values=seen.expected_values,
            wrong_values=seen.wrong_values,
        )
    )
    fired = [
        {
            "document_id": document_id,
            "rule": rule,
            "fired": count.fired,
            "disagreed": count.disagreed,
            "page": count.page,
        }
        for rule, count in seen.rules.items()
    ]
    if fired:
        connection.execute(insert(rule_counts), fired)
    bins = [
        {
            "document_id": document_id,
            "kind": one.kind,
            "bin": one.number,
            "things": one.things,
            "expected": one.expected,
            "wrong": one.wrong,
        }
        for one in seen.bins
    ]
    if bins:
        connection.execute(insert(calibration), bins)


def _period(connection: Connection, document_id: str) -> str:
    """The month of receipt, Swedish time: `2026-11`."""
    seconds = connection.execute(
        select(documents.c.received_at).where(documents.c.id == document_id)
    ).scalar_one()
    return datetime.fromtimestamp(seconds, UTC).astimezone(SWEDISH_TIME).strftime("%Y-%m")


def _scanner(connection: Connection, document_id: str) -> str | None:
    """What its uploader said first of the scanner."""
    stated = connection.execute(
        select(receipts.c.stated).where(receipts.c.document_id == document_id).order_by(receipts.c.id)
    ).scalars()
    return next((one["scanner"] for one in stated if one.get("scanner")), None)
