"""Letter-spaced headings: `PRO T OK OL L`, `S A M M A N F A T T N I N G`.

Only certain where the letters spell words that head sections of Swedish public records; a row of initials,
columns or options (`A B C D`) never does.
"""

import re
from collections.abc import Iterator, Sequence

from workers.repair.edits import Change

_HEADING_WORDS = """
ANFÖRANDE ANMÄLAN ANMÄLNINGSÄRENDEN ANSLAG ANSÖKAN ANTECKNINGAR ARBETSUTSKOTT AVGIFTER AVSLUTNING
AVTAL BAKGRUND BEDÖMNING BEHANDLING BEREDNING BESLUT BESLUTSGÅNG BESLUTSUNDERLAG BESVÄRSHÄNVISNING
BILAGA BILAGOR BUDGET BYGGNADSNÄMNDEN DAGORDNING DATUM DELEGATIONSBESLUT DETALJPLAN DIARIENUMMER DOM
EKONOMI FRAMTID FÖREDRAGNINGSLISTA FÖRORD FÖRSLAG FÖRVALTNING FÖRVALTNINGEN FÖRVALTNINGENS
GENOMFÖRANDE HANDLÄGGARE INBJUDAN INFORMATION INLEDNING INNEHÅLL INNEHÅLLSFÖRTECKNING INTYG
JUSTERING KALLELSE KOMMENTARER KOMMUN KOMMUNEN KOMMUNFULLMÄKTIGE KOMMUNSTYRELSEN KONSEKVENSER
KOSTNADER KULTURNÄMNDEN MEDDELANDE MEDDELANDEN MILJÖNÄMNDEN MOTION MOTIVERING NÄMND NÄMNDEN
NÄRVARANDE ORDFÖRANDE PLANBESKRIVNING POLICY PROMEMORIA PROTOKOLL PROTOKOLLSUTDRAG REDOGÖRELSE
REMISS REMISSVAR RESERVATION REVISIONSRAPPORT RIKTLINJER SAMMANFATTNING SAMMANTRÄDE
SAMMANTRÄDESPROTOKOLL SEKRETERARE SEKRETESS SKRIVELSE SOCIALNÄMNDEN STOCKHOLM STOCKHOLMS SYFTE
SYNPUNKTER SÄRSKILT TILLSTÅND TILLÄMPNING TJÄNSTESKRIVELSE TJÄNSTEUTLÅTANDE UNDERLAG UNDERSKRIFT
UPPDRAG UPPFÖLJNING UTBILDNINGSNÄMNDEN UTDRAG UTGIFTER UTLÅTANDE UTREDNING UTVÄRDERING YRKANDE
YRKANDEN YTTRANDE ÄNDRING ÄRENDE ÄRENDEBESKRIVNING ÄRENDEN ÄRENDET ÄRENDETS ÅRSREDOVISNING ÅTGÄRDER
ÖVERKLAGANDE ÖVERSIKT
"""
HEADING_WORDS = frozenset(_HEADING_WORDS.split())
SMALL_WORDS = frozenset({"TILL", "AV", "OCH", "FÖR", "I", "PÅ", "OM", "MED", "FRÅN"})
"""Between heading words, never alone."""
LONGEST_PIECE = 3
"""Letters that stand together in a word that is spaced apart."""
FEWEST_PIECES = 3

_ANY_PIECE = rf"\w{{1,{LONGEST_PIECE}}}"
_SPACED = re.compile(
    rf"(?m)^[^\S\n]*({_ANY_PIECE}(?:[^\S\n]{{1,3}}{_ANY_PIECE}){{{FEWEST_PIECES - 1},60}})"
    r"(?=[^\S\n]*[:.]?[^\S\n]*$)"
)
_PIECE = re.compile(r"\w+")


def closed_up(text: str) -> Sequence[Change]:
    """Lines that are nothing but a letter-spaced heading, with their words closed up."""
    return [change for line in _SPACED.finditer(text) for change in _words(line)]


def _words(line: re.Match[str]) -> Iterator[Change]:
    pieces = [(found.start(), found.end(), found.group()) for found in _PIECE.finditer(line[1])]
    lengths = _split([piece for _, _, piece in pieces])
    first = 0
    for length in lengths:
        start, end = pieces[first][0], pieces[first + length - 1][1]
        if length > 1:
            word = "".join(piece for _, _, piece in pieces[first : first + length])
            yield Change(start=line.start(1) + start, end=line.start(1) + end, after=word, kind="spacing")
        first += length


def _split(pieces: Sequence[str]) -> list[int]:
    """How many pieces each word takes; empty when the line is not heading words throughout."""
    ways: list[list[int] | None] = [[]] + [None] * len(pieces)
    for end in range(1, len(pieces) + 1):
        for start in range(end):
            before = ways[start]
            if before is not None and _is_word(pieces[start:end]):
                ways[end] = [*before, end - start]
                break
    found = ways[-1] or []
    return found if any(length >= FEWEST_PIECES for length in found) else []


def _is_word(pieces: Sequence[str]) -> bool:
    word = "".join(pieces)
    if len(pieces) >= FEWEST_PIECES and word.upper() in HEADING_WORDS:
        return word.isupper() or word.istitle()
    return word.upper() in SMALL_WORDS
