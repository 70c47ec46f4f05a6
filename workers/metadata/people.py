"""People: the officer in charge, and those who sign."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.metadata import Evidence, Officer, Signatory
from workers.metadata.passage import Manuscript, Passage
from workers.structure.names import is_person_name, is_title
from workers.structure.signatures import Part, Signer, find_signatures
from workers.structure.vocabulary import contact, label_alone, label_first

LONGEST_NAME = 200
"""Characters of a name with the title before it and what follows on its line."""
LONGEST_CONTACTS = 400
"""Characters after a name in which its telephone and e-mail stand."""
MOST_LONE_LINES = 200
"""Lines under the text in which names may stand alone."""
TITLE_BEFORE = 80
"""Characters before a name that hold the word before it."""
LINES_DOWN = 6
"""An officer's telephone and e-mail stand at most this many lines below the name."""

SENDER_LINES = 12
"""A letter from outside begins with its sender, among so many lines."""

LONG_LINE = 30
"""Characters; names signed by hand stand after the last line of text that is longer and ends a sentence."""

PHONE = re.compile(
    r"(?<![\w-])(?:\+46[ -]?\(?0?\)?\d{1,3}|0\d{1,3})[ ]?(?:[-–/][ ]?)?\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)|(?<![\w-])\d{3} \d{2} \d{2,3}(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# Words are bounded: from every letter of one endless word the search would run to its end.
_W = r"[A-ZÅÄÖÉÜØÆŠŽ][\w’'æøéü]{0,60}(?:[-–][A-ZÅÄÖ][\w’']{0,60}){0,4}"
_NAME = rf"(?:{_W}(?:[ \n]+(?:(?:von|af|de|van|der)[ \n]+)?{_W}){{1,3}})"
_TITLE = r"(?:[a-zåäöA-ZÅÄÖ][\w-]*(?:[ \n]+(?:vid|för|i|på)[ \n]+\S+)?)"

OFFICER_PROSE = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # Föredragande har varit enhetschefen Peter von Wowern.
        ("officer.reported_by", rf"[Ff]öredragande(?:[ \n]+i[ \n]+ärendet)?[ \n]+(?:har[ \n]+varit|var|är)[ \n]+(?:(?P<title>{_TITLE})[ \n]+)?(?P<name>{_NAME})"),
        # Utredaren Yusuf Özdemir har varit föredragande.
        ("officer.reported_by", rf"(?:(?P<title>[A-ZÅÄÖ]?[\wåäö-]{{0,80}}(?:en|n|t|et|are|ör|ist|ant))[ \n]+)?(?P<name>{_NAME})[ \n]+(?:har[ \n]+varit|var|som)[ \n]+föredragande"),
        # efter föredragning av handläggaren Anna Berg; med X som föredragande
        ("officer.reported_by", rf"(?:föredragning[ \n]+av|[Hh]andläggare[ \n]+(?:har[ \n]+varit|i[ \n]+ärendet[ \n]+(?:är|har[ \n]+varit)))[ \n]+(?:(?P<title>{_TITLE})[ \n]+)?(?P<name>{_NAME})"),
        # Målet har föredragits av Elin Vretblad; Ärendet har handlagts av handläggaren Anna Berg
        ("officer.reported_by", rf"(?:föredragits|handlagts|utretts|beretts)[ \n]+av[ \n]+(?:(?P<title>{_TITLE})[ \n]+)?(?P<name>{_NAME})"),
        # med länsassessor Erik Ek som föredragande
        # Mål nr 33-12, föredragande Holm
        ("officer.reported_by", rf",[ \n]+föredragande:?[ \n]+(?:(?P<title>[a-zåäö]\w+)[ \n]+)?(?P<name>{_NAME}|{_W})"),
    )
)  # fmt: skip
"""Sentences that name who prepared the case, by form; a definite title may stand before the name."""
_OFFICER_WORD = re.compile("öredrag|andläggare|handlagts|utretts|beretts")
"""One of these words stands in each of the sentences."""

