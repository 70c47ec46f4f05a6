"""Who signs: in signature blocks, in sentences that name who decided, alone under the text, or behind a label."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from schemas.metadata import Officer, Signatory
from workers.metadata.names_in_text import NAME, NAME_WORD, TITLE
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.signed import Signed, as_signatory, from_parts
from workers.metadata.signing_forms import labelled_signers, responsible_signers, signers_of_forms
from workers.structure.lines import Line
from workers.structure.names import is_person_name, is_title, split_names
from workers.structure.signers import Part, Signer
from workers.structure.signing import is_line_to_sign_on, is_signing_cue, name_and_title
from workers.structure.vocabulary import contact, label_alone

MOST_LONE_LINES = 200
"""Lines under the text in which names may stand alone."""
TITLE_BEFORE = 80
"""Characters before a name that hold the word before it."""
SENDER_LINES = 12
"""A letter from outside begins with its sender, among so many lines."""
LONG_LINE = 30
"""Characters; names signed by hand stand after the last line of text that is longer and ends a sentence."""

SIGNER_PROSE = tuple(
    re.compile(pattern)
    for pattern in (
        # har beslutats av avdelningschefen Anette Schierbeck
        rf"(?:har[ \n]+)?(?:beslutats|fattats|beslutat|fattat|avgjorts|avgetts)[ \n]+av[ \n]+(?:undertecknad[ \n]+)?(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})(?:(?:,[ \n]+|[ \n]+\()(?P<behind>[a-zåäö][\wåäö-]{{2,60}}))?",
        # I detta ärende har generaldirektören Anna Berg beslutat
        rf"[Ii][ \n]detta[ \n]ärende[ \n]har[ \n](?:(?P<title>(?:beslutande[ \n]+)?{TITLE})[ \n]+)?(?P<name>{NAME})[ \n]+(?:beslutat|fattat|avgjort)",
        # Generaldirektören Anna Berg har beslutat i detta ärende
        rf"(?P<title>[A-ZÅÄÖ]\w{{0,80}}(?:en|n|et|chef|direktör|ordförande|rektor|råd))[ \n]+(?P<name>{NAME})[ \n]+har[ \n]+(?:beslutat|fattat|avgjort)",
    )
)
_BENCH = re.compile(
    rf"\((?:\d{{4}}-\d\d-\d\d),[ \n]*(?P<names>{NAME_WORD}(?:[ \n]{NAME_WORD})?(?:,[ \n]*{NAME_WORD}(?:[ \n]{NAME_WORD})?)+)\)[ \n]+(?:yttrade|meddelade)"
)
"""The justices of the deciding court: `Högsta förvaltningsdomstolen (2013-05-27, Jermsten, Dexe) yttrade`."""
_BENCH_ROLES = frozenset({"referent", "ordförande", "föredragande"})
_SOLE_DECIDER = re.compile(r"(?:Chefs)?[Jj]ustitie(?:ombudsmannen|kanslern|ombudsman)")
_BELOW_NAMES = re.compile(
    r"Föredragande|(?:Målet|Ärendet) har föredragits|Nämndemännen|(?:I|Vid) (?:\S+s )?(?:avgörande(?:t)?|beslutet|den slutliga)|Hur man överklagar|Så här "
)
"""Sentences that stand under the names of those who signed."""
_PLACE_AND_DAY = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]+(?: [A-ZÅÄÖ]?[a-zåäö]+)?,? (?:den )?(?:\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}[ -]\d{4})"
)
_ADJUSTED = re.compile(r"(?:.*\s)?(?:Justera(?:s|re|t|nde)|Vid protokollet)\b")
MOST_PRESENT = 40
"""Lines of a list of those present."""
ROOM_FOR_HANDS = 4
"""Lines under place and date in which what is written by hand may stand over the members' names."""
STAGGERED = 20
"""Points, or columns: of two names under each other the one of who prepared the matter begins so far right."""
NEAR_CUE = 8
"""Lines under the words for those who adjust minutes in which their names stand."""
_PRESENT = re.compile(
    r"(?:(?:övriga )?(?:närvarande|deltagande|deltagare|beslutande)|(?:tjänstgörande |ej tjänstgörande )?ersättare|ledamöter|"
    r"tjänste(?:män|personer)|tjänsteman|inbjudna|frånvarande|kallade)\b",
    re.IGNORECASE,
)
"""Over or before the names of those who were at a meeting."""
_MEMBER_AFTER = re.compile(r"\s*\([A-ZÅÄÖ]{1,4}\)")
"""A party behind the name, as the list of those present has it."""
_MEMBER_ALONE = re.compile(r"(?P<name>[^(]{5,50}?)\s*\([A-ZÅÄÖ]{1,4}\)")
_UNDERSIGNED = re.compile(r"\bundertecknad")
_ORGANISATION = re.compile(
    r"\w(?:förening(?:en)?|förbund(?:et)?|bolag(?:et)?|sällskap(?:et)?)\b|\bbyalag(?:et)?\b|klubb(?:en)?\b",
    re.IGNORECASE,
)
"""`Riksföreningen Lika Lön`: over the names of those who sign for it."""
_APART = re.compile(r"\S+(?:\s\S+)*")
"""What more than one space divides from the next."""
_OWN_TELEPHONE = re.compile(
    r"(?:(?:direkt)?(?:telefon|tfn|tel)\.?:? ?)?0\d{1,3}[- ]\d[\d ]{4,}$", re.IGNORECASE
)
_REACHED = re.compile(r",? (?:(?:direkt)?telefon|tfn|tel|mobil|e-post)\.?:? ?(?=[\w+])", re.IGNORECASE)
"""`Anna Berg, förbundssekreterare, telefon: …`: how to reach who signs."""
_COUNSEL = re.compile("advokat|ombud", re.IGNORECASE)
"""What the text calls a party's counsel is no office that they sign in."""
_COUNSEL_OF_PARTY = re.compile(r"Ombud(?: för [^:]{1,20})?:", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<!f\.d\. )\b(\w+)[ \u00a0]+$")
"""But no office that somebody held before: `f.d. generaldirektören Anna Berg`."""


