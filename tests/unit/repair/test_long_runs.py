"""Text that no author wrote costs no more than other text: every stage is linear in its length."""

from time import process_time

import pytest

from workers.repair import repair_text
from workers.repair.edits import Draft, undo
from workers.repair.repairing import CHARACTERS, CODE_PAGES, LINE_ENDS, SPACING, UTF8

STAGES = (*UTF8, *CODE_PAGES, *CHARACTERS, *SPACING, *LINE_ENDS)
CHARACTERS_EACH = 60_000
SECONDS = 6.0
"""CPU time; more than ten times what the slowest takes, a fifth of what quadratic stages took."""

RUNS = {
    "soft hyphens": "\u00ad",
    "zero-width spaces before another script": "\u200b",
    "mojibake that ftfy weighs": "â€™Ã ",
    "marks behind letters": "o¨ ",
    "marks before letters": "¨o",
    "hyphens at line ends": "a-\n",
    "hyphenated without end": "a-",
    "letters apart": "S A ",
    "brackets": "{a ",
    "combining marks": "\u0308",
    "misread without a space": "f”r",
    "spaces": " ",
    "controls": "\x94",
}


@pytest.mark.parametrize("piece", RUNS.values(), ids=RUNS)
def test_long_runs_take_linear_time(piece: str) -> None:
    text = piece * (CHARACTERS_EACH // len(piece)) + "み\n"
    begun = process_time()
    draft = Draft(original=text, text=text)
    for stage in STAGES:
        draft = draft.revise(stage(draft.text))
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("piece", ["ö", "?", "f?", "forvaltning", "forvaltning ", "a|", "\ufffd", "4"])
def test_long_runs_take_linear_time_with_the_language_model_too(piece: str) -> None:
    """And end at all: a word glued from thousands of words is none."""
    damaged = " Forvaltningen foreslar att namnden godkanner arendet."
    text = piece * (40_000 // len(piece)) + damaged
    begun = process_time()
    result = repair_text(text, join_lines=True)
    assert process_time() - begun < SECONDS
    assert undo(result.text, result.edits) == text
