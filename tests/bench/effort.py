"""How much reviewing a part of an archive lowers its errors: `./bench effort [--set open] [--scans DIR]`.

Fictional documents whose truth is known go the product's own way, from what was read to a record: each text
several times, sound or with seeded damage of one of many kinds, and, with `--scans`, as often scans that
`./bench metadata --scanned` has read. A document's errors are its words that are not those of the truth and
its values that are wrong or missing. Who reviews a document finds all of them.

The queue's order (`ingest/review/expectation.py`) stands beside the order of chance (the mean of many) and
that of somebody who knows. The area ratio is that of the areas under the found share of the errors, of the
queue and of chance, up to a fifth of the documents. A table, bench-results/effort.json and effort.svg.
"""

import argparse
import json
import random
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.review import expected as expected_by_cause
from ingest.settings import Settings
from schemas.document import MediaType
from schemas.page import ReadPage
from schemas.record import Record
from schemas.review import ExpectedErrors
from tests.bench.damage import damaged
from tests.bench.documents.case import Case, cases
from tests.bench.documents.template import SETS
from tests.bench.effort_curve import drawn
from tests.bench.metadata_cases import text_pages
from tests.bench.metadata_fields import TRUTH_NAMES, Score, compare, expected, given
from workers import quality
from workers.page_quality import judged_page
from workers.pipeline import Understood, understand
from workers.record import Findings, build_record
from workers.version import PIPELINE_VERSION

RESULTS = Path("bench-results")
DAMAGE = (
    *("sound",) * 8,
    *("stripped", "half stripped", "wrong-language OCR", "generic OCR", "question marks", "dropped"),
)
"""More than half of the texts are sound; of the others each kind is as frequent as the next."""
FIELDS = ("document_type", "title", "issuer", "recipient", "officer", "dnr+role", "dates+role")
"""The values that a registrar enters."""
DRAWINGS = 5
"""How often each text comes, with another drawing of its damage: the few errors of one drawing are chance."""
EFFORTS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)
FIRST_FIFTH = 0.2
RANDOM_ORDERS = 1_000


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the register would know about an original."""

    id: str = "0" * 32
    sha256: str = "0" * 64
    filename: str = "effort"
    media_type: MediaType = "text/plain"
    bytes: int = 1
    received_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    pages: int


@dataclass(frozen=True, kw_only=True)
class Document:
    """What the queue knows of a document, and what is wrong in it."""

    name: str
    kind: str
    expected: ExpectedErrors
    wrong_words: int
    wrong_values: int

    @property
    def errors(self) -> int:
        """Words and values."""
        return self.wrong_words + self.wrong_values


def documents(which: str, scans: Path | None) -> Iterator[Document]:
    """Every text of the set with its damages, and every document of it that was scanned and read."""
    for case in cases(which):
        chance = random.Random(case.name)  # It draws the damage, no secrets.
        drawn = Counter(chance.choice(DAMAGE) for _ in range(DRAWINGS))
        yield from [_document(case, "sound", _pages(case.text))] * drawn.pop("sound", 0)
        for kind in drawn.elements():
            damage = damaged(kind, case.text, chance.randrange(10_000))
            yield _document(case, kind, _pages(damage.text))
        pages = scanned(case, scans / PIPELINE_VERSION) if scans else []
        if pages:
            yield from [_document(case, "scan", pages)] * DRAWINGS


def _pages(text: str) -> list[ReadPage]:
    return [page.page for page in text_pages(text)]


def scanned(case: Case, reads: Path) -> list[ReadPage]:
    """The pages of a document as they were read; none where one of them was not."""
    files = [reads / f"{case.name}-{number}.json" for number in range(1, len(case.printed.sheets) + 1)]
    if not all(file.exists() for file in files):
        return []
    return [ReadPage.model_validate_json(file.read_text(encoding="utf-8")) for file in files]


def _document(case: Case, kind: str, pages: Sequence[ReadPage]) -> Document:
    found = understand(pages, Settings())
    record = _record(found)
    return Document(
        name=f"{case.name} {kind}",
        kind=kind,
        expected=expected_by_cause(record),
        wrong_words=_wrong_words(case.text, record),
        wrong_values=_wrong_values(case, found),
    )


def _record(found: Understood) -> Record:
    judged = [judged_page(page) for page in found.pages]
    return build_record(
        Known(pages=len(found.pages)),
        Findings(
            pages=found.pages,
            judged=judged,
            document=found.document,
            metadata=found.metadata,
            quality=quality.judge(found.pages, judged, found.metadata),
            problems=(),
            has_pdf=False,
        ),
        steps=(),
        sandbox="none",
    )


def _wrong_words(true: str, record: Record) -> int:
    """Words of the truth that the record does not have, wherever they stand."""
    found = Counter(word for page in record.pages for word in page.text.split())
    return (Counter(true.split()) - found).total()


def _wrong_values(case: Case, found: Understood) -> int:
    """Values that are wrong or missing; one in place of another counts once."""
    true, values = expected(case.truth, None), given(found.metadata, found.document)
    wrong = 0
    for field in FIELDS:
        if TRUTH_NAMES.get(field, field) in case.truth:
            score = Score()
            compare(field, true[field], values[field], score, case.name)
            wrong += max(len(score.missed), len(score.wrong))
    return wrong


def found_shares(errors: Sequence[int]) -> list[float]:
    """The share of all errors that is found after each document, in this order; 0 before the first."""
    total, found, shares = sum(errors), 0, [0.0]
    for count in errors:
        found += count
        shares.append(found / total)
    return shares


def area(shares: Sequence[float], up_to: float) -> float:
    """Under the found share, from no document to the share `up_to` of them, by trapezia."""
    documents = len(shares) - 1
    last = round(documents * up_to)
    return sum((shares[at] + shares[at + 1]) / 2 for at in range(last)) / documents


def curves(archive: Sequence[Document]) -> dict[str, list[float]]:
    """The found shares in the queue's order, in that of chance, and in the best one."""
    queue = sorted(archive, key=lambda one: (-one.expected.total, one.name))
    by_chance = []
    for seed in range(RANDOM_ORDERS):
        order = random.Random(seed).sample(archive, len(archive))  # No secrets.
        by_chance.append(found_shares([one.errors for one in order]))
    return {
        "queue": found_shares([one.errors for one in queue]),
        "chance": [statistics.fmean(shares) for shares in zip(*by_chance, strict=True)],
        "best": found_shares(sorted((one.errors for one in archive), reverse=True)),
    }


