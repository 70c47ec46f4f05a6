"""The title, by the points of the rules and by the weights of what is seen around each candidate together."""

from collections.abc import Iterable

from schemas.metadata import DocumentType, Text
from workers.metadata.passage import Manuscript
from workers.metadata.title_lines import Candidate, last_line
from workers.metadata.titles import title_of
from workers.metadata.weighing.cell_traits import Place, traits
from workers.metadata.weighing.weights import weights

POINTS_OF_ODDS = 1.5
"""What one of the log odds is worth beside the points of the rules."""
ENOUGH = -2.5
"""Points of both from which on a line is believed to be the title. Both figures were found on the sets
`vault`, `cellar` and `attic`, by weights and rules that had met none of them."""
BY_RULES = ("title.head", "title.label")
"""Rules that choose among the candidates; a running head, or the subject of an e-mail, is none of them."""


def weighed_title(
    manuscript: Manuscript,
    kind: DocumentType,
    candidates: Iterable[tuple[int, Candidate]],
    told: Text | None,
) -> Text | None:
    """What the rules told of the `scored` candidates, unless more speaks for another, or against all."""
    if manuscript.own_mail is not None or (told is not None and told.rule not in BY_RULES):
        return told
    if told is None and kind == "kallelse":
        return None  # An agenda without a title has the first of its matters where one would stand.
    best: tuple[float, Candidate] | None = None
    for points, candidate in _beginnings(manuscript, candidates):
        total = points + POINTS_OF_ODDS * _odds(manuscript, kind, candidate)
        if total >= ENOUGH and (best is None or total > best[0]):
            best = total, candidate
    if best is None:
        return None
    found = title_of(manuscript, best[1], "title.weighed")
    same = found is not None and told is not None and found.evidence == told.evidence
    return told if same else found


def _beginnings(
    manuscript: Manuscript, candidates: Iterable[tuple[int, Candidate]]
) -> list[tuple[int, Candidate]]:
    """The candidates that are not just a further line of one before them with as many points."""
    kept: list[tuple[int, Candidate, int]] = []
    for points, candidate in candidates:
        at = candidate.position
        if not any(other.position < at <= last and points <= more for more, other, last in kept):
            kept.append((points, candidate, last_line(manuscript, candidate)))
    return [(points, candidate) for points, candidate, _ in kept]


def _odds(manuscript: Manuscript, kind: DocumentType, candidate: Candidate) -> float:
    """Log odds that the candidate's cell is the title."""
    cells = manuscript.lines[candidate.position].cells
    number = next((at for at, cell in enumerate(cells) if cell.end > candidate.start), 0)
    place = Place(manuscript=manuscript, kind=kind, at=candidate.position, number=number)
    return weights("cell").points(traits(place))["title"]
