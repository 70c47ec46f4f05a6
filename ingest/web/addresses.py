"""What people paste where a document is asked for: its id, or an address with the id in it. Pure."""

import re

from schemas.base import DOCUMENT_ID_LENGTH

_ID = re.compile(rf"(?<![0-9a-f])[0-9a-f]{{{DOCUMENT_ID_LENGTH}}}(?![0-9a-f])")


def document_id_in(pasted: str) -> str:
    """The id in it; without one, what was pasted, so that it is refused and not ignored."""
    found = _ID.search(pasted)
    return found.group() if found else pasted.strip()
