"""Each bad input meets the fate that `docs/refusals.md` promises, through the real door."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from ingest.api import Services
from ingest.settings import Settings
from tests.integration.bad_inputs import INPUTS, TAKEN, BadInput, rendered


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", max_upload_mb=4, max_pages=300)


def test_the_table_is_what_is_tested() -> None:
    assert len(INPUTS) >= 40
    assert Path("docs/refusals.md").read_text(encoding="utf-8") == rendered()


@pytest.mark.parametrize("each", INPUTS, ids=lambda each: each.what)
def test_each(each: BadInput, client: httpx.Client, services: Services) -> None:
    answer = client.post("/api/v1/documents", files={"file": (each.name, each.build())})
    told = answer.json()
    if each.outcome == TAKEN:
        assert answer.status_code == 202, told
        if each.shown is not None:
            assert told["filename"] == each.shown
        return
    assert (told.get("code"), answer.headers["content-type"]) == (each.outcome, "application/problem+json")
    assert 400 <= answer.status_code < 500
    assert told["sv"] != told["en"]
    assert not any(services.register.counts().values())
    assert list(services.store.keys("")) == []
    assert list((services.settings.data / "incoming").glob("*")) == []


def test_pages_that_are_cut_off_are_not_taken_for_blank_ones(tmp_path: Path) -> None:
    (each,) = (each for each in INPUTS if each.what.startswith("PDF cut at half"))
    file = tmp_path / each.name
    file.write_bytes(each.build())
    inkom = Path(sys.executable).with_name("inkom")
    # No page gets as far as the reader of scans, which is slow to start.
    environment = os.environ | {"INKOM_RECOGNISER": "tesseract"}
    result = subprocess.run(
        [inkom, "process", file], env=environment, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert "Sidan är skadad" in result.stderr
