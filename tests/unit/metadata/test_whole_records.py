"""What whole public records of further issuers showed at first sight: labels in a row, lists that end, letters.

Source of the builds: public records of many issuers; names, numbers and texts are invented.
"""

# Texts stay whole.
# ruff: noqa: E501

import pytest

from tests.unit.metadata.reading import dates, kind, numbers, values_of
from tests.unit.structure.paper import text_pages
from workers.structure import structure

MINUTES = """EKSTA KOMMUN                  SAMMANTRÄDESPROTOKOLL
Kulturnämnden
Datum
2024-03-01

Plats och tid för Distans                     Klockan 09:00-09:30
sammanträde
Beslutande    Ledamöter
Astrid Lind (S)
Göte Rask (M)

Övriga närvarande Siv Ek (revisor)

Plats och tid för justering Digital justering

{block}
"""


@pytest.mark.parametrize(
    ("block", "signers"),
    [
        (
            "Sekreterare Siv Ek           Paragrafer § 7\n\nUnderskrifter Ordförande Astrid Lind\n\nProtokolljusterare Göte Rask",
            [("Siv Ek", "Sekreterare"), ("Astrid Lind", "Ordförande"), ("Göte Rask", "Protokolljusterare")],
        ),
        (
            "Underskrift Sekreterare ………\n\nSiv Ek\n\nOrdförande ………....\n\nAstrid Lind\n\nJusterande ……… ………\n\nGöte Rask Inga Brand",
            [
                ("Siv Ek", "Sekreterare"),
                ("Astrid Lind", "Ordförande"),
                ("Göte Rask", "Justerande"),
                ("Inga Brand", "Justerande"),
            ],
        ),
    ],
    ids=["paragraphs behind a name", "a line to sign on for each"],
)
def test_the_forms_word_for_signatures_before_the_first_role(
    block: str, signers: list[tuple[str, str]]
) -> None:
    found = values_of(MINUTES.format(block=block)).signatories
    assert [(s.name, s.title) for s in found] == signers


def test_a_word_of_the_form_and_a_role_are_no_name() -> None:
    found = values_of(
        MINUTES.format(block="Underskrifter Ordförande Astrid Lind\nProtokolljusterare Göte Rask")
    )
    assert {s.name for s in found.signatories} == {"Astrid Lind", "Göte Rask"}


def test_several_paragraphs_named_within_a_row_are_no_extract() -> None:
    text = MINUTES.format(block="Justeringens plats och tid Kommunhuset, Eksta 2024-03-05 Paragrafer {}")
    matter = "\n\n§ 80 Motion\n\nBeslut\nMotionen avslås.\n"
    assert kind(text.format("80-97") + matter) == "protokoll"
    assert kind(text.format("80") + matter) == "protokollsutdrag"


REPORT = """TJÄNSTESKRIVELSE

Datum
2024-05-02
Diarienummer
KN-2024-00123

Ny scen i parken

Förslag till beslut i kulturnämnden
Kulturnämnden bygger en scen med tak och ljus i parken under det kommande året.

Beslutet skickas till
Tekniska nämnden
{end}
"""


@pytest.mark.parametrize(
    "end",
    [
        "\n1 (2)\nEksta kommun\n123 45 Eksta\nSiv Ek\n",
        "\nEksta den 2 maj 2024\n\nUlla Falk, förvaltningschef  Nils Brand, ekonom\n",
        "\nEksta 2024-05-02\n\nUlla Falk\n",
    ],
    ids=["foot", "signed by two", "signed by one"],
)
def test_who_stands_in_the_foot_or_signs_gets_no_copy(end: str) -> None:
    assert [c.value for c in values_of(REPORT.format(end=end)).copy_to] == ["Tekniska nämnden"]


def test_an_association_still_gets_a_copy() -> None:
    found = values_of(REPORT.format(end="Hamnens intresseförening"))
    assert [c.value for c in found.copy_to] == ["Tekniska nämnden", "Hamnens intresseförening"]


def test_two_with_their_titles_on_one_line_sign() -> None:
    signed = values_of(
        REPORT.format(end="\nEksta den 2 maj 2024\n\nUlla Falk, förvaltningschef  Nils Brand, ekonom\n")
    ).signatories
    assert [(s.name, s.title) for s in signed] == [
        ("Ulla Falk", "förvaltningschef"),
        ("Nils Brand", "ekonom"),
    ]


