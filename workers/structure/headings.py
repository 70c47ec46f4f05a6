"""Which lines are headings: by what they say, by how they are set, or by how they stand."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from workers.structure.caseless import caseless
from workers.structure.chapters import NUMBERED, is_contents_line, is_page_of_contents
from workers.structure.lines import Line
from workers.structure.list_headings import heads_addressees, heads_attachments
from workers.structure.lists import marker_of
from workers.structure.names import is_person_name, is_title
from workers.structure.signing import is_signing_cue
from workers.structure.vocabulary import (
    CAPITAL_HEADINGS,
    HEADING,
    REMEMBERED,
    close_up,
    contact,
    fold,
    is_body_name,
    is_document_word,
    label_alone,
    label_first,
)
from workers.structure.width import LONGEST, PLAIN_NUMBER, SOME_ROOM, Measure, ends_sentence

Verdict = Literal["yes", "likely", "unlikely", "no"]
"""What the rules tell of a line; between the first and the last of these, others may be heard."""
LONGEST_KNOWN = 100
"""Characters of a known heading."""
LONGEST_READ = 400
"""Characters as read, marks and white space included, that may be a known heading."""
LARGER = 1.12
"""Type this much larger than the document's usual one marks a heading."""
MOST_WORDS = 12
SHORTEST = 3
"""Characters."""
FULL_LINE = 0.9
"""Share of the text's width; a line that reaches further, without room above it, is one of a paragraph."""
FOLLOWING = 25
"""Characters of the line after a heading that nothing but room marks: text, not another short line."""
PARAGRAPH_PER_LINE = 200
"""Columns; text this wide was saved with a paragraph on each line."""

_COUNT = re.compile(r"\d+ [a-zåäö]")
"""`6 bilagor` says how many there are; a heading behind its number begins with a capital."""
_COMPANY = re.compile(r"\b\d{6}-\d{4}$")
"""A party with its organisation number."""
_FIELD = caseless(r"(?:lagrum|saken|anmälan|rättsfall|sökord|litteratur|underskrifter)\s*:")
"""With a colon a field of a form, without one a heading."""
PARAGRAPH_TITLE = re.compile(
    r"§\s?\d{1,3}\s?[a-z]?[.:]?\s+(?:[–-]\s+)?(?!(?:(?! \([Dd]nr ).)*(?:[Dd]nr|[Dd]iarien|\d{4}[-/:.]\d))[A-ZÅÄÖ][^§]{3,90}(?<![.,;-])"
)
"""A paragraph of minutes with its title on one line: `§ 12 Val av justerare`, `§ 13 Budget 2026 (dnr KS 2025/7)`."""
_TURNED_TITLE = re.compile(r"\d{1,3} §[.:]?\s+[A-ZÅÄÖ][^§]{3,90}(?<![.,;-])")
"""The same with the number first, as ordinances also begin a sentence: `12 § Val av justerare`."""
_APPEAL = re.compile(r"(?:HUR MAN ÖVERKLAGAR|Hur man överklagar), se bilaga[^.]{0,30}\.?")
"""A court's heading that is also its text."""
PART_TITLE = re.compile(
    r"(?:Avsnitt|Kapitel|Kap\.|Artikel|Bilaga|Del|Delmål) \d+(?:\.\d+)*[.:]?\s+(?:[–-]\s+)?[A-ZÅÄÖ].{2,80}(?<![.,;-])"
)
"""A part of another text that is commented on: `Avsnitt 4.3 Regionala råd`."""
MOST_DIGITS = 10
"""More digits than this make a line of numbers."""
_ENDS_WITH_DATE = caseless(
    r"(?:\d{4}-\d\d-\d\d|\d (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w* \d{4})$",
)
_NUMBER_OF_A_CASE = caseless(r"^[^(]*\b(?:dnr|diarienr|diarienummer)\b")
_ONLY_NUMBER = re.compile(r"[A-ZÅÄÖ][A-Za-zåäöÅÄÖ-]{0,9}[ -]?(?:dnr )?(?:19|20)\d\d[-/:.]\d[\d./-]*")
"""The case's number alone on its line: `STK-2021-1734`."""
_RUN_IN = re.compile(r"[^:]{3,40}: \S.{14,}")
"""`Beslutet i korthet: En enskild …`: the first words of a paragraph, set like a heading."""
_PARTY = re.compile(r"\((?:[A-ZÅÄÖ]{1,4}|-)\)(?:,.*)?$")
"""A politician with a party, alone on a line of minutes."""
_VERB = re.compile(
    r"\b(?:har|är|ska|skall|kan|vill|får|bör|måste|var|hade|finns|blev|deltog|anser|yrkar|föreslår|föreslås|beslutar|beslutade|bedömer)\b"
)
_PAST = re.compile(r"(?:ade|ades|ats|its|tts|[^l]as|des|[^i]ts)$")
"""Ends of finite verbs that are not in the list above."""
_BODY_ACTS = re.compile(
    r"(?:nämnden|styrelsen|fullmäktige|utskottet|förvaltningen|kontoret|verket|myndigheten) \w+[aeå]r\b"
)
"""`Kultur- och fritidsnämnden avslår medborgarförslaget.`"""
_SECOND_WORD = re.compile(r"\S+ (?:\S+er |(?:\S+ ){0,2}\S+(?:a[rs]|år) )")
"""`Remisstiden sträcker sig till …`: a verb behind the subject."""
LEAST_PHRASE = 4
VERBLESS_FROM = 6
"""Words; a longer line with such a verb is a sentence, unless its type says heading."""
FEW_WORDS = 4
"""Words of a heading over a list that nothing but its place tells."""
SENTENCE_AFTER = 25
"""Characters of a whole sentence on the line after a heading."""
_QUESTION = re.compile(r"(?:Vem|Vad|Hur|När|Var|Vart|Varför|Vilken|Vilket|Vilka|Vems)\b[^.:]+\?")
_LEADS_ON = caseless(r"(?:följande|nedanstående|enligt|bland annat|t\.ex\.)\b")
_CLAUSE = re.compile(r"\b(?:hur|som|att|där|när|om)\b")
"""A clause begins, whose verb makes no sentence of a heading."""
_CASE_LINE = caseless(r"(?:[A-Z][a-z]{0,4} )?§\s?\d+|(?:dnr|diarienr|diarienummer)\b")

