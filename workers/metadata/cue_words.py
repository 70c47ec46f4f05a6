"""Which words wake the rules that read running text: data. A passage says which of them it holds (`cues`).

A rule that searches every passage adds a line here and asks `"its name" in passage.cues` first; how stems are
written is told in `workers.structure.stems`. What wakes the formulas of document types stands beside them.
"""

from typing import Literal

from workers.structure.stems import StemTable

Cue = Literal["officer", "decided", "secrecy", "board", "decided_by", "organisation"]

CUES: StemTable[Cue] = StemTable(
    {
        # OFFICER_PROSE
        "officer": "föredrag handläggare handlagt utretts berett fattats beslutats",
        # SIGNER_PROSE
        "decided": "beslut fatt avge avgjor",
        # SECRECY_MARKS
        "secrecy": "osl 0sl konfidentiell sekretess hemlig",
        # ASKED: boards, as read without Swedish too
        "board": "nämnden ndmnden namnden styrelsen utskottet fullmäktige",
        "decided_by": "beslutat",
        "organisation": "organisation:",
    }
)
