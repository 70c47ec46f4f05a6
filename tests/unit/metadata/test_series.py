"""Series of numbers of cities, regions, agencies and universities, and numbers that share one label."""

import pytest

from tests.unit.metadata.reading import numbers, values_of

SERIES = [
    # printed alone after a label, and so kept
    "KS-0123/2016", "KS/2015/0123/004", "2015KS/0123", "15KS/123", "KS15.123", "15KS123", "2015/KS0123",
    "2015/123.04", "2015.123", "KS 2015-00123-107", "ALN-2014-0123.37", "SN/2015:123-012", "LS-LED15-0123",
    "LS 0811-1018", "HSN 1212-1456", "RS150123", "RS/123/2015", "VLL 123-2015", "LD15/01234", "15RS1234",
    "FM2019-12345:2", "2015-219-1234", "2015/01234-5", "2015/1234/1.3", "H15-01234", "1.2.2-Ä 2015-123",
    "43-2017:4816", "1 ALL-2015/123", "LTU-123-2015", "ORU 1.2.1-01234/2015", "1234-2015/16", "20/00123",
    "ÅM-A 2015/0123", "EBM A-2015/0123", "KFKS 2015/123-456", "KS 2015/123-010", "ByN 2015/123",
    "KomS 2015/123", "FHN 15-0123", "2.2.2/171-2013", "1.5.1.-412-2015", "KUR 2014/123/1",
    "KS 2019/00123/1.1.2", "KS 2015.123",
]  # fmt: skip


@pytest.mark.parametrize("printed", SERIES)
def test_a_number_of_the_series_is_taken_whole(printed: str) -> None:
    assert numbers(f"TJÄNSTESKRIVELSE\nDnr: {printed}\n\nOmbyggnad av bryggan\n") == {printed: "own"}


@pytest.mark.parametrize(
    "text",
    [
        "perioden 2015-01-12 till 2019-07-11 omfattar",
        "gruppen 45-60 och ungefär 1050-1200 kronor för",
        "standarden SS-EN 1212-1456 och AFS 2015:123 om",
        "flygbolaget A15-01234 och modellen 15AB1234 med",
        "telefon 0811-101 800 eller 20/00123 deltagare i",
    ],
)
def test_without_a_label_the_same_figures_are_no_number(text: str) -> None:
    assert numbers(f"TJÄNSTESKRIVELSE\n\nOmbyggnad\n\nBakgrund\nNämnden behandlade {text} ärendet.\n") == {}


def test_the_label_in_capitals_is_no_part_of_the_number() -> None:
    assert numbers("TJÄNSTEUTLÅTANDE\nDNR 2020-05011-220\n\nNytt bad\n") == {"2020-05011-220": "own"}


def test_numbers_share_the_label_of_the_first() -> None:
    assert numbers("BESLUT\nDnr  1050-97-21 1075-97-40\n\nKlagomål mot ett verk\n") == {
        "1050-97-21": "own", "1075-97-40": "own",
    }  # fmt: skip
    ruling = "KAMMARRÄTTEN DOM Mål nr\nI NORRTUNA 2014-11-18 513-14\n\nÖVERKLAGAT AVGÖRANDE\n"
    found = numbers(f"{ruling}Förvaltningsrättens dom i mål nr 3122-12,\n3123-12 och 3124-12, se bilaga A\n")
    assert found == {
        "513-14": "own", "3122-12": "referenced", "3123-12": "referenced", "3124-12": "referenced",
    }  # fmt: skip


def test_a_quantity_after_a_number_is_none() -> None:
    text = "SKRIVELSE\n\nAntal deltagare\n\nI ärendet med dnr 1234-15, 45-60 personer har hört av sig.\n"
    assert numbers(text) == {"1234-15": "referenced"}


AGENDA = """KALLELSE
Kommunstyrelsen
Sammanträde tisdagen den 19 mars 2024

Ärende   Beteckning   Förslag
1.  Information om revisionen  2024-00176
2.  Uppföljning av kontroll  2022-00323  Styrelsen godkänner rapporten
13.  Svar på Länsstyrelsens remiss  2023-00840  Styrelsen antar yttrandet
"""


def test_a_column_of_an_agenda_holds_the_numbers_of_its_matters() -> None:
    assert numbers(AGENDA) == {"2024-00176": "item", "2022-00323": "item", "2023-00840": "item"}


def test_figures_of_a_table_without_label_are_none() -> None:
    rows = "Bokslut          Utfall\nDrift            2024-00176\n"
    assert numbers(f"TJÄNSTESKRIVELSE\n\nBokslut\n\n{rows}") == {}


def test_a_collections_first_line_names_the_chancellors_number() -> None:
    text = "JK 1838-16-40\n\nSkadeståndsanspråk mot staten\n\nJustitiekanslern avslår anspråket.\n"
    assert numbers(text) == {"1838-16-40": "own"}


def test_a_field_of_the_cover_is_our_own_under_whatever_heading() -> None:
    text = (
        "Riktlinjer för styrdokument\n\nAntagna av kommunfullmäktige\nGäller för alla nämnder\n"
        "Dokumentansvarig: Kanslichefen\nDnr: KS 2011/1912\n\nInledning\nKommunen styrs av dokument.\n"
    )
    assert numbers(text) == {"KS 2011/1912": "own"}


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.5.1-14420/2023-9", "3.5.1-14420/2023-9"),
        ("2.1.3-10443/2023", "2.1.3-10443/2023"),
        ("E2023-02214", "E2023-02214"),
        ("TSO 25-05007", "25-05007"),
    ],
)
@pytest.mark.parametrize("label", ["Dnr", "DNR"])
def test_a_label_in_capitals_is_no_prefix_and_such_a_number_no_misprint(
    label: str, printed: str, value: str
) -> None:
    found = values_of(f"Ekholma kommun\n2024-03-01\n{label} {printed}\n\nTillsyn av hamnen\n").dnr
    assert [(dnr.value, dnr.role, dnr.flags) for dnr in found] == [(value, "own", ())]


def test_the_class_in_a_plan_under_a_number_is_none() -> None:
    head = "EKHOLMA KOMMUN    TJÄNSTESKRIVELSE    Dnr             1 (2)\n"
    rows = "Skolförvaltningen 2022-03-14          BUN/2022:187\n" + " " * 38 + "BUN 2.7.1\n"
    assert [dnr.value for dnr in values_of(f"{head}\n{rows}\nNytt reglemente\n").dnr] == ["BUN/2022:187"]


def test_a_motion_has_a_number_of_its_boards_and_none_of_its_own() -> None:
    text = "Ekholma kommun\n2024-03-01\nDnr NOR 2022/214\n\nSvar på motion\n\nBilaga\n\n{}\n"
    found = {dnr.value: dnr.role for dnr in values_of(text.format("Motion KS 2022/118")).dnr}
    assert found == {"NOR 2022/214": "own", "KS 2022/118": "referenced"}
    assert [d.value for d in values_of(text.format("Motion 2022/23:118")).dnr] == ["NOR 2022/214"]
