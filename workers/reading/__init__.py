"""From an original's page to lines of words: open, judge the text layer, take it or recognise the pixels."""

from workers.reading.memory import InMind, Memory
from workers.reading.reader import Reader, Reading

__all__ = ["InMind", "Memory", "Reader", "Reading"]