def main() -> None:
    """Prints the curve as a table and writes it."""
    parser = argparse.ArgumentParser(prog="bench effort")
    parser.add_argument("--set", dest="which", choices=SETS, default="open")
    parser.add_argument("--scans", type=Path, help="what `./bench metadata --scanned --reads DIR` has read")
    options = parser.parse_args()
    archive = list(documents(options.which, options.scans))
    kinds: dict[str, Iterable[Document]] = {"all": archive}
    kinds |= {"scan": [one for one in archive if one.kind == "scan"]} if options.scans else {}
    kinds["text"] = [one for one in archive if one.kind != "scan"]
    kept = {name: _report(name, list(these)) for name, these in kinds.items()}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "effort.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    (RESULTS / "effort.svg").write_text(drawn(curves(archive)), encoding="utf-8")


def _report(name: str, archive: Sequence[Document]) -> Mapping[str, object]:
    found = curves(archive)
    ratios = {order: area(found[order], FIRST_FIFTH) / area(found["chance"], FIRST_FIFTH) for order in found}
    above = {order: area(found[order], 1.0) - area(found["chance"], 1.0) for order in ("queue", "best")}
    words, values = sum(one.wrong_words for one in archive), sum(one.wrong_values for one in archive)
    table = Table("documents reviewed", *found, title=f"{name}: share of the errors found")
    for effort in EFFORTS:
        at = round(len(archive) * effort)
        table.add_row(f"{effort:.0%}", *(f"{shares[at]:.1%}" for shares in found.values()))
    table.add_row("area ratio", *(f"{ratios[order]:.2f}" for order in found))
    console = Console(highlight=False)
    console.print(table)
    foretold = [sum(getattr(one.expected, cause) for one in archive) for cause in ("words", "values")]
    said = f"{len(archive)} documents, {words} wrong words ({foretold[0]:.0f} expected), "
    said += f"{values} wrong values ({foretold[1]:.0f} expected), "
    said += f"{sum(one.errors == 0 for one in archive)} without any; "
    console.print(f"{said}of what can be gained over chance in all: {above['queue'] / above['best']:.2f}")
    return {
        "documents": len(archive),
        "wrong_words": words,
        "wrong_values": values,
        "expected_words": foretold[0],
        "expected_values": foretold[1],
        "area_ratio": ratios,
        "share_of_possible_gain": above["queue"] / above["best"],
        "found": found,
    }


if __name__ == "__main__":
    main()
