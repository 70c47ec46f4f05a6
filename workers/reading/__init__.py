"""From an original's page to lines of words: open, judge the text layer, take it or recognise the pixels."""

from workers.reading.reader import Reader, Reading

__all__ = ["Reader", "Reading"]
