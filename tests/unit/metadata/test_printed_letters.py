"""Papers as they are printed, with boxes and type: what only their layout tells."""

from tests.unit.metadata.reading import numbers, printed, values_of
from tests.unit.structure.paper import boxed_pages
from workers.structure import structure

OFFICE = """
@margins 25 25 20 20
@font sans 10
| Almby stad
| Stadskontoret
@skip 6
@tabs 105
| Datum
| 2023-03-15
| Vår referens
| Ylva Bränn
| Sekreterare
| ylva.brann@almby.example
@skip 6
@tabs 0
| *Tjänsteskrivelse
@skip 3
= Remiss om skyldighet att redovisa elevers frånvaro (Ds 2022:31)
| *STK-2022-1734
== Sammanfattning
Almby stad har beretts möjlighet att yttra sig över departementspromemorian om elevers frånvaro.
== Förslag till beslut
1. Kommunstyrelsen godkänner förslaget till yttrande.
== Beslutsunderlag
@tabs 8
| Departementspromemoria Ds 2022:31
| Förslag till yttrande
| Remissvar från grundskolenämnden
| Bilaga, Karta över upptagningsområden
@tabs 0
== Ärendet
Remisstiden går ut den 22 april 2023. Stadskontoret har hämtat in yttrande från nämnderna.
== Ansvariga
| Micael Norling Avdelningschef
| Andreas Bro Stadsdirektör
"""


def test_what_a_decision_rests_on_is_no_heading_where_headings_are_bold() -> None:
    headings = [section.heading for section in structure(boxed_pages(OFFICE)).sections]
    assert headings[1:] == [
        "Sammanfattning",
        "Förslag till beslut",
        "Beslutsunderlag",
        "Ärendet",
        "Ansvariga",
    ]


def test_a_number_in_bold_under_the_title_is_the_paper_s_own() -> None:
    assert [(dnr.value, dnr.role) for dnr in printed(OFFICE).dnr] == [("STK-2022-1734", "own")]


def test_a_title_that_is_a_label_too_stands_between_name_and_address() -> None:
    officer = printed(OFFICE).officer
    assert officer is not None
    assert (officer.name, officer.title) == ("Ylva Bränn", "Sekreterare")


def test_those_responsible_sign() -> None:
    assert [(s.name, s.title) for s in printed(OFFICE).signatories] == [
        ("Micael Norling", "Avdelningschef"),
        ("Andreas Bro", "Stadsdirektör"),
    ]


def test_an_attachment_without_a_number_among_what_the_decision_rests_on() -> None:
    assert [a.value for a in printed(OFFICE).attachments] == ["Karta över upptagningsområden"]


REGION = """
@margins 25 25 20 20
@font sans 10
@tabs 0 62 115
| *REGION STRANDMARK | 1 (3) | Sjukvårdsnämnden
| Sjukvårdsförvaltningen | | 2022-10-26
| | TJÄNSTEUTLÅTANDE |
| Handläggare: | 2022-09-14 |
| Lisbeth Ekeby | SJN 2022-1387 |
@skip 8
= Yttrande över motion om rökfria entréer
== Ärendebeskrivning
Jens Sjö (M) har väckt en motion om rökfria entréer vid regionens sjukhus.
== Förslag till beslut
1. Yttrande över motionen avges till regionstyrelsen.
"""


def test_a_day_under_the_board_beside_the_letterhead_is_its_meeting() -> None:
    found = printed(REGION)
    assert {date.value: date.role for date in found.dates} == {
        "2022-10-26": "meeting",
        "2022-09-14": "document",
    }


def test_places_keep_their_capitals() -> None:
    issuer = printed(REGION).issuer
    assert issuer is not None
    assert issuer.value == "Region Strandmark, Sjukvårdsförvaltningen"


MINUTES = """
@margins 25 25 20 20
@font sans 10
@tabs 0 140
| *STRANDMARKSREGIONEN | 12 (48)
| Protokoll från regionstyrelsen, 2022-11-15 |
@skip 6
@tabs 0
== § 261
== Ansökan om driftsbidrag
Diarienummer RS 2022-03671
== Beslut
Regionstyrelsen beviljar Stiftelsen Lyckan ett driftsbidrag om 450 000 kronor.
== Beslutsunderlag
Protokoll från kulturnämnden, 2022-10-20
"""


