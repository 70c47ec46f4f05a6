"""Decisions, minutes, judgments and appeals as they are printed, with boxes and type."""

from tests.unit.metadata.reading import printed, values_of
from tests.unit.structure.paper import boxed_pages
from workers.structure import structure

UNIVERSITY = """
@margins 25 25 20 20
@font serif 10
@tabs 0 70 120
| *NORRSTADS UNIVERSITET | *BESLUT | 1
| Rektor | 2023-05-11 | Diarienummer STYR 2023/987
@skip 8
@tabs 0
= Inrättande av ett centrum för polarstudier
== Beslut
Universitetet beslutar att inrätta ett centrum för polarstudier från och med den 1 juli 2023,
@skip 4
att fastställa bifogad arbetsordning, samt
@skip 4
att uppdra åt dekanen att utse föreståndare.
== Bakgrund
Frågan har beretts av fakulteten.
"""


def test_a_rector_under_the_university_s_name_at_the_edge_is_no_addressee() -> None:
    found = printed(UNIVERSITY)
    assert found.recipient is None
    assert found.issuer is not None
    assert found.issuer.value == "Norrstads universitet"


def test_the_first_clause_may_stand_behind_the_words_that_lead_in() -> None:
    assert [d.value for d in printed(UNIVERSITY).decisions] == [
        "att inrätta ett centrum för polarstudier från och med den 1 juli 2023",
        "att fastställa bifogad arbetsordning",
        "att uppdra åt dekanen att utse föreståndare.",
    ]


MINUTES = """
@margins 25 25 20 20
@font sans 10
@tabs 0 75
| *Ekby kommun | *SAMMANTRÄDESPROTOKOLL
| Kommunstyrelsens arbetsutskott | 2022-06-07
@skip 4
@tabs 0 50
| Plats och tid | Stadshuset, klockan 08.30–11.45
| Justerare | Lena Fritz (C)
| Paragrafer | §§ 101–112
| Underskrifter | Sekreterare ........................
| | Elina Hansdotter
| | Ordförande ........................
| | Peter Söder
| | Justerare ........................
| | Lena Fritz
@skip 8
@tabs 0
§ 101 Dnr 2022/00214
== Revidering av avfallstaxa
== Arbetsutskottets beslut
Arbetsutskottet antar reviderad avfallstaxa.
== Beslutet skickas till
Kommunstyrelsen
"""


def test_dots_behind_a_role_do_not_hide_who_wrote_the_minutes() -> None:
    assert [(s.name, s.title) for s in printed(MINUTES).signatories] == [
        ("Elina Hansdotter", "Sekreterare"),
        ("Peter Söder", "Ordförande"),
        ("Lena Fritz", "Justerare"),
    ]


def test_a_case_s_title_right_over_the_heading_of_its_decision_stays_apart() -> None:
    close = MINUTES.replace("== Revidering", "*Revidering").replace(
        "== Arbetsutskottets", "*Arbetsutskottets"
    )
    headings = [section.heading for section in structure(boxed_pages(close)).sections]
    assert "Arbetsutskottets beslut" in headings
    assert [d.value for d in printed(close).decisions] == ["Arbetsutskottet antar reviderad avfallstaxa."]


def test_what_is_published_is_told_apart_from_to_whom_the_decision_goes() -> None:
    found = printed("""
@margins 25 25 20 20
@font sans 10
| *Ekby kommun
| *DELEGATIONSBESLUT
@skip 6
= Bygglov för tillbyggnad
== Beslut
Bygglov beviljas.
@skip 4
*Beslutet delges:
Sökanden
Beslutet kungörs i: Post- och Inrikes Tidningar
""")
    assert [copy.value for copy in found.copy_to] == ["Sökanden"]


CITY = """
@margins 25 25 20 20
@font sans 10
@tabs 0 120
| | *Ekby Stad
| *Stadsbyggnadskontoret |
@skip 6
@tabs 0
= Tjänsteutlåtande
| Utfärdat 2022-11-14
| Diarienummer SBK 0512/21
@skip 6
= Yttrande över betänkandet Ett enklare bygglov
== Sammanfattning
Stadsledningskontoret har översänt betänkandet för yttrande.
"""


