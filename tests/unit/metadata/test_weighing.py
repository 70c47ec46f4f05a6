"""Where no rule knows, many small traits speak: for what is printed, with evidence, never over a rule."""

from typing import get_args

import numpy as np
import pytest

from schemas.metadata import DateRole, DocumentType
from tests.bench.documents.case import cases
from tests.bench.metadata_cases import text_pages
from tests.unit.metadata.reading import dates, kind, values_of
from workers.metadata import Site
from workers.metadata.date_weighed import TRUST, trust_in
from workers.metadata.dates import find_situations
from workers.metadata.entries import of_cell
from workers.metadata.kind_weighed import trust_in as trust_in_kind
from workers.metadata.passage import Manuscript
from workers.metadata.reliability import RELIABILITY
from workers.metadata.weighing import (
    body_traits,
    cell_traits,
    date_traits,
    kind_traits,
    passage_traits,
    person_traits,
)
from workers.metadata.weighing.weights import Question, Weights, chance, chances, weights
from workers.metadata.weighing.words import shape, words
from workers.structure import structure
from workers.structure.lines import read_lines

SMALL = Weights(
    labels=("document", "event"),
    rows={"first": 0, "alone=head": 1},
    table=np.array([[1.0, -1.0], [2.0, 0.5]], dtype=np.float32),
    bias=np.array([0.25, 0.0], dtype=np.float32),
)


def test_what_traits_say_is_added_up() -> None:
    assert SMALL.points(["first", "alone=head"]) == {"document": 3.25, "event": -0.5}


def test_a_trait_that_was_never_met_says_nothing() -> None:
    assert SMALL.points(["last", "kind=other"]) == SMALL.points([]) == {"document": 0.25, "event": 0.0}


def test_chances() -> None:
    assert sum(chances({"a": 800.0, "b": 799.0, "c": -800.0}).values()) == pytest.approx(1)
    assert chances({"a": 1.0, "b": 1.0}) == {"a": 0.5, "b": 0.5}
    assert chance(0) == 0.5


def test_words_and_shapes() -> None:
    assert words("Dnr: KS 2024/15, §12") == ("dnr", ":", "ks", "0", "/", "0", ",", "§", "0")
    assert shape("Anna Åberg,  08-508 KS") == "Aa Aa, 0-0 AA"


@pytest.mark.parametrize(
    ("question", "answers"),
    [("date", get_args(DateRole)), ("kind", get_args(DocumentType))],
)
def test_the_answers_are_those_of_the_contract(question: Question, answers: tuple[str, ...]) -> None:
    assert set(weights(question).labels) <= set(answers)


def test_the_weights_are_of_the_traits_that_are_seen() -> None:
    """A trait that is called something else needs new weights: `python -m tests.bench.weighing --write`."""
    seen: dict[Question, set[str]] = {question: set() for question in get_args(Question)}
    for case in cases("further")[::4]:
        pages = text_pages(case.text)
        lines = read_lines(pages)
        manuscript = Manuscript(pages, structure(pages, lines), tuple(lines), Site())
        situations = find_situations(manuscript, "beslut")
        of = date_traits.Dates(tuple(situation.printed.value for situation in situations))
        for at, situation in enumerate(situations):
            seen["date"].update(date_traits.traits(situation, of, at))
        for place in cell_traits.places(manuscript, "beslut"):
            seen["cell"].update(cell_traits.traits(place))
        for spot in passage_traits.spots(manuscript, "beslut"):
            seen["passage"].update(passage_traits.traits(spot))
        seen["kind"].update(kind_traits.traits(manuscript, None))
        paper, roll = body_traits.Paper(manuscript, "beslut"), person_traits.Roll(manuscript, "beslut")
        for named in body_traits.named_places(paper):
            seen["body"].update(body_traits.traits(paper, named))
        for person in person_traits.persons(roll):
            seen["person"].update(person_traits.traits(roll, person))
    for question, traits in seen.items():
        families = {trait.partition("=")[0].partition("~")[0] for trait in traits}
        known = {trait.partition("=")[0].partition("~")[0] for trait in weights(question).rows}
        assert len(families & known) > 0.9 * len(families), question


def test_only_rules_that_go_by_the_place_are_outweighed() -> None:
    rules = [rule for rule in RELIABILITY if rule.startswith("date.")]
    assert {rule for rule in rules if np.isfinite(trust_in(("document", rule)))} == {*TRUST}
    assert np.isinf(trust_in(("received", "date.label")))
    firm = [rule for rule in RELIABILITY if rule.startswith("kind.") and not np.isfinite(trust_in_kind(rule))]
    assert "kind.head_word" in firm
    assert "kind.unknown" not in firm


