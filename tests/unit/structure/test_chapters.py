"""Headings that a document itself announces: numbered chapters in a row, and its table of contents."""

import pytest

from tests.unit.structure.paper import text_pages
from workers.structure import structure

LONG = "Kommunen ska ge stöd till den som vårdar en närstående i det egna hemmet."


def headings(text: str) -> list[str | None]:
    return [section.heading for section in structure(text_pages(text)).sections if section.heading]


def test_chapters_numbered_with_a_full_stop_are_headings() -> None:
    chapters = ["1. Omfattning", "2. Vem som får stöd", "3. Hur det går till"]
    text = f"Bakgrund\n{LONG}\n" + "".join(f"{title}\n{LONG}\n" for title in chapters)
    assert headings(text) == ["Bakgrund", *chapters]


@pytest.mark.parametrize(
    "text",
    [
        f"Bilder:\n1. Karta\n2. Ritning\n3. Foto\n{LONG}\n",
        f"1. Omfattning\n{LONG}\n3. Hur det går till\n{LONG}\n",
        f"1. Planen antas.\n{LONG}\n2. Motionen avslås.\n{LONG}\n3. Ärendet avslutas.\n{LONG}\n",
    ],
)
def test_a_list_is_no_row_of_chapters(text: str) -> None:
    assert not [h for h in headings(text) if h and h[0].isdigit()]


def test_what_the_table_of_contents_names_is_a_heading() -> None:
    contents = "Innehåll\nGod man ..... 2\nHjälp i hemmet ..... 3\n"
    text = f"{contents}\f{LONG}\nGod man\nOrdförande: Ola Lind\n{LONG}\n"
    assert "God man" in headings(text)
    assert "God man" not in headings(text.replace("God man ..... 2\n", ""))


def test_a_title_over_two_lines_behind_a_sentence() -> None:
    title = "Rättsliga förutsättningar för bibliotekets behandling\nav uppgifter"
    text = f"{LONG}\n{LONG}\n\n{title}\n{LONG}\n{LONG}\n"
    assert headings(text) == ["Rättsliga förutsättningar för bibliotekets behandling av uppgifter"]