def test_whoever_has_the_same_wording_gets_the_decision() -> None:
    text = "Kulturdepartementet\n\nRegeringsbeslut\n2\n\n2021-03-04\nKu2021/00123\nScenverket\n123 45 Eksta\n\nRegeringen beslutar att medlen får användas.\n\nPå regeringens vägnar\nUlla Falk\nNils Brand\nLikalydande till\n\nStatens teateråd\n"
    assert [c.value for c in values_of(text).copy_to] == ["Statens teateråd"]


@pytest.mark.parametrize("word", ["Vägledning", "VÄGLEDNING FÖR HANDLÄGGARE", "Rutin", "STÖDDOKUMENT"])
def test_what_guides_the_work_is_a_guideline(word: str) -> None:
    assert kind(f"Eksta kommun\n{word}\n\nBokning av scener\n\nScener bokas i förväg.\n") == "riktlinje"


def test_the_form_of_a_governing_document_tells() -> None:
    form = "Dokumentet är beslutat av: Verksamhetschef\nDokumentet beslutades den: 2021-04-15\nDokumentansvarig är: Utvecklare\n\nScener och lån\n\nScener bokas i förväg.\n"
    assert kind(form) == "riktlinje"
    assert kind("Eksta kommun\n\nDokumentet skickades i går. Scener bokas i förväg.\n") != "riktlinje"


def test_an_order_of_delegation_is_no_decision_by_delegation() -> None:
    form = "Antagen av kommunstyrelsen 2031-02-03, § 19\n\nDELEGATIONSORDNING\nför\nEksta kommuns scener\n\nDelegationsbeslut anmäls.\n"
    assert kind(form) == "riktlinje"
    board = "Eksta kommun\nTjänsteskrivelse\n2031-02-03\n\nDelegationsordning för scener\n\nFörvaltningen föreslår en ny ordning.\n"
    assert kind(board) == "tjänsteskrivelse"


def test_an_initiative_proposes_but_is_no_report() -> None:
    text = (
        "{}\n\nEn scen i parken\n\nFörslag till beslut i kulturnämnden\n\n1. Förvaltningen bygger en scen.\n"
    )
    assert kind(text.format("Initiativärende   Vänsterpartiet, Centerpartiet")) == "skrivelse"
    assert kind(text.format("TJÄNSTESKRIVELSE")) == "tjänsteskrivelse"


LETTER = """Eksta kommun
Kommunstyrelsen
123 45 Eksta

Storviken 2022-09-03

Angående väg fram till kyrkan.

Många äldre vill gärna kunna gå till kyrkan och önskar att vägen förlängs dit snart.

Med vänlig hälsning
{name}
Nils Brand
"""


def test_the_association_under_a_closing_wrote() -> None:
    found = values_of(LETTER.format(name="Storvikens Byalag"))
    assert found.issuer is not None
    assert found.issuer.value == "Storvikens Byalag"
    assert "Storvikens Byalag" not in {s.name for s in found.signatories}


def test_a_person_under_a_closing_is_no_issuer() -> None:
    found = values_of(LETTER.format(name="Ulla Falk"))
    assert found.issuer is None or found.issuer.value != "Ulla Falk"


def test_a_court_alone_under_what_a_report_says_of_its_judgment() -> None:
    text = "MÖD 2019:99\n\nEn brygga vid en badsjö ----- En brygga har byggts utan dispens inom strandskyddat område vid en sjö där allmänheten brukar bada om somrarna.\n\nMark- och miljööverdomstolen\n\nÖVERKLAGAT AVGÖRANDEEksta tingsrätts, mark- och miljödomstolen, dom 2018-07-04 i mål nr P 1075-18, se bilaga A\n\nPARTER\n\nKlagandeEksta kommun\n\nMotpart1. C-J.F.\n\nMARK- OCH MILJÖÖVERDOMSTOLENS DOMSLUT\n\nÖverklagandet avslås.\n"
    issuer = values_of(text).issuer
    assert issuer is not None
    assert issuer.value == "Mark- och miljööverdomstolen"


def test_the_organ_ends_where_the_day_of_its_meeting_begins() -> None:
    text = "ANSLAG/BEVIS\n\nProtokollet är justerat.\n\nOrgan {} Sammanträdesdatum 2018-09-11\n"
    issuer = values_of(text.format("Kommunstyrelsen")).issuer
    assert issuer is not None
    assert issuer.value == "Kommunstyrelsen"


