"""What part a date plays: told by its label, the words around it, or where it stands."""

import re
from collections.abc import Callable

from schemas.metadata import DateRole, DocumentType
from workers.metadata.date_adjusted import adjusted_there
from workers.metadata.date_cues import NARRATING, Role, Surroundings, in_underlag, role_by_cue
from workers.metadata.date_forms import is_date, printed_dates
from workers.metadata.date_lists import in_list_of_decisions, in_list_of_documents
from workers.metadata.date_neighbours import as_listed, of_appealed
from workers.metadata.date_places import BOARD, by_seal, by_signature, under_board
from workers.metadata.date_shapes import (
    EARLIER_MINUTES,
    FILE_NAME,
    IN_FORCE_FROM,
    TO_ANOTHER,
    UNTIL,
)
from workers.metadata.date_situation import (
    SHORT_PASSAGE,
    WORDS_OF_SENTENCE,
    Situation,
    cell_text,
    first_of_range,
    in_sentence,
    printed_line,
)
from workers.metadata.date_told import tells_of_decision
from workers.metadata.labels import DATE_KEYS, before_in_cell, cell_of, label_before, label_of
from workers.metadata.passage import HEAD_LINES, Manuscript, Passage
from workers.structure.lines import Line
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import (
    BODY_NAME,
    PAGE_NUMBER,
    is_body_name,
    is_document_word,
    label_alone,
)

_PLANNED = re.compile(
    r"(?:besluts|ärendets? (?:fortsatta |vidare )?)(?:planering|gång|handläggning|beredning|behandling)|"
    r"(?:fortsatt )?(?:handläggning|beredning)|tidigare behandling",
    re.IGNORECASE,
)
"""Headings of Malmö, Göteborg and others under which the meetings that come, or have been, are listed."""
_DECIDED_BEFORE = re.compile(r"tidigare beslut(?: i ärendet)?|tidigare ställningstaganden", re.IGNORECASE)
"""Headings over rows of boards and the days on which they decided."""
_DECIDERS = re.compile(
    r"justitieombudsman|riksdagens ombudsmän|justitiekanslern|reklamationsnämnden|domstol|"
    r"tingsrätt|hovrätt|kammarrätt|förvaltningsrätt",
    re.IGNORECASE,
)
"""Authorities whose document is the decision itself: the date in its head is that of the decision."""
_BODY_AND_DATE = re.compile(rf"(?:{BODY_NAME.pattern},?\s+)?(?:den )?[\d/. -]{{8,10}}", re.IGNORECASE)
LONGEST_BODY_AND_DATE = 200
"""Characters."""
_DECISION_WORD = re.compile(r"\b(?:BESLUT|DOM|Beslut|Avgörande)\s*:?\s*$")
_WEEKDAY = re.compile(r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag", re.IGNORECASE)
_OF_EVENT = re.compile(r"(?:^|\W)Tid(?:punkt)?\W*(?:[\d.:–kl -]*)$")
"""In a permit: when what is permitted takes place."""
_REVISED = re.compile(r"Senast (?:reviderad|uppdaterad|ändrad)\b(?! av\b)", re.IGNORECASE)
_ISSUED = re.compile(r"\b(?:Utfärda[td]|Ut-?skicka[td]|Utsänd|Skicka[td]|\w+datum)\s*:?\s*$", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:lag(?:en|arna)?|lagändring\w*|förordning(?:en)?|direktivet|konventionen)\b[^.]*$", re.IGNORECASE
)
"""`Den nya lagen träder i kraft den …`: not when the document does."""
_VALIDITY = re.compile(r"\b(?:giltighet(?:stid)?|giltig|gäller|avtals(?:tid|period))\W*$", re.IGNORECASE)
"""Before the first of two dates: `Giltighetstid: 2019-11-01 – 2023-10-31`."""
_ADOPTED_BY = re.compile(r"(?:Fastställ[dt]|Beslutad|Beslutat|Antage[nt]|Godkän[dt]) av\b", re.IGNORECASE)
_TIME_OR_PLACE = re.compile(r"(?:tid|plats|lokal|kl\.?|klockan|deltagare|närvarande)\b", re.IGNORECASE)
MINUTES = frozenset({"protokoll", "protokollsutdrag"})
"""Documents whose own date is that of the meeting."""
DECISIONS = frozenset({"beslut", "delegationsbeslut"})
"""Documents in whose heads a date without a label is the decision's; one under `Datum` in an authority's too
(JO's mast), while municipalities date the paper."""
MEETINGS = MINUTES | {"kallelse"}
REPORTS = frozenset({"tjänsteutlåtande", "tjänsteskrivelse", "remissvar", "other"})
"""Documents that an administration writes to its board: under the board's name stands its meeting."""
TO_BOARDS = frozenset({"tjänsteutlåtande", "tjänsteskrivelse"})
RUNNING_LINES = 3
"""Lines of a later page that its running head is among."""
AFTER = 45
"""Characters after a date in which a cue may stand."""


