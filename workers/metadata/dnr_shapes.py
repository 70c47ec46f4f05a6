"""Shapes of diarienummer by family, and their normal forms.

Sources: numbers seen in real documents (the example after each family) and the series' own rules.
"""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Strength = Literal["alone", "labelled"]
"""`alone`: the shape is evidence enough. `labelled`: only after a label, or where the number is known."""

DASH = r"[-–‐−]"
BREAK = r"[ \n]?"
"""A number may be broken over lines or cells after its dash or slash."""
YEAR = r"(?:19[3-9]\d|20[0-4]\d)"
DEPARTMENTS = "FI|JU|KU|LI|Ju|UD|Fö|S|Fi|U|Jo|Ku|N|M|A|I|L|KN|LI|Kn|SB|Fa|IJ|C|K|Nä"

BOARDS = (
    "KS|KF|KSN|KSM|KLK|SLK|BUN|BN|SBN|MBN|MN|MSN|MH|MHN|SN|SON|VON|ON|ÄN|UN|UBN|GN|FN|FON|KN|KFN|KUN|TN|TSN|TFN|PBN|PN|NN|"
    "RN|RSN|VN|VIN|AN|AMN|IN|IFN|SDN|LN|ÖFN|VBN|HSN|RS|RF|RJN|PVN|TK|SBK|SAM|KTN|UAN|SOC|BON|FGN|NSN|JN|STN|VAN|KOF|KULN"
)
"""Boards and offices whose prefix makes a colon-form a diarienummer and not a law."""

LABELS = "(?:DNR|JNR|ÄNR|NR|MÅL)"
"""In capitals they look like a board's prefix."""

Normal = Callable[[re.Match[str]], str]


@dataclass(frozen=True, kw_only=True)
class Family:
    """One shape. `normal` writes the number in the family's one normal form."""

    name: str
    shape: str  #: the pattern without what may stand around it
    pattern: re.Pattern[str]
    strength: Strength
    normal: Normal


def compact(found: re.Match[str]) -> str:
    """As printed, with plain hyphens and without the break."""
    return re.sub(r"\s*\n\s*|(?<=[-/]) ", "", re.sub(DASH, "-", found.group())).strip()


def _joined(template: str) -> Normal:
    return lambda found: template.format(**{k: (v or "") for k, v in found.groupdict().items()})


def family(name: str, pattern: str, strength: Strength, normal: Normal = compact) -> Family:
    """A family whose numbers stand apart from other figures and letters."""
    return Family(
        name=name, shape=pattern, pattern=re.compile(_bounded(pattern)), strength=strength, normal=normal
    )


def _bounded(pattern: str) -> str:
    return rf"(?<![\w./§–-])(?<!\d:)(?<![A-ZÅÄÖ]:)(?!{LABELS}\b)(?:{pattern})(?![\w/]|[-–:.]\w)"


_PREFIX = r"(?P<p>[A-ZÅÄÖ]{2,6})"
_MIXED = (
    "|".join(board[0] + board[1:].lower() for board in BOARDS.split("|")) + "|Kst|Kc|Bou|Barn|Soc|Bygg|Milj"
)
"""Boards' prefixes as some print them: `Ks 1204/2025`."""
_N = r"(?P<n>\d{1,6})"
_Y = rf"(?P<y>{YEAR})"

