"""Laws, inquiries, bills, acts of the EU, court cases and records that the document cites."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence

from schemas.metadata import Dnr, DocumentType, Reference, ReferenceKind
from workers.metadata.passage import Manuscript, Passage

PATTERNS: tuple[tuple[ReferenceKind, str, str], ...] = (
    # kind, pattern with groups, normal form
    ("sou", r"\bSOU\s+(?P<n>(?:19|20)\d\d:\d{1,3})", "SOU {n}"),
    ("ds", r"\bDs\s+(?P<n>(?:19|20)\d\d:\d{1,3})", "Ds {n}"),
    ("prop", r"\b[Pp]rop(?:osition(?:en)?)?\.?\s+(?P<n>(?:19|20)\d\d(?:/(?:\d\d|2000))?:\d{1,3})", "prop. {n}"),
    ("dir", r"\b[Dd]ir(?:ektiv)?\.?\s+(?P<n>(?:19|20)\d\d:\d{1,3})", "dir. {n}"),
    ("eu", r"\((?P<u>EU|EG|EEG|Euratom)\)\s+(?:nr\s+)?(?P<n>\d{1,4}/\d{2,4})", "({u}) {n}"),
    ("eu", r"\b(?P<n>(?:19|20)?\d\d/\d{1,4})/(?P<u>EG|EU|EEG|RIF)\b", "{n}/{u}"),
    ("case_law", r"\b(?P<c>RÅ|HFD)\s+(?P<n>(?:19|20)\d\d)\s+(?P<k>ref|not)\.\s+(?P<s>\d{1,3})", "{c} {n} {k}. {s}"),
    ("case_law", r"\bNJA\s+(?P<n>(?:18|19|20)\d\d)\s+s\.\s+(?P<s>\d{1,4})", "NJA {n} s. {s}"),
    ("case_law", r"\b(?P<c>MÖD|MIG|RH|PMÖD|AD)\s+(?P<n>(?:19|20)\d\d)(?P<k>:| nr )(?P<s>\d{1,3})", "{c} {n}{k}{s}"),
    ("case_law", r"\bJO\s+(?P<n>(?:19|20)\d\d/\d\d)\s*,?\s+s\.\s+(?P<s>\d{1,4})", "JO {n} s. {s}"),
    ("sfs", r"(?:\bSFS\s+|\((?:SFS\s+)?|\b(?:PBL|OSL|KL|FL|MB|SoL|LSS|LOU|TF)\s+)(?P<n>1[6-9]\d\d:\d{1,4}(?:\s+s\.\s+\d+)?|20\d\d:\d{1,4})(?=\)|\b)", "SFS {n}"),
)  # fmt: skip
"""Sources: the citation rules of the Government Offices (Ds 2014:1) and of the courts."""

_MAY_CITE = re.compile(
    r"\b(?:SOU|Ds|[Pp]rop|[Dd]ir|RÅ|HFD|NJA|MÖD|MIG|RH|PMÖD|AD|JO|SFS|PBL|OSL|KL|FL|MB|SoL|LSS|LOU|TF)|"
    r"\((?:EU|EG|EEG|Euratom)\)|/(?:EG|EU|EEG|RIF)\b|\(\d{4}:\d"
)
"""One of these stands in every citation."""
_PATTERNS = tuple((kind, re.compile(pattern), form) for kind, pattern, form in PATTERNS)


_NO_ACT = re.compile(
    r"(?:rapport|publikation|meddelande|skrift|cirkulär|vägledning|handbok|promemoria|nummer|nr)(?!.*(?:lag|balk|ordning))",
    re.IGNORECASE | re.DOTALL,
)
"""Before a number in brackets: `Boverkets rapport Bygg grönt (2023:15)` is no act."""
BEFORE = 60
"""Characters before a citation that tell what it is not."""


def _is_citation(passage: Passage, match: re.Match[str], kind: ReferenceKind, document: DocumentType) -> bool:
    if kind == "dir" and document == "kommittédirektiv":
        line = passage.text[passage.line_start(match.start()) : passage.line_end(match.end())]
        own = passage.number <= 0 and line.strip() == match.group()
        return not (passage.head_like or own)  # The directive's own number.
    before = passage.text[max(0, match.start() - BEFORE) : match.start()]
    return not (kind == "sfs" and match.group().startswith("(") and _NO_ACT.search(before))


def find_references(
    manuscript: Manuscript, dnr: Sequence[Dnr], document: DocumentType
) -> tuple[Reference, ...]:
    """Each cited work once, in the order of first mention; then records cited by their number."""
    found: dict[str, Reference] = {}
    for passage in manuscript.passages:
        if not passage.has_figures or _MAY_CITE.search(passage.text) is None:
            continue
        hits = []
        for kind, pattern, form in _PATTERNS:
            hits += [
                (m.start(), kind, m, form)
                for m in pattern.finditer(passage.text)
                if _is_citation(passage, m, kind, document)
            ]
        for _, kind, match, form in sorted(hits, key=lambda hit: hit[0]):
            value = form.format(**match.groupdict())
            evidence = manuscript.evidence(passage, match.start("n"), match.end("n"))
            if value not in found and evidence:
                found[value] = Reference(
                    value=value, raw=" ".join(match.group().strip("(").split()), kind=kind,
                    rule=f"reference.{kind}", evidence=evidence,
                )  # fmt: skip
    records = [
        Reference(
            value=d.value,
            raw=d.raw,
            kind="record",
            rule="reference.record",
            flags=d.flags,
            evidence=d.evidence,
        )
        for d in dnr
        if d.role == "referenced"
    ]
    return (*found.values(), *records)