_ONLY_CASE = caseless(r"(?:[A-Z][a-z]{0,4} )?§ ?\d{1,3}")
_WORD_FIRST = re.compile(r"[A-ZÅÄÖ][a-zåäö]{3,}")
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")

OPEN_END = re.compile(
    r"(?:[(,–-]|\b(?:och|eller|för|i|på|om|av|till|från|med|över|vid|mot|samt|en|ett|den|det|de|att|som|SOU|dnr|nr|dir\.|fastighet(?:en|erna)?|kvarteret|stadsdelen|socknen))$"
)
"""An end that no heading, title or paragraph stops at."""


_DATED = re.compile(r", \d{4}-\d\d-\d\d$")
"""`Förslag till yttrande, 2025-07-01`: a document and its day, in a list."""
_MODAL_END = re.compile(r"\b(?:ska|skall|kan|får|bör|måste)$")
_LEADS_IN = caseless(r"\b(?:föreslås|beslutar?|besluta)\b")


@lru_cache(maxsize=REMEMBERED)
def is_known_heading(text: str) -> bool:
    """A heading that documents of this kind have."""
    if len(text) > LONGEST_READ:
        return False
    bare = text.strip().strip("*").strip()
    if _APPEAL.fullmatch(bare):
        return True
    stops = bare[-1:] in ".,;-" and not bare.casefold().endswith("m.m.")
    if len(bare) > LONGEST_KNOWN or stops or (bare[-1:].isdigit() and _DATED.search(bare)):
        return False
    titled = CAPITAL_HEADINGS.fullmatch(bare) or PARAGRAPH_TITLE.fullmatch(bare)
    if titled or heads_addressees(bare) or heads_attachments(bare):
        return True
    counted = _COUNT.match(bare) if bare[:1].isdigit() else None
    return counted is None and HEADING.fullmatch(fold(close_up(bare))) is not None


