"""Pages of a TIFF by its chain of directories alone: a damaged page must not hide."""

import struct
from typing import BinaryIO

_BIG = 43


def tiff_pages(source: BinaryIO) -> int:
    """How many directories the file links, each once. A link to nowhere is a page that cannot be read.

    TIFF 6.0, section 2, and BigTIFF. Raises struct.error for a file that ends in its header.
    """
    source.seek(0)
    order = "<" if source.read(2) == b"II" else ">"
    (version,) = struct.unpack(f"{order}H", source.read(2))
    if version == _BIG:
        source.seek(8)
    entries_format, entry_bytes, link_format = ("Q", 20, "Q") if version == _BIG else ("H", 12, "I")
    seen: set[int] = set()
    link = _number(source, order + link_format)
    while link and link not in seen:
        seen.add(link)
        try:
            source.seek(link)
            entries = _number(source, order + entries_format)
            source.seek(link + struct.calcsize(order + entries_format) + entries * entry_bytes)
            link = _number(source, order + link_format)
        except (struct.error, OSError, OverflowError):
            break
    return len(seen)


def _number(source: BinaryIO, number_format: str) -> int:
    (number,) = struct.unpack(number_format, source.read(struct.calcsize(number_format)))
    return int(number)
