"""Audits and the figures of quality on SQLite and on a real PostgreSQL: all or nothing."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from ingest.audit import CONFIDENCE, draw, is_reproduced, lot_hash, single_plan
from ingest.audit.observation import Bin, Observation, RuleCount
from ingest.errors import (
    AuditEnded,
    AuditNotDone,
    BadRequest,
    StaleFinding,
    UnknownAudit,
)
from ingest.register import ASSEMBLY, Register
from ingest.register.audits import Audits, report_hash
from ingest.register.figures import Figures
from ingest.register.values import SplitOff
from schemas.audit import SHEET_FIELDS, AuditReport, Drawn, Finding, Levels, LotDefinition, SampledDocument
from schemas.document import Statement
from tests.by_hand import NOTHING
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import take, upload
from tests.contracts.test_reviews import claim, done, kinds, request

LEVELS = Levels(acceptable=0.0, limiting=0.5)
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)

KILLED_IN_THE_MIDDLE = """
import os, signal, sys
from ingest.register import Register, audits, log
from schemas.audit import Drawn, Finding

step = getattr(*{"note": (log, "append"), "end": (audits, "_end")}[sys.argv[2]])
def killed(*arguments, **named):
    step(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(*{"note": (log, "append", killed), "end": (audits, "_end", killed)}[sys.argv[2]])
kept = audits.Audits(Register(sys.argv[1]).database)
if sys.argv[3] == "begin":
    kept.begin(Drawn.model_validate_json(sys.argv[4]))
elif sys.argv[3] == "find":
    kept.find(1, 1, Finding.model_validate_json(sys.argv[4]), revision=0)
else:
    kept.decide(1, actor="bo")
"""


def lot(audits: Audits, **definition: str) -> list[str]:
    defined = LotDefinition.model_validate(definition)
    found, size = audits.lot(defined), audits.size(defined)
    assert (size.documents, size.left_out) == (len(found.versions), found.left_out)
    return sorted(found.versions)


def drawn(audits: Audits) -> Drawn:
    found = audits.lot(LotDefinition())
    documents = tuple(sorted(found.versions))
    plan = single_plan(len(documents), LEVELS)
    return Drawn(
        lot="November",
        definition=LotDefinition(),
        documents=documents,
        lot_sha256=lot_hash(documents),
        left_out=found.left_out,
        checked=SHEET_FIELDS,
        plan=plan,
        confidence=CONFIDENCE,
        seed="7",
        seed_given=False,
        sample=tuple(
            SampledDocument(document_id=one, record_version=found.version(one), record_sha256="a" * 64)
            for one in draw(documents, seed="7", size=plan.sample_size)
        ),
        pipeline_versions=("1-r0",),
        begun_by="åsa",
        drawn_at=MOMENT,
    )


def finding(document_id: str, *wrong: str) -> Finding:
    return Finding(document_id=document_id, wrong_fields=wrong, fields=7, reviewer="åsa", at=MOMENT)


class AuditsContract(WithRegister):
    """The suite. A subclass says which database."""

    @pytest.fixture
    def audits(self, register: Register) -> Audits:
        return Audits(register.database)

    @pytest.fixture
    def ids(self, register: Register) -> list[str]:
        return [done(register, f"{n}.pdf") for n in range(6)]

    # The lot.

    def test_a_lot_is_what_has_a_record(self, register: Register, audits: Audits, ids: list[str]) -> None:
        register.register(upload("waiting.pdf"))
        register.withdraw(ids[0], actor="x", reason="fel")
        found = audits.lot(LotDefinition())
        assert sorted(found.versions) == sorted(ids[1:])
        assert found.left_out == 1
        assert lot(audits, search="document_type=protokoll") == []
        with pytest.raises(BadRequest):
            lot(audits, search="received_from=igår")

    def test_a_pile_is_a_lot_of_what_was_cut_out_of_it(
        self, register: Register, audits: Audits, ids: list[str]
    ) -> None:
        pile, *parts = ids[:3]
        register.record_split(
            pile, [SplitOff(document_id=one, first=1, last=1) for one in parts], actor="åsa"
        )
        assert lot(audits, pile=pile) == sorted(parts)
        assert lot(audits, pile=ids[4]) == []

    def test_corrections_are_part_of_the_drawn_version(
        self, register: Register, audits: Audits, ids: list[str]
    ) -> None:
        register.correct(ids[1], (request(claim(register, ids[1])),), NOTHING)
        found = audits.lot(LotDefinition())
        assert (found.version(ids[0]), found.version(ids[1])) == ("1-r0", "1-r0-c1")

    # From the draw to the decision.

    def test_an_audit_is_drawn_found_and_decided(
        self, register: Register, audits: Audits, ids: list[str]
    ) -> None:
        began = drawn(audits)
        number = audits.begin(began)
        sample = [one.document_id for one in began.sample]
        for position, one in enumerate(sample, start=1):
            assert audits.audit(number).looked_at == position - 1
            audits.find(number, position, finding(one), revision=0)
        audits.find(number, 1, finding(sample[0], "/title"), revision=1)
        assert audits.decide(number, actor="bo").decision == "rejected"
        kept = audits.report(number)
        report = AuditReport.model_validate_json(kept)
        assert is_reproduced(report)
        assert (report.findings[0].wrong_fields, report.decided_by) == (("/title",), "bo")
        assert kinds(register, sample[0])[-4:] == [
            "audit.drawn", "audit.reviewed", "audit.reviewed", "audit.decided",
        ]  # fmt: skip
        assert register.history(sample[0])[-1].details["report_sha256"] == report_hash(kept)
        assert audits.all()[0].state == "rejected"
        assert register.verify_logs()["events"].broken is None
        for ended in (
            lambda: audits.find(number, 1, finding(sample[0]), revision=2),
            lambda: audits.decide(number, actor="bo"),
            lambda: audits.abandon(number, actor="bo", reason="x"),
        ):
            with pytest.raises(AuditEnded):
                ended()
        assert audits.report(number) == kept

    def test_two_reviewers_do_not_overwrite_each_other(self, audits: Audits, ids: list[str]) -> None:
        number = audits.begin(drawn(audits))
        first = audits.audit(number).sample[0].document_id
        audits.find(number, 1, finding(first, "/dnr/0"), revision=0)
        with pytest.raises(StaleFinding):
            audits.find(number, 1, finding(first), revision=0)
        with pytest.raises(StaleFinding):
            audits.find(number, 2, finding(first), revision=0)
        kept = audits.audit(number).sample[0].finding
        assert kept is not None
        assert kept.wrong_fields == ("/dnr/0",)

    def test_nothing_is_decided_on_half_a_sample(self, audits: Audits, ids: list[str]) -> None:
        number = audits.begin(drawn(audits))
        audits.find(number, 1, finding(audits.audit(number).sample[0].document_id), revision=0)
        with pytest.raises(AuditNotDone):
            audits.decide(number, actor="bo")
        with pytest.raises(AuditNotDone):
            audits.report(number)
        with pytest.raises(UnknownAudit):
            audits.audit(number + 1)
        audits.abandon(number, actor="bo", reason="Fel parti")
        assert (audits.audit(number).state, audits.audit(number).ended_why) == ("abandoned", "Fel parti")

    def test_what_changed_since_the_draw_is_told(
        self, register: Register, audits: Audits, ids: list[str]
    ) -> None:
        number = audits.begin(drawn(audits))
        sample = [one.document_id for one in audits.audit(number).sample]
        for position, one in enumerate(sample, start=1):
            audits.find(number, position, finding(one), revision=0)
        register.withdraw(sample[0], actor="x", reason="fel")
        register.correct(sample[1], (request(claim(register, sample[1])),), NOTHING)
        changed = {
            one.document_id: (one.withdrawn, one.version) for one in audits.decide(number, actor="bo").since
        }
        assert changed == {sample[0]: (True, "1-r0"), sample[1]: (False, "1-r0-c1")}

    # Killed in the middle.

    @pytest.mark.parametrize(("step", "what"), [("note", "begin"), ("note", "find"), ("end", "decide")])
    def test_killed_in_the_middle_nothing_is_half_done(
        self, url: str, register: Register, audits: Audits, ids: list[str], step: str, what: str
    ) -> None:
        content = drawn(audits).model_dump_json()
        if what != "begin":
            audits.begin(drawn(audits))
            content = finding(audits.audit(1).sample[0].document_id).model_dump_json()
        if what == "decide":
            for one in audits.audit(1).sample:
                audits.find(1, one.position, finding(one.document_id), revision=0)
        before = register.log_heads()["events"]
        arguments = [sys.executable, "-c", KILLED_IN_THE_MIDDLE, url, step, what, content]
        assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
        assert register.log_heads()["events"] == before
        if what == "begin":
            assert audits.all() == ()
            assert audits.begin(drawn(audits)) == 1
        elif what == "find":
            assert audits.audit(1).looked_at == 0
            audits.find(1, 1, Finding.model_validate_json(content), revision=0)
        else:
            assert audits.audit(1).state == "open"
            assert audits.decide(1, actor="bo").decision == "accepted"

    # The figures.

    def test_the_figures_count_what_is_there(self, register: Register) -> None:
        figures = Figures(register.database)
        assert (figures.whole().documents, figures.rules(), figures.calibration("values")) == (0, (), ())
        seen = replace(
            NOTHING.observation,
            judged_characters=1000,
            expected_characters=10.0,
            characters=1000,
            wrong_characters=4,
            values=5,
            wrong_values=1,
            rules={"dnr.x": RuleCount(fired=2, disagreed=1, page=3)},
            bins=(Bin(kind="characters", number=4, things=1000, expected=10.0, wrong=4),),
        )
        ids = [self.counted(register, name, seen) for name in ("a", "b")]
        whole = figures.whole()
        assert whole.predicted_characters is not None
        assert (whole.documents, whole.predicted_characters.of, whole.reviewed) == (2, 2000, 0)
        review = claim(register, ids[0])
        register.finish_review(ids[0], review.token, version=review.version)
        measured = figures.whole().measured_characters
        assert measured is not None
        assert (measured.wrong, measured.of, figures.whole().reviewed) == (4, 1000, 1)
        (bin_,) = figures.calibration("characters")
        assert (bin_.predicted.rate, bin_.measured.rate, bin_.documents) == (0.01, 0.004, 1)
        (rule,) = figures.rules()
        assert (rule.rule, rule.fired_in_all, rule.fired, rule.disagreed) == ("dnr.x", 4, 2, 1)
        assert [one.page for one in figures.examples("dnr.x")] == [3, 3]
        assert Figures(register.database, sampled=True).whole().reviewed == 0
        register.withdraw(ids[0], actor="x", reason="fel")
        assert (figures.whole().documents, figures.whole().reviewed) == (1, 0)

    def test_groups_have_names_and_the_nameless_come_last(self, register: Register) -> None:
        self.counted(register, "a", NOTHING.observation, scanner="Avdelning 2")
        self.counted(register, "b", NOTHING.observation)
        figures = Figures(register.database)
        assert [one.group for one in figures.by("scanner")] == ["Avdelning 2", None]
        (period,) = figures.by("period")
        assert period.group == datetime.now(UTC).strftime("%Y-%m")
        for group in ("issuer", "document_type", "text_source"):
            assert sum(one.documents for one in figures.by(group)) == 2, group

    def test_what_came_before_is_found_by_reindexing(self, register: Register) -> None:
        id_ = done(register, "old.pdf")
        with register.database.write() as connection:
            connection.execute(text("DELETE FROM observations"))
        figures = Figures(register.database)
        assert (figures.whole().documents, figures.not_counted()) == (0, 1)
        assert [one.document_id for one in register.not_indexed(9)] == [id_]
        register.index(id_, "1-r0", NOTHING)
        assert (figures.whole().documents, figures.not_counted(), register.not_indexed(9)) == (1, 0, [])

    @staticmethod
    def counted(register: Register, name: str, observation: Observation, **stated: str) -> str:
        taken_in = replace(upload(f"{name}.pdf", pages=1), stated=Statement.model_validate(stated))
        id_ = register.register(taken_in).id
        register.finish_page(take(register, id_, 1))
        register.finish_document(
            take(register, id_, ASSEMBLY),
            version="1-r0",
            record_key="k",
            artifacts={},
            entry=replace(NOTHING, observation=observation),
        )
        return id_


class TestOnSqlite(OnSqlite, AuditsContract):
    """Embedded."""


class TestOnPostgresql(OnPostgresql, AuditsContract):
    """As a server."""