def test_the_case_of_a_paragraph_in_the_next_column() -> None:
    text = "SAMMANTRÄDESPROTOKOLL\nKommunstyrelsens arbetsutskott        Sammanträdesdatum 2017-05-17\n\n{}\n\nNy policy\n\nBeslut\nPolicyn antas.\n"
    assert numbers(text.format("§ 75                     KS 67/16")) == {"KS 67/16": "own"}
    assert numbers(text.format("§ 75 KS 67/16 och 68/16 bordläggs.")) == {}


def test_concerning_is_no_validity() -> None:
    listed = "TJÄNSTESKRIVELSE\n\nDatum\n2024-01-24\n\nNy vägledning\n\nBeslutsunderlag\nFörvaltningens tjänsteskrivelse, 2024-01-09\n\n{}\n\nUlla Falk                 Nils Brand\nFörvaltningschef          Utvecklingschef\n"
    found = dates(listed.format("Vägledning gällande stöd enligt Socialtjänstlagen, 2024-01-25"))
    assert found["2024-01-25"] == "underlag"
    taxa = dates("Riktlinje\n\nTaxa för torg\n\nTaxan är gällande från och med 2024-02-01.\n")
    assert taxa["2024-02-01"] == "valid_from"


def test_the_opening_words_of_minutes_tell_the_meetings_day() -> None:
    text = "Protokoll från direktionens sammanträde den 6 februari 2024.\n\nNorrskogs miljöförbund, Storgatan 5\n\nBeslutande:\n\nAstrid Lind (M)\n\nUtses att justera:\n\nGöte Rask (M)\n\nJusteringens plats:\n\nFredag den 9 februari 2024 - Digital justering\n\nProtokollet är justerat.\n"
    found = dates(text)
    assert (found["2024-02-06"], found["2024-02-09"]) == ("meeting", "justering")


def test_minutes_among_what_minutes_rest_on_are_cited() -> None:
    text = "SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen   2024-03-01\n\n§ 31 Avgift\n\nBeslutsunderlag\nProtokoll från arbetsutskottet 2024-02-20, § 18\n\nBeslut\nAvgiften höjs.\n"
    assert dates(text)["2024-02-20"] == "underlag"


def test_words_set_apart_by_less_than_a_column_are_one_line() -> None:
    text = "Vägledning     gällande  scener   i   parken\n\nSTÖDDOKUMENT\n\nScener bokas i förväg.\n"
    title = values_of(text).title
    assert title is not None
    assert title.value == "Vägledning gällande scener i parken"


def test_a_dated_document_in_a_list_is_no_heading() -> None:
    listed = "Bygg- och miljöförvaltningens tjänsteskrivelse, 2024-01-24\n{}\nBetänkandet En ny scen – för fler gäster (SOU 2024:1)"
    text = f"TJÄNSTESKRIVELSE\n\nDatum\n2024-01-24\n\nSvar på remiss\n\nSammanfattning\nNämnden har fått ett betänkande om scener i parker på remiss under våren.\n\nBeslutsunderlag\n\n{listed}\n\nBeslutet skickas till\n\nKommunstyrelsen\n"
    heads = [
        section.heading
        for section in structure(
            text_pages(text.format("Förslag till yttrande från nämnden, 2024-01-24"))
        ).sections
        if section.heading is not None
    ]
    assert heads == ["Sammanfattning", "Beslutsunderlag", "Beslutet skickas till"]


FORM = """Kulturnämnden                       2024-03-01

Plats och tid           Stadshotellet, kl 18.30-21.10

Beslutande              enligt bifogad närvarolista.

Övriga deltagande       Ulf Vik, Vik Management AB, § 87
                        Jan Norlind, kommunchef

{signed}

ANSLAG/BEVIS
Protokollet är justerat. Justeringen har tillkännagivits genom anslag
Organ                   Eksta kommun: Kulturnämnden
"""


