"""Every component of the visual language with something to show: one look tells whether all fits. Pure."""

from dataclasses import dataclass
from typing import get_args

from ingest.web.inbox import StatusMark, status_mark
from ingest.web.language import Phrase
from ingest.web.plots import HEIGHT, LEFT, WIDTH, Entry, Line, Mark, Plot, Shape, across, points, ticks, up
from ingest.web.sheet import SheetRow, SheetValue
from schemas.document import DocumentStatus

TONES = (
    ("ink", "Text"),
    ("quiet", "Stillsamt: det som inte är huvudsaken"),
    ("accent", "Leder vidare, pågår"),
    ("good", "Klart"),
    ("warn", "Behöver ett öga"),
    ("bad", "Gick inte"),
    ("edit-tone", "Rättat av Inkom"),
)
SIZES = ("s", "m", "l", "xl", "xxl")


@dataclass(frozen=True, kw_only=True)
class ShowcasePage:
    """Everything `showcase.html` shows."""

    tones: tuple[tuple[str, str], ...]
    sizes: tuple[str, ...]
    marks: tuple[StatusMark, ...]
    rows: tuple[SheetRow, ...]
    plot: Plot


def showcase_page() -> ShowcasePage:
    """The living page."""
    return ShowcasePage(
        tones=TONES,
        sizes=SIZES,
        marks=tuple(status_mark(status) for status in get_args(DocumentStatus)),
        rows=(
            SheetRow(
                label="Diarienummer",
                field="dnr",
                values=(SheetValue(text="KS 2024/17", note="handlingens eget"),),
            ),
            SheetRow(
                label="Datum",
                field="dates",
                values=(SheetValue(text="31 februari 2024", flags=("datumet finns inte",)),),
            ),
            SheetRow(label="Avsändare", field="issuer", values=()),
        ),
        plot=_plot(),
    )


def _plot() -> Plot:
    """Each shape and dash, each with its interval."""
    steps = (0.0, 0.25, 0.5, 0.75, 1.0)
    shown: tuple[tuple[float, float, Shape], ...] = (
        (0.25, 0.4, "circle"),
        (0.5, 0.55, "square"),
        (0.75, 0.0, "hollow"),
    )
    return Plot(
        id="visa-diagram",
        title="Diagram",
        told=Phrase.of("Siffrorna står alltid också i en tabell."),
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        x_label="Väntad andel fel",
        y_label="Uppmätt andel fel",
        x_ticks=ticks(steps, lambda share: across(share, 1.0)),
        y_ticks=ticks(steps, up),
        lines=(
            Line(points=points([(across(0, 1), up(0)), (across(1, 1), up(1))]), dash="dashed"),
            Line(points=points([(across(x, 1), up(y)) for x, y, _ in shown[:2]]), dash="solid"),
        ),
        marks=tuple(
            Mark(
                x=across(x, 1),
                y=up(y),
                shape=shape,
                told=Phrase.of("{share}", share=y),
                bar=(across(x, 1), up(max(0.0, y - 0.15)), across(x, 1), up(y + 0.15)),
            )
            for x, y, shape in shown
        ),
        legend=(
            Entry(label="väntat av modellen", shape="circle"),
            Entry(label="uppmätt, med intervall", shape="square"),
            Entry(label="inget fel funnet", shape="hollow"),
            Entry(label="så mycket som väntat", dash="dashed"),
        ),
    )
