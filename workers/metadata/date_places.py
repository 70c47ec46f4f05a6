"""Dates told by whose name they stand beside: a place and those who sign there, or a board that meets."""

import re

from workers.metadata.date_cues import Role, in_underlag
from workers.metadata.date_forms import is_date
from workers.metadata.date_situation import SHORT_PASSAGE, Situation, cell_text, printed_line
from workers.structure.names import is_title, split_names
from workers.structure.sealed import sealed_from
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import is_body_name, is_document_word

_PLACE_AND_DATE = re.compile(
    r"(?:[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)?,? )(?:den )?[\d/. -]{8,10}|[A-ZÅÄÖ]\w+,? (?:den )?\d{1,2} [a-z]+ \d{4}"
)
_AUTHORITY = re.compile(r"(?:Länsstyrelsen|Region|Landstinget|Polisen)\b")
"""`Länsstyrelsen Skåne 2022-11-04`: whose comment came when, no place of signing."""
_OF_PARTY = re.compile(r"\s*\([A-ZÅÄÖ]{1,4}\)$")
SIGNED_WITHIN = 4
"""Lines under a place and date in which a name stands."""
_AGENDA_WORD = re.compile(r"(?:ärendelista|föredragningslista|dagordning)\b", re.IGNORECASE)
_ITEM_BEHIND = re.compile(r",? (?:p|punkt|ärende)\.? ?\d+$")
"""`2017-03-21, p 12`: the matter's place on the board's agenda."""
LETTERHEAD = 2
"""A board that wrote itself is named among so many first lines."""
LETTERS = frozenset({"skrivelse", "överklagande", "kallelse"})
LEAST_SENTENCE = 40
"""Characters of a passage that is running text."""
BOARD = re.compile(r".*(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?)(?: i .*)?", re.IGNORECASE)
_ITS_MEETING = re.compile(r"s (?:ordinarie )?(?:sammanträde|möte)\s*:?$")
"""`Regionstyrelsens sammanträde`, over the day."""


def by_seal(situation: Situation) -> Role | None:
    """Beside or under the name of one who signs: `Anna Berg, ordförande   2024-03-01 08:41`."""
    if situation.passage.kind != "signature":
        return None
    fragment = next(situation.passage.fragments(situation.printed.start, situation.printed.end), None)
    if fragment is None:
        return None
    line = situation.manuscript.line_of(fragment[0])
    sealed = sealed_from(line.text)
    words = line.text[:sealed].strip(" ,")
    named = not words or is_title(words) or _signs(words)
    inside = line.place(fragment[0], fragment[1]) >= sealed
    return ("signing", "date.seal") if inside and named and not is_signing_cue(words) else None


def by_signature(situation: Situation) -> Role | None:
    """`Norrhamn 2024-03-01` over the names of those who sign, under the text."""
    passage = situation.passage
    cell = cell_text(situation)
    long = not passage.head_like and len(passage.text) > SHORT_PASSAGE and cell == situation.line
    other = _AGENDA_WORD.match(cell) or _AUTHORITY.match(situation.line)
    if long or other or not _PLACE_AND_DATE.fullmatch(cell):
        return None
    if not _below_text(situation):
        return ("document", "date.place_and_date") if situation.kind in LETTERS else None
    line = printed_line(situation)
    if line is None or in_underlag(passage) or is_document_word(cell.split()[0].strip(",")):
        return None
    at = situation.manuscript.position_of(line.ref)
    near = situation.manuscript.lines[at + 1 : at + 1 + SIGNED_WITHIN]
    signed = any(_signs(cell.text) for other in near for cell in other.cells)
    if not signed:
        return None
    # A letter from outside has no other day than the one over its writer's name, nor has many an answer.
    only = situation.kind == "remissvar" and not any(
        p.dates for p in situation.manuscript.passages if p.head_like and p.number <= 0
    )
    own = situation.kind in LETTERS or only
    return ("document" if own else "signing", "date.place_and_date")


def _below_text(situation: Situation) -> bool:
    """Under a sentence of running text: no longer in the mast."""
    if situation.passage.number > 0:
        return True
    line = printed_line(situation)
    if line is None:
        return False
    position_of = situation.manuscript.position_of
    at = position_of(line.ref)
    told = (p for p in situation.manuscript.body if not p.head_like and len(p.text) > LEAST_SENTENCE)
    return any(p.text.endswith(".") and position_of(p.refs[-1]) < at for p in told)


def _signs(text: str) -> bool:
    """A name, also with a title or a number behind it, or `För hyresvärden`."""
    name = _OF_PARTY.sub("", text.split(",", maxsplit=1)[0])
    return bool(split_names(name)) or is_signing_cue(text) or is_body_name(text)


def under_board(situation: Situation) -> bool:
    """Alone under the name of the board that is to decide, which is not the one that wrote."""
    line = printed_line(situation)
    if line is None or (not _is_day(situation.line.strip()) and len(line.cells) == 1):
        return False
    at = situation.manuscript.position_of(line.ref)
    cell = next((c for c in line.cells if _is_day(c.text)), None)
    above = situation.manuscript.lines[at - 1] if at else None
    if cell is None or above is None or (above.gap >= 1 and line.gap >= 1):
        return False
    over = above.in_column_of(cell)
    # The sender's name stands at the left edge of the first lines.
    addressed = [c for c in over if at > LETTERHEAD or c is not above.cells[0]]
    names = (_ITS_MEETING.sub("", cell.text.strip()) for cell in addressed)
    return any(BOARD.fullmatch(name) and is_body_name(name) for name in names)


def _is_day(text: str) -> bool:
    return is_date(_ITEM_BEHIND.sub("", text))
