"""A word of a text is the likelier wrong, the less is known of it and the more was damaged around it."""

from collections.abc import Sequence

import pytest

from schemas.repair import Edit, RepairedLine
from tests.bench.damage import damaged
from tests.unit.repair.fictional import TEXT
from workers.repair import repair_text
from workers.text_trust import facts, risk, text_words


def line(text: str, *edits: Edit, original: str | None = None) -> RepairedLine:
    return RepairedLine(original=original or text, text=text, edits=edits)


def wrong_words(lines: Sequence[RepairedLine], *own_words: str) -> float:
    return sum(word.chance for word in text_words(lines, own_words))


def risks(*lines: RepairedLine) -> list[float]:
    return [risk(word) for word in facts(lines)]


def diacritic(start: int, before: str, after: str, confidence: float, *, applied: bool = True) -> Edit:
    return Edit(
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        kind="diacritic",
        confidence=confidence,
        applied=applied,
    )


def repaired(confidence: float) -> RepairedLine:
    edit = diacritic(0, "Namnden", "Nämnden", confidence)
    return line("Nämnden godkänner Kvarnlof", edit, original="Namnden godkänner Kvarnlof")


def test_known_words_of_a_sound_text_are_right() -> None:
    assert max(risks(line("Nämnden godkänner yttrandet den 3 maj 2024, 14.30."))) < 0.002


@pytest.mark.parametrize("left", ["n?mnden", "n\ufffdmnden", "handl1ggare", "ngtvrd"])
def test_what_is_no_word_is_doubted(left: str) -> None:
    assert risks(line(f"och {left} godkänner"))[1] > 0.05


def test_an_unknown_name_is_doubted_where_much_was_damaged() -> None:
    alone, beside = risks(line("Nämnden godkänner Kvarnlof"))[2], risks(repaired(0.99))[2]
    assert alone < 0.01 < beside


def test_a_taught_word_is_as_good_as_a_known_one() -> None:
    seen = [line("Nämnden hörde kvarnlof och Kvarnlöf")]
    alone, taught = wrong_words(seen), wrong_words(seen, "kvarnlof", "Kvarnlöf")
    assert taught < 0.2 * alone
    assert wrong_words(seen, "Kvarnlof") == alone, "a name is written with its capital"


def test_an_unsure_repair_is_doubted_and_a_sure_one_hardly() -> None:
    assert risks(repaired(0.9995))[0] < 0.1 * risks(repaired(0.6))[0]


def test_a_proposal_says_that_the_word_may_be_wrong() -> None:
    proposal = diacritic(8, "vagnar", "vägnar", 0.4, applied=False)
    assert risks(line("På dess vagnar", proposal))[2] > 10 * risks(line("På dess vagnar"))[2]


def test_edits_count_where_they_stand_after_repair() -> None:
    first = diacritic(0, "Nmnden", "Nämnden", 0.9995)
    second = diacritic(16, "yttrndet", "yttrandet", 0.5)
    found = risks(line("Nämnden och alla yttrandet", first, second, original="Nmnden och alla yttrndet"))
    assert found[3] == max(found)


def test_halves_of_a_broken_word_are_no_unknown_words() -> None:
    broken = risks(line("förhandlingsprot-"), line("okollets innehåll"))
    assert max(broken) < 0.01 < risks(line("okollets"))[0]


def test_without_words_nothing_is_wrong() -> None:
    assert wrong_words(()) == 0
    assert wrong_words((line(""), line("  "))) == 0


@pytest.mark.parametrize(
    "damage", ["stripped", "dropped", "utf-8 as latin-1 twice", "wrong-language OCR", "ligatures"]
)
def test_every_word_is_placed_where_it_was_read(damage: str) -> None:
    seen = damaged(damage, TEXT.split("\n\n")[5].replace("\n", " "), seed=3).text
    repaired = repair_text(seen, join_lines=False)
    read = RepairedLine(original=seen, text=repaired.text, edits=repaired.edits)
    words = list(text_words([read]))
    assert len(words) == len(repaired.text.split())
    for word, text in zip(words, repaired.text.split(), strict=True):
        touched = any(one.applied and one.start < word.end and one.end > word.start for one in read.edits)
        assert touched or seen[word.start : word.end] == text
    places = [(word.start, word.end) for word in words]
    assert places == sorted(places)
    assert all(start < end for start, end in places)


def test_a_word_that_something_was_left_out_of_is_placed_whole() -> None:
    edit = Edit(start=2, end=3, before="-", after="", kind="unicode", confidence=None)
    read = RepairedLine(original="så-dant är", text="sådant är", edits=(edit,))
    assert [read.original[w.start : w.end] for w in text_words([read])] == ["så-dant", "är"]
