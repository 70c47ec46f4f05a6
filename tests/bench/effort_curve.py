"""The curve of `./bench effort` as a picture."""

from collections.abc import Mapping, Sequence

SIDE, MARGIN = 400, 40
COLOURS = {"queue": "#1d4f91", "chance": "#8a8a8a", "best": "#2e7d32"}


def drawn(curves: Mapping[str, Sequence[float]]) -> str:
    """SVG: the errors that are left against the documents that were reviewed."""
    lines = "".join(_line(name, shares, at) for at, (name, shares) in enumerate(curves.items()))
    size = SIDE + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" '
        f'font-size="12"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#ccc"/>{lines}'
        f'<text x="{MARGIN}" y="{size - 12}">documents reviewed, 0 to 100 %</text>'
        f'<text x="{MARGIN}" y="24">errors left, 0 to 100 %</text></svg>\n'
    )


def _line(name: str, shares: Sequence[float], at: int) -> str:
    last = len(shares) - 1
    points = " ".join(
        f"{MARGIN + SIDE * number / last:.1f},{MARGIN + SIDE * share:.1f}"
        for number, share in enumerate(shares)
    )
    label = f'<text x="{SIDE - 40}" y="{MARGIN + 20 + 16 * at}" fill="{COLOURS[name]}">{name}</text>'
    return f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>{label}'
