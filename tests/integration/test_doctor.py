"""`inkom doctor` finds what is broken, and says so by its exit code."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from ingest.api import Services
from ingest.queue import broker_from_url, waiting
from ingest.settings import Settings
from tests.by_hand import served, upload
from workers.doctor import examine

Doctor = Callable[[Settings], tuple[int, dict[str, tuple[str, str]]]]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Gives the exit code, and each finding's level and detail by what it is about."""
    monkeypatch.setenv("COLUMNS", "500")
    levels = ("ok", "varning", "fel")

    def examined(settings: Settings) -> tuple[int, dict[str, tuple[str, str]]]:
        code = examine(settings)
        rows = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
        return code, {row[1].split("  ")[0].strip(): (row[0], row[1]) for row in rows if row[0] in levels}

    return examined


def test_all_is_well(services: Services, doctor: Doctor) -> None:
    waiting(broker_from_url(services.settings.effective_queue_url))
    code, told = doctor(services.settings)
    assert code == 0
    assert set(told) == {
        *("Inkom", "programbibliotek", "Tesseract", "språk", "ordlista", "sandlåda", "disk"),
        *("lagring", "register", "klocka", "kö"),
    }
    assert "fel" not in {level for level, _ in told.values()}
    assert "swe" in told["språk"][1]


def test_documents_are_counted_in_the_words_of_the_pages(services: Services, doctor: Doctor) -> None:
    with served(services) as server, httpx.Client(base_url=server.address) as client:
        upload(client)
    _code, told = doctor(services.settings)
    assert told["register"][1].split()[1:] == ["SQLite;", "handlingar:", "Väntar", "1"]


@pytest.mark.parametrize("made", [False, True])
def test_before_the_first_start(tmp_path: Path, doctor: Doctor, *, made: bool) -> None:
    if made:
        (tmp_path / "data").mkdir()
    code, told = doctor(Settings(data=tmp_path / "data"))
    assert code == 0
    assert {told[what][0] for what in ("lagring", "register", "kö")} == {"varning"}
    assert (tmp_path / "data").exists() == made
    assert list(tmp_path.glob("data/*")) == []


@pytest.mark.parametrize(
    ("what", "setting"),
    [
        ("lagring", {"store_url": "s3://a:hemlig@127.0.0.1:1/inkom"}),
        ("register", {"register_url": "postgresql://a:hemlig@127.0.0.1:1/inkom"}),
        ("kö", {"queue_url": "amqp://a:hemlig@127.0.0.1:1"}),
        ("kö", {"queue_url": "redis://a:hemlig@h"}),
    ],
)
def test_services_that_do_not_answer(
    tmp_path: Path, what: str, setting: dict[str, str], doctor: Doctor
) -> None:
    code, told = doctor(Settings.model_validate({"data": tmp_path / "data", **setting}))
    assert code == 1
    assert told[what][0] == "fel"
    assert "hemlig" not in str(told)


@pytest.mark.parametrize(
    ("what", "variable"), [("språk", "TESSDATA_PREFIX"), ("Tesseract", "PATH"), ("sandlåda", "PATH")]
)
def test_programs_that_are_missing(
    tmp_path: Path, what: str, variable: str, doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path))
    code, told = doctor(Settings(data=tmp_path / "data"))
    assert code == 1
    assert told[what][0] == ("varning" if what == "sandlåda" else "fel")
