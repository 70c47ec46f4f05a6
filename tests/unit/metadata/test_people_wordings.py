"""People and bodies in wordings that differ from the usual ones, and what only looks like them."""

import pytest

from tests.unit.metadata.reading import values_of

BODY = "Nämnden har prövat ärendet och lämnar här sina synpunkter på det som har framförts i frågan.\n"


def letter(head: str, foot: str = "") -> str:
    """A municipality's letter with these lines in its head and under its text."""
    title = "Besked om plats i hamnen"
    return f"Almby kommun\nByggkontoret\nSKRIVELSE\n2024-03-01\n{head}\n\n{title}\n\n{BODY}\n{foot}"


def officer_of(text: str) -> str | None:
    """The officer's name; None where nobody is found."""
    found = values_of(text).officer
    return None if found is None else found.name


@pytest.mark.parametrize(
    "head",
    [
        "Ansvarig upphandlare: Anna Berg",
        "Upprättad av: Anna Berg",
        "Vår referens: Anna Berg, 08-465 004 10",
        "Handläggs av\nAnna Berg",
        "Tjänsteställe, handläggare\nBygg- och miljökontoret, Anna Berg",
        "Handläggare (namn, telefon)\nAnna Berg, 08-465 004 10",
        "Er kontakt hos oss:\nAnna Berg",
    ],
)
def test_an_officer_stands_behind_many_labels(head: str) -> None:
    assert officer_of(letter(head)) == "Anna Berg"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontakta gärna din handläggare Anna Berg på telefon 08-465 004 10.",
        "I ärendet har Anna Berg varit handläggare.",
        "Handläggare för ditt ärende är Anna Berg.",
        "Frågor besvaras av Anna Berg, jurist, 08-465 004 10.",
        "Beslutet har fattats av chefen Ulf Ek i närvaro av Anna Berg, utredare och föredragande.",
    ],
)
def test_an_officer_is_named_in_sentences(sentence: str) -> None:
    assert officer_of(letter("", f"{sentence}\n")) == "Anna Berg"


@pytest.mark.parametrize(
    "foot",
    [
        "Rektor Anna Berg har lämnat yttrande.\n",
        "Sökanden Anna Berg kan kontaktas på 08-465 004 10.\n",
    ],
)
def test_others_that_the_text_names_are_no_officers(foot: str) -> None:
    assert officer_of(letter("", foot)) is None


def test_an_addressee_with_an_address_of_their_own_is_no_officer() -> None:
    assert officer_of(letter("Anna Berg\nanna.berg@post.example")) is None


def test_a_proposal_by_a_party_is_no_decision() -> None:
    found = values_of("Promemorian föreslår att regeringen beslutar om övergångsregler.\n")
    assert found.decisions == ()


def test_the_lead_in_to_a_proposal_is_none() -> None:
    text = "TJÄNSTEUTLÅTANDE\n\nFörslag till beslut\n\nI kommunstyrelsen:\n\nMotionen avslås.\n"
    assert [p.value for p in values_of(text).decision_proposals] == ["Motionen avslås."]


def test_what_is_proposed_under_any_heading_is_a_proposal() -> None:
    text = "TJÄNSTESKRIVELSE\n\nFörslag\n\nDirektionen föreslås besluta\natt köpa ett fordon.\n"
    assert [p.value for p in values_of(text).decision_proposals] == ["att köpa ett fordon."]


def test_short_attachments_are_numbered() -> None:
    found = values_of(letter("", "Bil. 1 Fullmakt\nBil. 2 Dom\n")).attachments
    assert [(a.number, a.value) for a in found] == [("1", "Fullmakt"), ("2", "Dom")]


def test_who_gets_a_copy_by_e_mail_is_named_without_the_address() -> None:
    sent = "Kopia till\nÅby kommun, kommun@aby.example\nEkens IK (ekens@idrott.example)\n"
    foot = "\nPostadress: 403 40 Åstad   Telefon: 010-224 40 00   E-post: lansstyrelsen@astad.example\n"
    found = values_of(f"BESLUT\nDnr 12-2024\n\nTillsyn av hamnen\n\nSkäl\nHamnen är hel.\n\n{sent}{foot}")
    assert [copy.value for copy in found.copy_to] == ["Åby kommun", "Ekens IK"]


def test_a_greeting_is_no_attachment() -> None:
    text = "Från: Anna Berg\nÄmne: Begäran om handling\nBilagor: Avtal.pdf\n\nHej!\n\nHär kommer avtalet.\n"
    assert [a.value for a in values_of(text).attachments] == ["Avtal.pdf"]


def test_what_happens_in_a_body_is_no_body() -> None:
    text = "Almby kommun\nProtokollsutdrag\n\n§ 4\n\nFyllnadsval i valnämnden\n\nBeslut\n\nUlf Ek utses.\n"
    found = values_of(text).title
    assert found is not None
    assert found.value == "Fyllnadsval i valnämnden"


EXTRACT = """Ekby kommun
Kommunstyrelsen
PROTOKOLLSUTDRAG
2024-02-13

§ 12    Dnr KS 2024/41

Bidrag till bokmässan

Beslut
Kommunstyrelsen beviljar bidraget.

Beslutet skickas till
Ekby bokvänner
Ekonomienheten
{end}
"""


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("Utdragets riktighet bestyrks\nAnna Berg\nNämndsekreterare", "Nämndsekreterare"),
        ("\nUtdragets riktighet intygas:\n\nAnna Berg, kommunsekreterare", "kommunsekreterare"),
        ("Utdraget bestyrkes\nAnna Berg", None),
        ("Rätt utdraget betygar Anna Berg", None),
    ],
)
def test_who_certifies_an_extract_signs_it_and_gets_no_copy(end: str, title: str | None) -> None:
    found = values_of(EXTRACT.format(end=end))
    assert [(one.name, one.title) for one in found.signatories] == [("Anna Berg", title)]
    assert [copy.value for copy in found.copy_to] == ["Ekby bokvänner", "Ekonomienheten"]


@pytest.mark.parametrize(
    "end", ["Ordförandes signatur Justerandes signatur", "Utdraget publiceras på webbplatsen"]
)
def test_other_words_of_an_extract_name_nobody(end: str) -> None:
    found = values_of(EXTRACT.format(end=end))
    assert not found.signatories
    assert [copy.value for copy in found.copy_to][:2] == ["Ekby bokvänner", "Ekonomienheten"]
    assert "signatur" not in " ".join(copy.value for copy in found.copy_to)
