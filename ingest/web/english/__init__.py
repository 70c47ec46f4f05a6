"""DATA: the English of every Swedish text on the pages, by area. A test finds what is missing."""

from collections.abc import Mapping

from ingest.web.english import (
    accounts,
    common,
    document,
    finding,
    inbox,
    labels,
    places,
    quality,
    review,
    runs,
)

ENGLISH: Mapping[str, str] = {
    **common.WORDS,
    **labels.WORDS,
    **inbox.WORDS,
    **document.WORDS,
    **places.WORDS,
    **finding.WORDS,
    **accounts.WORDS,
    **review.WORDS,
    **quality.WORDS,
    **runs.WORDS,
}
