"""Personal identity numbers, masked, and secrecy marks: what must not leave the house unseen."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

from personnummer import personnummer  # type: ignore[import-untyped]

from schemas.metadata import PersonalData, Secrecy
from workers.metadata.passage import Manuscript
from workers.metadata.spans import Spans

_NUMBER = re.compile(
    r"(?<![\w-])(?P<birth>(?:18|19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))(?P<sep>[-–+]\s?)(?P<last>\d{4})(?![\w-])"
)
"""With its hyphen; ten figures without one are usually an amount or an account."""
_TWELVE = re.compile(
    r"(?<![\w-])(?P<birth>(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))(?P<sep>\s?)(?P<last>\d{4})(?![\w-])"
)

SECRECY_MARKS = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        # Sekretess enligt 21 kap. 1 § OSL; omfattas av sekretess enligt 26 kap 1 § offentlighets- och sekretesslagen
        ("secrecy.provision", r"(?i:\bsekretess\w*)[^.\n]{0,80}?(?P<provision>\d{1,2}\s?(?:[a-z]\s)?kap\.?,?\s?\d{1,2}\s?(?:[a-z]\s)?§{1,2}[^.\n]{0,25}?)(?:\s(?:OSL|[Oo]ffentlighets-\s?och\ssekretesslagen))"),
        ("secrecy.provision", r"\bOSL\s(?P<provision>\d{1,2}(?::\d{1,2}|\s?kap\.?,?\s?\d{1,2}\s?§))"),
        # the stamp
        ("secrecy.mark", r"(?m)^\s*(?:SEKRETESS(?:BELAGD|MARKERAD)?|HEMLIG|KVALIFICERAT HEMLIG|Sekretessmarkering|Sekretessmarkerad|Sekretessbelagd(?: handling)?)\b[^\n]{0,40}$"),
    )
)  # fmt: skip


def find_personal_data(manuscript: Manuscript) -> tuple[PersonalData, ...]:
    """Numbers with a right date and checksum, masked."""
    found: list[PersonalData] = []
    for passage in manuscript.passages:
        for pattern in (_NUMBER, _TWELVE):
            for match in pattern.finditer(passage.text):
                number = (
                    f"{match.group('birth')}{match.group('sep').strip() or '-'}{match.group('last')}".replace(
                        "–", "-"
                    )
                )
                if not personnummer.valid(number):
                    continue
                evidence = manuscript.evidence(passage, match.start(), match.end())
                if not evidence:
                    continue
                masked = f"{match.group('birth')}{match.group('sep').strip() or '-'}****".replace("–", "-")
                coordination = personnummer.parse(number).is_coordination_number()
                found.append(
                    PersonalData(
                        value=masked, raw=masked, rule="personal.checksum", evidence=evidence,
                        kind="samordningsnummer" if coordination else "personnummer",
                    )
                )  # fmt: skip
    return tuple(found)


def find_secrecy(manuscript: Manuscript) -> tuple[Secrecy, ...]:
    """Marks of secrecy with chapter and section where they are named."""
    found: list[Secrecy] = []
    for passage in manuscript.passages:
        taken = Spans()
        for rule, pattern in SECRECY_MARKS:
            for match in pattern.finditer(passage.text):
                if taken.overlaps(*match.span()):
                    continue
                evidence = manuscript.evidence(passage, match.start(), match.end())
                if evidence:
                    taken.add(*match.span())
                    raw = " ".join(match.group().split())
                    provision = match.groupdict().get("provision")
                    found.append(
                        Secrecy(value=raw, raw=raw, rule=rule, evidence=evidence,
                                provision=" ".join(provision.split()) if provision else None)
                    )  # fmt: skip
    return tuple(found)
