"""People and bodies where real records were seen to have them: feet, windows, heads, forms of minutes."""

import pytest

from tests.unit.metadata.reading import printed, values_of

REPORT = """TJÄNSTESKRIVELSE

Datum
2025-03-04

Plan för lekplatser

Förslag till beslut i nämnden för Park & Fritid

Nämnden för Park & Fritid godkänner planen.

Sammanfattning av ärendet
Förvaltningen har tagit fram en plan för hur kommunens lekplatser ska skötas och förnyas.

Beslutet skickas till
{copies}

Karin Lund
Förvaltningschef

1 (1)
{foot}
Besöksadress
Torget 3
www.almby.example
"""
FOOT = "Almby kommun\n123 45 Almby\nOla Lind\nParkstrateg                      Växel 0480-31 92 00"


def report(*, foot: str = FOOT, copies: str = "Kommunstyrelsen") -> str:
    return REPORT.format(foot=foot, copies=copies)


def test_the_foot_of_the_first_page_names_officer_and_municipality() -> None:
    found = values_of(report())
    assert found.officer is not None
    assert found.officer.name == "Ola Lind"
    assert found.officer.title == "Parkstrateg"
    assert found.issuer is not None
    assert found.issuer.value == "Almby kommun"
    assert found.recipient is not None
    assert found.recipient.value == "Nämnden för Park & Fritid"
    assert [(s.name, s.title) for s in found.signatories] == [("Karin Lund", "Förvaltningschef")]


@pytest.mark.parametrize(
    "foot",
    [
        "Almby kommun\n123 45 Almby",
        "Almby kommun\n123 45 Almby\nOla Lind",
        "Ola Lind\nParkstrateg",
    ],
    ids=["nobody", "no title", "no address above"],
)
def test_a_foot_without_name_title_and_address_gives_no_officer(foot: str) -> None:
    assert values_of(report(foot=foot)).officer is None


def test_the_last_who_gets_a_copy_is_no_issuer_over_the_signature() -> None:
    found = values_of(report(foot="0480-31 92 00"))
    assert found.issuer is None or found.issuer.value != "Kommunstyrelsen"


@pytest.mark.parametrize(
    ("lines", "bodies"),
    [
        ("Stadsbyggnadskontoret, kommunstyrelsen", ["Stadsbyggnadskontoret", "kommunstyrelsen"]),
        ("Samtliga nämnder och bolag, kommunrevisionen", ["Samtliga nämnder och bolag", "kommunrevisionen"]),
        ("Akten\nFör kännedom: Park & Fritid", ["Akten", "Park & Fritid"]),
        ("Finansdepartementet, budgetavdelningen", ["Finansdepartementet, budgetavdelningen"]),
    ],
)
def test_who_gets_a_copy(lines: str, bodies: list[str]) -> None:
    assert [copy.value for copy in values_of(report(copies=lines)).copy_to] == bodies


def test_a_list_of_copies_in_the_right_column_ends_at_the_left_edge() -> None:
    text = """                                    TJÄNSTESKRIVELSE        1 (1)
                                    2014-10-28

                                    Kopia till
                                    Biståndsenheten

Nämnden för omsorg

Ny ordning för delegation

Förslag till beslut
Nämnden för omsorg godkänner ordningen.
"""
    assert [copy.value for copy in values_of(text).copy_to] == ["Biståndsenheten"]


DECISION = """                                                   1(5)

{addressee}

Diarienummer:
TS-2024-2904

{heading}
{author} konstaterar att verket har behandlat uppgifter i strid med lagen genom att inte
lämna tillräcklig information till dem som uppgifterna handlar om.

Redogörelse för ärendet
Verket har svarat på de frågor som ställdes under tillsynen och lämnat in sina rutiner.
"""


def test_the_heading_names_who_decided_and_the_top_whom_it_is_for() -> None:
    text = DECISION.format(
        addressee="Polismyndigheten", heading="Tillsynsmyndighetens beslut", author="Tillsynsmyndigheten"
    )
    found = values_of(text)
    assert found.issuer is not None
    assert found.issuer.value == "Tillsynsmyndigheten"
    assert found.recipient is not None
    assert found.recipient.value == "Polismyndigheten"


def test_an_authority_over_its_own_decision_stays_the_issuer() -> None:
    text = DECISION.format(
        addressee="Tillsynsmyndigheten", heading="Tillsynsmyndighetens beslut", author="Tillsynsmyndigheten"
    )
    found = values_of(text)
    assert found.issuer is not None
    assert found.issuer.value == "Tillsynsmyndigheten"
    assert found.recipient is None


