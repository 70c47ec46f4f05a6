"""People, personal data, secrecy and references."""

import pytest

from tests.unit.metadata.reading import values_of


@pytest.mark.parametrize(
    ("head", "name", "title", "phone", "email"),
    [
        ("Handläggare\nAnna Berg\nTelefon: 08-508 31 926", "Anna Berg", None, "08-508 31 926", None),
        ("Handläggare: Anna Berg", "Anna Berg", None, None, None),
        ("Handläggare\nAnna Berg\nUtredare\n0512-310 44\nanna.berg@ekholma.example", "Anna Berg", "Utredare",
         "0512-310 44", "anna.berg@ekholma.example"),
        ("Handläggare: nämndsekreterare Anna von Berg, telefon 031-390 06 71",
         "Anna von Berg", "nämndsekreterare", "031-390 06 71", None),
        ("Handläggare          Datum          Dnr\nAnna Berg            2024-05-06     KS 2018/14",
         "Anna Berg", None, None, None),
    ],
)  # fmt: skip
def test_the_officer(head: str, name: str, title: str | None, phone: str | None, email: str | None) -> None:
    officer = values_of(
        f"TJÄNSTESKRIVELSE\n{head}\n\nNy brygga i hamnen\n\nÄrendet\nBryggan är hel.\n"
    ).officer
    assert officer is not None
    assert (officer.name, officer.title, officer.phone, officer.email) == (name, title, phone, email)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Föredragande har varit enhetschefen Peter von Ek.", "Peter von Ek"),
        ("Utredaren Yusuf Åkerman har varit föredragande.", "Yusuf Åkerman"),
        ("Beslutet har fattats av länsrådet Märta Ek med direktören Håkan Ås som föredragande.", "Håkan Ås"),
        ("Beslutet har fattats efter föredragning av juristen Eva Lind.", "Eva Lind"),
    ],
)
def test_who_reported_the_case(sentence: str, name: str) -> None:
    officer = values_of(f"BESLUT\nDnr 12-2024\n\nTillsyn av hamnen\n\nSkäl\n{sentence}\n").officer
    assert officer is not None
    assert officer.name == name


def test_a_list_ends_where_another_one_begins() -> None:
    lists = "Bilaga: Hur man överklagar\n\nBeslutet expedieras till: Rut Ek, akten\n"
    found = values_of(f"DELEGATIONSBESLUT\nDnr SN/2024:88\n\nBeslut\nNämnden avvisar den.\n\n{lists}")
    assert [attachment.value for attachment in found.attachments] == ["Hur man överklagar"]
    assert [copy.value for copy in found.copy_to] == ["Rut Ek", "akten"]


def test_who_presents_a_matter_is_no_officer_of_the_agenda() -> None:
    rows = "Nr    Ärende           Dnr            Föredragande\n1     Delårsbokslut    KFN 2024/61    Eva Hed"
    assert values_of(f"KALLELSE\nKultur- och fritidsnämnden\n\n{rows}\n").officer is None


def test_a_switchboard_is_no_officers_phone() -> None:
    text = (
        "TJÄNSTESKRIVELSE\nHandläggare: Anna Berg\n\nNy brygga\n\n"
        "Ärendet\nHel.\n\nVäxel 0512-310 00\nOrg.nr 212000-9991\n"
    )
    officer = values_of(text).officer
    assert officer is not None
    assert officer.phone is None


@pytest.mark.parametrize(
    "text", ["Handläggare", "Handläggare: Klicka här för att ange text.", "Handläggaren Anna såg det."]
)
def test_no_officer_where_none_is_named(text: str) -> None:
    assert values_of(f"TJÄNSTESKRIVELSE\n{text}\n\nNy brygga\n\nÄrendet\nBryggan är hel.\n").officer is None


@pytest.mark.parametrize(
    ("number", "masked", "kind"),
    [
        ("640823-3234", "640823-****", "personnummer"),
        ("19640823-3234", "19640823-****", "personnummer"),
        ("196408233234", "19640823-****", "personnummer"),
        ("640883-3231", "640883-****", "samordningsnummer"),
        ("640823 - 3234", "640823-****", "personnummer"),
        ("640823–3234", "640823-****", "personnummer"),
        ("640823-\n3234", "640823-****", "personnummer"),
        ("19640823\n3234", "19640823-****", "personnummer"),
        ("64O823-3234", "640823-****", "personnummer"),
        ("l9640823-3234", "19640823-****", "personnummer"),
        ("1 9 6 4 0 8 2 3 - 3 2 3 4", "19640823-****", "personnummer"),
        ("19 64 08 23-3234", "19640823-****", "personnummer"),
        ("64 08 23-3234", "640823-****", "personnummer"),
        ("personnummer 6408233234", "640823-****", "personnummer"),
        ("(personnr: 640823-3235)", "640823-****", "personnummer"),
        ("klagande: Rut Ek, 640823-3235", "640823-****", "personnummer"),
    ],
)
def test_personal_numbers_are_found_and_masked(number: str, masked: str, kind: str) -> None:
    (found,) = values_of(f"Bakgrund\nSökanden, {number}, har ansökt om bistånd.\n").personal_data
    assert (found.value, found.raw, found.kind) == (masked, masked, kind)


