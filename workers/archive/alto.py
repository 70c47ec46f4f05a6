"""ALTO 4.4: the words of every page with their places and confidences. Pure.

Measures are tenths of a millimetre (`mm10`) on the unrotated page: pages without pixels have places too.
Text files have no places: their pages have the size 0, their words the position 0.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from schemas.base import Box
from schemas.page import ReadLine
from schemas.repair import RepairedLine, RepairedPage

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
MM10_PER_POINT = 254 / 72
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


def alto(document_id: str, filename: str, pages: Sequence[RepairedPage]) -> bytes:
    """The pages as ALTO 4.4 XML in UTF-8.

    A string's CONTENT is the repaired word where the repair kept the line's number of words, else as read.
    Ids count from 1: `p2_l3_w4` is the fourth word of the third line of the second page.
    """
    root = Element(
        "alto",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "SCHEMAVERSION": "4.4",
        },
    )
    _describe(root, document_id, filename, pages)
    layout = SubElement(root, "Layout")
    for page in pages:
        _add_page(layout, page)
    indent(root)
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _describe(root: Element, document_id: str, filename: str, pages: Sequence[RepairedPage]) -> None:
    description = SubElement(root, "Description")
    SubElement(description, "MeasurementUnit").text = "mm10"
    source = SubElement(description, "sourceImageInformation")
    SubElement(source, "fileName").text = _clean(filename)
    SubElement(source, "documentIdentifier").text = document_id
    tools = {(step.tool, step.version) for page in pages for step in page.page.steps if step.tool != "inkom"}
    for number, (tool, version) in enumerate(sorted(tools), 1):
        processing = SubElement(description, "Processing", {"ID": f"tool_{number}"})
        software = SubElement(processing, "processingSoftware")
        SubElement(software, "softwareName").text = _clean(tool)
        SubElement(software, "softwareVersion").text = _clean(version)


def _add_page(layout: Element, repaired: RepairedPage) -> None:
    page = repaired.page
    name = f"p{page.number}"
    attributes = {
        "ID": name,
        "PHYSICAL_IMG_NR": str(page.number),
        "WIDTH": _mm10(page.width or 0.0),
        "HEIGHT": _mm10(page.height or 0.0),
    }
    if page.rotation:
        attributes["ROTATION"] = str(page.rotation)
    element = SubElement(layout, "Page", attributes)
    whole = (0.0, 0.0, page.width or 0.0, page.height or 0.0)
    space = SubElement(element, "PrintSpace", _place(whole))
    lines = [
        (number, line, repair)
        for number, (line, repair) in enumerate(zip(page.lines, repaired.lines, strict=True), 1)
        if line.words
    ]
    if not lines:
        return
    block = SubElement(space, "TextBlock", {"ID": f"{name}_b1", **_place(_around(lines))})
    for number, line, repair in lines:
        _add_line(block, f"{name}_l{number}", line, repair)


def _around(lines: Sequence[tuple[int, ReadLine, RepairedLine]]) -> Box:
    boxes = [line.box or NOWHERE for _, line, _ in lines]
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)


def _add_line(block: Element, name: str, line: ReadLine, repair: RepairedLine) -> None:
    element = SubElement(block, "TextLine", {"ID": name, **_place(line.box or NOWHERE)})
    texts = repair.text.split()
    if len(texts) != len(line.words):
        texts = [word.text for word in line.words]
    previous: Box | None = None
    for number, (text, word) in enumerate(zip(texts, line.words, strict=True), 1):
        box = word.box or NOWHERE
        if number > 1:
            gap = (previous[2], previous[1], max(previous[2], box[0]), previous[3]) if previous else NOWHERE
            place = _place(gap)
            del place["HEIGHT"]
            SubElement(element, "SP", place)
        attributes = {"ID": f"{name}_w{number}", "CONTENT": _clean(text), **_place(box)}
        if word.confidence is not None:
            attributes["WC"] = f"{word.confidence:.3f}"
        SubElement(element, "String", attributes)
        previous = box


def _place(box: Box) -> dict[str, str]:
    x0, top, x1, bottom = box
    return {
        "HPOS": _mm10(x0),
        "VPOS": _mm10(top),
        "WIDTH": _mm10(x1 - x0),
        "HEIGHT": _mm10(bottom - top),
    }


def _mm10(points: float) -> str:
    return f"{points * MM10_PER_POINT:.1f}"


def _clean(text: str) -> str:
    """The text without the control characters that XML cannot hold, each marked by U+FFFD."""
    return "".join(
        character
        if character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
        else "\ufffd"
        for character in text
    )
