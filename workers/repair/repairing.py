"""READ THIS FIRST: damaged Swedish text becomes what was printed, one stage after the other.

    what was decoded ──encodings──▶ the right characters ──characters──▶ one form for each letter
                     ──signs, spacing──▶ whole words ──letters──▶ what was printed
                     ──(line ends)──▶ whole lines

1. *Encodings* come first: as long as bytes are read wrongly, nothing else is what it seems. Our own
   decoders weigh the evidence by paragraph and document; ftfy gets what they leave.
2. *Characters*: normal form, marks beside their letters, ligatures, invisible characters, bullets.
3. *Signs* that became `?` where no letter can have stood (§, quotation marks, dashes), and *spacing*:
   letter-spaced headings.
4. *Letters* that are lost rather than misread (stripped, `?`, U+FFFD, misrecognised): the noisy channel and
   its language model, told in `channel/restore.py`.
5. *Line ends*, on request: the pipeline leaves them to structure, which knows the paragraphs.

Each stage looks at a text and says what to change in it; `edits.Draft` keeps the account against what came
in.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from schemas.base import lean
from schemas.page import ReadPage
from schemas.repair import Edit, RepairedLine, RepairedPage, RepairedText
from workers.repair import characters, headings, line_ends, marks, misread, mojibake, seven_bit, signs, utf8
from workers.repair.edits import Change, Draft, replay
from workers.repair.letters import restored
from workers.repair.taught import read_as_taught

Stage = Callable[[str], Sequence[Change]]
"""Looks at a text and says what to change in it, in order, without overlap."""

UTF8: tuple[Stage, ...] = (utf8.restored,)
CODE_PAGES: tuple[Stage, ...] = (misread.restored, seven_bit.restored, mojibake.restored)
CHARACTERS: tuple[Stage, ...] = (
    characters.normalised,
    marks.composed,
    characters.spelled_out,
    characters.without_invisible,
    characters.without_soft_hyphens,
    characters.bulleted,
)
SIGNS: tuple[Stage, ...] = (signs.restored,)
SPACING: tuple[Stage, ...] = (headings.closed_up,)
LINE_ENDS: tuple[Stage, ...] = (line_ends.joined,)

MOST_ROUNDS = 3
"""Text can be misread twice, and a word broken twice; a round that changes nothing is the last."""

PAGE_BREAK = "\n\n"
"""Between the pages of a document, as between paragraphs."""


def repair_text(text: str, *, join_lines: bool, own_words: tuple[str, ...] = ()) -> RepairedText:
    """The text as it was printed, and every change as an edit.

    Edits count in characters of `text`; replaying them gives the result, undoing them gives `text` back,
    exactly. Words broken at line ends are joined only with `join_lines`. No line break is added or removed
    otherwise. `own_words` are known beside the lists' words.
    """
    draft = _repaired(Draft(original=text, text=text), own_words)
    if join_lines:
        draft = _rounds(draft, LINE_ENDS)
    return RepairedText(text=draft.text, edits=draft.edits())


def _repaired(draft: Draft, own_words: tuple[str, ...]) -> Draft:
    draft = _rounds(draft, UTF8)
    draft = _once(draft, (*CODE_PAGES, *CHARACTERS, *SIGNS, *SPACING))
    return _restored(draft, own_words)


def _restored(draft: Draft, own_words: tuple[str, ...]) -> Draft:
    """The lost letters; what is too doubtful to be applied is proposed."""
    found = restored(draft.text, own_words)
    # First the proposals: all of `found` counts in the text as it is before the others are applied.
    return draft.propose([r.change for r in found if not r.applied]).revise(
        [r.change for r in found if r.applied]
    )


def repair_pages(pages: Sequence[ReadPage], own_words: tuple[str, ...] = ()) -> tuple[RepairedPage, ...]:
    """Every line of the document repaired, in the light of the whole document.

    Lines stay lines: as many as there were, each with edits that count in its own original. Pages are
    paragraphs to the stages that weigh evidence by paragraph. `own_words` are known beside the lists' words,
    and stand where the reader thought of one of them.
    """
    document = PAGE_BREAK.join("\n".join(line.text for line in page.lines) for page in pages)
    draft = Draft(original=document, text=document)
    if own_words:
        draft = draft.revise(list(read_as_taught(pages, _line_starts(pages), own_words)))
    edits = deque(_repaired(draft, own_words).edits())
    starts = _line_starts(pages)
    return tuple(
        RepairedPage(
            page=page, lines=tuple(_repaired_line(line.text, next(starts), edits) for line in page.lines)
        )
        for page in pages
    )


def _line_starts(pages: Sequence[ReadPage]) -> Iterator[int]:
    """Where each line begins in the document's text, in characters."""
    at = 0
    for page in pages:
        for line in page.lines:
            yield at
            at += len(line.text) + len("\n")
        at += len(PAGE_BREAK) - len("\n") if page.lines else len(PAGE_BREAK)


def _repaired_line(original: str, start: int, edits: deque[Edit]) -> RepairedLine:
    """The line that begins at `start` of the document, with the document's next edits that lie in it."""
    own = []
    while edits and edits[0].end <= start + len(original):
        edit = edits.popleft()
        own.append(edit.model_copy(update={"start": edit.start - start, "end": edit.end - start}))
    return lean(RepairedLine(original=original, text=replay(original, own), edits=tuple(own)))


def _once(draft: Draft, stages: Sequence[Stage]) -> Draft:
    for stage in stages:
        draft = draft.revise(stage(draft.text))
    return draft


def _rounds(draft: Draft, stages: Sequence[Stage]) -> Draft:
    for _ in range(MOST_ROUNDS):
        text = draft.text
        draft = _once(draft, stages)
        if draft.text == text:
            break
    return draft
