"""Finding documents, on SQLite's full-text index and on a real PostgreSQL's: the same answers from both."""

import dataclasses
import hashlib
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from ingest.audit.observation import observe
from ingest.errors import UnknownDocument
from ingest.register import ASSEMBLY, Entry, NewDocument, Register
from ingest.register.search import fulltext, listing, tsvector
from ingest.register.search.words import words
from ingest.register.tables import documents, heads
from schemas.base import Problem
from schemas.document import DocumentSummary, Statement
from schemas.example import EXAMPLE
from schemas.search import Search
from tests.contracts.on_databases import OnPostgresql, OnSqlite, WithRegister
from tests.contracts.registered import migrate_to

ON_EACH_DATABASE = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
"""One register serves all examples, and each database tries its own."""
BLANK = Entry(
    title=None,
    document_type=None,
    issuer=None,
    officer=None,
    document_date=None,
    dnr=(),
    needs_review=False,
    personal_data=False,
    expected_errors=0.0,
    head="",
    body="",
    private="",
    observation=observe(EXAMPLE, ()),
)


def receive(register: Register, name: str, **stated: str) -> str:
    """A document comes in and waits."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    upload = NewDocument(
        sha256=digest,
        filename=f"{name}.pdf",
        media_type="application/pdf",
        bytes=100,
        pages=1,
        stated=Statement.model_validate(stated),
        actor="registrator",
    )
    return register.register(upload).id


def add(register: Register, name: str, **found: Any) -> str:
    """A document comes in and is read."""
    document_id = receive(register, name)
    finish(register, document_id, **found)
    return document_id


def finish(register: Register, document_id: str, *, version: str = "1-r0", **found: Any) -> None:
    """It is read, and this stands in it."""
    for page in (1, ASSEMBLY):
        claim = register.claim(document_id, page, owner="a", lease_seconds=600, attempts=3)
        assert claim is not None
        if page == ASSEMBLY:
            entry = dataclasses.replace(BLANK, **found)
            register.finish_document(claim, version=version, record_key="k", artifacts={}, entry=entry)
        else:
            register.finish_page(claim)


def rows(register: Register, *, private: bool = False, **search: Any) -> tuple[DocumentSummary, ...]:
    return register.find(Search(**search), private=private, before=None, limit=100).documents


def names(register: Register, private: bool = False, **search: Any) -> list[str]:
    """What is found, in its order, by the names that the tests gave."""
    found = [row.filename.removesuffix(".pdf") for row in rows(register, private=private, **search)]
    assert register.total(Search(**search), private=private).count == len(found)
    return found


STATED_BEFORE = '{"date_received": "2025-03-01"}'
BEFORE = (
    "INSERT INTO documents (id, sha256, filename, media_type, bytes, pages, received_at, status, revision) "
    f"VALUES ('{'a' * 32}', '{'a' * 64}', 'a.pdf', 'application/pdf', 1, 1, 0, 'done', 0)",
    "INSERT INTO receipts (document_id, filename, received_at, duplicate, stated, actor) "
    f"VALUES ('{'a' * 32}', 'a.pdf', 0, false, '{STATED_BEFORE}', 'anna')",
)
TEXTS_BEFORE = "INSERT INTO texts (number, head, body, private) VALUES (1, '', :body, :private)"
INDEX_BEFORE = (
    "INSERT INTO texts_index (number, open_words, open_text, private_words, private_text) VALUES "
    "(1, array_to_tsvector(CAST(:open_words AS text[])), :open_text, "
    "array_to_tsvector(CAST(:private_words AS text[])), :private_text)"
)
"""A document of an archive that an older version has kept."""


def same_number() -> tuple[tuple[str, str], tuple[str, str]]:
    """Two pairs of different words that PostgreSQL's index keeps under the same number."""
    seen: dict[int, tuple[str, str]] = {}
    for number in count():
        pair = (f"ett{number}", f"två{number}")
        (at,) = tsvector.pairs(pair)
        if at in seen:
            return seen[at], pair
        seen[at] = pair
    raise AssertionError


