"""Usual wordings of records: what a date's words make of it, and who is addressed, asked and told."""

import pytest

from tests.unit.metadata.reading import values_of

DAY = "2023-03-15"
REPORT = (
    "Ekeby kommun\nKommunledningskontoret\nTJÄNSTESKRIVELSE\n2024-05-06\nDnr KS 2024/12\n\n"
    "Ombyggnad av Björkskolan\n\nFörslag till beslut\nKommunstyrelsen godkänner redovisningen.\n\nÄrendet\n"
)
DECISION = (
    "Myndigheten för havet\nBESLUT\n2024-05-06\nDnr 2024-01234\n\nTillstånd att anlägga en brygga\n\n"
    "Beslut\nAnsökan avslås.\n\nSkälen för beslutet\n"
)
MINUTES = (
    "Ekeby kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\n2024-05-06\n\n§ 41 Dnr KS 2024/12\n"
    "Ombyggnad av Björkskolan\n\nBeslut\nKommunstyrelsen godkänner redovisningen.\n\n"
    "Sammanfattning av ärendet\n"
)
RULES = "Ekeby kommun\n\nRiktlinjer för resor\n\nDokumenttyp: Riktlinje\n"
LETTER = (
    "Ekeby kommun\nKommunledningskontoret\nSkrivelse\n2024-05-06\nDnr KS 2024/12\n\n"
    "Begäran om komplettering\n\nVi har börjat handlägga er ansökan.\n"
)


@pytest.mark.parametrize(
    ("head", "text", "role"),
    [
        (REPORT, "Enligt avtalet från den 15 mars 2023 ska lokalerna återlämnas städade.", "underlag"),
        (REPORT, "Revisionens granskningsrapport från 2023-03-15 visar på brister.", "underlag"),
        (REPORT, "Avtalet löper från och med den 15 mars 2023 i fyra år.", "valid_from"),
        (REPORT, "Avtalet löper ut den 15 mars 2023 om det inte förlängs.", "event"),
        (REPORT, "Hyresavtalet förlängs med två år från och med 2023-03-15.", "valid_from"),
        (REPORT, "Svarstiden har förlängts till den 15 mars 2023.", "deadline"),
        (REPORT, "Svaret ska vara kommunstyrelsen till handa den 15 mars 2023.", "deadline"),
        (REPORT, "Remissen ska besvaras den 15 mars 2023 enligt missivet.", "deadline"),
        (REPORT, "Facklig samverkan har skett den 15 mars 2023 utan erinran.", "meeting"),
        (REPORT, "Förhandling enligt 11 § MBL har genomförts 2023-03-15.", "meeting"),
        (REPORT, "Kontoret lämnade sitt yttrande den 15 mars 2023 till revisorerna.", "event"),
        (REPORT, "Hjärnskadeförbundet Samverkan fyllde tio år den 15 mars 2023.", "event"),
        (DECISION, "Ansökan registrerades hos myndigheten den 15 mars 2023.", "received"),
        (DECISION, "Myndigheten tog emot er anmälan den 15 mars 2023 via e-tjänsten.", "received"),
        (DECISION, "Myndigheten besökte platsen den 15 mars 2023.", "event"),
        (DECISION, "Förhandling enligt medbestämmandelagen har skett 2023-03-15.", "meeting"),
        (REPORT, "Äldre bestämmelser gäller för ärenden som har påbörjats före den 15 mars 2023.", "event"),
        (REPORT, "Kontoret ska svara på remissen före den 15 mars 2023.", "deadline"),
        (REPORT, "Information har lämnats i förvaltningens samverkansgrupp 2023-03-15.", "meeting"),
        (REPORT, "Exploateringsnämnden lämnade markanvisning för marken 2023-03-15.", "decision"),
        (MINUTES, "Anslagstid: 2023-03-15 – 2023-04-08", "posted_from"),
        (MINUTES, "Anslaget 2023-03-15", "posted_from"),
        (MINUTES, "Anslås under tiden 2023-03-15–2023-04-08", "posted_from"),
        (MINUTES, "Anslås t.o.m. 2023-03-15", "posted_to"),
        (MINUTES, "Anslaget tas bort 2023-03-15", "posted_to"),
        (MINUTES, "Publicerad på kommunens anslagstavla 2023-03-15", "posted_from"),
        (MINUTES, "Tid och plats för justering: Kommunhuset 2023-03-15", "justering"),
        (RULES, "Datum för fastställande: 2023-03-15\n\nInledning\nDe gäller alla.", "decision"),
        (RULES, "Giltig till: 2023-03-15\n\nInledning\nDe gäller alla.", "event"),
        (LETTER, "Kompletteringen ska vara oss till handa den 15 mars 2023.", "deadline"),
        (LETTER, "Vi tog emot er ansökan 2023-03-15 och har börjat handlägga den.", "received"),
    ],
)
def test_the_words_before_a_date_tell_its_part(head: str, text: str, role: str) -> None:
    assert [d.role for d in values_of(f"{head}{text}\n").dates if d.value == DAY] == [role]


