"""Decisions: the sentences and clauses under their headings, or after their label."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from schemas.metadata import DocumentType, NumberedText
from workers.metadata.cases_decided import SENTENCE_END, decided_in_cases
from workers.metadata.clauses import (
    DECIDES,
    GRANTED,
    bare,
    clauses_under,
    is_lead_in,
    is_whole,
    items_after,
    labelled,
    only_proposes,
    own_of,
    sections_under,
)
from workers.metadata.decision_headings import DECISIONS, PROPOSALS
from workers.metadata.entries import Entry, numbered, of_cell, whole
from workers.metadata.passage import Manuscript, Passage
from workers.structure.heads import is_date_or_number
from workers.structure.vocabulary import label_first

NOT_DECIDING: frozenset[DocumentType] = frozenset(
    {
        "tjänsteutlåtande",
        "tjänsteskrivelse",
        "kallelse",
        "anmälningslista",
        "riktlinje",
        "årsbokslut",
        "kommittédirektiv",
        "överklagande",
        "other",
    }
)
"""Documents in which a section `Beslut` holds a proposal, or speaks about decisions."""

_DECISION_ALONE = re.compile(
    r"beslut:?|(?:\S+ ){0,2}?(?:\S+(?:inspektionens|verkets|myndighetens|ombudsmannens|kanslerns|kollegiets)|länsstyrelsens) (?:slutliga )?beslut:?",
    re.IGNORECASE,
)
"""The headings that tell also where nothing says what kind of document it is."""
MINUTES = frozenset({"protokoll", "protokollsutdrag"})
SHORTEST = 8
"""Characters of a decision in a cell: `Beviljas`."""
_DECIDES_NOW = re.compile(
    r"(?<=[.!?] )(?:[A-ZÅÄÖ]\S+ (?:och|för|i) )?[A-ZÅÄÖa-zåäö]\S+ (?:beslutar|förelägger|förordnar) (?:att|med stöd)\b"
)
_RECORDED = re.compile(
    r"(?:^|(?<=[.!?] ))(?:(?:Det|Mötet|Stämman|Styrelsen|Nämnden|Utskottet|Direktionen|Rådet|Ordföranden|[A-ZÅÄÖ]\S*(?:styrelsen|nämnden|utskottet))\s+beslut(?:ade|ar|ades|as)|Beslut(?:ades|as|ade))\s+(?:enhälligt\s+)?att\b"
)
_RECORDED_LIST = re.compile(
    r"(?:[A-ZÅÄÖ]\S+ )?(?:[Bb]eslutade|[Bb]eslutar|[Bb]eslöt)(?: enhälligt)?(?: följande)?:?"
)
"""`Styrelsen beslutade`, over clauses that each begin with `att`."""


def find_decisions(manuscript: Manuscript, kind: DocumentType) -> tuple[NumberedText, ...]:
    """Decisions taken, whole and in order."""
    if kind == "other":
        return tuple(numbered(manuscript, _sentences(manuscript, _DECISION_ALONE), "decision.section"))
    if kind in NOT_DECIDING:
        return ()
    if kind in MINUTES and (found := _of_minutes(manuscript)):
        return found
    return (
        tuple(numbered(manuscript, _sentences(manuscript, DECISIONS), "decision.section"))
        or tuple(numbered(manuscript, _led_in(manuscript, kind), "decision.led_in"))
        or tuple(numbered(manuscript, labelled(manuscript, DECISIONS), "decision.line"))
        or tuple(numbered(manuscript, _beside_label(manuscript), "decision.cell"))
        or (_recorded_in_minutes(manuscript) if kind in MINUTES else ())
        or tuple(numbered(manuscript, _said(manuscript), "decision.sentence"))
    )


def _of_minutes(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Under their headings, and in the matters that have none, in the minutes' order."""
    headed = [(entry, "decision.section") for entry in _sentences(manuscript, DECISIONS)]
    bare = [(entry, "decision.case") for entry in decided_in_cases(manuscript, DECISIONS)]
    order = {id(passage): at for at, passage in enumerate(manuscript.body)}
    entries = sorted([*headed, *bare], key=lambda found: (order[id(found[0].passage)], found[0].start))
    return tuple(value for entry, rule in entries for value in numbered(manuscript, [entry], rule))


