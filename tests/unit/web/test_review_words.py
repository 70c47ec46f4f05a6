"""Which words of a page ask for a look, and what could stand in their places."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ingest.web.review_words import ReviewWord, review_page
from schemas.example import EXAMPLE, RAW_LINES
from schemas.page import ReadLine, ReadPage, Word
from schemas.record import DoubtfulWord, Record

LINE = RAW_LINES[0]


def read(**doubts: str | None) -> ReadPage:
    """The example's page as it was read, with these doubtful words and their other readings."""
    lines = []
    for text in RAW_LINES:
        words, at = [], 0
        for word in text.split(" "):
            words.append(
                Word(
                    text=word, start=at, box=(6.0 * at, 0.0, 6.0 * (at + len(word)), 9.0),
                    confidence=0.9, doubtful=word in doubts, alternative=doubts.get(word),
                )
            )  # fmt: skip
            at += len(word) + 1
        lines.append(ReadLine(text=text, words=tuple(words), box=(0.0, 0.0, 400.0, 9.0)))
    return ReadPage(
        number=1, width=595, height=842, text_source="ocr", reason="no_text_layer", lines=tuple(lines)
    )


def words(record: Record, reading: ReadPage | None) -> list[ReviewWord]:
    page = review_page(record, 1, reading)
    return [word for line in page.lines for word in line.words if not word.is_space]


def test_a_sure_page_has_nothing_to_look_at_and_every_word_its_place() -> None:
    page = review_page(EXAMPLE, 1, read())
    assert page.doubts == 0
    assert all(word.place for line in page.lines for word in line.words if not word.is_space)


def test_a_doubtful_word_offers_its_other_reading() -> None:
    (word,) = [word for word in words(EXAMPLE, read(Almvik="Älmvik")) if word.is_doubtful and word.at == 15]
    assert word.card is not None
    assert [(choice.text, choice.why) for choice in word.card.choices] == [
        ("Almvik", "står nu"),
        ("Älmvik", "andra läsningen"),
    ]
    (change,) = json.loads(word.card.choices[1].changes)
    assert change["target"] == {
        "kind": "text", "page": 1, "line": 0, "start": 15, "line_text": "Miljönämnden i Almvik",
    }  # fmt: skip


def test_a_repair_can_be_taken_back_and_a_proposal_taken_up() -> None:
    repair = EXAMPLE.repairs[0]
    for applied, shown, offered in (
        (True, "Miljönämnden", "Miljonamnden"),
        (False, "Miljonamnden", "Miljönämnden"),
    ):
        text = EXAMPLE.pages[0].text if applied else EXAMPLE.pages[0].raw_text
        record = EXAMPLE.model_copy(
            update={
                "repairs": (repair.model_copy(update={"applied": applied}),),
                "pages": (EXAMPLE.pages[0].model_copy(update={"text": text}),),
            }
        )
        word = words(record, read())[0]
        assert (word.text, word.is_doubtful) == (shown, not applied)
        assert word.card is not None
        assert [choice.text for choice in word.card.choices] == [shown, offered]
        (change,) = json.loads(word.card.choices[1].changes)
        assert (change["target"]["kind"], change["before"], change["after"]) == (
            "repair",
            applied,
            not applied,
        )


def test_what_a_person_wrote_asks_for_nothing() -> None:
    text = EXAMPLE.pages[0].text.replace("Miljönämnden i Almvik", "Miljönämnden i Älmvik")
    record = EXAMPLE.model_copy(update={"pages": (EXAMPLE.pages[0].model_copy(update={"text": text}),)})
    first = words(record, read(Almvik="Älmvik"))[:3]
    assert [(word.text, word.is_corrected, word.is_doubtful) for word in first] == [
        ("Miljönämnden", False, False),
        ("i", False, False),
        ("Älmvik", True, False),
    ]


def test_a_word_that_may_be_damaged_asks_for_a_look_until_somebody_has_corrected_it() -> None:
    start = LINE.index("Almvik")
    doubt = DoubtfulWord(line=0, start=start, end=start + 6, chance=0.3)
    page = EXAMPLE.pages[0].model_copy(update={"doubtful": (doubt,)})
    record = EXAMPLE.model_copy(update={"pages": (page,)})
    (word,) = [word for word in words(record, read()) if word.is_doubtful]
    assert (word.text, word.at) == ("Almvik", 15)
    assert word.card is not None
    assert word.card.reasons == ("kan vara skadat",)
    assert [choice.text for choice in word.card.choices] == ["Almvik"]
    corrected = page.model_copy(update={"text": page.text.replace("i Almvik", "i Älmvik", 1)})
    assert not any(
        word.is_doubtful for word in words(EXAMPLE.model_copy(update={"pages": (corrected,)}), read())
    )


@given(st.lists(st.text(alphabet="abå 1", min_size=1, max_size=8), min_size=1, max_size=4))
def test_the_words_of_every_line_spell_it(lines: list[str]) -> None:
    text = "\n".join((*lines, *EXAMPLE.pages[0].text.split("\n")[len(lines) :]))
    record = EXAMPLE.model_copy(update={"pages": (EXAMPLE.pages[0].model_copy(update={"text": text}),)})
    for line in review_page(record, 1, read()).lines:
        assert "".join(word.text for word in line.words) == line.text
        assert all(line.text[word.at : word.at + len(word.text)] == word.text for word in line.words)
