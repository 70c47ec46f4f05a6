"""Decisions, judgments and answers of agencies and courts: what a registrar's eye sees around each field."""

import pytest

from tests.unit.metadata.reading import kind, values_of

TEXT = (
    "Myndigheten har gått igenom de handlingar som kommunen lämnade in under hösten och har även besökt\n"
    "förvaltningen. Rutinerna står i kommunens delegationsordning för tjänstemän.\n"
)


def title(text: str) -> str | None:
    found = values_of(text).title
    return None if found is None else found.value


def recipient(text: str) -> str | None:
    found = values_of(text).recipient
    return None if found is None else found.value


DECISION = (
    "UPPHANDLINGSVERKET\nSwedish Procurement Agency\nBESLUT\n2021-03-04\nDnr 738/2020\n\n"
    "Almby kommun\nBox 66\n123 45 Almby\n\nAlmby kommun – köp av maskiner\n\n"
    f"Upphandlingsverkets beslut\nAlmby kommun har brutit mot lagen.\n\nÄrendet\n{TEXT}"
)


def test_who_a_decision_is_addressed_to_did_not_take_it_on_delegation() -> None:
    assert kind(DECISION) == "beslut"


def test_a_municipality_at_the_top_decides_on_delegation() -> None:
    own = DECISION.partition("Almby kommun – köp")[2]
    text = f"Almby kommun\nBox 66\n123 45 Almby\n\nBESLUT\n2021-03-04\nDnr 738/2020\n\nKöp{own}"
    assert kind(text.replace("Upphandlingsverkets beslut\n", "Beslut\n")) == "delegationsbeslut"


def test_a_covering_letter_is_a_letter_whatever_it_is_titled_after() -> None:
    text = (
        "Energiverket              MISSIVBREV\n                          2021-03-04\n\n"
        "Remiss av Energiverkets föreskrifter om mätning av el\n\nVerket föreslår nya regler för mätning.\n"
    )
    assert kind(text) == "skrivelse"


ANSWER = (
    "2021-03-04\n\nTill\nJustitiedepartementet\n103 33 Ekstad\n\n"
    "Yttrande över promemorian\n\n{below}\n\n{text}"
)
SENTENCES = (
    "Frågor om boende är viktiga för rådet, inte minst i den situation som vi har upplevt under de senaste\n"
    "åren. Rådet anser att förslaget är väl utrett.\n"
)


def test_the_name_of_what_was_sent_for_comment_is_part_of_the_title() -> None:
    text = ANSWER.format(below="Ändring av reglerna om boende för den som söker asyl", text=SENTENCES)
    assert title(text) == "Yttrande över promemorian Ändring av reglerna om boende för den som söker asyl"


def test_the_first_sentence_of_an_answer_is_no_part_of_its_title() -> None:
    text = ANSWER.format(below="Rådet tillstyrker förslaget i alla delar", text=SENTENCES)
    assert title(text) == "Yttrande över promemorian"


def test_a_title_stands_below_the_words_that_say_who_the_author_is() -> None:
    text = (
        "Tillsynsrådet är ett särskilt beslutsorgan inom Havsverket vars ledamöter regeringen utser och som\n"
        "ansvarar för sina egna beslut. Rådets uppgift är att granska förslag till nya regler som\n"
        "kan få betydelse för små företag och för den som vill starta ett.\n\n"
        "Strandverket                       Vårt dnr: 117/2021\n"
        "                                   2021-03-04\n\n"
        "Yttrande över Strandverkets förslag till föreskrifter\nom riktade undersökningar\n\n"
        "Rådets ställningstagande\nRådet finner att utredningen uppfyller kraven.\n"
    )
    assert title(text) == ("Yttrande över Strandverkets förslag till föreskrifter om riktade undersökningar")


def test_place_and_day_are_no_title_and_hide_none() -> None:
    text = (
        "Näringsdepartementet\nn.remissvar@departementet.example\n\n"
        "Strandsborg 2021-03-04\n\nREMISSYTTRANDE\n\n"
        "Genomförande av nya regler om otillbörliga metoder i handeln\n"
        "mellan företag i kedjan från jord till bord (Ds 2020:19)\n\n"
        "Föreningen samlar 300 företag i hela landet och är en arbetsgivarorganisation för svenska hotell.\n"
        "Föreningen har tagit del av rubricerad promemoria.\n"
    )
    assert title(text) == (
        "Genomförande av nya regler om otillbörliga metoder i handeln mellan företag i kedjan från jord "
        "till bord (Ds 2020:19)"
    )