SIGNER_PROSE = tuple(
    re.compile(pattern)
    for pattern in (
        # har beslutats av avdelningschefen Anette Schierbeck
        rf"(?:har[ \n]+)?(?:beslutats|fattats|beslutat|fattat|avgjorts|avgetts)[ \n]+av[ \n]+(?:(?P<title>{_TITLE})[ \n]+)?(?P<name>{_NAME})",
        # I detta ärende har generaldirektören Anna Berg beslutat
        rf"[Ii][ \n]detta[ \n]ärende[ \n]har[ \n](?:(?P<title>{_TITLE})[ \n]+)?(?P<name>{_NAME})[ \n]+(?:beslutat|fattat|avgjort)",
        # Generaldirektören Anna Berg har beslutat i detta ärende
        rf"(?P<title>[A-ZÅÄÖ]\w{{0,80}}(?:en|n|et))[ \n]+(?P<name>{_NAME})[ \n]+har[ \n]+(?:beslutat|fattat|avgjort)",
    )
)
_BENCH = re.compile(
    rf"\((?:\d{{4}}-\d\d-\d\d),[ \n]*(?P<names>{_W}(?:[ \n]{_W})?(?:,[ \n]*{_W}(?:[ \n]{_W})?)+)\)[ \n]+(?:yttrade|meddelade)"
)
"""The justices of the deciding court: `Högsta förvaltningsdomstolen (2013-05-27, Jermsten, Dexe) yttrade`."""
_BENCH_ROLES = frozenset({"referent", "ordförande", "föredragande"})
_SOLE_DECIDER = re.compile(r"(?:Chefs)?[Jj]ustitie(?:ombudsmannen|kanslern|ombudsman)")
_LAST_WORD = re.compile(r"(\w+)\s+$")
_CORRECT_CASE = re.compile(r"^(?P<title>[a-zåäö][\w-]+(?:[ ][a-zåäö][\w-]+){0,2})[ ](?P<name>[A-ZÅÄÖ].*)$")


_HANDLES = re.compile(r"\w*(?:handläggare|inspektör|utredare)", re.IGNORECASE)
"""Titles of those who handle cases themselves."""


def signed_officer(manuscript: Manuscript) -> Officer | None:
    """The only one who signs, with the title of one who handles cases."""
    signed = list(_block_signers(manuscript))
    if len(signed) != 1 or signed[0].title is None or not _HANDLES.fullmatch(signed[0].title):
        return None
    return Officer(
        name=signed[0].name, title=signed[0].title, raw=signed[0].name, rule="officer.signed",
        evidence=signed[0].evidence,
    )  # fmt: skip


def labelled_officer(manuscript: Manuscript) -> Officer | None:
    for position, line in enumerate(manuscript.lines):
        for cell in line.cells:
            found = label_first(cell.text)
            if found and found[0] == "officer":
                at = cell.start + found[1]
                end = cell.end
                if officer := officer_at(manuscript, Part(line=line, start=at, end=end)):
                    return officer
            if label_alone(cell.text) == "officer":
                for value in _beside_and_below(manuscript, position, cell.x0, cell.x1):
                    if officer := officer_at(manuscript, value):
                        return officer
    return None


def _beside_and_below(manuscript: Manuscript, position: int, x0: float, x1: float) -> Iterator[Part]:
    line = manuscript.lines[position]
    for cell in line.cells:
        if cell.x0 >= x1 and cell.text:
            yield Part(line=line, start=cell.start, end=cell.end)
            break
    for below in manuscript.lines[position + 1 : position + 4]:
        for cell in below.cells:
            if below.ref.page == line.ref.page and cell.x0 < x1 + 12 and cell.x1 > x0:
                yield Part(line=below, start=cell.start, end=cell.end)


def officer_at(manuscript: Manuscript, value: Part) -> Officer | None:
    """The officer whose name the value begins with, a title before it allowed."""
    text = re.split(r"[,;(]|\s+(?=tel|tfn|\d)", value.text[:LONGEST_NAME].strip("* "), maxsplit=1)[0].strip()
    title = None
    if split := _CORRECT_CASE.match(text):
        title, text = split.group("title"), split.group("name")
    if not is_person_name(text):
        return None
    start = value.line.text.index(text, value.start)
    evidence = list(manuscript.line_evidence(value.line, start, start + len(text), "name"))
    at = manuscript.line_index[value.line.ref.page, value.line.ref.line]
    phone, email, below = _contacts(manuscript, at, start + len(text))
    title_part = _title_below(manuscript, at) if title is None else None
    if title_part is not None:
        title = title_part.text
        evidence += manuscript.line_evidence(title_part.line, title_part.start, title_part.end, "title")
    return Officer(
        name=text,
        title=title,
        phone=phone,
        email=email,
        raw=text,
        rule="officer.label",
        evidence=(*evidence, *below),
    )