def test_the_city_at_the_right_and_its_office_at_the_left_are_one_sender() -> None:
    issuer = printed(CITY).issuer
    assert issuer is not None
    assert issuer.value == "Ekby Stad, Stadsbyggnadskontoret"


def test_the_last_named_reported_the_matter() -> None:
    officer = values_of("""Tillsynsmyndigheten

Remissvar

Beslut i detta ärende har fattats av generaldirektör Nils Öberg i närvaro av rättschef Mikael Westin och
verksamhetsutvecklare Åsa Wallin, den senare som föredragande.
""").officer
    assert officer is not None
    assert (officer.name, officer.title) == ("Åsa Wallin", "verksamhetsutvecklare")


def test_a_title_of_several_words_before_the_word_for_who_reported() -> None:
    officer = values_of("""EKBY STIFT
Stiftsstyrelsen

Remissyttrande

I handläggningen har deltagit biskop Antje Ek, ordförande, samt Måns Ros, chef för enheten för
samhällsanalys, föredragande.
""").officer
    assert officer is not None
    assert (officer.name, officer.title) == ("Måns Ros", "chef för enheten för samhällsanalys")


COVER = """
@margins 25 25 20 20
@font sans 10
| Ekby kommun
@font sans 16
| *Riktlinjer för
| *kommunens medverkan
| *i sociala medier
@font sans 9
@skip 6
@tabs 0 40 80 120
| Fastställd av | Kommunstyrelsen | Fastställd datum | 2021-09-08, § 178
| Diarienummer | KS 2021/583 | Senast reviderad | 2023-02-01
| Giltig från | 2021-10-01 | Giltig till | Tills vidare
@tabs 0
@font sans 10
== Inledning
Sociala medier är en del av kommunens kommunikation.
"""


def test_the_last_line_of_a_title_is_no_part_of_the_municipality_s_name() -> None:
    issuer = printed(COVER).issuer
    assert issuer is not None
    assert issuer.value == "Ekby kommun"


def test_the_day_of_a_revision_in_a_cell_of_the_cover() -> None:
    assert {date.value: date.role for date in printed(COVER).dates}["2023-02-01"] == "event"


APPEAL = """
@margins 25 25 20 20
@font serif 11
Gunilla Sand
Tallvägen 8
352 45 Norrstad
@skip 4
Norrstad 2023-03-06
@skip 4
Till
Mark- och miljödomstolen vid Norrstads tingsrätt
via Länsstyrelsen i Norra län
@skip 4
*Överklagande av Länsstyrelsens beslut, dnr 403-6611-2022, angående bygglov
@skip 4
Jag överklagar Länsstyrelsens beslut och yrkar att bygglovet upphävs.
Med vänlig hälsning
@skip 6
Gunilla Sand
@skip 4
Bilagor:
Länsstyrelsens beslut
Fotografier (4 st)
"""


def test_an_appeal_goes_to_the_court_by_way_of_the_authority() -> None:
    recipient = printed(APPEAL).recipient
    assert recipient is not None
    assert recipient.value == "Mark- och miljödomstolen vid Norrstads tingsrätt"


def test_an_attachment_whose_name_is_a_heading_elsewhere() -> None:
    assert [a.value for a in printed(APPEAL).attachments] == ["Länsstyrelsens beslut", "Fotografier (4 st)"]


def test_the_first_matter_of_an_agenda_is_no_title() -> None:
    found = printed("""
@margins 25 25 20 20
@font sans 10
@tabs 0 70
| *Ekby kommun | *Kallelse/föredragningslista
@skip 6
= Kulturnämnden
@tabs 0 90 130
| *Ärende | *Dnr | *Föredragande
| 1. Upprop och val av justerare | |
| 2. Årsredovisning för kulturnämnden | KULN/2023:3 | Emma Falk
| 3. Ansökan om bidrag från Teater Katt | KULN/2022:98 | Lova Enk
""")
    assert found.title is None


