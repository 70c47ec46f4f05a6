"""An address of the net gains no å, ä or ö, also without its point; the words beside it do."""

import pytest

from workers.repair import repair_text


@pytest.mark.parametrize(
    "address",
    [
        "forvaltningsratten@dom.example",
        "forvaltningsratten@domexample",
        "kommunen.halsokontoret@ekeby",
        "www.halsokontoret.example",
    ],
)
def test_an_address_stays_as_it_is(address: str) -> None:
    text = f"Forvaltningen foreslar att namnden svarar {address} i fragan."
    repaired = repair_text(text, join_lines=False).text
    assert address in repaired
    assert repaired.startswith("Förvaltningen föreslår")