def test_a_body_further_down_in_the_head_is_not_whom_the_decision_is_for() -> None:
    text = DECISION.format(
        addressee="Tillsyn av fordon\n\nPolismyndigheten",
        heading="Tillsynsmyndighetens beslut",
        author="Tillsynsmyndigheten",
    )
    assert values_of(text).recipient is None


UNIVERSITY = """{top}

BESLUT
2012-02-28
Reg.nr 31-3735-11

Anmälan mot lärosätet om ett återtaget besked

Sedan ett beslut fattats om en antagning har ett meddelande skickats med ett annat besked.

Bedömning
Studieverket anser att beskedet måste ses som ett beslut om antagning till programmet.
"""


def test_a_rector_over_a_postcode_is_written_to() -> None:
    found = values_of(UNIVERSITY.format(top="Norra universitetet\nRektor\n123 45 Norrby"))
    assert found.recipient is not None
    assert found.recipient.value == "Norra universitetet"
    assert found.issuer is not None
    assert found.issuer.value == "Studieverket"


def test_a_rector_without_an_address_decides() -> None:
    found = values_of(UNIVERSITY.format(top="Norra universitetet\nRektor"))
    assert found.recipient is None
    assert found.issuer is not None
    assert found.issuer.value == "Norra universitetet"


MINUTES = """ALMBY KOMMUN               SAMMANTRÄDESPROTOKOLL          1 (18)
Kommunstyrelsen            2024-03-04

Beslutande         Ulla Falk (S), ordförande
                   Göte Rask (M)

Underskrifter
{block}

ANSLAG/BEVIS
Protokollet är justerat. Justeringen har tillkännagivits genom anslag
"""


@pytest.mark.parametrize(
    ("block", "signers"),
    [
        (
            "Sekreterare        ...............\n                   Siv Ek\n"
            "Justerande         ...............\n                   Göte Rask       Inga Brand",
            [("Siv Ek", "Sekreterare"), ("Göte Rask", "Justerande"), ("Inga Brand", "Justerande")],
        ),
        (
            "Ulla Falk (S)              Göte Rask (M)\nOrdförande                 Justerare\n\n"
            "Siv Ek\nSekreterare",
            [("Ulla Falk", "Ordförande"), ("Göte Rask", "Justerare"), ("Siv Ek", "Sekreterare")],
        ),
        (
            "Sekreterare\n...............\nSiv Ek\nOrdförande\n...............\nUlla Falk (S)",
            [("Siv Ek", "Sekreterare"), ("Ulla Falk", "Ordförande")],
        ),
    ],
    ids=["two adjust", "parties over titles", "dots between"],
)
def test_those_who_sign_minutes(block: str, signers: list[tuple[str, str]]) -> None:
    found = values_of(MINUTES.format(block=block)).signatories
    assert [(s.name, s.title) for s in found] == signers


def test_a_member_under_a_broken_title_only_was_present() -> None:
    text = """ALMBY KOMMUN               SAMMANTRÄDESPROTOKOLL
Beslutande
Ulla Falk (S), 2:e vice
ordförande

Göte Rask (M)
Inga Brand (C)

Sekreterare   Siv Ek
Ordförande    Ove Ås
"""
    assert {s.name for s in values_of(text).signatories} == {"Siv Ek", "Ove Ås"}


def test_who_prepared_the_case_by_a_proposal() -> None:
    sentence = "Beslut i detta ärende har fattats av Anna Berg efter utredning och förslag från Ola Lind."
    found = values_of(f"Lotteriverket\nREMISSVAR\n2024-03-01\n\nRemissvar om spel\n\n{sentence}\n")
    assert found.officer is not None
    assert found.officer.name == "Ola Lind"


def test_a_head_between_bars_is_no_title() -> None:
    text = """Remissyttrande | Sida 1 (1) | 2020-06-11
Lotteriverket

Yttrande över promemorian Ett ändrat förfarande för att anmäla
automater

Lotteriverket har fått tillfälle att yttra sig över promemorian och har inga synpunkter på den.
"""
    title = values_of(text).title
    assert title is not None
    assert title.value == "Yttrande över promemorian Ett ändrat förfarande för att anmäla automater"


def test_attachments_under_each_other_without_room() -> None:
    listed = "Bilaga 1: Karta över området\nBilaga 2: Kalkyl för skötseln\n"
    found = values_of(report().replace("1 (1)", listed + "\n1 (1)")).attachments
    assert [(a.number, a.value) for a in found] == [("1", "Karta över området"), ("2", "Kalkyl för skötseln")]


def test_an_appendix_to_minutes_is_no_attachment() -> None:
    text = "Bilaga 6:7 till kommunstyrelsens protokoll den 19 mars 2003, § 8\n\nRiktlinjer för lek\n"
    assert values_of(text).attachments == ()