def test_those_who_judged_sign_over_the_sentence_that_names_them() -> None:
    found = printed("""
@margins 25 25 20 20
@font serif 11
@tabs 0 60 120
| *NORRSTADS TINGSRÄTT | *DOM | Mål nr M 3021-22
| Mark- och miljödomstolen | 2023-06-15 |
@skip 6
@tabs 0 80
*DOMSLUT
Mark- och miljödomstolen avslår överklagandet.
@skip 4
Överklagande senast den 6 juli 2023. Prövningstillstånd krävs.
@skip 4
| Lena Stjern | Bertil Varen
@skip 4
I domstolens avgörande har deltagit rådmannen Lena Stjern, ordförande, och tekniska rådet Bertil Varen. \
Föredragande har varit beredningsjuristen Sara Molin.
""")
    assert [s.name for s in found.signatories] == ["Lena Stjern", "Bertil Varen"]


def test_a_member_of_the_council_signs_a_question() -> None:
    found = values_of("""Ekby kommun
Interpellation

Till kommunalråd Anders Åhr (M)

Vad gör kommunen åt bristen på bostäder?

Enligt jämförelser väntar 43 personer på bostad. Med anledning av detta vill jag fråga när kön ska vara borta.

Ekby den 18 september 2023

Marie Bror (S)
Ledamot i kommunfullmäktige
""")
    assert [s.name for s in found.signatories] == ["Marie Bror"]
    assert {date.value: date.role for date in found.dates} == {"2023-09-18": "document"}


def test_the_church_s_own_number() -> None:
    found = values_of("""SVENSKA KYRKAN
Dnr Ks 2021-0912

Remissyttrande

Vi tillstyrker förslaget.
""")
    assert [(dnr.value, dnr.role) for dnr in found.dnr] == [("Ks-2021-0912", "own")]


EXTRACT = """
@margins 25 25 20 20
@font sans 10
@tabs 0 75
| *Ekby kommun | *PROTOKOLLSUTDRAG
| Kommunfullmäktige | Sammanträdesdatum: 2022-05-30
@skip 6
@tabs 0
*§ 118 Årsredovisning 2021 för Ekhem AB
(KS-2022-00311-1)
== Beslut
Kommunfullmäktige lägger årsredovisningen till handlingarna.
"""


def test_a_number_in_brackets_under_the_case_is_its_own_and_none_of_its_title() -> None:
    found = printed(EXTRACT)
    assert found.title is not None
    assert found.title.value == "Årsredovisning 2021 för Ekhem AB"
    assert [(dnr.value, dnr.role) for dnr in found.dnr] == [("KS-2022-00311-1", "own")]


def test_a_cover_names_the_board_under_the_title() -> None:
    found = printed("""
@margins 25 25 60 20
@font sans 30
| *Årsredovisning 2023
@font sans 16
Gemensamma nämnden för kost och måltider
@font sans 11
@skip 8
Dnr GNK/2024:17
@page
== Sammanfattning
Nämnden redovisar ett överskott på 1,2 miljoner kronor.
== Ekonomi
Intäkterna är högre än budgeten, och kostnaderna lägre än under de två år som gick före.
""")
    assert found.issuer is not None
    assert found.issuer.value == "Gemensamma nämnden för kost och måltider"
    assert [(dnr.value, dnr.role) for dnr in found.dnr] == [("GNK/2024:17", "own")]


def test_the_ombudsmen_s_name_over_two_lines() -> None:
    issuer = printed("""
@margins 25 25 20 20
@font sans 10
@tabs 0 70 130
| *RIKSDAGENS | *BESLUT | Datum
| *OMBUDSMÄN | Justitieombudsmannen | 2023-02-14
| *JO | Per Lenner | Dnr 2345-2022
@skip 6
= Kritik mot en myndighet för långsam handläggning
== Anmälan
I en anmälan klagade AA på myndigheten.
""").issuer
    assert issuer is not None
    assert issuer.value == "Riksdagens ombudsmän"


def test_what_a_decision_is_called_over_it_is_none() -> None:
    found = values_of("""Skoltillsynen
Beslut
2022-05-19
Dnr ST 2021:7845

Skoltillsynens beslut

Föreläggande

Skoltillsynen förelägger Ekby kommun att avhjälpa bristerna.
""")
    assert [d.value for d in found.decisions] == [
        "Skoltillsynen förelägger Ekby kommun att avhjälpa bristerna."
    ]


def test_a_court_s_name_is_no_title() -> None:
    found = values_of("""Gunilla Sand
Tallvägen 8
352 45 Norrstad

Till
Mark- och miljödomstolen vid Norrstads tingsrätt
via Länsstyrelsen i Norra län

Jag överklagar Länsstyrelsens beslut och yrkar att bygglovet upphävs.

Gunilla Sand
""")
    assert found.title is None


