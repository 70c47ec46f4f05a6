"""What follows from people's corrections. Pure.

correcting.py    READ THIS FIRST: the record and its corrections give the record as it is served
field_paths.py   values of the record by their paths
line_text.py     words on a page, and in the paragraphs made of its lines
protecting.py    what may be shown openly of a corrected record
attribution.py   who each value and word comes from
expectation.py   how many errors to expect before anybody has looked
figures.py       what corrections say about the quality of the whole
"""

from ingest.review.attribution import attributions
from ingest.review.correcting import Corrected, apply, corrected
from ingest.review.expectation import expected_errors
from ingest.review.protecting import protected_form, without_written_numbers

__all__ = [
    "Corrected",
    "apply",
    "attributions",
    "corrected",
    "expected_errors",
    "protected_form",
    "without_written_numbers",
]
