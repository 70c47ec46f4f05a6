"""Pages whose layout misleads readers, read by both of ours.

    ./bench layout [--each N] [--seed N] [--half open|held] [--kind NAME ...] [--show]

Kinds are those of `layout_kinds`. The strict rate counts order too: a number that is glued to its text, or
a note that shares a row with it, is an error. `boxes` counts the signs ☐ and ☒ (a tick is a mark, too) that
stand where they should among the letters; `invented` the characters of lines that nothing printed resembles;
`hands` the signatures that are marked as such.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from ingest.sandbox import Sandbox
from ingest.settings import Settings
from schemas.page import ReadPage
from tests.bench.layout_kinds import KINDS, LayoutPage, layout_page
from tests.bench.scans.metric import errors
from workers.reading import Reader
from workers.sandboxed import PRELOAD

UNLIKE = 0.4
BOXES = "☐☒"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a reader made of a page."""

    page: str
    kind: str
    tolerant: float | None
    """Error rates; none for a blank page."""
    strict: float | None
    boxes: int
    boxes_found: int
    boxes_made: int
    """Signs where no box is."""
    invented: int
    hands: int
    text: str


def seen(page: LayoutPage, read: ReadPage) -> Seen:
    """The page against its truth."""
    truth = "\n".join(line.text for line in page.truth).replace("☑", "☒")
    text = read.raw_text.replace("☑", "☒")
    found = _boxes_found(truth, text)
    rates = errors(page.truth, text) if page.truth else None
    return Seen(
        page=page.name,
        kind=page.kind,
        tolerant=rates.cer if rates else None,
        strict=rates.strict_cer if rates else None,
        boxes=sum(map(truth.count, BOXES)),
        boxes_found=found,
        boxes_made=sum(map(text.count, BOXES)) - found,
        invented=sum(len(line.text) for line in read.lines if _is_invented(line.text, page)),
        hands=len(read.handwriting),
        text=read.raw_text,
    )


def _boxes_found(truth: str, text: str) -> int:
    blocks = SequenceMatcher(None, truth, text, autojunk=False).get_matching_blocks()
    return sum(sum(map(truth[block.a : block.a + block.size].count, BOXES)) for block in blocks)


def _is_invented(line: str, page: LayoutPage) -> bool:
    return not any(
        SequenceMatcher(None, line, cell, autojunk=False).ratio() >= UNLIKE
        for printed in page.truth
        for cell in (printed.text, *printed.cells)
    )


def table(reader: str, results: Sequence[Seen]) -> str:
    """One reader's run as text."""
    rows = [f"{reader:14s}{'CER':>8s}{'strict':>8s}{'boxes':>9s}{'made':>6s}{'invented':>10s}{'hands':>7s}"]
    for kind in dict.fromkeys(one.kind for one in results):
        of_kind = [one for one in results if one.kind == kind]
        rates = [
            (one.tolerant, one.strict)
            for one in of_kind
            if one.tolerant is not None and one.strict is not None
        ]
        tolerant, strict = (mean(column) for column in zip(*rates, strict=True)) if rates else (0.0, 0.0)
        rows.append(
            f"{kind:14s}{tolerant:8.2%}{strict:8.2%}"
            f"{sum(one.boxes_found for one in of_kind):5d}/{sum(one.boxes for one in of_kind):<3d}"
            f"{sum(one.boxes_made for one in of_kind):6d}{sum(one.invented for one in of_kind):10d}"
            f"{sum(one.hands for one in of_kind):7d}"
        )
    return "\n".join(rows)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=6, help="pages of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("open", "held"), default="held")
    parser.add_argument("--kind", dest="kinds", action="append", choices=tuple(KINDS))
    parser.add_argument("--reader", dest="readers", action="append", choices=("pp-ocr", "tesseract"))
    parser.add_argument("--show", action="store_true", help="print what was read")
    options = parser.parse_args()
    with Sandbox(preload=PRELOAD) as sandbox, TemporaryDirectory() as folder:
        for name in options.readers or ("pp-ocr", "tesseract"):
            reader, results = Reader(sandbox, Settings(recogniser=name)), []
            for kind in options.kinds or KINDS:
                for number in range(options.each):
                    page = layout_page(kind, options.seed, number, half=options.half)
                    path = Path(folder) / f"{page.name}.pdf"
                    path.write_bytes(page.pdf)
                    results.append(seen(page, reader.read_page(path, "application/pdf", 1)))
                    if options.show:
                        print(f"--- {kind} {page.name} {name}\n{results[-1].text}")
            print(table(name, results))


if __name__ == "__main__":
    main()
