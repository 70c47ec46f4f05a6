"""Every component of the visual language with something to show: one look tells whether all fits. Pure."""

from dataclasses import dataclass
from typing import get_args

from ingest.web.inbox import StatusMark, status_mark
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
            SheetRow(label="Från", field="issuer", values=()),
        ),
    )
