"""ALTO 4.4: the words of every page with their places and confidences. Pure.

Measures are tenths of a millimetre (`mm10`) on the unrotated page: pages without pixels have places too.
Text files have no places: their pages have the size 0, their words the position 0.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from schemas.base import Box
from schemas.page import ReadLine
from schemas.repair import RepairedLine, RepairedPage
from workers.archive.plan import texts_to_show

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
MM10_PER_POINT = 254 / 72
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
IN_ATTRIBUTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) cannot hold."""
NOT_PLAIN = re.compile("[^ !#-%'-;=?-~\u00a0-\u024f\u2010-\u2027]")
"""What must be looked at before it stands in an attribute: most words hold nothing of it."""


def alto(document_id: str, filename: str, pages: Sequence[RepairedPage]) -> Iterator[bytes]:
    """The pages as ALTO 4.4 XML in UTF-8, piece by piece: that of a long document is larger than its pages.

    A string's CONTENT is the repaired word where the repair kept the line's number of words, else as read.
    Ids count from 1: `p2_l3_w4` is the fourth word of the third line of the second page.
    """
    # Written line by line: a tree of a long document's words would take most of the time of its record.
    yield _text(_before_pages(document_id, filename, pages))
    for page in pages:
        yield _text(_page(page))
    yield _text([*(["  </Layout>"] if pages else []), "</alto>"])


def _text(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _before_pages(document_id: str, filename: str, pages: Sequence[RepairedPage]) -> Iterator[str]:
    yield "<?xml version='1.0' encoding='utf-8'?>"
    yield (
        f'<alto xmlns="{NAMESPACE}" xmlns:xsi="{XSI}" xsi:schemaLocation="{NAMESPACE} {SCHEMA}"'
        ' SCHEMAVERSION="4.4">'
    )
    yield from _description(document_id, filename, pages)
    yield "  <Layout>" if pages else "  <Layout />"


def _description(document_id: str, filename: str, pages: Sequence[RepairedPage]) -> Iterator[str]:
    yield "  <Description>"
    yield "    <MeasurementUnit>mm10</MeasurementUnit>"
    yield "    <sourceImageInformation>"
    yield f"      <fileName>{escape(_clean(filename))}</fileName>"
    yield f"      <documentIdentifier>{escape(document_id)}</documentIdentifier>"
    yield "    </sourceImageInformation>"
    tools = {(step.tool, step.version) for page in pages for step in page.page.steps if step.tool != "inkom"}
    for number, (tool, version) in enumerate(sorted(tools), 1):
        yield f'    <Processing ID="tool_{number}">'
        yield "      <processingSoftware>"
        yield f"        <softwareName>{escape(_clean(tool))}</softwareName>"
        yield f"        <softwareVersion>{escape(_clean(version))}</softwareVersion>"
        yield "      </processingSoftware>"
        yield "    </Processing>"
    yield "  </Description>"


def _page(repaired: RepairedPage) -> Iterator[str]:
    page = repaired.page
    name, width, height = f"p{page.number}", page.width or 0.0, page.height or 0.0
    turned = f' ROTATION="{page.rotation}"' if page.rotation else ""
    size = f'WIDTH="{_mm10(width)}" HEIGHT="{_mm10(height)}"'
    yield f'    <Page ID="{name}" PHYSICAL_IMG_NR="{page.number}" {size}{turned}>'
    space = f"      <PrintSpace {_place((0.0, 0.0, width, height))}"
    lines = [
        (number, line, repair)
        for number, (line, repair) in enumerate(zip(page.lines, repaired.lines, strict=True), 1)
        if line.words
    ]
    if lines:
        yield f"{space}>"
        yield f'        <TextBlock ID="{name}_b1" {_place(_around(lines))}>'
        for number, line, repair in lines:
            yield from _line(f"{name}_l{number}", line, repair)
        yield "        </TextBlock>"
        yield "      </PrintSpace>"
    else:
        yield f"{space} />"
    yield "    </Page>"


def _around(lines: Sequence[tuple[int, ReadLine, RepairedLine]]) -> Box:
    boxes = [line.box or NOWHERE for _, line, _ in lines]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _line(name: str, line: ReadLine, repair: RepairedLine) -> Iterator[str]:
    yield f'          <TextLine ID="{name}" {_place(line.box or NOWHERE)}>'
    previous: Box | None = None
    shown = zip(texts_to_show(line, repair), line.words, strict=True)
    for number, (text, word) in enumerate(shown, 1):
        box = word.box or NOWHERE
        if previous is not None:
            _, top, left, _ = previous
            width = max(left, box[0]) - left
            yield (
                f'            <SP HPOS="{left * MM10_PER_POINT:.1f}" VPOS="{top * MM10_PER_POINT:.1f}"'
                f' WIDTH="{width * MM10_PER_POINT:.1f}" />'
            )
        surely = "" if word.confidence is None else f' WC="{word.confidence:.3f}"'
        content = escape(_clean(text), IN_ATTRIBUTES) if NOT_PLAIN.search(text) else text
        yield f'            <String ID="{name}_w{number}" CONTENT="{content}" {_place(box)}{surely} />'
        previous = box
    yield "          </TextLine>"


def _place(box: Box) -> str:
    x0, top, x1, bottom = box
    return (
        f'HPOS="{x0 * MM10_PER_POINT:.1f}" VPOS="{top * MM10_PER_POINT:.1f}"'
        f' WIDTH="{(x1 - x0) * MM10_PER_POINT:.1f}" HEIGHT="{(bottom - top) * MM10_PER_POINT:.1f}"'
    )


def _mm10(points: float) -> str:
    return f"{points * MM10_PER_POINT:.1f}"


def _clean(text: str) -> str:
    """The text without the control characters that XML cannot hold, each marked by U+FFFD."""
    return NOT_XML.sub("\ufffd", text)