def test_a_number_behind_a_name_is_protected_also_when_it_was_misread() -> None:
    for line in ("Jan Ek, 640823-3235", "Svarande: Jan Ek, 640823-3235", "Part   Jan Ek, 640823-3235"):
        (found,) = values_of(f"DOM\nMål nr T 12-24\n\nPARTER\n{line}\n").personal_data
        assert (found.value, found.flags) == ("640823-****", ("misprint",))


@pytest.mark.parametrize(
    "text",
    [
        "640823-3235",
        "Akten, 640823-3235",
        "640823-0005",
        "OOllOl-lOlS",
        "212000-0142",
        "556036-0793",
        "1 2 3 4 5 6 7 8 9 1 0",
        "6408233234",
        "2016-11-28",
        "08-508 319 26",
        "5050-1055",
        "19641323-3234",
    ],
)
def test_other_numbers_are_no_personal_numbers(text: str) -> None:
    assert values_of(f"Bakgrund\nNumret är {text} enligt uppgift.\n").personal_data == ()


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("Uppgiften omfattas av sekretess enligt 26 kap. 1 § OSL.", "26 kap. 1 §"),
        ("Sekretess enligt 21 kap. 7 § offentlighets- och sekretesslagen.", "21 kap. 7 §"),
        ("Uppgiften omfattas av sekretess enligt sekretesslagen 19 kap 3 §.", "19 kap 3 §"),
        ("SEKRETESS enligt 23 a kap. 2 § OSL", "23 a kap. 2 §"),
        ("OSL 21:1", "21:1"),
        ("Hemlig enligt 15 kap. 2 § OSL", "15 kap. 2 §"),
        ("Paragrafen är sekretessbelagd och läggs i särskild pärm.", None),
        ("SEKRETESS", None),
    ],
)
def test_secrecy_marks(text: str, provision: str | None) -> None:
    (found,) = values_of(f"BESLUT\n{text}\n\nTillsyn av hamnen\n").secrecy
    assert found.provision == provision


@pytest.mark.parametrize(
    "text",
    [
        "Underrättelseskyldigheten är sekretessbrytande och prövas särskilt.",
        "Frågor om sekretess prövas enligt 6 kap. 3 § OSL.",
        "Handlingar registreras enligt 5 kap. 1 § OSL.",
    ],
)
def test_talk_of_secrecy_is_no_mark(text: str) -> None:
    assert values_of(f"Bakgrund\n{text}\n").secrecy == ()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("förvaltningslagen (2017:900)", "sfs", "SFS 2017:900"),
        ("PBL 2010:900", "sfs", "SFS 2010:900"),
        ("SOU 2026:14", "sou", "SOU 2026:14"),
        ("Ds 2014:1", "ds", "Ds 2014:1"),
        ("prop. 2016/17:1", "prop", "prop. 2016/17:1"),
        ("dir. 2016:65", "dir", "dir. 2016:65"),
        ("förordning (EU) 2016/679", "eu", "(EU) 2016/679"),
        ("direktiv 95/46/EG", "eu", "95/46/EG"),
        ("förordning (EG) nr 852/2004", "eu", "(EG) 852/2004"),
        ("RÅ 1992 ref. 75", "case_law", "RÅ 1992 ref. 75"),
        ("NJA 2003 s. 107", "case_law", "NJA 2003 s. 107"),
        ("JO 2006/07 s. 419", "case_law", "JO 2006/07 s. 419"),
        ("dnr KS 2018/14", "record", "KS 2018/14"),
    ],
)
def test_references(text: str, kind: str, value: str) -> None:
    (found,) = values_of(f"Bakgrund\nNämnden hänvisar till {text} i denna del.\n").references
    assert (found.kind, found.value) == (kind, value)


def test_an_empty_document_has_no_values() -> None:
    found = values_of("\n \n")
    assert found.document_type is None
    assert found.dnr == ()
    assert found.dates == ()


def test_an_unknown_kind_is_other() -> None:
    found = values_of("Lunchmeny\n\nSoppa och pannkakor serveras i matsalen.\n")
    assert found.document_type is not None
    assert found.document_type.value == "other"
    assert found.issuer is None
    assert found.recipient is None


def test_the_telephone_in_the_foot_is_the_switchboards() -> None:
    said = "Utredaren Jonas Vik har varit föredragande.\n\nMarie Ek\n               Jonas Vik\n\n"
    foot = (
        "Box 45184      Telefon 010-788 50 00    registrator@tillsyn.example\n"
        "104 30 Stad    Fax 010-788 62 00    www.tillsyn.example    Org nr 202100-0000\n"
    )
    officer = values_of(f"BESLUT\nDnr 12-2024\n\nTillsyn av hamnen\n\nSkäl\n{said}{foot}").officer
    assert officer is not None
    assert (officer.name, officer.phone, officer.email) == ("Jonas Vik", None, None)
