"""Who signs minutes: roles before, beside or over the names of those who led, wrote and checked them."""

# Patterns stay whole, so that they can be searched for and compared.

import re
from collections.abc import Sequence

from workers.structure.lines import Line
from workers.structure.names import is_person_name, split_names
from workers.structure.signers import (
    SIGNED_ROOM,
    Part,
    SignatureBlock,
    Signer,
    parts_of_cells,
    parts_of_words,
)
from workers.structure.signing import is_line_to_sign_on, is_signing_cue
from workers.structure.stems import Stems

LEAST_LISTED = 2
"""Roles over as many names, where the room between columns was lost."""
_PARAGRAPHS_BEHIND = re.compile(r"\s+(?:Paragraf(?:er)?\s+)?(?:§§? ?)?\d[\d –-]*$")
"""`Sekreterare   Ulf Ek   §§ 34–62`, on a first page of minutes."""
_PARAGRAPHS_BESIDE = re.compile(r"[\s._…]*Paragraf|(?:Nr\s)?[§\d\s–-]+$")
_FOR_THE_HAND = re.compile(r"Underskrift(?:er)?\s+(?=[A-ZÅÄÖ])")
"""The label of the form before the first role: `Underskrifter Ordförande Birgitta Hägglöf`."""
_HALF_LABEL = re.compile(r"Under-|-?skrifter", re.IGNORECASE)
"""`Under-` over `skrifter`, in the narrow first column of a form."""
_DOTS = re.compile(r"[._…]{3,}")
SIGNING_ROLES = frozenset({
    "ordförande", "vice ordförande", "1:e vice ordförande", "2:e vice ordförande", "sekreterare",
    "protokollförare", "justerare", "justerande", "protokolljusterare", "protokollsjusterare",
    "justeringsman",
})  # fmt: skip
"""Labels before a name in the signature block of minutes."""
ROLE_STEMS = Stems("ordförande", "sekreterare", "protokollförare", "juster")
"""One of these stands in every role."""
_PARTY = re.compile(r"\s*,?\s*\((?:[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,4}|-)\)\s*$")
"""A politician's party behind the name, which is no part of it."""