def find_signatories(manuscript: Manuscript, officer: Officer | None) -> tuple[Signatory, ...]:
    """Who signs: signature blocks first, then those whom the text names as deciding, each person once."""
    prose = (
        list(_prose_signers(manuscript))
        or list(labelled_signers(manuscript))
        or list(signers_of_forms(manuscript))
        or list(responsible_signers(manuscript))
    )
    found: dict[str, Signed] = {}
    for signed in [
        *block_signers(manuscript),
        *_mast_signer(manuscript),
        *_lone_names(manuscript, prose, officer),
        *prose,
    ]:
        known = found.get(signed.name)
        if known is None or (known.title is None and signed.title is not None):
            evidence = signed.evidence if known is None else known.evidence + signed.evidence
            found[signed.name] = Signed(
                name=signed.name, title=signed.title, rule=signed.rule, evidence=evidence
            )
    return tuple(as_signatory(s) for s in found.values() if s.evidence and not _ORGANISATION.search(s.name))


def block_signers(manuscript: Manuscript) -> Iterator[Signed]:
    """Those who sign in signature blocks; who is only listed as present does not."""
    for signer in manuscript.signers:
        line = signer.name.line
        if _PRESENT.match(line.text):
            continue
        if any(_COUNSEL_OF_PARTY.match(title.text) for title in signer.titles):
            continue  # A party over the counsel who speaks for it.
        apart = bool(signer.titles) and signer.titles[0].line is not line
        ruled = apart and any(is_line_to_sign_on(cell.text) for cell in signer.titles[0].line.cells)
        member = apart and not ruled and _MEMBER_AFTER.match(line.text, signer.name.end) is not None
        if not member or not is_present(manuscript.lines, manuscript.position_of(line.ref)):
            yield from_parts(manuscript, signer)


