"""Who signs where no rule knows anybody: each name apart from the text that most speaks for it."""

from dataclasses import replace

from schemas.metadata import DocumentType, Signatory
from workers.metadata.passage import Manuscript
from workers.metadata.signed import Signed, as_signatory, from_parts
from workers.metadata.weighing.person_traits import Person, Roll, persons, traits
from workers.metadata.weighing.weights import chance, weights
from workers.structure.names import is_title
from workers.structure.signers import Part, Signer

LEAST = 0.88
"""Probability from which on a name is believed to be signed. Found on the sets `attic`, `cellar` and `barn`,
by weights that had not met the set."""
NAMING_MANY = frozenset({"protokoll", "protokollsutdrag", "kallelse", "anmälningslista"})
"""Kinds of documents in which people are named for many reasons, and sign in a part that no name alone
tells: as chair, as secretary, or to adjust the minutes."""
_LINKS = " ,(/:"
"""What links a title to a name in one cell."""


def weighed_signatories(manuscript: Manuscript, kind: DocumentType) -> tuple[Signatory, ...]:
    """Each person once, with the title that stands beside or right under the name."""
    if kind in NAMING_MANY:
        return ()
    roll, asked = Roll(manuscript, kind), weights("person")
    found: dict[str, Signed] = {}
    for person in persons(roll):
        if chance(asked.points(traits(roll, person))["signatories"]) < LEAST:
            continue
        signed = replace(from_parts(manuscript, _signer(person)), rule="signatory.weighed")
        known = found.get(signed.name)
        if known is None or (known.title is None and signed.title is not None):
            found[signed.name] = signed
    return tuple(as_signatory(signed) for signed in found.values() if signed.evidence)


def _signer(person: Person) -> Signer:
    name = Part(line=person.place.line, start=person.start, end=person.end)
    title = _title_in_cell(person) or _title_below(person)
    return Signer(name=name, titles=() if title is None else (title,))


def _title_in_cell(person: Person) -> Part | None:
    line, cell = person.place.line, person.place.cell
    for start, end in ((person.end, cell.end), (cell.start, person.start)):
        text = line.text[start:end]
        title = text.strip(_LINKS + ")")
        if title and is_title(title):
            at = start + text.index(title)
            return Part(line=line, start=at, end=at + len(title))
    return None


def _title_below(person: Person) -> Part | None:
    for below in person.place.manuscript.lines[person.place.at + 1 : person.place.at + 2]:
        for cell in below.in_column_of(person.place.cell):
            if below.gap < 1 and is_title(cell.text):
                return Part(line=below, start=cell.start, end=cell.end)
    return None