def test_an_attachment_behind_a_bullet() -> None:
    found = values_of("""Ekby kommun
Tjänsteskrivelse

Planbesked för kvarteret Eken

Beslutsunderlag

- Tjänsteskrivelse daterad den 21 augusti 2023
- Bilaga, Ansökan om planbesked
- Bilaga, Karta
""")
    assert [a.value for a in found.attachments] == ["Ansökan om planbesked", "Karta"]


def test_a_tribunal_s_name_in_capitals_keeps_its_place() -> None:
    issuer = printed("""
@margins 25 25 20 20
@font sans 10
@tabs 0 70 120
| *HYRESNÄMNDEN I NORRSTAD | *BESLUT | Ärende nr
| | 2023-03-28 | 4512-22
@skip 6
@tabs 0
*SAKEN
Ändring av hyresvillkor
""").issuer
    assert issuer is not None
    assert issuer.value == "Hyresnämnden i Norrstad"


def test_an_authority_and_the_day_of_its_comment_are_no_place_of_signing() -> None:
    text = """Samrådsredogörelse
2023-01-30

Detaljplan för kvarteret Eken

Planförslaget har varit utsänt på samråd under hösten, och yttranden har kommit in.

Inkomna yttranden

Länsstyrelsen Skåne 2022-11-04
Lantmäteriet
"""
    assert {date.value: date.role for date in values_of(text).dates}["2022-11-04"] != "signing"


def test_what_a_survey_decides() -> None:
    found = values_of("""Lantmäteriet
Protokoll 2021-10-05

Fastighetsbildningsbeslut

Fastighetsbildning ska ske enligt karta och beskrivning.

Avslutningsbeslut

Förrättningen avslutas.
""")
    assert [d.value for d in found.decisions] == [
        "Fastighetsbildning ska ske enligt karta och beskrivning.",
        "Förrättningen avslutas.",
    ]


def test_a_case_about_a_building_begins_with_its_address() -> None:
    title = printed("""
@margins 22 25 20 20
@font serif 11
@tabs 0 100
| *Ekby kommun | *Delegationsbeslut
| Bygglovskontoret | Diarienummer: BYGG.2025.2311
@skip 6
| Handläggare: Yasmin Torstens | Bengt Granat
| Telefon: 013-555 62 10 | Rapsgatan 14
| | 582 54 Ekby
@skip 8
= Rapsen 3, Rapsgatan 14 – bygglov för tillbyggnad av enbostadshus
== Beslut
Byggnadsnämnden beviljar bygglov enligt 9 kap. 30 § plan- och bygglagen (2010:900).
""").title
    assert title is not None
    assert title.value == "Rapsen 3, Rapsgatan 14 – bygglov för tillbyggnad av enbostadshus"


AGENDA = """
@margins 22 25 20 20
@font sans 11
*Kallelse
| Socialnämndens arbetsutskott
@skip 6
@tabs 0 10 100 125
| *Nr | *Ärende | *Dnr | *Föredragande
| 1 | Uppföljning av budget | SN | Lars Ahl
| | | 2026/00054 |
| 2 | Riktlinjer för bistånd | SN | Mimmi Roth
| | | 2025/00310 |
"""


def test_a_narrow_column_breaks_a_number_behind_its_board() -> None:
    found = {dnr.value: dnr for dnr in printed(AGENDA).dnr}
    assert {value: dnr.role for value, dnr in found.items()} == {
        "SN 2026/00054": "item",
        "SN 2025/00310": "item",
    }
    assert [evidence.raw for evidence in found["SN 2026/00054"].evidence] == ["SN", "2026/00054"]


def test_a_word_over_a_number_is_no_board() -> None:
    assert "OBS 2026/00054" not in [dnr.value for dnr in printed(AGENDA.replace("| SN |", "| OBS |")).dnr]


