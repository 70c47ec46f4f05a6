"""A page's lines word by word, as a reviewer goes through them: which words ask for a look, and why. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.review import LinePart, line_parts
from ingest.web import labels
from ingest.web.language import Phrase, Sayable
from ingest.web.picture import Picture, Place, picture, place
from ingest.web.review_cards import Card, Choice, as_json
from schemas.base import Problem
from schemas.boxes import around
from schemas.page import ReadLine, ReadPage, Word
from schemas.record import Record, RecordPage, Repair
from schemas.review import Change, RepairTarget, TextTarget

UNSURE = 0.6
"""A word that a reader without a judgement of its own is less sure of, as in the record's quality."""
UNSURE_REPAIR = 0.9
"""An applied repair that is less sure than this is shown as doubtful."""


@dataclass(frozen=True, kw_only=True)
class ReviewWord:
    """A word, or white space, of a line. `card` is set where there is something to choose, and `is_doubtful`
    where somebody should look.

    `at` is where it begins in the line as it stands, `raw_start` and `raw_end` are where it was read in the
    page's raw text; `before` is what was read if that was something else.
    """

    id: str
    text: str
    at: int
    raw_start: int
    raw_end: int
    place: Place | None
    is_space: bool
    before: str | None
    is_corrected: bool
    is_doubtful: bool
    card: Card | None


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One line. `index` counts from 0; `text` is the whole line as it stands."""

    index: int
    text: str
    place: Place | None
    words: tuple[ReviewWord, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """The page that lies open in a review."""

    number: int
    count: int
    picture: Picture | None
    problem: Problem | None
    lines: tuple[ReviewLine, ...]

    @property
    def doubts(self) -> int:
        """Words that ask for a look."""
        return sum(word.is_doubtful for line in self.lines for word in line.words)


def review_page(record: Record, number: int, read: ReadPage | None) -> ReviewPage:
    """The page; `read`, of the same lines, says where its words stand, which were doubtful, and how else they
    could be read."""
    page = record.pages[number - 1]
    lines = read.lines if read is not None else ()
    repairs = [repair for repair in record.repairs if repair.page == number]
    return ReviewPage(
        number=number,
        count=len(record.pages),
        picture=picture(record.id, page),
        problem=page.problem,
        lines=tuple(_lines(page, lines, repairs)) if page.raw_text or page.text else (),
    )


def doubtful_words_in(read: ReadPage, start: int, end: int) -> list[Word]:
    """The doubtful words that stand between two characters of the page's raw text."""
    return [
        word
        for first, word in read.judged_words()
        if first < end and first + len(word.text) > start and is_doubtful(word)
    ]


def is_doubtful(word: Word) -> bool:
    """Whether the reading of a word asks for a look."""
    if word.doubtful is not None:
        return word.doubtful
    return word.confidence is not None and word.confidence < UNSURE


def _lines(page: RecordPage, read: Sequence[ReadLine], repairs: Sequence[Repair]) -> Iterable[ReviewLine]:
    texts = page.text.split("\n")
    start = 0
    for index, raw in enumerate(page.raw_text.split("\n")):
        here = [repair for repair in repairs if repair.line == index]
        line = read[index] if read else None
        parts = line_parts(raw, texts[index], here, start=start)
        is_replayed = not any(part.corrected for part in parts)
        yield ReviewLine(
            index=index,
            text=texts[index],
            place=place(line.box, page) if line else None,
            words=tuple(
                _word(page, texts[index], part, line, index, start, is_replayed=is_replayed) for part in parts
            ),
        )
        start += len(raw) + 1