def test_the_day_behind_the_word_in_the_mast_of_minutes_is_the_meeting_s() -> None:
    assert {date.value: date.role for date in printed(MINUTES).dates} == {
        "2022-11-15": "meeting",
        "2022-10-20": "underlag",
    }


JUDGMENT = """
@margins 25 25 20 20
@font serif 12
@tabs 0 60 120
| *KAMMARRÄTTEN | *DOM | Mål nr
| *I NORRSTAD | 2023-11-08 | 1423-23
@skip 6
*KLAGANDE
Försäkringskassan
@skip 3
*SAKEN
Sjukersättning
@skip 3
*KAMMARRÄTTENS AVGÖRANDE
Kammarrätten avslår överklagandet.
"""


def test_what_a_court_s_case_is_about_may_be_one_word() -> None:
    title = printed(JUDGMENT).title
    assert title is not None
    assert title.value == "Sjukersättning"


def test_a_party_s_company_is_not_what_the_case_is_about() -> None:
    title = printed(JUDGMENT.replace("Sjukersättning", "Stadsbostäder i Norrstad AB")).title
    assert title is None or title.rule != "title.label"


def test_a_company_in_the_window_is_addressed() -> None:
    found = printed("""
@margins 65 25 20 20
@font serif 11
*Tillsynsmyndigheten
@skip 6
| Ljusgata Bredband Aktiebolag
| Box 1012
| 101 38 Norrstad
@skip 6
= Beslut efter tillsyn av personuppgifter
== Tillsynsmyndighetens beslut
Tillsynsmyndigheten konstaterar att bolaget har behandlat uppgifter i strid med förordningen.
Detta beslut har fattats av vikarierande generaldirektören Karin Lönn efter föredragning av juristen Bo Ek.
""")
    assert found.recipient is not None
    assert found.recipient.value == "Ljusgata Bredband Aktiebolag"
    assert [(s.name, s.title) for s in found.signatories] == [
        ("Karin Lönn", "vikarierande generaldirektören")
    ]


def test_the_number_of_an_order_is_neither_a_case_s_nor_a_title() -> None:
    found = values_of("""Nordbygg Entreprenad AB
FAKTURA
Fakturanummer 2023-10456

Ekby kommun
Box 210
971 07 Ekby

Ert beställningsnummer: IN-2023-0087

Att betala 20 075,00 kr
""")
    assert not found.dnr
    assert found.title is None


def test_an_order_named_in_a_sentence_is_no_case_and_a_case_beside_one_is() -> None:
    assert not numbers("Ekby kommun\n\nEr order IN-2023-0087 levererades i tid enligt avtalet.\n")
    assert "KS 2023/118" in numbers(
        "Ekby kommun\n\nOfferten, dnr KS 2023/118, antogs i enlighet med avtalet.\n"
    )


def test_the_enforcement_authority_s_number_is_no_telephone() -> None:
    assert numbers("Kronofogden\nMålnummer 01-214532-22\n\nUtslag\n") == {"01-214532-22": "own"}
    assert numbers("Kronofogden\nMålnummer 08-214532\n\nUtslag\n") == {}


def test_a_party_with_an_address_does_not_sign() -> None:
    found = values_of("""Kronofogden
Utslag

Sökande
Inkassobolaget AB

Svarande
Lars Test
Granvägen 3, 621 40 Norrstad

Utslag

Svaranden ska betala 4 350 kr.
""")
    assert found.signatories == ()


def test_a_printed_mail_is_addressed_to_whom_it_was_sent_and_not_to_its_writer_s_office() -> None:
    found = values_of("""Från: Sofia Gran <sofia.gran@ekby.example>
Skickat: den 4 maj 2023 13:42
Till: Registrator Kommun <kommun@ekby.example>
Ämne: VB: Komplettering i ärende KS 2023/198

Hej!

Kan du diarieföra bifogad komplettering i ärendet ovan?

Med vänlig hälsning

Sofia Gran
Planarkitekt

Ekby kommun
Samhällsbyggnad
531 88 Ekby
""")
    assert found.recipient is not None
    assert found.recipient.value == "Registrator Kommun"


def test_an_office_s_name_may_be_broken_under_the_municipality_s() -> None:
    found = values_of("""Ekby kommun
Barn- och
ungdomsförvaltningen

Tjänsteskrivelse

Delårsrapport augusti

Ska expedieras till
Akten
Kommunstyrelsen
""")
    assert found.issuer is not None
    assert found.issuer.value == "Ekby kommun, Barn- och ungdomsförvaltningen"
    assert [copy.value for copy in found.copy_to] == ["Akten", "Kommunstyrelsen"]


