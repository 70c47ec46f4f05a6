"""READ THIS FIRST: how much damaged Swedish comes back, and what repair does to text that is sound.

    ./bench repair [--truth DIR]... [--class NAME]... [--quick] [--json FILE]

One run: word accuracy per kind of damage beside peers, single lines and sparsely damaged documents
(`repair_classes`), ceilings and kinds of mistakes (`repair_words`), sound text (`repair_sound`), calibration,
ablation (`repair_ablation`), speed and memory (`repair_speed`). The fictional municipal texts of this folder
are always scored, those that rules were made with apart from those held out; each `--truth` names a folder
of sound Swedish texts (`*.txt`, `*.txt.xz`) of its own. The JSON goes to `bench-results/repair.json`.
"""

import argparse
import json
import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.bench import repair_ablation, repair_print
from tests.bench.damage import CLASSES
from tests.bench.repair_ablation import AblationRow
from tests.bench.repair_classes import SCAN, ClassReport, measured, mistakes
from tests.bench.repair_scores import HERE, documents
from tests.bench.repair_sound import MANUALS, SoundReport, alone, left_alone, letters_and_minutes, manual
from tests.bench.repair_speed import SpeedReport, in_a_process_of_its_own
from tests.bench.repair_words import by_kind

RESULT = Path(__file__).parents[2] / "bench-results" / "repair.json"
HELD = "held"
"""Texts whose mistakes are counted and not shown, lest anybody mend them one by one."""
QUICK = ("utf-8 as cp1252", "iso 646-se", "stripped", "question marks", "dropped", "wrong-language OCR")


@dataclass(frozen=True, kw_only=True)
class SetReport:
    """One set of texts."""

    name: str
    documents: int
    classes: list[ClassReport]
    sound: SoundReport
    mistakes: list[tuple[str, int, list[str]]]


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything that one run has measured.

    `manuals[language]`, the manual as a whole and its sentences alone, are None where there was no manual;
    `neighbours` are sentences of letters and minutes.
    """

    sets: list[SetReport]
    manuals: dict[str, SoundReport | None]
    neighbours: list[SoundReport]
    channel: list[AblationRow]
    stages: list[AblationRow]
    speed: SpeedReport


def report(folders: Sequence[Path], names: Sequence[str], *, quick: bool) -> Report:
    """Measures on all cores; speed is measured afterwards, alone."""
    texts = {folder.name: documents(folder) for folder in folders}
    largest = max(texts.values(), key=len)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        classes = {
            folder: [pool.submit(measured, name, own) for name in names] for folder, own in texts.items()
        }
        sound = {folder: pool.submit(left_alone, folder, own) for folder, own in texts.items()}
        neighbours = pool.submit(letters_and_minutes)
        manuals = {} if quick else {language: pool.submit(manual, language) for language in MANUALS}
        if not quick:
            manuals |= {f"{language}, alone": pool.submit(alone, language) for language in MANUALS}
        ablations: list[Future[list[AblationRow]]] = []
        if not quick:
            tried = (repair_ablation.channel, repair_ablation.stages)
            ablations = [pool.submit(ablation, largest) for ablation in tried]
        sets = [
            _set(folder, len(texts[folder]), [future.result() for future in found], sound[folder].result())
            for folder, found in classes.items()
        ]
        found = [future.result() for future in ablations] or [[], []]
        foreign = {language: future.result() for language, future in manuals.items()}
    return Report(
        sets=sets,
        manuals=foreign,
        neighbours=neighbours.result(),
        channel=found[0],
        stages=found[1],
        speed=in_a_process_of_its_own(folders),
    )


def _set(name: str, number: int, classes: list[ClassReport], sound: SoundReport) -> SetReport:
    found = by_kind(mistakes(classes))
    if name == HELD:
        found = [(kind, count, []) for kind, count, _ in found]
    return SetReport(name=name, documents=number, classes=classes, sound=sound, mistakes=found)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Accuracy and speed of the text repair.")
    parser.add_argument(
        "--truth", type=Path, action="append", default=[], help="folder of sound Swedish texts"
    )
    every = (*CLASSES, SCAN)
    parser.add_argument("--class", dest="names", action="append", choices=every, help="only these kinds")
    parser.add_argument("--quick", action="store_true", help="six kinds of damage, no ablation, no manuals")
    parser.add_argument("--json", type=Path, default=RESULT)
    options = parser.parse_args()
    names = options.names or (QUICK if options.quick else every)
    found = report([HERE / "open", HERE / HELD, *options.truth], names, quick=options.quick)
    print("\n".join(repair_print.lines(found)))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(repair_print.plain(found), ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
