"""The head of a document: letterhead, labels with their values, addressee, and the title under them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from schemas.base import Box
from workers.structure.caseless import caseless
from workers.structure.headings import OPEN_END, PARAGRAPH_TITLE, is_known_heading
from workers.structure.lines import Line
from workers.structure.lists import marker_of
from workers.structure.names import is_person_name, is_title
from workers.structure.vocabulary import (
    BODY_NAME,
    REMEMBERED,
    contact,
    is_body_name,
    is_document_word,
    is_until_further,
    label_alone,
    label_first,
)

LONGEST_HEAD = 45
"""A head is never longer than this many lines."""
LONGEST_HEAD_LINE = 300
"""Characters; a longer line is text, unless it is rules and figures alone."""
TITLE_LINES = 8
TITLE_WORDS = 4
ADDRESSEE_WORDS = 8
"""Words of an official's title and of an addressee that stand alone on a line of the head."""
LONGEST_CONTACT = 90
DOUBLE_GAP = 2
STAMP_LINE = 40
STAMP_LINES, STAMP_REACH = 3, 7
"""Lines of a stamp above or below its word, and how many lines of the letter may be read between them."""
STACKED = 0.5
LONGEST_TITLE = 260
SHORTEST_TITLE = 8
TITLE_RATIO = 1.15
TITLE_SURENESS = 0.6
"""Of a line that its type alone makes the title."""
SENTENCE_LINE = 120
"""Characters; a longer line that ends with a full stop is text unless a known heading follows."""
TITLE_SENTENCES = 2
MAST_LINES = 12
"""A kind of document named among so many first lines belongs to the mast."""
MAST_WORDS_LINES, MAST_WORDS, LONGEST_MAST_WORDS = 2, 3, 30
"""Lines, words and characters of what may stand between the kind of document and the rest of the mast."""
SAME_TYPE = 0.12
LARGER = 1.12
"""Type heights are the same within the first share, and tell a title from the second ratio on."""
LEAST_ROWS, LEAST_COLUMNS = 3, 4
"""Rows of a list under a letterhead, and cells of each."""
SAME_PLACE = 6
"""Points, or columns, between the left edges of a column's cells as a scan gives them."""
LABELLED_VALUE = 60
"""Characters; what stands after a label in a head is short."""

ADDRESS_LINES = 4
_POSTCODE = re.compile(r"(?:SE-)?\d{3} ?\d{2} +[A-ZÅÄÖ]")
_DATE_OR_NUMBER = caseless(
    r"[\d\W]+|[IVX]{1,4}[ :]\d{1,3}|(?:den )?\d{1,2} \w+ \d{4}|"
    r"[\w.åäö]{1,8}[ -]?[\d/:.\-– ]{4,}(?:\w|/[a-zåäö]{2,4})?(?: m\. ?fl\.)?",
)
PLACE_AND_DATE = re.compile(r"[A-ZÅÄÖ]\w+(?:,)? (?:den )?(?:\d{1,2} [a-zåäö]+ \d{4}|\d{4}-\d\d-\d\d)")
_ENDS_WITH_DATE = re.compile(r"\d-\d\d$")
_BODY_AND_DATE = caseless(rf"{BODY_NAME.pattern},?\s+\d{{4}}-\d\d-\d\d")
_MEETING = caseless(r"(?:till \S.{3,60} )?sammanträde(?:t|s)?\b.{0,60}")
_ADDRESSEE = caseless(r"(?:inges |ges in |lämnas in |ställs )?till\s+\S.{2,70}")
_SEE_LIST = caseless(r"(?:enligt|enl\.?|se) (?:bifogad |separat )?(?:sändlista|bilaga|adresslista)(?: \d)?")
"""To whom a letter goes, told elsewhere: `Enligt sändlista`."""
_ATTACHED = re.compile(r"\d+ bilag(?:a|or)\b")
_PARAGRAPH_NUMBER = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§\s?\d+.{0,40}|(?:[Ss]ekretess|SEKRETESS|OSL)\b.{0,60}\d.{0,30}"
)
_STAMP = re.compile(
    r"(?:INKOM(?:MEN|MET|NA)?|Inkom|ANKOM(?:MEN)?|ANK\.?|INK\.?|Ink\.?|INKOMMEN HANDLING)"
    r"(?:\s+\d.*|\s+den.*|:.*)?"
)