def verdict(lines: Sequence[Line], position: int, measure: Measure, *, apart: bool = False) -> Verdict:
    """Whether the line begins a heading, seen with its neighbours; `apart` when text cannot run on into it."""
    line = lines[position]
    before = lines[position - 1] if position else None
    after = lines[position + 1] if position + 1 < len(lines) else None
    heavy = line.bold or line.size_ratio >= LARGER
    if _cannot_be(line, before, after, apart=apart):
        return "no"
    if _is_listed(line, measure):
        return "yes"
    # Set like the text: `Förslag till yttrande` among the documents that a decision rests on.
    plain = measure.bold_headings and not heavy and line.gap < SOME_ROOM and not heads_addressees(line.text)
    if not plain and is_known_heading(line.text) and len(line.cells) == 1:
        in_list = marker_of(line.text) and before is not None and marker_of(before.text)
        return "yes" if not in_list or line.bold else "no"
    if after is None or not _may_be(line, measure) or _leads_in(line, after):
        return "no"
    if plain or not _is_likely(lines, position, measure, apart=apart):
        return "unlikely"
    beyond = lines[position + 2] if position + 2 < len(lines) else None
    two = not heavy and beyond is not None and _over_two_lines(line, before, after, beyond, measure)
    return "yes" if two else "likely"


def _is_likely(lines: Sequence[Line], position: int, measure: Measure, *, apart: bool) -> bool:
    line, after = lines[position], lines[position + 1]
    if _TURNED_TITLE.fullmatch(line.text) and _starts_text(after) and not _VERB.search(line.text):
        return True
    if not _could_be(line):
        return False
    if line.bold or line.size_ratio >= LARGER or line.glued:
        return not line.glued or (not OPEN_END.search(line.text) and (_starts_text(after) or after.glued))
    return _is_set_apart(lines, position, measure, apart=apart)


def _may_be(line: Line, measure: Measure) -> bool:
    """A short line of its own that neither goes on nor is only a name, a number or an address."""
    text = line.text.strip("*")
    if len(line.cells) > 1 or not SHORTEST <= len(text) <= LONGEST or text[-1] in ",;-–" or text[0].islower():
        return False
    room = line.bold or line.size_ratio >= LARGER or line.gap >= SOME_ROOM or line.glued or measure.numbered
    if not (room or line.x1 < FULL_LINE * measure.right) or not _WORD.search(text):
        return False
    return not (
        len(text.split()) > MOST_WORDS
        or _is_item(line, measure)
        or is_person_name(text)
        or is_signing_cue(text)
        or contact(text)
        or _ONLY_NUMBER.fullmatch(text)
        or _PARTY.search(text)
        or _COMPANY.search(text)
    )


def _is_set_apart(lines: Sequence[Line], position: int, measure: Measure, *, apart: bool) -> bool:
    """Without any typography: by its few words and by how it stands among its neighbours."""
    line, after = lines[position], lines[position + 1]
    before = lines[position - 1] if position else None
    if before is not None and before.text.strip("* :").casefold() == "saken":
        return False  # What the case is about, not a heading of its own.
    if _VERB.search(line.text) and (
        len(line.text.split()) > VERBLESS_FROM or _LEADS_IN.search(line.text.lower())
    ):
        return False
    beyond = lines[position + 2] if position + 2 < len(lines) else None
    return (
        _is_case_title(before, line, after)
        or _stands_apart(line, before, after, measure, apart=apart)
        or (beyond is not None and _over_two_lines(line, before, after, beyond, measure))
        or _heads_heading(line, before, after, beyond, measure)
        or _heads_items(line, before, after, beyond, measure)
    )


def _cannot_be(line: Line, before: Line | None, after: Line | None, *, apart: bool) -> bool:
    """A line of a table of contents, a field of a form, or what the line before runs on into."""
    contents = is_contents_line(line.text) or (after is not None and is_page_of_contents(after.text))
    return (
        contents or _FIELD.fullmatch(line.text.lower()) is not None or (not apart and _goes_on(before, line))
    )


