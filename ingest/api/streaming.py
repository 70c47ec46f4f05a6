"""Answers that are made while they are sent."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

Item = TypeVar("Item")


def begun(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, the first of which is there already.

    An answer's status is sent before its content: what fails at the very beginning is so told as the error
    that it is, and not as a file that breaks off.
    """
    first = list(islice(items, 1))
    return chain(first, items)