@pytest.mark.parametrize(
    "subject",
    [
        "Fastighetsreglering berörande A m.fl. i Almby kommun",
        "tillstånd till anläggande och drift av ett vindkraftverk i Almby kommun",
    ],
)
def test_what_a_case_is_about_stands_below_the_decision_appealed_from(subject: str) -> None:
    text = (
        "EKSTADS HOVRÄTT               DOM              Mål nr\n"
        "                              2021-03-04       F 6441-20\n\n"
        "ÖVERKLAGAT AVGÖRANDE\nAlmby tingsrätts dom 2020-06-16 i mål nr F 3806-19, se bilaga A\n\n"
        f"PARTER\n\nKlagande\nAlmby kommun\n\nMotpart\nFenix 5 AB\n\nSAKEN\n{subject}\n\n"
        "DOMSLUT\n\nHovrätten avslår överklagandet.\n"
    )
    assert title(text) == subject


def test_a_name_of_any_sort_over_a_box_and_a_postcode_is_addressed() -> None:
    text = (
        "                              BESLUT\n                              2021-03-04     Dnr 456/2020\n\n"
        "                              Stiftelsen för Tillämpat Sjöbruk\n"
        "                              Box 70\n"
        "                              123 45 Ekstad\n\nAnsökan om bidrag till forskning\n\n"
        f"Bidragsverkets beslut\nAnsökan avslås.\n\nÄrendet\n{TEXT}"
    )
    assert recipient(text) == "Stiftelsen för Tillämpat Sjöbruk"


def test_the_senders_own_address_makes_it_no_addressee() -> None:
    text = (
        "Stiftelsen för Tillämpat Sjöbruk\nBox 70\n123 45 Ekstad\n\n2021-03-04\n\n"
        f"Ansökan om bidrag till forskning\n\n{SENTENCES}"
    )
    assert recipient(text) is None


def test_who_wrote_is_not_addressed() -> None:
    apart = " " * 40
    mast = (
        "Ekgatan 13, Box 781, SE-103 99 Ekstad, Sweden", "Tfn/Phone: 08-123 485 00", "Fax: 08-123 485 50",
        "info@verket.example, www.verket.example", "Berit Vinge", "08-123 487 62",
        "berit.vinge@verket.example", "BESLUT", "2021-03-04", "Reg.nr 31-4250-20",
    )  # fmt: skip
    text = (
        "Almby universitet\nRektor\n123 45 Almby\n"
        + "".join(f"{apart}{field}\n" for field in mast)
        + "\nFortsatta studier på skogsprogrammet vid Almby universitet\n\n"
        "Studieverket kritiserar universitetet för att ha beslutat att en student måste söka in på det\n"
        "program som han är antagen till igen. Även frågor om giltigheten av betygsbeslutet när studenten\n"
        "inte har varit registrerad på en kurs och om universitetets skyldighet att pröva frågor om jäv.\n"
    )
    assert recipient(text) == "Almby universitet"


def test_a_question_is_put_to_the_holder_of_an_office() -> None:
    text = (
        "Skriftlig fråga 2020/21:181 Reglerna för fiske\n\nav Sten Bergman (M)\n\n"
        "till statsrådet Lena Mickelson (S)\n\nMed anledning av en ny rapport vill jag fråga statsrådet:\n\n"
        "Avser statsrådet att ändra reglerna för fiske i Storsjön?\n"
    )
    assert recipient(text) == "statsrådet Lena Mickelson"


def test_a_party_over_its_counsel_does_not_sign() -> None:
    text = (
        "FÖRVALTNINGSRÄTTEN I EKSTAD      DOM       Mål nr 1234-20\n"
        "                                 2020-03-04\n\n"
        "KLAGANDE\nAnna Ek\n\nOmbud: Advokat Bo Berg\nBergs byrå AB\nBox 12\n123 45 Ekstad\n\n"
        "MOTPART\nSkatteverket\n\n"
        "SAKEN\nInkomstskatt 2018\n\nFÖRVALTNINGSRÄTTENS AVGÖRANDE\n"
        "Förvaltningsrätten avslår överklagandet.\n\n"
        "HUR MAN ÖVERKLAGAR\nDetta avgörande kan överklagas. Information finns i bilaga 1.\n\n"
        "Karin Holm\nrådman\n"
    )
    assert [(s.name, s.title) for s in values_of(text).signatories] == [("Karin Holm", "rådman")]


