"""A command that cannot begin says what is in its way, in a sentence and not as a traceback."""

from pathlib import Path

import pytest

from ingest.errors import FolderUnusable
from workers.cli import main


@pytest.mark.parametrize("command", [["serve"], ["worker"], ["relay"], ["run", "--once"]])
def test_a_folder_for_data_that_cannot_be_made(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fil").touch()
    folder = tmp_path / "fil" / "data"
    monkeypatch.setenv("INKOM_DATA", str(folder))
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 1
    assert FolderUnusable(folder=str(folder)).problem.sv in capsys.readouterr().err


def test_a_folder_for_records_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "brev.txt").touch()
    with pytest.raises(SystemExit) as ended:
        main(["process", str(tmp_path / "brev.txt"), "--out", str(tmp_path / "brev.txt")])
    assert ended.value.code == 1
    assert str(tmp_path / "brev.txt") in capsys.readouterr().err


def test_a_text_to_repair_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["repair", str(tmp_path / "brev.txt")])
    assert ended.value.code == 1
    assert str(tmp_path / "brev.txt") in capsys.readouterr().err
