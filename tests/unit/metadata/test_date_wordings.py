"""Dates, numbers and kinds in wordings of letterheads, notices and letters beside the usual ones."""

import pytest

from tests.unit.metadata.reading import dates, numbers, values_of

HEAD = "Ekeby kommun\nKommunledningskontoret\n2024-05-06\nDnr KS 2024/12\n\n"
LETTER = f"{HEAD}Begäran om komplettering\n\nVi har börjat handlägga er ansökan.\n"
MINUTES = "Ekeby kommun\nSAMMANTRÄDESPROTOKOLL\nSocialnämnden\n2024-05-06\n\n"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Svaret ska ha inkommit den 15 mars 2023.", "deadline"),
        ("Handlingarna inkom den 15 mars 2023.", "received"),
        ("Svar önskas den 15 mars 2023.", "deadline"),
        ("Bristerna ska åtgärdas före den 15 mars 2023.", "deadline"),
        ("Förhandlingen genomförs den 15 mars 2023.", "event"),
        ("Styrelsen beslutade i maj att förlänga projektet till och med den 15 mars 2023.", "event"),
        ("Du har inte rätt till bidrag. Det beslutade Trygghetskassan den 15 mars 2023.", "decision"),
        ("Sista anbudsdag var den 15 mars 2023.", "deadline"),
        ("Samrådstiden pågår till den 15 mars 2023.", "deadline"),
        ("Kan ni svara mig före den 15 mars 2023?", "deadline"),
        ("Anmälan kom till nämnden den 15 mars 2023.", "received"),
        ("Barnet kom till skolan den 15 mars 2023 utan jacka.", "event"),
        ("Saken kom till nämndens kännedom den 15 mars 2023.", "event"),
        ("Bo Ek föreslog i en motion den 15 mars 2023 att åldringar åker gratis.", "underlag"),
        ("Byggnadsnämnden har lämnat förhandsbesked den 15 mars 2023.", "decision"),
        ("Handlingar som kommit in den 15 mars 2023 eller senare får gallras.", "event"),
        ("Ansökan kom oss till handa den 15 mars 2023.", "received"),
        ("Kommunen fick remissen den 15 mars 2023.", "received"),
        ("Policyn är antagen vid styrelsemöte den 15 mars 2023.", "decision"),
        ("Arbetsutskottet gav den 15 mars 2023 förvaltningen i uppdrag att utreda frågan.", "decision"),
        ("Planen vann laga kraft den 15 mars 2023.", "event"),
        ("Startbeskedet upphör att gälla den 15 mars 2023.", "event"),
        ("Avtalet löper från den 15 mars 2023 och tills vidare.", "valid_from"),
        ("Frågan bordlades den 15 mars 2023.", "meeting"),
        ("Tekniskt samråd hölls den 15 mars 2023.", "meeting"),
        ("Jag mejlade den 15 mars 2023 men fick inget svar.", "event"),
        ("Motionen ligger hos nämnden, som väntas ta ställning den 15 mars 2023.", "meeting"),
        ("Nämnden gav förvaltningen i uppdrag den 15 mars 2023 att utreda frågan.", "decision"),
        ("Regeringen gav den 15 mars 2023 en särskild utredare i uppdrag att se över lagen.", "decision"),
        ("Styrelsen godkände den 15 mars 2023 projektplanen.", "decision"),
        ("Startbesked gavs den 15 mars 2023.", "decision"),
        ("Verket fattade den 15 mars 2023 beslut efter tillsyn.", "decision"),
        ("Riktlinjerna reviderades senast den 15 mars 2023.", "event"),
        ("Motionen väcktes i kommunfullmäktige den 15 mars 2023.", "event"),
        ("Den nya lagen träder i kraft den 15 mars 2023.", "event"),
        ("Ärendet redovisades för nämnden den 15 mars 2023.", "meeting"),
        ("Nämnden informerades den 15 mars 2023 vid ett öppet sammanträde.", "meeting"),
        ("Inspektionen tog den 15 mars 2023 emot en anmälan.", "received"),
        ("Frågan togs upp vid sammanträde med insynsrådet den 15 mars 2023.", "meeting"),
        ("Verket har i remissvar den 15 mars 2023 avstyrkt förslaget.", "underlag"),
        ("Uppdraget ändrades genom tilläggsdirektiv den 15 mars 2023.", "underlag"),
        ("Avtalet föreslås förlängas från och med den 15 mars 2023.", "valid_from"),
        ("Beslutet anslogs den 15 mars 2023.", "posted_from"),
    ],
)
def test_a_sentence_of_a_letter_tells_what_a_day_is(text: str, role: str) -> None:
    assert dates(f"{LETTER}{text}\n")["2023-03-15"] == role


@pytest.mark.parametrize(
    ("row", "role"),
    [
        ("Avpublicering: 2023-03-15", "posted_to"),
        ("Nedtas den 2023-03-15", "posted_to"),
        ("Tillkännages fr.o.m. 2023-03-15", "posted_from"),
        ("Tillkännages t.o.m. 2023-03-15", "posted_to"),
        ("Protokollet får tidigast avlägsnas från anslagstavlan: 2023-03-15", "posted_to"),
        ("Rätt utdraget intygas 2023-03-15", "signing"),
        ("Expedierat 2023-03-15", "event"),
        ("Justeringens tid och plats: 2023-03-15", "justering"),
    ],
)
def test_a_row_of_minutes_tells_what_a_day_is(row: str, role: str) -> None:
    assert dates(f"{MINUTES}§ 41 Lokalbidrag\nNämnden godkänner förslaget.\n\n{row}\n")["2023-03-15"] == role


