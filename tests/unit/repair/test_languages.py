"""Other languages, sentences given alone too, stay as they are; Swedish beside them is repaired."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.damage import damaged
from tests.bench.repair_sound import SoundReport, letters_and_minutes
from tests.unit.repair.fictional import TEXT
from workers.repair import repair_text
from workers.repair.channel.gate import Gate, without
from workers.repair.lexicon.neighbours import LANGUAGES, Neighbours
from workers.repair.model import model
from workers.repair.training.neighbours import compile_neighbours

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


ENGLISH = (
    "The supplier shall provide several platforms for mentoring, and the order is open to all partners.",
    "This decision may be appealed within three weeks.",
)
SWEDISH = "Namnden beslutar att avsla ansokan"


@cache
def gate() -> Gate:
    return Gate(model().neighbours)


def foreign(text: str) -> list[str]:
    return [text[start:end] for start, end in gate().foreign(text)]


@pytest.mark.parametrize("paragraphs", [NORWEGIAN, DANISH, GERMAN])
def test_short_paragraphs_share_the_language_around_them(paragraphs: tuple[str, ...]) -> None:
    text = "\n\n".join(paragraphs)
    assert foreign(text) == [text]
    assert repair_text(text, join_lines=False).text == text


@pytest.mark.parametrize("found", letters_and_minutes(), ids=lambda found: found.name)
def test_a_sentence_given_alone_stays(found: SoundReport) -> None:
    assert found.words > 100
    assert found.examples == ()


@pytest.mark.parametrize("name", ["stripped", "question marks", "dropped", "wrong-language OCR"])
def test_damaged_swedish_given_alone_is_swedish(name: str) -> None:
    lines = [line for line in TEXT.split("\n") if len(line.split()) > 2]
    assert len(lines) > 10
    assert [line for line in lines if foreign(damaged(name, line, 3).text)] == []


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_damaged_swedish_line_between_english_ones_is_repaired(between: str) -> None:
    text = between.join([ENGLISH[0], f"{SWEDISH} om bidrag till foreningen.", ENGLISH[1]])
    result = repair_text(text, join_lines=False).text
    assert result.split(between) == [
        ENGLISH[0],
        "Nämnden beslutar att avslå ansökan om bidrag till föreningen.",
        ENGLISH[1],
    ]


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
def test_an_english_sentence_amid_damaged_swedish_stays(between: str) -> None:
    before, after = f"{SWEDISH}. Foreningen far yttra sig.", "Arendet avgors pa nasta mote i namnden."
    result = repair_text(between.join([before, ENGLISH[0], after]), join_lines=False).text
    assert result.startswith("Nämnden beslutar att avslå ansökan. Föreningen får yttra sig.")
    assert ENGLISH[0] in result
    assert result.endswith("Ärendet avgörs på nästa möte i nämnden.")


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


@pytest.mark.parametrize("name", ["stripped", "dropped", "wrong-language OCR"])
def test_english_words_amid_damaged_swedish_stay(name: str) -> None:
    own = "Nämnden får stöd för åtgärder via platforms och mentoring, då behövs providers på öarna."
    assert repair_text(damaged(name, own, 4).text, join_lines=False).text == own


def test_a_swedish_word_is_no_english_one_for_want_of_its_marks() -> None:
    assert not any(_is_english(word) for word in ("over", "hog", "for", "far", "mote"))
    assert _is_english("platforms")
    assert not _is_english("plattformar")


def _is_english(word: str) -> bool:
    return model().neighbours.is_english(word)


def test_no_text_has_no_paragraph() -> None:
    assert foreign("") == []
    assert foreign("\n\n \n") == []
    assert foreign("2024-05-02 | 17 §") == []


def test_what_no_word_says_is_swedish() -> None:
    assert foreign("Eva Lind, Box 12") == []


TEXTS = st.lists(st.sampled_from([*NORWEGIAN, *ENGLISH, SWEDISH, "", "17 §", "Å"]), max_size=8)


@settings(max_examples=40)
@given(st.one_of(TEXTS.map("\n".join), TEXTS.map("\n\n".join), TEXTS.map(" ".join), st.text(max_size=60)))
def test_stretches_are_in_order_and_whole(text: str) -> None:
    spans = gate().foreign(text)
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    left = "".join(text[start:end] for start, end in without((0, len(text)), spans))
    assert len(left) + sum(end - start for start, end in spans) == len(text)


def _compiled() -> Neighbours:
    """Tables of two made-up languages' worth of words; the other neighbours say nothing else."""
    swedish = {"och": 0.5, "går": 0.3, "skolan": 0.2}
    english = {"and": 0.5, "goes": 0.3, "school": 0.2}
    compiled = compile_neighbours(
        {"och": 5, "går": 3, "skolan": 2}, swedish, dict.fromkeys(LANGUAGES, english)
    )
    return Neighbours(
        words=compiled.words,
        levels=compiled.levels.reshape(-1).data,
        letters=compiled.letters.reshape(-1).data,
    )


@pytest.mark.parametrize(
    ("word", "is_swedish"),
    [
        ("och", True),
        ("går", True),
        ("gar", True),
        ("gr", True),
        ("skolor", True),
        ("and", False),
        ("goest", False),
    ],
)
def test_words_speak_for_their_language_damaged_or_not(word: str, is_swedish: bool) -> None:
    compiled = _compiled()
    odds = compiled.listed(word) or compiled.spelled(word)
    assert len(odds) == len(LANGUAGES)
    assert all((said < 0) is is_swedish for said in odds)
