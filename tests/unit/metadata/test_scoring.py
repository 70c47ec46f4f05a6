"""The bench's own sums: what it calls right, missed, invented and fooled."""

from collections import defaultdict
from typing import Any

import pytest

from schemas.metadata import Metadata
from tests.bench.metadata_cases import Example, text_pages
from tests.bench.metadata_fields import Given, Score, compare, expected, fooled_by, given, plain, roles_right
from tests.bench.metadata_layout import judge_build
from tests.bench.metadata_peers import dateparser_search, plain_patterns
from tests.bench.metadata_report import reliability
from workers.metadata import extract
from workers.structure import structure

TEXT = """\
Ekholma kommun                                 TJÄNSTESKRIVELSE
2024-05-06                                     Dnr KS-2024-00081

Ombyggnad av bryggan

Bakgrund
Bryggan byggdes för länge sedan och har
blivit farlig.

Den stängdes i våras (dnr TN-2023-00012).
"""


def read(text: str) -> Metadata:
    pages = text_pages(text)
    return extract(pages, structure(pages))


def built(text: str, headings: list[str], paragraphs: list[str]) -> dict[str, Score]:
    """Scores of a text whose truth has these headings, all paragraphs under the last one."""
    sections = [{"heading": heading, "level": 1, "paragraphs": []} for heading in headings]
    sections[-1]["paragraphs"] = paragraphs
    truth = {"headings": headings, "heading_levels": [1] * len(headings), "sections": sections}
    pages = text_pages(text)
    example = Example(name="x", group="x", truth=truth, pages=pages, text=None)
    scores: defaultdict[str, Score] = defaultdict(Score)
    judge_build(example, structure(pages), scores)
    return scores


def test_equal_values_are_paired_off_once() -> None:
    score = Score()
    compare("dnr", ["a", "b", "b"], [Given("b", 0.9), Given("c", 0.4)], score, "x")
    assert (score.right, score.missed, score.wrong) == (1, ["x: a", "x: b"], ["x: c"])
    assert (score.precision, round(score.recall, 3)) == (0.5, 0.333)
    assert score.judged == [(0.9, True), (0.4, False)]


def test_an_issuer_may_be_named_with_its_municipality_or_without() -> None:
    score = Score()
    compare("issuer", ["ekholma kommun, kommunstyrelsen"], [Given("kommunstyrelsen")], score, "x")
    assert score.right == 1
    compare("title", ["ekholma kommun, kommunstyrelsen"], [Given("kommunstyrelsen")], score, "x")
    assert score.right == 1


def test_what_a_damaged_text_does_not_hold_is_not_asked_for() -> None:
    truth = {"doc_type": "other", "title": "Program för bad", "recipient": "Nämnden"}
    asked = expected(truth, "Program f6r bad\nNämnden")
    assert (asked["title"], asked["recipient"]) == ([], ["nämnden"])
    assert expected(truth, None)["title"] == ["program för bad"]


def test_a_role_counts_for_the_values_that_were_found() -> None:
    true = {"dnr+role": ["KS-2024-00081 own", "TN-2023-00012 referenced", "KS-2020-00001 item"]}
    found = {
        "dnr": [Given("KS-2024-00081"), Given("TN-2023-00012")],
        "dnr+role": [Given("KS-2024-00081 own"), Given("TN-2023-00012 own")],
    }
    assert roles_right(true, found, "dnr") == [True, False]


def test_extracted_values_are_compared_as_they_are_printed() -> None:
    pages = text_pages(TEXT)
    values = given(read(TEXT), structure(pages))
    assert {value.text for value in values["dnr+role"]} == {
        "KS-2024-00081 own",
        "TN-2023-00012 referenced",
    }
    assert [value.text for value in values["title"]] == [plain("Ombyggnad av bryggan")]


def test_headings_in_order() -> None:
    scores = built(TEXT, ["Bakgrund"], [])
    assert (scores["headings in order"].right, scores["headings in order"].missed) == (1, [])
    scores = built(TEXT, ["Förslag", "Bakgrund"], [])
    assert scores["headings in order"].missed == ["x: förslag"]


def test_a_heading_that_nobody_wrote_is_wrong() -> None:
    assert built(TEXT, ["Slutsats"], [])["headings in order"].wrong == ["x: bakgrund"]


@pytest.mark.parametrize(
    ("paragraphs", "counts"),
    [
        (["Bryggan byggdes för länge sedan och har blivit farlig.", "Den stängdes i våras."], (2, 0, 0)),
        (["Bryggan byggdes för länge sedan", "och har blivit farlig. Den stängdes i våras."], (1, 1, 1)),
        (["Bryggan byggdes för länge sedan och har blivit farlig. Den stängdes i våras."], (1, 0, 1)),
    ],
)
def test_paragraphs_end_where_their_author_ended_them(
    paragraphs: list[str], counts: tuple[int, int, int]
) -> None:
    score = built(TEXT, ["Bakgrund"], paragraphs)["paragraphs"]
    assert (score.right, len(score.missed), len(score.wrong)) == counts


def test_a_lookalike_that_was_taken_is_told() -> None:
    found = read("TJÄNSTESKRIVELSE\nDnr KS-2024-00081\n\nOmbyggnad\n\nBakgrund\nSe dnr TN-2023-00012.\n")
    truth: dict[str, Any] = {
        "dnr": [{"value": "KS-2024-00081", "role": "own"}],
        "lookalikes": ["avtal TN-2023-00012", "KS-2024-00081", "2024-00012"],
        "lookalike_kinds": ["number", "number", "range"],
    }
    assert fooled_by(truth, found) == [("number", "avtal TN-2023-00012")]


def test_peers_read_the_same_texts() -> None:
    assert [value.text for value in plain_patterns(TEXT)["dates"]] == ["2024-05-06"]
    assert "KS-2024-00081" in [value.text for value in plain_patterns(TEXT)["dnr"]]
    assert [v.text for v in dateparser_search("Sammanträde den 6 maj 2024 i Ekholma.")["dates"]] == [
        "2024-05-06"
    ]


def test_reliability_is_the_share_that_is_right_in_each_range() -> None:
    judged = [(0.55, True), (0.6, False), (0.97, True), (1.0, True)]
    assert list(reliability(judged)) == [
        ("0.50-0.70", 2, 0.5),
        ("0.95-0.99", 1, 1.0),
        ("0.99-1.00", 1, 1.0),
    ]
