"""What we believe about how well a document was read, and whether a person must look. Pure."""

from collections.abc import Sequence

from schemas.metadata import Metadata
from schemas.record import PageQuality, Quality
from schemas.repair import RepairedPage


def page_quality(page: RepairedPage) -> PageQuality:
    """Counts of a page's words and of those whose reading a person should check."""
    return PageQuality(words=0, doubtful_words=0)


def judge(pages: Sequence[RepairedPage], metadata: Metadata) -> Quality:
    """Whether a person must look at the document, with a reason for each thing to look at."""
    return Quality(needs_review=False, reasons=(), words=0, doubtful_words=0, repairs=0, unread_pages=0)
