"""Title, kind, role and issuer from several pieces of evidence: what tips the scale, and what must not."""

import pytest

from tests.unit.metadata.reading import values_of

REPORT = """Ekbo kommun
Kommunledningskontoret

Tjänsteskrivelse
2024-03-05
Dnr: KS 2024/118

Yttrande över förslag till kulturmiljöprogram

Förslag till beslut
Kommunstyrelsen antar förslaget till yttrande.

Beslutsunderlag
Tjänsteskrivelse 2024-03-05
"""

MINUTES = """EKBO KOMMUN                  SAMMANTRÄDESPROTOKOLL
Socialnämnden
Datum
2024-02-20

§ 45    Dnr SN 2024/118
Svar på revisionsrapport

Beslut
Nämnden antar svaret.

Beslutsunderlag
Tjänsteskrivelse den 2 februari 2024

§ 46    Dnr SN 2024/119
Budget

Beslut
Nämnden godkänner budgeten.
"""


def test_the_title_opens_as_titles_do_and_stands_over_the_first_heading() -> None:
    found = values_of(REPORT)
    assert found.title is not None
    assert found.title.value == "Yttrande över förslag till kulturmiljöprogram"


def test_nothing_like_a_title_gives_none() -> None:
    assert values_of("Ekbo kommun\nSocialnämnden\n2024-03-05\n").title is None


def test_a_document_listed_among_the_sources_does_not_name_the_kind() -> None:
    kind = values_of(MINUTES).document_type
    assert kind is not None
    assert kind.value == "protokoll"


def test_the_date_in_the_head_of_minutes_is_the_meetings() -> None:
    roles = {d.value: d.role for d in values_of(MINUTES).dates}
    assert roles["2024-02-20"] == "meeting"
    assert roles["2024-02-02"] == "underlag"


def test_a_ministrys_number_is_never_a_municipalitys_own() -> None:
    text = (
        "Ekbo kommun\nKommunstyrelsen\n2024-03-05\nKS 2024/118\nFi2024/00123\n\nYttrande över promemorian\n"
    )
    roles = {d.value: d.role for d in values_of(text).dnr}
    assert roles == {"KS 2024/118": "own", "Fi2024/00123": "referenced"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ansökan inkom den 3 maj 2024.", "received"),
        ("Ansökan inkom den 3 april 2024 och kompletterades den 3 maj 2024.", "event"),
        ("Dispensen gäller till och med den 3 maj 2024.", "event"),
        ("Nämnden har den 3 maj 2024 beslutat att avslå ansökan.", "decision"),
        ("Uppdraget ska redovisas den 3 maj 2024.", "deadline"),
    ],
)
def test_the_words_nearest_a_date_tell_its_part(text: str, role: str) -> None:
    roles = {d.value: d.role for d in values_of(f"Rapport om läget\n\nBakgrund\n{text}\n").dates}
    assert roles["2024-05-03"] == role


@pytest.mark.parametrize("number", ["ärende nr 8/2016", "Ds 12/2020", "Nr 12/2020", "den 8/11 2016"])
def test_what_only_looks_like_a_board_and_a_number_is_none(number: str) -> None:
    assert not values_of(f"Rapport om läget\n\nBakgrund\nFrågan rör {number} och inget annat.\n").dnr