def decides_itself(manuscript: Manuscript, kind: DocumentType) -> bool:
    """Whether an ombudsman, a chancellor or a court speaks: then the date in the head is the decision's."""
    return kind in NARRATING and any(p.head_like and _DECIDERS.search(p.text) for p in manuscript.passages)


def role_of(situation: Situation) -> Role | None:
    """The part it plays; None for dates that are none of the document's."""
    role = _own_role(situation)
    if role is not None and role[1] == "date.text":
        role = as_listed(situation, _own_role) or role
    if role is not None and tells_of_decision(situation, role):
        return "event", "date.narrated"
    first = first_of_range(situation)
    if role is None or first is None or role[0] == "posted_to":
        return role
    begins = _own_role(first)
    if role[0] == "meeting" and (begins is None or begins[0] == "meeting"):
        return role
    if role[0] == "deadline" and (begins is None or begins[0] != "valid_from"):
        return role
    posted = begins is not None and begins[0] == "posted_from"
    return ("posted_to", "date.posted") if posted else ("event", "date.end_of_range")


def _own_role(situation: Situation) -> Role | None:
    """What the first rule that knows makes of the date alone."""
    if situation.passage.kind != "paragraph" and FILE_NAME.search(situation.line):
        return None
    if (sent := _of_mail(situation)) is not None:
        return sent
    label = _label(situation)
    if label in (None, "meeting") and adjusted_there(situation):
        return "justering", "date.label"
    if label == "no_date":
        return None
    if label in ("signing", "meeting") and (
        in_sentence(situation) or EARLIER_MINUTES.search(situation.before)
    ):
        # `Undertecknad överklagar domen den …`, `Protokoll från föregående sammanträde 2024-04-23`.
        label = None
    if label is not None and _label_counts(situation.passage):
        return _labelled(situation, label)
    return next((role for rule in RULES if (role := rule(situation))), ("event", "date.text"))


def _of_mail(situation: Situation) -> Role | None:
    """When a printed e-mail was sent: the document's day, or that of what it quotes."""
    line = printed_line(situation) if situation.manuscript.mails else None
    for mail in situation.manuscript.mails if line is not None else ():
        if mail.fields["sent"].line is line:
            own = mail is situation.manuscript.own_mail
            return ("document", "date.label") if own else ("event", "date.other_label")
    return None


def _labelled(situation: Situation, label: str) -> Role:
    """What the label says, seen with the kind of document."""
    if label == "document":
        return _labelled_with_day(situation)
    if label == "meeting" and situation.kind in DECISIONS and _OF_EVENT.search(situation.before):
        return "event", "date.other_label"
    if label == "valid_from" and _LAW.search(situation.before):
        return "event", "date.text"
    if label == "posted_from" and _ends_period(situation):
        return "posted_to", "date.label"
    return _ROLES[label], "date.label"


def _labelled_with_day(situation: Situation) -> Role:
    """What `Datum` is the day of."""
    if (sealed := by_seal(situation)) is not None:
        return sealed
    authority = situation.decides or situation.kind == "beslut"
    if authority or in_list_of_decisions(situation) or _under_adoption(situation):
        return "decision", "date.label"
    if _beside_signing(situation):
        return "signing", "date.label"
    called = situation.kind in ("kallelse", "other") and _names_time_or_place(situation)
    if called or situation.kind in MINUTES:
        return "meeting", "date.label_of_meeting"
    return "document", "date.label"


def _under_adoption(situation: Situation) -> bool:
    """`Datum: 25 mars 2015` right under `Fastställt av: Kommunstyrelsen`, on the cover of a rule."""
    line = printed_line(situation)
    at = 0 if line is None else situation.manuscript.position_of(line.ref)
    return at > 0 and _ADOPTED_BY.match(situation.manuscript.lines[at - 1].text) is not None


def _beside_signing(situation: Situation) -> bool:
    """`För Kommunen` over `Datum: 2019-12-27`, or `Datum` beside `Namnteckning`: under the text."""
    line = printed_line(situation)
    if line is None or situation.passage.number <= 0:
        return False
    at = situation.manuscript.position_of(line.ref)
    near = situation.manuscript.lines[max(0, at - 1) : at + 1]
    return any(is_signing_cue(cell.text) for other in near for cell in other.cells)


