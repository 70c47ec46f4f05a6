"""One kind of damage on many texts: whole documents, lines alone, documents with 5 % damaged paragraphs."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.repair import Edit
from tests.bench.damage import CLASSES, RECOVERABLE, Damaged, damaged
from tests.bench.repair_peers import hunspell_score, peers
from tests.bench.repair_scores import Score, Word, aligned
from tests.bench.repair_words import Known
from tests.bench.scan import scanned
from workers.repair import repair_text

SCAN = "drawn, read with -l eng"
"""A class by its own: pages drawn and read by Tesseract."""
MOST_SCANS = 10
MOST_DOCUMENTS = 60
FEW_DOCUMENTS = 30
"""So few texts are damaged twice, with different seeds."""
BINS = (0.0, 0.6, 0.8, 0.9, 0.97, 0.995, 1.01)
"""Bounds of confidence."""
LINES, WORDS_OF_LINE = 200, 3
DAMAGED_SHARE = 0.05
LONG_PARAGRAPH = 60
"""Characters of a paragraph that is worth damaging alone."""
DOCUMENTS_IN_ONE = 4
ACROSS_LINES = frozenset({"line-end hyphens"})
"""Damage that no single line shows."""
GUESSED = tuple(name for name in CLASSES if name not in RECOVERABLE)
"""Classes whose repair needs the language model."""


@dataclass(frozen=True, kw_only=True)
class ClassReport:
    """Everything measured under one kind of damage."""

    name: str
    systems: dict[str, Score]
    """Peers first, Inkom last; words of whole documents."""
    decidable: Score
    """Inkom's words without those that no list and nothing in the text knows; empty if nothing is guessed."""
    lines: Score
    sparse: Score
    edits: list[tuple[int, int]] = field(default_factory=list)
    """Edits made and right ones, by bin of confidence; empty where nothing is guessed."""

    @property
    def inkom(self) -> Score:
        """Our words of whole documents."""
        return self.systems["inkom"]


def measured(name: str, texts: Sequence[str]) -> ClassReport:
    """The damage `name` on up to MOST_DOCUMENTS of the texts, evenly chosen."""
    sample = texts[:: max(1, len(texts) // MOST_DOCUMENTS)][:MOST_DOCUMENTS]
    cases = list(_cases(name, sample))
    systems: dict[str, Score] = {}
    for system, repair in peers().items():
        systems[system] = Score()
        for case in cases:
            systems[system].add(aligned(case.text, repair(case.text), case.expected))
    if (guessed := hunspell_score(name, [(case.text, case.expected) for case in cases])) is not None:
        systems["hunspell"] = guessed
    systems["inkom"], decidable, counts = _ours(cases, guessed=name in (*GUESSED, SCAN))
    single = name not in ACROSS_LINES and name != SCAN
    return ClassReport(
        name=name,
        systems=systems,
        decidable=decidable,
        lines=_single_lines(name, sample) if single else Score(),
        sparse=_sparse(name, sample) if name != SCAN else Score(),
        edits=counts,
    )


def _cases(name: str, texts: Sequence[str]) -> Iterator[Damaged]:
    if name == SCAN:
        yield from (scanned(text, at) for at, text in enumerate(texts[:MOST_SCANS]))
        return
    for seed in (1, 2) if len(texts) < FEW_DOCUMENTS else (1,):
        yield from (damaged(name, text, seed * 1000 + at) for at, text in enumerate(texts))


def _ours(cases: Sequence[Damaged], *, guessed: bool) -> tuple[Score, Score, list[tuple[int, int]]]:
    everything, decidable = Score(), Score()
    counts: Counter[tuple[int, bool]] = Counter()
    for case in cases:
        words = aligned(case.text, repair_text(case.text, join_lines=True).text, case.expected)
        everything.add(words)
        if guessed:
            known = Known(case.text)
            decidable.add([word for word in words if word.seen == word.right or known.has(word.right)])
            counts.update(_judged(case))
    made = [(counts[at, True] + counts[at, False], counts[at, True]) for at in range(len(BINS) - 1)]
    return everything, decidable, made if guessed else []


def _single_lines(name: str, texts: Sequence[str]) -> Score:
    """Lines of running text given alone; those that the damage leaves as they are say nothing."""
    lines = [line for text in texts for line in text.split("\n") if len(line.split()) >= WORDS_OF_LINE]
    random.Random(7).shuffle(lines)
    score = Score()
    for at, line in enumerate(lines[:LINES]):
        case = damaged(name, line, at)
        if case.text != case.expected:
            got = repair_text(case.text, join_lines=False).text
            score.add(aligned(case.text, got, case.expected))
    return score


def _sparse(name: str, texts: Sequence[str]) -> Score:
    """Long documents, one paragraph of twenty damaged: repaired there, and left alone elsewhere."""
    score = Score()
    for at in range(0, len(texts), DOCUMENTS_IN_ONE):
        paragraphs = re.split(r"\n\n+", "\n\n".join(texts[at : at + DOCUMENTS_IN_ONE]))
        long = [i for i, paragraph in enumerate(paragraphs) if len(paragraph) > LONG_PARAGRAPH]
        if not long:
            continue
        chosen = set(random.Random(at).sample(long, max(1, round(DAMAGED_SHARE * len(long)))))
        cases = {i: damaged(name, paragraphs[i], i) for i in chosen}
        seen = "\n\n".join(cases[i].text if i in cases else p for i, p in enumerate(paragraphs))
        printed = "\n\n".join(cases[i].expected if i in cases else p for i, p in enumerate(paragraphs))
        score.add(aligned(seen, repair_text(seen, join_lines=True).text, printed))
    return score


def _judged(case: Damaged) -> Iterator[tuple[int, bool]]:
    """The bin of every edit with a confidence, and whether it is right; texts that lost lines say nothing."""
    if case.text.count("\n") != case.expected.count("\n"):
        return
    edits = repair_text(case.text, join_lines=False).edits
    weighed = [edit for edit in edits if edit.applied and edit.confidence is not None]
    for edit, right in judged(case.text, case.expected, weighed):
        yield next(at for at, top in enumerate(BINS[1:]) if (edit.confidence or 0) < top), right


def judged(seen: str, expected: str, edits: Sequence[Edit]) -> Iterator[tuple[Edit, bool]]:
    """Each edit, and whether the printed word in its place holds what it made."""
    starts = [0]
    for line in seen.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = expected.split("\n")
    at = 0
    for edit in edits:
        while starts[at + 1] <= edit.start:
            at += 1
        before = len(seen[starts[at] : edit.start].split())
        begins = edit.start == starts[at] or seen[edit.start - 1].isspace()
        index = before if begins else before - 1
        words = lines[at].split()
        yield edit, edit.after in (words[index] if index < len(words) else "")


def mistakes(reports: Sequence[ClassReport]) -> list[Word]:
    """Inkom's wrong words wherever letters had to be guessed."""
    return [word for report in reports if report.name in GUESSED for word in report.inkom.mistakes]
