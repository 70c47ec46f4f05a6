"""Signature blocks of texts without boxes: two columns read line by line, or one column after the other."""

import pytest

from tests.unit.metadata.reading import values_of

TEXT = "Nämnden har inget att invända mot förslaget.\n\n"


@pytest.mark.parametrize(
    ("block", "signed"),
    [
        (
            "På Skolmyndighetens vägnar\nNina Granath Rolf Wallander\nGeneraldirektör Undervisningsråd\n",
            [("Nina Granath", "Generaldirektör"), ("Rolf Wallander", "Undervisningsråd")],
        ),
        (
            "Underskrifter\nNorrhamn 2023-08-01\n\nEva Frykholm\nMikael Ormgård\nOrdförande\nLedamot\n",
            [("Eva Frykholm", "Ordförande"), ("Mikael Ormgård", "Ledamot")],
        ),
        (
            "Stefan Palm Fredrik Gerdin Isak Klingvall\nkammarrättslagman kammarrättsråd kammarrättsråd\n",
            [
                ("Stefan Palm", "kammarrättslagman"),
                ("Fredrik Gerdin", "kammarrättsråd"),
                ("Isak Klingvall", "kammarrättsråd"),
            ],
        ),
        (
            "Regiondirektör\nFastighetsdirektör\n\nBo Frykholm\nSaga Fagerlind\n\nBilaga\nPlan för resor\n",
            [("Bo Frykholm", "Regiondirektör"), ("Saga Fagerlind", "Fastighetsdirektör")],
        ),
        ("Anna Berg\nchef strategiska staben\n", [("Anna Berg", "chef strategiska staben")]),
        ("Olle Tallhage Eva Isfeldt\nvice ordförande ledamot\n",
         [("Olle Tallhage", "vice ordförande"), ("Eva Isfeldt", "ledamot")]),
    ],
)  # fmt: skip
def test_each_name_gets_its_own_title(block: str, signed: list[tuple[str, str]]) -> None:
    found = values_of(TEXT + block)
    assert [(signatory.name, signatory.title) for signatory in found.signatories] == signed


def test_what_a_court_was_asked_and_why_it_decided_are_no_decisions() -> None:
    found = values_of(
        "KAMMARRÄTTEN\nDOM\nMål nr 44-19\n\nKAMMARRÄTTENS AVGÖRANDE\nKammarrätten avslår överklagandet.\n"
        "YRKANDEN M.M.\nMaria Ullerstam yrkar att beslutet ska upphävas.\n"
        "SKÄLEN FÖR KAMMARRÄTTENS AVGÖRANDE\nNågot annat beslut får inte sättas i stället.\n"
    )
    assert [decision.value for decision in found.decisions] == ["Kammarrätten avslår överklagandet."]


def test_two_names_on_a_line_without_room_between_them_are_two_signers() -> None:
    letter = (
        "Byggnadsnämnden i Ekeby kommun\n\nÖverklagande av bygglov\n\n"
        "Jag överklagar härmed beslutet om bygglov, eftersom huset blir högre än planen tillåter.\n\n"
        "Ekeby den 29 november 2022\n\n"
    )
    assert [s.name for s in values_of(letter + "Anna Berg Karl Ros\n").signatories] == [
        "Anna Berg",
        "Karl Ros",
    ]
    assert [s.name for s in values_of(letter + "Anna Maria Berg\n").signatories] == ["Anna Maria Berg"]


@pytest.mark.parametrize(
    "block",
    [
        "Bo Ek\nHälso- och sjukvårdsdirektör          Anna Lind\n"
        "                                      Avdelningschef\n",
        "                                      Anna Lind\n"
        "Bo Ek                                 Avdelningschef\n"
        "Hälso- och sjukvårdsdirektör\n",
    ],
)
def test_one_signs_a_step_below_the_other(block: str) -> None:
    signed = {(s.name, s.title) for s in values_of(TEXT + block).signatories}
    assert signed == {("Bo Ek", "Hälso- och sjukvårdsdirektör"), ("Anna Lind", "Avdelningschef")}


def test_those_who_sign_for_an_organisation_sign_without_it() -> None:
    block = "Husägarnas Riksförbund\n\nBo Ek                Anna Lind\nGeneralsekreterare   Chefsjurist\n"
    assert [s.name for s in values_of(TEXT + block).signatories] == ["Bo Ek", "Anna Lind"]


def test_who_decided_the_rows_of_a_list_has_not_signed_it() -> None:
    head = "Omsorgsnämnden\nANMÄLNINGSLISTA\n2024-02-21\n\nAnmälan av delegationsbeslut\n\n"
    columns = "Dnr               Ärende                     Delegat\n"
    rows = (
        "ON-2024-00012     Anställning av chef        Anna Lind\n"
        "ON-2024-00019     Yttrande till tillsynen    Anna Lind\n"
    )
    assert values_of(head + columns + rows).signatories == ()
    row = "Datum              Delegat\n2024-02-02         Anna Lind\n"
    form = f"DELEGATIONSBESLUT\n\nBeslut\nBidrag beviljas.\n\n{row}"
    assert [s.name for s in values_of(form).signatories] == ["Anna Lind"]
