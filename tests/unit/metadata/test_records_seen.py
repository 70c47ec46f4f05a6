"""What pieces of real public records showed: agendas, rows of documents, days that belong together."""

import pytest

from tests.unit.metadata.reading import dates, kind, numbers

AGENDA = """Ekudds stadsdelsnämnd
Sammanträde 2012-06-12

Datum
2012-06-12
Klockan
19:00

3 Val av justerare

15 Ny parklek

Dnr 7-742-2011

16 Cykelplan

Remiss från trafiknämnden, dnr T 2010-313-01743.

Dnr 1.5.3-219-2012
"""
EXTRACT = """SAMMANTRÄDESPROTOKOLL
Kommunfullmäktige
2007-11-26

KF § 278
Medborgarförslag om belysning på Ringvägen

KS2007/0137-31
- Medborgarförslag 2007-03-22
- Tekniska nämnden 2007-08-29, § 224
- Ledningskontoret 2007-09-13

I ett medborgarförslag föreslås belysning på Ringvägen.
"""
HEAD = "Ekeby kommun\nKommunledningskontoret\n2024-05-06\nDnr KS 2024/12\n\n"
REPORT = f"{HEAD}TJÄNSTESKRIVELSE\n\nNy taxa för tillsyn\n\nFörvaltningen har berett ärendet.\n"
RULING = "Justitieombudsmannen\nBESLUT\nDatum 2024-05-06\nDnr 1480-2022\n\nKritik mot ett verk\n\nBakgrund\n"


def test_the_numbers_of_an_agenda_are_those_of_its_matters() -> None:
    assert kind(AGENDA) == "kallelse"
    assert dates(AGENDA) == {"2012-06-12": "meeting"}
    assert numbers(AGENDA) == {
        "7-742-2011": "item", "T 2010-313-01743": "referenced", "1.5.3-219-2012": "item",
    }  # fmt: skip


def test_a_report_that_mentions_a_meeting_is_no_agenda() -> None:
    text = f"{REPORT}Frågan togs upp på ett sammanträde 2024-03-01.\n\n1 Bakgrund\n\n2 Bedömning\n"
    assert kind(text) == "tjänsteskrivelse"
    assert numbers(text) == {"KS 2024/12": "own"}


def test_rows_of_documents_need_no_heading() -> None:
    found = dates(EXTRACT)
    assert found.pop("2007-11-26") == "meeting"
    assert set(found.values()) == {"underlag"}
    assert numbers(EXTRACT) == {"KS2007/0137-31": "own"}
    assert kind(EXTRACT) == "protokollsutdrag"


def test_rows_of_labels_are_no_documents() -> None:
    posted = "ANSLAG/BEVIS\nAnslaget sätts upp 2007-12-03\nAnslaget tas ned 2007-12-27\n"
    found = dates(f"{EXTRACT}\n{posted}")
    assert (found["2007-12-03"], found["2007-12-27"]) == ("posted_from", "posted_to")


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Nämndens beslut den 1 mars 2023 och den 15 mars 2023 har vunnit laga kraft.", "decision"),
        ("Länsverket fattade den 15 mars 2023 beslut i ärendet.", "decision"),
        ("Kommunstyrelsen uppdrog den 15 mars 2023 åt kontoret att ta fram en plan.", "decision"),
        ("Ida Berg har i kommunfullmäktige 2023-03-15, § 43, väckt en motion.", "event"),
        ("Förvaltningen återkommer till kommunstyrelsen den 15 mars 2023.", "meeting"),
        ("Anslaget till och med 2023-03-15", "posted_to"),
        ("Sista datum för överklagande 2023-03-15", "deadline"),
        ("Fastställd/upprättad 2023-03-15", "decision"),
        ("Senast ändrad av kommunfullmäktige den 15 mars 2023, § 6.", "decision"),
    ],
)
def test_a_sentence_of_a_report_tells_what_a_day_is(sentence: str, role: str) -> None:
    assert dates(f"{REPORT}\n{sentence}\n")["2023-03-15"] == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Bolaget överklagade beslutet den 15 mars 2023.", "event"),
        ("Du har överklagat länsstyrelsens beslut den 15 mars 2023 om hastighet.", "event"),
        ("I en dom den 15 mars 2023 beslutade tingsrätten i frågan.", "event"),
        ("Länsstyrelsen överlämnade överklagandet till verket den 15 mars 2023.", "event"),
    ],
)
def test_what_befell_a_decision_is_not_its_day(sentence: str, role: str) -> None:
    assert dates(f"{RULING}{sentence}\n")["2023-03-15"] == role


def test_a_label_without_room_behind_its_colon() -> None:
    assert dates(f"{HEAD}Beslutsdatum:2023-03-15\n")["2023-03-15"] == "decision"
    assert "2010-02-28" not in dates(f"{HEAD}Fastigheten Bäcken 2:2010-02-28.\n")


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("Reg.nr 31-70-23", "31-70-23", "own"),
        ("Dnr Adm 6107/04", "Adm 6107/04", "own"),
        ("Dnr 8.7.1-6361/2015-1", "8.7.1-6361/2015-1", "own"),
        ("Dnr KS 149/17", "KS 149/17", "own"),
        ("Dnr 0907/19", "0907/19", "own"),
    ],
)
def test_series_of_smaller_registers(text: str, number: str, role: str) -> None:
    assert numbers(f"Ämbetet för arkiv\nBESLUT\n2024-05-06\n{text}\n\nAnsökan beviljas.\n") == {number: role}


