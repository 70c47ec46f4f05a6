"""`inkom` as it is, but with parsers that marked files can break."""

from workers import sandboxed

sandboxed.PRELOAD = (*sandboxed.PRELOAD, "tests.sabotage.poison")

from workers.cli import main  # noqa: E402  # The command must see the longer list.

if __name__ == "__main__":
    main()
