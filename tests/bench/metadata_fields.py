"""True and given values of each field as comparable strings, and how they are paired off."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from schemas.metadata import Metadata, Officer
from schemas.structure import StructuredDocument
from tests.bench.metadata_cases import Truth

KINDS = {
    "JO-beslut": "beslut", "ARN-avgörande": "beslut", "beslut (myndighet)": "beslut",
    "domstolsreferat": "domstolsavgörande",
}  # fmt: skip
"""Names of document types in older truth files."""

TRUTH_NAMES = {
    "officer_phone": "phone", "officer_email": "email",
    "document_type": "doc_type", "dnr+role": "dnr", "dates+role": "dates", "impossible dates": "dates",
}  # fmt: skip
"""Fields whose name in the truth differs; a field that the truth does not have is not scored."""
OF_OFFICER = frozenset({"officer_title", "officer_phone", "officer_email"})
"""Asked for only where the truth has one: many templates print a telephone that nobody marked."""


@dataclass(frozen=True)
class Given:
    """An extracted value, how sure the product is of it, and the rule that took it."""

    text: str
    confidence: float | None = None
    rule: str | None = None


@dataclass
class Score:
    """Hits and misses of one field."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)  #: confidence, and whether it was right
    by_rule: dict[str, list[bool]] = field(default_factory=dict)  #: whether each rule's values were right

    def judge(self, value: Given, *, right: bool) -> None:
        """Notes one given value."""
        if value.confidence is not None:
            self.judged.append((value.confidence, right))
        if value.rule is not None:
            self.by_rule.setdefault(value.rule, []).append(right)

    @property
    def precision(self) -> float:
        """Share of the given values that are right; 1 when none is given."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """Share of the true values that are given; 1 when there are none."""
        true = self.right + len(self.missed)
        return self.right / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Scores = defaultdict[str, Score]


def plain(text: str) -> str:
    """White space collapsed, case, dashes and markup folded: how texts are compared."""
    folded = re.sub(r"[‐‑‒–—−]", "-", re.sub(r"[*\u00ad]", "", text))
    return re.sub(r"\s+", " ", folded).strip(" .,:;").casefold()


def expected(truth: Truth, text: str | None) -> dict[str, list[str]]:
    """The truth by field; what a text, if given, does not hold is left out."""
    whole = None if text is None else plain(text.replace("-\n", ""))

    def all_held(values: Sequence[str | None]) -> list[str]:
        return [plain(v) for v in values if v and (whole is None or plain(v) in whole)]

    dates = [d for d in truth.get("dates", []) if d["iso"] and ("raw" not in d or all_held([d["raw"]]))]
    # A number broken over lines stands in the truth as one: numbers and roles are always asked for.
    dnr = [
        d
        for d in truth.get("dnr", [])
        if text is None or re.sub(r"\W", "", d.get("raw", d["value"])) in re.sub(r"\W", "", text)
    ]
    issuer = truth.get("issuer") or ""
    issuer_held = issuer and (whole is None or any(plain(part) in whole for part in issuer.split(",")))
    return {
        "document_type": [KINDS.get(truth["doc_type"], str(truth["doc_type"]))]
        if "doc_type" in truth
        else [],
        "title": all_held([truth.get("title")]),
        "issuer": [plain(str(issuer))] if issuer_held else [],
        "recipient": all_held([truth.get("recipient")]),
        "officer": all_held([truth.get("officer")]),
        "officer_title": all_held([truth.get("officer_title")]),
        "officer_phone": _once(_number(p) for p in all_held(_every(truth, "phone"))),
        "officer_email": _once(all_held(_every(truth, "email"))),
        "dnr": _once(d["value"] for d in dnr),
        "dnr+role": _once(f"{d['value']} {d['role']}" for d in dnr),
        "dates": _once(d["iso"] for d in dates),
        "dates+role": _once(f"{d['iso']} {d['role']}" for d in dates),
        "impossible dates": all_held([d.get("raw") for d in truth.get("dates", []) if not d["iso"]]),
        "decision_proposals": all_held(truth.get("decision_proposals", [])),
        "decisions": all_held(truth.get("decisions", [])),
        "signatories": [
            f"{plain(s['name'])} / {plain(s['title'] or '')}"
            for s in truth.get("signatories", [])
            if all_held([s["name"]])
        ],
        "attachments": all_held(truth.get("attachments", [])),
        "copy_to": all_held(truth.get("copy_to", [])),
        "references": [_cited(r["value"]) for r in truth.get("references", [])],
        "personal_data": [p["value"] for p in truth.get("personal_data", [])],
        "secrecy": [_provision(s["provision"]) for s in truth.get("secrecy", [])],
    }


def given(metadata: Metadata, _document: StructuredDocument) -> dict[str, list[Given]]:
    """The extracted values by field."""
    m = metadata
    officer = [Given(plain(m.officer.name), m.officer.confidence, m.officer.rule)] if m.officer else []
    kinds = [k for k in (m.document_type,) if k]
    dates = [d for d in m.dates if d.value]
    return {
        "document_type": [Given(k.value, k.confidence, k.rule) for k in kinds],
        "title": [Given(plain(t.value), t.confidence, t.rule) for t in (m.title,) if t],
        "issuer": [Given(plain(t.value), t.confidence, t.rule) for t in (m.issuer,) if t],
        "recipient": [Given(plain(t.value), t.confidence, t.rule) for t in (m.recipient,) if t],
        "officer": officer,
        "officer_title": _of_officer(m.officer, "title", plain),
        "officer_phone": _of_officer(m.officer, "phone", _number),
        "officer_email": _of_officer(m.officer, "email", plain),
        "dnr": _surest(Given(d.value, d.confidence, d.rule) for d in m.dnr),
        "dnr+role": _surest(Given(f"{d.value} {d.role}", d.confidence, d.rule) for d in m.dnr),
        "dates": _surest(Given(str(d.value), d.confidence, d.rule) for d in dates),
        "dates+role": _surest(Given(f"{d.value} {d.role}", d.confidence, d.rule) for d in dates),
        "impossible dates": _surest(
            Given(plain(d.raw.removeprefix("den ")), d.confidence, d.rule)
            for d in m.dates
            if "impossible" in d.flags
        ),
        "decision_proposals": [Given(plain(d.value), d.confidence, d.rule) for d in m.decision_proposals],
        "decisions": [Given(plain(d.value), d.confidence, d.rule) for d in m.decisions],
        "signatories": [
            Given(f"{plain(s.name)} / {plain(s.title or '')}", s.confidence, s.rule) for s in m.signatories
        ],
        "attachments": [Given(plain(a.value), a.confidence, a.rule) for a in m.attachments],
        "copy_to": [Given(plain(c.value), c.confidence, c.rule) for c in m.copy_to],
        "references": [
            Given(_cited(r.value), r.confidence, r.rule) for r in m.references if r.kind != "record"
        ],
        "personal_data": [Given(p.value, p.confidence, p.rule) for p in m.personal_data],
        "secrecy": [Given(_provision(s.provision), s.confidence, s.rule) for s in m.secrecy],
    }


def _of_officer(officer: Officer | None, part: str, comparable: Callable[[str], str]) -> list[Given]:
    """The officer's title, telephone or e-mail address, as sure as the officer."""
    value = None if officer is None else getattr(officer, part)
    if officer is None or value is None:
        return []
    return [Given(comparable(value), officer.confidence, officer.rule)]


