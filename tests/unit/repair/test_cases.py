"""Cases by origin: seen in the wild, made up, sound text that must stay, and what is known to fail."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from schemas.base import Model
from schemas.repair import EditKind
from workers.repair import repair_text
from workers.repair.edits import replay, undo

CASES = Path(__file__).parent / "cases"


class Case(Model):
    """A text and what repair makes of it."""

    what: str
    text: str
    repaired: str
    join_lines: bool = False
    kinds: tuple[EditKind, ...] | None = None


def _cases(origin: str) -> list[Case]:
    return TypeAdapter(list[Case]).validate_json((CASES / f"{origin}.json").read_bytes())


@pytest.mark.parametrize("case", _cases("in_the_wild") + _cases("synthetic"), ids=lambda case: case.what)
def test_damage_is_repaired(case: Case) -> None:
    result = repair_text(case.text, join_lines=case.join_lines)
    assert result.text == case.repaired
    if case.kinds is not None:
        assert tuple(edit.kind for edit in result.edits) == case.kinds
    assert replay(case.text, result.edits) == result.text
    assert undo(result.text, result.edits) == case.text


@pytest.mark.parametrize("case", _cases("negative"), ids=lambda case: case.what)
def test_sound_text_is_left_alone(case: Case) -> None:
    assert case.repaired == case.text
    result = repair_text(case.text, join_lines=case.join_lines)
    assert result.edits == ()
    assert result.text == case.text


@pytest.mark.xfail(strict=True, reason="known failure")
@pytest.mark.parametrize("case", _cases("known_failures"), ids=lambda case: case.what)
def test_known_failures(case: Case) -> None:
    assert repair_text(case.text, join_lines=case.join_lines).text == case.repaired
