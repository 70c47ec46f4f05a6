"""Lines of a text layer and lines read from the picture become one page. Pure."""

from collections.abc import Sequence

from schemas.base import Box
from schemas.page import ReadLine, TextRegion
from schemas.turning import turn_box
from workers.reading.checking import OpenedPage
from workers.reading.regions import Region, regions_of
from workers.reading.textlayer import Opinion


def merged(
    kept: Sequence[Region],
    rest: Sequence[ReadLine],
    dropped: Sequence[tuple[Region, Opinion]],
    page: OpenedPage,
) -> tuple[tuple[ReadLine, ...], tuple[TextRegion, ...]]:
    """All lines in reading order, and where each source begins; `page.rotate` is how the page is read.

    What was read is put before the first region of the layer that lies lower in its column.
    """
    groups = regions_of(rest, width=page.width, height=page.height, rotation=page.rotate)
    in_order = list(kept)
    for group in groups:
        box = turn_box(group.box, page.width, page.height, page.rotate)
        places = [turn_box(region.box, page.width, page.height, page.rotate) for region in in_order]
        in_order.insert(
            next((n for n, place in enumerate(places) if _is_before(box, place)), len(places)), group
        )
    lines = tuple(line for region in in_order for line in region.lines)
    return lines, tuple(_told(region, dropped, of_layer=region in kept) for region in in_order)


def _is_before(box: Box, other: Box) -> bool:
    beside = min(box[2], other[2]) - max(box[0], other[0]) > 0
    return beside and (box[1] + box[3]) / 2 < (other[1] + other[3]) / 2


def _told(region: Region, dropped: Sequence[tuple[Region, Opinion]], *, of_layer: bool) -> TextRegion:
    if of_layer:
        return TextRegion(box=region.box, source="text_layer", reason="text_layer_good")
    reason = next((o.reason for old, o in dropped if _overlap(old.box, region.box)), "text_layer_partial")
    return TextRegion(box=region.box, source="ocr", reason=reason)


def _overlap(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0
