"""Every family of numbers is found after a label; nothing that only looks like one ever is."""

import pytest

from tests.unit.metadata.reading import numbers, values_of

SHAPES = [
    # printed, normal form
    ("174-742/2016", "174-742/2016"),
    ("009-1322/2011", "009-1322/2011"),
    ("102-274-04", "102-274-04"),
    ("2006-152-307", "2006-152-307"),
    ("7-742-2011", "7-742-2011"),
    ("1.5.3-219-2012", "1.5.3-219-2012"),
    ("T2012-050-05828", "T2012-050-05828"),
    ("T 2010-313-01743", "T 2010-313-01743"),
    ("S-Dp 2002-11922-54", "S-Dp 2002-11922-54"),
    ("KS-2025-00620", "KS-2025-00620"),
    ("KS 2025-00153", "KS-2025-00153"),
    ("MH 2015–2781", "MH-2015-2781"),
    ("KS 2025–00153", "KS-2025-00153"),
    ("SLK-2023-01047", "SLK-2023-01047"),
    ("VON/2025:00149", "VON/2025:00149"),
    ("VON 2025:00149", "VON/2025:00149"),
    ("KS 2018/14", "KS 2018/14"),
    ("KS-2015/112", "KS 2015/112"),
    ("KS 2026/130", "KS 2026/130"),
    ("2018/KS 0290 10", "2018/KS 0290 10"),
    ("2016KSM1221.042", "2016KSM1221.042"),
    ("2023-06100", "2023-06100"),
    ("2009-4194", "2009-4194"),
    ("0263/20", "0263/20"),
    ("Ju2025/01510", "Ju2025/01510"),
    ("Jo2004/512", "Jo2004/512"),
    ("Ö 35-2012", "Ö 35-2012"),
    ("2017KSM0604 301", "2017KSM0604 301"),
    ("M2008/2398/A", "M2008/2398/A"),
    ("KN2026/00741", "KN2026/00741"),
    ("Fi2016/02137/K", "Fi2016/02137/K"),
    ("5072-2025", "5072-2025"),
    ("505-09-6966", "505-09-6966"),
    ("6356-2012", "6356-2012"),
    ("8799-17-4.3", "8799-17-4.3"),
    ("2020/7331", "2020/7331"),
    ("2013-07406", "2013-07406"),
    ("3.1-4788-2026", "3.1-4788-2026"),
    ("523-3732-10 Rm", "523-3732-10 Rm"),
    ("RA 22-2007/03552", "RA 22-2007/03552"),
    ("TRV 2025/66904", "TRV 2025/66904"),
    ("3159-2012", "3159-2012"),
    ("M 3003-10", "M 3003-10"),
    ("T 4216-11", "T 4216-11"),
    ("33-12", "33-12"),
]


@pytest.mark.parametrize(("printed", "normal"), SHAPES)
def test_a_labelled_number_in_the_head_is_our_own(printed: str, normal: str) -> None:
    assert numbers(f"TJÄNSTESKRIVELSE\nDnr: {printed}\n\nOmbyggnad av bryggan\n") == {normal: "own"}


@pytest.mark.parametrize(("printed", "normal"), SHAPES)
def test_the_same_number_is_found_under_its_label(printed: str, normal: str) -> None:
    assert numbers(f"TJÄNSTESKRIVELSE\nDiarienummer\n{printed}\n\nOmbyggnad av bryggan\n") == {normal: "own"}


@pytest.mark.parametrize(
    "label",
    [
        "Dnr",
        "Dnr:",
        "DNR",
        "Diarienummer",
        "Diarienr",
        "Vårt diarienummer:",
        "Beteckning",
        "Änr",
        "Jnr",
        "Mål nr",
    ],
)
def test_labels_of_our_own_number(label: str) -> None:
    assert numbers(f"BESLUT\n{label} 3159-2012\n\nTillsyn av en täkt\n") == {"3159-2012": "own"}


