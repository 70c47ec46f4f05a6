"""Bodies whose names do not end like one are known by a list."""

import pytest

from workers.structure.authorities import AUTHORITIES
from workers.structure.vocabulary import is_body_name


@pytest.mark.parametrize(
    "name",
    [
        "Försvarets radioanstalt",
        "Lärarnas riksförbund",
        "Sveriges advokatsamfund",
        "Vinnova",
        "Svenskt Vatten",
    ],
)
def test_a_listed_body_is_one(name: str) -> None:
    assert is_body_name(name)


def test_every_name_can_be_found_as_it_is_looked_for() -> None:
    assert all(name == " ".join(name.lower().split()) for name in AUTHORITIES)
