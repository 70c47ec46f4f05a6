"""Kvalitet as page values: what is predicted, what was measured, by group, and each rule's record. Pure."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from ingest.audit.observation import Kind
from ingest.audit.quality import LEAST, Calibrated, Quality, Rate, RuleFigures
from ingest.register.figures import Example, Group
from ingest.web import labels
from ingest.web.finding import LIST
from ingest.web.language import Phrase, Sayable
from ingest.web.plots import (
    BOTTOM,
    HEIGHT,
    LEAST_SHOWN,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Entry,
    Line,
    Mark,
    Plot,
    Tick,
    order,
    points,
    round_steps,
)

QUALITY = "/kvalitet"
RULES = f"{QUALITY}/regler"
Across = Callable[[float], float]
"""From a share to its place on an axis."""
DECADES = (0.0001, 0.001, 0.01, 0.1, 1.0)
MOST_DRAWN = 24
"""Groups of a plot; the table has them all."""
ROW = 26
MOST_LETTERS, LETTER = 30, 7.2
"""Of a name beside a plot, and about how wide each is."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A choice of the page, and where it leads."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """One group of the table."""

    name: Sayable
    quality: Quality
    address: str | None


@dataclass(frozen=True, kw_only=True)
class CalibrationPart:
    """Predicted against measured for characters or values, drawn and as a table."""

    label: str
    plot: Plot
    rows: tuple[Calibrated, ...]


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """One rule's record."""

    name: str
    label: Phrase
    figures: RuleFigures
    address: str


@dataclass(frozen=True, kw_only=True)
class QualityPage:
    """Everything `quality.html` shows. `rules` is the address of the rules' record."""

    whole: Quality
    sampled: bool
    samples: tuple[Chosen, ...]
    kinds: tuple[Chosen, ...]
    groups: tuple[Chosen, ...]
    kind: Kind
    group_name: str
    plot: Plot | None
    plot_note: Phrase | None
    rows: tuple[GroupRow, ...]
    calibration: tuple[CalibrationPart, ...]
    rules: str
    not_counted: int
    least: int


@dataclass(frozen=True, kw_only=True)
class RulesPage:
    """Everything `rules.html` shows: the record of every rule. `back` is the page of all figures."""

    back: str
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, kw_only=True)
class RulePage:
    """Everything `rule.html` shows: one rule and where it fired."""

    name: str
    label: Phrase
    figures: RuleFigures | None
    examples: tuple[tuple[Example, str], ...]


def quality_page(
    whole: Quality,
    groups: Sequence[Quality],
    calibration: Mapping[Kind, Sequence[Calibrated]],
    *,
    by: Group,
    kind: Kind,
    sampled: bool,
    not_counted: int,
) -> QualityPage:
    """The page, by one of the groupings."""

    def address(**changed: str) -> str:
        stated = {"per": by, "av": kind, "urval": "stickprov" if sampled else "alla"} | changed
        return f"{QUALITY}?{urlencode(stated)}"

    return QualityPage(
        whole=whole,
        sampled=sampled,
        samples=(
            Chosen(label="Alla granskade", address=address(urval="alla"), is_chosen=not sampled),
            Chosen(label="Bara stickprov", address=address(urval="stickprov"), is_chosen=sampled),
        ),
        kinds=tuple(
            Chosen(label=label, address=address(av=name), is_chosen=name == kind)
            for name, label in labels.KIND.items()
        ),
        groups=tuple(
            Chosen(label=labels.GROUP[name], address=address(per=name), is_chosen=name == by)
            for name in get_args(Group)
        ),
        kind=kind,
        group_name=labels.GROUP[by],
        plot=_by_group(groups, by, kind),
        plot_note=_what_is_drawn(groups, by) if len(groups) > MOST_DRAWN else None,
        rows=tuple(GroupRow(name=_name(one, by), quality=one, address=_documents(one, by)) for one in groups),
        calibration=tuple(
            CalibrationPart(label=labels.KIND[name], plot=_calibration(name, found), rows=tuple(found))
            for name, found in calibration.items()
            if found
        ),
        rules=f"{RULES}?{urlencode({'urval': 'stickprov' if sampled else 'alla'})}",
        not_counted=not_counted,
        least=LEAST,
    )