@pytest.mark.parametrize(
    "label", ["Ert dnr", "Ert diarienummer:", "Er beteckning", "Finansrotelns diarienummer:"]
)
def test_labels_of_the_other_partys_number(label: str) -> None:
    assert numbers(f"REMISSVAR\n{label} 174-742/2016\n\nYttrande över ett program\n") == {
        "174-742/2016": "referenced"
    }


def test_labels_may_all_stand_before_the_values() -> None:
    text = (
        "REMISSVAR\nDiarienummer\nErt diarienummer\nKS-2025-00620\n"
        "Ju2025/01510\n\nYttrande över en promemoria\n"
    )
    assert numbers(text) == {"KS-2025-00620": "own", "Ju2025/01510": "referenced"}


def test_labels_over_their_columns() -> None:
    text = (
        "Ekholma kommun            Datum         Diarienummer\n"
        "Kommunledningskontoret    2024-05-06    KS-2024-00081\n\nNy taxa för hamnen\n"
    )
    assert numbers(text) == {"KS-2024-00081": "own"}


def test_two_own_numbers() -> None:
    assert numbers("BESLUT\nDnr\n6356-2012\n6488-2012\nDatum\n2014-03-28\n\nKritik mot en nämnd\n") == {
        "6356-2012": "own",
        "6488-2012": "own",
    }


@pytest.mark.parametrize(
    "broken", ["(Dnr 009-\n1322/2011) skall revideras.", "(dnr KS 2015/\n112) skall revideras."]
)
def test_a_number_broken_over_lines(broken: str) -> None:
    text = f"Bakgrund\nI budgeten finns ett beslut att programmet från tidigare år {broken}\n"
    found = values_of(text).dnr
    assert [(d.value, d.role) for d in found] in (
        [("009-1322/2011", "referenced")],
        [("KS 2015/112", "referenced")],
    )
    assert len(found[0].evidence) == 2


def test_a_number_in_running_text_is_another_case() -> None:
    text = "Bakgrund\nKommunstyrelsen remitterade förslaget (dnr KS-2021-00412) till nämnden under våren.\n"
    assert numbers(text) == {"KS-2021-00412": "referenced"}


def test_the_replaced_documents_number_is_referenced() -> None:
    text = (
        "Riktlinje för utlåning\n\nDiarienummer: KUN/2024:00031\n"
        "Dokumentet ersätter: Riktlinje, KUN/2019:82\n"
    )
    assert numbers(text) == {"KUN/2024:00031": "own", "KUN/2019:82": "referenced"}


def test_one_case_of_many_in_a_list_of_decisions() -> None:
    text = (
        "ANMÄLNINGSLISTA\nDnr MBN 2025/14\n\nAnmälan av delegationsbeslut\n\nÄrendet\n\n"
        "1   MBN 2025/231   Bygglov för skola      2025-08-04\n"
        "2   MBN 2025/238   Fasadändring           2025-08-05\n"
    )
    assert numbers(text) == {"MBN 2025/14": "own", "MBN 2025/231": "item", "MBN 2025/238": "item"}


@pytest.mark.parametrize(("printed", "flag"), [("KSN-2015-.", "fragment"), ("KS-612/", "fragment")])
def test_a_fragment_is_kept_as_printed_and_flagged(printed: str, flag: str) -> None:
    (found,) = values_of(f"TJÄNSTESKRIVELSE\nDiarienummer {printed}\n\nOmbyggnad av bryggan\n").dnr
    assert (found.value, found.flags) == (printed, (flag,))


def test_a_misprinted_year_is_kept_and_flagged() -> None:
    (found,) = values_of("TJÄNSTEUTLÅTANDE\nDNR 11-200/6005\n\nProgram för bad\n").dnr
    assert (found.value, found.flags, found.role) == ("11-200/6005", ("misprint",), "own")


