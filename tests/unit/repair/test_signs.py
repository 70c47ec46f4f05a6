"""Lost section signs, quotation marks and dashes come back; real question marks survive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.repair import Edit
from workers.repair import repair_text
from workers.repair.edits import replay, undo
from workers.repair.signs import restored

LOST = (
    ("Enligt 5 kap. 3 ? kommunallagen gäller detta.", "Enligt 5 kap. 3 § kommunallagen gäller detta."),
    ("Enligt 5 kap. 3 ?\nkommunallagen gäller detta.", "Enligt 5 kap. 3 §\nkommunallagen gäller detta."),
    ("(6 kap. 4 a ?, 7 kap. 1 ?)", "(6 kap. 4 a §, 7 kap. 1 §)"),
    ("med stöd av 2 kap. 3–5 ?? i lagen", "med stöd av 2 kap. 3–5 §§ i lagen"),
    ("enligt 10 ? förvaltningslagen", "enligt 10 § förvaltningslagen"),
    ("enligt 5 kap. 3 \ufffd kommunallagen", "enligt 5 kap. 3 § kommunallagen"),
    ("enligt 5 kap. 3 \x15 kommunallagen", "enligt 5 kap. 3 § kommunallagen"),
    ("enligt 5 kap. 3 ¤ kommunallagen", "enligt 5 kap. 3 § kommunallagen"),
    ("Protokoll\n? 63/20\nBeslut", "Protokoll\n§ 63/20\nBeslut"),
    ("Protokoll\n? 63 Dnr KS 2024/5\nBeslut", "Protokoll\n§ 63 Dnr KS 2024/5\nBeslut"),
    ("Planen ?Vision 2040? antogs i maj.", "Planen ”Vision 2040” antogs i maj."),
    ("Begreppet \ufffdgod hushållning\ufffd används ofta.", "Begreppet ”god hushållning” används ofta."),
    ("klockan 13.00?13.20 i dag", "klockan 13.00–13.20 i dag"),
    ("åren 2019?2024", "åren 2019–2024"),
)
KEPT = (
    "Gäller det 5 kap. 3?",
    "Vad säger 5 kap. 3? Det framgår inte.",
    "Har du läst 3? Eller bara 2?",
    "Blev det 3 ? Ja.",
    "Avgiften är 3 ? eller 4.",
    "Vilka frågor finns? Vilka svar? Ingen vet.",
    "Är det sant ? frågade han.",
    "Kommer du? I dag?",
    "? 3 lägenheter byggs",
    "? 3 Lägenheter byggs",
    "Se sida.aspx?id=2019&x=?1",
    "Vad kostar 5?6 äpplen?",
    "?r det sant?",  # A lost Ä, and a real question.
    "?tal väcks?",  # `åtal` or `tal`: nobody knows.
    "Han sa ?ja",
    "Varför? Hur? När?",
    "a ?b c? d",
    "Priset är 100 ¤ i dag.",
)


@pytest.mark.parametrize(("seen", "printed"), LOST)
def test_a_lost_sign_comes_back(seen: str, printed: str) -> None:
    result = repair_text(seen, join_lines=False)
    assert result.text == printed
    assert undo(result.text, result.edits) == seen
    assert all(_is_sure_of_its_sign(edit) for edit in result.edits)


def _is_sure_of_its_sign(edit: Edit) -> bool:
    return edit.kind == "encoding" and edit.confidence is not None and 0.95 <= edit.confidence < 1


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_a_question_or_a_letter_is_left(text: str) -> None:
    assert not restored(text)


WORDS = st.sampled_from(["Vad", "kostar", "det", "kap.", "5", "3 a", "lagen", "enligt", "nämnden", "2024"])


@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), st.sampled_from(["?", "??", "?\n", "? "]))
def test_a_question_mark_behind_a_word_stays(sentence: str, end: str) -> None:
    assert not restored(sentence + end)


@settings(deadline=None)
@given(st.text("?\ufffd\x15¤ 0135ab./\nkap§–åD", max_size=60))
def test_only_lost_signs_change(text: str) -> None:
    changes = restored(text)
    at = 0
    for change in changes:
        assert at <= change.start < change.end <= len(text)
        assert set(text[change.start : change.end]) <= set("?\ufffd\x15¤")
        assert set(change.after) <= set("§”–")
        at = change.end
    result = repair_text(text, join_lines=False)
    assert replay(text, result.edits) == result.text
    assert undo(result.text, result.edits) == text