FORWARDED = (
    "Roger Engdahl\nGranstigen 39\n641 90 Tunhem\n\n2025-03-18\n\nByggnadsnämnden i Tunhems kommun\nBox 41\n"
    "641 21 Tunhem\n\nFör vidare befordran till Länsstyrelsen i Mellanlands län\n\n"
    "Överklagande av beslut om bygglov på fastigheten Hagen 3:39\n\n"
    "Jag överklagar byggnadsnämndens beslut och yrkar att länsstyrelsen upphäver bygglovet.\n"
)


def test_a_forwarded_appeal_is_addressed_to_whom_it_is_handed_to_and_drawn_up_by_no_board() -> None:
    found = values_of(FORWARDED)
    assert found.recipient is not None
    assert found.recipient.value == "Byggnadsnämnden i Tunhems kommun"
    assert found.title is not None
    assert found.title.value.startswith("Överklagande av beslut")
    assert found.issuer is None


def test_a_letter_that_asks_for_comments_is_no_comment() -> None:
    text = (
        "Klimatdepartementet\n2024-05-06\nKN2024/01234\n\nRemiss av betänkandet Elnät (SOU 2024:12)\n\n"
        "Remissvaren ska ha kommit in till Klimatdepartementet senast den 15 mars 2025.\n\n"
        "I remissen ligger att regeringen vill ha synpunkter på förslagen.\n"
    )
    found = values_of(text).document_type
    assert found is not None
    assert found.value == "skrivelse"


def test_what_is_passed_on_to_a_higher_board_is_proposed_and_the_rest_decided() -> None:
    text = MINUTES.replace(
        "Kommunstyrelsen godkänner redovisningen.\n",
        "Kommunstyrelsen föreslår kommunfullmäktige besluta\natt anta planen.\n"
        "Kommunstyrelsen beslutar för egen del\natt paragrafen justeras omedelbart.\n",
    )
    found = values_of(text)
    assert [p.value for p in found.decision_proposals] == ["att anta planen."]
    assert [d.value for d in found.decisions] == ["att paragrafen justeras omedelbart."]


def test_a_list_on_one_line_ends_with_the_last_two_and_no_name_with_och_is_parted() -> None:
    found = values_of(
        f"{REPORT}Text.\n\nKopia till: Ekens IK, Kultur- och fritidsnämnden och Ekonomienheten\n"
    ).copy_to
    assert [c.value for c in found] == ["Ekens IK", "Kultur- och fritidsnämnden", "Ekonomienheten"]


def test_what_is_reported_to_a_board_is_no_copy() -> None:
    found = values_of(f"{DECISION}Text.\n\nDelges\nSökanden\n\nAnmäls\nSocialnämnden\n").copy_to
    assert [c.value for c in found] == ["Sökanden"]


def test_a_name_alone_under_place_and_date_signs_and_its_address_makes_it_no_addressee() -> None:
    text = (
        "Till\nMiljönämnden i Björkå kommun\n\nKlagomål på rök från eldning\n\n"
        "Jag vill anmäla att min granne eldar trädgårdsavfall nästan varje dag. Jag önskar att ni gör en "
        "inspektion och meddelar mig vad ni kommer fram till.\n\nBjörkå den 19 juli 2021\nRebecka Asplund\n"
        "Lärkvägen 17, 451 90 Björkå\n"
    )
    found = values_of(text)
    assert [s.name for s in found.signatories] == ["Rebecka Asplund"]
    assert found.recipient is not None
    assert found.recipient.value == "Miljönämnden i Björkå kommun"


@pytest.mark.parametrize(
    ("printed", "value"),
    [("ÖF 0333-18", "ÖF 0333-18"), ("Fd 3360/2025", "Fd 3360/2025"), ("8-1812753", "8-1812753")],
)
def test_series_that_only_a_label_tells(printed: str, value: str) -> None:
    found = values_of(DECISION.replace("Dnr 2024-01234", f"Dnr: {printed}")).dnr
    assert [(d.value, d.role) for d in found] == [(value, "own")]


def test_a_time_of_an_agenda_is_no_number() -> None:
    agenda = (
        "Ekeby Bostäder AB\nKALLELSE\n2024-05-06\n\nNr   Dnr   Tid   Ärende\n"
        "1   NB 23/311   13.00   Mötet öppnas\n2   NB 23/312   13.10   Ekonomi\n"
    )
    assert not {d.value for d in values_of(agenda).dnr} & {"13.00", "13.10"}


def test_the_writer_of_a_letter_is_not_addressed_and_each_of_two_signs() -> None:
    text = (
        "Filip Tillander\nKarl Jernberg\nFjärilsvägen 63\n139 40 Kolarö\n\n"
        "Byggnadsnämnden i Hultby kommun\n\n"
        "Överklagan av beslut om bygglov på Fjärilen 1:63\n\n"
        "Härmed överklagar vi byggnadsnämndens beslut och begär att det upphävs.\n\n"
        "Kolarö den 29 november 2022\n\nFilip Tillander Karl Jernberg\n"
    )
    found = values_of(text)
    assert found.recipient is None or found.recipient.value == "Byggnadsnämnden i Hultby kommun"
    assert [s.name for s in found.signatories] == ["Filip Tillander", "Karl Jernberg"]