def _title_below(manuscript: Manuscript, position: int) -> Part | None:
    following = manuscript.lines[position + 1 : position + 2]
    if (
        following
        and is_title(following[0].text)
        and following[0].gap < 1
        and not label_alone(following[0].text)
    ):
        return Part(line=following[0], start=0, end=len(following[0].text))
    return None


def _contacts(
    manuscript: Manuscript, position: int, after: int
) -> tuple[str | None, str | None, tuple[Evidence, ...]]:
    """Telephone and e-mail on the name's line or right under it, before another label than theirs."""
    phone = email = None
    evidence: list[Evidence] = []
    name_line = manuscript.lines[position]
    for line in manuscript.lines[position : position + LINES_DOWN]:
        if line.ref.page != name_line.ref.page:
            break
        offset = after if line is name_line else 0
        key = label_alone(line.cells[0].text) or (label_first(line.cells[0].text) or (None,))[0]
        if (
            line is not name_line
            and (line.gap >= 1 or contact(line.text) == "switchboard")
            and key not in ("phone", "email")
        ):
            break
        if line is not name_line and key not in (
            None,
            "phone",
            "email",
            "officer",
            "other",
            "dnr_own",
            "document",
        ):
            break
        if phone is None and (match := PHONE.search(line.text, offset, offset + LONGEST_CONTACTS)):
            phone = " ".join(match.group().split())
            evidence += manuscript.line_evidence(line, match.start(), match.end(), "phone")
        if email is None and (match := EMAIL.search(line.text, offset, offset + LONGEST_CONTACTS)):
            email = match.group()
            evidence += manuscript.line_evidence(line, match.start(), match.end(), "email")
    return phone, email, tuple(evidence)


def officer_in_prose(manuscript: Manuscript) -> Officer | None:
    for passage in manuscript.body:
        for rule, pattern in OFFICER_PROSE if _OFFICER_WORD.search(passage.text) else ():
            if match := pattern.search(passage.text):
                title = match.group("title")
                evidence = manuscript.evidence(passage, *match.span("name"), "name")
                if evidence:
                    return Officer(
                        name=" ".join(match.group("name").split()), title=title, rule=rule,
                        raw=" ".join(match.group().split()), evidence=evidence,
                    )  # fmt: skip
    return None


@dataclass(frozen=True, kw_only=True)
class _Signed:
    name: str
    title: str | None
    rule: str
    evidence: tuple[Evidence, ...]


def find_signatories(manuscript: Manuscript, officer: Officer | None) -> tuple[Signatory, ...]:
    """Who signs: signature blocks first, then those whom the text names as deciding, each person once."""
    prose = list(_prose_signers(manuscript))
    found: dict[str, _Signed] = {}
    for signed in [
        *_block_signers(manuscript),
        *_mast_signer(manuscript),
        *_lone_names(manuscript, prose, officer),
        *prose,
    ]:
        known = found.get(signed.name)
        if known is None or (known.title is None and signed.title is not None):
            evidence = signed.evidence if known is None else known.evidence + signed.evidence
            found[signed.name] = _Signed(
                name=signed.name, title=signed.title, rule=signed.rule, evidence=evidence
            )
    return tuple(
        Signatory(name=s.name, title=s.title, raw=s.name if s.title is None else f"{s.name}, {s.title}", rule=s.rule, evidence=s.evidence)
        for s in found.values()
        if s.evidence
    )  # fmt: skip


def _block_signers(manuscript: Manuscript) -> Iterator[_Signed]:
    for section in manuscript.document.sections:
        for block in section.blocks:
            if block.kind != "signature":
                continue
            keys = [(ref.page, ref.line) for ref in block.lines]
            positions = {manuscript.line_index[key] for key in keys if key in manuscript.line_index}
            lines = [manuscript.lines[position] for position in sorted(positions)]
            for found in find_signatures(lines):
                for signer in found.signers:
                    yield _from_parts(manuscript, signer)


def _from_parts(manuscript: Manuscript, signer: Signer) -> _Signed:
    title = ", ".join(" ".join(part.text.strip("* :").split()) for part in signer.titles) or None
    evidence = [*manuscript.line_evidence(signer.name.line, signer.name.start, signer.name.end, "name")]
    for part in signer.titles:
        evidence += manuscript.line_evidence(part.line, part.start, part.end, "title")
    name = " ".join(signer.name.text.strip("* ").split())
    return _Signed(name=name, title=title, rule="signatory.block", evidence=tuple(evidence))


