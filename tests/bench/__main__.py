"""`python -m tests.bench NAME [OPTION ...]`: runs one benchmark of this package."""

import importlib
import sys
from pathlib import Path

NAMES = (
    "asking",
    "audit",
    "bundle",
    "effort",
    "layers",
    "layout",
    "metadata",
    "reading",
    "reliability",
    "repair",
    "web",
)


def main() -> None:
    """Hands the rest of the command line to the benchmark that is named first."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        raise SystemExit(f"usage: bench {'|'.join(NAMES)} [OPTION ...]")
    name = sys.argv.pop(1)
    sys.argv[0] = f"bench {name}"
    module = importlib.import_module(f"{__package__}.{Path(name).name}")
    module.main()


if __name__ == "__main__":
    main()