def test_a_number_among_the_fields_of_a_cover_is_the_document_s_own() -> None:
    found = printed("""
@margins 25 25 20 20
@font sans 11
*Västervalla kommun
@skip 40
= Rutin för hot och våld
@font sans 14
Socialförvaltningen
@font sans 9
@skip 60
@tabs 0 40 80 120
| *Dokumenttyp | *Beslutad av | *Datum | *Diarienummer
| Rutin | Förvaltningschef | 2025-11-17 | SOC/2025:203
@page
@font sans 11
== 1 Inledning
Denna rutin ersätter rutinen från den 4 maj 2021 (SOC/2021:77).
""")
    assert {dnr.value: dnr.role for dnr in found.dnr} == {
        "SOC/2025:203": "own",
        "SOC/2021:77": "referenced",
    }


def test_a_report_by_its_name_is_no_act() -> None:
    found = values_of(
        "Analysverket\n\nRemissvar\n\nI vår rapport Lokaler för framtiden (2023:14) konstaterade vi detta.\n"
        "Av plan- och bygglagen (2010:900) följer annat, se även meddelandelagen (1991:22).\n"
    )
    assert [r.value for r in found.references] == ["SFS 2010:900", "SFS 1991:22"]


def test_the_day_beside_the_pages_number_is_the_meeting_s() -> None:
    found = printed("""
@margins 22 25 20 20
@font sans 11
@tabs 0 100
| Ekby kommun | SAMMANTRÄDESPROTOKOLL
| Tekniska utskottet | Sammanträdesdatum
| | 2026-03-24
@page
@tabs 0 100 140
| Ekby kommun | 2026-03-24 | 2 (6)
| Tekniska utskottet | |
@tabs 0
== § 20 Taxa för vatten
Utskottet beslutar att taxan fastställs.
""")
    assert {date.role for date in found.dates} == {"meeting"}


LIST_OF_DECISIONS = """
@margins 15 15 15 15
@font sans 9
@tabs 0 110
| *Anmälan av delegationsbeslut 2026-03-01–2026-03-31 | Utskriven 2026-04-07
| Miljönämnden, Ekby kommun | Sida 1 av 3
@tabs 0 40 70 100 150
| *Dnr | *Beslutsdatum | *Löpnr | *Beslut | *Handläggare
| MBN-2026-0114 | 2026-03-02 | DB 61/2026 | Startbesked för carport | Ola Frick
| MBN-2026-0087 | 2026-03-04 | DB 62/2026 | Slutbesked | Ola Frick
| MBN-2025-0981 | 2026-03-11 | DB 63/2026 | Bygglov för skylt | Nina Beck
| MBN-2026-0130 | 2026-03-16 | DB 64/2026 | Föreläggande | Nina Beck
"""


def test_a_list_that_begins_under_the_letterhead_is_no_part_of_it() -> None:
    found = printed(LIST_OF_DECISIONS)
    assert {dnr.value: dnr.role for dnr in found.dnr} == dict.fromkeys(
        ("MBN-2026-0114", "MBN-2026-0087", "MBN-2025-0981", "MBN-2026-0130"), "item"
    )
    assert {date.role for date in found.dates if date.value in ("2026-03-02", "2026-03-16")} == {"decision"}


def test_who_handles_one_row_of_a_list_does_not_handle_the_document() -> None:
    assert printed(LIST_OF_DECISIONS).officer is None


def test_a_name_between_two_columns_has_no_part_of_their_titles() -> None:
    found = printed("""
@margins 25 25 20 20
@font sans 11
*Ekby Energi AB
= Årsredovisning
@font sans 12
för räkenskapsåret 2025
@page
@font sans 11
== Förslag till vinstdisposition
Styrelsen föreslår att medlen överförs i ny räkning.
Ekby den 11 mars 2026
@skip 8
@tabs 0 50 100
| Åsa Melin | | Jan-Erik Wass
| | Kurt Flod |
| Ordförande | | Verkställande direktör
""")
    assert {s.name: s.title for s in found.signatories} == {
        "Åsa Melin": "Ordförande",
        "Kurt Flod": None,
        "Jan-Erik Wass": "Verkställande direktör",
    }
    assert found.title is not None
    assert found.title.value == "Årsredovisning för räkenskapsåret 2025"