def is_head_line(line: Line) -> bool:
    """A line that belongs to a head wherever it stands."""
    return len(line.cells) > 1 or (
        PARAGRAPH_TITLE.fullmatch(line.text) is None and _is_head_text(line.text.strip("* "))
    )


@lru_cache(maxsize=REMEMBERED)
def _is_head_text(text: str) -> bool:
    if not text:
        return True
    if len(text) > LONGEST_HEAD_LINE:
        return _DATE_OR_NUMBER.fullmatch(text.lower()) is not None or text.startswith("c/o ")
    first = label_first(text)
    return (
        label_alone(text) is not None
        or (
            first is not None
            and len(text) - first[1] <= LABELLED_VALUE
            and (
                ":" in text[: first[1]]
                or first[0].startswith("dnr")
                or _DATE_OR_NUMBER.fullmatch(text[first[1] :].lower()) is not None
                or first[0] in ("phone", "page")
            )
        )
        or is_document_word(text)
        or is_body_name(text)
        or is_person_name(text)
        or (is_title(text) and len(text.split()) <= TITLE_WORDS)
        or _short_contact(text)
        or _DATE_OR_NUMBER.fullmatch(text.lower()) is not None
        or PLACE_AND_DATE.fullmatch(text) is not None
        or (_ENDS_WITH_DATE.search(text) is not None and _BODY_AND_DATE.fullmatch(text.lower()) is not None)
        or _MEETING.fullmatch(text.lower()) is not None
        or _PARAGRAPH_NUMBER.fullmatch(text) is not None
        or (_ADDRESSEE.fullmatch(text.lower()) is not None and len(text.split()) <= ADDRESSEE_WORDS)
        or text.startswith("c/o ")
        or _SEE_LIST.fullmatch(text.lower()) is not None
        or is_until_further(text)
    )


def is_date_or_number(text: str) -> bool:
    """A date, a place with a date, or a number, and nothing else."""
    return len(text) <= LONGEST_HEAD_LINE and (
        _DATE_OR_NUMBER.fullmatch(text.lower()) is not None or PLACE_AND_DATE.fullmatch(text) is not None
    )


def _short_contact(text: str) -> bool:
    return len(text) < LONGEST_CONTACT and contact(text) is not None and not text.endswith(".")


def stamps(lines: Sequence[Line]) -> set[int]:
    """Positions of the lines of a receiver's stamp: INKOM, its date and number, the name over it."""
    found: set[int] = set()
    for position, line in enumerate(lines):
        if not _STAMP.fullmatch(line.text) or len(line.text) > STAMP_LINE:
            continue
        found.add(position)
        for after in _beside_stamp(lines, position, 1):
            text = lines[after].text
            if not (
                _DATE_OR_NUMBER.fullmatch(text.lower())
                or _names_receiver(lines, position, after)
                or label_alone(text) not in (None, "recipient", "copy", "party")
                or (label_first(text) and len(text) < STAMP_LINE)
            ):
                break
            found.add(after)
        for before in _beside_stamp(lines, position, -1):
            # The stamp's own name is set in capitals or directly over it; a letterhead keeps its distance.
            if (
                len(lines[before].cells) > 1
                or not is_body_name(lines[before].text)
                or (lines[before].box is None and lines[before + 1].gap >= 1)
            ):
                break
            found.add(before)
    return found


