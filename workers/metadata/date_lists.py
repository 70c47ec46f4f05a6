"""Dates of lists: of decisions taken on delegation, in rows, in columns, one cell to a line; and of the
documents that a matter rests on."""

import re

from workers.metadata.date_forms import is_date, printed_dates
from workers.metadata.date_situation import Situation, printed_line
from workers.metadata.dnr_shapes import ANY_FAMILY
from workers.metadata.labels import WHOLE_CELL, cell_of
from workers.metadata.passage import WINDOW
from workers.structure.lines import Line
from workers.structure.vocabulary import is_body_name, is_document_word, label_alone

OF_MATTERS = frozenset({"protokoll", "protokollsutdrag", "tjänsteskrivelse", "tjänsteutlåtande"})
"""Documents that list what their matters rest on, also without a heading over the list."""
_PARAGRAPH = re.compile(r"(?:,? §§? ?\d[\d/]*)?\W*")
"""What may stand behind the date: `Tekniska nämnden 2006-02-22, § 43`."""
ROW_OPENING = 60
"""Characters of a row in which its number stands."""


def in_list_of_decisions(situation: Situation) -> bool:
    """Alone in a cell of a table of decisions taken on delegation."""
    if situation.kind not in ("anmälningslista", "delegationsbeslut"):
        return False
    printed = situation.printed
    if situation.kind == "anmälningslista" and (_in_row(situation) or _in_column(situation)):
        return True
    if situation.passage.kind != "table" and not _below_mast(situation):
        return False
    cell = cell_of(situation.manuscript, situation.passage, printed.start, printed.end)
    return cell is not None and cell[2] > WHOLE_CELL


def _in_row(situation: Situation) -> bool:
    """On a line that holds the number of a case, near its beginning."""
    line = printed_line(situation)
    if line is None or situation.passage.kind in ("head", "header", "stamp", "footer"):
        return False
    number = ANY_FAMILY.search(line.text[:ROW_OPENING])
    return number is not None and len(line.text) < WINDOW


def _in_column(situation: Situation) -> bool:
    """Alone on its line, and so is a date right above or below it: a column that was read by itself. Or the
    first cell of a row whose number stands on the next line."""
    line = printed_line(situation)
    if line is None or not is_date(line.text.strip()):
        return False
    if (line.ref.page, line.ref.line) in situation.manuscript.dates_over_numbers:
        return True
    at = situation.manuscript.position_of(line.ref)
    lines = situation.manuscript.lines
    return any(
        is_date(other.text.strip()) for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    )


def _below_mast(situation: Situation) -> bool:
    """Alone on its line below the title of a list whose columns were read one cell to a line."""
    if (
        situation.kind != "anmälningslista"
        or situation.passage.kind == "stamp"
        or not is_date(situation.line)
    ):
        return False
    line = printed_line(situation)
    title = next((p for p in situation.manuscript.body if not p.head_like), None)
    if line is None or title is None:
        return False
    position_of = situation.manuscript.position_of
    return position_of(line.ref) > position_of(title.refs[0])


def in_list_of_documents(situation: Situation) -> bool:
    """A row with nothing but a body or a kind of document and a date, beside another such row:
    `Medborgarförslag 2005-07-02` over `- Tekniska nämnden 2006-02-22, § 43`."""
    line = printed_line(situation)
    if situation.kind not in OF_MATTERS or line is None or not _is_document_row(line):
        return False
    at = situation.manuscript.position_of(line.ref)
    lines = situation.manuscript.lines
    return any(_is_document_row(other) for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def _is_document_row(line: Line) -> bool:
    text = line.text
    dates = printed_dates(text) if len(text) < WINDOW else ()
    if len(dates) != 1 or _PARAGRAPH.fullmatch(text, dates[0].end) is None:
        return False
    name = text[: dates[0].start].strip(" -–•*,")
    named = is_body_name(name) or is_document_word(name)
    return named and label_alone(name) is None
