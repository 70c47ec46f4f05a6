"""Electronic signatures: who signed and when, as services print it; a name with a day alone is none."""

import pytest

from tests.unit.metadata.reading import printed, values_of

EXTRACT = """
@margins 25 25 20 20
@font sans 10
@tabs 0 88
| *Tuna kommun | *PROTOKOLLSUTDRAG
| Barn- och utbildningsnämnden | Sida 1 av 1
| Sammanträdesdatum 2025-06-09
@skip 8
@tabs 0 30
| *§ 52 | *Bidragsbelopp till fristående förskolor och pedagogisk omsorg
| BUN 2025/894
@skip 4
@tabs 0
== Beslut
Barn- och utbildningsnämnden fastställer bidragsbelopp per barn och år enligt bilaga 1.
== Underskrifter
Detta dokument har signerats digitalt.
@skip 6
@tabs 0 70
| Margareta Almqvist | 921372524821678515567584
| Nämndsekreterare | 2025-06-13
@skip 4
| Maja Trädgårdh | Signerat med BankID
| Ordförande | 2025-06-13 08:41:17
@skip 4
| Per Mattisson | Signerat med BankID
| Justerare | 2025-06-14 12:03:55
"""


def test_each_name_has_its_seal() -> None:
    assert [(s.name, s.title) for s in printed(EXTRACT).signatories] == [
        ("Margareta Almqvist", "Nämndsekreterare"),
        ("Maja Trädgårdh", "Ordförande"),
        ("Per Mattisson", "Justerare"),
    ]


def test_the_days_beside_them_are_those_of_signing() -> None:
    roles = {date.value: date.role for date in printed(EXTRACT).dates}
    assert roles["2025-06-13"] == "signing"
    assert roles["2025-06-14"] == "signing"
    assert roles["2025-06-09"] == "meeting"


def test_a_case_s_title_beside_its_number_is_the_extract_s() -> None:
    found = printed(EXTRACT).title
    assert found is not None
    assert found.value == "Bidragsbelopp till fristående förskolor och pedagogisk omsorg"


@pytest.mark.parametrize(
    "lines",
    [
        "Signerat av\nAnna Berg, kommundirektör 2025-03-04 13:22",
        "Anna Berg\nKommundirektör\nSignerat med BankID 2025-03-04 13:22",
        "Anna Berg, kommundirektör, 2025-03-04 13:22:10 (CET)",
        "Anna Berg 2025-03-04 kl. 13.22\nKommundirektör",
    ],
)
def test_services_print_it_in_many_ways(lines: str) -> None:
    head = "Ekeby kommun\nBESLUT\n2025-03-03\nDnr KS 2025/12\n\nAvtal om bänkar\n\nBeslut\nAvtalet ingås.\n"
    found = values_of(f"{head}\n{lines}\n")
    assert [(s.name, (s.title or "").lower()) for s in found.signatories] == [("Anna Berg", "kommundirektör")]
    assert {d.value: d.role for d in found.dates}["2025-03-04"] == "signing"


def test_a_name_with_a_day_in_a_letterhead_signs_nothing() -> None:
    found = values_of(
        "Ekeby kommun             TJÄNSTESKRIVELSE\nHandläggare              Datum\n"
        "Anna Berg                2025-03-04\n\nAvtal om bänkar\n\nFörslag till beslut\nAvtalet ingås.\n"
    )
    assert found.signatories == ()


def test_a_list_of_who_approved_it_has_heads_over_its_columns() -> None:
    found = printed(
        """
@margins 25 25 20 20
@font sans 10
@tabs 0 90
| *Skolförvaltningen | *Tjänsteutlåtande
| | Dnr 1.4.1-4821/2026
| | 2026-03-02
@skip 8
@tabs 0
= Översyn av skolpliktsbevakningen
== Förvaltningens förslag till beslut
Skolnämnden godkänner översynen.
== Bilaga
Översyn av skolpliktsbevakningen
@skip 12
@font sans 7
Detta dokument har godkänts digitalt av följande personer:
@tabs 0 90
| *Namn | *Datum
| Marie Lodén, Utbildningsdirektör | 2026-03-03
| Per-Olof Bladh, Avdelningschef | 2026-03-04
"""
    )
    assert [(s.name, s.title) for s in found.signatories] == [
        ("Marie Lodén", "Utbildningsdirektör"),
        ("Per-Olof Bladh", "Avdelningschef"),
    ]
    roles = {date.value: date.role for date in found.dates}
    assert (roles["2026-03-02"], roles["2026-03-03"], roles["2026-03-04"]) == (
        "document",
        "signing",
        "signing",
    )
    assert [a.value for a in found.attachments] == ["Översyn av skolpliktsbevakningen"]


def test_the_minutes_name_all_who_check_them_beside_one_word() -> None:
    found = printed(
        """
@margins 25 25 20 20
@font sans 10
@tabs 0 70
| *Ekby kommun | *SAMMANTRÄDESPROTOKOLL
| Kommunfullmäktige | 2022-06-07
@skip 4
@tabs 0 45
| Plats och tid | Medborgarhuset, klockan 18.30–20.55
| Paragrafer | 46–99
@skip 8
@tabs 0 45 95
| Sekreterare | Anette Åbrandt
@skip 6
| Ordförande | Emil Holmsten
@skip 6
| Justerande | Hasan Fagerlind | Terese Ek
"""
    )
    assert [(s.name, s.title) for s in found.signatories] == [
        ("Anette Åbrandt", "Sekreterare"),
        ("Emil Holmsten", "Ordförande"),
        ("Hasan Fagerlind", "Justerande"),
        ("Terese Ek", "Justerande"),
    ]
