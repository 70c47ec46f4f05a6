"""The characters that Swedish records use, of the 18,709 that the recognition network knows. Pure.

A head cut to them takes a quarter less time, and cannot mistake a Swedish letter for a Chinese one.
"""

import numpy as np
from numpy.typing import NDArray

COMMON = frozenset("".join(map(chr, range(0x21, 0x7F))) + "åäöÅÄÖéÉüÜ§°µμ²³½¼–—”’•…×€£·©®")
RARE = frozenset("èêëíïîñóôòúûøØæÆçßýáàâÁÀÓÍŽžŠšćčČđłńęŁ")
"""Letters of names. They stay possible, and have to win by a margin."""
RARE_PENALTY = 3.5
"""Natural logarithm of the odds by which a rare letter must win over a common one."""
BLANK = ""
"""What the first column of the head stands for: no new character here."""


def characters_of_head(listed: str, columns: int) -> tuple[str, ...]:
    """What each column of the network's head stands for.

    `listed` is the model's own list, one character a line; the columns after its end are spaces.
    """
    characters = (BLANK, *listed.split("\n"))
    return (*characters, *(" " for _ in range(columns - len(characters))))


def kept(characters: tuple[str, ...]) -> list[int]:
    """The columns that stay: blank, spaces, and the characters of Swedish records."""
    return [
        column
        for column, character in enumerate(characters)
        if column == 0 or character == " " or character in COMMON or character in RARE
    ]


def penalties(characters: tuple[str, ...]) -> NDArray[np.float32]:
    """What is taken from each column's score."""
    return np.array(
        [RARE_PENALTY if character in RARE else 0.0 for character in characters], dtype=np.float32
    )