def _names_time_or_place(situation: Situation) -> bool:
    """`Datum` beside `Tid` or `Plats`, or with a weekday: when the meeting is, not when it was called."""
    line = printed_line(situation)
    if _ISSUED.search(situation.before):
        return False
    if _WEEKDAY.search(situation.line):
        return True
    if line is None:
        return False
    at = situation.manuscript.position_of(line.ref)
    near = (*situation.manuscript.lines[max(0, at - 2) : at], *situation.manuscript.lines[at + 1 : at + 3])
    return any(_TIME_OR_PLACE.match(other.text) for other in near)


def _ends_period(situation: Situation) -> bool:
    """The second of two dates: `Anslaget 2024-02-09 – 2024-03-02`."""
    before = situation.passage.line_before(situation.printed.start).rstrip()
    if not before.endswith(("-", "–", "t.o.m.", "till", "till och med", "tom")):
        return False
    return any(p.end <= len(before) for p in printed_dates(before))


def _label(situation: Situation) -> str | None:
    printed = situation.printed
    return label_of(situation.manuscript, situation.passage, printed.start, printed.end, DATE_KEYS, is_date)


def _label_counts(passage: Passage) -> bool:
    return passage.head_like or passage.kind in ("table", "signature") or len(passage.text) < SHORT_PASSAGE


_ROLES: dict[str, DateRole] = {
    "document": "document", "received": "received", "deadline": "deadline", "meeting": "meeting",
    "decision": "decision",
    "underlag": "underlag", "signing": "signing", "justering": "justering", "posted_from": "posted_from",
    "posted_to": "posted_to", "valid_from": "valid_from",
}  # fmt: skip


def _by_other_label(situation: Situation) -> Role | None:
    before = situation.passage.line_before(situation.printed.start)
    if _DECISION_WORD.search(before):
        return None
    if _VALIDITY.search(before) and _begins_period(situation):
        return "valid_from", "date.valid"
    beside = before_in_cell(situation.manuscript, situation.passage, situation.printed.start)
    alone = situation.passage.head_like and label_alone(beside) == "other"
    named = before.rstrip().endswith(":") and label_before(before, {"other"}) is not None
    labelled = _label_counts(situation.passage) and (alone or named)
    return ("event", "date.other_label") if labelled else None


def _by_list(situation: Situation) -> Role | None:
    return ("decision", "date.list_of_decisions") if in_list_of_decisions(situation) else None


def _by_revision(situation: Situation) -> Role | None:
    """`Senast reviderad   2024-05-02` of a rule: something that befell it, not what it rests on."""
    line = printed_line(situation)
    if line is None:
        return None
    at = situation.manuscript.position_of(line.ref)
    above = situation.manuscript.lines[at - 1 : at] if is_date(line.text) else []
    printed = situation.printed
    cell = cell_of(situation.manuscript, situation.passage, printed.start, printed.end)
    beside = cell[0].cells[cell[1] - 1].text if cell is not None and cell[1] else ""
    opens = _REVISED.match(beside) or any(_REVISED.match(other.text) for other in (line, *above))
    return ("event", "date.other_label") if opens and _label_counts(situation.passage) else None


def _by_board(situation: Situation) -> Role | None:
    """`Landstingsstyrelsen 2014-03-31` in the head of a report: when the board that decides is to meet."""
    if situation.kind not in TO_BOARDS or situation.passage.number > 0 or situation.printed.flags:
        return None
    value = situation.passage.text[situation.printed.start : situation.printed.end]
    board, _, behind = situation.line.strip().rpartition(value)
    name = board.rstrip(" ,")
    named = not behind and BOARD.fullmatch(name) is not None and is_body_name(name)
    return ("meeting", "date.under_board") if named else None


def _by_documents(situation: Situation) -> Role | None:
    return ("underlag", "date.list_of_documents") if in_list_of_documents(situation) else None


def _by_stamp(situation: Situation) -> Role | None:
    return ("received", "date.stamp") if situation.passage.kind == "stamp" else None


def _by_word_of_head(situation: Situation) -> Role | None:
    """`BESLUT 2014-10-22` in the head."""
    told = situation.passage.head_like and _DECISION_WORD.search(situation.before) is not None
    return ("decision", "date.head_of_decision") if told and not situation.printed.flags else None


def _by_cue(situation: Situation) -> Role | None:
    end = situation.printed.end
    return role_by_cue(
        Surroundings(
            passage=situation.passage,
            before=situation.before,
            after=situation.passage.text[end : min(end + AFTER, situation.passage.line_end(end))],
            kind=situation.kind,
            decides=situation.decides,
            alone=is_date(cell_text(situation)),
        )
    )