@pytest.mark.parametrize(
    ("signed", "signers"),
    [
        (
            "Under-    Sekreterare   ................................   Paragrafer   71-92\nskrifter                Siv R Ek\n\n          Ordförande    ................................\n                        Astrid Lind",
            [("Siv R Ek", "Sekreterare"), ("Astrid Lind", "Ordförande")],
        ),
        (
            "Underskrifter\nSekreterare             ....................................  Paragrafer 287-318\n                        Siv Ek\nOrdförande              ....................................\n                        Astrid Lind",
            [("Siv Ek", "Sekreterare"), ("Astrid Lind", "Ordförande")],
        ),
        (
            "Sekreterare             _______________________________\n                        Siv Ek\n\nOrdförande              _______________________________\n                        Astrid Lind (S)",
            [("Siv Ek", "Sekreterare"), ("Astrid Lind", "Ordförande")],
        ),
        (
            "Sekreterare              ..............................   Paragrafer   Nr 25-36\n                         Siv Ek\n\nOrdförande               ..............................\n                         Astrid Lind",
            [("Siv Ek", "Sekreterare"), ("Astrid Lind", "Ordförande")],
        ),
        (
            "Underskrifter           ..............................................\n                        Astrid Lind, ordförande\n\n                        ..............................................\n                        Siv Ek, sekreterare",
            [("Astrid Lind", "ordförande"), ("Siv Ek", "sekreterare")],
        ),
        (
            "Sekreterare         Siv Ek\n\nJusterat            Astrid Lind                     Göte Rask\n                    ordförande\n\n                    Inga Brand\n\nAnslaget på kommunens anslagstavla",
            [
                ("Siv Ek", "Sekreterare"),
                ("Astrid Lind", "ordförande"),
                ("Göte Rask", None),
                ("Inga Brand", None),
            ],
        ),
    ],
    ids=[
        "a label over two rows",
        "paragraphs behind the dots",
        "a party under a rule",
        "a number before the paragraphs",
        "roles behind commas",
        "names beside the cue",
    ],
)
def test_those_who_sign_a_form_of_minutes(signed: str, signers: list[tuple[str, str | None]]) -> None:
    found = values_of(FORM.format(signed=signed))
    assert [(s.name, s.title) for s in found.signatories] == signers


def test_no_month_in_a_name_under_a_paragraph() -> None:
    assert set(dates(FORM.format(signed=""))) == {"2024-03-01"}
    assert set(dates("Riktlinje\n\nMötet hålls den 7 jan hos Eksta kommun.\n")) == {"XXXX-01-07"}


def test_the_day_on_which_minutes_are_to_be_approved() -> None:
    text = "Protokoll från sammanträde med kulturnämnden\n\nTid   Den 10 oktober 2005 kl 10.00\n\n§ 1 Val\n\nAtt justera utsågs Siv Ek. Justering av protokollet beslutades ske den 12 oktober 2005.\n"
    assert dates(text)["2005-10-12"] == "justering"


def test_boards_and_the_days_on_which_they_meet_in_the_head_of_a_report() -> None:
    text = "Landstinget Norra              BESLUTSUNDERLAG\n\nDatum         2014-03-03\nDnr           LN13/03336\n\nKulturnämndens arbetsutskott 2014-03-17\nKulturnämnden 2014-03-31\n\nÄndrade regler\n\nOrdförandens förslag\n1. Reglerna om scener ändras.\n\nSammanfattning\nReglerna har blivit gamla och behöver ändras under året. Kulturnämnden 2013-05-05 sade nej.\n"
    found = dates(text)
    assert kind(text) == "tjänsteskrivelse"
    assert (found["2014-03-17"], found["2014-03-31"]) == ("meeting", "meeting")
    assert found["2013-05-05"] != "document"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("HÖGSTA FÖRVALTNINGSDOMSTOLENS\nDOM", "Högsta förvaltningsdomstolen"),
        ("HÖGSTA FÖRVALTNINGSDOMSTOLENS DOM", "Högsta förvaltningsdomstolen"),
    ],
)
def test_a_court_in_the_genitive_over_its_judgment(head: str, issuer: str) -> None:
    text = f"{head}\nMål nr 3086-16\nmeddelad i Stockholm den 28 juni 2017\n\nKLAGANDE\nEksta kommun\n123 45 Eksta\n\nÖVERKLAGAT AVGÖRANDE\nKammarrätten i Stockholms dom den 17 maj 2016 i mål nr 6456-15\n\nSAKEN\nVite\n\nAVGÖRANDE\n\nÖverklagandet avslås.\n"
    found = values_of(text).issuer
    assert found is not None
    assert found.value == issuer


def test_a_drawn_line_is_no_part_of_the_sentence_over_it() -> None:
    text = "KAMMARRÄTTEN          DOM            Mål nr 536-14\nI NORRHAMN            2014-11-18\n\nSAKEN\nVite\n___________________\n\nKAMMARRÄTTENS AVGÖRANDE\n\nKammarrätten bifaller överklagandet och upphäver förvaltningsrättens dom.\n___________________\n"
    assert [d.value for d in values_of(text).decisions] == [
        "Kammarrätten bifaller överklagandet och upphäver förvaltningsrättens dom."
    ]


