"""Damaged Swedish text comes back as it was printed. Pure; the order of stages is told in `repairing.py`."""

from workers.repair.decoding import Decoded, decode
from workers.repair.known import is_listed
from workers.repair.repairing import repair_pages, repair_text

TOOL = "inkom-repair"
VERSION = "2"
"""Grows whenever the same input may give another output; part of a record's provenance."""

__all__ = ["TOOL", "VERSION", "Decoded", "decode", "is_listed", "repair_pages", "repair_text"]
