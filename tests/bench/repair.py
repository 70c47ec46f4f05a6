"""How much damaged text comes back: word accuracy per kind of damage, side by side with peers.

    python -m tests.bench repair [--truth DIR] [--class NAME ...] [--peers] [--json FILE]

Without `--truth` the fictional municipal texts of this folder are damaged; `DIR` may hold any sound Swedish
texts (`*.txt`, `*.txt.xz`; long ones are cut into documents of about 5,000 characters). Words are what white
space parts. The last columns count what repair did to words that were sound.
"""

import argparse
import importlib
import importlib.util
import json
import lzma
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import ftfy

from schemas.repair import Edit
from tests.bench.damage import CLASSES, damaged
from tests.bench.scan import scanned
from workers.repair import repair_text

HERE = Path(__file__).parent / "municipal"
DOCUMENT = 5_000
"""Characters of a document, about."""
MOST_DOCUMENTS = 60
SEEDS = (1, 2)
SCAN = "scanned with -l eng"
"""A class by its own: pages drawn and read by Tesseract."""
BINS = (0.0, 0.6, 0.8, 0.9, 0.97, 0.995, 1.01)

System = Callable[[str], str]


@dataclass
class Score:
    """Counts of words of one system under one kind of damage."""

    words: int = 0
    wrong: int = 0
    damaged: int = 0
    recovered: int = 0
    sound: int = 0
    spoiled: int = 0
    seconds: float = 0.0
    characters: int = 0
    errors: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def accuracy(self) -> float:
        """Share of words that are right."""
        return 1 - self.wrong / self.words if self.words else 1.0

    def add(self, seen: str, got: str, expected: str) -> None:
        """One document."""
        self.characters += len(seen)
        for before, after, right in aligned(seen, got, expected):
            self.words += 1
            self.wrong += after != right
            if after != right:
                self.errors[after, right] += 1
            if before == right:
                self.sound += 1
                self.spoiled += after != right
            else:
                self.damaged += 1
                self.recovered += after == right


def aligned(seen: str, got: str, expected: str) -> Iterator[tuple[str, str, str]]:
    """Word by word of `expected`: what was seen and what repair gave there (empty where nothing stands)."""
    right = expected.split()
    before, after = _against(right, seen.split()), _against(right, got.split())
    yield from zip(before, after, right, strict=True)


def _against(right: Sequence[str], words: Sequence[str]) -> list[str]:
    """For each right word, the word that stands in its place."""
    if len(words) == len(right):
        return list(words)
    found = [""] * len(right)
    for tag, a, b, c, d in SequenceMatcher(None, right, words, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and b - a == d - c):
            found[a:b] = words[c:d]
        elif tag == "replace":
            found[a] = " ".join(words[c:d])
    return found


def documents(folder: Path) -> list[str]:
    """The texts of a folder, in documents of about DOCUMENT characters."""
    found = []
    for path in sorted(folder.rglob("*.txt*")):
        data = path.read_bytes()
        text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
        found += list(_cut(text))
    return found


def _cut(text: str) -> Iterator[str]:
    part, length = [], 0
    for paragraph in re.split(r"\n\n+", text):
        part.append(paragraph)
        length += len(paragraph)
        if length > DOCUMENT:
            yield "\n\n".join(part)
            part, length = [], 0
    if part:
        yield "\n\n".join(part)


def ours(text: str) -> str:
    """Inkom."""
    return repair_text(text, join_lines=True).text


