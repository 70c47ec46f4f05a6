"""What a template's variables are filled with: persons, numbers, dates, telephones; all drawn from a seed.

Telephone numbers come from the series that PTS keeps for fiction, personal identity numbers from the serial
numbers 980-989 that Skatteverket keeps for tests.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")

DATE_FORMS: dict[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "deniso": lambda d: f"den {d.isoformat()}",
    "long": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "den": lambda d: f"den {d.day} {MONTHS[d.month - 1]} {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]} den {d.day} {MONTHS[d.month - 1]} {d.year}",
    "abbr": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
    "slash": lambda d: f"{d.day}/{d.month} {d.year}",
    "compact": lambda d: f"{d:%Y%m%d}",
    "year": lambda d: f"{d.day} {MONTHS[d.month - 1]} år {d.year}",
    "dots": lambda d: f"{d:%d.%m.%Y}",
    "spaced": lambda d: f"{d:%Y %m %d}",
    "short": lambda d: f"{d.day}/{d.month}-{d:%y}",
    "noyear": lambda d: f"{d.day} {MONTHS[d.month - 1]}",
    "dennoyear": lambda d: f"den {d.day} {MONTHS[d.month - 1]}",
    "month": lambda d: f"{MONTHS[d.month - 1]} {d.year}",
}
"""How a day is printed."""

_INCOMPLETE: dict[str, Callable[[date], str]] = {
    "noyear": lambda d: f"XXXX-{d:%m-%d}",
    "dennoyear": lambda d: f"XXXX-{d:%m-%d}",
    "month": lambda d: f"{d:%Y-%m}",
}

DNR_FAMILIES: dict[str, dict[str, str]] = {
    # family: {form: pattern}; the first form is the normal one. p prefix, y year, yy its last two figures,
    # c class, n a serial of up to four figures, n5 and n4 the same with leading zeros.
    "class_slash": {"plain": "{c}-{n}/{y}"},
    "class_short": {"plain": "{c}-{n}-{yy}"},
    "year_class": {"plain": "{y}-{c}-{n3}"},
    "class_year": {"plain": "{c1}-{n}-{y}"},
    "class_dots": {"plain": "1.{c1}.{c1}-{n}-{y}"},
    "office": {"plain": "T{y}-0{c2}-0{n4}", "space": "T {y}-3{c2}-0{n4}"},
    "office_dp": {"plain": "S-Dp {y}-1{n4}-54"},
    "prefix_dash": {"dash": "{p}-{y}-{n5}", "space": "{p} {y}-{n5}", "endash": "{p} {y}–{n5}"},
    "prefix_colon": {"slash": "{p}/{y}:{n5}", "space": "{p} {y}:{n5}"},
    "prefix_slash": {"space": "{p} {y}/{n}", "dash": "{p}-{y}/{n}"},
    "year_prefix": {"plain": "{y}/{p} 0{n3} 10"},
    "year_prefix_dot": {"plain": "{y}{p}{n4}.0{c2}"},
    "year_serial": {"plain": "{y}-0{n4}"},
    "serial_short": {"plain": "0{n3}/{yy}"},
    "department": {"plain": "{p}{y}/0{n4}"},
    "department_unit": {"plain": "{p}{y}/{n4}/A"},
    "serial_year": {"plain": "{n4}-{y}"},
    "lst_old": {"plain": "{c}-{yy}-{n4}"},
    "lst_class": {"plain": "{c}-{n4}-{y}"},
    "jk": {"plain": "{n4}-{yy}-4.3"},
    "jk_new": {"plain": "{y}/{n4}"},
    "kammarkollegiet": {"plain": "{c1}.1-{n4}-{y}"},
    "naturvard": {"plain": "{c}-{n4}-{yy} Rm"},
    "riksarkivet": {"plain": "RA {c2}-{y}/0{n4}"},
    "agency_slash": {"plain": "{p} {y}/{n5}"},
    "court": {"plain": "{p} {n4}-{yy}"},
    "court_plain": {"plain": "{n2}-{yy}"},
    "inspection": {"plain": "3.5.1-{n5}/{y}"},
    "school_inspection": {"slash": "SI/{y}:{n}", "space": "SI {y}:{n}"},
    "school_agency": {"plain": "{y}:000{n4}"},
    "board_serial": {"plain": "{p} {n}/{y}"},
    "prefix_slash_plan": {"space": "{p} {y}/{n}.109", "dash": "{p}-{y}/{n}.109"},
    "year_board": {"plain": "{y}/0{n3} {p}-5"},
    "region_letter": {"plain": "{y}-O000{n3}"},
    "glued": {"plain": "{p}{y}/00{n3}"},
    "migration": {"plain": "1.1.2-{y}-{n5}"},
    "audit": {"plain": "3.1.1-{y}-0{n3}"},
    "university_class": {"plain": "FS 1.1-{n}-{yy}"},
    "agency_short": {"plain": "{p}-0{n4}-{yy}"},
    "short_year": {"plain": "{yy}-{n5}"},
    "police": {"plain": "A{c}.{n3}/{y}"},
    "case_dots": {"plain": "{p}.{y}.{n}"},
    "case_six": {"dash": "{p}-{y}-00{n4}", "space": "{p} {y}-00{n4}"},
    "agency_serial": {"plain": "{p}-0{n4}-{yy}"},
    "city_unit": {"plain": "N137-0{n3}/{yy}"},
    "association": {"plain": "{yy}/0{n4}"},
    "tax": {"plain": "2{c2} {n4}21-{yy}/111"},
    "school_class": {"plain": "8.1.{c1}-{y}:0{n4}"},
    "energy": {"plain": "{y}-10{n4}"},
    "higher_education": {"plain": "1.{c1}.3-00{n3}-{y}"},
    "court_long": {"plain": "1{n4}-{yy}"},
    "plain_year": {"plain": "{n}/{y}"},
    "year_plan": {"plain": "{y}/{n3}-0{c2}"},
    "prefix_plan_dash": {"plain": "{p} {y}/{n3}-{c}"},
    "agricultural": {"plain": "SLU.ua.{y}.2.6-{n4}"},
    "insurance": {"plain": "{p} {y}/00{n4}"},
    "prefix_dash_three": {"dash": "{p}-{y}-{n3}", "space": "{p} {y}-{n3}"},
    "prefix_dash_four": {"dash": "{p}-{y}-{n4}", "space": "{p} {y}-{n4}"},
    "prefix_dash_plain": {"dash": "{p}-{y}-{n}"},
    "prefix_slash_long": {"space": "{p} {y}/00{n3}", "dash": "{p}-{y}/00{n3}"},
    "prefix_slash_class": {"plain": "{p} {y}/{n3}-0{c1}"},
    "prefix_colon_short": {"slash": "{p}/{y}:{n3}", "space": "{p} {y}:{n3}"},
    "prefix_year_short": {"plain": "{p} {yy}/{n3}"},
    "city_planning": {"plain": "{y}-{n5}-{c}"},
    "development": {"plain": "{p}{y}-0{n4}"},
    "city_board": {"plain": "{p}-0{n3}/{yy}"},
    "serial_slash_year": {"plain": "{n4}/{y}"},
    "department_group": {"plain": "{p}{y}/0{n4}/SOF"},
    "guardian": {"plain": "{p} 0{n3}-{yy}"},
    "year_six": {"plain": "{y}/0{n5}"},
    "year_five": {"plain": "{y}-{n5}"},
    "tax_serial": {"plain": "8-1{n4}{c2}"},
    "social_board": {"plain": "{c1}.2-{n5}/{y}"},
    "survey": {"plain": "{p}{yy}{n4}"},
    "insurance_long": {"plain": "00{n4}-{y}"},
    "court_four": {"plain": "{n4}-{yy}"},
    "college": {"plain": "HMB 3.1-{n3}-{yy}"},
    "glued_plan": {"plain": "{p}{y}/0{n3}-{c2}"},
    "year_serial_class": {"plain": "{y}-{n3}-1.{c1}.4"},
    "register_short": {"plain": "{c2}-{n3}-{yy}"},
    "office_short": {"plain": "{p} {n4}/{yy}"},
    "class_slash_document": {"plain": "8.{c1}.1-{n4}/{y}-1"},
    "privacy": {"plain": "IMY-{y}-{n4}"},
    "university_class_new": {"plain": "{p} FV-1.1.3-0{n3}-{yy}"},
}

_FIRST, _LAST = (
    part.split() for part in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").split("\n\n")
)

_PHONES = ("08-465 004 {:02d}", "031-390 06 {:02d}", "040-628 04 {:02d}", "0980-319 2{:02d}")
"""Series for fiction (PTS, `Telefonnummer för användning i böcker och filmer m.m.`)."""

_ASCII = str.maketrans("åäöéÅÄÖ", "aaoeAAO")


@dataclass(frozen=True, kw_only=True)
class Value:
    """A drawn value: how it is printed in each form, and what it is."""

    forms: dict[str, str]
    normal: dict[str, str] = field(default_factory=dict)  #: by form; the printed text where a form is missing

    def printed(self, form: str | None) -> str:
        """The text in the named form, or in the first one."""
        return self.forms[form] if form else next(iter(self.forms.values()))

    def means(self, form: str | None) -> str:
        """The normalized value behind that form."""
        return self.normal.get(form or next(iter(self.forms)), self.printed(form))


def draw(kind: str, arguments: str, known: dict[str, Value], rng: random.Random) -> Value:
    """One variable of a template. `known` are those above it; a date may count from one of them."""
    if kind == "dnr":
        return _dnr(arguments.split(), known, rng)
    if kind == "date":
        return _date(arguments, known, rng)
    return _DRAWN[kind](arguments, rng)


def _dnr(arguments: list[str], known: dict[str, Value], rng: random.Random) -> Value:
    """`FAMILY [PREFIX|-] [YEAR or a date's name]`."""
    family, prefix, year = (*arguments, *("", "-", "")[len(arguments) :])
    if year in known:
        year = known[year].printed("iso")[:4]
    year = year or str(rng.randint(2015, 2025))
    n = rng.randint(101, 9899)
    parts = {
        "p": prefix, "y": year, "yy": year[2:], "c": str(rng.randint(101, 599)), "c1": str(rng.randint(2, 9)),
        "c2": str(rng.randint(11, 59)), "n": str(n), "n2": str(n % 90 + 10), "n3": f"{n % 900 + 100}",
        "n4": f"{n % 9000 + 1000}", "n5": f"{n:05d}",
    }  # fmt: skip
    forms = {name: pattern.format(**parts) for name, pattern in DNR_FAMILIES[family].items()}
    normal = next(iter(forms.values()))
    return Value(forms=forms, normal=dict.fromkeys(forms, normal))


def _date(arguments: str, known: dict[str, Value], rng: random.Random) -> Value:
    """`2024-01-15 2025-06-30` between two days, or `d+20`, `d-30..40` days from another; no weekends."""
    if match := re.fullmatch(r"(\w+)([+-])(\d+)(?:\.\.(\d+))?", arguments):
        base = date.fromisoformat(known[match[1]].printed("iso"))
        days = rng.randint(int(match[3]), int(match[4] or match[3]))
        day = base + timedelta(days=days if match[2] == "+" else -days)
    else:
        first, last = (date.fromisoformat(part) for part in arguments.split())
        day = first + timedelta(days=rng.randint(0, (last - first).days))
    if day.weekday() > 4:
        day += timedelta(days=-2 if match and match[2] == "-" else 2)
    return Value(
        forms={name: form(day) for name, form in DATE_FORMS.items()},
        normal={
            name: _INCOMPLETE[name](day) if name in _INCOMPLETE else day.isoformat() for name in DATE_FORMS
        },
    )


def _person(rng: random.Random) -> Value:
    first, last = rng.choice(_FIRST), rng.choice(_LAST)
    address = f"{first}.{last}".translate(_ASCII).lower()
    return Value(forms={"name": f"{first} {last}", "first": first, "last": last, "mail": address})


def _identity(rng: random.Random, *, added_to_day: int) -> Value:
    """A personnummer, or with 60 added to the day a samordningsnummer, of a test serial number."""
    born = date(1935, 1, 1) + timedelta(days=rng.randint(0, 25_000))
    figures = f"{born:%y%m}{born.day + added_to_day:02d}{rng.randint(980, 989)}"
    total = 0
    for place, figure in enumerate(figures):
        product = int(figure) * (2 - place % 2)
        total += product // 10 + product % 10
    last = f"{figures[6:]}{-total % 10}"
    head = figures[:6]
    century = born.year // 100
    return Value(
        forms={
            "long": f"{century}{head}-{last}",
            "short": f"{head}-{last}",
            "compact": f"{century}{head}{last}",
        },
        normal={"long": f"{century}{head}-****", "short": f"{head}-****", "compact": f"{century}{head}-****"},
    )


def _number(arguments: str, rng: random.Random) -> Value:
    low, high = (int(part) for part in arguments.split())
    return _one(str(rng.randint(low, high)))


def _one(text: str) -> Value:
    return Value(forms={"plain": text})


_DRAWN: dict[str, Callable[[str, random.Random], Value]] = {
    "person": lambda _, rng: _person(rng),
    "number": _number,
    "choice": lambda arguments, rng: _one(rng.choice([part.strip() for part in arguments.split("|")])),
    "phone": lambda _, rng: _one(rng.choice(_PHONES).format(rng.randint(0, 99))),
    "mobile": lambda _, rng: _one(f"070-174 06 {rng.randint(5, 99):02d}"),
    "pnr": lambda _, rng: _identity(rng, added_to_day=0),
    "samnr": lambda _, rng: _identity(rng, added_to_day=60),
    "digits": lambda arguments, rng: _one("".join(rng.choice("123456789") for _ in range(int(arguments)))),
}
"""How a variable of each kind is drawn from its arguments."""