class SearchContract(WithRegister):
    """The suite. A subclass says which database."""

    def test_swedish_letters_are_letters_of_their_own(self, register: Register) -> None:
        add(register, "ringed", body="En råd fråga om ÅNGA.")
        add(register, "plain", body="En rad fraga om anga.")
        add(register, "dots", body="En räd fräga om ÄNGA och Idé.")
        assert (
            names(register, q="råd") == names(register, q="ånga") == names(register, q="FRÅGA") == ["ringed"]
        )
        assert names(register, q="rad") == names(register, q="Anga") == ["plain"]
        assert names(register, q="räd") == names(register, q="änga") == ["dots"]
        assert names(register, q="ide") == []
        assert names(register, q="idé") == ["dots"]

    def test_decomposed_letters_are_the_same_letters(self, register: Register) -> None:
        add(register, "a", body="fråga")
        assert names(register, q="fra\N{COMBINING RING ABOVE}ga") == ["a"]

    def test_all_words_must_stand_there_in_any_order_and_any_part(self, register: Register) -> None:
        add(register, "both", head="Remiss om bullret", body="Nämnden har fått ett förslag.")
        add(register, "one", body="Nämnden sammanträder.")
        assert names(register, q="förslag remiss nämnden") == ["both"]
        assert names(register, q="nämnden") == ["one", "both"]
        assert names(register, q="nämnden saknas") == []

    def test_a_word_is_a_whole_word_unless_it_may_go_on(self, register: Register) -> None:
        add(register, "a", body="förvaltningens budget")
        add(register, "b", body="förvaltning")
        assert names(register, q="förvaltning") == ["b"]
        assert names(register, q="förvaltning*") == ["b", "a"]
        assert names(register, q="för* bud*") == ["a"]
        assert names(register, q="*") == []

    def test_a_phrase_stands_together(self, register: Register) -> None:
        add(register, "together", body="Beslut om ny\nskola i Vånga, enligt förslag.")
        add(register, "apart", body="En skola är ny; beslut i Vånga om annat.")
        assert names(register, q='"ny skola"') == ["together"]
        assert names(register, q="ny skola") == ["apart", "together"]
        assert names(register, q='"skola i Vånga" beslut') == ["together"]
        assert names(register, q='"vånga enligt') == ["together"]
        assert names(register, q='"nya skola"') == []
        assert names(register, q="vånga/enl*") == ["together"]

    @pytest.mark.parametrize(
        "spelled",
        [
            "KS-2025-00153",
            "KS 2025/153",
            "ks 2025/153",
            "KS/2025:00153",
            "dnr KS 2025-153",
            "Dnr: KS-2025-153",
            "KS2025/153",
            "KS 25/153",
            "ks 2025 153",
            "KS 2025–00153",
            "2025/153",
            "2025-00153",
        ],
    )
    def test_a_dnr_is_found_in_any_spelling(self, register: Register, spelled: str) -> None:
        add(register, "it", dnr=(("KS-2025-00153", "own"),))
        add(register, "other", dnr=(("KS-2025-00154", "own"), ("KS-2024-00153", "referenced")))
        assert names(register, q=spelled) == ["it"]
        assert names(register, dnr=spelled) == ["it"]

    def test_a_dnr_is_one_condition_among_others(self, register: Register) -> None:
        add(register, "it", dnr=(("KS-2025-00153", "own"),), body="bygglov")
        add(register, "same case", dnr=(("KS-2025-00153", "own"),), body="avslag")
        add(register, "printed", body="Se KS 2025/153 om bygglov.")
        assert names(register, q="KS 2025/153 bygglov") == ["printed", "it"]
        assert names(register, q="bygglov ks-2025-153") == ["printed", "it"]
        assert names(register, q='"KS 2025/153"') == ["printed"]

    def test_the_beginning_of_a_dnr_filters(self, register: Register) -> None:
        add(register, "a", dnr=(("KS-2025-00153", "own"),))
        add(register, "b", dnr=(("KS-2025-01530", "own"),))
        add(register, "c", dnr=(("TRV 2025/153", "own"),))
        assert names(register, dnr="ks 2025") == ["b", "a"]
        assert names(register, dnr="KS 2025/153") == ["a"]
        assert names(register, dnr="TRV") == ["c"]
        assert names(register, dnr="KS 20") == names(register, dnr="!") == []

    def test_a_stated_dnr_finds_what_is_not_read_yet_and_stays(self, register: Register) -> None:
        waiting = receive(register, "a", dnr="SBK 2024/7")
        receive(register, "a", dnr="SBK 2024/7")
        assert names(register, dnr="SBK-2024-00007") == ["a"]
        finish(register, waiting, dnr=(("SBK 2024/8", "own"),))
        assert names(register, dnr="SBK-2024-00007") == names(register, dnr="SBK-2024-00008") == ["a"]

    def test_personal_identity_numbers_are_found_and_shown_to_those_with_the_right_alone(
        self, register: Register
    ) -> None:
        add(
            register,
            "it",
            body="Sökande 850101-****, boende i Vånga.",
            private="850101-1234\n19850101-1234\n198501011234\n8501011234",
            personal_data=True,
        )
        for spelled in ("850101-1234", "19850101-1234", "8501011234", "198501011234", "85010112*", "1234"):
            assert names(register, q=spelled) == [], spelled
            assert names(register, q=spelled, private=True) == ["it"], spelled
            assert names(register, q=f"{spelled} vånga", private=True) == ["it"], spelled
        (shown,) = rows(register, q="850101-1234", private=True)
        assert shown.excerpt is not None
        assert "850101-1234" in shown.excerpt.text
        for private in (False, True):
            (shown,) = rows(register, q="sökande", private=private)
            assert shown.excerpt is not None
            assert shown.excerpt.text == "Sökande 850101-****, boende i Vånga."

    def test_an_excerpt_shows_the_words_around_the_first_hit(self, register: Register) -> None:
        before, after = "ord " * 100, "text " * 100
        add(register, "a", head="Rubrik", body=f"{before}Här står\nBullret högt, och bullret igen. {after}")
        (row,) = rows(register, q="bullret")
        assert row.excerpt is not None
        shown = row.excerpt
        assert [shown.text[start:end] for start, end in shown.hits] == ["Bullret", "bullret"]
        assert "Här står Bullret högt" in shown.text
        assert (shown.cut_before, shown.cut_after) == (True, True)
        assert len(shown.text) < 300
        assert shown.text.split()[0] == "ord"
        (row,) = rows(register, q="bull* igen")
        assert row.excerpt is not None
        assert [row.excerpt.text[a:b] for a, b in row.excerpt.hits] == ["Bullret", "bullret", "igen"]
        (row,) = rows(register, q="rubrik")
        assert row.excerpt is not None
        assert row.excerpt.text == "Rubrik"
        assert rows(register)[0].excerpt is None

    def test_a_new_record_replaces_what_was_found_before(self, register: Register) -> None:
        again = receive(register, "a")
        claim = register.claim(again, 1, owner="a", lease_seconds=600, attempts=3)
        assert claim is not None
        register.fail(claim, Problem(code="x", sv="x", en="x"))
        register.retry(again, actor="anna")
        finish(register, again, body="äldre", private="850101-1234", dnr=(("KS-2025-1", "own"),))
        register.index(again, "1-r0", dataclasses.replace(BLANK, body="nyare", dnr=(("KS-2025-2", "own"),)))
        assert names(register, q="äldre") == names(register, q="850101-1234", private=True) == []
        assert names(register, dnr="KS 2025/1") == []
        assert names(register, q="nyare") == names(register, dnr="KS 2025/2") == ["a"]

    def test_every_document_has_its_status_in_the_list_at_once(self, register: Register) -> None:
        waiting, failing = receive(register, "waiting"), receive(register, "failing")
        add(register, "read", needs_review=True)
        claim = register.claim(failing, 1, owner="a", lease_seconds=600, attempts=3)
        assert claim is not None
        assert names(register, status="processing") == ["failing"]
        register.fail(claim, Problem(code="x", sv="x", en="x"))
        assert names(register, status="failed") == ["failing"]
        assert names(register, status="done") == ["read"]
        assert names(register, status="received") == ["waiting"]
        register.withdraw(waiting, actor="anna", reason="fel fil")
        assert names(register) == ["read", "failing"]
        assert names(register, status="received") == []
        receive(register, "waiting")
        assert names(register, status="received") == ["waiting"]

    def test_filters_narrow_together(self, register: Register) -> None:
        found: dict[str, Any] = {
            "document_type": "protokoll",
            "issuer": "Kommunstyrelsen i Ånge",
            "officer": "Åsa Öberg-Ek",
            "needs_review": True,
            "personal_data": True,
        }
        add(register, "it", **found)
        for other, value in (
            ("document_type", "beslut"),
            ("issuer", None),
            ("officer", "Asa Oberg"),
            ("needs_review", False),
            ("personal_data", False),
        ):
            add(register, f"other {other}", **(found | {other: value}))
        receive(register, "waiting")
        asked = found | {"issuer": "STYRELSEN i ång", "officer": "öberg ek"}
        assert names(register, **asked) == ["it"]
        for name in asked:
            assert len(names(register, **{other: asked[other] for other in asked if other != name})) == 2
        assert names(register, issuer="%") == names(register, issuer="_") != ["it"]

    def test_days_are_swedish_and_both_ends_count(self, register: Register) -> None:
        ids = [receive(register, name) for name in ("evening", "night")]
        # 2026-03-01 23:30 and 2026-03-02 00:30 Swedish time.
        for document_id, seconds in zip(ids, (1772404200.0, 1772407800.0), strict=True):
            with register.database.write() as connection:
                for table in (documents, heads):
                    key = table.c.id if table is documents else table.c.document_id
                    connection.execute(update(table).where(key == document_id).values(received_at=seconds))
        first, second = date(2026, 3, 1), date(2026, 3, 2)
        assert names(register, received_from=first, received_to=first) == ["evening"]
        assert names(register, received_from=second, received_to=second) == ["night"]
        assert names(register, received_from=first, received_to=second) == ["night", "evening"]
        assert names(register, received_from=second + timedelta(days=1)) == []

    def test_swedish_order_of_titles_and_dates(self, register: Register) -> None:
        for title, day in (
            ("Östra", "2020-01-02"),
            ("Ärende", "2020"),
            ("ånger", None),
            ("Zon", "2020-01-01"),
        ):
            add(register, title, title=title, document_date=day)
        assert names(register, sort="title") == ["Zon", "ånger", "Ärende", "Östra"]
        assert names(register, sort="-title") == ["Östra", "Ärende", "ånger", "Zon"]
        assert names(register, sort="date") == ["ånger", "Ärende", "Zon", "Östra"]
        assert names(register, sort="received") == ["Östra", "Ärende", "ånger", "Zon"]

    @pytest.mark.parametrize("sort", ["-received", "received", "-date", "date", "title", "-title"])
    def test_parts_make_the_whole_list_without_gaps(self, register: Register, sort: str) -> None:
        for number in range(11):
            add(register, f"n{number}", title=f"titel {number % 3}", document_date=f"2020-0{1 + number % 4}")
        whole = names(register, sort=sort)
        parts: list[str] = []
        before = None
        while True:
            part = register.find(Search(sort=sort), private=False, before=before, limit=4)
            parts += [row.filename.removesuffix(".pdf") for row in part.documents]
            before = part.next_before
            if before is None:
                break
        assert parts == whole
        assert len(whole) == 11
        with pytest.raises(UnknownDocument):
            register.find(Search(sort=sort), private=False, before="0" * 32, limit=4)

    def test_counting_stops(self, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(listing, "MOST_COUNTED", 3)
        for number in range(3):
            receive(register, str(number))
        assert (
            register.total(Search(), private=False).count,
            register.total(Search(), private=False).at_least,
        ) == (
            3,
            False,
        )
        receive(register, "4")
        total = register.total(Search(), private=False)
        assert (total.count, total.at_least) == (3, True)

    def test_what_is_found_often_is_found_in_every_order_and_counted_to_a_bound(
        self, register: Register, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of many hits only those at hand are looked at, which no list may show."""
        for number in range(9):
            words = "ny skola" if number % 3 else "skola ny"
            found = {"title": f"titel {9 - number}", "document_type": "beslut" if number > 5 else "protokoll"}
            add(register, f"n{number}", body=f"{words} i Vånga", dnr=(("KS-2025-1", "own"),), **found)
        add(register, "other", body="annat")
        searches: tuple[dict[str, Any], ...] = (
            {"q": "skola"},
            {"q": "skola", "sort": "received"},
            {"q": "skola", "sort": "title"},
            {"q": "sko* vånga", "sort": "-title"},
            {"q": "skola* vånga", "sort": "-title"},
            {"q": '"ny skola"', "sort": "title"},
            {"q": "skola", "document_type": "beslut"},
            {"q": "skola", "document_type": "skrivelse"},
            {"q": "KS 2025/1"},
            {"q": "KS 2025/1 skola", "sort": "title"},
        )
        few = [names(register, **search) for search in searches]
        assert [len(found) for found in few] == [9, 9, 9, 9, 9, 6, 3, 0, 9, 9]
        for many in (1, 4):
            monkeypatch.setattr(fulltext, "MANY", many)
            monkeypatch.setattr(fulltext, "MANY_PHRASES", many)
            assert [names(register, **search) for search in searches] == few
        monkeypatch.setattr(listing, "MOST_HITS_COUNTED", 5)
        total = register.total(Search(q="skola"), private=False)
        assert (total.count, total.at_least) == (5, True)
        part, same = register.find_counted(Search(q="skola"), private=False, before=None, limit=4)
        assert (len(part.documents), same) == (4, total)
        rest, counted = register.find_counted(
            Search(q="skola", document_type="beslut"), private=False, before=None, limit=4
        )
        assert (len(rest.documents), counted.count, counted.at_least) == (3, 3, False)

    def test_words_that_only_seem_to_stand_side_by_side_are_no_phrase(self, register: Register) -> None:
        """A third pair of words with the number of the second of these phrases' pairs."""
        one, other = same_number()
        add(register, "a", body=f"början {one[0]} {one[1]} slut")
        assert names(register, q=f'"{one[0]} {one[1]}"') == ["a"]
        assert names(register, q=f'"{other[0]} {other[1]}"') == []
        add(register, "b", body=f"{other[0]} då {other[1]}, {one[0]} {one[1]}")
        assert names(register, q=f'"{other[0]} {other[1]}"') == []

    def test_the_day_it_came_in_is_what_was_stated_then_what_is_read_then_the_upload(
        self, register: Register
    ) -> None:
        stated = receive(register, "stated", date_received="2025-03-01")
        finish(register, stated, received_on="2025-03-02")
        receive(register, "stated", date_received="2025-03-03")
        add(register, "read", received_on="2025-03-02")
        add(register, "neither")
        days = {row.filename: (str(row.received_on), row.received_basis) for row in rows(register)}
        assert days == {
            "stated.pdf": ("2025-03-01", "stated"),
            "read.pdf": ("2025-03-02", "read"),
            "neither.pdf": ("None", None),
        }
        march: dict[str, Any] = {"received_from": date(2025, 3, 1), "received_to": date(2025, 3, 2)}
        assert names(register, **march) == ["read", "stated"]
        assert names(register, received_from=date(2025, 3, 2), received_to=date(2025, 3, 2)) == ["read"]
        assert names(register, received_from=date(2025, 3, 3)) == ["neither"]
        register.index(stated, "1-r0", dataclasses.replace(BLANK, received_on="2025-03-09"))
        assert names(register, received_to=date(2025, 3, 1)) == ["stated"]

    def test_what_was_indexed_before_an_upgrade_is_found_after_it(self, empty_url: str) -> None:
        """Phrases and beginnings of words at once; days that uploaders stated as well."""
        register = Register(empty_url)
        migrate_to(register, "0007")
        entry = dataclasses.replace(BLANK, body="Ny skola i Vånga, å ä ö é.", private="850101-1234")
        with register.database.write() as connection:
            for statement in BEFORE:
                connection.exec_driver_sql(statement)
            in_open, private = words(entry.body), words(f"{entry.private} {entry.body}")
            rows_of = {"body": entry.body, "private": entry.private, "open_words": in_open}
            rows_of |= {"open_text": f" {' '.join(in_open)} ", "private_words": private}
            rows_of |= {"private_text": f" {' '.join(private)} "}
            connection.execute(text(TEXTS_BEFORE), rows_of)
            if connection.dialect.name == "postgresql":
                connection.execute(text(INDEX_BEFORE), rows_of)
        register.migrate()
        assert names(register, q='"skola i vånga"') == names(register, q='"å ä ö é"') == ["a"]
        assert names(register, q='"ö ä å"') == names(register, q='"i skola"') == []
        assert names(register, q="v*") == names(register, q="sko*") == ["a"]
        assert names(register, q='"850101-1234 ny"') == []
        if register.database.engine.dialect.name == "postgresql":
            with register.database.read() as connection:
                kept = connection.execute(text("SELECT open_pairs, private_pairs FROM texts_index")).one()
            assert [sorted(pairs) for pairs in kept] == [tsvector.pairs(in_open), tsvector.pairs(private)]
        assert [str(row.received_on) for row in rows(register)] == ["2025-03-01"]
        register.close()

    def test_documents_from_before_the_index_are_listed_and_told_of(self, register: Register) -> None:
        one, two = add(register, "one", body="ett"), add(register, "two", body="två")
        receive(register, "waiting")
        assert register.not_indexed(10) == []
        register.forget_index()
        waiting = register.not_indexed(10)
        assert [(current.document_id, current.record_key) for current in waiting] == [(two, "k"), (one, "k")]
        assert [current.document_id for current in register.not_indexed(1)] == [two]
        register.index(two, "1-r0", dataclasses.replace(BLANK, body="tre"))
        assert [current.document_id for current in register.not_indexed(10)] == [one]
        assert names(register, q="tre") == ["two"]

    def test_a_very_long_document_is_kept_and_found(self, register: Register) -> None:
        words = " ".join(f"ord{number}" for number in range(150_000))
        add(register, "long", body=f"{words} {'å' * 5000}", head="Årsbokslut")
        assert names(register, q="ord70000 årsbokslut") == ["long"]
        assert names(register, q='"ord5 ord6"') == ["long"]

    def test_saved_searches_are_their_owners(self, register: Register) -> None:
        register.save_search("anna", "Mina", "status=failed")
        register.save_search("anna", "Alla", "")
        register.save_search("bo", "Mina", "status=done")
        register.save_search("anna", "Mina", "q=buller")
        anna = register.saved_searches("anna")
        assert [(saved.name, saved.query) for saved in anna] == [("Alla", ""), ("Mina", "q=buller")]
        register.forget_search("bo", anna[0].id)
        assert len(register.saved_searches("anna")) == 2
        register.forget_search("anna", anna[0].id)
        assert [saved.name for saved in register.saved_searches("anna")] == ["Mina"]
        for number in range(60):
            register.save_search("anna", f"n{number:02}", "")
        assert len(register.saved_searches("anna")) == 50

    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=ON_EACH_DATABASE)
    @example(query='"')
    @example(query="''")
    @example(query="\\")
    @example(query="\x00")
    @example(query="{head} : a")
    @example(query="a AND NOT b")
    @example(query="NEAR(a b)")
    @example(query="a':*")
    @example(query="½ ² Ⅷ ٣")
    @example(query="ß ſ İ ǅ")
    @example(query="KS 2025/")
    @example(query="dnr")
    @example(query="-" * 500)
    @given(query=st.text(max_size=60) | st.text(alphabet='ab1-/:" *åK', max_size=30))
    def test_any_query_is_one(self, register: Register, query: str) -> None:
        for private in (False, True):
            found = register.find(
                Search(q=query, dnr=query[:100], issuer=query[:200]), private=private, before=None, limit=5
            )
            assert found.documents == ()
            assert register.total(Search(q=query), private=private).count == 0


class TestOnSqlite(OnSqlite, SearchContract):
    """On SQLite."""


class TestOnPostgresql(OnPostgresql, SearchContract):
    """On PostgreSQL."""
