"""Reviewed documents become a bench set that the benches themselves read."""

from pathlib import Path

import httpx
import pytest

from ingest.api import Services
from ingest.errors import FolderUnusable
from ingest.truth_export import export_truth
from schemas.example import EXAMPLE
from tests.bench.metadata import run
from tests.bench.metadata_cases import folder_examples
from tests.bench.repair_scores import documents
from tests.by_hand import done


def reviewed(client: httpx.Client, services: Services) -> str:
    """A document whose title was corrected, and which then was right."""
    id_ = done(client, services).id
    review = client.post(f"/api/v1/reviews/{id_}/claim").json()
    change = {
        "token": review["token"],
        "version": review["version"],
        "after_number": 0,
        "target": {"kind": "field", "path": "/recipient/value"},
        "before": "Byggnadsnämnden i Almvik",
        "after": "Byggnadsnämnden",
    }
    assert client.post(f"/api/v1/documents/{id_}/corrections", json=change).status_code == 201
    return id_


def test_only_what_was_looked_through_is_truth_and_the_benches_read_it(
    client: httpx.Client, services: Services, tmp_path: Path
) -> None:
    id_ = reviewed(client, services)
    assert export_truth(services.register, services.store, tmp_path / "set") == (0, 0)
    held = services.register.held_review(id_)
    assert held is not None
    services.register.finish_review(id_, held.token, version=held.version)
    assert export_truth(services.register, services.store, tmp_path / "set") == (1, 0)
    examples = list(folder_examples(tmp_path / "set" / "metadata"))
    assert sorted(example.name for example in examples) == [f"{id_}.raw.txt", f"{id_}.txt"]
    assert {example.truth["recipient"] for example in examples} == {"Byggnadsnämnden"}
    found = run(examples)
    assert (found.documents, found.scores["dnr"].right) == (2, 2)
    assert documents(tmp_path / "set" / "text") == [EXAMPLE.pages[0].text]


def test_a_folder_that_cannot_be_written_is_said(
    client: httpx.Client, services: Services, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("i vägen")
    with pytest.raises(FolderUnusable):
        export_truth(services.register, services.store, tmp_path / "fil")
