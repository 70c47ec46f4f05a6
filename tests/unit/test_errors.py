"""The error tree: drawn as it is, every error with a code and two sentences of its own."""

import string

import pytest

from ingest import errors
from ingest.errors import InkomError, Permanent, RetryLater, all_errors

INNER = {InkomError, Permanent, RetryLater, errors.Refused, errors.ServiceAway}
LEAVES = [error for error in all_errors() if error not in INNER]


def test_the_docstring_draws_every_error() -> None:
    assert errors.__doc__ is not None
    assert [error.__name__ for error in all_errors() if error.__name__ not in errors.__doc__] == []


def test_codes_are_unique() -> None:
    codes = [error.code for error in LEAVES]
    assert len(codes) == len(set(codes))
    assert InkomError.code not in codes


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: error.code)
def test_an_error_speaks_swedish_and_english_about_the_same_details(error: type[InkomError]) -> None:
    assert error.sv != InkomError.sv
    assert error.en != InkomError.en
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (error.sv, error.en)
    ]
    assert fields[0] == fields[1]
    problem = error(**dict.fromkeys(fields[0], 7)).problem
    assert "{" not in problem.sv + problem.en
    assert problem.sv.endswith(".") or error is errors.Misconfigured
