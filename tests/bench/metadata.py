"""Precision, recall and F1 of every extracted field, on real and on fictional documents.

bench metadata --truth DIR [DIR …]          real documents: texts with truth
bench metadata --set NAME                   the fictional sets, and hand; of the halves kept
                                            apart (frozen, sealed, locked, loft) only totals
bench metadata --set open --form boxes|pdf  words with boxes, or PDFs, instead of texts
bench metadata --set open --scanned         printed, scanned, read and repaired (some 8 s a page of one core)
               … --templates 20 --seed 7    the same of so many templates
… [--misses] [--groups] [--rules] [--peers] [--json FILE]
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

from tests.bench import metadata_report as report
from tests.bench.documents.template import BLIND, SETS
from tests.bench.metadata_cases import HAND, Example, folder_examples, labelled_examples, text_pages
from tests.bench.metadata_fields import (
    OF_OFFICER,
    TRUTH_NAMES,
    Given,
    Score,
    Scores,
    compare,
    expected,
    fooled_by,
    given,
    plain,
    roles_right,
)
from tests.bench.metadata_layout import judge_build
from tests.bench.metadata_peers import PEERS
from tests.bench.metadata_scan import pdf_examples, scanned_examples
from workers.metadata import extract
from workers.structure import read_lines, structure

__all__ = ["Result", "main", "plain", "run", "text_pages"]


@dataclass
class Result:
    """What one run over a set of documents gave."""

    scores: Scores = field(default_factory=lambda: defaultdict(Score))
    groups: dict[str, Scores] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))
    peers: dict[str, Scores] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))
    fooled: list[str] = field(default_factory=list)
    alikes: Counter[str] = field(default_factory=Counter)  #: how many look-alikes of each kind were met
    roles: dict[str, list[bool]] = field(default_factory=lambda: {"dnr": [], "dates": []})
    documents: int = 0
    pages: int = 0
    seconds: float = 0.0  #: processor time of structure and metadata


def run(examples: Iterable[Example], *, peers: bool = False) -> Result:
    """Structures, extracts and scores every document."""
    result = Result()
    for example in examples:
        start = process_time()
        lines = read_lines(example.pages)
        document = structure(example.pages, lines)
        metadata = extract(example.pages, document, lines)
        result.seconds += process_time() - start
        result.documents += 1
        result.pages += len(example.pages)
        true, found = expected(example.truth, example.text), given(metadata, document)
        for scores in (result.scores, result.groups[example.group]):
            _score(example, true, found, scores)
            judge_build(example, document, scores)
        for name, judged in result.roles.items():
            judged.extend(roles_right(true, found, name))
        result.fooled += [
            f"{example.name}: {kind} {alike}" for kind, alike in fooled_by(example.truth, metadata)
        ]
        kinds = example.truth.get("lookalike_kinds")
        result.alikes.update(kinds or ["unsorted"] * len(example.truth.get("lookalikes", [])))
        for name, peer in PEERS.items() if peers else ():
            text = "\n".join(line.text for page in example.pages for line in page.lines)
            _score(example, true, peer(text), result.peers[name])
    return result


def _score(
    example: Example, true: dict[str, list[str]], found: dict[str, list[Given]], scores: Scores
) -> None:
    """Compares the fields that were found and that the truth has."""
    for key, values in found.items():
        asked = true[key]
        if TRUTH_NAMES.get(key, key) not in example.truth or (key in OF_OFFICER and not asked):
            continue
        if key in ("title", "issuer") and not asked and (whole := example.truth.get(key)):
            # Words apart in the text, such as a name over two cells, are not held by it but may be given.
            asked = [plain(whole)] if [g.text for g in values] == [plain(whole)] else []
        compare(key, asked, values, scores[key], example.name)


def main() -> None:
    """Print the tables; write the same as JSON where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--truth", type=Path, nargs="+", help="folders with texts and ground truth")
    parser.add_argument("--set", dest="which", choices=(*SETS, "hand"))
    parser.add_argument("--form", choices=("text", "boxes", "pdf"), default="text")
    parser.add_argument("--scanned", action="store_true", help="print, scan, read and repair first")
    parser.add_argument(
        "--reads", type=Path, default=Path("bench-results/reads"), help="folder that keeps what was read"
    )
    parser.add_argument("--each", type=int, default=1, help="documents of each template to scan")
    parser.add_argument("--templates", type=int, help="so many drawn templates to scan, not all")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn from")
    parser.add_argument("--peers", action="store_true", help="also a regex baseline and dateparser")
    parser.add_argument("--misses", action="store_true", help="every miss; never of the frozen half")
    parser.add_argument("--groups", action="store_true", help="a table by issuer or template")
    parser.add_argument("--rules", action="store_true", help="how often each rule is right")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    if options.which is None and not options.truth:
        parser.error("--truth or --set is needed")
    result = run(_examples(options), peers=options.peers)
    blind = options.which in BLIND
    report.show(result, groups=options.groups and not blind, misses=options.misses and not blind)
    if options.rules and not blind:
        report.show_rules(result.scores)
    if options.json:
        report.write(result, options.json, misses=not blind)


def _examples(options: argparse.Namespace) -> Iterable[Example]:
    if options.truth:
        return [example for folder in options.truth for example in folder_examples(folder)]
    if options.which == "hand":
        return folder_examples(HAND)
    if options.scanned:
        return scanned_examples(options.which, options.reads, options.each, options.templates, options.seed)
    if options.form == "pdf":
        return pdf_examples(options.which)
    return labelled_examples(options.which, options.form)


if __name__ == "__main__":
    main()
