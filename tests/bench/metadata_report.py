"""The tables of `bench metadata`, and the same figures as JSON."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.metadata_fields import Score, Scores

if TYPE_CHECKING:
    from tests.bench.metadata import Result

_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
_SHOWN_BY_GROUP = ("dnr", "dates+role", "title", "issuer", "decisions", "headings in order", "paragraphs")


def show(result: "Result", *, groups: bool, misses: bool) -> None:
    """Prints everything that was measured."""
    speed = result.pages / result.seconds if result.seconds else 0.0
    print(f"{result.documents} documents, {result.pages} pages, {speed:.0f} pages/s of one core")
    print(f"{'field':<20}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'missed':>8}{'wrong':>7}")
    for name, score in result.scores.items():
        print(_row(name, score))
    for field, judged in result.roles.items():
        print(f"role accuracy of the {field} that were found: {share(judged):.3f} ({len(judged)} roles)")
    print(f"look-alikes taken for a dnr: {len(result.fooled)} of {result.alikes.total()}")
    for peer, scores in result.peers.items():
        print(f"-- {peer}")
        for name, score in scores.items():
            print(_row(name, score))
    _show_reliability(result.scores)
    if groups:
        _show_groups(result)
    if misses:
        print("\n".join(f"  look-alike {alike}" for alike in result.fooled))
        for name, score in result.scores.items():
            for kind, lines in (("missed", score.missed), ("wrong", score.wrong)):
                print("\n".join(f"  {name} {kind} {line}" for line in lines))


def share(judged: list[bool]) -> float:
    """Share that is right; 1 when there is nothing to judge."""
    return sum(judged) / len(judged) if judged else 1.0


def _row(name: str, score: Score) -> str:
    return (
        f"{name:<20}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
        f"{score.right:>7}{len(score.missed):>8}{len(score.wrong):>7}"
    )


def reliability(judged: list[tuple[float, bool]]) -> Iterator[tuple[str, int, float]]:
    """Range of confidence, how many values lie in it, and the share of them that is right."""
    for low, high in pairwise(_BINS):
        inside = [right for confidence, right in judged if low <= confidence < high]
        if inside:
            yield f"{low:.2f}-{min(high, 1):.2f}", len(inside), sum(inside) / len(inside)


def _show_reliability(scores: Scores) -> None:
    for name, score in scores.items():
        cells = "  ".join(f"{bounds}: {share:.3f} ({n})" for bounds, n, share in reliability(score.judged))
        if cells:
            print(f"confidence of {name:<20} {cells}")


def show_rules(scores: Scores) -> None:
    """How many values each rule gave, and the share that is right: what confidences are set from."""
    for name, score in scores.items():
        for rule, judged in sorted(score.by_rule.items()):
            print(f"rule {name:<20} {rule:<36}{len(judged):>6} {share(judged):>7.3f}")


def _show_groups(result: "Result") -> None:
    print(f"{'':<34}" + "".join(f"{name[:10]:>11}" for name in _SHOWN_BY_GROUP))
    for group, scores in sorted(result.groups.items()):
        print(f"{group[:33]:<34}" + "".join(f"{scores[name].f1:>11.2f}" for name in _SHOWN_BY_GROUP))


def write(result: "Result", target: Path, *, misses: bool) -> None:
    """The figures as JSON; without `misses` only totals."""
    figures: dict[str, Any] = {
        "documents": result.documents,
        "pages": result.pages,
        "pages_per_second": result.pages / result.seconds if result.seconds else None,
        "lookalikes": {"met": result.alikes, "taken": len(result.fooled)},
        "role_accuracy": {name: share(judged) for name, judged in result.roles.items()},
        "fields": {name: _figures(score, misses=misses) for name, score in result.scores.items()},
        "peers": {
            peer: {name: _figures(score, misses=False) for name, score in scores.items()}
            for peer, scores in result.peers.items()
        },
    }
    if misses:
        figures["groups"] = {
            group: {name: score.f1 for name, score in scores.items()}
            for group, scores in result.groups.items()
        }
        figures["taken"] = dict(Counter(result.fooled))
    target.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _figures(score: Score, *, misses: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    figures["reliability"] = list(reliability(score.judged))
    return figures | ({"missed": score.missed, "wrong": score.wrong} if misses else {})
