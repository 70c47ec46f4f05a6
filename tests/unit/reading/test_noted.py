"""Notes that an engine has read into the text's rows stand apart again."""

from workers.reading.noted import notes_apart
from workers.reading.recogniser import RecognisedLine, RecognisedWord
from workers.reading.setwidth import ems

BODY = "Nämnden beslutar att godkänna avtalet om hyra av lokaler"
DPI, SIZE, NOTE = 300.0, 46.0, 36.0
"""Type sizes in pixels: 11 points, and 8.6."""


def words(text: str, x: float, row: int, size: float) -> tuple[RecognisedWord, ...]:
    found = []
    for word in text.split():
        width, top = ems(word) * size, 300 + 60.0 * row
        height = 0.71 * size
        found.append(RecognisedWord(text=word, box=(x, top - height, x + width, top), confidence=0.9))
        x += width + 0.27 * size
    return tuple(found)


def page(notes: dict[int, str], size: float = NOTE) -> list[RecognisedLine]:
    right = 300 + ems(BODY) * SIZE + 80
    return [
        RecognisedLine((*words(BODY, 300, row, SIZE), *words(notes.get(row, ""), right, row, size)))
        for row in range(20)
    ]


def texts(lines: tuple[RecognisedLine, ...]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


def test_notes_are_read_before_the_lines_beside_which_they_begin() -> None:
    notes = {3: "Se kartan", 8: "Jfr prot. § 12", 15: "Inledning"}
    body = [BODY] * 20
    expected = [*body[:3], "Se kartan", *body[3:8], "Jfr prot. § 12", *body[8:15], "Inledning", *body[15:]]
    assert texts(notes_apart(page(notes), DPI)) == expected


def test_what_is_no_note_stays_as_it_was_read() -> None:
    plain = page({})
    assert notes_apart(plain, DPI) == tuple(plain)
    labels = page({3: "Beslutande", 8: "Justerare", 15: "Underskrift"}, size=SIZE)
    assert notes_apart(labels, DPI) == tuple(labels)
    assert notes_apart([], DPI) == ()
