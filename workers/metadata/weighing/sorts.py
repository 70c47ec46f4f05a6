"""What a cell is, by its shape: a title, a date, a label, a person, an address."""

from collections.abc import Callable

from workers.metadata.date_forms import is_date
from workers.metadata.letterhead import ADDRESS_LINE
from workers.structure.lines import Cell, Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signing import is_line_to_sign_on, is_signing_cue
from workers.structure.vocabulary import contact, is_document_word, label_alone, label_first

SHORT = 50
"""Characters of a cell that is no running text."""

_BY_SHAPE: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("rule", is_line_to_sign_on),
    ("closing", is_signing_cue),
    ("date", is_date),
    ("label", label_alone),
    ("person", is_person_name),
    ("address", ADDRESS_LINE.search),
    ("contact", contact),
    ("document", is_document_word),
    ("title", is_title),
    ("field", label_first),
)
"""Sorts of cells, the most telling first."""


def sort_of(cell: str) -> str:
    """One word for what the cell is, its label's key with it; how long it is where it is nothing known."""
    text = cell.strip("* ")
    sort = next((name for name, is_one in _BY_SHAPE if is_one(text)), None)
    if sort == "label":
        return f"label {label_alone(text)}"
    if sort == "field" and (field := label_first(text)):
        return f"field {field[0]}"
    if sort == "contact":
        return "mail" if "@" in text else f"{contact(text)}"
    return sort or ("short" if len(text) <= SHORT else "sentence" if text.endswith(".") else "long")


def under(line: Line, cell: Cell, other: Line) -> list[Cell]:
    """The cells of another line under or over the cell; the only one where both lines are one cell."""
    return list(other.cells) if len(line.cells) == len(other.cells) == 1 else other.in_column_of(cell)