def rules_page(rules: Sequence[RuleFigures], *, sampled: bool) -> RulesPage:
    """Every rule, the worst first."""
    back = f"{QUALITY}?{urlencode({'urval': 'stickprov'})}" if sampled else QUALITY
    return RulesPage(back=back, rules=tuple(_rule(one) for one in rules))


def rule_page(name: str, figures: RuleFigures | None, examples: Sequence[Example]) -> RulePage:
    """One rule, with the places where people disagreed first."""
    return RulePage(
        name=name,
        label=rule_label(name),
        figures=figures,
        examples=tuple((one, _place(name, one)) for one in examples),
    )


def rule_label(name: str) -> Phrase:
    """What a rule is about, in words; its own name stands beside it."""
    family = name.partition(".")[0]
    if family == "repair":
        kind = name.partition(".")[2]
        known = {str(edit): label for edit, label in labels.EDIT_KIND.items()}
        return Phrase.of("Rättelse: {kind}", kind=Phrase.of(known.get(kind, kind)))
    return Phrase.of(labels.RULE_FAMILY.get(family, family))


def _rule(figures: RuleFigures) -> RuleRow:
    return RuleRow(
        name=figures.rule,
        label=rule_label(figures.rule),
        figures=figures,
        address=f"{QUALITY}/regel?{urlencode({'namn': figures.rule})}",
    )


def _place(rule: str, example: Example) -> str:
    shown = "rattelser" if rule.startswith("repair.") else "blad"
    return f"/dokument/{example.document_id}?sida={example.page}&visa={shown}"


def _name(one: Quality, by: Group) -> Sayable:
    if one.group is None:
        return labels.NAMELESS[by]
    known: Mapping[str, str] = {
        **(
            {str(code): label for code, label in labels.DOCUMENT_TYPE.items()}
            if by == "document_type"
            else {}
        ),
        **({str(code): label for code, label in labels.TEXT_SOURCE.items()} if by == "text_source" else {}),
    }
    return known.get(one.group, one.group)


def _documents(one: Quality, by: Group) -> str | None:
    """The group's documents in the list, where that can filter by it."""
    if one.group is None:
        return None
    if by == "period":
        return (
            f"{LIST}?{urlencode({'received_from': f'{one.group}-01', 'received_to': _last_day(one.group)})}"
        )
    if by in ("issuer", "document_type"):
        return f"{LIST}?{urlencode([(by, one.group)])}"
    return None


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{monthrange(year, number)[1]}"


def _rates(one: Quality, kind: Kind) -> tuple[Rate | None, Rate | None]:
    if kind == "characters":
        return one.predicted_characters, one.measured_characters
    return one.predicted_values, one.measured_values


def _drawn(groups: Sequence[Quality], by: Group, kind: Kind) -> list[Quality]:
    """The latest periods, or the groups with the most documents, in the table's order."""
    shown = [one for one in groups if any(_rates(one, kind))]
    if by == "period" or len(shown) <= MOST_DRAWN:
        return shown[-MOST_DRAWN:]
    largest = sorted(shown, key=lambda one: -one.documents)[:MOST_DRAWN]
    return [one for one in shown if one in largest]


def _what_is_drawn(groups: Sequence[Quality], by: Group) -> Phrase:
    if by == "period":
        return Phrase.of(
            "Bilden visar de {n} senaste av {all}; tabellen har alla.", n=MOST_DRAWN, all=len(groups)
        )
    return Phrase.of(
        "Bilden visar de {n} med flest handlingar av {all}; tabellen har alla.", n=MOST_DRAWN, all=len(groups)
    )


