"""Words that an authority has taught: damage in them is repaired as in others, and nothing else changes."""

import pytest

from schemas.page import ReadLine, ReadPage, Word
from tests.bench.damage import damaged
from tests.unit.repair.fictional import TEXT
from tests.unit.repair.test_exactness import check
from workers.repair import repair_pages, repair_text

OWN = ("Smörhultsåsen", "Åkerbodalen", "Lönnqvarnbäck", "Per-Örjan", "kälkhuggarlag")
PRINTED = (
    "Fastighetsägaren Lönnqvarnbäck i Smörhultsåsen överklagade nämndens beslut om bygglov för förskolan i "
    "Åkerbodalens område. Ärendet bereds av Per-Örjan och ortens kälkhuggarlag före årsskiftet."
)


@pytest.mark.parametrize("name", ["stripped", "question marks", "dropped", "replacement characters"])
def test_damaged_taught_words_come_back_and_others_as_without_them(name: str) -> None:
    seen = damaged(name, PRINTED, seed=3).text
    alone, taught = (repair_text(seen, join_lines=False, own_words=own) for own in ((), OWN))
    assert taught.text == PRINTED
    assert alone.text != PRINTED
    check(seen, taught)


@pytest.mark.parametrize(
    "name", ["stripped", "half stripped", "dropped", "wrong-language OCR", "generic OCR"]
)
def test_taught_words_that_do_not_stand_in_a_text_change_nothing_in_it(name: str) -> None:
    seen = damaged(name, TEXT, seed=8).text
    near = ("Storån", "Forsläg", "Nämdén", "Avseer", *OWN)
    alone, taught = (repair_text(seen, join_lines=False, own_words=own).text for own in ((), near))
    assert taught == alone


def test_a_sound_text_stays() -> None:
    own = ("Ön", "Åren", "Kostnåden", "Utredär", *OWN)
    assert repair_text(TEXT, join_lines=False, own_words=own).edits == ()


def test_a_word_of_the_lists_stays_what_it_is() -> None:
    seen = damaged("stripped", PRINTED, seed=3).text.replace("forskolan", "kalk")
    taught = repair_text(seen, join_lines=False, own_words=(*OWN, "Kälk")).text
    assert "kalk" in taught.split()


def page(text: str, alternative: str | None) -> ReadPage:
    word = Word(text=text, start=4, box=(0, 0, 9, 9), confidence=0.6, doubtful=True, alternative=alternative)
    first = Word(text="Hos", start=0, box=(0, 0, 9, 9), confidence=0.99, doubtful=False)
    line = ReadLine(text=f"Hos {text}", words=(first, word), box=(0, 0, 9, 9))
    return ReadPage(number=1, width=100, height=100, text_source="ocr", reason="scan", lines=(line,))


@pytest.mark.parametrize(
    ("seen", "alternative", "becomes"),
    [
        ("Akerbodalen,", "Åkerbodalen,", "Åkerbodalen,"),
        ("Äkerbodalens", "Åkerbodalens", "Åkerbodalens"),
        ("SMORHULTSASEN", "SMÖRHULTSÅSEN", "SMÖRHULTSÅSEN"),
        ("Åkerbodaien", "Åkerbodalen", "Åkerbodalen"),
        ("Akerbodalen", None, "Akerbodalen"),
        ("Akerbodalen", "Okerbodalen", "Akerbodalen"),
        ("Akerbodalen", "åkerbodalen", "Akerbodalen"),
        ("Nämnden", "Åkerbodalen", "Nämnden"),
        ("Lönnqvarnbäck", "Åkerbodalen", "Lönnqvarnbäck"),
        ("?", "Åkerbodalen", "?"),
    ],
)
def test_a_readers_doubt_is_settled_by_a_taught_word_alone(
    seen: str, alternative: str | None, becomes: str
) -> None:
    (repaired,) = repair_pages([page(seen, alternative)], OWN)
    assert repaired.text == f"Hos {becomes}"
    assert [(edit.before, edit.applied) for edit in repaired.lines[0].edits] == (
        [] if seen == becomes else [(seen.strip(","), True)]
    )
    (untaught,) = repair_pages([page(seen, alternative)])
    assert untaught.text == f"Hos {seen}"
