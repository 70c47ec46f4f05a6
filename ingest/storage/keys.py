"""Under which key each object lies. A key never contains anything that an uploader chose.

A version is `<pipeline_version>-r<revision>`: a later version of a record never overwrites an earlier.
"""

RENDITION_WIDTHS = (160, 1000, 2000)
"""Nominal widths of a page's pictures: a thumbnail, a page to read, a page to look closely at."""


def original(sha256: str) -> str:
    """The uploaded bytes, kept unchanged."""
    return f"originals/{sha256[:2]}/{sha256}"


def reading(document_id: str, version: str, page: int) -> str:
    """What was read on one page (a `ReadPage` as JSON); pages are counted from 1."""
    return f"readings/{document_id}/{version}/{page:04d}.json"


def picture_read(document_id: str, version: str, fingerprint: str) -> str:
    """What was read of pages that show the picture with this fingerprint (a `ReadPage` as JSON)."""
    return f"readings/{document_id}/{version}/pictures/{fingerprint}.json"


def rendition(document_id: str, version: str, page: int, width: int) -> str:
    """A JPEG picture of one page, at most `width` pixels wide; `RENDITION_WIDTHS` says which there are."""
    return f"renditions/{document_id}/{version}/{page:04d}-{width}.jpg"


def record(document_id: str, version: str) -> str:
    """The record as JSON."""
    return f"records/{document_id}/{version}.json"


def pdf(document_id: str, version: str) -> str:
    """The searchable PDF/A."""
    return f"pdf/{document_id}/{version}.pdf"


def alto(document_id: str, version: str) -> str:
    """The ALTO XML."""
    return f"alto/{document_id}/{version}.xml"