def _mast_signer(manuscript: Manuscript) -> Iterator[Signed]:
    """`Justitieombudsmannen` over the name, in the mast of a decision."""
    for line, below in pairwise(manuscript.lines):
        for number, title in enumerate(line.cells):
            if not _SOLE_DECIDER.fullmatch(title.text):
                continue
            flat = below.box is None and len(below.cells) == len(line.cells)
            under = [below.cells[number]] if flat else below.in_column_of(title)
            for name in under:
                if is_person_name(name.text):
                    yield from_parts(
                        manuscript,
                        Signer(
                            name=Part(line=below, start=name.start, end=name.end),
                            titles=(Part(line=line, start=title.start, end=title.end),),
                        ),
                    )


def _prose_signers(manuscript: Manuscript) -> Iterator[Signed]:
    for passage in manuscript.body:
        for pattern in SIGNER_PROSE if "decided" in passage.cues else ():
            for match in pattern.finditer(passage.text):
                evidence = manuscript.evidence(passage, *match.span("name"), "name")
                group = "behind" if _is_behind(match) else "title"
                title = match.group(group)
                if title is not None:
                    evidence += manuscript.evidence(passage, *match.span(group), "title")
                yield Signed(
                    name=" ".join(match.group("name").split()),
                    title=title,
                    rule="signatory.decided_by",
                    evidence=evidence,
                )
        yield from _bench(manuscript, passage)


def _is_behind(match: re.Match[str]) -> bool:
    """`… har fattats av Anna Berg, ordförande`: the title stands behind the name."""
    behind = match.groupdict().get("behind")
    return match["title"] is None and behind is not None and is_title(behind)


def _bench(manuscript: Manuscript, passage: Passage) -> Iterator[Signed]:
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
        yield Signed(
            name=name,
            title=None,
            rule="signatory.bench",
            evidence=manuscript.evidence(passage, start, start + len(name)),
        )


def _lone_names(manuscript: Manuscript, prose: Sequence[Signed], officer: Officer | None) -> Iterator[Signed]:
    """Names that stand alone under the text, signed by hand above: those that the text has named before."""
    lines = manuscript.lines
    last_text = max(
        (
            i
            for i, line in enumerate(lines)
            if len(line.text) > LONG_LINE
            and line.text.endswith(".")
            and not _is_below_names(manuscript, line)
        ),
        default=-1,
    )
    known = {s.name for s in prose} | ({officer.name} if officer else set()) | _senders(manuscript)
    heads = {(r.page, r.line) for p in manuscript.body if p.head_like and p.number <= 0 for r in p.refs}
    under = lines[last_text + 1 : last_text + 1 + MOST_LONE_LINES]
    for position, line in enumerate(under):
        announced = _is_announced(manuscript, line)
        if (line.ref.page, line.ref.line) in heads and not announced:
            continue
        signers = _names_before_titles(line)
        if signers and not is_present(lines, manuscript.position_of(line.ref)):
            yield from (from_parts(manuscript, signer) for signer in signers)
        if not _only_names(line) and not (announced and _are_members(line)):
            continue
        over_telephone = line.gap >= 1 and any(
            other.gap < 1 and _OWN_TELEPHONE.match(other.text) for other in under[position + 1 : position + 2]
        )
        around = [*under[max(0, position - 1) : position], *under[position + 1 : position + 2]]
        listed = len(line.cells) > 1 or any(
            _only_names(other)
            and (len(other.cells) > 1 or other.text in known or abs(other.x0 - line.x0) > STAGGERED)
            for other in around
        )
        for start, name in _each_name(line, known):
            evidence = manuscript.line_evidence(line, start, start + len(name), "name")
            if officer is not None and set(evidence) & set(officer.evidence):
                continue  # Where the letterhead or its foot names the officer.
            if name in known or listed or announced or over_telephone:
                yield Signed(
                    name=name,
                    title=_title_in_text(manuscript, name),
                    rule="signatory.lone_name",
                    evidence=evidence,
                )


def _is_below_names(manuscript: Manuscript, line: Line) -> bool:
    """Whether the line's paragraph is one that stands under the names of those who signed."""
    passage = manuscript.passage_of(line)
    opens = line.text if passage is None else passage.text
    return _BELOW_NAMES.match(line.text) is not None or _BELOW_NAMES.match(opens) is not None


