"""What looks like a diarienummer but is none: every kind of the field's catalogue, any figures, any place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.metadata.reading import numbers

YEAR = st.integers(1950, 2029)
SHORT = st.integers(1, 99)
LONG = st.integers(100, 999)


def _built(form: str, **parts: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.builds(form.format, **parts)


KINDS: dict[str, st.SearchStrategy[str]] = {
    "sfs": _built("lagen ({y}:{n})", y=YEAR, n=LONG),
    "sfs named": _built("SFS {y}:{n}", y=YEAR, n=LONG),
    "sfs of an act": _built("PBL {y}:{n}", y=YEAR, n=LONG),
    "sou": _built("SOU {y}:{n}", y=YEAR, n=SHORT),
    "ds": _built("Ds {y}:{n}", y=YEAR, n=SHORT),
    "dir": _built("dir. {y}:{n}", y=YEAR, n=LONG),
    "prop": _built("prop. {y}/17:{n}", y=st.integers(1990, 2025), n=LONG),
    "motion": _built("motion {y}/22:{n}", y=st.integers(1990, 2025), n=LONG),
    "bet": _built("bet. {y}/17:SoU{n}", y=st.integers(1990, 2025), n=SHORT),
    "eu": _built("direktiv {y}/{n}/EG", y=YEAR, n=SHORT),
    "eu new": _built("förordning (EU) {y}/{n}", y=st.integers(2009, 2025), n=LONG),
    "eu bare": _built("förordningen (EU) nr {n}/{y}", y=st.integers(2009, 2025), n=LONG),
    "court report": _built("HFD {y} ref. {n}", y=YEAR, n=SHORT),
    "supreme court": _built("NJA {y} s. {n}", y=YEAR, n=LONG),
    "ombudsman's report": _built("JO {y}/07 s. {n}", y=st.integers(1990, 2025), n=LONG),
    "orgnr": _built("org.nr 5{a}00-0{n}", a=st.integers(100, 999), n=LONG),
    "phone": _built("telefon 08-{a} {b} {b}", a=LONG, b=st.integers(10, 99)),
    "phone spaced": _built("ring 018 - {a} {b} {b}", a=LONG, b=st.integers(10, 99)),
    "phone of the switchboard": _built("{a} {b} 034", a=LONG, b=st.integers(10, 99)),
    "postcode": _built("{a} {b} Kungsvik", a=LONG, b=st.integers(10, 99)),
    "property": _built("fastigheten Bukärr {a}:{b}", a=SHORT, b=SHORT),
    "paragraph": _built("§ {a}/{b}", a=SHORT, b=st.integers(10, 29)),
    "page": _built("sida {a} (99)", a=SHORT),
    "range of years": _built("åren {y}-2029", y=st.integers(1990, 2028)),
    "range with a dash": _built("perioden {y}–2029", y=st.integers(1990, 2028)),
    "time": _built("kl. 13.{a}–15.{a}", a=st.integers(10, 59)),
    "issue number": _built("rapport nr {a}/2016", a=SHORT),
    "giro": _built("bankgiro 5{a}-{b}", a=LONG, b=st.integers(1000, 9999)),
    "committee": _built("utredningen (U {y}:0{a})", y=YEAR, a=st.integers(1, 9)),
    "regulations": _built("AFS {y}:{a}", y=YEAR, a=SHORT),
    "date": _built("{y}-11-{d}", y=YEAR, d=st.integers(10, 30)),
    "personnummer": _built("{y}0817-98{n}", y=st.integers(50, 99), n=st.integers(10, 99)),
    "hash": _built("signatur 3f2a9c1e-{y}-4b1d-9d1e-0123456789ab", y=YEAR),
    "file": _built("arn1385103041209182{n}5245846", n=LONG),
    "amount": _built("{a} 138 kr", a=SHORT),
}
SENTENCES = (
    "Bakgrund\nNämnden har beaktat {}.\n",
    "Bakgrund\nSe {} för ytterligare uppgifter i ärendet som helhet.\n",
    "TJÄNSTESKRIVELSE\n2024-05-06\n\nOmbyggnad av bryggan\n\nBakgrund\nEnligt {} ska bryggan lagas.\n",
    "PROTOKOLL\n\nBeslut\n1. Nämnden godkänner rapporten ({}).\n",
    "Beslutsunderlag\n- Tjänsteskrivelse, {}\n- Karta\n",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_lookalike_in_the_text_is_no_number(kind: str) -> None:
    @settings(max_examples=12, deadline=None, database=None)
    @given(KINDS[kind], st.sampled_from(SENTENCES))
    def holds(alike: str, sentence: str) -> None:
        assert numbers(sentence.format(alike)) == {}

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_a_lookalike_beside_the_number_is_not_taken_with_it(kind: str) -> None:
    @settings(max_examples=8, deadline=None, database=None)
    @given(KINDS[kind])
    def holds(alike: str) -> None:
        text = f"TJÄNSTESKRIVELSE\nDnr KS-2024-00081\n\nOmbyggnad av bryggan\n\nBakgrund\nJämför {alike}.\n"
        assert numbers(text) == {"KS-2024-00081": "own"}

    holds()