def _by_plan(situation: Situation) -> Role | None:
    """In a row under the heading of the matter's way: `Kommunstyrelsen 2024-10-23`."""
    section = situation.passage.section
    named = situation.passage.line_before(situation.printed.start).strip(" -–•*,")
    told = in_sentence(situation) or situation.line.endswith(".")
    if section is None or told or (named and is_document_word(named.split()[-1])):
        return None
    if _PLANNED.fullmatch(section.strip()):
        return "meeting", "date.section"
    return ("decision", "date.section") if _DECIDED_BEFORE.fullmatch(section.strip()) else None


def _by_section(situation: Situation) -> Role | None:
    passage = situation.passage
    sentence = passage.kind == "footnote" or (passage.text.endswith(".") and _tells(situation))
    listed = in_underlag(passage) and passage.kind != "heading" and not sentence
    return ("underlag", "date.section") if listed else None


def _tells(situation: Situation) -> bool:
    """In a long passage with so many small words that it tells something, and lists no documents."""
    words = sum(word.isalpha() and word.islower() for word in situation.before.split())
    return len(situation.passage.text) > SHORT_PASSAGE and words >= WORDS_OF_SENTENCE


def _by_head(situation: Situation) -> Role | None:
    told = situation.kind not in MINUTES and in_sentence(situation)
    if told or situation.printed.flags or not _in_head(situation.passage, situation.line):
        return None
    if _states_term(situation) or (situation.kind not in MEETINGS and _begins_period(situation)):
        return "event", "date.term_of_form"
    return _of_document(situation)


def _by_running_head(situation: Situation) -> Role | None:
    """Alone in a cell beside the page's number, with the number of pages: `2026-03-24   2 (6)`; or at the top
    of a later page, where it says again what the first page's head says."""
    line = printed_line(situation)
    if line is None or not is_date(cell_text(situation)) or situation.printed.flags:
        return None
    numbered = any("(" in cell.text and PAGE_NUMBER.fullmatch(cell.text.lower()) for cell in line.cells)
    if not numbered and not _says_head_again(situation, line):
        return None
    return _of_document(situation)[0], "date.running_head"


def _says_head_again(situation: Situation, line: Line) -> bool:
    lines = situation.manuscript.lines
    at = situation.manuscript.position_of(line.ref)
    above = lines[at - RUNNING_LINES] if at >= RUNNING_LINES else lines[0]
    if not above.ref.page < line.ref.page:
        return False
    printed, first = cell_text(situation), lines[0].ref.page
    mast = (other for other in lines[:HEAD_LINES] if other.ref.page == first)
    return any(cell.text == printed for other in mast for cell in other.cells)


def _of_document(situation: Situation) -> Role:
    """What the day in a head is the day of, by the kind of document."""
    if situation.decides or situation.kind in DECISIONS:
        return "decision", "date.head"
    if situation.kind in MINUTES:
        return "meeting", "date.head_of_minutes"
    if situation.kind in REPORTS and under_board(situation):
        return "meeting", "date.under_board"
    return "document", "date.head"


def _begins_period(situation: Situation) -> bool:
    """`Delegationsbeslut 2022-10-01 – 2022-10-31`, over the list of a month."""
    return TO_ANOTHER.match(situation.passage.text, situation.printed.end) is not None


def _states_term(situation: Situation) -> bool:
    """From or until when something holds, in a form; the day of a balance sheet."""
    term = UNTIL.search(situation.before) or IN_FORCE_FROM.search(situation.before)
    balance = situation.kind == "årsbokslut" and situation.line.endswith("12-31")
    return term is not None or balance


RULES: tuple[Callable[[Situation], Role | None], ...] = (
    _by_other_label,
    _by_revision,
    _by_list,
    _by_stamp,
    _by_plan,
    _by_board,
    _by_documents,
    by_seal,
    by_signature,
    of_appealed,
    _by_word_of_head,
    _by_cue,
    _by_section,
    _by_running_head,
    _by_head,
)
"""In order: what is printed beside the date counts for more than where it stands."""


def _in_head(passage: Passage, line: str) -> bool:
    """Where a date without a label is the document's own: in the head, or alone beside the board's name."""
    if passage.head_like:
        return is_date(line) or (passage.kind != "footer" and passage.number <= 0)
    return (
        passage.number == 0
        and passage.section is None
        and len(passage.text) <= LONGEST_BODY_AND_DATE
        and _BODY_AND_DATE.fullmatch(passage.text) is not None
    )
