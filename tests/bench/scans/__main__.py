"""`python -m tests.bench.scans FOLDER [--seed N] [--pages N] [--half HALF]`: writes scans and their truth."""

import argparse
import json
from pathlib import Path

from tests.bench.scans import DAMAGES, pages


def main() -> None:
    """Writes PDF, text and truth of each page into a folder, for looking at them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--half", choices=("open", "held"), default="open")
    parser.add_argument("--damage", action="append", choices=tuple(DAMAGES))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chosen = {"damages": options.damage} if options.damage else {}
    for page in pages(options.seed, options.pages, half=options.half, **chosen):
        path = page.write(options.folder)
        path.with_suffix(".txt").write_text(page.truth_text + "\n", "utf-8")
        lines = [{"cells": line.cells, "optional": line.optional} for line in page.truth]
        path.with_suffix(".json").write_text(json.dumps(lines, ensure_ascii=False, indent=1), "utf-8")
        print(page.name, page.layout, page.typeface)


if __name__ == "__main__":
    main()
