import re
import unicodedata

import pytest

from schemas.page import ReadLine, Word
from workers.reading.regions import Region
from workers.reading.textlayer import TextLayer, judge, opinions

SWEDISH = (
    "Nämnden beslutar att avslå ansökan om bygglov för den sökta åtgärden på fastigheten. Handläggaren "
    "har besökt platsen och funnit att byggnaden står närmare gränsen än vad planen tillåter. Sökanden "
    "har fått tillfälle att yttra sig över förslaget men har inte hörts av. Beslutet kan överklagas "
    "till länsstyrelsen inom tre veckor från den dag då du fick del av det. Överklagandet ska vara "
    "skriftligt och ges in till nämnden. Av skrivelsen ska framgå vilket beslut som avses och hur du "
    "vill att det ska ändras. "
)
ENGLISH = (
    "The board decides to reject the application for a permit. The officer in charge has visited the "
    "site and found that the building stands closer to the boundary than the plan allows. The applicant "
    "was given an opportunity to comment on the proposal but has not been heard from. This decision may "
    "be appealed to the county board within three weeks from the day on which you received it. The "
    "appeal is to be in writing. "
)
NORWEGIAN = (
    "Nemnda vedtar å avslå søknaden om byggetillatelse for det omsøkte tiltaket på eiendommen. "
    "Saksbehandleren har vært på befaring og funnet at bygningen står nærmere grensen enn planen "
    "tillater. Søkeren har fått anledning til å uttale seg om forslaget, men har ikke svart. Vedtaket "
    "kan påklages til statsforvalteren innen tre uker fra den dagen du mottok det, og klagen skal være "
    "skriftlig og sendes til nemnda. "
)


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def of_scan(text: str) -> str:
    return judge(TextLayer(text=text, image_cover=1.0, curves=0))


def of_born_digital(text: str, curves: int = 0) -> str:
    return judge(TextLayer(text=text, image_cover=0.0, curves=curves))


def region(text: str) -> Region:
    """One line of the words of the text."""
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    words = tuple(
        Word(text=word, start=start, box=(start, 0, start + len(word), 10))
        for word, start in zip(text.split(), starts, strict=True)
    )
    return Region(lines=(ReadLine(text=text, words=words, box=(0, 0, len(text), 10)),))


def standing(*texts: str, image_cover: float = 0.0) -> str:
    """What becomes of the first text's region on a page of all of them."""
    layer = TextLayer(text="\n".join(texts), image_cover=image_cover, curves=0)
    return opinions(layer, judge(layer), [region(text) for text in texts])[0].standing


@pytest.mark.parametrize("text", [SWEDISH, SWEDISH * 8, ENGLISH * 3, NORWEGIAN * 3])
def test_a_good_layer_is_kept_in_whatever_language(text: str) -> None:
    assert of_scan(text) == "text_layer_good"
    assert of_born_digital(text) == "text_layer_good"


@pytest.mark.parametrize("text", ["Bilaga 3", "Sida 4 av 9", "Protokoll\nKommunstyrelsen 2024-01-15"])
def test_a_short_born_digital_page_is_kept_and_a_short_layer_on_a_scan_is_not(text: str) -> None:
    assert of_born_digital(text) == "text_layer_good"
    assert of_scan(text) == "text_layer_partial"


def test_swedish_read_by_a_model_without_its_letters_is_read_again() -> None:
    assert of_scan(bare(SWEDISH)) == "text_layer_without_swedish_letters"
    assert of_born_digital(bare(SWEDISH * 2)) == "text_layer_without_swedish_letters"


def test_swedish_read_by_a_german_model_lacks_only_the_ring() -> None:
    german = (SWEDISH * 3).replace("å", "ä").replace("Å", "Ä")
    assert of_scan(german) == "text_layer_without_swedish_letters"


def test_mojibake_is_read_again() -> None:
    assert of_scan(SWEDISH.encode().decode("cp1252", "ignore")) == "text_layer_mojibake"
    assert of_born_digital(SWEDISH.encode().decode("latin-1")) == "text_layer_mojibake"


def test_quoting_a_little_mojibake_is_no_mojibake() -> None:
    assert of_born_digital(SWEDISH * 3 + "Systemet visade â€œÃ¥â€.") == "text_layer_good"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"(cid:{ord(letter)})" for letter in SWEDISH),
        "".join(chr(0xE000 + ord(letter)) for letter in SWEDISH),
        SWEDISH.replace("a", "\ufffd"),
        "".join(chr(1 + ord(letter) % 8) for letter in SWEDISH),
    ],
)
def test_glyphs_without_characters_are_read_again(text: str) -> None:
    assert of_born_digital(text) == "text_layer_undecodable"
    assert of_scan(text) == "text_layer_undecodable"


def test_bullets_of_symbol_fonts_are_no_damage() -> None:
    listed = "\n".join(f"\uf0b7 {line}" for line in ("Översiktsplan", "Karta", "Yttrande") * 12)
    assert of_born_digital(listed) == "text_layer_good"


def test_text_of_no_language_is_looked_at_but_a_printed_table_is_not() -> None:
    shifted = "".join(chr(ord(c) + 3) if c.isascii() and c.isalpha() else c for c in bare(SWEDISH))
    assert standing(shifted) == "look"
    numbered = "".join(c if c.isspace() else chr(max(33, ord(c) - 29)) for c in bare(SWEDISH))
    assert standing(numbered) == "look"
    assert standing("Lindqvist Wretling Storckenfeldt 4711 " * 30) == "keep"


def test_outlines_instead_of_letters_are_read_from_the_picture() -> None:
    assert of_born_digital("Sida 1", curves=2500) == "text_layer_partial"
    assert of_born_digital(SWEDISH, curves=2500) == "text_layer_good"


def test_nothing_and_broken() -> None:
    assert of_born_digital(" \n ") == "no_text_layer"
    broken = TextLayer(text=SWEDISH, image_cover=0, curves=0, readable=False)
    assert judge(broken) == "text_layer_unreadable"


@pytest.mark.parametrize("text", [SWEDISH, ENGLISH, NORWEGIAN, "Bilaga 3", "Åsa Björkqwist 0555-12 34 56"])
def test_born_digital_regions_are_kept_and_those_of_scans_are_looked_at(text: str) -> None:
    assert standing(text) == "keep"
    assert standing(text, image_cover=1.0) == "look"


def test_a_bad_region_is_not_hidden_by_the_page() -> None:
    assert standing(bare(SWEDISH * 2), SWEDISH * 9) == "read"
    mojibake = SWEDISH.encode().decode("latin-1")
    assert standing(mojibake, SWEDISH * 9, image_cover=1.0) == "read"
    assert standing(mojibake, SWEDISH * 9) == "look"


def test_a_good_region_is_not_lost_with_the_page_and_a_small_one_goes_with_it() -> None:
    assert standing(SWEDISH, bare(SWEDISH * 9), image_cover=1.0) == "look"
    assert standing("Bilaga 3", bare(SWEDISH * 9), image_cover=1.0) == "read"