def _mast_signer(manuscript: Manuscript) -> Iterator[_Signed]:
    """`Justitieombudsmannen` over the name, in the mast of a decision."""
    for line, below in pairwise(manuscript.lines):
        for number, title in enumerate(line.cells):
            if not _SOLE_DECIDER.fullmatch(title.text):
                continue
            flat = below.box is None and len(below.cells) == len(line.cells)
            under = (
                [below.cells[number]]
                if flat
                else [c for c in below.cells if c.x0 < title.x1 and c.x1 > title.x0]
            )
            for name in under:
                if is_person_name(name.text):
                    yield _from_parts(
                        manuscript,
                        Signer(
                            name=Part(line=below, start=name.start, end=name.end),
                            titles=(Part(line=line, start=title.start, end=title.end),),
                        ),
                    )


def _prose_signers(manuscript: Manuscript) -> Iterator[_Signed]:
    for passage in manuscript.body:
        for pattern in SIGNER_PROSE:
            for match in pattern.finditer(passage.text):
                evidence = manuscript.evidence(passage, *match.span("name"), "name")
                title = match.group("title")
                if title is not None:
                    evidence += manuscript.evidence(passage, *match.span("title"), "title")
                yield _Signed(
                    name=" ".join(match.group("name").split()),
                    title=title,
                    rule="signatory.decided_by",
                    evidence=evidence,
                )
        yield from _bench(manuscript, passage)


def _bench(manuscript: Manuscript, passage: Passage) -> Iterator[_Signed]:
    """The bench of the court that the document comes from: its name stands in the head."""
    if not (match := _BENCH.search(passage.text)):
        return
    court = passage.text[: match.start()].strip().split(".")[-1].strip()
    if not any(p.text.startswith(court) for p in manuscript.body if p.head_like) or not court:
        return
    for word in re.finditer(r"[^,]+", match.group("names")):
        name = word.group().strip()
        if name in _BENCH_ROLES:
            continue
        start = match.start("names") + word.start() + len(word.group()) - len(word.group().lstrip())
        yield _Signed(
            name=name,
            title=None,
            rule="signatory.bench",
            evidence=manuscript.evidence(passage, start, start + len(name)),
        )


def _lone_names(
    manuscript: Manuscript, prose: Sequence[_Signed], officer: Officer | None
) -> Iterator[_Signed]:
    """Names that stand alone under the text, signed by hand above: those that the text has named before."""
    lines = manuscript.lines
    last_text = max(
        (i for i, line in enumerate(lines) if len(line.text) > LONG_LINE and line.text.endswith(".")),
        default=-1,
    )
    known = {s.name for s in prose} | ({officer.name} if officer else set()) | _senders(manuscript)
    heads = {(r.page, r.line) for p in manuscript.body if p.head_like and p.number <= 0 for r in p.refs}
    for line in lines[last_text + 1 : last_text + 1 + MOST_LONE_LINES]:
        cells = line.cells
        if (line.ref.page, line.ref.line) in heads or not all(is_person_name(cell.text) for cell in cells):
            continue
        for cell in cells:
            if cell.text in known or len(cells) > 1:
                start = cell.start
                yield _Signed(
                    name=cell.text,
                    title=_title_in_text(manuscript, cell.text),
                    rule="signatory.lone_name",
                    evidence=manuscript.line_evidence(line, start, start + len(cell.text), "name"),
                )


def _senders(manuscript: Manuscript) -> set[str]:
    """Names alone on a line above an address at the top of a letter: its writer, who signs it too."""
    found: set[str] = set()
    for line, after in pairwise(manuscript.lines[:SENDER_LINES]):
        if is_person_name(line.text) and len(after.cells) == 1 and contact(after.text) == "address":
            found.add(line.text)
    return found


def _title_in_text(manuscript: Manuscript, name: str) -> str | None:
    """The definite title before the same name in the text: `Utredaren Yusuf Özdemir`."""
    for passage in manuscript.body:
        if (word := _word_before(passage.text, name)) and is_title(word):
            return word
    return None


def _word_before(text: str, name: str) -> str | None:
    """The word before the first mention of the name that has one."""
    at = text.find(name)
    while at >= 0:
        if match := _LAST_WORD.search(text[max(0, at - TITLE_BEFORE) : at]):
            return match.group(1)
        at = text.find(name, at + 1)
    return None
