"""Personal identity numbers and secrecy marks: what must not leave the house unseen."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from schemas.metadata import Evidence, Flag, PersonalData, Secrecy
from schemas.protection import FIGURES_MEANT, LETTERS_FOR_FIGURES
from workers.metadata.passage import Manuscript, Passage
from workers.metadata.spans import Spans
from workers.structure.names import is_person_name

_D = rf"[\d{LETTERS_FOR_FIGURES}]"
"""A figure, or a letter that a recogniser sees in its place."""
_FIGURES = str.maketrans(LETTERS_FOR_FIGURES, FIGURES_MEANT)
_DASH = r"[-–‐−+]"

NUMBER_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        # 850101-1234, 19850101 - 1234, 850101-⏎1234, 85O101-l234
        ("hyphen", rf"(?<![\w-])(?:(?:18|19|20|l9|2[0O]){_D}{{6}}|{_D}{{6}})[ \n]?{_DASH}[ \n]{{0,3}}{_D}{{4}}(?![\w-])"),
        # 198501011234, 19850101 1234, and over two cells
        ("century", rf"(?<![\w-])(?:18|19|20){_D}{{6}}[ \n]{{0,3}}{_D}{{4}}(?![\w-])"),
        # 20 12 03 01-2391: by two, as forms space them
        ("pairs", r"(?<![\w-])(?<!\d )(?:(?:18|19|20) ?)?\d\d \d\d \d\d ?[-–‐−+] ?\d{4}(?![\w-])"),
        # 8501011234: an amount or an account unless a label says what it is
        ("bare", r"(?<![\w-])\d{6}[ \n]?\d{4}(?![\w-])"),
        # 1 9 8 5 0 1 0 1 - 1 2 3 4: the boxes of a form
        ("spaced", r"(?<!\d )(?<![\w-])\d(?: \d){5,7} ?[-–+]? ?\d(?: \d){3}(?![\w-])(?! \d)"),
    )
)  # fmt: skip
"""Source: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer)."""

_LABEL = re.compile(
    r"(?:\bperson-?\s?(?:nummer|nr)|\bpers\.?\s?nr|\bpnr|\bp\.nr|\bsamordnings(?:nummer|nr)|\bs(?:am)?\.?nr|\bfödd|\bfödelse(?:tid|nummer)|\bidentitets(?:nummer|beteckning))"
    r"[^\d\n]{0,40}\n?[^\d\n]{0,10}$|"
    # Klagande: Rut Boklund, 480312-2384. A party is given with its number, which a reader may have misread.
    r"\b(?:klagande|sökande|motpart|kärande|svarande|brukare|elev|vårdnadshavare|huvudman)\b[^\d\n]{0,60}$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:^|[\n:;(]|  )\s*(?P<name>[A-ZÅÄÖ][^\d\n:;,(]{2,40}(?:, [A-ZÅÄÖ][^\d\n:;,(]{1,30})?),\s?$"
)
LABEL_BEFORE = 90
"""Characters before a number in which its label may stand."""
LEAST_FIGURES = 7
"""Figures among the ten: with fewer the letters are a word or a code."""
COORDINATION = 60
"""A samordningsnummer has this much added to its day."""


@dataclass(frozen=True, kw_only=True)
class _Found:
    start: int
    end: int
    figures: str  #: ten or twelve figures
    rule: str
    flags: tuple[Flag, ...]


def find_personal_data(manuscript: Manuscript) -> tuple[PersonalData, ...]:
    """Each number where it stands, its last four figures masked."""
    found: list[PersonalData] = []
    for passage in manuscript.passages:
        for number in _numbers(passage):
            evidence = manuscript.evidence(passage, number.start, number.end)
            if evidence:
                separator = "+" if "+" in passage.text[number.start : number.end] else "-"
                masked = f"{number.figures[:-4]}{separator}****"
                day = int(number.figures[-6:-4])
                found.append(
                    PersonalData(
                        value=masked, raw=masked, rule=number.rule, flags=number.flags, evidence=evidence,
                        kind="samordningsnummer" if day > COORDINATION else "personnummer",
                    )
                )  # fmt: skip
    return tuple(found)


_MAY_HOLD = re.compile(rf"{_D}{{6}}|\d \d \d \d|\d\d \d\d \d\d")
"""Six figures in a row or by two, or the boxes of a form: every number has them."""


def _numbers(passage: Passage) -> Iterator[_Found]:
    if not passage.has_figures or _MAY_HOLD.search(passage.text) is None:
        return
    taken = Spans()
    for form, pattern in NUMBER_FORMS:
        for match in pattern.finditer(passage.text):
            if taken.overlaps(*match.span()):
                continue
            if found := _read(passage.text, form, match):
                taken.add(*match.span())
                yield found


def _read(text: str, form: str, match: re.Match[str]) -> _Found | None:
    """The number, when its date and checksum are right; with its label also when the checksum is not."""
    kept = re.sub(r"[^\w]", "", match.group())
    figures = kept.translate(_FIGURES)
    if sum(c.isdigit() for c in kept[-10:]) < LEAST_FIGURES or not _is_birth(figures[:-4]):
        return None
    before = text[max(0, match.start() - LABEL_BEFORE) : match.start()]
    labelled = _LABEL.search(before) is not None or _behind_name(before)
    right = _checks(figures[-10:])
    if (form == "bare" and not labelled) or not (right or labelled):
        return None
    flags: tuple[Flag, ...] = ("misprint",) if kept != figures or not right else ()
    return _Found(
        start=match.start(),
        end=match.end(),
        figures=figures,
        rule="personal.checksum" if right else "personal.label",
        flags=flags,
    )


def _behind_name(before: str) -> bool:
    """`Jan Ek, 560707-2114`: what follows a person's name and a comma is that person's number."""
    found = _NAME_BEFORE.search(before)
    return found is not None and is_person_name(found["name"])


def _is_birth(figures: str) -> bool:
    """Whether six or eight figures are a day of birth, with 60 added for a samordningsnummer."""
    month, day = int(figures[-4:-2]), int(figures[-2:])
    centuries = [figures[:-6]] if len(figures) > len("850101") else ["19", "20"]
    for century in centuries:
        try:
            date(int(century + figures[-6:-4]), month, day - COORDINATION if day > COORDINATION else day)
        except ValueError:
            continue
        return True
    return False


def _checks(ten: str) -> bool:
    """The Luhn checksum over the ten figures; a birth number of 000 is never given."""
    doubled = (int(figure) * (2 - place % 2) for place, figure in enumerate(ten))
    return ten[6:9] != "000" and sum(value // 10 + value % 10 for value in doubled) % 10 == 0


_PROVISION = r"(?P<chapter>\d{1,2})(?:\s?(?P<letter>[a-z])\b)?\s?(?:kap(?:itel|itlet)?\.?,?\s?|:)(?P<section>\d{1,2}\s?[a-z]?)(?:\s?(?:§{1,2}|[8S$](?![\w.])))?(?:[^.\n;]{0,40}?)"
_ACT = r"(?:[O0]SL\b|SekrL\b|[Oo]ffentlighets-?\s?och\s(?:sekretess|sekretes)lagen|sekretesslagen)"

SECRECY_MARKS = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # Sekretess enligt 21 kap. 1 § OSL; omfattas av sekretess enligt 26 kap 1 § offentlighets- och sekretesslagen
        ("secrecy.provision", rf"(?i:\b(?:sekretess|hemlig)\w*)[^.\n]{{0,80}}?(?<!\d)(?P<provision>{_PROVISION})\s{_ACT}"),
        # sekretess enligt offentlighets- och sekretesslagen (2009:400) 21 kap. 1 §; Sekretess OSL 21:1
        ("secrecy.provision", rf"(?i:\b(?:sekretess|hemlig)\w*)[^.\n]{{0,60}}?{_ACT}(?:\s?\(\d{{4}}:\d{{3}}\)|,)?\s(?P<provision>{_PROVISION})(?=[\s.,;)]|$)"),
        # OSL 21:1, alone or in a stamp
        ("secrecy.provision", rf"(?m)^\W*[O0]SL\s(?P<provision>{_PROVISION})(?=[\s.,;)]|$)"),
        # enligt 26 kap. 1 § OSL, the second line of a stamp
        ("secrecy.provision", rf"(?m)^\W*(?i:enl(?:igt|\.)?)\s(?P<provision>{_PROVISION})\s{_ACT}\W*$"),
        # the stamp
        ("secrecy.mark", r"(?m)^\W*(?:SEKRETESS(?:BELAGD|BELAGT|MARKERA[DT]|MARKERING|SKYDDA[DT])?|HEMLIG|KVALIFICERAT HEMLIG|KONFIDENTIELLT?|BEGRÄNSAT HEMLIG|Sekretess|Sekretessmarkering|Sekretessmarkera[dt]|Sekretessbelagd(?: handling)?|Sekretesskyddad(?:e uppgifter)?|Hemlig handling)\b(?!\w)[^\n]{0,40}$"),
        # the minutes' own words: Paragrafen är sekretessbelagd
        ("secrecy.mark", r"\b(?:[Pp]aragrafen|[Ää]rendet|[Bb]eslutet|[Hh]andlingen|[Bb]ilagan|[Pp]rotokollet|[Uu]ppgifterna?) (?:är|omfattas av|har belagts med|beläggs med) sekretess\w*"),
    )
)  # fmt: skip
FIRST_GROUND = 15
"""Chapters of OSL before this one hold no ground for secrecy (5: registers and marks, 6: access …)."""
LAST_GROUND = 43
LINE_BREAK = 3
"""Characters between two lines of a stamp in the page's raw text."""
_PROVISION_OF_MARKS = ("5", "5")
"""OSL 5 kap. 5 § says how a mark is made, and stands in many stamps beside or instead of the ground."""


