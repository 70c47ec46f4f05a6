"""Character and word error rates of a reading, in strict reading order and tolerant of order.

Both texts are made alike first: NFKC; soft hyphens dropped; quotation marks, dashes and list bullets unified;
white space collapsed. Case is kept, and so are hyphens at line ends. The strict rate is the edit distance of
the whole texts to the printed length. The tolerant rate pairs each printed cell (what stands between wide
white spaces of one line) with the part of a read line that it resembles most, so that neither the order of
columns nor the joining of cells counts; unpaired text counts in full, on either side. It follows the idea of
the flexible character accuracy of Clausner, Pletschacher and Antonacopoulos (2020).
"""

import heapq
import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tests.bench.scans.typesetting import TruthLine

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘`´‚", "'"),
        **dict.fromkeys("”“„»«″", '"'),
        **dict.fromkeys("–—‐‑−‒", "-"),
        **dict.fromkeys("•·▪●■∙◦*", "-"),
        "\u00ad": None,
        "μ": "µ",
        "…": "...",
    }
)
FARTHEST = 0.6
"""Errors for each character of a cell from which a part of a line is not its reading."""
SHORTEST = 0.34
"""A read line shorter than this share of the cell is not tried as its reading."""
SEEN = 0.4
"""Likeness from which a read line is taken for an optional one."""


@dataclass(frozen=True, kw_only=True)
class Errors:
    """What one page's reading got wrong; counts of characters or words after both texts were made alike."""

    characters: int
    wrong: int
    strict: int
    words: int
    wrong_words: int

    @property
    def cer(self) -> float:
        """Order-tolerant character error rate."""
        return self.wrong / self.characters

    @property
    def strict_cer(self) -> float:
        """Character error rate in reading order."""
        return self.strict / self.characters

    @property
    def wer(self) -> float:
        """Order-tolerant word error rate."""
        return self.wrong_words / self.words


def alike(text: str) -> str:
    """The text without differences that do not count."""
    composed = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE)
    return re.sub(r"\s+", " ", composed.replace("''", '"')).strip()


def errors(truth: Sequence[TruthLine], read: str) -> Errors:
    """Compares a page's reading, line by line, with what is printed on it."""
    cells = [alike(cell) for line in truth if not line.optional for cell in line.cells]
    lines = [line for line in map(alike, read.splitlines()) if line]
    printed = alike(" ".join(line.text for line in truth if not line.optional))
    optional = [alike(line.text) for line in truth if line.optional]
    strict_lines = list(_without(lines, optional))
    strict = distance(printed, " ".join(strict_lines))
    strict_words = distance(printed.split(), " ".join(strict_lines).split())
    pairing = _paired(cells, lines)
    spare = [*pairing.lost, *_without([part.text for part in pairing.spare], optional)]
    wrong = sum(pair.wrong for pair in pairing.pairs) + sum(map(len, spare))
    wrong_words = sum(pair.wrong_words for pair in pairing.pairs) + sum(len(text.split()) for text in spare)
    return Errors(
        characters=sum(map(len, cells)),
        wrong=min(wrong, strict),
        strict=strict,
        words=sum(len(cell.split()) for cell in cells),
        wrong_words=min(wrong_words, strict_words),
    )


def right_words(truth: Sequence[TruthLine], lines: Sequence[Sequence[str]]) -> list[list[bool]]:
    """For each word of each read line, whether it is printed so at that place."""
    cells = [alike(cell) for line in truth for cell in line.cells]
    words = [[alike(word) for word in line] for line in lines]
    pairing = _paired(cells, [" ".join(line) for line in words])
    right = [[False] * len(line) for line in words]
    for pair in pairing.pairs:
        first = " ".join(words[pair.reading.line])[: pair.reading.at].count(" ")
        read, printed = pair.reading.text.split(" "), pair.cell.split(" ")
        # A word that the cell's reading shares with its neighbour is judged as a whole.
        read = words[pair.reading.line][first : first + len(read)]
        for block in SequenceMatcher(None, read, printed, autojunk=False).get_matching_blocks():
            for place in range(block.a, block.a + block.size):
                right[pair.reading.line][first + place] = True
    return right


def distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Levenshtein's edit distance."""
    score = len(one)
    for score in _scores(one, other, anywhere=False):  # noqa: B007 - the last one is the distance
        pass
    return score


def infix(pattern: str, text: str) -> tuple[int, int, int]:
    """The part of `text` nearest to `pattern`: its distance, start and end."""
    best, end = len(pattern), 0
    for place, score in enumerate(_scores(pattern, text, anywhere=True)):
        if score < best:
            best, end = score, place + 1
    # Backwards from the end, the prefix of the reversed text that is as near gives the start.
    reached = min(end, len(pattern) + best)
    for length, score in enumerate(_scores(pattern[::-1], text[end - reached : end][::-1], anywhere=False)):
        if score == best:
            return best, end - length - 1, end
    return best, end, end


def _scores(pattern: Sequence[Hashable], text: Sequence[Hashable], *, anywhere: bool) -> Iterator[int]:
    """The pattern's distance to the text up to each place (Myers 1999, one big integer for each column).

    With `anywhere`, to the nearest part of the text that ends at the place.
    """
    if not pattern:
        yield from (0 if anywhere else place + 1 for place in range(len(text)))
        return
    places: dict[Hashable, int] = {}
    for place, sign in enumerate(pattern):
        places[sign] = places.get(sign, 0) | 1 << place
    mask, top = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    up, down, score = mask, 0, len(pattern)
    for sign in text:
        equal = places.get(sign, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        right_up = down | ~(diagonal | up) & mask
        right_down = up & diagonal
        score += bool(right_up & top) - bool(right_down & top)
        right_up = (right_up << 1 | (0 if anywhere else 1)) & mask
        right_down = right_down << 1 & mask
        up = right_down | ~(diagonal | right_up) & mask
        down = right_up & diagonal
        yield score


@dataclass(frozen=True)
class _Part:
    """A read line, or what is left of it; `at` is where it begins in the line."""

    line: int
    at: int
    text: str


@dataclass(frozen=True)
class _Pair:
    """A printed cell and its reading: a part of a read line."""

    cell: str
    reading: _Part
    wrong: int

    @property
    def wrong_words(self) -> int:
        return distance(self.cell.split(), self.reading.text.split())


@dataclass(frozen=True)
class _Pairing:
    pairs: tuple[_Pair, ...]
    lost: tuple[str, ...]
    """Cells without a reading."""
    spare: tuple[_Part, ...]
    """Read text that belongs to no cell."""


def _paired(cells: Sequence[str], lines: Sequence[str]) -> _Pairing:
    """Each cell with its reading, the best pair first."""
    parts: list[_Part | None] = [_Part(number, 0, line) for number, line in enumerate(lines)]
    open_cells = set(range(len(cells)))
    queue: list[tuple[float, int, int, int]] = []

    def propose(number: int, part: _Part) -> None:
        for cell in open_cells:
            rank = _rank(cells[cell], part.text)
            if rank is not None:
                heapq.heappush(queue, (*rank, cell, number))

    for number, part in enumerate(list(parts)):
        if part is not None:
            propose(number, part)
    pairs: list[_Pair] = []
    while queue and open_cells:
        _, _, cell, number = heapq.heappop(queue)
        part = parts[number]
        if cell not in open_cells or part is None:
            continue
        wrong, start, end = infix(cells[cell], part.text)
        pairs.append(_Pair(cells[cell], _cut(part, start, end), wrong))
        open_cells.discard(cell)
        parts[number] = None
        for rest in (_cut(part, 0, start), _cut(part, end, len(part.text))):
            if rest.text:
                parts.append(rest)
                propose(len(parts) - 1, rest)
    lost = tuple(cells[cell] for cell in sorted(open_cells))
    return _Pairing(tuple(pairs), lost, tuple(part for part in parts if part))


def _cut(part: _Part, start: int, end: int) -> _Part:
    text = part.text[start:end]
    lead = len(text) - len(text.lstrip())
    return _Part(part.line, part.at + start + lead, text.strip())


def _rank(cell: str, text: str) -> tuple[float, int] | None:
    """How early the pair is taken, less first; None where the text is no reading of the cell."""
    if len(text) < SHORTEST * len(cell) or _apart(cell, text) > FARTHEST * len(cell):
        return None
    wrong, start, end = infix(cell, text)
    share = wrong / len(cell)
    if share > FARTHEST:
        return None
    # Long cells before short ones, which fit in many places; whole lines before parts of lines.
    return round(share - min(len(cell), 60) / 300, 4), len(text) - (end - start)


def _apart(cell: str, text: str) -> int:
    """A lower bound of the distance: characters of the cell that the text does not hold at all."""
    held = set(text)
    return sum(character not in held for character in cell)


def _without(texts: Iterable[str], optional: Sequence[str]) -> Iterator[str]:
    """The texts but for the best reading of each optional line."""
    left = list(texts)
    for line in optional:
        near = max(left, key=lambda text: _likeness(line, text), default=None)
        if near is not None and _likeness(line, near) > SEEN:
            left.remove(near)
    yield from left


def _likeness(one: str, other: str) -> float:
    return 1 - distance(one, other) / max(len(one), len(other), 1)
