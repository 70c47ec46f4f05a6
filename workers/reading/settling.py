"""Settles beside the picture, region by region, what of a text layer holds; read together with `textlayer`.

    opinions of the text alone ──look at sample lines──▶ which regions hold
                               ──read what is left──▶ the better source for the others ──▶ lines of both

What holds is painted over before the picture is read, so only the rest costs time, and no text comes twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from schemas.base import Box, Rotation
from schemas.page import ReadLine, TextRegion, TextSource
from workers.reading.agreement import ELSEWHERE, LONGEST, Agreement, agreement, compared
from workers.reading.checking import IMAGE_SHARE, OpenedPage, PagePixels
from workers.reading.lexical import known_share, shaped_share
from workers.reading.masking import ink_outside, only, without
from workers.reading.merging import merged
from workers.reading.regions import Region, line_box
from workers.reading.textlayer import SCAN_COVER, SHAPED_SHARE, Opinion, Reason

SAMPLE_LINES = 12
"""Lines of a page that are looked at; some 700 characters, of which bad OCR has more than 35 wrong."""
SAMPLE_LETTERS = 12
"""Letters of a line that is worth looking at."""
FEWEST_LETTERS = 60
"""Letters of a region below which its text alone says nothing: a line, or half of one."""
SAME_WORDS = 0.6
"""Share of the layer's words that are read somewhere on the page when the layer is misplaced."""
UNREAD_INK = 0.15
"""Square inches of text-like ink beside the layer from which there is something left to read: one square
centimetre, a short line."""
GROW = 3.0
"""Points around a layer's line within which ink is its own: accents, descenders, a little skew."""
ON_ROW = 0.5
PART_OF_TEXT = 0.6
"""Share of a line's height and of its text that it has in common with a line of the layer beside it."""
PRINTED = 0.8
"""Share of the letters meant by mojibake that a reader finds where they are printed; on scans over .95."""
SURE_ENOUGH = 0.7
SUBSTANCE = 2
"""A line read beside the layer is kept when one of its words has this confidence and so many letters."""

Lines = tuple[ReadLine, ...]
Read = Callable[[PagePixels, OpenedPage], tuple[Rotation, Lines]]
"""Recognises a picture; `OpenedPage.rotate` is how it is turned."""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A page's text layer: its regions in reading order with their opinions, and how the page is turned."""

    regions: tuple[Region, ...]
    opinions: tuple[Opinion, ...]
    rotation: Rotation
    reason: Reason
    """What the layer as a whole looks like."""

    @property
    def is_certain(self) -> bool:
        """Whether nothing speaks against any of it."""
        return self.reason == "text_layer_good" and all(o.standing == "keep" for o in self.opinions)

    @property
    def is_lost(self) -> bool:
        """Whether none of it can be used."""
        return all(opinion.standing == "read" for opinion in self.opinions)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The page's lines from both sources; `regions` say which is which, empty where one source gave all."""

    lines: Lines
    rotation: Rotation
    source: TextSource
    reason: str
    regions: tuple[TextRegion, ...] = ()
    handwriting: tuple[Box, ...] = ()


def has_annex(page: OpenedPage) -> bool:
    """Whether an image lies on the page that may hold text of its own."""
    return bool(_annexes(page))


def settle(layer: Layer, picture: PagePixels, page: OpenedPage, read: Read) -> Settled:
    """The better source of each region, and what the layer leaves out. Raises what `read` raises."""
    upright = replace(page, rotate=layer.rotation)
    opinions = _looked_at(layer, picture, upright, read)
    kept = [r for r, opinion in zip(layer.regions, opinions, strict=True) if opinion.standing == "keep"]
    held = [line for region in kept for line in region.lines]
    boxes = [line_box(line) for line in held]
    if len(kept) == len(layer.regions) and not _left_to_read(layer, picture, upright, boxes):
        return _settled(layer, opinions, (), layer.rotation, upright)
    if not kept:
        rotation, rest = read(picture, upright)
    else:
        _, rest = read(without(picture, boxes), upright)
        rotation, rest = layer.rotation, _beside(rest, held)
    opinions = _compared(layer, opinions, rest, upright)
    return _settled(layer, opinions, rest, rotation, upright)


