"""What first pages of real records showed: names over the mast, labels on two rows, reports on papers."""

import pytest

from schemas.metadata import Text
from tests.unit.metadata.reading import dates, kind, numbers, values_of

TEXT = "Förvaltningen har berett ärendet tillsammans med ekonomienheten och föreslår att det avslutas nu.\n"
REPORT = """Ekholms kommun

{word}
2024-05-06
Dnr KS 2024/12

{title}

Förslag till beslut

Kommunstyrelsen beslutar

1. Ärendet avslutas.

Bakgrund

"""
MINUTES = """Ekholms kommun                 Sammanträdesprotokoll              Blad 1 (14)
Miljönämnden                   2016-05-11

Plats och tid        Kommunhuset kl 13.30-15.45

Beslutande           Inga Ek (S)
                     Bo Alm (M)

                     Sekreterare    ...........................    Paragrafer   {cases}
                                    Siv Holm
                     Ordförande     ...........................
                                    Inga Ek
                     Justerande     ...........................
                                    Bo Alm

Mn § 41                                                    Dnr MN.2016.23

Cykelställ vid torget

Miljönämndens beslut
Medborgarförslaget anses besvarat.
"""
POSTED = """PROTOKOLL
Miljönämnden
2016-05-11

ANSLAG/BEVIS
Datum för            2016-05-13          Datum för              2016-06-07
anslagsuppsättande                       anslagsnedtagande
Förvaringsplats      Kommunkansliet
"""
ANSWER = """EKV
ENERGI- OCH                       YTTRANDE
KLIMATVERKET                      2010-05-31           Dnr 2010-1234

                                  Justitiedepartementet
                                  103 33 Stockholm

Betänkandet Allmänna handlingar på nya sätt (SOU 2010:4)

Sammanfattning

EKV (Energi- och klimatverket) tillstyrker att det i lagen införs en huvudregel om detta.

Skäl

EKV anser i likhet med utredningen att det ska finnas en möjlighet att vägra.
"""
SPACED = """                                             TJÄNSTEUTLÅTANDE
H A N D L Ä G G A R E                        D A T U M            D I A R I E N R
Siv Holm                                     2016-09-08           LS-LED16-0613-4

Ä R E N D E G Å N G                          M Ö T E S D A T U M
Landstingsstyrelsen                          2016-09-27

Remisyttrande om nya län

Förslag till beslut

Landstingsstyrelsens förslag till landstingsfullmäktiges beslut

1. Yttrandet godkänns.

Sammanfattning

Landstinget har fått remissen och har beretts möjlighet att lämna synpunkter på den före sommaren.
"""
GOVERNMENT = """Finansdepartementet

Regeringsbeslut
III 4

2016-12-22
Fi2016/04376/SFÖ
Fi2016/03812/SFÖ m.fl.

Regleringsbrev för budgetåret 2017 avseende museerna
6 bilagor
Riksdagen har beslutat om museernas verksamhet för budgetåret. Regeringen beslutar att följande ska gälla.

På regeringens vägnar

Bo Alm

Kopia till
Finansdepartementet, budgetavdelningen
Riksdagen, kulturutskottet
"""


def values(*texts: Text | None) -> list[str | None]:
    """What stands in each."""
    return [text.value if text else None for text in texts]


@pytest.mark.parametrize(("cases", "expected"), [("41-49", "protokoll"), ("41", "protokollsutdrag")])
def test_minutes_of_many_paragraphs_are_no_extract_where_one_is_left(cases: str, expected: str) -> None:
    assert kind(MINUTES.format(cases=cases)) == expected


def test_who_signs_minutes_stands_under_the_own_role() -> None:
    signed = [(s.name, s.title) for s in values_of(MINUTES.format(cases="41-49")).signatories]
    assert signed == [("Siv Holm", "Sekreterare"), ("Inga Ek", "Ordförande"), ("Bo Alm", "Justerande")]


def test_a_label_goes_on_in_the_row_below() -> None:
    assert dates(POSTED) == {"2016-05-11": "meeting", "2016-05-13": "posted_from", "2016-06-07": "posted_to"}


def test_the_row_below_belongs_to_another_label() -> None:
    other = POSTED.replace("anslagsuppsättande", "Underskrift       ")
    assert dates(other)["2016-05-13"] != "posted_from"


def test_initials_over_the_mast_are_no_text() -> None:
    found = values_of(ANSWER)
    assert values(found.issuer, found.recipient) == ["Energi- och klimatverket", "Justitiedepartementet"]
    assert dates(ANSWER) == {"2010-05-31": "document"}


def test_labels_may_have_their_letters_apart() -> None:
    found = values_of(SPACED)
    assert found.officer is not None
    assert found.officer.name == "Siv Holm"
    assert numbers(SPACED) == {"LS-LED16-0613-4": "own"}
    assert dates(SPACED) == {"2016-09-08": "document", "2016-09-27": "meeting"}
    assert [p.value for p in found.decision_proposals] == ["Yttrandet godkänns."]


@pytest.mark.parametrize(
    ("word", "title", "expected"),
    [
        ("TJÄNSTESKRIVELSE", "Yttrande över betänkandet Nya län (SOU 2016:48)", "tjänsteskrivelse"),
        ("SKRIVELSE", "Yttrande över betänkandet Nya län (SOU 2016:48)", "tjänsteskrivelse"),
        ("TJÄNSTEMANNAFÖRSLAG", "Anmälan av delegationsbeslut", "tjänsteskrivelse"),
        ("YTTRANDE", "Yttrande över betänkandet Nya län (SOU 2016:48)", "remissvar"),
    ],
)
def test_a_report_on_another_paper_is_a_report(word: str, title: str, expected: str) -> None:
    assert kind(REPORT.format(word=word, title=title) + TEXT) == expected


