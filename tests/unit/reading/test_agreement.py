"""How two readings of the same lines are weighed against each other."""

import pytest

from workers.reading.agreement import compared
from workers.reading.lexical import is_known, known_share, shaped_share

PRINTED = ["Nämnden", "beslutar", "att", "avslå", "ansökan", "om", "bygglov", "för", "fastigheten", "Gårdsjö"]


def test_the_same_text_agrees() -> None:
    found = compared(PRINTED, PRINTED)
    assert found.share == 1
    assert found.strange_in_layer == found.strange_in_reading == 0
    assert found.holds


@pytest.mark.parametrize(
    ("layer", "reading", "holds"),
    [
        ("Nämndon bcslutar att avsiå ansökan", "Nämnden beslutar att avslå ansökan", False),
        ("Nämnden beslutar att avslå ansökan", "Nämndon bcslutar att avsiå ansökan", True),
        ("Åsa Björkqwist, Storckenfeldt", "Åsa Björkqvist, Storckenfeldt", True),
        ("Vereinbarung geschlossen auf 24.000 Euro", "Vereinbarunggeschlossen auf24.000 Euro", True),
        ("– Hyra av slåttermaskin, faktura 45", "-Hyra av slåttermaskin, faktura 45", True),
        ("Nämnden behand lade ä rendet om bygg lov", "Nämnden behandlade ärendet om bygglov", False),
        ("Kvarteret Ekorren vid ån", "4711 0815 2342 1174 xx", False),
    ],
)
def test_the_layer_holds_unless_the_reading_makes_more_sense(layer: str, reading: str, holds: bool) -> None:
    assert compared(layer.split(), reading.split()).holds is holds


def test_a_layer_without_any_ring_where_several_are_read_is_a_foreign_models() -> None:
    read = ["Åtgärden", "får", "inte", "påbörjas", "på", "gården"]
    layer = [word.replace("å", "ä").replace("Å", "Ä") for word in read]
    assert compared(layer, read).lacks_ring
    assert not compared(read, read).lacks_ring
    assert not compared(["für", "ärlig"], ["får", "ärlig"]).lacks_ring


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("beslutar", True),
        ("(Nämnden", True),
        ("skolskjutsbeslut,", True),
        ("2021-04-03", True),
        ("bcslutar", False),
        ("ansöknn", False),
        ("ab" * 50_000, False),
    ],
)
def test_forms_and_compounds_are_known(word: str, known: bool) -> None:
    assert is_known(word) is known


def test_names_are_no_running_words_and_capitals_are() -> None:
    assert known_share(["Wretling", "Storckenfeldt"]) is None
    assert known_share(["BESLUTET", "att", "qqrxx"]) == pytest.approx(2 / 3)


def test_text_in_a_fonts_own_numbering_is_not_shaped() -> None:
    assert shaped_share(["Nämnden", "avslår", "4", "kap.", "14", "§", "den", "3", "maj", "2021"]) == 1
    assert shaped_share(["Inledning3", "Syfte.....12", "2.1", "Avgiftsunderlag4"]) == 1
    assert shaped_share(["www.nämnden.se", "registrator@nämnden.se", "kN.remiss@kansli.se"]) == 1
    assert shaped_share(["1lPQGHQ", "bEHvOXWdU", "aTT", "aVsLo"]) < 0.5
    assert shaped_share(["1lPQGHQ", "registrator@nämnden.se"]) == 0


def test_an_endless_line_is_compared_by_its_beginning() -> None:
    endless = ["ab" * 50_000, *["ord"] * 50_000]
    assert compared(endless, endless[::-1]).characters <= 600
