"""A random sample that anybody can draw again. Pure.

Each document of the lot gets the SHA-256 of the seed, a line feed and its id (UTF-8); those with the smallest
hashes, as hexadecimal text, are the sample, in that order. It depends on nothing else: not on the order of
the lot, nor on a language's random numbers.
"""

import hashlib
from collections.abc import Iterable


def draw(documents: Iterable[str], *, seed: str, size: int) -> tuple[str, ...]:
    """The sample of `size` documents, or all of them if they are fewer."""
    different = dict.fromkeys(documents)
    return tuple(sorted(different, key=lambda document_id: _lot_of(document_id, seed))[:size])


def _lot_of(document_id: str, seed: str) -> str:
    return hashlib.sha256(f"{seed}\n{document_id}".encode()).hexdigest()
