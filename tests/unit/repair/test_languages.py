"""Paragraphs of other languages, the short ones too, stay as they are; Swedish beside them is repaired."""

import pytest

from tests.unit.repair.fictional import TEXT
from workers.repair import repair_text
from workers.repair.languages import foreign

NORWEGIAN = (
    "Installasjon",
    "Hvis du vil, kan du starte veiviseren for partisjonering på nytt; da blir alle endringer fjernet.",
    "Valg for harddisk",
    "Det er mulig å gi brukeren rett til å lese fra disken, men ikke til å skrive til den uten videre.",
    "For hver partisjon",
    "Velg en annen kilde og start maskinen på nytt etter at du har lagret filene, ellers er de tapt.",
)
DANISH = (
    "For at fortsætte",
    "Hvis du ikke ved hvad du skal vælge, kan du blot trykke på retur og bruge det der er foreslået af os.",
    "Anden harddisk",
    "Programmet er gratis og bliver ved med at være det, også efter at du har installeret et nyt system.",
    "Forbundet til nettet",
)
GERMAN = (
    "Grundlage der Liste",
    "Das ist nicht mit den Rechten des Benutzers zu machen, und auch nicht für die Dateien auf dem Rechner.",
    "Durchgang",
)


@pytest.mark.parametrize("paragraphs", [NORWEGIAN, DANISH, GERMAN])
def test_short_paragraphs_share_the_language_around_them(paragraphs: tuple[str, ...]) -> None:
    text = "\n\n".join(paragraphs)
    assert [text[start:end] for start, end in foreign(text)] == list(paragraphs)
    assert repair_text(text, join_lines=False).text == text


def test_a_swedish_document_has_no_foreign_paragraph() -> None:
    assert foreign(TEXT) == []


@pytest.mark.parametrize("fold", [str.maketrans("åäöÅÄÖ", "aaoAAO"), str.maketrans("åäöÅÄÖ", "??????")])
def test_a_damaged_document_with_a_foreign_annex_is_repaired_before_it(fold: dict[int, int]) -> None:
    annex = "\n\n".join(NORWEGIAN[1:])
    damaged = TEXT.translate(fold)
    result = repair_text(f"{damaged}\n\n{annex}", join_lines=False)
    assert result.text.endswith(annex)
    alone = repair_text(damaged, join_lines=False).text
    assert result.text.split()[:60] == alone.split()[:60]


def test_a_swedish_letter_before_a_longer_foreign_annex_is_repaired() -> None:
    letter = "Namnden foreslar att forvaltningen far i uppdrag att ta fram en plan for atgarder till hosten."
    result = repair_text("\n\n".join([letter, *NORWEGIAN]), join_lines=False)
    assert result.text.startswith("Nämnden föreslår att förvaltningen får i uppdrag")
    assert result.text.endswith("\n\n".join(NORWEGIAN))


def test_no_text_has_no_paragraph() -> None:
    assert foreign("") == []
    assert foreign("\n\n \n") == []
