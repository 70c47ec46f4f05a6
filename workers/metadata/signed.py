"""One who signs, with where the name and the title stand."""

from dataclasses import dataclass

from schemas.metadata import Evidence, Signatory
from workers.metadata.passage import Manuscript
from workers.structure.signers import Signer


@dataclass(frozen=True, kw_only=True)
class Signed:
    name: str
    title: str | None
    rule: str
    evidence: tuple[Evidence, ...]


def from_parts(manuscript: Manuscript, signer: Signer) -> Signed:
    title = ""
    for part in signer.titles:
        text = " ".join(part.text.strip("* :._…").split())
        goes_on = title.endswith(("-", " och", ",")) and text[:1].islower()
        title += f"{' ' if goes_on else ', '}{text}" if title else text
    evidence = [*manuscript.line_evidence(signer.name.line, signer.name.start, signer.name.end, "name")]
    for part in signer.titles:
        evidence += manuscript.line_evidence(part.line, part.start, part.end, "title")
    name = " ".join(signer.name.text.strip("* /").split())
    return Signed(name=name, title=title or None, rule="signatory.block", evidence=tuple(evidence))


def as_signatory(signed: Signed) -> Signatory:
    """The same as a value."""
    raw = signed.name if signed.title is None else f"{signed.name}, {signed.title}"
    return Signatory(
        name=signed.name, title=signed.title, raw=raw, rule=signed.rule, evidence=signed.evidence
    )
