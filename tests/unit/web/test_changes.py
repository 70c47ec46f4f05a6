"""Marks in a line spell what was read, and what it became, exactly."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.web.changes import line_pieces, word_changes
from schemas.record import Repair

LETTERS = st.text(alphabet="abåäö  .", max_size=6)


@st.composite
def repaired_lines(draw: st.DrawFn) -> tuple[str, list[Repair], str]:
    """A raw line, its repairs in order, and the repaired line."""
    raw, repaired, repairs = "", "", []
    for _ in range(draw(st.integers(0, 6))):
        plain, before, after = draw(LETTERS), draw(LETTERS), draw(LETTERS)
        applied = draw(st.booleans())
        start = len(raw + plain)
        repairs.append(
            Repair(
                page=1,
                line=0,
                start=start,
                end=start + len(before),
                before=before,
                after=after,
                kind="ocr",
                confidence=None,
                applied=applied,
            )
        )
        raw += plain + before
        repaired += plain + (after if applied else before)
    return raw, repairs, repaired


@given(repaired_lines())
def test_pieces_spell_both_texts(case: tuple[str, list[Repair], str]) -> None:
    raw, repairs, repaired = case
    pieces = line_pieces(raw, repairs, start=0, end=len(raw))
    assert "".join(piece.before for piece in pieces) == raw
    assert "".join(piece.repaired for piece in pieces) == repaired
    assert sum(piece.mark != "none" for piece in pieces) == len(repairs)


@given(repaired_lines())
def test_every_repair_is_shown_once_in_a_word_that_was_read(case: tuple[str, list[Repair], str]) -> None:
    raw, repairs, _repaired = case
    changes = list(word_changes(raw, repairs, start=0, end=len(raw)))
    marked = [piece for change in changes for piece in change.pieces if piece.mark != "none"]
    assert [(piece.before, piece.after) for piece in marked] == [(r.before, r.after) for r in repairs]
    assert all("".join(piece.before for piece in change.pieces) in raw for change in changes)


def test_two_repairs_in_one_word_are_one_change() -> None:
    raw = "Miljo- och halsoskyddsnamnden i dag"
    places = {raw.index("halso") + 1: 0.9, raw.index("namnden") + 1: 0.7}
    repairs = [
        Repair(
            page=1,
            line=4,
            start=at,
            end=at + 1,
            before="a",
            after="ä",
            kind="diacritic",
            confidence=sure,
            applied=True,
        )
        for at, sure in places.items()
    ]
    (change,) = word_changes(raw, repairs, start=0, end=len(raw))
    assert "".join(piece.before for piece in change.pieces) == "halsoskyddsnamnden"
    assert "".join(piece.after for piece in change.pieces) == "hälsoskyddsnämnden"
    assert (change.line, change.confidence, change.kinds) == (5, 0.7, ("å, ä, ö",))
