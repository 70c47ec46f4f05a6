"""Precision, recall and F1 of every extracted field.

    python -m tests.bench.metadata --truth DIR [--json FILE]

DIR holds texts (`x.txt`, form feed = page break; variants such as `x.clean.txt` and `x.gold.txt` share
`x.json`) with ground truth. A truth's value that the variant's text does not hold is not asked for.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.metadata import Metadata
from schemas.page import ReadLine, ReadPage
from schemas.repair import RepairedLine, RepairedPage
from schemas.structure import StructuredDocument
from workers.metadata import extract
from workers.structure import structure

Truth = dict[str, Any]
"""A ground truth file as it stands."""

KINDS = {"JO-beslut": "beslut", "ARN-avgörande": "beslut", "domstolsreferat": "domstolsavgörande"}
"""Names of document types in older truth files."""


def text_pages(text: str) -> tuple[RepairedPage, ...]:
    """A plain text as pages without boxes; the pages of a text need no repair here."""
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    pages = []
    for number, part in enumerate(parts, start=1):
        lines = part.split("\n")
        read = ReadPage(
            number=number,
            width=None,
            height=None,
            text_source="text_file",
            reason="text_file",
            lines=tuple(ReadLine(text=line, words=(), box=None) for line in lines),
        )
        repaired = tuple(RepairedLine(original=line, text=line, edits=()) for line in lines)
        pages.append(RepairedPage(page=read, lines=repaired))
    return tuple(pages)


def plain(text: str) -> str:
    """White space collapsed, case and markup folded: how texts are compared."""
    return re.sub(r"\s+", " ", re.sub(r"[*\u00ad]", "", text)).strip(" .,:;").casefold()


_TRUTH_NAME = {"document_type": "doc_type", "dnr+role": "dnr", "dates+role": "dates"}
"""Fields whose name in the truth differs; a field that the truth does not have is not scored."""


@dataclass
class Score:
    """Hits and misses of one field."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the given values that are right; 1 when none is given."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Share of the true values that are given; 1 when there are none."""
        true = self.right + len(self.missed)
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def cases(folder: Path) -> Iterator[tuple[str, str, Truth]]:
    """Name, text and truth of every text in the folder that has one."""
    for path in sorted(folder.glob("*.txt")):
        stem = path.name.split(".", maxsplit=1)[0]
        truth = next(
            (p for p in (folder / f"{stem}.json", folder / f"{stem}.truth.json") if p.exists()), None
        )
        if truth is not None:
            yield path.name, path.read_text(encoding="utf-8"), json.loads(truth.read_text(encoding="utf-8"))


def expected(truth: Truth, text: str) -> dict[str, list[str]]:
    """The truth by field, as comparable strings; what the text does not hold is left out."""
    whole = plain(text.replace("-\n", ""))

    def held(value: str | None) -> list[str]:
        return [plain(value)] if value and plain(value) in whole else []

    def all_held(values: Sequence[str]) -> list[str]:
        return [plain(v) for v in values if plain(v) in whole]

    dates = [d for d in truth.get("dates", []) if plain(d.get("raw", "")) in whole]
    # A number broken over lines stands in the truth as one: numbers and roles are always asked for.
    dnr = [
        d
        for d in truth.get("dnr", [])
        if re.sub(r"\W", "", d.get("raw", d["value"])) in re.sub(r"\W", "", text)
    ]
    return {
        "document_type": [str(KINDS.get(truth["doc_type"], truth["doc_type"]))],
        "title": held(truth.get("title")),
        "issuer": [plain(truth["issuer"])]
        if truth.get("issuer") and _issuer_held(truth["issuer"], whole)
        else [],
        "recipient": held(truth.get("recipient")),
        "officer": held(truth.get("officer")),
        "dnr": [d["value"] for d in dnr],
        "dnr+role": [f"{d['value']} {d['role']}" for d in dnr],
        "dates": list(dict.fromkeys(d["iso"] for d in dates)),
        "dates+role": list(dict.fromkeys(f"{d['iso']} {d['role']}" for d in dates)),
        "decision_proposals": all_held(truth.get("decision_proposals", [])),
        "decisions": all_held(truth.get("decisions", [])),
        "signatories": [
            f"{plain(s['name'])} / {plain(s['title'] or '')}"
            for s in truth.get("signatories", [])
            if held(s["name"])
        ],
        "attachments": all_held(truth.get("attachments", [])),
        "copy_to": all_held(truth.get("copy_to", [])),
        "headings": all_held(truth.get("headings", [])),
    }


def _issuer_held(issuer: str, whole: str) -> bool:
    return any(plain(part) in whole for part in issuer.split(","))


def given(metadata: Metadata, document: StructuredDocument) -> dict[str, list[str]]:
    """The extracted values by field, as comparable strings; incomplete dates only count where asked for."""

    def one(value: str | None) -> list[str]:
        return [plain(value)] if value else []

    return {
        "document_type": [metadata.document_type.value] if metadata.document_type else [],
        "title": one(metadata.title.value if metadata.title else None),
        "issuer": one(metadata.issuer.value if metadata.issuer else None),
        "recipient": one(metadata.recipient.value if metadata.recipient else None),
        "officer": one(metadata.officer.name if metadata.officer else None),
        "dnr": [d.value for d in metadata.dnr],
        "dnr+role": [f"{d.value} {d.role}" for d in metadata.dnr],
        "dates": list(dict.fromkeys(d.value for d in metadata.dates if d.value)),
        "dates+role": list(dict.fromkeys(f"{d.value} {d.role}" for d in metadata.dates if d.value)),
        "decision_proposals": [plain(d.value) for d in metadata.decision_proposals],
        "decisions": [plain(d.value) for d in metadata.decisions],
        "signatories": [f"{plain(s.name)} / {plain(s.title or '')}" for s in metadata.signatories],
        "attachments": [plain(a.value) for a in metadata.attachments],
        "copy_to": [plain(c.value) for c in metadata.copy_to],
        "headings": [plain(s.heading) for s in document.sections if s.heading],
    }


def _same(name: str) -> Callable[[str, str], bool]:
    """Equal; an issuer also when one names the municipality and the other does not."""
    if name == "issuer":
        return lambda a, b: a == b or a in b.split(", ") or b in a.split(", ")
    return lambda a, b: a == b


def compare(name: str, truth: list[str], found: list[str], score: Score, where: str) -> None:
    """Pair off equal values; the rest are misses and inventions."""
    same = _same(name)
    left = list(found)
    for value in truth:
        hit = next((f for f in left if same(value, f)), None)
        if hit is None:
            score.missed.append(f"{where}: {value}")
        else:
            left.remove(hit)
            score.right += 1
    incomplete = name.startswith("dates")
    score.wrong += [f"{where}: {f}" for f in left if not (incomplete and not re.match(r"\d{4}-\d\d-\d\d", f))]


def run(folder: Path) -> tuple[dict[str, Score], int, list[str], float]:
    """Scores by field, number of documents, look-alikes taken for a dnr or date, and seconds."""
    scores: dict[str, Score] = defaultdict(Score)
    fooled: list[str] = []
    documents = 0
    seconds = 0.0
    for name, text, truth in cases(folder):
        pages = text_pages(text)
        start = time.perf_counter()
        document = structure(pages)
        metadata = extract(pages, document)
        seconds += time.perf_counter() - start
        documents += 1
        true, found = expected(truth, text), given(metadata, document)
        for key in ("title", "issuer"):
            # Words apart in the text, such as a name over two cells, are not held by it but may be given.
            if not true[key] and truth.get(key) and found[key] == [plain(truth[key])]:
                true[key] = found[key]
        for key in (k for k in true if _TRUTH_NAME.get(k, k) in truth):
            compare(key, true[key], found[key], scores[key], name)
        printed = {plain(d.raw) for d in metadata.dnr} | {plain(d.raw) for d in metadata.dates}
        fooled += [f"{name}: {alike}" for alike in truth.get("lookalikes", []) if plain(alike) in printed]
    return scores, documents, fooled, seconds


def main() -> None:
    """Print the table and every miss; write the same as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truth", type=Path, required=True, help="folder with texts and ground truth")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    scores, documents, fooled, seconds = run(options.truth)
    print(f"{documents} documents in {seconds:.2f} s")
    print(f"{'field':<20}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'missed':>8}{'wrong':>7}")
    for name, score in scores.items():
        print(
            f"{name:<20}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
            f"{score.right:>7}{len(score.missed):>8}{len(score.wrong):>7}"
        )
    print(f"look-alikes taken for a dnr or date: {len(fooled)} {fooled}")
    for name, score in scores.items():
        for kind, misses in (("missed", score.missed), ("wrong", score.wrong)):
            for miss in misses:
                print(f"  {name} {kind} {miss}")
    if options.json:
        figures = {
            name: {
                "precision": s.precision,
                "recall": s.recall,
                "f1": s.f1,
                "missed": s.missed,
                "wrong": s.wrong,
            }
            for name, s in scores.items()
        }
        report = {"documents": documents, "seconds": seconds, "lookalikes": fooled, "fields": figures}
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