def find_secrecy(manuscript: Manuscript) -> tuple[Secrecy, ...]:
    """Marks of secrecy with chapter and section where they are named."""
    found: list[Secrecy] = []
    for passage in manuscript.passages:
        taken = Spans()
        for rule, pattern in SECRECY_MARKS if "secrecy" in passage.cues else ():
            for match in pattern.finditer(passage.text):
                if taken.overlaps(*match.span()) or not _is_ground(match):
                    continue
                evidence = manuscript.evidence(passage, match.start(), match.end())
                if evidence:
                    taken.add(*match.span())
                    found.append(_secrecy(match, rule, evidence))
    return tuple(_with_their_grounds(found))


def _with_their_grounds(found: Sequence[Secrecy]) -> Iterator[Secrecy]:
    """A bare mark and the ground on the line under it are one mark: `SEKRETESS` / `enligt 26 kap. 1 § OSL`."""
    for mark, below in zip_longest(found, found[1:]):
        if below is None or mark.provision or not below.provision or not _follows(mark, below):
            yield mark


def _follows(mark: Secrecy, below: Secrecy) -> bool:
    last, first = mark.evidence[-1], below.evidence[0]
    return last.page == first.page and 0 <= first.start - last.end <= LINE_BREAK


def _is_ground(match: re.Match[str]) -> bool:
    chapter = match.groupdict().get("chapter")
    if chapter is None:
        return True
    section = match.group("section").strip()
    return FIRST_GROUND <= int(chapter) <= LAST_GROUND or (chapter, section) == _PROVISION_OF_MARKS


def _secrecy(match: re.Match[str], rule: str, evidence: tuple[Evidence, ...]) -> Secrecy:
    raw = " ".join(match.group().split())
    parts = match.groupdict()
    provision = parts.get("provision")
    return Secrecy(
        value=raw,
        raw=raw,
        rule=rule,
        evidence=evidence,
        provision=" ".join(provision.split()) if provision else None,
        chapter=f"{parts['chapter']} {parts['letter']}" if parts.get("letter") else parts.get("chapter"),
        section=" ".join(parts["section"].split()) if parts.get("section") else None,
    )