def _settled(
    layer: Layer, opinions: Sequence[Opinion], rest: Lines, rotation: Rotation, page: OpenedPage
) -> Settled:
    judged = list(zip(layer.regions, opinions, strict=True))
    kept = [region for region, opinion in judged if opinion.standing == "keep"]
    if not kept:
        source: TextSource = "ocr" if rest else "none"
        reason = _commonest(judged) if rest else "blank_page"
        return Settled(lines=rest, rotation=rotation, source=source, reason=reason)
    rest = _beside(rest, [line for region in kept for line in region.lines])
    if not rest and len(kept) == len(judged):
        lines = tuple(line for region in kept for line in region.lines)
        return Settled(lines=lines, rotation=rotation, source="text_layer", reason="text_layer_good")
    dropped = [(region, opinion) for region, opinion in judged if opinion.standing != "keep"]
    lines, regions = merged(kept, rest, dropped, page)
    reason = _commonest(dropped) if dropped else "text_layer_partial"
    return Settled(lines=lines, rotation=rotation, source="mixed", reason=reason, regions=regions)


def _commonest(judged: Sequence[tuple[Region, Opinion]]) -> Reason:
    """The reason that holds for most of the text."""
    letters: dict[Reason, int] = {}
    for region, opinion in judged:
        letters[opinion.reason] = letters.get(opinion.reason, 0) + len(region.text)
    return max(letters, key=lambda reason: letters[reason])


def _looked_at(layer: Layer, picture: PagePixels, page: OpenedPage, read: Read) -> tuple[Opinion, ...]:
    """The opinions after a look at sample lines: what agrees is kept."""
    samples = _samples(layer)
    if not samples:
        return layer.opinions
    boxes = [_widened(line) for lines in samples.values() for line in lines]
    _, seen = read(only(picture, boxes), page)
    found = {index: _agreement(lines, seen, page) for index, lines in samples.items()}
    after = list(layer.opinions)
    if not any(one.seen and one.holds for one in found.values()):
        # What is too small to be judged by its text is not believed where nothing else of the layer holds.
        for index, region in enumerate(layer.regions):
            if after[index].standing == "keep" and sum(map(str.isalpha, region.text)) < FEWEST_LETTERS:
                after[index] = Opinion(standing="look", reason="text_layer_good")
    if sum(found.values(), start=compared((), ())).lacks_ring:
        lost = Opinion(standing="read", reason="text_layer_without_swedish_letters")
        return tuple(lost if opinion.standing == "look" else opinion for opinion in after)
    for index, one in found.items():
        if one.seen and one.holds:
            after[index] = Opinion(standing="keep", reason="text_layer_good")
    held = all(after[index].standing == "keep" for index in samples)
    for index, opinion in enumerate(after):
        # Regions too small to be looked at stand with the others.
        if opinion.standing == "look" and index not in samples and held:
            after[index] = Opinion(standing="keep", reason="text_layer_good")
    return tuple(after)


