"""Granskning without a script: plain forms from the queue to the finished review; what is corrected shows
everywhere."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping

import httpx
import pytest

from ingest.api import Services
from ingest.settings import Settings
from schemas.base import Problem
from schemas.example import EXAMPLE
from schemas.record import Record
from schemas.review import CorrectionRequest
from tests.by_hand import NOTHING, done, finish, record_of, upload
from tests.html import Elements, words

REGISTRAR, READER = {"Authorization": "Bearer hemlig"}, {"Authorization": "Bearer lasaren"}
TITLE = "Yttrande över detaljplan för kvarteret Ängen"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With a key that only reads."""
    return settings.model_copy(update={"reader_key_hashes": (hashlib.sha256(b"lasaren").hexdigest(),)})


def begun(client: httpx.Client, services: Services, **changes: object) -> str:
    """A document whose review the user of this machine has begun."""
    id_ = done(client, services, **changes).id
    answer = client.post("/granskning/nasta")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dokument/{id_}/granska")
    return id_


def sent(client: httpx.Client, id_: str) -> dict[str, str]:
    """What the forms of the review carry."""
    page = Elements(client.get(f"/dokument/{id_}/granska").text)
    inputs = [attributes for tag, attributes in page.tags if tag == "input"]
    names = ("token", "version", "after_number", "sida")
    return {name: next(str(one["value"]) for one in inputs if one.get("name") == name) for name in names}


def post(client: httpx.Client, id_: str, action: str, **fields: str) -> httpx.Response:
    written = {name.replace("part_", "part."): value for name, value in fields.items()}
    return client.post(f"/dokument/{id_}/granska/{action}", data={**sent(client, id_), **written})


def record(client: httpx.Client, id_: str, headers: Mapping[str, str] | None = None) -> Record:
    return Record.model_validate_json(client.get(f"/api/v1/documents/{id_}/record", headers=headers).content)


def corrected_word(client: httpx.Client, id_: str, line: int, before: str, after: str) -> httpx.Response:
    text = record(client, id_).pages[0].text.split("\n")[line]
    target = {"kind": "text", "page": 1, "line": line, "start": text.index(before), "line_text": text}
    change = {"target": target, "before": before, "after": after, "reason": None}
    return post(client, id_, "val", changes=json.dumps([change]))


# The queue.


def test_the_queue_tells_how_many_errors_are_expected_and_why(
    client: httpx.Client, services: Services
) -> None:
    unsure = EXAMPLE.dnr[0].model_copy(update={"confidence": 0.4})
    id_ = done(client, services, dnr=(unsure,)).id
    said = words(client.get("/granskning").text)
    assert "1 handling väntar" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Omkring 2 fel väntas" in said
    assert "fellästa ord: 1fel i värden: <1" in said
    assert "varav" not in said
    services.register.claim_review(id_, actor="Åsa", lease_seconds=3600)
    page = client.get("/granskning").text
    assert "Åsa" in words(page)
    assert re.search(r"<button[^>]*disabled[^>]*>Börja granska", page)
    assert client.post("/granskning/nasta").headers["location"] == "/granskning"


def test_the_queue_tells_which_documents_ask_for_review(client: httpx.Client, services: Services) -> None:
    reason = Problem(code="no_date", sv="Inget datum hittades.", en="No date was found.", field="dates")
    asking = EXAMPLE.quality.model_copy(update={"needs_review": True, "reasons": (reason,)})
    done(client, services, quality=asking)
    said = words(client.get("/granskning").text).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 handling väntar, varav 1 behöver granskas" in said
    assert "behöver granskasfellästa ord: 1" in said


@pytest.mark.parametrize(("role", "doubted"), [("event", False), ("deadline", True)])
def test_an_uncertain_date_is_a_stop_only_where_it_is_registered(
    client: httpx.Client, services: Services, role: str, doubted: bool
) -> None:
    unsure = EXAMPLE.dates[0].model_copy(update={"confidence": 0.5, "role": role})
    page = client.get(f"/dokument/{begun(client, services, dates=(unsure,))}/granska").text
    (stop,) = [given for _, given in Elements(page).tags if given.get("id") == "v-dates-0"]
    assert ("data-doubtful" in stop) == doubted


