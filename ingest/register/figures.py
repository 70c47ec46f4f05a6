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
    NO_CLUSTERS,
    Calibrated,
    Clusters,
    Quality,
    RuleFigures,
    Tally,
    calibrated,
    quality,
    rule_figures,
    together,
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
        return self.whole_and_by("period")[0]

    def by(self, group: Group) -> tuple[Quality, ...]:
        """Of each group, by its name; what has none comes last."""
        return self.whole_and_by(group)[1]

    def whole_and_by(self, group: Group) -> tuple[Quality, tuple[Quality, ...]]:
        """Both of them, for the time of one."""
        tallies = self._tallies(_COLUMNS[group])
        made = [quality(tally) for tally in tallies]
        made.sort(key=lambda one: (one.group is None, one.group or ""))
        return quality(together(tallies)), tuple(made)

    def rules(self, only: str | None = None) -> tuple[RuleFigures, ...]:
        """Every rule, or only one, the worst first."""
        counts, seen = rule_counts.c, self._seen.c
        withdrawn = select(heads.c.document_id).where(heads.c.withdrawn == true())
        chosen = true() if only is None else counts.rule == only
        everywhere = (
            select(counts.rule, func.sum(counts.fired).label("fired"))
            .where(counts.document_id.not_in(withdrawn), chosen)
            .group_by(counts.rule)
        )
        reviewed = (
            select(
                counts.rule,
                func.sum(counts.fired).label("fired"),
                func.sum(counts.disagreed).label("against"),
            )
            .select_from(self._seen.join(rule_counts, counts.document_id == seen.document_id))
            .where(seen.read, chosen)
            .group_by(counts.rule)
        )
        with self._database.read() as connection:
            in_reviewed = {
                row.rule: (int(row.fired), int(row.against)) for row in connection.execute(reviewed)
            }
            rows = connection.execute(everywhere).all()
        return worst_first(
            rule_figures(row.rule, fired_in_all=int(row.fired), fired=fired, disagreed=against)
            for row in rows
            for fired, against in (in_reviewed.get(row.rule, (0, 0)),)
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

    def _tallies(self, group: ColumnElement[Any]) -> list[Tally]:
        """Of each group. Documents that were looked through are few: they are asked for on their own."""
        with self._database.read() as connection:
            foretold = connection.execute(_foretold(group)).all()
            measured = {row.group: row for row in connection.execute(self._measured(group))}
        return [_tally(row, measured.get(row.group)) for row in foretold]

    def _measured(self, group: ColumnElement[Any]) -> Select[Any]:
        seen, one = self._seen.c, observations.c
        text_is_wrong = and_(seen.read, one.wrong_characters > 0)
        is_wrong = or_(seen.wrong > 0, text_is_wrong)
        return (
            select(
                group.label("group"),
                func.coalesce(func.sum(case((is_wrong, 1), else_=0)), 0).label("wrong_documents"),
                *_cluster_sums("characters", one.wrong_characters, one.characters, seen.read),
                *_cluster_sums("values", seen.wrong, seen.of, true()),
            )
            .select_from(
                self._seen.join(observations, one.document_id == seen.document_id).join(
                    heads, heads.c.document_id == seen.document_id
                )
            )
            .group_by(group)
        )


def _foretold(group: ColumnElement[Any]) -> Select[Any]:
    one = observations.c
    columns = (one.judged_characters, one.expected_characters, one.judged_values, one.expected_values)
    return (
        select(
            group.label("group"),
            func.count().label("documents"),
            *(func.sum(column).label(column.name) for column in columns),
        )
        .select_from(observations.join(heads, heads.c.document_id == one.document_id))
        .where(heads.c.withdrawn == false())
        .group_by(group)
    )


def _seen(*, sampled: bool) -> Subquery:
    """Every document that counts and whose values were looked through: whether its text was too, and how many
    of how many values were wrong."""
    read = reviews.c.finished_version.is_not(null()) & (reviews.c.finished_version == observations.c.version)
    same_review = reviews.c.document_id == observations.c.document_id
    joined: FromClause
    was_read: ColumnElement[bool]
    wrong: ColumnElement[Any]
    of: ColumnElement[Any]
    if sampled:
        found = _last_findings()
        joined = found.join(observations, observations.c.document_id == found.c.document_id).outerjoin(
            reviews, same_review
        )
        was_read, wrong, of = func.coalesce(read, false()), found.c.wrong, found.c.looked_at
    else:
        joined = reviews.join(observations, same_review & read)
        was_read, wrong, of = true(), observations.c.wrong_values, observations.c.extracted
    return (
        select(observations.c.document_id, was_read.label("read"), wrong.label("wrong"), of.label("of"))
        .select_from(joined.join(heads, heads.c.document_id == observations.c.document_id))
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


def _tally(foretold: Any, measured: Any | None) -> Tally:
    return Tally(
        group=foretold.group,
        documents=int(foretold.documents),
        judged_characters=int(foretold.judged_characters),
        expected_characters=float(foretold.expected_characters),
        judged_values=int(foretold.judged_values),
        expected_values=float(foretold.expected_values),
        wrong_documents=int(measured.wrong_documents) if measured else 0,
        characters=_clusters(measured, "characters") if measured else NO_CLUSTERS,
        values=_clusters(measured, "values") if measured else NO_CLUSTERS,
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
