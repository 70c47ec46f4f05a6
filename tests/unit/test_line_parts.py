"""The words of a line as read and as it stands now belong together, whatever repairs and people did to it."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.review.line_parts import LinePart, line_parts
from schemas.record import Repair

LETTERS = st.text(alphabet="abå ö", max_size=5)


def repair(start: int, before: str, after: str, *, applied: bool = True) -> Repair:
    return Repair(
        page=1, line=0, start=start, end=start + len(before), before=before, after=after,
        kind="diacritic", confidence=None, applied=applied,
    )  # fmt: skip


@st.composite
def repaired_lines(draw: st.DrawFn) -> tuple[str, str, list[Repair]]:
    raw, text, repairs = "", "", []
    for _ in range(draw(st.integers(0, 4))):
        plain, before, after = draw(LETTERS), draw(LETTERS), draw(LETTERS)
        applied = draw(st.booleans())
        repairs.append(repair(7 + len(raw + plain), before, after, applied=applied))
        raw += plain + before
        text += plain + (after if applied else before)
    tail = draw(LETTERS)
    return raw + tail, text + tail, repairs


@given(repaired_lines(), st.none() | LETTERS)
def test_parts_spell_both_lines_and_hold_every_repair(
    line: tuple[str, str, list[Repair]], written: str | None
) -> None:
    raw, repaired, repairs = line
    text = repaired if written is None else written
    parts = line_parts(raw, text, repairs, start=7)
    assert "".join(part.before for part in parts) == raw
    assert "".join(part.after for part in parts) == text
    for part in parts:
        assert raw[part.start : part.end] == part.before
        assert text[part.at : part.at + len(part.after)] == part.after
    if text == repaired:
        assert [one for part in parts for one in part.repairs] == repairs
        assert not any(part.corrected for part in parts)


def said(parts: tuple[LinePart, ...]) -> list[tuple[str, str, bool]]:
    return [(part.before, part.after, part.corrected) for part in parts if not part.is_space]


def test_only_what_a_person_changed_is_theirs() -> None:
    repairs = [repair(0, "Miljonamnden", "Miljönämnden")]
    parts = line_parts("Miljonamnden i Almvik", "Miljönämnden i Älmvik", repairs, start=0)
    assert said(parts) == [
        ("Miljonamnden", "Miljönämnden", False),
        ("i", "i", False),
        ("Almvik", "Älmvik", True),
    ]
    assert parts[0].repairs == tuple(repairs)


def test_a_word_that_a_person_added_or_took_away_has_its_place() -> None:
    assert said(line_parts("a b", "a ny b", [], start=0))[1] == ("", "ny ", True)
    assert said(line_parts("a b c", "a c", [], start=0))[1] == ("b ", "", True)
    assert said(line_parts("", "ny", [], start=0)) == [("", "ny", True)]