def _recorded_in_minutes(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Without headings, by who decided; the `§` of a matter may then stand in rows as a head does."""
    recorded = tuple(numbered(manuscript, _recorded(manuscript), "decision.recorded"))
    cases = decided_in_cases(manuscript, DECISIONS, begins=frozenset({"head"}))
    return recorded or tuple(numbered(manuscript, cases, "decision.case"))


def _recorded(manuscript: Manuscript) -> Iterator[Entry]:
    """Minutes of companies and associations, which have no heading: `Styrelsen beslutade att …`."""
    for passage in manuscript.body:
        if passage.kind == "paragraph" and _RECORDED_LIST.fullmatch(passage.text):
            yield from _that_clauses(manuscript, passage)
        for found in _RECORDED.finditer(passage.text) if passage.kind == "paragraph" else ():
            ends = SENTENCE_END.search(passage.text, found.end())
            yield Entry(
                passage=passage, start=found.start(), end=ends.start() + 1 if ends else len(passage.text)
            )


def _that_clauses(manuscript: Manuscript, lead_in: Passage) -> Iterator[Entry]:
    """The clauses on lines of their own under `Styrelsen beslutade`."""
    body = manuscript.body
    after = body[body.index(lead_in) + 1 :]
    for passage in takewhile(lambda p: p.text[p.body :].startswith("att "), after):
        yield whole(passage)


def _beside_label(manuscript: Manuscript) -> Iterator[Entry]:
    """A form with its labels in a column of their own: `Beslut     Ansökan beviljas.`"""
    for line in manuscript.lines:
        if len(line.cells) > 1 and DECISIONS.fullmatch(line.cells[0].text.strip("* :").lower()):
            entry = of_cell(manuscript, line, line.cells[1])
            field = label_first(line.cells[1].text) or is_date_or_number(line.cells[1].text)
            if entry is not None and not field and len(line.cells[1].text) >= SHORTEST:
                yield entry


def _led_in(manuscript: Manuscript, kind: DocumentType) -> Iterator[Entry]:
    """Items under a line of its own that no type sets apart from the text: `Direktionen beslutar`, `1. anta …`.

    In minutes also the paragraph under it: `Utskottet beslutar` / `Medborgarförslaget avslås.`
    """
    body = manuscript.body
    for position, passage in enumerate(body):
        if passage.kind == "paragraph" and DECISIONS.fullmatch(passage.text.lower()):
            yield from items_after(body, position)
            yield from (
                whole(p) for p in body[position + 1 : position + 2] if kind in MINUTES and is_whole(p)
            )


def _said(manuscript: Manuscript) -> Iterator[Entry]:
    """Without a heading: `Nämnden beslutar att …`, or the items that such words lead in to."""
    body = [p for p in manuscript.body if p.kind in ("paragraph", "list_item") and not _is_proposed(p)]
    for position, passage in enumerate(body):
        if not DECIDES.match(passage.text) and not GRANTED.match(passage.text):
            continue
        if not is_lead_in(passage):
            yield Entry(passage=passage, start=0, end=len(passage.text))
            return
        yield from items_after(body, position)
        return
    yield from _said_within(body)


def _is_proposed(passage: Passage) -> bool:
    """Under a heading over proposals."""
    return passage.section is not None and PROPOSALS.fullmatch(bare(passage.section).lower()) is not None


def _said_within(body: Sequence[Passage]) -> Iterator[Entry]:
    """Behind other sentences of its paragraph: `Riksdagen har … Regeringen beslutar att följande ska gälla …`."""
    for passage in body:
        for found in _DECIDES_NOW.finditer(passage.text):
            ends = SENTENCE_END.search(passage.text, found.end())
            yield Entry(
                passage=passage, start=found.start(), end=ends.start() + 1 if ends else len(passage.text)
            )
            return


def _sentences(manuscript: Manuscript, heading: re.Pattern[str]) -> list[Entry]:
    """Items and paragraphs under such headings, without the words that lead in to them."""
    return [
        entry
        for _, passages in sections_under(manuscript, heading)
        if not only_proposes(passages)
        for entry in clauses_under(own_of(passages))
    ]
