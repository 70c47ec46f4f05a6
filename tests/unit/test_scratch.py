"""Folders for files on their way leave nothing behind, not even those of killed processes."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from workers.scratch import LEFTOVER_SECONDS, clear_leftovers, scratch_folder


@pytest.fixture(autouse=True)
def own_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_after_its_block(own_tmp: Path) -> None:
    with scratch_folder() as folder:
        (folder / "alto.xml").write_bytes(b"<alto/>")
        assert folder.parent == own_tmp
    assert not list(own_tmp.iterdir())


def test_what_killed_processes_left_a_day_ago_is_cleared_away_and_nothing_else(own_tmp: Path) -> None:
    elsewhere = own_tmp / "kept"
    elsewhere.mkdir()
    (own_tmp / "inkom-files-link").symlink_to(elsewhere)
    left = own_tmp / "inkom-files-left"
    left.mkdir()
    (left / "searchable.pdf").write_bytes(b"%PDF-")
    old = time.time() - LEFTOVER_SECONDS - 60
    for folder in (left, elsewhere):
        os.utime(folder, (old, old))
    os.utime(own_tmp / "inkom-files-link", (old, old), follow_symlinks=False)
    with scratch_folder() as in_use:
        clear_leftovers()
        assert {path.name for path in own_tmp.iterdir()} == {"kept", "inkom-files-link", in_use.name}