LETTER = "Ekby kommun\nMiljöförvaltningen\n\n{head}\n\nTillsyn av Ekby avloppsverk\n\n{text}\n"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Anslaget 2023-03-15", "posted_from"),
        ("Ankom 2023-03-15", "received"),
        ("Svar senast 2023-03-15", "deadline"),
    ],
)
def test_what_is_printed_beside_a_date_stands(line: str, role: str) -> None:
    assert dates(LETTER.format(head=line, text="Verket ska lämna en rapport."))["2023-03-15"] == role


def test_a_told_event_in_running_text_is_surer_than_a_date_of_which_nothing_is_known() -> None:
    text = "Vid stormen den 3 maj 2019 föll två träd över vägen, och trafiken leddes om under två dygn."
    found = values_of(LETTER.format(head="2019-06-12", text=text)).dates
    told = next(date for date in found if date.value == "2019-05-03")
    assert (told.role, told.rule) == ("event", "date.event")
    assert RELIABILITY["date.event"] > RELIABILITY["date.text"]


def test_weighed_values_are_verbatim_and_have_evidence() -> None:
    met = set[str]()
    for case in cases("attic"):
        pages = text_pages(case.text)
        found = values_of(case.text)
        values = [found.document_type, found.title, found.officer, *found.dates, *found.attachments]
        values += [*found.decisions, *found.decision_proposals]
        for value in values:
            if value is None or not value.rule.endswith(".weighed"):
                continue
            met.add(value.rule)
            for piece in value.evidence:
                assert pages[piece.page - 1].page.raw_text[piece.start : piece.end] == piece.raw
            assert value.evidence
            assert value.confidence is not None
            assert value.confidence <= RELIABILITY[value.rule]
    assert {"date.weighed", "title.weighed"} <= met


def test_a_cell_is_found_in_its_own_line() -> None:
    """Also where another line of the same table reads the same."""
    pages = text_pages(
        "Nr    Vad    Hur\n1    Karta över hamnen    i original\n2    Karta över hamnen    i kopia\n"
    )
    lines = read_lines(pages)
    manuscript = Manuscript(pages, structure(pages, lines), tuple(lines), Site())
    found = [of_cell(manuscript, line, line.cells[1]) for line in manuscript.lines[1:]]
    assert [entry.text for entry in found if entry] == ["Karta över hamnen"] * 2
    starts = [manuscript.evidence(entry.passage, entry.start, entry.end) for entry in found if entry]
    assert [piece.start for (piece,) in starts] == [
        pages[0].page.raw_text.index("Karta"),
        pages[0].page.raw_text.rindex("Karta"),
    ]


def test_nothing_is_weighed_out_of_a_text_that_says_nothing() -> None:
    found = values_of("Välkommen till oss!\n\nHär finns mat och kaffe, och solen skiner över hela torget.\n")
    assert found.officer is None
    assert not found.decisions
    assert not found.decision_proposals
    assert not found.attachments
    assert kind("Välkommen till oss!\n\nHär finns mat och kaffe.\n") == "other"


def test_what_an_ombudsman_tells_of_others_meetings_is_an_event() -> None:
    """However much the words around it are those of a meeting: in the decision it is told about."""
    text = (
        "BESLUT\nJustitieombudsmannen\nLars Ek\n2014-11-20\nDnr 3127-2013\n\nKritik mot Hamnverket\n\n"
        "Utredning\n"
        "Av handlingarna framgår att ärendet fanns med vid styrelsens sammanträde den 18 april 2013 och att "
        "styrelsen då bordlade det.\n\nBedömning\nHamnverket kan inte undgå kritik. Ärendet avslutas.\n"
    )
    assert dates(text)["2013-04-18"] == "event"


def test_a_day_in_the_text_that_is_the_head_s_day_of_decision_is_the_same() -> None:
    text = (
        "Ekby kommun\nDELEGATIONSBESLUT\nBeslutsdatum: 2023-05-04\nDnr BN 2023-41\n\nBygglov för carport\n\n"
        "Nämndens delegat (2023-05-04, Berg) fann att åtgärden stämmer med planen. "
        "Vid samma tid föll två träd.\n"
    )
    assert {date.role for date in values_of(text).dates if date.value == "2023-05-04"} == {"decision"}
