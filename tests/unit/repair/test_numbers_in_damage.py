"""Numbers, labels and abbreviations inside a damaged text stay what they are."""

import pytest

from workers.repair import repair_text

OCR = (
    "Férvaltningen foreslar att namnden beslutar att overlamna tjansteutlatandet till kommunstyrelsen.\n"
    "Arendet har beretts av férvaltningen och ndmnden bor ater prova fragan.\n\n"
)
DROPPED = (
    "Frvaltningen freslr att nmnden beslutar att verlmna tjnsteutltandet till kommunstyrelsen.\n"
    "rendet har beretts av frvaltningen och nmnden br ter prva frgan p nytt.\n\n"
)


@pytest.mark.parametrize(
    "line",
    ["Avgiften gäller från den 1 juli samma år.", "Se 1 kap. 9 § regeringsformen, 1 januari 2013, Zeteo."],
)
def test_a_one_before_what_is_counted_is_a_number(line: str) -> None:
    assert repair_text(OCR + line, join_lines=False).text.endswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ceremonin var vid F 7 i samma stad.",
        "Se 6 b § lagen.",
        "Enligt punkt c) och a) gäller samma.",
        "Han skrev (M) och (S) i listan, s. 412 f. i boken.",
        "Se skr. 2016/17:10 och Nr. 39.",
    ],
)
def test_labels_are_no_words_that_lost_a_letter(line: str) -> None:
    assert repair_text(DROPPED + line, join_lines=False).text.endswith(line)


def test_what_the_document_shows_no_trace_of_is_not_assumed() -> None:
    """Where marks alone are lost, an i is an i: `korttidsvist` is no `korttidsväst`."""
    stripped = "Namnden foreslar att arendet aterremitteras for utredning av forutsattningarna. " * 3
    assert "korttidsvist" in repair_text(stripped + "Det galler korttidsvist.", join_lines=False).text
