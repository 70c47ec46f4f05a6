"""What an authority says about its own numbers and bodies is used without any code."""

import pytest

from schemas.metadata import Metadata
from tests.unit.structure.paper import text_pages
from workers.metadata import Site, extract
from workers.structure import structure

TEXT = "Serviceresurs\nTJÄNSTESKRIVELSE\n2021-05-03\n{number}\n\nNy brygga i hamnen\n\nBakgrund\nHel.\n"


def values_at(site: Site, number: str) -> Metadata:
    pages = text_pages(TEXT.format(number=number))
    return extract(pages, structure(pages), site=site)


@pytest.mark.parametrize(
    ("site", "number", "value"),
    [
        (Site(dnr_shapes=("Bygg.{year}.{number}",)), "Bygg.2021.417", "Bygg.2021.417"),
        (Site(dnr_shapes=("{class}:{yy}:{number}",)), "1.4:21:0077", "1.4:21:0077"),
        (Site(dnr_prefixes=("RF",)), "RF 2021/17", "RF 2021/17"),
        (Site(dnr_prefixes=("BRF",)), "BRF 2021:17", "BRF/2021:17"),
    ],
)
def test_own_numbers_need_no_label(site: Site, number: str, value: str) -> None:
    assert values_at(Site(), number).dnr == ()
    (found,) = values_at(site, number).dnr
    assert (found.value, found.role) == (value, "own")


def test_another_number_in_the_head_is_the_other_partys() -> None:
    two = "KS 2021/17\nTN 2021/4"
    assert {d.role for d in values_at(Site(), two).dnr} == {"own"}
    found = {d.value: d.role for d in values_at(Site(dnr_prefixes=("KS",)), two).dnr}
    assert found == {"KS 2021/17": "own", "TN 2021/4": "referenced"}


@pytest.mark.parametrize("shape", ["{year}", "(", "[a-z]+", "BYGG.{year}"])
def test_a_shape_is_no_pattern(shape: str) -> None:
    assert values_at(Site(dnr_shapes=(shape,)), "BYGGx2021").dnr == ()


def test_own_bodies_are_issuers() -> None:
    assert values_at(Site(), "").issuer is None
    found = values_at(Site(bodies=("Serviceresurs",)), "").issuer
    assert found is not None
    assert found.value == "Serviceresurs"