def test_an_officer_s_surname_may_stand_first() -> None:
    found = values_of("""KOMMUNSTYRELSENS FÖRVALTNING
TJÄNSTEUTLÅTANDE

Handläggare
Lindgren, Petra
Petra.Lindgren@ekby.example

Svar på motion om gångvägar
""").officer
    assert found is not None
    assert (found.name, found.raw, found.email) == (
        "Petra Lindgren",
        "Lindgren, Petra",
        "Petra.Lindgren@ekby.example",
    )


def test_the_number_of_the_case_that_is_answered_is_not_the_answerer_s() -> None:
    answer = """Miljöverket
YTTRANDE
2026-02-27
Ärendenr: NV-09912-25

Klimatdepartementet

Yttrande över betänkandet Äldre deponier (SOU 2025:97)

KN2025/01893

Miljöverket tillstyrker förslagen.
"""
    assert numbers(answer) == {"NV-09912-25": "own", "KN2025/01893": "referenced"}
    assert numbers(answer.replace("Ärendenr: NV-09912-25\n", ""))["KN2025/01893"] == "own"


def test_an_association_s_own_series() -> None:
    assert numbers("""R-2026/0431
Stockholm den 12 maj 2026

Till Justitiedepartementet
Ju2026/00218

Förbundet har beretts tillfälle att avge yttrande, se även R-2025/0102.
""") == {"R-2026/0431": "own", "Ju2026/00218": "referenced", "R-2025/0102": "referenced"}


def test_units_of_a_ministry_are_one_addressee() -> None:
    found = values_of("""Regeringsbeslut

Regeringen uppdrar åt Tillsynsverket att kartlägga väntetider.

På regeringens vägnar

Kopia till

Finansdepartementet/BA, K och OU
Kammarkollegiet
""")
    assert [copy.value for copy in found.copy_to] == ["Finansdepartementet/BA, K och OU", "Kammarkollegiet"]


COMPLAINT = """
@margins 25 25 20 20
@font sans 10
@tabs 0 70
| *Granskningsverket | Beslut
| | 2026-01-20
@skip 6
| Till | Handläggare
| Rektor | Tove Eken
| Ekby högskola | 08-555 53 21
| registrator@ekbyhogskola.example
@skip 6
= Anmälan om rättning av tentamen
Granskningsverket riktar kritik mot Ekby högskola.
== Verkets bedömning
Högskolan har inte visat att det fanns skäl för dröjsmålet.
Detta beslut har fattats av chefsjuristen Mikael Herje efter föredragning av verksjuristen Tove Eken.
@skip 8
Mikael Herje
@skip 4
| | Tove Eken
"""


def test_an_address_left_of_the_officer_is_the_recipient_s() -> None:
    officer = printed(COMPLAINT).officer
    assert officer is not None
    assert (officer.name, officer.phone, officer.email) == ("Tove Eken", "08-555 53 21", None)


def test_the_word_beside_a_name_in_the_head_is_no_title() -> None:
    assert ("Tove Eken", "Rektor") not in [(s.name, s.title) for s in printed(COMPLAINT).signatories]


MOTION = """Motion till kommunfullmäktige i Ekby

Låt skolbarnen odla

Med hänvisning till ovanstående föreslår vi kommunfullmäktige besluta att anlägga en odlingslott.

Ekby 2026-02-20

R Sand   K Blom

Rut Sand (C)   Karl Blom (C)
"""


def test_members_sign_a_motion_under_what_they_wrote_by_hand() -> None:
    assert [s.name for s in values_of(MOTION).signatories] == ["Rut Sand", "Karl Blom"]


def test_members_named_without_place_and_day_do_not_sign() -> None:
    assert values_of(MOTION.replace("Ekby 2026-02-20\n", "")).signatories == ()


def test_who_moves_is_not_asked_to_decide() -> None:
    recipient = values_of(MOTION).recipient
    assert recipient is None or "vi " not in recipient.value.lower()


def test_a_number_with_that_of_the_paper_behind_it_keeps_its_board() -> None:
    assert numbers("Ekby kommun\nAnk. 2026-01-29\nDnr MBN 2025-0871-14\n\nÖverklagande\n") == {
        "MBN 2025-0871-14": "own"
    }