def _is_listed(line: Line, measure: Measure) -> bool:
    """One of the document's numbered chapters, or what its table of contents names."""
    if measure.right > PARAGRAPH_PER_LINE and _is_lone_phrase(line):
        return True
    named = len(line.cells) == 1 and fold(line.text.strip("* ")) in measure.contents
    return named or line.ref in measure.chapters


def _is_lone_phrase(line: Line) -> bool:
    """Where each paragraph is one line: a few words without a verb between empty lines, with a full stop."""
    words = line.text.rstrip(".").split()
    phrase = LEAST_PHRASE <= len(words) <= MOST_WORDS and line.text.endswith(".") and line.text[0].isupper()
    apart = line.box is None and line.gap >= 1 and line.after >= 1 and len(line.text) < LONGEST
    finite = _VERB.search(line.text) or any(map(_PAST.search, words)) or _SECOND_WORD.match(line.text)
    finite = finite or _BODY_ACTS.search(line.text)
    return phrase and apart and not finite


def _could_be(line: Line) -> bool:
    text = line.text.strip("*")
    numbered = NUMBERED.match(text)
    if text[-1] == "." and not (line.glued or line.bold):
        return False
    if not numbered and not text[0].isupper():
        return False
    return not (
        is_title(text)
        or (label_alone(text) and not is_set_as_heading(line))
        or (label_first(text) and text[-1] != ":")
        or len(_DIGITS.findall(text)) > MOST_DIGITS
        or _ENDS_WITH_DATE.search(text.lower())
        or _NUMBER_OF_A_CASE.search(text.lower())
        or _RUN_IN.match(text)
    )


def _is_item(line: Line, measure: Measure) -> bool:
    """`1. Förvaltningens förslag …` is a list item unless the type says otherwise."""
    text = line.text.strip("*")
    numbered = NUMBERED.match(text)
    if numbered is None:
        return marker_of(line.text) is not None
    plain = measure.numbered and PLAIN_NUMBER.match(text) is not None
    set_apart = line.bold or line.size_ratio >= LARGER or plain or (measure.numbered and line.gap >= 1)
    return "." not in numbered.group("number") and not set_apart


def _leads_in(line: Line, after: Line) -> bool:
    """`Föreningen ska söka` over a list."""
    open_end = OPEN_END.search(line.text) or _MODAL_END.search(line.text)
    return open_end is not None and marker_of(after.text) is not None


def is_set_as_heading(line: Line) -> bool:
    """A word such as `Svarande`, set in heavier or larger type without a colon: a heading, not a label."""
    heavy = line.bold or line.size_ratio >= LARGER
    return heavy and line.text[-1] != ":" and label_alone(line.text) == "party"


def _goes_on(before: Line | None, line: Line) -> bool:
    """Whether the line before runs on into this one."""
    if before is None or line.gap >= 1 or line.glued:
        return False
    return before.text[-1] in "-,;" or (line.text[0].islower() and not ends_sentence(before.text))


def _starts_text(line: Line) -> bool:
    return line.text[0].isupper() or line.text[0].isdigit() or marker_of(line.text) is not None


def _over_two_lines(line: Line, before: Line | None, after: Line, beyond: Line, measure: Measure) -> bool:
    """Room above, a second line that ends early in lower case, and then a new sentence."""
    begins = before is None or ends_sentence(before.text) or before.ref.page != line.ref.page
    room = line.box is None and line.gap >= 1 and not after.gap
    second = after.text[0].islower() and not ends_sentence(after.text) and after.x1 < measure.right * 0.68
    text = beyond.text[0].isupper() and len(beyond.text) > measure.right * 0.55
    sentence = _VERB.search(after.text) is not None and not _CLAUSE.search(line.text)
    return begins and room and second and text and not sentence and not beyond.gap


