"""Text -> the symbols that the language model knows, the same in training and in use."""

import re

UNKNOWN = "<unk>"
BREAK = "</s>"
NUMBER = "<n>"
SPECIAL = (UNKNOWN, BREAK, NUMBER, ".", ",", "-", "(", ")", "/", "§", "%")
"""Symbols that are no words; their order is their number in the model."""

SHORT_LINE = 45
"""Characters. A line break after a shorter line ends a unit (head block, list, table), not a wrapped line."""

SYMBOLS = re.compile(r"[^\W\d_]+|\d+(?:[.,:/\-–]\d+)*|[.!?;:]|,|[()/§%]|[-–—]|\n[ \t]*\n\s*|\n")


def symbol(token: str) -> str:
    """The model's symbol for a token that is not a line break."""
    first = token[0]
    if first.isalpha():
        return token.lower()
    if first.isdigit():
        return NUMBER
    if first in ".!?;:":
        return "."
    return "-" if first in "-–—" else first


HIDDEN = "?\ufffd"
"""Signs for a lost letter, which may have been a capital."""
RUNNING_LINE = 25
"""Characters from which a line that ends in a small word runs on, unless a capital follows."""


def _runs_on(line: str) -> bool:
    words = line.split()
    return len(line) >= RUNNING_LINE and words[-1].islower() and words[-1][-1].isalpha()


def ends_unit(line: str, following: str) -> bool:
    """Whether the break between two lines ends a unit: no word depends on what stood before."""
    if not following or following[0].islower() or (following[0] in HIDDEN and _runs_on(line)):
        return False
    return len(line) < SHORT_LINE or line[-1:] in ".:;!?"