def _every(truth: Truth, part: str) -> Sequence[str]:
    """Truths of real documents have the officer's own under `officer_phone`, drawn ones a list of all."""
    if truth.get("officer") is None:
        return []
    value = truth.get(f"officer_{part}", truth.get(part))
    return [value] if isinstance(value, str) else value or []


def _number(text: str) -> str:
    """The digits of a telephone number, which is grouped in many ways."""
    return re.sub(r"\D", "", text).removeprefix("46").lstrip("0")


def _cited(value: str) -> str:
    """A cited act without the words around its number: `direktiv 2004/38/EG`, `(EG) nr 1122/2009`."""
    return re.sub(r"\b(?:direktiv|förordning|nr) ", "", plain(value))


def _provision(value: str | None) -> str:
    """`26 kap. 1 §` and `OSL 26:1` are the same."""
    return ":".join(re.findall(r"\d+", value or ""))


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _surest(values: Iterable[Given]) -> list[Given]:
    """Each value once, as sure as its surest mention."""
    best: dict[str, Given] = {}
    for value in values:
        held = best.get(value.text)
        if held is None or (value.confidence or 0) > (held.confidence or 0):
            best[value.text] = value
    return list(best.values())


def _same(name: str) -> Callable[[str, str], bool]:
    """Equal; an issuer also when one names the municipality and the other does not."""
    if name == "issuer":
        return lambda a, b: a == b or a in b.split(", ") or b in a.split(", ")
    return lambda a, b: a == b


def compare(name: str, truth: Sequence[str], found: Sequence[Given], score: Score, where: str) -> None:
    """Pair off equal values; the rest are misses and inventions."""
    same = _same(name)
    left = list(found)
    for value in truth:
        hit = next((f for f in left if same(value, f.text)), None)
        if hit is None:
            score.missed.append(f"{where}: {value}")
            continue
        left.remove(hit)
        score.right += 1
        score.judge(hit, right=True)
    if name.startswith("dates"):
        # Nobody asks for every incomplete date: the older truths have but a few of them.
        left = [f for f in left if re.match(r"\d{4}-\d\d-\d\d", f.text)]
    score.wrong += [f"{where}: {f.text}" for f in left]
    for invented in left:
        score.judge(invented, right=False)


def roles_right(true: dict[str, list[str]], found: dict[str, list[Given]], name: str) -> list[bool]:
    """For every true role of a value that was found, whether it was given that role."""
    values = {value.text for value in found[name]}
    pairs = {pair.text for pair in found[f"{name}+role"]}
    return [pair in pairs for pair in true[f"{name}+role"] if pair.rsplit(" ", 1)[0] in values]


def fooled_by(truth: Truth, metadata: Metadata) -> list[tuple[str, str]]:
    """Look-alikes that were taken for a dnr: kind and text. A value of the truth is no look-alike."""
    true = {plain(d["value"]) for d in truth.get("dnr", [])}
    true |= {plain(d.get("raw", d["value"])) for d in truth.get("dnr", [])}
    taken = {plain(d.raw) for d in metadata.dnr if plain(d.value) not in true} - true
    alikes = truth.get("lookalikes", [])
    kinds = truth.get("lookalike_kinds") or ["unsorted"] * len(alikes)
    return [
        (kind, alike)
        for kind, alike in zip(kinds, alikes, strict=True)
        if any(re.search(rf"(?<!\w){re.escape(number)}(?!\w)", plain(alike)) for number in taken)
    ]