def _names_receiver(lines: Sequence[Line], position: int, after: int) -> bool:
    """`INKOM` / `Hultby kommun` / `2022-12-02`: the receiver's name between the stamp's word and its day."""
    below = lines[after + 1] if after + 1 < len(lines) else None
    dated = below is not None and below.gap < 1 and _DATE_OR_NUMBER.fullmatch(below.text.lower()) is not None
    return after == position + 1 and dated and is_body_name(lines[after].text)


def _beside_stamp(lines: Sequence[Line], position: int, step: int) -> Iterator[int]:
    """The next lines up or down; on paper those that stand over or under the stamp's word, not beside it."""
    box = lines[position].box
    tried = 0
    for other in range(position + step, position + step * (STAMP_REACH + 1), step):
        if not 0 <= other < len(lines) or tried == STAMP_LINES:
            return
        beside = lines[other].box
        if box is not None and beside is not None and not _stacked(beside, box):
            continue
        tried += 1
        yield other


def _stacked(beside: Box, box: Box) -> bool:
    """Whether two lines stand over each other: they share half of the narrower one's width."""
    shared = min(beside[2], box[2]) - max(beside[0], box[0])
    return shared >= STACKED * min(beside[2] - beside[0], box[2] - box[0])


def head_end(lines: Sequence[Line], stamped: set[int]) -> int:
    """How many lines at the start are head: what follows is the title or the body."""
    position = 0
    while position < min(len(lines), LONGEST_HEAD):
        if position in stamped:
            position += 1
        elif _begins_body(lines, position):
            break
        else:
            position += 1
    return position


def _begins_body(lines: Sequence[Line], position: int) -> bool:
    line = lines[position]
    following = lines[position + 1 : position + 2]
    if _begins_list(lines, position):
        return True
    if is_known_heading(line.text) and not is_lone_document_word(lines, position):
        return not (label_alone(line.text) == "copy" and following and _short_contact(following[0].text))
    return not (
        is_head_line(line)
        or _under_label(lines, position)
        or _in_address(lines, position)
        or _over_mast(lines, position)
        or _behind_document_word(lines, position)
    )


def _begins_list(lines: Sequence[Line], position: int) -> bool:
    """Rows that each have a date or a number at one place, or the line over them, are a list."""
    headed = len(lines[position].cells) >= LEAST_COLUMNS
    return _are_rows(lines[position : position + LEAST_ROWS]) or (
        headed and _are_rows(lines[position + 1 : position + 1 + LEAST_ROWS])
    )


def _are_rows(lines: Sequence[Line]) -> bool:
    if len(lines) < LEAST_ROWS or any(len(line.cells) < LEAST_COLUMNS for line in lines):
        return False
    first, *others = (
        [cell.x0 for cell in line.cells if _DATE_OR_NUMBER.fullmatch(cell.text.lower())] for line in lines
    )
    return any(all(any(abs(x - x0) < SAME_PLACE for x in other) for other in others) for x0 in first)


def _in_address(lines: Sequence[Line], position: int) -> bool:
    """A name or a street over a postcode."""
    for other in lines[position + 1 : position + ADDRESS_LINES]:
        if other.gap >= 1 or len(lines[position].text) > LABELLED_VALUE:
            return False
        if _POSTCODE.match(other.cells[0].text):
            return True
    return False


def is_lone_document_word(lines: Sequence[Line], position: int) -> bool:
    """`BESLUT` in a letterhead is the kind of document; over a paragraph it is a heading."""
    return (
        position < MAST_LINES
        and is_document_word(lines[position].text)
        and _mast_after(lines, position) is not None
    )


def _mast_after(lines: Sequence[Line], position: int) -> int | None:
    """Where the letterhead goes on below: at once, or behind a few words such as `fattat på delegation`."""
    for after in range(position + 1, min(len(lines), position + 2 + MAST_WORDS_LINES)):
        if is_head_line(lines[after]):
            return after
        text = lines[after].text
        few = len(text.split()) <= MAST_WORDS and len(text) <= LONGEST_MAST_WORDS
        if not few or text.endswith((".", ":")) or is_known_heading(text) or marker_of(text):
            return None
    return None