def test_what_is_proposed_to_the_council_in_minutes() -> None:
    text = """ALMBY KOMMUN               SAMMANTRÄDESPROTOKOLL          4 (37)
Kommunstyrelsen
2024-03-04

§ 12
Delårsrapport

Beslut – Förslag till kommunfullmäktige

Kommunfullmäktige godkänner delårsrapporten per augusti.

Sammanfattning av ärendet
Rapporten handlar om kommunens ekonomi under årets första åtta månader och prognosen för året.
"""
    found = values_of(text)
    assert [p.value for p in found.decision_proposals] == [
        "Kommunfullmäktige godkänner delårsrapporten per augusti."
    ]
    assert found.decisions == ()


def test_a_drawn_line_ends_a_judgment() -> None:
    text = """FÖRVALTNINGSRÄTTEN I ALMBY     DOM
2024-03-04

DOMSLUT

Förvaltningsrätten avslår ansökan.

___________________

YRKANDEN M.M.

Bolaget har yrkat att upphandlingen ska göras om.
"""
    assert [d.value for d in values_of(text).decisions] == ["Förvaltningsrätten avslår ansökan."]


HEAD = """{issuer}
{head}

BESLUT
2024-03-04

Tillsyn av boendet Lugnet

{issuer} har granskat boendet och konstaterar att bemanningen räcker under hela dygnet.
"""


@pytest.mark.parametrize(
    ("issuer", "head"),
    [
        ("Almby kommun", "Anna Berg\n\nSocialkontoret\n\nanna.berg@almby.example"),
        ("Inspektionen för kost och miljö", "Avdelning mitt\nAnna Berg\nanna.berg@ikm.example"),
        ("Almby kommun", "Anna Berg - ab123\nE-post: anna.berg@almby.example"),
    ],
    ids=["room between", "initials", "what computers call her"],
)
def test_an_address_at_the_issuer_that_spells_the_name_tells_the_officer(issuer: str, head: str) -> None:
    found = values_of(HEAD.format(issuer=issuer, head=head)).officer
    assert found is not None
    assert found.name == "Anna Berg"


@pytest.mark.parametrize(
    "head",
    ["Anna Berg\n\nanna.berg@post.example", "Anna Berg\n\nSocialkontoret\n\nregistrator@almby.example"],
    ids=["her own host", "the registry"],
)
def test_other_addresses_tell_no_officer(head: str) -> None:
    assert values_of(HEAD.format(issuer="Almby kommun", head=head)).officer is None


def test_what_a_board_only_passes_on_is_not_decided() -> None:
    text = """PROTOKOLLSUTDRAG                          1 (2)
Kommunstyrelsen
2019-12-02

§ 302 Svar på medborgarförslag om en cykelväg

Beslut

Kommunstyrelsen föreslår kommunfullmäktige besluta:

- Medborgarförslaget anses besvarat med nämndens yttrande.

Sammanfattning av ärendet
Ett medborgarförslag har kommit in till kommunen om att bygga vidare på cykelvägen.
"""
    found = values_of(text)
    assert found.decisions == ()
    assert [p.value for p in found.decision_proposals] == [
        "Medborgarförslaget anses besvarat med nämndens yttrande."
    ]


def test_the_address_of_an_office_is_not_its_officer_s() -> None:
    found = printed(
        """
@margins 25 25 20 20
@font sans 10
@tabs 0 60 110
| *Arbetstillsynen | *BESLUT | 1 (3)
| Malin Thorsell, 010-555 21 84 | 2026-01-27 | 2025/048812
| arbetstillsynen@at.example
@skip 8
@tabs 0
= Förbud mot att använda personlyft
== Beslut
Arbetstillsynen förbjuder Ekby kommun att använda taklyften.
@skip 6
Beslutet har fattats av sektionschefen Rolf Ahlm. Föredragande har varit inspektören Malin Thorsell.
"""
    )
    assert found.officer is not None
    assert (found.officer.name, found.officer.phone, found.officer.email) == (
        "Malin Thorsell",
        "010-555 21 84",
        None,
    )
    assert [dnr.value for dnr in found.dnr] == ["2025/048812"]


def test_a_letter_s_report_keeps_its_month() -> None:
    found = values_of(
        "Ekeby kommun\nRevisorerna\nRevisionsmissiv\n2026-03-16\n\nTill:\nKommunstyrelsen\n\n"
        "Granskning av upphandlingen\n\nRevisionsbyrån har granskat kommunens upphandling.\n\n"
        "Bilaga: Rapport om upphandlingen, mars 2026\n"
    )
    assert [attachment.value for attachment in found.attachments] == ["Rapport om upphandlingen, mars 2026"]
    assert found.document_type is not None
    assert found.document_type.value == "skrivelse"