def test_a_name_broken_behind_its_first_words() -> None:
    text = "Myndigheten för\nhav och scener      REMISSVAR\n\n2014-10-30\n\nScener i parker\n\nMyndigheten har inga synpunkter på förslaget om scener.\n"
    found = values_of(text).issuer
    assert found is not None
    assert found.value == "Myndigheten för hav och scener"


def test_the_governments_decision_with_its_number_run_on() -> None:
    text = "Finansdepartementet\n\nRegeringsbeslut33\n\n2014-10-30\n\nScener i parker\n\nRegeringen beslutar att parker ska ha scener.\n\nPå regeringens vägnar\nSiv Ek\n"
    found = values_of(text).issuer
    assert found is not None
    assert found.value == "Regeringen"


def test_the_organ_with_its_municipality() -> None:
    found = values_of(
        FORM.format(signed="").replace("Kulturnämnden                       2024-03-01", "2024-03-01")
    ).issuer
    assert found is not None
    assert found.value == "Eksta kommun, Kulturnämnden"


def test_the_number_in_the_form_of_a_policy_is_its_own() -> None:
    text = "Styrande dokument\n\nScenpolicy för Eksta kommun\n\nDokumenttyp          Styrande dokument\nDokumentansvarig     Kulturenheten\nDokumentnamn         Scenpolicy för Eksta kommun\nDnr                  KS/2014:549\nGiltighetstid        Tillsvidare\n\nScenpolicy för Eksta kommun\n\nScener bokas i förväg.\n"
    assert numbers(text) == {"KS/2014:549": "own"}


def test_a_name_under_the_lines_to_sign_on_of_two_pages_is_no_running_foot() -> None:
    signed = "Sekreterare             ........................\n                        Siv Ek\n\nOrdförande              ........................\n                        Astrid Lind (S)\n\nSida 1 av 9\n\f                        ANSLAG/BEVIS\n\nOrgan                   Kulturnämnden\nDatum                   2024-03-01\n\nUnderskrift             ........................\n                        Siv Ek\n\nFörvaringsplats för protokollet   Kansliet\n\nSida 2 av 9\n"
    found = values_of(FORM.format(signed=signed))
    assert ("Siv Ek", "Sekreterare") in {(s.name, s.title) for s in found.signatories}


def test_the_foot_of_minutes_is_nobodys_title() -> None:
    signed = "Ordförande              ........................\n                        Astrid Lind\n\nUnderskrift          ..........................\n                     Siv Ek\n\nJusterare                                     Utdragsbestyrkande\n"
    found = values_of(FORM.format(signed=signed))
    assert {s.title for s in found.signatories} <= {"Ordförande", None}


def test_rules_named_only_in_a_running_head_have_a_title() -> None:
    text = "Delegeringsordning för kulturnämnden\n\nReviderad av kulturnämnden 2015-05-28, § 47\n\fDelegeringsordning för kulturnämnden\n\nScener kostar mer om sommaren än om vintern.\n\fDelegeringsordning för kulturnämnden\n\nScener bokas i förväg.\n"
    title = values_of(text).title
    assert title is not None
    assert title.value == "Delegeringsordning för kulturnämnden"


@pytest.mark.parametrize(
    "head", ["Utlåtande 2017:19 RI (Dnr 106-174/2016)", "PM 2003 RI+VII (Dnr 325-3914/2002)"]
)
def test_reports_of_the_commissioners_are_known_by_their_numbers(head: str) -> None:
    text = f"{head}\n\nEn scen i parken\n\nKommunstyrelsen föreslås besluta följande\n\n1. En scen byggs i parken.\n\nBakgrund\n\nParken saknar scen sedan länge.\n"
    assert kind(text) == "tjänsteutlåtande"
    assert list(numbers(text).values()) == ["own"]


def test_a_district_courts_minutes_with_parties() -> None:
    text = "NORRHAMNS TINGSRÄTT        PROTOKOLL                    Mål nr T 9311-11\nAvdelning 5                2015-10-22\n\nHandläggning i parternas utevaro\n\nPARTER\n\nKÄRANDE\nEkens AB, 556573-5650\n\nSVARANDE\nGöte Rask\n"
    assert kind(text) == "domstolsavgörande"
    assert (
        kind("Kulturnämnden        PROTOKOLL\n2015-10-22\n\n§ 1 Val\n\n§ 2 Budget\n\nBudgeten antas.\n")
        == "protokoll"
    )
