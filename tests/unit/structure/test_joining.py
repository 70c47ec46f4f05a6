"""Line-end hyphens: taken out of broken words, kept where the author wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.structure.joining import join_lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["utveck-", "ling av staden"], "utveckling av staden"),
        (["risk-", "och sårbarhetsanalys"], "risk- och sårbarhetsanalys"),
        (["ljud-", "eller bild"], "ljud- eller bild"),
        (["IT-", "system"], "IT-system"),
        (["ILS-", "webbverktyg"], "ILS-webbverktyg"),
        (["(Dnr 009-", "1322/2011)"], "(Dnr 009-1322/2011)"),
        (["dnr KS 2015/", "112 och"], "dnr KS 2015/112 och"),
        (["under 2010-", "talet"], "under 2010-talet"),
        (["Norrbotten-", "Västerbotten"], "Norrbotten-Västerbotten"),
        (["e-", "post"], "e-post"),
        (["vision -", "ett Stockholm"], "vision - ett Stockholm"),
        (["gång\u00ad", "avstånd"], "gångavstånd"),
        (["nämnder", "och styrelser"], "nämnder och styrelser"),
    ],
)
def test_seams(lines: list[str], joined: str) -> None:
    assert join_lines(lines).text == joined


@given(st.lists(st.text(alphabet="abå-/ 1A", max_size=8), max_size=6))
def test_every_piece_is_where_it_says(lines: list[str]) -> None:
    joined = join_lines(lines)
    for piece in joined.pieces:
        assert (
            joined.text[piece.at : piece.at + piece.length]
            == lines[piece.index][piece.offset : piece.offset + piece.length]
        )
    kept = sum(piece.length for piece in joined.pieces)
    assert len(joined.text) - kept <= len(lines)