def _over_mast(lines: Sequence[Line], position: int) -> bool:
    """A name that is not known, such as `PRV` or `Närsjukvård`, over the kind of document in a letterhead."""
    line = lines[position]
    few = len(line.text.split()) <= MAST_WORDS and len(line.text) <= LONGEST_MAST_WORDS
    if position >= MAST_LINES or not few or line.text.endswith((".", ":")) or marker_of(line.text):
        return False
    below = lines[position + 1 : position + 2 + MAST_WORDS_LINES]
    masts = takewhile(lambda other: is_head_line(other) and not is_known_heading(other.text), below)
    return any(_tells_mast(cell.text) for other in masts for cell in other.cells)


def _tells_mast(text: str) -> bool:
    return is_document_word(text) and (text.isupper() or label_alone(text) is None)


def _behind_document_word(lines: Sequence[Line], position: int) -> bool:
    """Few words between `BESLUT` and the rest of the letterhead: a unit, or how the decision was made."""
    for above in range(max(0, position - MAST_WORDS_LINES), position):
        after = _mast_after(lines, above) if is_document_word(lines[above].text) else None
        if after is not None and after > position and is_known_heading(lines[above].text):
            return True
    return False


def _under_label(lines: Sequence[Line], position: int) -> bool:
    """A short value right under its label: `Till` / `Älvsjö stadsdelsnämnd`."""
    line = lines[position]
    above = label_alone(lines[position - 1].text) if position else None
    return (
        above in ("recipient", "officer", "copy")
        and len(line.text) < LABELLED_VALUE
        and line.gap < DOUBLE_GAP
    )


def title_end(lines: Sequence[Line], start: int) -> int:
    """Where the title that begins at `start` ends; `start` itself when there is no title there."""
    if start >= len(lines) or is_known_heading(lines[start].text) or not _may_be_title(lines, start):
        return start
    end = start + 1
    while end < len(lines) and end - start < TITLE_LINES and _title_goes_on(lines, start, end):
        end += 1
    return end


def _may_be_title(lines: Sequence[Line], start: int) -> bool:
    text = lines[start].text
    following = lines[start + 1] if start + 1 < len(lines) else None
    if not (text[0].isupper() or text[0].isdigit() or text[0] in '”"§'):
        return False
    if len(text) > LONGEST_TITLE or len(re.findall(r"[.!?] [A-ZÅÄÖ]", text)) > TITLE_SENTENCES:
        return False
    whole_paragraph = len(text) > SENTENCE_LINE and text.endswith(".")
    return not whole_paragraph or (following is not None and is_known_heading(following.text))


def _title_goes_on(lines: Sequence[Line], start: int, end: int) -> bool:
    before, line = lines[end - 1], lines[end]
    if (
        _ATTACHED.match(line.text)
        or line.gap >= 1
        or (line.text[0].isdigit() and marker_of(line.text) is not None)
        or (not line.text[0].islower() and (is_known_heading(line.text) or label_alone(line.text)))
    ):
        return False
    same_type = abs(line.size_ratio - lines[start].size_ratio) < SAME_TYPE and line.bold == lines[start].bold
    if line.box is not None and lines[start].size_ratio > LARGER:
        return same_type
    opens = line.text[0].islower() or line.text[0] in "(0123456789"
    if before.text.endswith(".") and not opens:
        return False
    return opens or OPEN_END.search(before.text) is not None or (same_type and lines[start].bold)


def title_by_type(lines: Sequence[Line], until: int, stamped: set[int]) -> int | None:
    """Where the title begins, by its larger type among the first `until` lines of the first page."""
    for position, line in enumerate(lines[:until]):
        text = line.text
        if position in stamped or line.ref.page != lines[0].ref.page or line.size_ratio < TITLE_RATIO:
            continue
        believed = line.sure is None or line.sure >= TITLE_SURENESS
        if believed and len(text) >= SHORTEST_TITLE and not (is_known_heading(text) or is_head_line(line)):
            return position
    return None
