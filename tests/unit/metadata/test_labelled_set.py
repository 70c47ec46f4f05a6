"""The labelled set of the bench: its truth agrees with its texts, and it is the same every time."""

import hashlib
import random
from pathlib import Path

import pytest

from tests.bench.documents.case import case_of, problems
from tests.bench.documents.template import BLIND, HERE, SETS, TemplateError, fill, fillings, templates

TEMPLATES = [path for which in SETS for path in templates(which)]


@pytest.mark.parametrize("which", SETS)
def test_half_of_the_templates_are_kept_apart(which: str) -> None:
    assert len(templates(which)) >= 20


def test_there_are_more_than_a_hundred_documents() -> None:
    assert sum(1 for path in TEMPLATES for _ in fillings(path)) >= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_value_of_the_truth_is_printed(path: Path) -> None:
    first = next(fillings(path))
    assert not list(problems(case_of(first)))


def test_a_document_is_the_same_every_time() -> None:
    path = TEMPLATES[0]
    first, again = case_of(next(fillings(path))), case_of(next(fillings(path)))
    assert first.truth == again.truth
    assert first.text == again.text
    assert first.printed.pdf() == again.printed.pdf()


@pytest.mark.parametrize("line", ["{dnr.own:$x}", "{unknown:text}", "{title:open", "closed}", "{title text}"])
def test_a_slip_in_a_template_is_reported(line: str) -> None:
    with pytest.raises(TemplateError):
        fill("slip-1", f"#type other\n{line}", random.Random(1))


def test_a_date_that_nobody_marked_is_reported() -> None:
    filled = fill("slip-1", "#type other\nVi ses den 3 mars 2024.", random.Random(1))
    assert list(problems(case_of(filled))) == ["a date is not marked: 3 mars 2024 (2024-03-03)"]


def test_a_truth_that_is_not_printed_is_reported() -> None:
    filled = fill("slip-1", "#type other\n{dnr.own=KS-2024-00012~KS 2024/12}", random.Random(1))
    filled.truth["dnr"][0]["raw"] = "KS 2024/13"
    assert list(problems(case_of(filled))) == ["dnr is not printed: KS 2024/13"]


@pytest.mark.parametrize("which", BLIND)
def test_a_half_kept_apart_is_as_it_was_written(which: str) -> None:
    sums = (HERE / f"{which}.sha256").read_text(encoding="utf-8").splitlines()
    now = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}" for p in templates(which)]
    assert now == sums
