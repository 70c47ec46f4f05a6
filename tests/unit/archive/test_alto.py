from xml.etree import ElementTree as ET

from schemas.base import Rotation
from schemas.page import ReadLine, ReadPage, Word
from schemas.repair import RepairedLine, RepairedPage
from workers.archive.alto import NAMESPACE, alto

NS = {"a": NAMESPACE}


def page(text: str, repaired: str, *, placed: bool = True, rotation: Rotation = 0) -> RepairedPage:
    words, start = [], 0
    for index, word in enumerate(text.split()):
        box = (72.0 * (index + 1), 72.0, 72.0 * (index + 1) + 36, 84.0) if placed else None
        words.append(Word(text=word, start=start, box=box, confidence=0.9 if placed else None))
        start += len(word) + 1
    line = ReadLine(text=text, words=tuple(words), box=(72, 72, 400, 84) if placed else None)
    read = ReadPage(
        number=1,
        width=595 if placed else None,
        height=842 if placed else None,
        rotation=rotation,
        text_source="ocr" if placed else "text_file",
        reason="no_text_layer",
        lines=(line,),
    )
    return RepairedPage(page=read, lines=(RepairedLine(original=text, text=repaired, edits=()),))


def parsed(*pages: RepairedPage) -> ET.Element:
    return ET.fromstring(b"".join(alto("a" * 32, "skrivelse & bilaga.pdf", pages)))


def strings(root: ET.Element) -> list[ET.Element]:
    return root.findall(".//a:String", NS)


def test_words_stand_in_tenths_of_millimetres_with_their_confidence() -> None:
    root = parsed(page("Arende 4711", "Ärende 4711"))
    assert root.findtext(".//a:MeasurementUnit", namespaces=NS) == "mm10"
    first, second = strings(root)
    assert (first.get("CONTENT"), first.get("HPOS"), first.get("WIDTH")) == ("Ärende", "254.0", "127.0")
    assert (second.get("CONTENT"), second.get("WC")) == ("4711", "0.900")
    space = root.find(".//a:SP", NS)
    assert space is not None
    assert space.get("HPOS") == "381.0"


def test_words_stay_as_read_where_the_repair_parts_them() -> None:
    root = parsed(page("avslåransökan nu", "avslår ansökan nu"))
    assert [string.get("CONTENT") for string in strings(root)] == ["avslåransökan", "nu"]


def test_rotation_control_characters_and_missing_places() -> None:
    root = parsed(page("a\x01b", "a\x01b", rotation=90), page("text", "text", placed=False))
    turned, flat = root.findall(".//a:Page", NS)
    assert turned.get("ROTATION") == "90"
    assert strings(root)[0].get("CONTENT") == "a\ufffdb"
    assert flat.get("WIDTH") == "0.0"
    assert strings(root)[1].get("WC") is None


def test_an_empty_page_has_no_text_block() -> None:
    empty = page("x", "x").page.model_copy(update={"lines": ()})
    root = parsed(RepairedPage(page=empty, lines=()))
    assert root.find(".//a:TextBlock", NS) is None
    assert root.find(".//a:PrintSpace", NS) is not None