def _by_group(groups: Sequence[Quality], by: Group, kind: Kind) -> Plot | None:
    """A line for each group: predicted as a ring, measured as a square, both with their intervals."""
    drawn = _drawn(groups, by, kind)
    if not drawn:
        return None
    ends = [
        rate.interval[1] if rate.interval else rate.rate
        for one in drawn
        for rate in _rates(one, kind)
        if rate
    ]
    steps = round_steps(max(*ends, 0.0005))
    names = [_short(_name(one, by)) for one in drawn]
    left = 24 + LETTER * max(len(name) if isinstance(name, str) else 0 for name in names)
    width, height = left + 440.0, TOP + ROW * len(drawn) + BOTTOM

    def across(share: float) -> float:
        return round(left + share / steps[-1] * (width - left - RIGHT), 1)

    marks: list[Mark] = []
    for at, one in enumerate(drawn):
        predicted, measured = _rates(one, kind)
        middle = TOP + ROW * (at + 0.5)
        if predicted:
            marks.append(_on_row(predicted, middle - 4, "circle", across))
        if measured:
            marks.append(_on_row(measured, middle + 4, "square", across))
    return Plot(
        id="per-grupp",
        title="Väntad och uppmätt andel fel",
        told=Phrase.of("{n} grupper. Siffrorna står i tabellen.", n=len(drawn)),
        width=width,
        height=height,
        left=left,
        x_label="Andel fel",
        y_label=None,
        x_ticks=tuple(Tick(at=across(step), text=Phrase.of("{share}", share=step)) for step in steps),
        y_ticks=tuple(Tick(at=TOP + ROW * (at + 0.5), text=name) for at, name in enumerate(names)),
        lines=(),
        marks=tuple(marks),
        legend=(
            Entry(label="väntat av modellen", shape="circle"),
            Entry(label="uppmätt i granskade handlingar", shape="square"),
        ),
    )


def _short(name: Sayable) -> Sayable:
    if isinstance(name, str) and len(name) > MOST_LETTERS:
        return f"{name[: MOST_LETTERS - 1]}…"
    return name


def _on_row(rate: Rate, y: float, shape: str, across: Across) -> Mark:
    low, high = rate.interval or (rate.rate, rate.rate)
    told = Phrase.of("{rate} ({low}–{high})", rate=float(rate.rate), low=float(low), high=float(high))
    return Mark(
        x=across(rate.rate),
        y=y,
        shape="circle" if shape == "circle" else "square",
        told=told,
        bar=(across(low), y, across(high), y) if rate.interval else None,
    )


def _calibration(kind: Kind, found: Sequence[Calibrated]) -> Plot:
    """Predicted against measured, both in orders of size. On the line both are the same."""

    def right(share: float) -> float:
        return order(share, LEFT, WIDTH - RIGHT)

    def high(share: float) -> float:
        return order(share, HEIGHT - BOTTOM, TOP)

    return Plot(
        id=f"kalibrering-{kind}",
        title="Väntat mot uppmätt",
        told=Phrase.of("{n} klasser av väntat fel. Siffrorna står i tabellen.", n=len(found)),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        x_label="Väntad andel fel",
        y_label="Uppmätt andel fel",
        x_ticks=tuple(Tick(at=right(step), text=Phrase.of("{share}", share=step)) for step in DECADES),
        y_ticks=tuple(Tick(at=high(step), text=Phrase.of("{share}", share=step)) for step in DECADES),
        lines=(
            Line(
                points=points([(right(LEAST_SHOWN), high(LEAST_SHOWN)), (right(1), high(1))]), dash="dashed"
            ),
        ),
        marks=tuple(_calibrated(one, right, high) for one in found),
        legend=(
            Entry(label="uppmätt, med intervall", shape="square"),
            Entry(label="inget fel funnet", shape="hollow"),
            Entry(label="så mycket som väntat", dash="dashed"),
        ),
    )


def _calibrated(one: Calibrated, right: Across, high: Across) -> Mark:
    x, interval = right(one.predicted.rate), one.measured.interval
    return Mark(
        x=x,
        y=high(one.measured.rate),
        shape="square" if one.measured.wrong else "hollow",
        told=Phrase.of(
            "väntat {predicted}, uppmätt {measured} av {n}",
            predicted=float(one.predicted.rate),
            measured=float(one.measured.rate),
            n=one.measured.of,
        ),
        bar=(x, high(interval[0]), x, high(interval[1])) if interval else None,
    )
