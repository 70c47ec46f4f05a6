"""How well the document's build was found: headings in order with their levels, and where paragraphs end.

Paragraphs are compared word by word, so that a misread letter or a line cut otherwise does not count: a
boundary is right when the same two neighbouring words stand in two blocks.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from schemas.structure import StructuredDocument
from tests.bench.metadata_cases import Example, Truth
from tests.bench.metadata_fields import Score, Scores, plain


def judge_build(example: Example, document: StructuredDocument, scores: Scores) -> None:
    """Adds the scores `headings in order`, `heading levels` and `paragraphs`."""
    if "headings" in example.truth:
        _headings(example, document, scores)
    if "sections" in example.truth:
        _paragraphs(example.truth, document, scores["paragraphs"], example.name)


def _headings(example: Example, document: StructuredDocument, scores: Scores) -> None:
    truth, where = example.truth, example.name
    whole = None if example.text is None else plain(example.text)
    titles = {plain(line) for line in [*truth.get("title_lines", []), truth.get("title") or ""]}
    true = [plain(heading) for heading in truth["headings"] if whole is None or plain(heading) in whole]
    found = [(plain(s.heading), s.level) for s in document.sections if s.heading]
    found = [(text, level) for text, level in found if text not in titles or text in true]
    score = scores["headings in order"]
    levels: list[int] = truth.get("heading_levels", [])
    for tag, a, b, c, d in SequenceMatcher(None, true, [t for t, _ in found], autojunk=False).get_opcodes():
        if tag == "equal":
            score.right += b - a
            for at, (_, level) in zip(range(a, b), found[c:d], strict=True) if levels else ():
                _level(level == levels[at], scores["heading levels"], f"{where}: {true[at]} {level}")
        else:
            score.missed += [f"{where}: {text}" for text in true[a:b]]
            score.wrong += [f"{where}: {text}" for text, _ in found[c:d]]


def _level(right: bool, score: Score, what: str) -> None:
    score.right += right
    score.wrong += [] if right else [what]
    score.missed += [] if right else [what]


def _paragraphs(truth: Truth, document: StructuredDocument, score: Score, where: str) -> None:
    true = [(word, n) for n, text in enumerate(_true_texts(truth)) for word in _words(text)]
    found = [(word, n) for n, text in enumerate(_found_texts(document)) for word in _words(text)]
    place: dict[int, int] = {}
    matcher = SequenceMatcher(None, [w for w, _ in true], [w for w, _ in found], autojunk=False)
    for block in matcher.get_matching_blocks():
        place.update((block.a + k, block.b + k) for k in range(block.size))
    for at in range(len(true) - 1):
        ends = true[at][1] != true[at + 1][1]
        here, there = place.get(at), place.get(at + 1)
        parted = here is not None and there is not None and found[here][1] != found[there][1]
        around = " ".join(w for w, _ in true[max(0, at - 3) : at + 1]) + " | " + true[at + 1][0]
        if ends and parted:
            score.right += 1
        elif ends:
            score.missed.append(f"{where}: {around}")
        elif parted:
            score.wrong.append(f"{where}: {around}")


def _true_texts(truth: Truth) -> Iterator[str]:
    for section in truth["sections"]:
        if section["heading"]:
            yield section["heading"]
        yield from section["paragraphs"]


def _found_texts(document: StructuredDocument) -> Iterator[str]:
    for section in document.sections:
        if section.heading:
            yield section.heading
        yield from (f"{block.marker or ''} {block.text}" for block in section.blocks)


def _words(text: str) -> list[str]:
    """Words without the signs around them; bullets and numbers of items are left out."""
    text = re.sub(r"^\s*(?:[•–-]|\d+\.)\s+", "", text)
    return [word for word in re.findall(r"\w+(?:[-–:/.]\w+)*", text.casefold()) if word]
