from pathlib import Path

import pytest

from ingest.errors import UnreadablePage
from workers.reading.textfile import read_text_page


def written(folder: Path, content: bytes) -> Path:
    path = folder / "original"
    path.write_bytes(content)
    return path


def test_pages_lines_and_word_offsets(tmp_path: Path) -> None:
    path = written(tmp_path, "Förslag till beslut\r\n\n  Nämnden\tavslår\x0cSida två\n".encode())
    first, second = read_text_page(path, 1), read_text_page(path, 2)
    assert first.raw_text == "Förslag till beslut\n\n  Nämnden\tavslår"
    assert [(word.text, word.start) for word in first.lines[2].words] == [("Nämnden", 2), ("avslår", 10)]
    assert (first.width, first.lines[0].box, first.text_source) == (None, None, "text_file")
    assert second.raw_text == "Sida två"


def test_the_codec_is_chosen_on_the_whole_file(tmp_path: Path) -> None:
    text = "Nämnden har beslutat att bifalla ansökan från Åkeriföreningen.\n" * 5 + "\x0cÅ\n"
    page = read_text_page(written(tmp_path, text.encode("cp850")), 2)
    assert (page.raw_text, page.decoding) == ("Å", "cp850")


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, b"En sida\x0c")
    assert read_text_page(path, 1).raw_text == "En sida"
    for number in (0, 2):
        with pytest.raises(UnreadablePage):
            read_text_page(path, number)
