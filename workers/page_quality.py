"""How well a page was read, and which of its words a person should check. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.page import Word
from schemas.record import DoubtfulWord, PageQuality
from schemas.repair import RepairedPage
from workers.text_trust import DOUBTFUL as DOUBTFUL_TEXT
from workers.text_trust import TextWord, text_words

DOUBTFUL = 0.6
"""A word that a reader without a judgement of its own is less sure of should be checked: Tesseract's wrong
words lie mostly below it."""
ERRORS_IN_WRONG_WORD = 1.5
"""Characters that a misread word has wrong, on average, on generated scans."""
ERRORS_IN_WRONG_TEXT_WORD = 1.1
"""The same for words of a text that repair left wrong or made wrong (`python -m tests.bench.text_trust`)."""


@dataclass(frozen=True, kw_only=True)
class JudgedPage:
    """How well a page was read, and which words of a text that nobody recognised are doubtful."""

    quality: PageQuality
    doubtful: tuple[DoubtfulWord, ...]


def judged_page(page: RepairedPage, own_words: tuple[str, ...] = ()) -> JudgedPage:
    """Counts of a page's words and of those that a person should check.

    `own_words` are the authority's own, known beside the lists' words.
    """
    words = [word for _, word in page.page.judged_words()]
    taken = _taken(page)
    judged = list(text_words([page.lines[at] for at in taken], own_words))
    starts = page.page.line_starts
    doubtful = tuple(
        _doubtful_word(word, taken[word.line], starts) for word in judged if word.chance >= DOUBTFUL_TEXT
    )
    known = [word.confidence for word in words if word.confidence is not None]
    quality = PageQuality(
        words=sum(len(line.words) for line in page.page.lines) or len(page.page.raw_text.split()),
        doubtful_words=sum(map(should_be_checked, words)) + len(doubtful),
        mean_confidence=round(sum(known) / len(known), 4) if known else None,
        predicted_error=_predicted_error(page, words, taken, judged),
    )
    return JudgedPage(quality=quality, doubtful=doubtful)


def _taken(page: RepairedPage) -> list[int]:
    """The lines that nobody recognised: of a text file, or taken from a text layer."""
    return [
        at
        for at, line in enumerate(page.page.lines)
        if not page.page.recognised or not any(word.confidence is not None for word in line.words)
    ]


def _doubtful_word(word: TextWord, line: int, starts: Sequence[int]) -> DoubtfulWord:
    return DoubtfulWord(
        line=line, start=starts[line] + word.start, end=starts[line] + word.end, chance=round(word.chance, 3)
    )


def _predicted_error(
    page: RepairedPage, words: Sequence[Word], taken: Sequence[int], text: Sequence[TextWord]
) -> float | None:
    """The page's character error rate as its words' probabilities foretell it; null where nothing does.

    Of words that were recognised only a reader that marks doubtful ones gives probabilities. What nobody
    recognised, a text layer or file, is judged by what repair did and left there.
    """
    judged = [
        (len(word.text), word.confidence)
        for word in words
        if word.confidence is not None and word.doubtful is not None
    ]
    characters = sum(length for length, _ in judged)
    characters += sum(len(word) for at in taken for word in page.lines[at].text.split())
    if not characters:
        return None
    wrong = ERRORS_IN_WRONG_WORD * sum(1 - confidence for _, confidence in judged)
    wrong += ERRORS_IN_WRONG_TEXT_WORD * sum(word.chance for word in text)
    return round(min(1.0, wrong / characters), 5)


def should_be_checked(word: Word) -> bool:
    """Whether a person should check the word: as its reader says, or by its confidence."""
    if word.doubtful is not None:
        return word.doubtful
    return word.confidence is not None and word.confidence < DOUBTFUL