LOOKALIKES = [
    "enligt förvaltningslagen (2017:900) och SFS 2009:400",
    "enligt PBL 2010:900 och OSL 2009:400",
    "i betänkandet SOU 2026:14 och Ds 2014:1",
    "kommittédirektivet dir. 2016:65 och Dir. 2017:29",
    "i prop. 2016/17:1 och motion 2016/17:123",
    "direktiv 2004/38/EG och förordning (EU) 2016/679",
    "förordningen (EU) 2017/625 om offentlig kontroll",
    "målen RÅ 1992 ref. 75, HFD 2018 ref. 75 och NJA 2003 s. 107",
    "ämbetsberättelsen JO 2006/07 s. 419",
    "MÖD 2010:5 och AD 2010 nr 5",
    "bolaget med org.nr 212000-0142",
    "sökanden 640823-3234 bor på orten",
    "ring 08-508 319 26, 508 10 034 eller 018 - 727 00 00",
    "adressen är 434 81 Kungsbacka, Box 2218",
    "fastigheten Bukärr 2:28 och Tallkotten 5",
    "se § 63/20 och § 112",
    "på sidan 1 (7), Sid 2 (8) eller Sida 3 av 8",
    "för åren 2024-2027 och läsåret 2016/17",
    "klockan 13.00–13.20 samlas man",
    "rapport nr 8/2016 och nr 2016/17",
    "bankgiro 5050-1055 och plusgiro 12 34 56-7",
    "bifogad fil arn13851030412091825524584618342090",
    "signaturen 3f2a9c1e-2024-4b1d-9d1e-0123456789ab",
    "utredningen U 2016:04 fick nya direktiv",
    "föreskrifterna RA-FS 2009:1 och AFS 2001:1",
    "den 2016-11-28 och 20250919",
    "beloppet 21 138 kr och 2015-2016 års medel",
    "ungefär 40-60 personer och gruppen 46–65 år",
    "avsnitt 2.6.1 och bilaga 3",
    "0708–861 174 är numret",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalikes_are_never_numbers(text: str) -> None:
    assert numbers(f"Bakgrund\nNämnden behandlade {text}.\n") == {}


@pytest.mark.parametrize(
    "line",
    [
        "Telefon: 0980-319 214",
        "Org.nr 212000-0142",
        "Bankgiro 5050-2015",
        "Sid 2 (8)",
        "Datum 2024-05-06",
        "434 81 Kungsbacka",
        "Fastighet: Bukärr 2:28",
        "§ 63",
    ],
)
def test_lookalikes_in_the_head_are_never_numbers(line: str) -> None:
    assert (
        numbers(f"TJÄNSTESKRIVELSE\n{line}\n\nOmbyggnad av bryggan\n\nBakgrund\nBryggan är gammal.\n") == {}
    )


def test_a_label_does_not_reach_past_its_own_value() -> None:
    text = (
        "TJÄNSTESKRIVELSE\nDnr KS-2024-00081\nTelefon 0980-319 214\n"
        "Org.nr 212000-0142\n\nOmbyggnad av bryggan\n"
    )
    assert numbers(text) == {"KS-2024-00081": "own"}


def test_a_number_under_the_title_of_its_paragraph_is_the_cases() -> None:
    case = "§ 211 Reglemente för valnämnden\n\nDnr KS-2023-00418\n\nBeslut\nReglementet antas.\n"
    head = "NORRSKENS STAD\nKommunstyrelsen\nSAMMANTRÄDESPROTOKOLL\n2023-11-07\n\n"
    assert numbers(head + case) == {"KS-2023-00418": "own"}
    more = "\n§ 212 Val av ombud\n\nDnr KS-2023-00500\n\nBeslut\nMärta Ek utses, jfr dnr KS-2022-00100.\n"
    assert numbers(head + case + more) == {
        "KS-2023-00418": "item",
        "KS-2023-00500": "item",
        "KS-2022-00100": "referenced",
    }