def _are_members(line: Line) -> bool:
    """`Marie Brorsson (S)   Karl Ek (S)`, who ask a question in the council, or move there."""
    members = [_MEMBER_ALONE.fullmatch(cell.text) for cell in line.cells]
    return all(member is not None and is_person_name(member["name"]) for member in members)


def _each_name(line: Line, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """The names on a line and where they begin; two that were read as one cell are parted."""
    for cell in line.cells:
        member = _MEMBER_ALONE.fullmatch(cell.text)
        name = cell.text if member is None else member["name"]
        parts = [(0, len(name))] if name in known or member is not None else split_names(name)
        for start, end in parts:
            yield cell.start + start, cell.text[start:end]


def _is_announced(manuscript: Manuscript, line: Line) -> bool:
    """Right under a closing, a place and date, the signatures of minutes, or the words `undertecknad rektor`."""
    at = manuscript.position_of(line.ref)
    above = manuscript.lines[at - 1] if at else None
    own, passage = manuscript.passage_of(line), None if above is None else manuscript.passage_of(above)
    if above is None or passage is None or own is None or above.ref.page != line.ref.page:
        return False
    if own.kind == "signature":
        return False  # Its names are told apart with their titles.
    if is_signing_cue(above.text) or _PLACE_AND_DAY.fullmatch(above.text):
        return True
    by_hand = manuscript.lines[max(0, at - ROOM_FOR_HANDS) : at]
    if _are_members(line) and any(_PLACE_AND_DAY.fullmatch(other.text) for other in by_hand):
        return True
    adjusted = any(_ADJUSTED.match(other.text) for other in manuscript.lines[max(0, at - NEAR_CUE) : at])
    return (passage.kind == "signature" and adjusted) or _UNDERSIGNED.search(passage.text) is not None


def _only_names(line: Line) -> bool:
    return all(is_person_name(cell.text) for cell in line.cells)


def _names_before_titles(line: Line) -> list[Signer]:
    """`Anna Berg, förvaltningschef`, alone under the text or beside the next one; none where the line holds more."""
    if ", " not in line.text:
        return []
    signers: list[Signer] = []
    reached = _REACHED.search(line.text)
    for piece in _APART.finditer(line.text, 0, len(line.text) if reached is None else reached.start()):
        found, at = name_and_title(piece.group()), piece.start()
        title = None if found is None else found.group("title")
        if found is None or title is None or not is_title(title) or not is_person_name(found.group("name")):
            return []
        signers.append(
            Signer(
                name=Part(line=line, start=at, end=at + len(found.group("name"))),
                titles=(Part(line=line, start=at + found.start("title"), end=at + found.end("title")),),
            )
        )
    return signers


def is_present(lines: Sequence[Line], position: int) -> bool:
    """In a list of those who were at a meeting: such a heading or label stands above, and no word of signing between."""
    for line in reversed(lines[max(0, position - MOST_PRESENT) : position + 1]):
        if any(is_signing_cue(cell.text) for cell in line.cells):
            return False
        if _PRESENT.match(line.text):
            return True
        if len(line.text) > LONG_LINE and line.text.endswith("."):
            return False
    return False


def _senders(manuscript: Manuscript) -> set[str]:
    """Names alone on a line above an address at the top of a letter: its writer, who signs it too."""
    found: set[str] = set()
    top = manuscript.lines[:SENDER_LINES]
    for position, (line, after) in enumerate(pairwise(top)):
        party = position > 0 and label_alone(top[position - 1].text) == "party"
        name = line.cells[0]
        under = after.in_column_of(name) if line.box is not None else after.cells
        addressed = len(under) == 1 and contact(under[0].text) == "address"
        if len(line.cells) == 1 and is_person_name(name.text) and not party and addressed:
            found.add(name.text)
    return found


def _title_in_text(manuscript: Manuscript, name: str) -> str | None:
    """The definite title before the same name in the text: `Utredaren Yusuf Özdemir`."""
    for passage in manuscript.body:
        # In a head the word before a name may be another column's.
        word = None if passage.head_like else _word_before(passage.text, name)
        if word and is_title(word) and not _COUNSEL.match(word):
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