def test_how_to_reach_who_signs_is_no_part_of_their_title() -> None:
    text = (
        f"Till:\nKulturdepartementet\n103 33 Ekstad\n\n"
        f"Yttrande över betänkandet Nya vägar (SOU 2020:8)\n\n{SENTENCES}\n"
        "För Almby ekumeniska råd\n\nSofia Kamner, generalsekreterare, telefon: 08-123 456 01\n"
        "Handläggare: Jan Eckman, telefon: 08-123 456 04\n"
    )
    found = values_of(text)
    assert [(s.name, s.title) for s in found.signatories] == [("Sofia Kamner", "generalsekreterare")]


HEAD = "Televerket\nBESLUT\n2021-03-04\nDnr 11-4712\n\nTillstånd till radiosändare\n\n"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Tillståndet beviljades den 13 mars 2009 (dnr 08-12019) och gäller än.", "08-12019"),
        ("Verket fastställer Lantmäteriets beslut i ärende nr AB146320 om byn.", "AB146320"),
    ],
)
def test_a_label_makes_a_number_one_that_looks_like_another_kind(words: str, value: str) -> None:
    found = {d.value: d.role for d in values_of(f"{HEAD}Skäl\n{words}\n").dnr}
    assert found == {"11-4712": "own", value: "referenced"}


@pytest.mark.parametrize(
    "words",
    [
        "Frågor om beslutet besvaras på telefon 08-12019 varje vardag.",
        "Verket fann i punkt nr AB146320 i listan inget att anmärka på.",
    ],
)
def test_without_the_label_it_stays_the_other_kind(words: str) -> None:
    assert [d.value for d in values_of(f"{HEAD}Skäl\n{words}\n").dnr] == ["11-4712"]


LETTER = (
    "Ekstads energi AB\nBox 12\n123 45 Ekstad\n{quote}\n2021-03-04\n\nAnna Ek\nStorgatan 4\n123 45 Ekstad\n\n"
    "Svar på din fråga om fjärrvärme\n\nVi har tagit emot din fråga och återkommer när vi vet mer.\n"
)


def test_the_number_of_a_call_is_no_diarienummer() -> None:
    assert values_of(LETTER.format(quote="Ange ärendenummer 985996-11 när du ringer")).dnr == ()


def test_the_number_that_an_answer_is_to_state_is_one() -> None:
    found = values_of(LETTER.format(quote="Ange diarienummer 985996-11 i ditt svar")).dnr
    assert [d.value for d in found] == ["985996-11"]


COMPENSATION = (
    "Justitiekanslern           BESLUT\n                           Datum            Dnr\n"
    "                           2020-03-04       123-20-4.3\n\n{party}\n"
    "Anspråk på ersättning med anledning av långsam handläggning\n\n"
    "Justitiekanslerns beslut\n\nJustitiekanslern avslår bolagets anspråk.\n\n"
    "Ärendet\nBolaget har begärt ersättning av staten med 30 000 kr.\n\n{signed}"
)


def test_the_party_is_addressed_and_not_its_counsels_firm() -> None:
    party = "Bostads AB Eken\ngenom advokaten Bo Berg\nBergs Advokatbyrå AB\nBox 12\n123 45 Ekstad\n"
    assert recipient(COMPENSATION.format(party=party, signed="")) == "Bostads AB Eken"


def test_a_firm_that_no_counsel_stands_over_is_addressed() -> None:
    party = "Bergs Advokatbyrå AB\nBox 12\n123 45 Ekstad\n"
    assert recipient(COMPENSATION.format(party=party, signed="")) == "Bergs Advokatbyrå AB"


def test_two_names_one_further_to_the_right_sign() -> None:
    text = COMPENSATION.format(party="", signed="Anna Ekdal\n" + " " * 36 + "Eva Lindblad\n")
    assert [s.name for s in values_of(text).signatories] == ["Anna Ekdal", "Eva Lindblad"]


def test_names_right_under_each_other_may_be_a_list_of_anybody() -> None:
    text = COMPENSATION.format(party="", signed="Anna Ekdal\nEva Lindblad\nBo Stensson\n")
    assert "signatory.lone_name" not in {s.rule for s in values_of(text).signatories}


def test_an_office_that_somebody_held_before_is_not_what_they_sign_in() -> None:
    told = "Som utredare förordnades f.d. generaldirektören Anna Ekdal med sekreteraren Eva Lindblad.\n\n"
    text = COMPENSATION.format(party="", signed=told + "Anna Ekdal\n" + " " * 36 + "Eva Lindblad\n")
    assert [(s.name, s.title) for s in values_of(text).signatories] == [
        ("Anna Ekdal", None),
        ("Eva Lindblad", "sekreteraren"),
    ]