def _samples(layer: Layer) -> dict[int, Lines]:
    """The lines to look at: of each region the strangest first, then evenly spread."""
    doubtful = {
        index: sorted(
            (line for line in region.lines if sum(map(str.isalpha, line.text)) >= SAMPLE_LETTERS),
            key=_known,
        )
        for index, (region, opinion) in enumerate(zip(layer.regions, layer.opinions, strict=True))
        if opinion.standing == "look" and opinion.reason != "text_layer_mojibake"
    }
    wanted: dict[int, list[ReadLine]] = {}
    rounds = max(map(len, doubtful.values()), default=0)
    turns = [(index, nth) for nth in range(rounds) for index, lines in doubtful.items() if nth < len(lines)]
    for index, nth in turns[:SAMPLE_LINES]:
        # Strangest, middle, next strangest: a garbled line is found, and the usual line is not forgotten.
        lines = doubtful[index]
        wanted.setdefault(index, []).append(lines[nth // 2 if nth % 2 == 0 else -(nth + 1) // 2])
    return {index: tuple(lines) for index, lines in wanted.items()}


def _known(line: ReadLine) -> float:
    share = known_share([word.text for word in line.words])
    return 1.0 if share is None else share


def _widened(line: ReadLine) -> Box:
    x0, top, x1, bottom = line_box(line)
    reach = 0.25 * min(x1 - x0, bottom - top)
    return x0 - 2 * reach, top - reach, x1 + 2 * reach, bottom + reach


def _agreement(lines: Lines, seen: Lines, page: OpenedPage) -> Agreement:
    return agreement(lines, seen, width=page.width, height=page.height, rotation=page.rotate)


def _left_to_read(layer: Layer, picture: PagePixels, page: OpenedPage, boxes: Sequence[Box]) -> bool:
    partial = has_annex(page) or layer.reason != "text_layer_good"
    return partial and ink_outside(picture, boxes, GROW) > UNREAD_INK


def _annexes(page: OpenedPage) -> list[Box]:
    area = page.width * page.height
    return [box for box in page.images if (box[2] - box[0]) * (box[3] - box[1]) >= IMAGE_SHARE * area]


def _beside(lines: Lines, kept: Sequence[ReadLine]) -> Lines:
    """The lines that were read beside the kept ones and are no remains of them."""
    return tuple(
        line for line in lines if _has_substance(line) and not any(_is_remains(line, old) for old in kept)
    )


def _is_remains(line: ReadLine, old: ReadLine) -> bool:
    """Whether the line is a part of the old one: inside its box, or on its row with a part of its text.

    Layers whose words are narrower than the print leave its ends uncovered.
    """
    box, other = line_box(line), line_box(old)
    if _middle_inside(box, other):
        return True
    down = 1 if box[2] - box[0] >= box[3] - box[1] else 0
    overlap = min(box[down + 2], other[down + 2]) - max(box[down], other[down])
    if overlap < ON_ROW * (box[down + 2] - box[down]):
        return False
    text, whole = line.text[:LONGEST], old.text[:LONGEST]
    found = SequenceMatcher(None, text, whole, autojunk=False).find_longest_match()
    return found.size >= PART_OF_TEXT * len(text)


def _has_substance(line: ReadLine) -> bool:
    return any(
        word.confidence is not None
        and word.confidence >= SURE_ENOUGH
        and sum(map(str.isalnum, word.text)) >= SUBSTANCE
        for word in line.words
    )


def _middle_inside(box: Box, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _compared(
    layer: Layer, opinions: Sequence[Opinion], rest: Lines, page: OpenedPage
) -> tuple[Opinion, ...]:
    """What is left to look at, decided by all its lines."""
    after = []
    meant = _meant(
        region.text
        for region, opinion in zip(layer.regions, opinions, strict=True)
        if opinion.reason == "text_layer_mojibake"
    )
    for region, opinion in zip(layer.regions, opinions, strict=True):
        if opinion.standing != "look":
            after.append(opinion)
            continue
        found, elsewhere = _agreement(region.lines, rest, page), _is_elsewhere(region, rest)
        if opinion.reason == "text_layer_mojibake":
            holds = not _shows(meant, rest)
        elif found.seen:
            # A reading that is itself no Swedish says nothing against a layer that is.
            stranger = found.strange_in_layer < found.strange_in_reading
            holds = found.holds or (found.share < ELSEWHERE and stranger and not elsewhere)
        else:
            # What the reader did not see is kept, unless it stands elsewhere or is no text at all: on a scan
            # an OCR makes bars and dots of specks and of the paper's edges.
            says = page.image_cover < SCAN_COVER or any(map(str.isalnum, region.text))
            holds = says and not elsewhere and shaped_share(region.words) >= SHAPED_SHARE
        if holds:
            after.append(Opinion(standing="keep", reason="text_layer_good"))
        else:
            reason = _what_is_wrong(found, opinion, elsewhere=elsewhere)
            after.append(Opinion(standing="read", reason=reason))
    return tuple(after)


def _meant(texts: Iterable[str]) -> Counter[str]:
    """How many å, ä and ö the mojibake of these texts stands for."""
    meant: Counter[str] = Counter()
    for text in texts:
        for letter in "åäö":
            meant[letter] += text.count(letter.encode().decode("latin-1"))
    return meant


def _shows(meant: Counter[str], lines: Lines) -> bool:
    """Whether the letters that mojibake stands for are printed: then it is the layer's fault.

    Printed mojibake reads as some of the letters too, but misses most å and ö.
    """
    read = Counter(letter for line in lines for letter in line.text if letter in "åäö")
    return (read & meant).total() >= PRINTED * max(1, meant.total())


def _is_elsewhere(region: Region, rest: Lines) -> bool:
    read = {word.text for line in rest for word in line.words}
    words = [word for word in region.words if len(word) > SUBSTANCE]
    return bool(words) and sum(word in read for word in words) >= SAME_WORDS * len(words)


def _what_is_wrong(found: Agreement, opinion: Opinion, *, elsewhere: bool) -> Reason:
    if opinion.reason != "text_layer_good":
        return opinion.reason
    if found.share >= ELSEWHERE:
        return "text_layer_misread"
    return "text_layer_misplaced" if elsewhere else "text_layer_undecodable"
