"""Builds of public records that gave wrong values: who speaks, who was only present, what is a foot.

Source of the builds: public records of many issuers; names, numbers and texts are invented.
"""

# Texts stay whole.
# ruff: noqa: E501

import pytest

from tests.unit.metadata.reading import values_of

MINUTES = """SAMMANTRÄDESPROTOKOLL
Miljönämnden
2024-03-01

Beslutande              Astrid Lind (S), ordförande
                        Göte Rask (M)
Övriga närvarande       Hilda Ståhl, förvaltningschef
                        Nils Brand, ekonom
Tjänsteman              Rut Alm, kommunsekreterare

Underskrifter                                   Paragrafer 1-8
Sekreterare             ..............................
                        Rut Alm
Ordförande              ..............................
                        Astrid Lind (S)
Justerare               ..............................
                        Göte Rask (M)
"""


def test_only_those_who_sign_minutes_are_signatories() -> None:
    signed = [(s.name, s.title) for s in values_of(MINUTES).signatories]
    assert signed == [("Rut Alm", "Sekreterare"), ("Astrid Lind", "Ordförande"), ("Göte Rask", "Justerare")]


def test_nobody_present_at_a_meeting_is_its_officer() -> None:
    assert values_of(MINUTES).officer is None


def test_no_officer_where_each_matter_has_another() -> None:
    agenda = "KALLELSE\nEkens stadsdelsnämnd\n2024-03-01\n\n2 Tertialrapport\n\nHandläggare: {}\n\n3 Lokaler\n\nHandläggare: {}\n"
    assert values_of(agenda.format("Anna Berg", "Bo Vik")).officer is None


@pytest.mark.parametrize("first", ["Nr  Ärende", "Nr    Ärende", "Ärende", "Punkt Ärende"])
def test_no_officer_in_the_column_of_an_agenda(first: str) -> None:
    heads = f"{first:<30}Dnr            Föredragande\n"
    row = f"{'2   Internbudget':<30}KFN 2022/201   Per Sund\n"
    agenda = f"KALLELSE\nKultur- och fritidsnämnden\n2022-12-08\n\n{heads}{row}\nVälkomna!\n"
    assert values_of(agenda).officer is None


def test_a_sentence_with_a_telephone_is_no_title() -> None:
    agenda = (
        "KALLELSE\nKulturnämnden\n2022-12-08\n\nAnmälan om förhinder görs till Bo Ek, tfn 0480-45 00 00.\n"
    )
    assert values_of(agenda).title is None


def test_a_telephone_before_another_column_is_no_town() -> None:
    head = (
        "                         DELEGATIONSBESLUT\nMiljöförvaltningen       Datum           Diarienummer\n"
    )
    officer = "Bo Ek, miljöinspektör    2022-05-19      MBN.2022.318\n0220-480 12              Delegation § 112/22\n"
    found = values_of(f"{head}{officer}\nTillstånd till avlopp\n\nBeslut\nTillstånd ges.\n").issuer
    assert found is not None
    assert found.value == "Miljöförvaltningen"


def answer(opening: str, text: str) -> str:
    """An answer to a ministry without a letterhead."""
    title = f"{opening} förslag om nya regler för hamnar"
    return f"REMISSVAR\n2024-03-01\n\nMiljödepartementet\n103 33 Stockholm\n\n{title}\n\n{text}\n"


@pytest.mark.parametrize(
    ("opening", "text", "issuer"),
    [
        ("Yttrande över", "Hamnverket är positivt till förslaget.", "Hamnverket"),
        ("Yttrande över", "Alnebergs kommun anser att förslaget är bra.", "Alnebergs kommun"),
        ("Hamnverkets svar på remiss av", "Förslaget är bra.", "Hamnverket"),
        ("Yttrande över", "Regeringen har bett om svar. Förslaget är bra.", None),
        ("Yttrande över", "Miljödepartementet har bett om svar. Förslaget är bra.", None),
    ],
)
def test_without_a_letterhead_the_one_who_speaks_is_the_author(
    opening: str, text: str, issuer: str | None
) -> None:
    found = values_of(answer(opening, text)).issuer
    assert (None if found is None else found.value) == issuer


def test_the_rest_of_a_title_is_no_letterhead() -> None:
    title = "Ett ordnat mottagande i hamnarna, svar på remiss från\nArbetslivsdepartementet"
    found = values_of(f"TJÄNSTESKRIVELSE\n2024-03-01\n\n{title}\n\nSammanfattning\nKort text.\n").issuer
    assert found is None


def test_a_foot_ends_the_list_of_those_who_get_the_decision() -> None:
    text = "Hamnkontoret\nTJÄNSTESKRIVELSE\n2024-03-01\n\nNya båtplatser i hamnen\n\nBeslutet skickas till\nEkens IK\nAlmby kommun\n123 45 Almby\nAnna Berg\n"
    assert [copy.value for copy in values_of(text).copy_to] == ["Ekens IK"]


def test_an_officers_telephone_is_not_that_of_the_next_column_or_its_postcode() -> None:
    text = (
        "Almby kommun\nTJÄNSTESKRIVELSE\n2024-03-01\n"
        "Handläggare: Anna Berg        Hamnklubben\n040-628 04 33                 294 31 Sjuby\n\nNya båtplatser\n"
    )
    officer = values_of(text).officer
    assert officer is not None
    assert officer.phone == "040-628 04 33"