def _word(
    page: RecordPage,
    text: str,
    part: LinePart,
    line: ReadLine | None,
    index: int,
    start: int,
    *,
    is_replayed: bool,
) -> ReviewWord:
    inside = [
        word
        for word in (line.words if line else ())
        if word.start < part.end and word.start + len(word.text) > part.start
    ]
    box = around([word.box for word in inside]) or (line.box if line else None)
    target = TextTarget(page=page.number, line=index, start=part.at, line_text=text)
    suspected = any(
        one.line == index and one.start < start + part.end and one.end > start + part.start
        for one in page.doubtful
    )
    reasons = () if part.is_space else _reasons(part, inside, suspected=suspected)
    return ReviewWord(
        id=f"o-{page.number}-{index}-{part.start}",
        text=part.after,
        at=part.at,
        raw_start=start + part.start,
        raw_end=start + part.end,
        place=place(box, page),
        is_space=part.is_space,
        before=part.before if part.before != part.after else None,
        is_corrected=part.corrected,
        is_doubtful=bool(reasons),
        card=None if part.is_space else _card(part, inside, target, start, reasons, is_replayed=is_replayed),
    )


def _card(
    part: LinePart,
    words: Sequence[Word],
    target: TextTarget,
    line_start: int,
    reasons: tuple[Sayable, ...],
    *,
    is_replayed: bool,
) -> Card | None:
    """Everything that could stand there; None where nothing is doubtful and nothing was repaired."""
    applied = [one for one in part.repairs if one.applied]
    proposals = [one for one in part.repairs if not one.applied]
    if part.corrected or not (reasons or applied):
        return None
    found: dict[str, Choice] = {part.after: Choice(text=part.after, why=labels.CHOICE["now"])}
    if is_replayed:
        # Where a person has changed the line, its repairs can no longer be taken back one by one.
        if applied:
            _offer(found, part.before, labels.CHOICE["read"], _decided(applied, applied=False))
        for proposal in proposals:
            with_it = _with(part, proposal, line_start)
            _offer(found, with_it, labels.CHOICE["proposal"], _decided([proposal], applied=True))
    for word in words:
        if word.alternative and part.after.count(word.text) == 1:
            other = part.after.replace(word.text, word.alternative)
            _offer(
                found, other, labels.CHOICE["alternative"],
                as_json(Change(target=target, before=part.after, after=other)),
            )  # fmt: skip
    return Card(
        label=Phrase.of("Sida {page}, rad {line}", page=target.page, line=target.line + 1),
        reasons=reasons,
        choices=tuple(found.values()),
    )


def _reasons(part: LinePart, words: Sequence[Word], *, suspected: bool) -> tuple[Sayable, ...]:
    """What is doubted about a word; nothing about one that a person wrote.

    `suspected`: by the pipeline, where nobody recognised it.
    """
    if part.corrected:
        return ()
    reasons: list[Sayable] = [labels.DOUBT["read"]] if any(map(is_doubtful, words)) else []
    for one in part.repairs:
        kind = labels.EDIT_KIND[one.kind]
        if not one.applied:
            reasons.append(Phrase.of("föreslagen rättelse: {kind}", kind=kind))
        elif one.confidence is not None and one.confidence < UNSURE_REPAIR:
            reasons.append(Phrase.of("osäker rättelse: {kind}", kind=kind))
    if suspected and not reasons:
        reasons.append(labels.DOUBT["text"])
    return tuple(dict.fromkeys(reasons))


def _offer(found: dict[str, Choice], text: str, why: str, changes: str) -> None:
    found.setdefault(text, Choice(text=text, why=why, changes=changes))


def _decided(repairs: Sequence[Repair], *, applied: bool) -> str:
    return as_json(
        *(
            Change(
                target=RepairTarget(
                    page=one.page, start=one.start, end=one.end, seen=one.before, proposed=one.after
                ),
                before=one.applied,
                after=applied,
            )
            for one in repairs
        )
    )


def _with(part: LinePart, proposal: Repair, line_start: int) -> str:
    """The word as it stands now, with one proposal applied."""
    earlier = [one for one in part.repairs if one.applied and one.start < proposal.start]
    at = proposal.start - line_start - part.start + sum(len(one.after) - len(one.before) for one in earlier)
    return part.after[:at] + proposal.after + part.after[at + len(proposal.before) :]
