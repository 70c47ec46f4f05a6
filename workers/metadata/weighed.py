"""Values in places that no rule knows: the cell or the passage that most speaks for being one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.metadata import DocumentType, NumberedText, Officer
from workers.metadata.decisions import NOT_DECIDING
from workers.metadata.entries import numbered, of_cell, whole
from workers.metadata.officers import NO_OFFICER
from workers.metadata.passage import Manuscript
from workers.metadata.people import begins_with_name, officer_at
from workers.metadata.weighing import cell_traits, passage_traits
from workers.metadata.weighing.cell_traits import Place
from workers.metadata.weighing.passage_traits import Spot
from workers.metadata.weighing.weights import chance, weights
from workers.structure.names import split_names
from workers.structure.signers import Part
from workers.structure.vocabulary import label_first

LEAST: dict[str, float] = {
    "officer": 0.6,
    "attachments": 0.5,
    "decisions": 0.7,
    "decision_proposals": 0.7,
}
"""Probability from which on a place is believed to hold a value of the field."""
_SPOKEN_OF = "bil"
"""What a document with attachments holds: `bilaga`, `bil. 2`."""


@dataclass(frozen=True)
class Weighed:
    """What the weights make of a document of which the rules have told the kind."""

    manuscript: Manuscript
    kind: DocumentType

    def officer(self) -> Officer | None:
        """A person, with the title, the telephone and the e-mail address that stand beside the name."""
        if self.kind in NO_OFFICER:
            return None
        for place, _ in sorted(self._likely("officer", self._named_places), key=lambda one: -one[1]):
            if (found := self._as_officer(place)) is not None:
                return found
        return None

    def attachments(self) -> tuple[NumberedText, ...]:
        """Every cell that is likely one, in a document that speaks of any."""
        if not any(_SPOKEN_OF in line.text.lower() for line in self.manuscript.lines):
            return ()
        likely = self._likely("attachments", self._places)
        found = (of_cell(self.manuscript, place.line, place.cell) for place, _ in likely)
        entries = [entry for entry in found if entry is not None]
        return tuple(numbered(self.manuscript, entries, "attachment.weighed"))

    def proposals(self) -> tuple[NumberedText, ...]:
        """Whole passages, in the document's order."""
        return self._sentences("decision_proposals", "proposal.weighed")

    def decisions(self) -> tuple[NumberedText, ...]:
        """Whole passages of a document that may decide, in the document's order."""
        return () if self.kind in NOT_DECIDING else self._sentences("decisions", "decision.weighed")

    @cached_property
    def _named_places(self) -> list[Place]:
        """Where somebody is named, on the first page and on the last one: few cells are worth weighing."""
        ends = {line.ref.page for line in (self.manuscript.lines[0], self.manuscript.lines[-1])}
        return [
            place
            for place in self._places
            if place.line.ref.page in ends and begins_with_name(_unlabelled(place))
        ]

    @cached_property
    def _places(self) -> list[Place]:
        return list(cell_traits.places(self.manuscript, self.kind))

    @cached_property
    def _spots(self) -> list[tuple[Spot, dict[str, float]]]:
        asked = weights("passage")
        return [
            (spot, asked.points(passage_traits.traits(spot)))
            for spot in passage_traits.spots(self.manuscript, self.kind)
        ]

    def _likely(self, field: str, places: Sequence[Place]) -> list[tuple[Place, float]]:
        """The places that are likely enough to hold a value of the field, with the probability."""
        found = [(place, chance(self._points(place)[field])) for place in places]
        return [one for one in found if one[1] >= LEAST[field]]

    def _points(self, place: Place) -> dict[str, float]:
        key = place.at, place.number
        if key not in self._weighed:
            self._weighed[key] = weights("cell").points(cell_traits.traits(place))
        return self._weighed[key]

    @cached_property
    def _weighed(self) -> dict[tuple[int, int], dict[str, float]]:
        return {}

    def _as_officer(self, place: Place) -> Officer | None:
        """Nobody where two names were read over two columns: which of them it is, no weight tells."""
        found = officer_at(self.manuscript, _unlabelled(place))
        if found is None or len(split_names(found.name)) > 1:
            return None
        return found.model_copy(update={"rule": "officer.weighed"})

    def _sentences(self, field: str, rule: str) -> tuple[NumberedText, ...]:
        chosen = [spot.passage for spot, points in self._spots if chance(points[field]) >= LEAST[field]]
        return tuple(numbered(self.manuscript, map(whole, chosen), rule))


def _unlabelled(place: Place) -> Part:
    """The cell without the label that it begins with."""
    first = label_first(place.cell.text)
    start = place.cell.start + (0 if first is None else first[1])
    return Part(line=place.line, start=start, end=place.cell.end)
