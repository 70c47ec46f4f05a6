"""The figures of a run of `bench reading` as one HTML page that needs nothing else."""

from collections.abc import Iterator, Sequence
from html import escape
from math import log10
from statistics import mean

from tests.bench.reading_figures import Report, predictions, speed, table

COLOURS = ("#9ecae1", "#08519c", "#d95f0e", "#fdae6b", "#636363")
LEAST = 0.0001
"""Error rates below this are drawn at the axis' end."""
WIDTH, BAR, LABEL = 760, 9, 120
PLOT = 360

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1a1a1a }
pre { overflow-x: auto; font-size: 13px; line-height: 1.35 } svg { max-width: 100%; height: auto }
text { font: 12px system-ui, sans-serif; fill: #1a1a1a }
"""


def html(report: Report) -> str:
    """The page."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reading of scans</title>'
        f"<style>{STYLE}</style></head><body><h1>Reading of scans</h1>"
        f"<h2>Character error rate by damage</h2><p>Logarithmic; order-tolerant.</p>{_bars(report)}"
        f"<h2>Seconds for each page</h2>{_speeds(report)}"
        f"<h2>Predicted and true error of pages</h2>{_predictions(report)}"
        f"<h2>All figures</h2><pre>{escape(table(report))}</pre></body></html>\n"
    )


def _svg(width: float, height: float, label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-label="{escape(label)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def _rectangle(x: float, y: float, width: float, height: float, colour: str, title: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" fill="{colour}">'
        f"<title>{escape(title)}</title></rect>"
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _along(rate: float) -> float:
    """Where an error rate lies on a logarithmic axis from LEAST to 1; 0 to 1."""
    return log10(max(rate, LEAST) / LEAST) / log10(1 / LEAST)


def _bars(report: Report) -> str:
    room, group = WIDTH - LABEL - 20, BAR * len(report.systems) + 10
    height = group * len(report.damages) + 60
    parts = list(_legend(report.systems))
    for power in range(5):
        x = LABEL + room * power / 4
        parts.append(f'<line x1="{x}" y1="40" x2="{x}" y2="{height}" stroke="#ddd"/>')
        parts.append(_text(x, 36, f"{100 * LEAST * 10**power:g} %", "middle"))
    for row, damage in enumerate(report.damages):
        top = 46 + row * group
        parts.append(_text(LABEL - 8, top + group / 2, damage, "end"))
        for place, system in enumerate(report.systems):
            rate = mean(report.rates(system, damages=[damage]))
            title = f"{damage}, {system}: {rate:.3%}"
            parts.append(
                _rectangle(
                    LABEL, top + place * BAR, max(1, room * _along(rate)), BAR - 1, COLOURS[place], title
                )
            )
    return _svg(WIDTH, height, "Character error rate by damage and system", parts)


def _legend(systems: Sequence[str]) -> Iterator[str]:
    for place, system in enumerate(systems):
        yield _rectangle(LABEL + 130 * place, 6, 12, 12, COLOURS[place], system)
        yield _text(LABEL + 130 * place + 18, 17, system)


def _speeds(report: Report) -> str:
    systems = list(dict.fromkeys(turn.system for turn in report.turns))
    speeds = {system: speed(report, system) for system in systems}
    scale = (WIDTH - LABEL - 190) / max(one.seconds for one in speeds.values())
    parts = []
    for row, (system, one) in enumerate(speeds.items()):
        title = f"{one.seconds:.2f} s, {one.cpu:.2f} CPU s"
        parts.append(_text(LABEL - 8, 20 + 28 * row, system, "end"))
        parts.append(_rectangle(LABEL, 8 + 28 * row, one.seconds * scale, 16, COLOURS[row + 1], title))
        parts.append(_text(LABEL + one.seconds * scale + 6, 20 + 28 * row, title))
    return _svg(WIDTH, 28 * len(systems) + 10, "Seconds for each page by system", parts)


def _predictions(report: Report) -> str:
    pairs = predictions(report)
    parts = [f'<rect x="40" y="10" width="{PLOT}" height="{PLOT}" fill="none" stroke="#999"/>']
    parts.append(f'<line x1="40" y1="{10 + PLOT}" x2="{40 + PLOT}" y2="10" stroke="#ccc"/>')
    for predicted, true in pairs:
        x, y = 40 + PLOT * _along(predicted), 10 + PLOT * (1 - _along(true))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[1]}" fill-opacity=".5"/>')
    parts.append(_text(40 + PLOT / 2, PLOT + 30, "predicted, .01 % to 100 %", "middle"))
    parts.append(
        f'<text transform="translate(28 {10 + PLOT / 2}) rotate(-90)" text-anchor="middle">true</text>'
    )
    return _svg(PLOT + 60, PLOT + 40, "Predicted against true error rate of each page", parts)