FAMILIES: tuple[Family, ...] = (
    # Skatteverket and Kronofogden 131 123456-15/111
    family("tax", rf"\d{{3}} \d{{4,7}}{DASH}{BREAK}\d{{2}}/\d{{2,4}}", "alone"),
    # KS2023/00123
    family("prefix_year_glued", rf"[A-ZÅÄÖ]{{2,4}}{YEAR}/{BREAK}\d{{1,6}}(?!/)", "alone"),
    # Gotland, with the plan for registers KS2005/0319-31
    family("prefix_year_glued", rf"[A-ZÅÄÖ]{{2,4}}{YEAR}/{BREAK}\d{{1,6}}{DASH}\d{{1,3}}", "alone"),
    # Inspektionen för vård och omsorg, with the number of the document 8.7.1-6361/2015-1
    family("class_serial_year", rf"\d{{1,3}}(?:\.\d{{1,3}})+{DASH}{BREAK}\d{{1,6}}/{BREAK}{YEAR}{DASH}\d{{1,3}}", "alone"),
    # Skolverket 5.1.3-2023:1234
    family("class_year_colon", rf"\d{{1,2}}(?:\.\d{{1,3}}){{1,3}}{DASH}{BREAK}{YEAR}:\d{{1,7}}", "alone"),
    # Skolinspektionen 43-2017:4816; Försvarsmakten, with the number of the document FM2019-12345:2
    family("class_year_colon", rf"\d\d{DASH}{BREAK}{YEAR}:\d{{2,6}}", "alone"),
    family("prefix_year_document", rf"[A-ZÅÄÖ]{{2,4}}{YEAR}{DASH}{BREAK}\d{{3,6}}:\d{{1,3}}", "alone"),
    # Stockholm's districts, the plan's class before a slash 2.2.2/171-2013
    family("class_serial_year", rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}/{BREAK}\d{{1,5}}{DASH}{YEAR}", "alone"),
    # Tillväxtverket 1.2.2-Ä 2015-123, Specialpedagogiska skolmyndigheten 1 ALL-2015/123
    family("class_letter_year", rf"\d(?:\.\d{{1,2}}){{1,3}}{DASH}Ä {YEAR}{DASH}\d{{1,6}}", "alone"),
    family("class_letter_year", rf"\d [A-ZÅÄÖ]{{3}}{DASH}{YEAR}/{BREAK}\d{{1,6}}", "alone"),
    # universities ORU 1.2.1-01234/2015
    family("agency_class_year", rf"[A-ZÅÄÖ]{{2,4}} \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{DASH}{BREAK}\d{{1,6}}/{BREAK}{YEAR}", "alone"),
    # Sveriges lantbruksuniversitet SLU.ua.2021.2.6-1234
    family("agency_plan", rf"[A-ZÅÄÖ]{{2,4}}\.[a-zåäö]{{2,5}}\.{YEAR}(?:\.\d{{1,2}}){{2,4}}{DASH}{BREAK}\d{{1,6}}", "alone"),
    # building and environment registers BYGG.2021.1234, MIL.2020.12
    family("prefix_dots", rf"[A-ZÅÄÖ]{{2,6}}\.{YEAR}\.\d{{1,6}}", "alone"),
    # 174-742/2016, 1.1.1-103/2019
    family("class_serial_year", rf"\d{{1,3}}(?:\.\d{{1,3}})*{DASH}{BREAK}\d{{1,5}}/{BREAK}{YEAR}", "alone"),
    # Lantmäteriet 401-2018/1234
    family("class_year_slash", rf"(?<![A-ZÅÄÖ] )\d{{1,3}}(?:\.\d{{1,3}})*{DASH}{BREAK}{YEAR}/{BREAK}\d{{1,6}}", "labelled"),
    # 11-200/6005: a misread or misprinted year
    family("class_serial_year", rf"\d{{1,3}}(?:\.\d{{1,3}})*{DASH}{BREAK}\d{{1,5}}/{BREAK}\d{{4}}", "labelled"),
    # 3.1-4788-2026, 1.5.3-219-2012; with a point behind the class 1.5.1.-412-2015
    family("class_serial_year", rf"\d{{1,2}}(?:\.\d{{1,2}})+\.?{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}{YEAR}", "alone"),
    # Riksrevisionen 3.1.1-2024-0196, Migrationsverket 1.1.2-2018-08023
    family("class_year_serial", rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{DASH}{BREAK}{YEAR}{DASH}{BREAK}\d{{2,6}}", "alone"),
    # Umeå universitet FS 1.1-467-23, Naturvårdsverket NV-04167-23, Stockholms universitet SU FV-4167-23
    family("agency_short_year", rf"[A-ZÅÄÖ]{{2,4}} \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}\d{{2}}", "alone"),
    family("agency_short_year", rf"[A-ZÅÄÖ]{{2,4}}(?: [A-ZÅÄÖ]{{2,3}})?{DASH}{BREAK}\d{{3,6}}{DASH}{BREAK}\d{{2}}", "alone"),
    # Region Skåne 2020-O000800, 2021-POL000123
    family("year_letter", rf"{YEAR}{DASH}[A-ZÅÄÖ]{{1,4}}\d{{4,6}}", "alone"),
    # Landstinget and Region Sörmland, with the number of the document LS-LED16-0613-4
    family("agency_short_year", rf"[A-ZÅÄÖ]{{2,4}}-[A-ZÅÄÖ]{{2,4}}\d{{2}}{DASH}{BREAK}\d{{3,5}}(?:{DASH}\d{{1,3}})?", "alone"),
    # regions LS2016-0123
    family("prefix_year_serial", rf"(?P<p>[A-ZÅÄÖ]{{2,4}}){_Y}{DASH}{BREAK}(?P<n>\d{{3,6}})", "alone", _joined("{p}-{y}-{n}")),
    # Stockholms universitet SU FV-1.1.3-0361-22
    family("agency_short_year", rf"[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{{1,4}} [A-ZÅÄÖ]{{2,3}}{DASH}\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}\d{{2}}", "alone"),
    # Uppsala universitet UFV-PA 2021/1234, Stockholms universitet SU-FV-4167-23
    family("agency_year_slash", rf"[A-ZÅÄÖ]{{2,5}}-[A-ZÅÄÖ]{{1,4}} {YEAR}/{BREAK}\d{{1,6}}", "alone"),
    # Ekobrottsmyndigheten EBM A-2015/0123
    family("agency_year_slash", rf"[A-ZÅÄÖ]{{2,4}} [A-ZÅÄÖ]{DASH}{YEAR}/{BREAK}\d{{2,6}}", "alone"),
    family("agency_short_year", rf"[A-ZÅÄÖ]{{2,4}}-[A-ZÅÄÖ]{{2,3}}{DASH}{BREAK}\d{{3,6}}{DASH}{BREAK}\d{{2}}", "alone"),
    # T2012-050-05828, T 2010-313-01743, S-Dp 2002-11922-54
    family("stockholm_office", rf"(?:[A-ZÅÄÖ] ?|[A-ZÅÄÖ]-[A-ZÅÄÖ]\w ){YEAR}{DASH}{BREAK}\d{{3,6}}{DASH}{BREAK}\d{{2,6}}", "alone"),
    # Stockholm's districts, the plan's class last 2011-875-1.2.4
    family("year_serial_class", rf"{YEAR}{DASH}{BREAK}\d{{1,5}}{DASH}{BREAK}\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}", "alone"),
    # with the plan for registers KS 2015-00123-107, Uppsala ALN-2014-0123.37
    family("prefix_year_serial_plan", rf"{_PREFIX}[ -]{YEAR}{DASH}\d{{3,6}}(?:{DASH}\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|\.\d{{1,3}})", "alone"),
    # 2006-152-307, 1998-214-172
    family("year_class_serial", rf"{YEAR}{DASH}{BREAK}\d{{2,4}}{DASH}{BREAK}\d{{3}}", "labelled"),
    # 403-6120-2025, 7-742-2011
    family("class_serial_year", rf"\d{{1,3}}{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}{YEAR}", "labelled"),
    # 523-3732-10 Rm, 505-09-6966, 102-274-04
    family("class_serial_year", rf"\d{{1,3}}{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}\d{{2,5}}(?: [A-Z][a-z]{{1,2}}(?!\w))?", "labelled"),
    # Centrala studiestödsnämnden 2015-219-1234; with the number of the document 2015-01234-5
    family("year_class_serial", rf"{YEAR}{DASH}{BREAK}\d{{3}}{DASH}{BREAK}\d{{4,5}}", "labelled"),
    family("year_serial_plan", rf"{YEAR}{DASH}{BREAK}\d{{4,6}}{DASH}\d{{1,2}}", "labelled"),
    # Sigtuna SN/2015:123-012
    family("prefix_year_colon", rf"{_PREFIX}/{BREAK}{_Y}:(?P<n>\d{{1,6}}-\d{{2,3}})", "alone", _joined("{p}/{y}:{n}")),
    # VON/2025:00149, and with a slip of the hand KF /2024:167
    family("prefix_year_colon", rf"{_PREFIX} ?/{BREAK}{_Y}:{BREAK}{_N}", "alone", _joined("{p}/{y}:{n}")),
    # VON 2025:00149
    family("prefix_year_colon", rf"(?P<p>(?:{BOARDS})) {_Y}:(?P<n>\d{{5}})", "alone", _joined("{p}/{y}:{n}")),
    family("prefix_year_colon", rf"{_PREFIX}[ -]{_Y}:{_N}", "labelled", _joined("{p}/{y}:{n}")),
    # Nynäshamn KS/2015/0123/004, Linköping KS 2019/00123/1.1.2
    family("prefix_year_slash_plan", rf"{_PREFIX}[ /-]{YEAR}/{BREAK}\d{{1,6}}/\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}", "alone"),
    # KS-2025-00620, KS 2025–00153, MH 2015–2781
    family("prefix_year_serial", rf"{_PREFIX}(?: |{DASH}{BREAK}){_Y} ?{DASH}{BREAK}{_N}", "alone", _joined("{p}-{y}-{n}")),
    # KS 2018/14, KS-2015/112, TRV 2025/66904
    family("prefix_year_slash", rf"{_PREFIX}(?: |{DASH}){_Y}/{BREAK}{_N}", "alone", _joined("{p} {y}/{n}")),
    family("prefix_year_slash", rf"{_PREFIX} (?P<y>\d{{2}})/{BREAK}(?P<n>\d{{1,5}})", "labelled", _joined("{p} {y}/{n}")),
    # Sundbyberg KS-0123/2016, Luleå tekniska universitet LTU-123-2015, Region Jämtland RS/123/2015
    family("board_serial_year", rf"(?:{BOARDS})-\d{{1,5}}/{BREAK}{YEAR}", "alone"),
    family("board_serial_year", rf"{_PREFIX}{DASH}\d{{1,6}}(?:{DASH}|/){BREAK}{YEAR}", "labelled", compact),
    family("prefix_slashes", rf"{_PREFIX}/\d{{1,5}}/{YEAR}", "alone", compact),
    # county councils VLL 123-2015, Kronofogden KFM 12345-2019
    family("board_serial_year", rf"(?!(?:JO|JK|DO|FI|BO|ARN|IVO|IMY|HFD|REG)\b)[A-ZÅÄÖ]{{2,4}} \d{{1,6}}{DASH}{BREAK}{YEAR}", "labelled"),
    # county councils with month and number LS 0811-1018, HSN 1212-1456; with short year FHN 15-0123, where five
    # figures stand behind an agency's own name: FI 22-05520
    family("prefix_month_serial", rf"(?:LS|HSN|RTN|TN|KUN|FHN|PaN|RTK|SLL) \d\d(?:0[1-9]|1[0-2]){DASH}\d{{3,5}}", "alone"),
    family("prefix_month_serial", rf"(?!(?:FI|PTS)\b)[A-ZÅÄÖ]{{2,4}} \d\d(?:(?:0[1-9]|1[0-2]){DASH}\d{{3,5}}|{DASH}\d{{4}})", "labelled"),
    # Landstinget Sörmland LS-LED15-0123, Dalarna LD15/01234, Halland RS150123, Lerum KS15.123, offices HSF26-0188
    family("prefix_short_year", rf"[A-ZÅÄÖ]{{2,4}}-[A-ZÅÄÖ]{{2,4}}\d\d{DASH}{BREAK}\d{{3,5}}", "alone"),
    family("prefix_short_year", rf"[A-ZÅÄÖ]{{2,4}}(?:\d\d[/.]{BREAK}\d{{1,5}}|\d\d{DASH}{BREAK}\d{{3,5}}|/?\d{{6}})", "labelled"),
    # Värmdö 2015KS/0123 and 15KS/123, Borås 2015/KS0123, Region Örebro län 15RS1234
    family("year_prefix", rf"{YEAR}(?:[A-ZÅÄÖ]{{2,5}}/\d{{2,5}}|/[A-ZÅÄÖ]{{2,5}}\d{{2,5}})", "alone"),
    family("short_year_prefix", rf"\d\d(?:{BOARDS})/{BREAK}\d{{1,5}}", "alone"),
    family("short_year_prefix", r"\d\d[A-ZÅÄÖ]{2,4}/?\d{1,5}", "labelled"),
    # the Enforcement Authority's summary proceedings 01-214532-22
    family("court", rf"\d{{2}}-{BREAK}\d{{5,6}}-{BREAK}\d{{2}}", "labelled"),
    # KS-17/149, KS/17/149
    family("prefix_year_slash", rf"{_PREFIX}[-/]\d\d/{BREAK}\d{{1,5}}", "labelled", compact),
    # KS 2015.123
    family("prefix_dots", rf"{_PREFIX} {YEAR}\.\d{{2,6}}", "labelled", compact),
    # Örebro Ks 1204/2025, Kst 77/2024; BN 1204/2025
    family("board_serial_year", rf"(?:{BOARDS}|{_MIXED}) \d{{1,5}}/{BREAK}{YEAR}", "alone"),
    family("board_serial_year", rf"{_PREFIX} \d{{1,5}}/{BREAK}{YEAR}", "labelled", compact),
    # Mölndal KS 149/17, Båstad KS 298/14
    family("board_serial_year", rf"{_PREFIX} \d{{1,5}}/{BREAK}\d{{2}}", "labelled", compact),
    # boards of associations Fd 3360/2025, offices of small agencies Adm 6107/04
    family("board_serial_year", rf"(?!(?:Dnr|Jnr|Änr|Nr|Mål|Bet|Ref|Id)\b)[A-ZÅÄÖ][a-zåäö]{{1,3}} \d{{1,5}}/{BREAK}(?:{YEAR}|\d{{2}})", "labelled"),
    # ByN 2015/123, KomS 2015/123, KoF 2015/12
    family("prefix_year_slash", rf"(?P<p>(?!(?:Dnr|Jnr|Änr|Nr|Mål|Bet|Ref|Id|Reg|Dok|Ert?|Vårt?)\b)[A-ZÅÄÖ][A-Za-zåäö]{{1,3}}[A-ZÅÄÖa-zåäö]) {_Y}/{BREAK}{_N}", "labelled", _joined("{p} {y}/{n}")),
    # Jönköping Ks/2023:123; LiU-2023-01234, Af-2023/0012
    family("prefix_year_colon", rf"(?P<p>{_MIXED})/{_Y}:{_N}", "alone", _joined("{p}/{y}:{n}")),
    family("prefix_year_slash", rf"(?P<p>{_MIXED}) {_Y}/{BREAK}{_N}", "alone", _joined("{p} {y}/{n}")),
    family("prefix_year_serial", rf"(?P<p>[A-ZÅÄÖ][A-Za-zåäö]{{1,4}}){DASH}{_Y}{DASH}{_N}", "alone", _joined("{p}-{y}-{n}")),
    # the national Church Ks 2021-0912
    family("prefix_year_serial", rf"(?P<p>Ks) {_Y}{DASH}{_N}", "labelled", _joined("{p}-{y}-{n}")),
    family("prefix_year_slash", rf"(?P<p>[A-ZÅÄÖ][a-zåäö]{{1,3}}){DASH}{_Y}/{BREAK}(?P<n>\d{{4,6}}(?: \d{{4}})?)", "alone", _joined("{p} {y}/{n}")),
    # Huddinge KS-2025/620.109, Nacka KFKS 2015/123-456, Sollentuna 2025/0620 KS-5, Västerås KS 2025/01204-1.3.2
    family("prefix_year_slash_plan", rf"{_PREFIX}(?: |{DASH}){_Y}/{BREAK}(?P<n>\d{{1,6}}(?:\.\d{{2,3}}|{DASH}\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}))", "alone", _joined("{p} {y}/{n}")),
    family("year_serial_board", rf"{YEAR}/{BREAK}\d{{2,6}} (?:{BOARDS}){DASH}\d{{1,3}}", "alone"),
    # associations of lawyers and others that answer referrals R-2025/0431
    family("letter_year", rf"[A-ZÅÄÖ]{DASH}{YEAR}/{BREAK}\d{{3,6}}", "alone"),
    # KS/2025/112
    family("prefix_slashes", rf"{_PREFIX}/{BREAK}{_Y}/{BREAK}{_N}", "alone", _joined("{p}/{y}/{n}")),
    # Jordbruksverket 3.2.16-18122/18, 5.4.17-04411/2021
    family("class_serial_short_year", rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}{DASH}{BREAK}\d{{1,6}}/{BREAK}\d{{2}}", "alone"),
    # RA 22-2007/03552, BVI 42-2025/01188
    family("agency_class_year", rf"[A-ZÅÄÖ]{{2,5}} \d{{1,3}}(?:\.\d{{1,3}})*{DASH}{BREAK}{YEAR}/{BREAK}\d{{1,6}}", "alone"),
    # Tyresö, with the plan for registers 2018/KS 0290 10, 2016KSM1221.042, 2017KSM0604 301
    family("year_prefix", rf"{YEAR}/[A-ZÅÄÖ]{{2,5}} \d{{3,4}}(?: \d{{2,3}})?", "alone"),
    family("year_prefix", rf"{YEAR}[A-ZÅÄÖ]{{2,5}}\d{{2,5}}(?:\.\d{{2,4}}| \d{{3}})?", "alone"),
    # Ju2025/01510, M2008/2398/A, KN2026/00741, Fi2016/02137/K
    family("department", rf"(?:{DEPARTMENTS}){YEAR}/{BREAK}\d{{2,6}}(?:/[A-ZÅÄÖ][\wÅÄÖåäö]{{0,3}})?", "alone"),
    family(
        "department",
        rf"(?P<p>{DEPARTMENTS}) {_Y}/{BREAK}(?P<n>\d{{3,6}}(?:/[A-ZÅÄÖ]\w{{0,3}})?)",
        "labelled",
        _joined("{p}{y}/{n}"),
    ),
    # Lunds universitet V 2021/1234; KTH V-2021-0123; building registers B 2021-000123
    # Stockholm's office for land E2023-02214
    family("letter_year", rf"[A-ZÅÄÖ](?: {YEAR}/{BREAK}\d{{2,6}}|{DASH}{YEAR}{DASH}\d{{3,6}}| {YEAR}{DASH}\d{{3,6}}|{YEAR}{DASH}\d{{4,6}})", "labelled"),
    # Havs- och vattenmyndigheten HaV 2021-001234
    family("prefix_year_serial", rf"(?P<p>[A-ZÅÄÖ][a-zåäö]{{1,3}}[A-ZÅÄÖ][A-Za-zåäö]{{0,2}}) {_Y}{DASH}{BREAK}(?P<n>\d{{2,6}})", "labelled", _joined("{p}-{y}-{n}")),
    # Kammarkollegiet 9.3-1234-19
    family("class_serial_year", rf"\d{{1,2}}(?:\.\d{{1,2}})+{DASH}{BREAK}\d{{1,6}}{DASH}{BREAK}\d{{2}}", "labelled"),
    # with the number of the plan for registers 2021/123-045, 2015/123.04, SMHI 2015/1234/1.3
    family("year_serial_plan", rf"{YEAR}/{BREAK}\d{{2,6}}(?:{DASH}\d{{1,3}}|\.\d{{2,3}}|/\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})", "labelled"),
    # Skellefteå 2015.123
    family("year_serial", rf"{YEAR}\.\d{{3,6}}", "labelled"),
    # Riksdagsförvaltningen, by the riksdag's year 1234-2015/16
    family("serial_session", rf"\d{{1,5}}{DASH}{BREAK}{YEAR}/\d\d", "labelled"),
    # 2021/123 KS
    family("year_serial_board", rf"{YEAR}/{BREAK}\d{{2,6}} (?:{BOARDS})", "labelled"),
    # unions and associations R 45/21
    family("letter_serial", r"[A-ZÅÄÖ] \d{1,4}/\d{2}", "labelled"),
    # Arbetsdomstolen A 12/21
    family("labour_court", r"[AB] \d{1,3}/\d{2}", "labelled"),
    # A317.402/2025 of the police
    family("police", rf"A\d{{3}}\.\d{{3}}/{BREAK}{YEAR}", "alone"),
    # JK 8799-17-4.3
    family("chancellor", rf"\d{{1,5}}{DASH}\d{{2}}{DASH}\d(?:\.\d){{1,3}}", "alone"),
    # JK until 2010 1050-97-21
    family("chancellor", rf"(?!{YEAR}-)\d{{3,5}}{DASH}\d{{2}}{DASH}\d{{2}}", "labelled"),
    # Lantmäteriet AB241877: the county's letters, the year, a serial number
    family("county_survey", r"(?:AB|AC|BD|[C-IK-OS-UW-Z])\d{2}\d{3,6}", "labelled"),
    # T 4216-11, M 3003-10
    family("court", rf"(?:[A-ZÅÄÖ]|FT|PMT|PMÄ|UM|ÖÄ){BREAK}\d{{1,6}}{DASH}{BREAK}\d{{2}}", "labelled",
            lambda found: re.sub(r"^([A-ZÅÄÖ]+) ?", r"\1 ", compact(found))),
    # chief guardians' boards ÖF 0333-18
    family("prefix_serial_short_year", rf"[A-ZÅÄÖ]{{2,4}} \d{{3,6}}{DASH}{BREAK}\d{{2}}", "labelled"),
    # the tax agency's own series 8-1812753
    family("class_serial", rf"\d{DASH}\d{{6,8}}", "labelled"),
    # boards for ethical review, appeals and supervision apart Ö 35-2012
    family("letter_serial_year", rf"[A-ZÅÄÖ] \d{{1,5}}{DASH}{YEAR}", "labelled"),
    # 33-12
    family("serial_year", rf"\d{{1,6}}{DASH}{BREAK}\d{{2}}", "labelled"),
    # 2023-06100, 2009-4194, 2020/7331, 2013-07406
    family("year_serial", rf"{YEAR}(?:{DASH}|/){BREAK}\d{{2,6}}", "labelled"),
    # Finansinspektionen 22-05520, PTS 23-1234
    family("short_year_serial", rf"\d{{2}}{DASH}\d{{4,6}}", "labelled"),
    # Sveriges Kommuner och Regioner 20/00123; Kemikalieinspektionen H15-01234
    family("short_year_serial", rf"\d\d/{BREAK}\d{{4,6}}", "labelled"),
    family("short_year_serial", rf"[A-ZÅÄÖ]\d\d{DASH}\d{{4,6}}", "labelled"),
    # Länsstyrelsen 5072-2025, JO 6356-2012
    family("serial_year", rf"\d{{1,6}}{DASH}{BREAK}{YEAR}", "labelled"),
    # Göteborg 0263/20, 14/2016, 1234/2019
    family("serial_slash_year", rf"\d{{1,5}}/{BREAK}(?:{YEAR}|\d{{2}})", "labelled"),
)  # fmt: skip

_GROUP_NAME = re.compile(r"\?P<\w+>")


def _any_of(families: Sequence[Family]) -> re.Pattern[str]:
    return re.compile(_bounded("|".join(_GROUP_NAME.sub("?:", one.shape) for one in families)))


ANY_FAMILY = _any_of(FAMILIES)
"""Most texts hold no number of any family: one search tells."""
_TOGETHER = 8
FAMILY_GROUPS = tuple(
    (_any_of(FAMILIES[at : at + _TOGETHER]), FAMILIES[at : at + _TOGETHER])
    for at in range(0, len(FAMILIES), _TOGETHER)
)
"""The families in their order, some together with what tells whether a text holds a number of any of them."""

FRAGMENT = re.compile(
    rf"(?<![\w./:-])(?:[A-ZÅÄÖ]{{2,6}}[-/ ](?:{YEAR})?(?:\d{{1,5}})?[-–/:]\.?|[A-ZÅÄÖ]{{2,6}}{DASH}{YEAR}{DASH}\.)(?=[\s,;)]|$)"
)
"""A number of which a part is missing: `KSN-2015-.`, `KS-612/`."""

TELLING_FRAGMENT = re.compile(rf"[A-ZÅÄÖ]{{2,6}}[- ]{YEAR}{DASH}\.?")
"""Board, year and hyphen: a fragment that needs no label."""

PLAN_CLASS = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ -/]?)?\d{1,2}(?:\.\d{1,2}){1,3}")
"""`BUN 2.7.1` under a number: the place of its case in the plan for registers."""

MISPRINT = re.compile(
    r"(?<![\w./:-])(?=[^\n]{0,8}\d)(?!(?i:d\.?nr|diarienr|jnr|änr|nr|mål|bet)\b)"
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ -/]?)?\d[\dOolI]*(?:[-–/:.][\dOolI]+){1,3}(?![\w/:-]|[.–]\w)"
)
"""Figures and separators that no family has, after a label: kept as printed and flagged."""
