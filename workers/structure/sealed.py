"""Signatures made electronically: names with what the service that took them printed beside or under them."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence

from workers.structure.lines import Line
from workers.structure.minutes import is_role
from workers.structure.names import is_person_name, is_title
from workers.structure.signers import SIGNED_ROOM, Part, SignatureBlock, Signer
from workers.structure.signing import is_signing_cue, name_and_title

_DAY = r"(?:den )?\d{4}-\d\d-\d\d"
_HOUR = r"(?:kl\.? )?\d\d[:.]\d\d(?:[:.]\d\d)?"
_ZONE = r"\(?(?:UTC|CES?T|GMT)?(?:[+-]\d\d:?\d\d)?\)?"
_BY = r"(?:(?:svenskt |mobilt )?bank-?id|freja(?: eid)?\+?|siths|e-legitimation|e-underskrift)"
_PROOF = (
    rf"(?:(?:elektroniskt |digitalt )?(?:signera[td]|undertecknat?|godkänt)(?: elektroniskt| digitalt)?(?: (?:med|via|genom) {_BY})?"
    rf"|{_BY}|(?=\w*\d)[0-9a-f]{{16,}}|{_DAY}[ T,]+{_HOUR}(?: ?{_ZONE})?|{_HOUR})"
)
"""What only such a service prints beside a name: how it was signed, a check sum, the hour. Seen in the records of
Netpublicator, Scrive, Visma, Formpipe and Sokigo."""
_SEAL = re.compile(rf"(?:^|(?<=\s)|(?<=,))(?:datum:? )?(?:{_PROOF}|{_DAY})[\s,]*$", re.IGNORECASE)
_PROVEN = re.compile(rf"(?:^|(?<=\s)|(?<=,))(?:datum:? )?{_PROOF}[\s,]*$", re.IGNORECASE)
_COLUMN = re.compile(r"(?:namn|datum|befattning|titel|roll|tidpunkt|tid|signerat|godkänt)", re.IGNORECASE)
MOST_SIGNERS = 12
LINES_OF_ONE = 4
"""Lines of one signature: name, title, how, and when."""


def sealed_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """Names from `position` on that are signed electronically, each with its seal; None without any.

    Words for signing may open the block, and the heads of the columns stand under them.
    """
    announced = is_signing_cue(lines[position].text)
    at = position + announced
    if announced and at < len(lines) and all(_COLUMN.fullmatch(cell.text) for cell in lines[at].cells):
        at += 1
    signers: list[Signer] = []
    while at < len(lines) and len(signers) < MOST_SIGNERS and (not signers or lines[at].gap < SIGNED_ROOM):
        found = _sealed(lines, at, announced=announced)
        if found is None:
            break
        signers.append(found[0])
        at = found[1] + 1
    return SignatureBlock(first=position, last=at - 1, signers=tuple(signers)) if signers else None


def sealed_from(text: str) -> int:
    """Where the seals that end a line begin, as an offset in characters; its length where it has none."""
    return min(_ends(text))


def _ends(text: str) -> Iterator[int]:
    """The end of the line, and of what is left of it without its last seal, its last two, and so on."""
    end = len(text)
    yield end
    while (seal := _SEAL.search(text, 0, end)) is not None and seal.end() > seal.start():
        end = seal.start()
        yield end


def _sealed(lines: Sequence[Line], first: int, *, announced: bool) -> tuple[Signer, int] | None:
    """The one who signs on the line, and the last of the lines that belong to it."""
    signer = _named(lines[first])
    if signer is None:
        return None
    proven = _is_proven(lines[first].text)
    dated = sealed_from(lines[first].text) < len(lines[first].text)
    last = first
    for at in range(first + 1, min(first + LINES_OF_ONE, len(lines))):
        line = lines[at]
        end = sealed_from(line.text)
        title = line.text[:end].rstrip(" ,")
        if line.gap >= 1 or (title and (signer.titles or not (is_role(title) or is_title(title)))):
            break
        if title:
            signer = Signer(name=signer.name, titles=(Part(line=line, start=0, end=len(title)),))
        dated = dated or end < len(line.text)
        proven = proven or _is_proven(line.text)
        last = at
    return (signer, last) if proven or (announced and dated) else None


def _is_proven(text: str) -> bool:
    """Whether one of the seals that the line ends with is such a service's."""
    return any(_PROVEN.search(text, 0, end) is not None for end in _ends(text))


def _named(line: Line) -> Signer | None:
    """`Anna Berg`, `Anna Berg, ordförande`, `Ordförande Anna Berg`, before the line's seals."""
    core = line.text[: sealed_from(line.text)].rstrip(" ,")
    if is_person_name(core):
        return Signer(name=Part(line=line, start=0, end=len(core)), titles=())
    role, _, name = core.partition(" ")
    if is_role(role) and is_person_name(name.strip()):
        start = line.text.index(name.strip(), len(role))
        return Signer(
            name=Part(line=line, start=start, end=len(core)),
            titles=(Part(line=line, start=0, end=len(role.rstrip(":"))),),
        )
    found = name_and_title(core)
    if found is None or not is_person_name(found["name"]) or not is_title(found["title"] or ""):
        return None
    return Signer(
        name=Part(line=line, start=0, end=len(found["name"].rstrip())),
        titles=(Part(line=line, start=found.start("title"), end=found.end("title")),),
    )
