"""What corrections teach, on every database: it is tried first, and holds only when it is accepted."""

import pytest

from ingest.accounts.access_log import newest
from ingest.errors import NotProposed, OnTrial, StillTried, UnknownEntry
from ingest.register import Register
from schemas.learning import Evidence, Proposal
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.test_runs import decide, make, read, serve, start, states


def proposal(register: Register, document_id: str) -> Proposal:
    evidence = Evidence(document_id=document_id, correction=1, actor="bo")
    return Proposal(setting="own_dnr_prefixes", value="QXZ", evidence=(evidence,))


class VocabularyContract(WithRegister):
    """Every test gets an empty, migrated register."""

    def test_it_is_tried_then_holds_then_is_undone(self, register: Register) -> None:
        document_id = read(register)
        wanted = proposal(register, document_id)
        entry = register.vocabulary.try_out(wanted, actor="anna", pipeline_version="2.0")
        assert (entry.state, entry.evidence) == ("trial", wanted.evidence)
        assert register.vocabulary.in_force() == {}
        assert register.vocabulary.of_run(entry.run) == {"own_dnr_prefixes": ("QXZ",)}
        assert register.vocabulary.of_run(start(register)) == {}
        with pytest.raises(NotProposed):
            register.vocabulary.try_out(wanted, actor="bo", pipeline_version="2.0")
        with pytest.raises(StillTried):
            register.vocabulary.decide(entry.id, "in_force", actor="anna")
        make(register, entry.run, document_id, {"dnr": 1})
        with pytest.raises(OnTrial):
            decide(register, entry.run)
        accepted = register.vocabulary.decide(entry.id, "in_force", actor="anna")
        assert (accepted.state, accepted.decided_by) == ("in_force", "anna")
        assert register.vocabulary.in_force() == {"own_dnr_prefixes": ("QXZ",)}
        assert decide(register, entry.run) == 1
        assert serve(register, entry.run, document_id)
        with pytest.raises(UnknownEntry):
            register.vocabulary.decide(entry.id, "declined", actor="bo")
        register.vocabulary.decide(entry.id, "undone", actor="bo")
        assert register.vocabulary.in_force() == {}
        assert [one.state for one in register.vocabulary.entries()] == ["undone"]
        again = register.vocabulary.try_out(wanted, actor="anna", pipeline_version="2.0")
        assert again.id != entry.id
        assert all(walk.broken is None for walk in register.verify_logs().values())

    def test_the_log_does_not_tell_a_name(self, register: Register) -> None:
        wanted = proposal(register, read(register)).model_copy(
            update={"setting": "own_words", "value": "Kvarnlöf"}
        )
        entry = register.vocabulary.try_out(wanted, actor="anna", pipeline_version="2.0")
        with register.database.read() as connection:
            (told,) = [one for one in newest(connection, 10) if one.kind == "vocabulary.tried"]
        assert told.details == {"setting": "own_words", "value": str(entry.id), "run": str(entry.run)}

    def test_what_is_declined_is_served_nowhere(self, register: Register) -> None:
        documents = [read(register, name) for name in "ab"]
        wanted = proposal(register, documents[0])
        entry = register.vocabulary.try_out(wanted, actor="anna", pipeline_version="2.0")
        make(register, entry.run, documents[0], {"dnr": 1})
        register.vocabulary.decide(entry.id, "declined", actor="bo")
        assert states(register, entry.run) == {"rejected": 1, "cancelled": 1}
        assert register.vocabulary.in_force() == {}
        with pytest.raises(NotProposed):
            register.vocabulary.try_out(wanted, actor="anna", pipeline_version="2.0")
        with pytest.raises(UnknownEntry):
            register.vocabulary.decide(entry.id, "in_force", actor="anna")
        with pytest.raises(UnknownEntry):
            register.vocabulary.decide(entry.id + 1, "declined", actor="anna")


class TestOnSqlite(OnSqlite, VocabularyContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, VocabularyContract):
    """On PostgreSQL."""