def symspell() -> System:
    """SymSpell's best suggestion within two edits, with wordfreq's frequencies; bench-only packages."""
    wordfreq = importlib.import_module("wordfreq")
    symspellpy = importlib.import_module("symspellpy")
    speller = symspellpy.SymSpell()
    for word, frequency in wordfreq.get_frequency_dict("sv", wordlist="large").items():
        speller.create_dictionary_entry(word, max(1, int(frequency * 1e9)))

    def corrected(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 2 or any(sign.isdigit() for sign in word):
            return word
        found = speller.lookup(
            word, symspellpy.Verbosity.TOP, max_edit_distance=2, include_unknown=True, transfer_casing=True
        )
        return str(found[0].term)

    return lambda text: re.sub(r"[^\W_]+", corrected, text)


def systems(*, peers: bool) -> dict[str, System]:
    """By name; peers that are not installed are left out."""
    found: dict[str, System] = {"untouched": str, "ftfy": ftfy.fix_text}
    if peers and importlib.util.find_spec("symspellpy") and importlib.util.find_spec("wordfreq"):
        found["symspell"] = symspell()
    return {**found, "inkom": ours}


def run(texts: Sequence[str], names: Iterable[str], *, peers: bool) -> dict[str, dict[str, Score]]:
    """Scores by kind of damage and system."""
    table: dict[str, dict[str, Score]] = {}
    tried = systems(peers=peers)
    for name in names:
        table[name] = {system: Score() for system in tried}
        for at, text in enumerate(texts):
            for seed in SEEDS if len(texts) < MOST_DOCUMENTS else SEEDS[:1]:
                case = scanned(text, at) if name == SCAN else damaged(name, text, seed * 1000 + at)
                for system, repair in tried.items():
                    score = table[name][system]
                    started = time.perf_counter()
                    got = repair(case.text)
                    score.seconds += time.perf_counter() - started
                    score.add(case.text, got, case.expected)
        print(row(name, table[name]), flush=True)
    return table


def row(name: str, scores: dict[str, Score]) -> str:
    """One line of the table."""
    inkom = scores["inkom"]
    return (
        f"{name:26s}"
        + "".join(f"{score.accuracy:10.4f}" for score in scores.values())
        + f"{inkom.recovered / max(1, inkom.damaged):10.4f}"
        + f"{inkom.spoiled / max(1, inkom.sound) * 1e4:9.1f}"
        + f"{inkom.characters / max(1e-9, inkom.seconds):12,.0f}"
    )


def clean(texts: Sequence[str]) -> None:
    """What repair does to the texts as they are."""
    words = changed = 0
    started = time.perf_counter()
    for text in texts:
        result = repair_text(text, join_lines=False)
        words += len(text.split())
        changed += sum(edit.applied for edit in result.edits)
        for edit in result.edits:
            print("    changed:", repr(edit.before), repr(edit.after), edit.kind)
    seconds = time.perf_counter() - started
    print(f"clean: {changed} changes in {words:,} words, {sum(map(len, texts)) / seconds:,.0f} characters/s")


def reliability(texts: Sequence[str], names: Iterable[str]) -> list[tuple[str, int, float]]:
    """Precision of edits by their confidence: (range, edits, share that is right)."""
    counts = [[0, 0] for _ in BINS[1:]]
    for name in names:
        for at, text in enumerate(texts):
            case = damaged(name, text, at)
            if len(case.text.split("\n")) != len(case.expected.split("\n")):
                continue
            edits = [
                e
                for e in repair_text(case.text, join_lines=False).edits
                if e.applied and e.confidence is not None
            ]
            for right, edit in judged(case.text, case.expected, edits):
                place = next(i for i, top in enumerate(BINS[1:]) if (edit.confidence or 0) < top)
                counts[place][0] += 1
                counts[place][1] += right
    return [
        (f"{low:.3f}–{min(high, 1):.3f}", total, right / total if total else 1.0)
        for (low, high), (total, right) in zip(pairwise(BINS), counts, strict=True)
    ]


def judged(seen: str, expected: str, edits: Sequence[Edit]) -> Iterator[tuple[bool, Edit]]:
    """Each edit, and whether its line is right where it stands: the printed words begin the same way."""
    starts = [0]
    for line in seen.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = expected.split("\n")
    at = 0
    shift: dict[int, int] = {}
    for edit in edits:
        while starts[at + 1] <= edit.start:
            at += 1
        shift.setdefault(at, 0)
        words_before = len(seen[starts[at] : edit.start].split())
        fresh = edit.start == starts[at] or seen[edit.start - 1].isspace()
        words = lines[at].split()
        index = words_before if fresh else words_before - 1
        word = words[index] if index < len(words) else ""
        yield edit.after in word, edit


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--truth", type=Path, default=HERE, help="folder of sound Swedish texts")
    parser.add_argument(
        "--class", dest="classes", action="append", choices=[*CLASSES, SCAN], help="only these kinds"
    )
    parser.add_argument("--peers", action="store_true", help="also symspellpy with wordfreq, if installed")
    parser.add_argument("--errors", type=int, default=0, help="how many of the commonest errors to show")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    texts = documents(options.truth)
    clean(texts)
    step = max(1, len(texts) // MOST_DOCUMENTS)
    sample = texts[::step][:MOST_DOCUMENTS]
    names = options.classes or list(CLASSES)
    print(
        f"{'':26s}"
        + "".join(f"{name:>10s}" for name in systems(peers=options.peers))
        + "  recovered  spoiled/10k  chars/s"
    )
    table = run(sample, names, peers=options.peers)
    if options.errors:
        for name, scores in table.items():
            print(name, scores["inkom"].errors.most_common(options.errors))
    rows = reliability(sample, [name for name in names if name in LOSSY])
    for bounds, edits, right in rows:
        print(f"confidence {bounds}: {edits:6d} edits, {right:.4f} right")
    print(f"resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    if options.json:
        plain = {
            n: {s: {**asdict(v), "errors": None} for s, v in scores.items()} for n, scores in table.items()
        }
        options.json.write_text(
            json.dumps({"classes": plain, "reliability": rows}, ensure_ascii=False, indent=1)
        )


LOSSY = tuple(CLASSES)[tuple(CLASSES).index("stripped") :]
"""Classes whose repair needs the language model."""


if __name__ == "__main__":
    main()
