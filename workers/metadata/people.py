"""The officer in charge: handläggare or föredragande."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator

from schemas.metadata import Evidence, Officer
from workers.metadata.names_in_text import NAME, NAME_WORD, TITLE
from workers.metadata.passage import Manuscript
from workers.metadata.signatories import block_signers
from workers.structure.lines import Line
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import Part
from workers.structure.vocabulary import contact, label_alone, label_first

LONGEST_NAME = 200
"""Characters of a name with the title before it and what follows on its line."""
LONGEST_CONTACTS = 400
"""Characters after a name in which its telephone and e-mail stand."""
LINES_DOWN = 6
"""An officer's telephone and e-mail stand at most this many lines below the name."""

PHONE = re.compile(
    r"(?<![\w-])(?:\+46[ -]?\(?0?\)?\d{1,3}|0\d{1,3})[ ]?(?:[-–/][ ]?)?\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)|(?<![\w-])\d{3} \d{2} \d{2,3}(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

OFFICER_PROSE = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # Föredragande har varit enhetschefen Peter von Wowern.
        ("officer.reported_by", rf"[Ff]öredragande(?:[ \n]+i[ \n]+ärendet)?[ \n]+(?:har[ \n]+varit|var|är)[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # Utredaren Yusuf Özdemir har varit föredragande.
        ("officer.reported_by", rf"(?:(?P<title>[A-ZÅÄÖ]?[\wåäö-]{{0,80}}(?:en|n|t|et|are|ör|ist|ant))[ \n]+)?(?P<name>{NAME})[ \n]+(?:har[ \n]+varit|var|som)[ \n]+föredragande"),
        # efter föredragning av handläggaren Anna Berg; med X som föredragande
        ("officer.reported_by", rf"(?:föredragning[ \n]+av|[Hh]andläggare[ \n]+(?:har[ \n]+varit|i[ \n]+ärendet[ \n]+(?:är|har[ \n]+varit)))[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # Målet har föredragits av Elin Vretblad; Ärendet har handlagts av handläggaren Anna Berg
        ("officer.reported_by", rf"(?:föredragits|handlagts|utretts|beretts)[ \n]+av[ \n]+(?:(?P<title>{TITLE})[ \n]+)?(?P<name>{NAME})"),
        # handläggaren Ola Lind, föredragande.
        ("officer.reported_by", rf"(?:(?P<title>[a-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})(?:,[ \n]+föredragande|[ \n]+\(föredragande\))(?=[.,;\n]|$)"),
        # Föredragande: Ola Lind.
        ("officer.reported_by", rf"[Ff]öredragande:[ \n]+(?:(?P<title>[a-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})"),
        # Handläggare Ola Lind har föredragit ärendet.
        ("officer.reported_by", rf"(?:(?P<title>[A-ZÅÄÖa-zåäö][\wåäö-]{{2,60}})[ \n]+)?(?P<name>{NAME})[ \n]+har[ \n]+(?:föredragit|handlagt|berett)[ \n]+(?:ärendet|målet)"),
        # med länsassessor Erik Ek som föredragande
        # Mål nr 33-12, föredragande Holm
        ("officer.reported_by", rf",[ \n]+föredragande:?[ \n]+(?:(?P<title>[a-zåäö]\w+)[ \n]+)?(?P<name>{NAME}|{NAME_WORD})"),
    )
)  # fmt: skip
"""Sentences that name who prepared the case, by form; a definite title may stand before the name."""
_CORRECT_CASE = re.compile(r"^(?P<title>[a-zåäö][\w-]+(?:[ ][a-zåäö][\w-]+){0,2})[ ](?P<name>[A-ZÅÄÖ].*)$")


_MATTERS = re.compile(r"ärende(?:n|t|mening|rubrik)?|rubrik", re.IGNORECASE)
"""Heading of an agenda's column."""
_HANDLES = re.compile(r"\w*(?:handläggare|inspektör|utredare)", re.IGNORECASE)
"""Titles of those who handle cases themselves."""
_PREPARES = re.compile(r"föredragande|handläggare", re.IGNORECASE)
"""The part that one of several signers has in the case."""


def signed_officer(manuscript: Manuscript) -> Officer | None:
    """Who signs alone with the title of one who handles cases, or among others as the one who prepared it."""
    signed = list(block_signers(manuscript))
    handling = [
        s for s in signed if s.title and (_HANDLES if len(signed) == 1 else _PREPARES).fullmatch(s.title)
    ]
    if len(handling) != 1:
        return None
    one = handling[0]
    return Officer(name=one.name, title=one.title, raw=one.name, rule="officer.signed", evidence=one.evidence)


def labelled_officer(manuscript: Manuscript) -> Officer | None:
    for position, line in enumerate(manuscript.lines):
        if _heads_agenda(line):
            continue
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


def _heads_agenda(line: Line) -> bool:
    """`Nr Ärende Diarienummer Föredragande`: each matter has somebody, and the document nobody."""
    return any(_MATTERS.fullmatch(cell.text.strip("* ")) for cell in line.cells) and len(line.cells) > 1


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
    at = manuscript.position_of(value.line.ref)
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
        for rule, pattern in OFFICER_PROSE if "officer" in passage.cues else ():
            if match := pattern.search(passage.text):
                title = match.group("title")
                evidence = manuscript.evidence(passage, *match.span("name"), "name")
                if evidence:
                    return Officer(
                        name=" ".join(match.group("name").split()), title=title, rule=rule,
                        raw=" ".join(match.group().split()), evidence=evidence,
                    )  # fmt: skip
    return None