def test_the_end_of_a_period_is_not_what_its_beginning_is() -> None:
    posted = dates(f"{LETTER}Beslutet anslås på anslagstavlan under tiden 2023-03-15 – 2023-04-06.\n")
    assert (posted["2023-03-15"], posted["2023-04-06"]) == ("posted_from", "posted_to")
    term = dates(f"{LETTER}Avtalet löper från den 15 mars 2023 till den 14 mars 2026.\n")
    assert (term["2023-03-15"], term["2026-03-14"]) == ("valid_from", "event")


def test_a_day_told_in_the_first_sentence_of_a_short_letter_is_not_its_own() -> None:
    found = dates(f"{HEAD}Ni har 2023-03-15 begärt förlängd svarstid i ärendet.\n")
    assert (found["2024-05-06"], found["2023-03-15"]) == ("document", "event")


def test_datum_is_the_decisions_of_an_authority_and_the_papers_of_others() -> None:
    decision = "Myndigheten för havet\nBESLUT\nDatum: 2024-05-06\nDnr: 2024-01234\n\nTillstånd till brygga\n"
    assert dates(decision)["2024-05-06"] == "decision"
    assert dates(decision.replace("BESLUT", "SKRIVELSE"))["2024-05-06"] == "document"


def test_who_prints_both_parties_numbers_has_one_of_its_own() -> None:
    found = numbers(
        "Vallsjö kommun\nVårdkontoret\nVår beteckning: VN/2024:00123\nEr beteckning: 4821-2024\n"
        "2024-05-06\n\n"
        "Komplettering\n\nNämnden lämnar härmed de uppgifter som begärts.\n"
    )
    assert found == {"VN/2024:00123": "own", "4821-2024": "referenced"}


def test_a_letter_cites_the_number_of_the_court_and_of_the_land_survey() -> None:
    court = numbers(f"{LETTER}Mål nr 4821-24, AB Grus ./. Ekeby kommun.\n")
    assert court["KS 2024/12"] == "own"
    assert court.get("4821-24") != "own"
    survey = numbers(f"{HEAD}Lantmäteriets ärendenummer: AB241877\n\nKommunen medger avstyckningen.\n")
    assert survey == {"KS 2024/12": "own", "AB241877": "referenced"}


@pytest.mark.parametrize(
    "text",
    [
        "Vår beteckning: 19810302-9807",
        "Ärende 14/2016 på dagordningen bordlades.",
        "Bilen har registreringsnummer AB241877.",
    ],
)
def test_what_only_looks_like_a_number_of_a_case_is_none(text: str) -> None:
    assert numbers(f"Socialkassan\n2024-05-06\n\nDu har haft sjukpenning sedan mars.\n{text}\n") == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{HEAD}Hej,\nNi har begärt längre tid. Kontakta oss om du undrar något.\n", "skrivelse"),
        (
            "Ekeby kommun\n2024-05-06\n\nFAKTURA\nNi har att betala 200 kronor. Kontakta oss om du undrar.\n",
            "other",
        ),
        ("HÖGSKOLAN I ÅSELE ANSTÄLLNINGSBESLUT\n2024-05-06\nDnr 2024/123\n\nAnna Ek anställs.\n", "beslut"),
        ("Ekeby kommun\n2024-05-06\n\nUtredning om ån\n\nÅn rinner mot havet.\n", "other"),
    ],
)
def test_a_letter_is_told_by_whom_it_addresses(text: str, kind: str) -> None:
    found = values_of(text).document_type
    assert found is not None
    assert found.value == kind


def test_what_lasted_is_not_what_is_to_hold() -> None:
    ruling = "Tillsynsverket\nBESLUT\nDatum 2024-05-06\nDnr 2024-00812\n\nTillsyn\n\nVerkets beslut\n"
    text = f"{ruling}Nämnden har under perioden från och med den 15 mars 2023 behandlat uppgifter fel.\n"
    assert dates(text)["2023-03-15"] == "event"


def test_the_day_under_who_adopted_a_rule_is_the_decisions() -> None:
    text = (
        "Ekeby kommun\n\nReglemente\nKommunstyrelsen\n\nFastställt av: Kommunstyrelsen\nDatum: 25 mars 2015\n"
    )
    assert dates(text)["2015-03-25"] == "decision"


def test_a_time_of_validity_has_a_beginning_and_an_end() -> None:
    text = "Riktlinje för gåvor\n\nBeslutsdatum: 2019-10-08\nGiltighetstid: 2019-11-01 – 2023-10-31\n"
    assert dates(text) == {"2019-10-08": "decision", "2019-11-01": "valid_from", "2023-10-31": "event"}


def test_the_period_of_a_list_is_no_day_of_its_own() -> None:
    text = "Anmälan av delegationsbeslut 2022-10-01 – 2022-10-31\n\nInga beslut har fattats.\n"
    assert dates(text) == {"2022-10-01": "event", "2022-10-31": "event"}


def test_the_place_on_the_boards_agenda_stands_behind_its_day() -> None:
    text = (
        "Vårdförvaltningen        TJÄNSTEUTLÅTANDE             1 (3)\n"
        "                         2017-02-08                   VN 2017-0123\n"
        "Handläggare:             Hälso- och sjukvårdsnämnden\n"
        "Maria Ek                 2017-03-21, p 12\n\nAvtal om tolktjänster\n"
    )
    assert dates(text)["2017-03-21"] == "meeting"


def test_the_board_s_meeting_is_named_over_its_day() -> None:
    text = (
        "Region Ekeby             Tjänsteskrivelse\nRegionkansliet\n"
        "Datum                    Vår beteckning\n2024-05-07               RS-2024-00824\n"
        "Handläggare              Regionstyrelsens sammanträde\n"
        "Maria Ek                 2024-05-21\n\nSvar på remiss om rehabilitering\n"
    )
    assert dates(text)["2024-05-21"] == "meeting"