def test_a_reason_that_belongs_to_no_value_is_told_until_somebody_changes_the_field(
    client: httpx.Client, services: Services
) -> None:
    """An own number is missing beside one that is somebody else's."""
    other = EXAMPLE.dnr[0].model_copy(update={"role": "referenced"})
    reason = Problem(code="no_own_dnr", sv="Inget eget nummer hittades.", en="None found.", field="dnr")
    quality = EXAMPLE.quality.model_copy(update={"needs_review": True, "reasons": (reason,)})
    id_ = begun(client, services, dnr=(other,), quality=quality)
    assert words(client.get(f"/dokument/{id_}/granska").text).count("Inget eget nummer hittades.") == 1
    post(client, id_, "varde", path="/dnr/0", part_value="MN-2024-00418")
    assert record(client, id_).dnr[0].value == "MN-2024-00418"
    assert "Inget eget nummer hittades." not in words(client.get(f"/dokument/{id_}/granska").text)


def test_only_those_with_the_right_come_in(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    for path in ("/granskning", f"/dokument/{id_}/granska"):
        assert client.get(path, headers=REGISTRAR).status_code == 403, path
    assert client.post(f"/dokument/{id_}/granska/varde", headers=REGISTRAR).status_code == 403
    assert 'href="/granskning"' in client.get("/").text
    assert 'href="/granskning"' not in client.get("/", headers=REGISTRAR).text
    assert "/granska" not in client.get(f"/dokument/{id_}", headers=REGISTRAR).text


def test_the_second_person_sees_who_holds_it_and_cannot_write(
    client: httpx.Client, services: Services
) -> None:
    id_ = done(client, services).id
    review = services.register.claim_review(id_, actor="Åsa Ek", lease_seconds=3600)
    page = client.get(f"/dokument/{id_}/granska")
    assert "Åsa Ek granskar handlingen just nu." in words(page.text)
    assert review.token not in page.text
    assert f"/dokument/{id_}" in Elements(page.text).attributes("href")
    assert client.post(f"/dokument/{id_}/granska").status_code == 409
    assert client.get(f"/dokument/{id_}/granska/varde?path=/title").status_code == 409
    stolen = {
        "token": "0" * 32,
        "version": "test-r1",
        "after_number": "0",
        "path": "/title",
        "part.value": "x",
    }
    assert client.post(f"/dokument/{id_}/granska/varde", data=stolen).status_code == 409
    assert services.register.corrections(id_) == ()


# Correcting without a script.


def test_a_value_is_corrected_by_a_plain_form(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    page = client.get(f"/dokument/{id_}/granska").text
    assert f"/dokument/{id_}/granska/varde?path=/title" in Elements(page).attributes("href")
    form = client.get(f"/dokument/{id_}/granska/varde?path=/title").text
    assert f"/dokument/{id_}/granska/varde" in Elements(form).attributes("action")
    answer = post(client, id_, "varde", path="/title", part_value=" Rättad  titel ", reason="felläst")
    assert answer.status_code == 303
    title = record(client, id_).title
    assert title is not None
    assert title.value == "Rättad titel"
    # What says the same is no correction.
    assert post(client, id_, "varde", path="/title", part_value="Rättad titel").status_code == 303
    assert [one.reason for one in services.register.corrections(id_)] == ["felläst"]


def test_a_value_of_several_parts_is_corrected_together_and_undone_together(
    client: httpx.Client, services: Services
) -> None:
    id_ = begun(client, services)
    fields = {"path": "/officer", "part_name": "Åsa Björkqvist", "part_title": "Inspektör", "key": "a1"}
    assert post(client, id_, "varde", part_phone="", part_email="", **fields).status_code == 303
    officer = record(client, id_).officer
    assert officer is not None
    assert (officer.name, officer.title, officer.phone) == ("Åsa Björkqvist", "Inspektör", None)
    assert len(services.register.corrections(id_)) == 3
    assert post(client, id_, "angra").status_code == 303
    assert record(client, id_) == record(client, id_)
    undone = record(client, id_).officer
    assert undone is not None
    assert (undone.name, undone.title, undone.phone) == ("Åsa Björkqwist", None, "0555-123 45")


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("varde", {"path": "/dates/0", "part_value": "12 mars"}, 422),
        ("varde", {"path": "/dates/0", "part_value": "2024-02-30"}, 422),
        ("varde", {"path": "/dates/0", "part_role": "födelsedag"}, 409),
        ("varde", {"path": "/title", "part_value": "  "}, 422),
        ("varde", {"path": "/dnr/7", "part_value": "x"}, 409),
        ("varde", {"path": "quality/words", "part_value": "9"}, 409),
        ("ta-bort", {"path": "/title", "reason": " "}, 422),
        ("val", {"changes": "inget"}, 422),
        ("lagg-till", {"field": "quality", "part_value": "x"}, 422),
        ("lagg-till", {"field": "dnr", "part_value": "", "part_role": "own"}, 422),
        ("lagg-till", {"field": "dnr", "part_value": "1", "part_role": "own", "start": "x"}, 422),
        ("angra", {"number": "7"}, 409),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(
    client: httpx.Client, services: Services, action: str, fields: dict[str, str], status: int
) -> None:
    id_ = begun(client, services)
    answer = post(client, id_, action, **fields)
    assert (answer.status_code, services.register.corrections(id_)) == (status, ()), answer.text
    assert "<h1>" in answer.text


def test_incomplete_dates_are_written_as_they_are(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    for written in ("2024-03", "2024", "XXXX-03-12", "2024-02-29"):
        assert post(client, id_, "varde", path="/dates/0", part_value=written).status_code == 303
        assert record(client, id_).dates[0].value == written


def test_a_value_is_removed_with_a_reason_and_another_is_added_with_its_evidence(
    client: httpx.Client, services: Services
) -> None:
    id_ = begun(client, services)
    assert post(client, id_, "ta-bort", path="/title", reason="finns inte i handlingen").status_code == 303
    assert record(client, id_).title is None
    assert "Vad det rör Inte funnet i handlingen" in words(client.get(f"/dokument/{id_}").text)
    raw = EXAMPLE.pages[0].raw_text
    start = raw.index("Förslag till beslut")
    end = start + len("Förslag till beslut")
    add = {"field": "title", "part_value": "Förslag", "start": str(start), "end": str(end)}
    assert post(client, id_, "lagg-till", **add).status_code == 303
    title = record(client, id_).title
    assert title is not None
    assert (title.value, title.evidence[0].raw, title.rule) == ("Förslag", "Förslag till beslut", "person")
    # Written as it stands in one place, that place is its evidence; else the page, where nothing was read.
    for value, evidence in (("0555-123 45", "0555-123 45"), ("KS 2024/17", "")):
        fields = {"field": "dnr", "part_value": value, "part_role": "referenced"}
        assert post(client, id_, "lagg-till", **fields).status_code == 303
        number = record(client, id_).dnr[-1]
        assert (number.value, number.role, number.evidence[0].raw) == (value, "referenced", evidence)


def test_a_number_that_a_person_adds_is_masked_for_others(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services, personal_data=())
    fields = {"field": "personal_data", "part_value": "19121212-1212", "part_kind": "personnummer"}
    assert post(client, id_, "lagg-till", **fields).status_code == 303
    assert record(client, id_).personal_data[0].value == "19121212-****"
    for path in ("", "?visa=text", "/text", "/registerblad"):
        assert "1212-1212" not in client.get(f"/dokument/{id_}{path}", headers=READER).text, path


# To the end, and between people.


def test_finishing_goes_on_to_the_next_and_skipping_past_it(client: httpx.Client, services: Services) -> None:
    ids = []
    for number in (3, 2, 1):
        page = EXAMPLE.pages[0]
        quality = page.quality.model_copy(update={"doubtful_words": number})
        ids.append(_done(client, services, f"{number}", page.model_copy(update={"quality": quality})))
    first, second, third = ids
    client.post("/granskning/nasta")
    assert post(client, first, "slapp", next="1").headers["location"] == f"/dokument/{second}/granska"
    # What was skipped waits for the next time; the way goes on.
    assert post(client, second, "klar").headers["location"] == f"/dokument/{third}/granska"
    assert post(client, third, "klar").headers["location"] == "/granskning?klar=1"
    assert client.post("/granskning/nasta").headers["location"] == f"/dokument/{first}/granska"
    assert post(client, first, "slapp").headers["location"] == "/granskning"
    assert "Granskad" in words(client.get(f"/dokument/{second}").text)


def _done(client: httpx.Client, services: Services, content: str, page: object) -> str:
    receipt = upload(client, content, f"{content}.txt")
    finish(services, receipt.id, record_of(receipt).model_copy(update={"pages": (page,)}))
    return receipt.id


def test_a_request_whose_answer_was_lost_can_be_sent_again(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    same = {**sent(client, id_), "path": "/title", "reason": "dubblett", "key": "k1"}
    address = f"/dokument/{id_}/granska/ta-bort"
    answers = [client.post(address, data=same, headers=SCRIPT) for _ in range(3)]
    assert [answer.json() for answer in answers] == [{"after_number": 1}] * 3
    assert len(services.register.corrections(id_)) == 1
    stale = client.post(address, data={**same, "key": "k2", "path": "/issuer"}, headers=SCRIPT)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_record")


def test_a_conflict_is_shown_and_settled(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    held = services.register.held_review(id_)
    assert held is not None
    lost = CorrectionRequest.model_validate(
        {
            "token": held.token, "version": held.version, "after_number": 0, "before": "Förra läsningen",
            "after": "Rättad förr", "target": {"kind": "field", "path": "/title/value"}, "reason": "felläst",
        }
    )  # fmt: skip
    services.register.correct(id_, (lost,), NOTHING)
    page = client.get(f"/dokument/{id_}/granska").text
    assert "Rättelse 1 passar inte längre" in words(page)
    choices = [
        str(attributes["value"]) for tag, attributes in Elements(page).tags
        if tag == "button" and "Rättad förr" in (attributes.get("data-text") or "")
    ]  # fmt: skip
    assert post(client, id_, "val", changes=choices[0]).status_code == 303
    title = record(client, id_).title
    assert title is not None
    assert title.value == "Rättad förr"
    assert "passar inte längre" not in words(client.get(f"/dokument/{id_}/granska").text)


# What is corrected shows everywhere.


def test_every_page_shows_the_corrected_record_and_by_whom(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    assert corrected_word(client, id_, 9, "beslut", "yttrande").status_code == 303
    assert post(client, id_, "varde", path="/title", part_value="Ny titel", reason="kort").status_code == 303
    said = words(client.get(f"/dokument/{id_}").text)
    assert "Vad det rör Ny titel" in said
    assert f"Före stod: {TITLE}" in said
    assert "Skäl: kort" in said
    lines = client.get(f"/dokument/{id_}/sida/1").text
    assert re.search(r'<ins class="edit person"[^>]*>yttrande', lines)
    raw = client.get(f"/dokument/{id_}/sida/1?text=last").text
    assert re.search(r'<del class="edit person"[^>]*>beslut', raw)
    assert "Förslag till yttrande" in words(client.get(f"/dokument/{id_}/text").text)
    assert "Ny titel" in words(client.get(f"/dokument/{id_}/registerblad").text)
    pack = client.post("/dokument/valda", data={"chosen": id_, "action": "zip"})
    with zipfile.ZipFile(io.BytesIO(pack.content)) as archive:
        packed = Record.model_validate_json(archive.read(f"{id_}.json"))
    assert packed == record(client, id_)
    assert packed.title is not None
    assert packed.title.value == "Ny titel"


def test_earlier_versions_stay_readable(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    corrected_word(client, id_, 9, "beslut", "yttrande")
    post(client, id_, "varde", path="/title", part_value="Ny titel")
    page = client.get(f"/dokument/{id_}?visa=rattelser").text
    earlier = [link for link in Elements(page).attributes("href") if "version=" in link]
    assert sorted(earlier) == [
        f"/dokument/{id_}/registerblad?version=test-r1",
        f"/dokument/{id_}/registerblad?version=test-r1-c1",
    ]
    shown = words(client.get(f"/dokument/{id_}/registerblad?version=test-r1-c1").text)
    assert "Så stod det i version test-r1-c1." in shown
    assert f"Vad det rör {TITLE}" in shown
    text = f"/dokument/{id_}/text?version="
    assert "Förslag till yttrande" in words(client.get(f"{text}test-r1-c1").text)
    assert "Förslag till beslut" in words(client.get(f"{text}test-r1").text)
    assert client.get(f"{text}test-r1-c3").status_code == 404


def test_readers_see_corrections_without_numbers(client: httpx.Client, services: Services) -> None:
    id_ = begun(client, services)
    assert corrected_word(client, id_, 12, "19121212-1212", "19121212-2323").status_code == 303
    for path in ("", "?visa=text", "?visa=rattelser", "/text", "/sida/1", "/registerblad?version=test-r1"):
        page = client.get(f"/dokument/{id_}{path}", headers=READER)
        assert page.status_code == 200, path
        assert "12-2323" not in page.text, path
        assert "12-1212" not in page.text, path
    assert "19121212-2323" in client.get(f"/dokument/{id_}?visa=text").text