def labelled_block(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """`Ordförande   Birgitta Hägglöf`: the role as a label, beside or over the name."""
    signers: list[Signer] = []
    last = position - 1
    while last + 1 < len(lines):
        line = lines[last + 1]
        parts = parts_of_cells(line)
        if pairs := _role_beside_names(parts) or _roles_beside_names(parts):
            signers += pairs
            last += 1
        elif found := _role_then_name(line):
            signers.append(found)
            last += 1
        elif pairs := _role_over_names(lines, last + 1) or _role_in_form(lines, last + 1):
            signers += pairs
            last = next(at for at in range(last + 1, len(lines)) if lines[at] is pairs[-1].name.line)
        else:
            break
    if not signers or (len(signers) == 1 and _is_of_party(signers[0])):
        return None
    return SignatureBlock(first=position, last=last, signers=tuple(signers))


def _is_of_party(signer: Signer) -> bool:
    """`Ordförande: Bo Ek (S)`: alone it says who leads the board, not who signs."""
    on_its_line = signer.titles[0].line is signer.name.line
    return on_its_line and _PARTY.fullmatch(signer.name.line.text[signer.name.end :]) is not None


def _roles_beside_names(parts: Sequence[Part]) -> list[Signer]:
    """`Ordförande   Bo Ek   Sekreterare   Anna Berg`: each role before its name."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if not pairs or not all(is_role(role.text) and name_in(name) for role, name in pairs):
        return []
    return [Signer(name=name_in(name) or name, titles=(role,)) for role, name in pairs]


def _role_beside_names(parts: Sequence[Part]) -> list[Signer]:
    """`Justerande   Bo Ek   Siv Alm`: one role before the names of all who have it."""
    names = [name_in(part) for part in parts[1:]]
    if not parts or len(names) < LEAST_LISTED or not is_role(parts[0].text):
        return []
    return [Signer(name=name, titles=(parts[0],)) for name in names if name is not None and None not in names]


def name_in(part: Part) -> Part | None:
    """The person's name without the party behind it."""
    name = _PARTY.sub("", part.text)
    return (
        Part(line=part.line, start=part.start, end=part.start + len(name)) if is_person_name(name) else None
    )


def is_role(text: str) -> bool:
    return text.strip(" :*._…").casefold() in SIGNING_ROLES


def _role_then_name(line: Line) -> Signer | None:
    begins = _begin_of_role(line)
    role, _, rest = line.text[begins:].partition(" ")
    if not is_role(role):
        return None
    name = _PARTY.sub("", _PARAGRAPHS_BEHIND.sub("", rest).strip(" :._"))
    if not is_person_name(name):
        return None
    start = line.text.index(name, begins + len(role))
    return Signer(
        name=Part(line=line, start=start, end=start + len(name)),
        titles=(Part(line=line, start=begins, end=begins + len(role.rstrip(":"))),),
    )


def _begin_of_role(line: Line) -> int:
    label = _FOR_THE_HAND.match(line.text)
    return 0 if label is None else label.end()


def roles_over_names(lines: Sequence[Line], position: int) -> SignatureBlock | None:
    """`Ordförande Justerare Sekreterare` over as many names, where the room between columns was lost."""
    below = lines[position + 1] if position + 1 < len(lines) else None
    if below is None or not all(map(is_role, lines[position].text.split())):
        return None
    roles = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", lines[position].text)]
    if len(roles) < LEAST_LISTED:
        return None
    words = below.text.split()
    each = len(words) // len(roles)
    groups = [words[i : i + each] for i in range(0, len(words), max(1, each))]
    if each * len(roles) != len(words) or not all(is_person_name(" ".join(group)) for group in groups):
        return None
    titles = [Part(line=lines[position], start=start, end=end) for _, start, end in roles]
    signers = [
        Signer(name=name, titles=(title,))
        for name, title in zip(parts_of_words(below, groups), titles, strict=True)
    ]
    return SignatureBlock(first=position, last=position + 1, signers=tuple(signers))


def _role_over_names(lines: Sequence[Line], position: int) -> list[Signer]:
    """`Sekreterare` over `Ulf Ek`, as forms of minutes have it when they are read line by line."""
    role, begins = lines[position], _begin_of_role(lines[position])
    if position + 1 >= len(lines) or not is_role(role.text[begins:]):
        return []
    line = lines[position + 1]
    if is_line_to_sign_on(line.text) and position + 2 < len(lines):
        line = lines[position + 2]
    title = Part(line=role, start=begins, end=len(role.text))
    return [] if line.gap >= SIGNED_ROOM else _each_with_role(line, title)


def _each_with_role(line: Line, role: Part) -> list[Signer]:
    """One name, or several side by side: `Justerande` over `Anna Berg   Ulf Ek`."""
    parts = [part for part in parts_of_cells(line) if not _HALF_LABEL.fullmatch(part.text)]
    if len(parts) == 1 and len(_DOTS.findall(role.line.text)) > 1:
        parts = [Part(line=line, start=a, end=b) for a, b in split_names(line.text)] or parts
    names = [name_in(part) for part in parts]
    return [Signer(name=name, titles=(role,)) for name in names if name is not None and None not in names]


def _role_in_form(lines: Sequence[Line], position: int) -> list[Signer]:
    """`Underskrifter   Sekreterare   ………   Paragrafer §§ 1–9` over the name, on a first page of minutes."""
    roles = [part for part in parts_of_cells(lines[position]) if is_role(part.text)]
    below = lines[position + 1] if position + 1 < len(lines) else None
    if len(roles) != 1 or below is None:
        return []
    others = [part.text for part in parts_of_cells(lines[position]) if part.text != roles[0].text]
    if not all(
        is_line_to_sign_on(text)
        or is_signing_cue(text)
        or _PARAGRAPHS_BESIDE.match(text)
        or _HALF_LABEL.fullmatch(text)
        for text in others
    ):
        return []
    return _each_with_role(below, roles[0])
