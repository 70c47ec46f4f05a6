"""Downloads whole and in parts, on a real server."""

import httpx
import pytest

from ingest.api.download import Span, asked_span
from tests.by_hand import TEXT, upload

SIZE = len(TEXT.encode())


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-3", slice(0, 4)),
        ("bytes=5-", slice(5, None)),
        ("bytes=-7", slice(-7, None)),
        (f"bytes=3-{SIZE * 9}", slice(3, None)),
        (f"bytes=-{SIZE * 9}", slice(0, None)),
    ],
)
def test_a_part_is_sent_as_asked(client: httpx.Client, header: str, part: slice) -> None:
    address = f"/api/v1/documents/{upload(client).id}/original"
    whole = client.get(address)
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    answer = client.get(address, headers={"Range": header, "If-Range": whole.headers["etag"]})
    assert answer.status_code == 206
    assert answer.content == whole.content[part]
    start = part.indices(SIZE)[0]
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(answer.content) - 1}/{SIZE}"
    assert answer.headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=99999-99999", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(client: httpx.Client, header: str) -> None:
    answer = client.get(f"/api/v1/documents/{upload(client).id}/original", headers={"Range": header})
    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{SIZE}")


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1,4-5"},
        {"Range": "bytes=5-2"},
        {"Range": "bytes=-"},
        {"Range": "rader=1-2"},
        {"Range": "bytes=0-3", "If-Range": '"another"'},
    ],
)
def test_what_is_no_single_range_of_this_file_gets_all(client: httpx.Client, headers: dict[str, str]) -> None:
    answer = client.get(f"/api/v1/documents/{upload(client).id}/original", headers=headers)
    assert (answer.status_code, answer.content) == (200, TEXT.encode())


def test_an_empty_header_asks_for_all() -> None:
    assert asked_span(None, 10) is None
    assert asked_span("bytes = 1 - 2", 10) == Span(start=1, end=3)
