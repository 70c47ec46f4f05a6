"""`python -m tests.bench.documents [--write DIR] [--set NAME]`: checks the set, or writes it out too.

A document is written as NAME.txt, NAME.json (truth) and NAME.pdf.
"""

import argparse
import json
from pathlib import Path

from tests.bench.documents.case import cases, problems
from tests.bench.documents.template import SETS


def main() -> int:
    """Returns the exit code: 1 when a truth does not agree with its text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", dest="which", choices=SETS, default="open")
    parser.add_argument("--write", type=Path, metavar="DIR")
    options = parser.parse_args()
    found = [f"{case.name}: {problem}" for case in cases(options.which) for problem in problems(case)]
    print("\n".join([*found, f"{len(cases(options.which))} documents, {len(found)} problems"]))
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for case in cases(options.which):
            target = options.write / case.name
            target.with_suffix(".txt").write_text(case.text, encoding="utf-8")
            truth = json.dumps(case.truth, ensure_ascii=False, indent=1)
            target.with_suffix(".json").write_text(truth + "\n", encoding="utf-8")
            target.with_suffix(".pdf").write_bytes(case.printed.pdf())
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