def test_whose_mailbox_an_e_mail_was_printed_from_did_not_write_it() -> None:
    found = values_of("""Registrator Socialförvaltningen

Från: Gunnel Asp <gunnel.asp@hemma.example>
Skickat: den 18 maj 2026 21:14
Till: Socialnämnden
Ämne: Klagomål på färdtjänsten

Hej,

Jag vill ha svar senast den 1 juni.

Vänliga hälsningar
Gunnel Asp
Björkvägen 3
598 40 Ekby
0492-555 12
""")
    assert found.issuer is not None
    assert found.issuer.value == "Gunnel Asp"
    assert found.officer is None
    assert [s.name for s in found.signatories] == ["Gunnel Asp"]


def test_what_happens_in_a_service_is_a_title_and_its_answer_stands_under_it() -> None:
    title = printed("""
@margins 25 25 20 20
@font serif 11
@tabs 0 90
| *Östra stadsdelsförvaltningen | *Tjänsteutlåtande
| | 2026-02-19
@skip 8
@font serif 16
*Valfrihet i hemtjänsten
@font serif 11
Svar på remiss från kommunstyrelsen, dnr KS 2025/1409
@skip 4
== Förvaltningens förslag till beslut
1. Stadsdelsnämnden överlämnar tjänsteutlåtandet som svar på remissen.
""").title
    assert title is not None
    assert title.value == "Valfrihet i hemtjänsten"


def test_addressees_whose_type_a_scan_tells_too_large_are_no_headings() -> None:
    found = printed("""
@margins 25 25 20 20
@font serif 11
*Ekby kommun
== Förslag till beslut
Motionen anses besvarad med kommunledningskontorets yttrande över den.
== Beslutet delges
@font serif 14
| Motionärerna
@font serif 18
| Samhällsbyggnadsnämnden
@font serif 16
| Akten
""")
    assert [copy.value for copy in found.copy_to] == ["Motionärerna", "Samhällsbyggnadsnämnden", "Akten"]


def test_minutes_decide_in_the_paragraph_under_the_words_for_it() -> None:
    found = values_of("""Ekby kommun
Tekniska utskottet
SAMMANTRÄDESPROTOKOLL
2026-03-24

§ 20 Fastställande av dagordning

Tekniska utskottet beslutar

Dagordningen fastställs med tillägg av en information.

§ 22 Svar på medborgarförslag

Tekniska utskottet beslutar

Medborgarförslaget avslås.

Reservation

Per Modig (KD) reserverar sig mot beslutet.
""")
    assert [decision.value for decision in found.decisions] == [
        "Dagordningen fastställs med tillägg av en information.",
        "Medborgarförslaget avslås.",
    ]


def test_a_sender_with_the_day_beside_the_address_signs_below() -> None:
    found = printed("""
@margins 25 25 20 20
@font serif 12
@tabs 0 100
| Ulla Kärr |
| Tallstigen 9 | Ekby 2026-01-28
| 598 31 Ekby |
@skip 6
@tabs 0
| Till Förvaltningsrätten i Linköping
@skip 6
= Överklagande av beslut om dispens
Jag yrkar att förvaltningsrätten upphäver nämndens beslut.
@skip 8
Ulla Kärr
""")
    assert [s.name for s in found.signatories] == ["Ulla Kärr"]


def test_who_answers_in_the_council_signs_with_party_and_office() -> None:
    found = values_of("""Ekby kommun
2026-05-11
KS 2026/00311

Svar på interpellation från Lova Brandt (L) om skolskjutsar

Med detta anser jag interpellationen besvarad.

Hans Löf (M)
Kommunstyrelsens ordförande
""")
    assert [(s.name, s.title) for s in found.signatories] == [("Hans Löf", "Kommunstyrelsens ordförande")]


def test_the_title_of_who_decided_may_stand_before_the_name() -> None:
    found = printed("""
@margins 25 25 20 20
@font sans 11
*Ekby kommun
| Beslut om avslag på begäran
@skip 4
@tabs 0 30
| Datum: | 2026-03-30
| Dnr: | HSF26-0188
| Beslutsfattare: | Kommunarkivarie Siri Wenn
@skip 4
== Beslut
Begäran om att ta del av personalakten avslås enligt offentlighets- och sekretesslagen.
""")
    assert [(s.name, s.title) for s in found.signatories] == [("Siri Wenn", "Kommunarkivarie")]
    assert [(dnr.value, dnr.role, dnr.family, dnr.flags) for dnr in found.dnr] == [
        ("HSF26-0188", "own", "prefix_short_year", ())
    ]
