"""What looks like a diarienummer but is none: by what it is written like, and by what stands around it.

Sources: the kinds of look-alikes in the catalogue of the field, and numbers seen in real documents.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re

from workers.metadata.dnr_shapes import DEPARTMENTS, YEAR

_ABBREVIATIONS = """
    SFS SOU DS DIR PROP MOT BET RSKR SKR JO JK NJA RÅ HFD MÖD MIG PMÖD AD PBL ÄPBL OSL FL KL SOL LSS LSO
    LVU LVM HSL TF RF PUL GDPR MB AFL SFB RB BRB BFS BBR AFS SOSFS HSLF NFS TSFS KVFS SKOLFS LIVSFS
    SJVFS MSBFS RA-FS KAMFS EU EG EEG EES ISO EN SS SIS ISBN ISSN DVFS FFFS RPS RÄFS ELSÄK STAFS SVKFS
    LAG NR KAP PRV FMV VP BRÅ RH SVJT KLS LOU LUF PSL ML BL JB ÅRL LKU FPL DL DOS LOA AML ATL
"""
NOT_PREFIXES = frozenset(_ABBREVIATIONS.split())
"""Collections of law, series and abbreviations of acts: `SOU 2026:14`, `PBL 2010:900`, `HFD 2013:29`."""

LOOKALIKES: tuple[tuple[str, str, str], ...] = (
    # name, what stands before, what stands after (either may be empty)
    (
        "sfs",
        r"(?:SFS|(?<!under)(?<!för)(?<!an)(?<!bo)(?<!upp)lag(?:en)?|förordning(?:en)?|balk(?:en)?)\s*\(?$",
        "",
    ),
    (
        "series",
        r"(?:\b(?:SOU|Ds|[Dd]ir\.?|[Pp]rop\.?|[Mm]ot(?:ion(?:en)?)?\.?|[Bb]et\.?|[Rr]skr\.?|[Ss]kr\.?)(?:\s+nr)?\s*)$",
        "",
    ),
    ("contract", r"(?i:kontrakt|avtal)\w*(?: \w+){0,2} [Nn](?:r|ummer)\.?:?\s*$", ""),
    ("eu", r"(?:\((?:EU|EG|EEG|Euratom)\)(?:\s+nr)?|\b(?:direktiv|rambeslut))\s*$", ""),
    ("eu", "", r"^/(?:EG|EU|EEG|RIF)\b"),
    ("case", r"\b(?:RÅ|HFD|NJA|JO|MÖD|MIG|AD|RH|PMÖD|JK|ARN)\s*$", r"^\s*(?:ref|s|not|nr)\.?\s*\d"),
    ("page", "", r"^\s*s\.\s*\d"),
    # half of a number of another register: `III D 21-150`
    ("part", r"(?<![\wåäö.])[IVX]{1,4}\s$", ""),
    ("time", r"\b(?:kl\.?|klockan)\s*$", ""),
    (
        "year_span",
        r"\b(?:läsåret|verksamhetsåret|budgetåret|åren|perioden|säsongen|mandatperioden|för|under)\s*$",
        "",
    ),
    ("paragraph", r"§§?\s*$", ""),
    (
        "ordinal",
        r"(?<![Mm]ål )(?<![Mm]ål\n)(?<![Rr]eg )(?<![Rr]eg\. )(?<![\wåäö.])(?:nr|nummer|tabell|figur|avsnitt|bilaga|kap\.?|art(?:ikel)?|punkt|version|v\.?)\s*$",
        "",
    ),
    ("phone", r"(?:tel(?:efon)?|tfn|fax|mobil|sms|växel|direkt|direktval|ring)\.?\s*:?\s*$", ""),
    ("organisation", r"org(?:anisations)?\.?\s?-?(?:nr|nummer)\.?\s*:?\s*$", ""),
    (
        "order",
        r"(?i:order|beställnings|faktura|kund|projekt|artikel|serie|offert|rekvisitions|boknings|leverans|ritnings|medlems|försäkrings)(?:nr|nummer)\.?\s*:?\s*$|\b(?i:order|beställning|faktura|offert)(?i:en|n)?\s+$",
        "",
    ),
    ("account", r"(?:bankgiro|plusgiro|postgiro|bg|pg|konto)(?:nr)?\.?\s*:?\s*$", ""),
    ("property", r"\b[A-ZÅÄÖ][a-zåäö]+(?:torp|by|gården|sta)?\s*$", r"^:\d"),
)
"""Contexts in which a number of any shape is something else."""

_LOOKALIKES = tuple((n, re.compile(b) if b else None, re.compile(a) if a else None) for n, b, a in LOOKALIKES)
_PHONE_SHAPE = re.compile(r"0(?:8|\d{2,3})[-–/ ]\d[\d ]{4,}")
"""Stockholm alone has an area code of two figures."""
_DNR_LABEL = re.compile(r"\b(?:dnr|diarienr|diarienummer)\.?:?\s*$", re.IGNORECASE)
_PROPERTY_SHAPE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+ \d{1,3}:\d{1,4}")
_TIME_SHAPE = re.compile(r"[012]?\d[.:][0-5]\d(?:\s?[-–]\s?[012]?\d[.:][0-5]\d)?")
_ORGANISATION_SHAPE = re.compile(r"[125-9]\d[2-9]\d{3}[-–]\d{4}")
_BIRTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[-–+]\d{4}")
"""A personal identity number with its century, also misprinted, and of a co-ordination number the day plus 60."""
_DELEGATION_SHAPE = re.compile(r"(?:DB|DEL|DelB)[ -]?\d{1,5}/\d{4}")
"""`DB 61/2026`: the serial number of a decision by delegation."""
_OTHER_SHAPES = (
    ("delegation", _DELEGATION_SHAPE),
    ("property", _PROPERTY_SHAPE),
    ("time", _TIME_SHAPE),
    ("personal_identity", _BIRTH),
)
_OF_DEPARTMENT = re.compile(rf"(?:{DEPARTMENTS}){YEAR}/")
"""`Jo2004/512`: the ministry of agriculture's case, not one of JO's."""
_CASE_NUMBER = re.compile(r"[Ää]rende\s(?:nr|nummer)\.?\s*$")
_SHORT_CASE = re.compile(r"\d{3,6}[-–]\d{2}|[A-ZÅÄÖ]{1,2}\d{5,}")
LONG_NUMBER = 8
"""Figures of a number that is more than an ordinal and a year."""
WIDEST_GAP = 150
"""Characters before a number in which a word that tells what it is stands, with the room between columns."""
_YEAR_RANGE = re.compile(rf"({YEAR})[-–/]({YEAR}|\d\d)")


def lookalike(text: str, start: int, end: int) -> str | None:
    """What the number at `[start, end)` is when it is no diarienummer whatever stands before it."""
    raw = text[start:end]
    apart = text[max(0, start - WIDEST_GAP) : start]
    words = apart.rstrip()
    before = words[-30:] + apart[len(words) :][:1]
    after = text[end : end + 12]
    for name, pattern_before, pattern_after in _LOOKALIKES:
        if pattern_before is not None and pattern_after is not None:
            hit = pattern_before.search(before) and pattern_after.search(after)
        else:
            hit = (pattern_before and pattern_before.search(before)) or (
                pattern_after and pattern_after.search(after)
            )
        # `Motion KS 2022/118`, `möjligheter till beslag (Ju2025/3847/A)`: no paper or act is numbered so.
        own_series = name in ("series", "sfs") and raw[0].isalpha()
        if hit and not (own_series or (name == "ordinal" and _case_number(before, raw))):
            return name
    prefix = re.match(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö-]*(?=[ /-]?\d)", raw)
    cited = prefix is not None and prefix.group().strip("-").upper() in NOT_PREFIXES
    if cited and not re.search(r"[/-]\d{4,}$", raw) and not _OF_DEPARTMENT.match(raw):
        return "act"
    if other := next((name for name, shape in _OTHER_SHAPES if shape.fullmatch(raw)), None):
        return other
    if _PHONE_SHAPE.match(text, start) and "/" not in raw and not _DNR_LABEL.search(before):
        return "phone"
    if _ORGANISATION_SHAPE.fullmatch(raw) and not re.search(rf"{YEAR}$", raw):
        return "organisation"
    return None


def _case_number(before: str, raw: str) -> bool:
    """`i ärende nr 474-8306-2022`, which is too long for the ordinal that `ärende nr 8/2016` is."""
    long = sum(c.isdigit() for c in raw) >= LONG_NUMBER or _SHORT_CASE.fullmatch(raw)
    return _CASE_NUMBER.search(before) is not None and bool(long)


def is_year_range(raw: str) -> bool:
    """`2024-2027`, `2016/17`: years that follow each other, not a year and a serial number."""
    found = _YEAR_RANGE.fullmatch(raw)
    if found is None:
        return False
    first, last = int(found.group(1)), found.group(2)
    second = int(last) if len(last) == len("2027") else first // 100 * 100 + int(last)
    return first < second <= first + 40