def test_what_those_who_answer_are_to_state_is_the_askers_number() -> None:
    asked = "Remissvaren lämnas senast den 15 mars 2023. Ange skötselstrategi: SKS 2020/3516 i ert svar."
    assert numbers(f"Förslag till strategi\n\nVerken ger möjlighet att svara.\n\n{asked}\n") == {
        "SKS 2020/3516": "own"
    }


def test_a_number_in_the_title_is_the_case_it_answers_to() -> None:
    text = "Socialnämnden\n2024-05-06\nDnr SCN-2024-0180\n\nTillsyn av boenden, dnr 8.5-2920/2023\n\nSvar.\n"
    assert numbers(text) == {"SCN-2024-0180": "own", "8.5-2920/2023": "referenced"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HFD 2019 ref. 39\n\nFråga om ett onormalt lågt anbud.\n", "domstolsavgörande"),
        ("Motion till kommunfullmäktige\n\n2024-05-06\n\nFler bänkar i parken\n", "skrivelse"),
        ("Ekeby kommun\n2024-05-06\n\nYttrande\n\nRevisorerna har granskat nämnden.\n", "remissvar"),
        (
            "Plats och tid Salen, kl 15\nBeslutande Ewa Lind\nParagrafer 235 - 259\nANSLAG/BEVIS\n"
            "Protokollet är justerat.\n\n§ 235 Val\nAvsägelsen godkänns.\n",
            "protokoll",
        ),
        (
            "Skogsverkets beslut\n\nSkogsverket avslår begäran. Ni har fått tillfälle att yttra er.\n",
            "beslut",
        ),
    ],
)
def test_what_names_the_kind_of_a_record(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_a_ruling_cited_in_a_later_paragraph_makes_no_judgment() -> None:
    cited = "NJA 2001 s. 10 gällde en liknande fråga om ersättning."
    assert kind(f"Om ersättning\n\nTaxan ändrades för några år sedan.\n\n{cited}\n") != "domstolsavgörande"
    assert kind(f"NJA 2001 s. 10\n\nFråga om ersättning.\n\n{cited}\n") == "domstolsavgörande"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JK 6111-08-28\n\nInspektion av ett verk\n\nVerket inspekterades under två dagar.\n", "beslut"),
        ("Förslag till beslut  1 (15)\n2023-12-13  435-1705-21\n\nBildande av reservatet Lillhult\n\n"
         "Länsstyrelsen i Norra län beslutar att förklara området som reservat.\n", "beslut"),
        ("ALLMÄNNA REKLAMATIONSNÄMNDEN\nÄnr 2017-01234\nAvgörande 2018-03-05\n\nFel i köpt bil\n", "beslut"),
        ("BESLUT OM BISTÅND\n2019-03-05\nDnr 2019-0012\n\nAnsökan beviljas.\n"
         "Beslutet fattades på delegation av biståndshandläggare.\n", "delegationsbeslut"),
        ("Näringsutskottets yttrande\n\nTill finansutskottet\n\nUtskottet behandlar frågan.\n", "remissvar"),
        ("Kulturnämnden\nAnmälningsärenden till nämndens sammanträde 2018-05-23\n\nKFN 2018/88 Ny plan\n",
         "anmälningslista"),
        ("Författningssamling\nEkholms kommun\n\nREGLER FÖR BIDRAG\n\nBidrag ges.\n", "riktlinje"),
        ("Tillsynsverket                 Dnr 012345-2019\nRättsavdelningen\n2019-11-04\n\n"
         "Justitieombudsmannen\nBox 12\n123 45 Ekholm\n\nUpplysningar i JO:s ärende dnr 5512-2019\n\n"
         "Ombudsmannen har den 1 oktober 2019 begärt att verket ska lämna upplysningar i ärendet. Verket\n"
         "lämnar följande upplysningar.\n", "skrivelse"),
        ("KU-anmälan av Eva Hall (V)\n\n2013-04-05\n\nBegäran om granskning\n", "skrivelse"),
        ("Kyrkostyrelsens skrivelse 2015:6\n\nNy ordning\n\nSkrivelsen överlämnas.\n", "skrivelse"),
        ("Framställning till riksdagen\n\nÖversyn av ett ämbete\n\nEn kommitté har utrett.\n", "skrivelse"),
        ("PROTOKOLL\nFULLMÄKTIGE 2005-11-24\n\nFinanspolicy\n\nFullmäktige beslutade att anta policyn.\n\n"
         "Rätt utdraget ur protokollet intygar:\n", "protokollsutdrag"),
        ("Regionstyrelsen har sammanträtt\n\nPublicerad 2018-12-12\n\nRegionstyrelsen beslutar att avskriva "
         "fordringar.\nRegionstyrelsen utser ett ombud.\n", "other"),
    ],
)  # fmt: skip
def test_what_names_a_kind_in_real_records(text: str, expected: str) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{REPORT}Kommunstyrelsens yttrande bifogas. Beslut om delegation har fattats tidigare.\n",
        f"{HEAD}TJÄNSTESKRIVELSE\n\nNy taxa\n\nFörvaltningens yttrande\nVi föreslår kommunen att vänta.\n",
    ],
)
def test_a_report_stays_a_report(text: str) -> None:
    assert kind(text) == "tjänsteskrivelse"
