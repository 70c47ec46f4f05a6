"""The repair benchmark's report as lines for a person and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.bench.repair_classes import BINS, GUESSED, ClassReport

if TYPE_CHECKING:
    from tests.bench.repair import Report, SetReport
    from tests.bench.repair_ablation import AblationRow
    from tests.bench.repair_sound import SoundReport

WIDTH = 24
SURE = BINS[-2]


def lines(report: Report) -> Iterator[str]:
    """The whole report."""
    for own in report.sets:
        yield from _set(own)
    yield "\nSOUND TEXT: edits made in text that is as it was printed"
    for sound in [own.sound for own in report.sets]:
        yield from _sound(sound)
    for language, manual in report.manuals.items():
        yield from _sound(manual) if manual else [f"  {language}: not measured, its package cannot be had"]
    for sound in report.neighbours:
        yield from _sound(sound)
    yield from _ablation("ABLATION, THE CHANNEL: wrong words without", report.channel)
    yield from _stages(report.stages)
    yield "\nSPEED, one core, processor time, characters/s, documents not seen before"
    for name, speed in report.speed.characters_per_second.items():
        yield f"  {name:{WIDTH}s}{speed:12,.0f}"
    yield f"  resident memory {report.speed.resident_mb:.0f} MB"
    yield f"  model opened in {report.speed.open_seconds:.2f} s"


def _set(own: SetReport) -> Iterator[str]:
    yield f"\n{own.name.upper()}: {own.documents} documents, {own.sound.words:,} words"
    if not own.classes:
        return
    systems = [*own.classes[0].systems]
    heads = [*systems, "decidable", "ceiling", "recovered", "spoiled", "lines", "5 %", "(spoiled)"]
    yield f"{'word accuracy':{WIDTH}s}" + "".join(f"{head:>11s}" for head in heads)
    yield from (_class_line(found) for found in own.classes)
    yield "  spoiled: of 10,000 sound words; lines, 5 %: share of damaged words that came back in lines"
    yield "  alone and in documents with 5 % damaged paragraphs; hunspell: estimated from a sample"
    yield from _confidence(own.classes)
    yield "REMAINING ERRORS where letters must be guessed"
    for what, count, examples in own.mistakes:
        yield f"  {count:6d} {what}" + (f": {'; '.join(examples)}" if examples else "")


def _class_line(found: ClassReport) -> str:
    inkom, guessed = found.inkom, found.decidable.words
    figures = [
        *(f"{score.accuracy:.4f}" for score in found.systems.values()),
        f"{found.decidable.accuracy:.4f}" if guessed else "",
        f"{ceiling_of(found):.4f}" if guessed else "",
        f"{inkom.recovery:.4f}",
        f"{inkom.spoiled_of_10k:.1f}",
        f"{found.lines.recovery:.4f}" if found.lines.damaged else "",
        f"{found.sparse.recovery:.4f}" if found.sparse.damaged else "",
        f"{found.sparse.spoiled_of_10k:.1f}" if found.sparse.sound else "",
    ]
    return f"{found.name:{WIDTH}s}" + "".join(f"{figure:>11s}" for figure in figures)


def ceiling_of(found: ClassReport) -> float:
    """The share of the words that are sound or decidable."""
    return found.decidable.words / found.inkom.words if found.decidable.words else 1.0


def reliability(classes: Sequence[ClassReport]) -> list[tuple[str, int, int]]:
    """(range of confidence, edits, right ones) over the damage whose letters are guessed."""
    counted = [found.edits for found in classes if found.edits and found.name in GUESSED]
    return [
        (
            f"{low:.3f}–{min(high, 1):.3f}",
            sum(counts[at][0] for counts in counted),
            sum(counts[at][1] for counts in counted),
        )
        for at, (low, high) in enumerate(pairwise(BINS))
    ]


def _confidence(classes: Sequence[ClassReport]) -> Iterator[str]:
    yield "CONFIDENCE of edits, and how many were right"
    for bounds, edits, right in reliability(classes):
        yield f"  {bounds}  {edits:8,d} edits  {right / edits if edits else 1:.4f} right"


def _sound(sound: SoundReport) -> Iterator[str]:
    counts = f"{sound.words:9,d} words  {sound.edits:4d} edits, {sound.letters} change letters"
    yield f"  {sound.name:{WIDTH}s}{counts}"
    for before, after, kind in sound.examples:
        yield f"      {before!r} → {after!r} ({kind})"


def _ablation(title: str, rows: Sequence[AblationRow]) -> Iterator[str]:
    if not rows:
        return
    yield f"\n{title} (of {rows[0].words:,})"
    yield f"{'':{WIDTH + 4}s}" + "".join(f"{name:>20s}" for name in rows[0].wrong)
    for row in rows:
        yield f"  {row.without or 'nothing':{WIDTH + 2}s}" + "".join(f"{n:20d}" for n in row.wrong.values())


def _stages(rows: Sequence[AblationRow]) -> Iterator[str]:
    if not rows:
        return
    yield f"\nABLATION, THE STAGES: wrong words without (of {rows[0].words:,} in each class), and where most"
    for row in rows:
        worst = sorted(row.wrong.items(), key=lambda item: -item[1])[:3]
        most = ", ".join(f"{name} {n}" for name, n in worst if n)
        yield f"  {row.without or 'nothing':{WIDTH + 8}s}{sum(row.wrong.values()):8d}   {most}"


def plain(report: Report) -> dict[str, Any]:
    """The report for JSON; of the wrong words only their kinds and examples."""
    whole: dict[str, Any] = asdict(report)
    for own, found in zip(report.sets, whole["sets"], strict=True):
        found["reliability"] = reliability(own.classes)
        for kind, values in zip(own.classes, found["classes"], strict=True):
            values["ceiling"] = ceiling_of(kind)
            for score in [
                values["decidable"],
                values["lines"],
                values["sparse"],
                *values["systems"].values(),
            ]:
                del score["mistakes"]
            values["accuracy"] = {name: score.accuracy for name, score in kind.systems.items()}
            values["recovery"], values["spoiled_of_10k"] = kind.inkom.recovery, kind.inkom.spoiled_of_10k
    return whole
