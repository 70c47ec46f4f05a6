"""Texts have limits of their own: a file of so many bytes, and a page of so many."""

import pytest

from ingest.errors import TooManyBytes
from ingest.probe import split_text_pages
from ingest.probe.content import MAX_TEXT_MB, MAX_TEXT_PAGE_MB

MB = 1_000_000


def test_a_page_up_to_the_limit_is_taken() -> None:
    page = b"a" * (MAX_TEXT_PAGE_MB * MB)
    assert split_text_pages(page + b"\f" + page) == [page, page]


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(TooManyBytes, match=f"{MAX_TEXT_PAGE_MB} MB"):
        split_text_pages(b"a\f" + b"a" * (MAX_TEXT_PAGE_MB * MB + 1))


def test_a_file_over_the_limit_is_refused() -> None:
    page = b"a" * (MAX_TEXT_PAGE_MB * MB - 1) + b"\f"
    assert len(split_text_pages(page * MAX_TEXT_MB)) == MAX_TEXT_MB
    with pytest.raises(TooManyBytes, match=f"{MAX_TEXT_MB} MB"):
        split_text_pages(page * MAX_TEXT_MB + b"a")