def _stands_apart(line: Line, before: Line | None, after: Line, measure: Measure, *, apart: bool) -> bool:
    """No typography to go by: a short line with room around it, or between an ended and a new paragraph."""
    chapter = measure.numbered and PLAIN_NUMBER.match(line.text) is not None
    other = not chapter and (is_body_name(line.text) or is_document_word(line.text))
    stops = line.text[-1] in '.!?:;”"' and not _asks_or_announces(line, after)
    if other or stops or not _starts_text(after):
        return False
    if line.gap >= (1 if line.box is None else SOME_ROOM):
        numbered = measure.numbered and NUMBERED.match(line.text) is not None
        return (line.after >= 1 or measure.ended_early(line, after.text)) and (
            len(after.text) > FOLLOWING or numbered
        )
    if before is None:
        return False
    ended = apart or ends_sentence(before.text) or is_known_heading(before.text)
    if chapter or PART_TITLE.fullmatch(line.text):
        return ended or PLAIN_NUMBER.match(before.text) is not None
    whole_sentence = len(after.text) > SENTENCE_AFTER and after.text[0].isupper() and after.text[-1] in ".:"
    return (
        ended
        and line.x1 < measure.right * 0.68
        and (after.x1 - after.x0 > 0.55 * measure.right or whole_sentence)
        and (line.box is not None or measure.right < PARAGRAPH_PER_LINE)
        and measure.ended_early(line, after.text)
    )


def _asks_or_announces(line: Line, after: Line) -> bool:
    """`Vad kostar det?`, or a few words with a colon and no verb, with room above and text right below.

    What leads in to a list or a quotation ends with a colon too, but it is half a sentence or keeps its distance.
    """
    if line.gap < 1 or line.after >= 1 or marker_of(after.text) is not None:
        return False
    few = (
        len(line.text.split()) <= FEW_WORDS
        and not _VERB.search(line.text)
        and not _LEADS_ON.match(line.text.lower())
    )
    return _QUESTION.fullmatch(line.text) is not None or (line.text[-1] == ":" and few)


def _is_case_title(before: Line | None, line: Line, after: Line) -> bool:
    """Between a case's paragraph or number and its first heading: the case's title in minutes."""
    return (
        before is not None
        and _CASE_LINE.match(before.text.lower()) is not None
        and (
            is_known_heading(after.text)
            or (
                _ONLY_CASE.fullmatch(before.text.lower()) is not None
                and _WORD_FIRST.match(line.text) is not None
            )
        )
        and not _CASE_LINE.match(line.text.lower())
    )


def _heads_heading(
    line: Line, before: Line | None, after: Line, beyond: Line | None, measure: Measure
) -> bool:
    """A heading right over another one, where nothing but their shortness tells: text follows the second."""
    if before is None or beyond is None or beyond.gap or line.box is not None:
        return False
    if (line.gap >= 1) != (after.gap >= 1):
        return False
    short = line.x1 < measure.right * 0.68 and after.x1 < measure.right * 0.68
    text = beyond.x1 - beyond.x0 > 0.55 * measure.right and _starts_text(beyond)
    ended = before.text.endswith((".", "!", "?"))
    below = _may_be(after, measure) and _could_be(after) and marker_of(after.text) is None
    return ended and short and text and below


def _heads_items(line: Line, before: Line | None, after: Line, beyond: Line | None, measure: Measure) -> bool:
    """A few words right over a list, or over the half sentence that leads in to one."""
    if before is None or line.box is not None or line.text[-1] in ".!?:;”" or after.gap >= 1:
        return False
    bare = not any(map(str.isalpha, before.text)) or before.text == marker_of(before.text)
    if bare and line.gap < 1:
        return False  # The item's number was read on a line of its own.
    ended = ends_sentence(before.text) or marker_of(before.text) is not None
    new = line.gap >= 1 or (ended and measure.ended_early(before, line.text))
    few = len(line.text.split()) <= FEW_WORDS
    listed = marker_of(after.text) is not None
    leads_in = (
        beyond is not None
        and marker_of(beyond.text) is not None
        and _VERB.search(after.text) is not None
        and not ends_sentence(after.text)
    )
    return new and few and not is_body_name(line.text) and (listed or leads_in)
