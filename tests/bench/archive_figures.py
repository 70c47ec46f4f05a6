"""What the archive of `./bench web` adds to the figures of quality, and who reviewed its documents."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from ingest.audit.observation import EDGES
from ingest.register.tables import calibration, observations, reviews, rule_counts

RULES = tuple(
    f"{family}.rule_{n}" for family in ("dnr", "date", "title", "issuer", "repair") for n in range(4)
)
CHARACTERS = 4000
REVIEWED_EVERY = 4


def put_figures(
    connection: Connection, documents: Mapping[str, int], version: str, seed: tuple[int, int]
) -> None:
    """For documents by id, with the month of each, counted from 2020-01."""
    chance = np.random.default_rng(seed)
    seen = [_observation(id_, version, month, chance) for id_, month in documents.items()]
    connection.execute(insert(observations), seen)
    counts: list[dict[str, Any]] = [
        {"document_id": id_, "rule": rule, "fired": 2, "disagreed": int(chance.random() < 0.01), "page": 1}
        for id_ in documents
        for rule in RULES[: 10 + int(chance.integers(10))]
    ]
    connection.execute(insert(rule_counts), counts)
    connection.execute(insert(calibration), [row for one in seen for row in _bins(one, chance)])
    finished = [
        {"document_id": id_, "finished_version": version, "finished_by": "åsa", "finished_at": 1.0}
        for at, id_ in enumerate(documents)
        if at % REVIEWED_EVERY == 0
    ]
    connection.execute(insert(reviews), finished)


def _observation(id_: str, version: str, month: int, chance: np.random.Generator) -> dict[str, Any]:
    return {
        "document_id": id_,
        "version": version,
        "period": f"{2020 + month // 12}-{month % 12 + 1:02}",
        "text_source": str(chance.choice(["ocr", "text_layer", "mixed"])),
        "scanner": str(chance.choice(["Skanner A", "Skanner B"])),
        "characters": CHARACTERS,
        "judged_characters": CHARACTERS,
        "expected_characters": float(chance.exponential(30)),
        "wrong_characters": int(chance.poisson(20)),
        "extracted": 12,
        "judged_values": 12,
        "expected_values": float(chance.exponential(0.8)),
        "wrong_values": int(chance.random() < 0.3),
    }


def _bins(one: Mapping[str, Any], chance: np.random.Generator) -> list[dict[str, Any]]:
    """A page's characters in one bin, values in two."""
    places = [("characters", CHARACTERS), *(("values", 6) for _ in range(2))]
    drawn = {(kind, int(chance.integers(len(EDGES) + 1))): things for kind, things in places}
    return [
        {
            "document_id": one["document_id"],
            "kind": kind,
            "bin": number,
            "things": things,
            "expected": things * 0.01,
            "wrong": int(chance.poisson(things * 0.01)),
        }
        for (kind, number), things in drawn.items()
    ]
