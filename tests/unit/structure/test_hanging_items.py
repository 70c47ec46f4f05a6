"""Items whose marker, or whose `att`, hangs far before the text: what minutes are set like."""

import pytest

from schemas.structure import StructuredDocument
from tests.unit.metadata.reading import values_of
from tests.unit.structure.paper import text_pages
from workers.structure import structure

HEAD = """Åby kommun
Kommunfullmäktige                    Sammanträdesprotokoll
                                     2022-11-28

§ 214

Diarienr: KS 2022/644

Taxa för hamnen

Beslut
Kommunfullmäktige beslutar

"""
TAIL = "\nÄrendebeskrivning\nTekniska nämnden har föreslagit att taxan höjs.\n"
CLAUSES = (
    "fastställa taxa för hamnen enligt bilaga",
    "taxan gäller från 2023",
    "äldre taxa upphör samma dag",
)


def minutes(marker: str) -> str:
    rows = "".join(f"{marker}{clause}\n" for clause in CLAUSES[:2])
    return f"{HEAD}{rows}{marker}äldre taxa upphör\n{' ' * len(marker)}samma dag\n{TAIL}"


def read(text: str) -> StructuredDocument:
    return structure(text_pages(text))


@pytest.mark.parametrize(("marker", "begins"), [("att   ", "att "), ("-     att ", "att "), ("•    ", "")])
def test_rows_of_a_decision_are_its_clauses(marker: str, begins: str) -> None:
    decided = [" ".join(decision.value.split()) for decision in values_of(minutes(marker)).decisions]
    assert decided == [f"{begins}{clause}" for clause in CLAUSES]


def test_a_dash_for_an_empty_cell_stays_in_its_table() -> None:
    rows = "År        Belopp\n-         12 000\n-         14 000\n2024      15 500\n"
    blocks = [block for section in read(f"{HEAD}{rows}{TAIL}").sections for block in section.blocks]
    (table,) = (block for block in blocks if block.kind == "table")
    assert table.text.splitlines()[1:3] == ["-         12 000", "-         14 000"]
