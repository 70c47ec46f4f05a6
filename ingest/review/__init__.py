"""What follows from people's corrections. Pure.

correcting.py    READ THIS FIRST: the record and its corrections give the record as it is served
field_paths.py   values of the record by their paths
line_text.py     words on a page, and in the paragraphs made of its lines
line_parts.py    the words of a line as read, beside those that stand there now
protecting.py    what may be shown openly of a corrected record
attribution.py   who each value and word comes from
expectation.py   how many errors to expect before anybody has looked
figures.py       what corrections say about the quality of the whole
"""

from ingest.review.attribution import attributions
from ingest.review.correcting import Corrected, apply, corrected
from ingest.review.expectation import expected
from ingest.review.line_parts import LinePart, line_parts
from ingest.review.protecting import protected_corrections, protected_form, without_written_numbers

__all__ = [
    "Corrected",
    "LinePart",
    "apply",
    "attributions",
    "corrected",
    "expected",
    "line_parts",
    "protected_corrections",
    "protected_form",
    "without_written_numbers",
]