def test_a_letter_without_proposals_stays_a_letter() -> None:
    assert kind("Ekholms kommun\n\nSKRIVELSE\n2024-05-06\n\nVägen till skolan\n\n" + TEXT) == "skrivelse"


def test_a_court_decides_in_its_minutes() -> None:
    heads = "KLAGANDE\nBerg AB\n\nMOTPART\nEkholms kommun\n\nSAKEN\nAvvisat överklagande\n"
    mast = "PROTOKOLL                    Mål nr\n2015-02-03                   T 5096-14\n\n"
    assert kind(mast + heads) == "domstolsavgörande"
    assert (
        kind(mast + "§ 1 Val av justerare\n\nInga Ek utses.\n\n§ 2 Budget\n\nRådet antar budgeten.\n")
        == "protokoll"
    )


def test_the_governments_numbers_belong_to_the_mast() -> None:
    found = values_of(GOVERNMENT)
    title = "Regleringsbrev för budgetåret 2017 avseende museerna"
    assert values(found.title, found.issuer) == [title, "Regeringen"]
    assert numbers(GOVERNMENT) == {"Fi2016/04376/SFÖ": "own", "Fi2016/03812/SFÖ": "own"}
    copies = [copy.value for copy in found.copy_to]
    assert copies == ["Finansdepartementet, budgetavdelningen", "Riksdagen, kulturutskottet"]


def test_names_under_those_who_get_a_copy_are_no_mast() -> None:
    mast = "SAMMANTRÄDESPROTOKOLL\nFullmäktige\n2015-11-16\n\n§ 142\nMotion – svar\n\n"
    text = f"{mast}{TEXT}\nExpedieras:\nHulda Lind\nMiljönämnden\n\nJusteras            Utdragsbestyrkande\n"
    assert [copy.value for copy in values_of(text).copy_to] == ["Hulda Lind", "Miljönämnden"]


def test_documents_that_a_decision_rests_on_may_end_with_a_full_stop() -> None:
    rows = "Miljö- och byggförvaltningens tjänsteskrivelse 2016-04-20.\nKommunfullmäktige 2016-02-17 § 12.\n"
    text = f"{POSTED}\n§ 1\n\nTorget\n\nBeslutsunderlag\n{rows}"
    assert {d: role for d, role in dates(text).items() if role == "underlag"} == {
        "2016-04-20": "underlag", "2016-02-17": "underlag",
    }  # fmt: skip


def test_a_title_that_ends_with_a_municipality_is_no_body() -> None:
    text = "Skolgranskningen\nBeslut\n2012-11-28\nDnr 43-2012:4405\n\nEkholms kommun\n\n"
    title = "Beslut efter tillsyn i Ekholms kommun"
    found = values_of(f"{text}{title}\n\nTillsyn i Ekholms kommun\n\n{TEXT}")
    assert values(found.title) == [title]


def test_rules_are_in_force_from_when_they_are_to_be_applied() -> None:
    adopted = "Dnr: SN 2013/61\nAntagen av socialnämnden 2013-05-22, § 99\n{from_when}\n"
    text = f"Riktlinjer för hemtjänst\n\n{adopted}"
    applied = text.format(from_when="För tillämpning fr.o.m. 2013-06-01")
    assert dates(applied) == {"2013-05-22": "decision", "2013-06-01": "valid_from"}
    assert dates(text.format(from_when="Tillämpningen granskad 2013-06-01"))["2013-06-01"] != "valid_from"


def test_what_one_body_proposes_to_another_of_a_long_name() -> None:
    heading = "Förslag till beslut\n\nKulturförvaltningens förslag till kultur- och fritidsnämnden\n\n"
    taxa = f"{heading}Taxan upphör att gälla.\n\nBakgrund\n\n{TEXT}"
    found = values_of(f"TJÄNSTESKRIVELSE\n2024-05-06\n\nNy taxa\n\n{taxa}")
    assert [proposal.value for proposal in found.decision_proposals] == ["Taxan upphör att gälla."]


def test_a_short_decision_is_no_heading() -> None:
    # Each paragraph on one line: there a few words with a full stop may be a heading.
    told = (
        "Inga Ek begärde ersättning av staten, därför att en nämnd hade prövat hennes anspråk för sent. " * 4
    )
    mast = "Diarienr: 4528-14-40 / Beslutsdatum: 23 okt 2014\n\nAnspråk mot staten\n\n"
    decision = "Justitiekanslerns beslut\n\nJustitiekanslern avslår hennes anspråk.\n\nÄrendet\n\n"
    found = values_of(f"{mast}{decision}{told}\n")
    assert [d.value for d in found.decisions] == ["Justitiekanslern avslår hennes anspråk."]


def test_the_text_on_the_next_page_is_no_addressee() -> None:
    item = f"•  Hur bedöms det? {TEXT.strip()} Det är oklart i dag.\n"
    mast = "TJÄNSTESKRIVELSE\n2024-05-06\n\nNy taxa\n\n"
    found = values_of(f"{mast}{TEXT}\nBeslutet skickas till\n\nSocialnämnden\f{item}")
    assert [copy.value for copy in found.copy_to] == ["Socialnämnden"]
