"""The benchmark counts right: words find their places, edits their printed words, pages their paragraphs."""

import pytest

from schemas.repair import Edit
from tests.bench.repair_classes import judged
from tests.bench.repair_scores import Score, Word, aligned, cut
from tests.bench.repair_sound import paragraphs_of
from tests.bench.repair_words import Known, kind


def test_words_find_their_places_though_some_are_lost_or_parted() -> None:
    words = aligned("en f?r tva", "en får två", "en får två")
    assert [(word.seen, word.got) for word in words] == [("en", "en"), ("f?r", "får"), ("tva", "två")]
    parted = aligned("nämn den beslutar att", "nämnden beslutar att", "nämnden beslutar att")
    assert [word.seen for word in parted] == ["nämn den", "beslutar", "att"]
    lost = aligned("beslutar", "beslutar", "nämnden beslutar")
    assert [word.got for word in lost] == ["", "beslutar"]


def test_scores() -> None:
    score = Score()
    score.add([
        Word(seen="f?r", got="får", right="får"),
        Word(seen="p?", got="p?", right="på"),
        Word(seen="att", got="att", right="att"),
        Word(seen="vara", got="våra", right="vara"),
    ])  # fmt: skip
    assert (score.accuracy, score.recovery, score.spoiled_of_10k) == (0.5, 0.5, 5000)
    assert [word.right for word in score.mistakes] == ["på", "vara"]


@pytest.mark.parametrize(("after", "right"), [("får", True), ("för", False)])
def test_an_edit_is_right_if_its_printed_word_has_what_it_made(after: str, right: bool) -> None:
    seen, printed = "Hon kom.\nDet f?r hon nu.", "Hon kom.\nDet får hon nu."
    edit = Edit(start=13, end=16, before="f?r", after=after, kind="diacritic", confidence=0.9)
    assert list(judged(seen, printed, [edit])) == [(edit, right)]


def test_what_can_be_known() -> None:
    known = Known("I Kvarnböle låg förr en kvarn.")
    assert known.has("förvaltningen")
    assert known.has("(Kvarnböle)")  # Intact elsewhere in the text.
    assert not known.has("Xyböqvå")


@pytest.mark.parametrize(
    ("seen", "got", "right", "what"),
    [
        ("att", "ått", "att", "sound word changed"),
        ("?rende", "ärende", "Ärende", "case of a lost first letter"),
        ("Xyboqva", "Xyboqva", "Xyböqvå", "name or word that no list has"),
        ("namnd", "namnd", "nämnd", "left as it was"),
        ("ar", "är", "år", "another short word (år/är)"),
    ],
)
def test_kinds_of_mistakes(seen: str, got: str, right: str, what: str) -> None:
    assert kind(Word(seen=seen, got=got, right=right)) == what


def test_long_texts_are_cut_between_paragraphs() -> None:
    paragraph = "ord " * 500
    assert list(cut("\n\n".join([paragraph] * 5))) == [
        "\n\n".join([paragraph] * 3),
        "\n\n".join([paragraph] * 2),
    ]


def test_pages_give_their_running_text_alone() -> None:
    page = (
        "<head><title>a b c d e f g</title></head><p>Dette er en <b>hel</b> setning om systemet.</p>"
        "<p>Kort.</p><pre>for i in a b c d e f g; do; done</pre><li>Et punkt med mange nok ord her.</li>"
    )
    assert paragraphs_of(page) == ["Dette er en hel setning om systemet.", "Et punkt med mange nok ord her."]
