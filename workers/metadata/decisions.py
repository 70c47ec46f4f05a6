"""Proposals and decisions, attachments and copies: the numbered things under a heading."""

# Patterns stay whole, so that they can be searched for and compared.
# ruff: noqa: E501

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.metadata import DocumentType, NumberedText, Text
from workers.metadata.labels import DATE_KEYS
from workers.metadata.passage import Manuscript, Passage
from workers.structure.lists import marker_number, marker_of
from workers.structure.vocabulary import contact, label_alone, label_first

PROPOSALS = re.compile(
    r"(?:.*\b)?f[öo]rslag till (?:beslut|ställningstagande)(?! på sammanträdet)\b.*|beslutsförslag:?|förslag till beslut",
    re.IGNORECASE,
)
DECISIONS = re.compile(
    r"(?:\S+s )?(?:beslut|avgörande):?|domslut:?|beslut och motivering|(?:kommunstyrelsen|nämnden|\S+nämnden|\S+utskottet|\S+styrelsen|fullmäktige)s? beslut(?:ar)?:?|beslut på delegation",
    re.IGNORECASE,
)
ATTACHMENTS = re.compile(r"(?:bilag(?:a|or)|bifogade handlingar|bifogas)\s*:?", re.IGNORECASE)
COPIES = re.compile(
    r"(?:(?:beslutet|protokollet|protokollsutdrag(?:et)?|kopia(?: av beslutet)?|kopior) )?(?:skickas|sänds|delges|expedieras|meddelas|tillställs)(?: till)?\s*:?|"
    r"kopia(?: till)?\s*:?|kopior(?: till)?\s*:?|(?:för )?kännedom(?: till)?\s*:?|sändlista\s*:?|expediering\s*:?",
    re.IGNORECASE,
)  # fmt: skip
DECIDING = frozenset({"protokoll", "protokollsutdrag", "beslut", "delegationsbeslut", "domstolsavgörande"})
"""Documents in which a section `Beslut` holds decisions taken; elsewhere it may hold a proposal."""

SENTENCE = 45
"""Characters; a longer line that ends with a full stop is a sentence."""
LONGEST_LINE = 160
LONGEST_ADDRESSEE = 90
"""Characters of the line of one attachment, and of one addressee of copies."""

LEAD_IN_END = 400
"""Characters at the end of a paragraph that tell whether it leads in to what follows."""

_LEAD_IN = re.compile(
    r".*(?:föresl[åa]r|föreslås|beslut(?:ar|a|at|as|ade)|hemställer|följande|att)\b[^.]*(?::|\bfölj?ande[.:]?|\bbesluta|\bbeslutar(?: följande)?\.?|\bbeslutade)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_NO_DECISION = re.compile(
    r"^(?:paragrafen är|beslutet är|justerad|ärendet föredras)\b.*(?:sekretess|digital)|"
    r"^(?:i (?:avgörandet|beslutet|detta ärende|den slutliga handläggningen)\b.{0,60}\b(?:deltagit|beslutat|medverkat)|föredragande (?:har varit|var)|"
    r"beslut(?:et)? (?:i detta ärende )?har fattats av|detta (?:beslut|avgörande) kan överklagas)",
    re.IGNORECASE,
)
_ITEM_START = re.compile(r"^(?:att\b|[A-ZÅÄÖ0-9”\"(])")
_INLINE = re.compile(
    r"^(?P<label>bilag(?:a|or)|kopia(?: till)?|kopior till|expedieras(?: till)?|skickas till|sänds till|delges|för kännedom(?: till)?|kännedom)\s*:\s*(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_INLINE_PROPOSAL = re.compile(
    r"(?:förslag till beslut|beslutsförslag)\s*:\s*(?P<rest>[A-ZÅÄÖa].{15,})", re.IGNORECASE | re.DOTALL
)
_ONE_ATTACHMENT = re.compile(
    r"^bilaga\s+(?P<number>\d{1,2}|[A-Z])\s*[.:,–-]\s*(?P<name>\S.*)$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Characters of a passage that are one thing of a list, with its number."""

    passage: Passage
    start: int
    end: int
    number: str | None = None


def find_proposals(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Förslag till beslut, whole and in order."""
    found = tuple(_numbered(manuscript, _sentences(manuscript, PROPOSALS), "proposal.section"))
    return found or tuple(_numbered(manuscript, _proposed_at_once(manuscript), "proposal.line"))


def _proposed_at_once(manuscript: Manuscript) -> Iterator[Entry]:
    """`Förslag till beslut: Nämnden lägger anmälan till handlingarna.`"""
    for passage in manuscript.body:
        if match := _INLINE_PROPOSAL.match(passage.text):
            yield Entry(passage=passage, start=match.start("rest"), end=len(passage.text))


def find_decisions(manuscript: Manuscript, kind: DocumentType) -> tuple[NumberedText, ...]:
    """Decisions taken, whole and in order."""
    if kind not in DECIDING:
        return ()
    return tuple(_numbered(manuscript, _sentences(manuscript, DECISIONS), "decision.section"))


def _sentences(manuscript: Manuscript, heading: re.Pattern[str]) -> list[Entry]:
    """Items and paragraphs under the first such heading, without the words that lead in to them."""
    sections = [
        number
        for number, section in enumerate(manuscript.document.sections)
        if section.heading and heading.fullmatch(section.heading.strip("* "))
    ]
    entries: list[Entry] = []
    for number in sections:
        inside = [p for p in manuscript.by_section.get(number, ()) if p.kind != "heading"]
        found = list(_under(inside))
        if not found and inside and inside[-1] is not None:
            continue
        entries += found
        if heading is PROPOSALS and found:
            break
    return entries


def _under(passages: Sequence[Passage]) -> Iterator[Entry]:
    listed = any(p.kind == "list_item" for p in passages)
    seen_item = False
    for passage in passages:
        if passage.kind in ("signature", "head", "stamp", "table") or _NO_DECISION.match(passage.text):
            if passage.kind == "signature":
                return
            continue
        if passage.kind == "paragraph" and _LEAD_IN.fullmatch(passage.text[-LEAD_IN_END:]):
            continue
        if listed and passage.kind == "paragraph" and seen_item:
            return  # Text after the list speaks about it.
        if listed and passage.kind == "paragraph":
            continue
        seen_item = seen_item or passage.kind == "list_item"
        number, skip = marker_number(passage.marker, passage.text[passage.body :])
        yield Entry(passage=passage, start=passage.body + skip, end=len(passage.text), number=number)


def _numbered(manuscript: Manuscript, entries: Iterable[Entry], rule: str) -> Iterator[NumberedText]:
    for entry in entries:
        raw = " ".join(entry.passage.text[entry.start : entry.end].split())
        evidence = manuscript.evidence(entry.passage, entry.start, entry.end)
        if raw and evidence:
            yield NumberedText(value=raw, raw=raw, number=entry.number, rule=rule, evidence=evidence)


def find_attachments(manuscript: Manuscript) -> tuple[NumberedText, ...]:
    """Bilagor, numbered where they are: under their heading, or after the word on its line."""
    listed = [entry for entry in _listed(manuscript, ATTACHMENTS) if not _is_sentence(entry)]
    found = list(_numbered(manuscript, listed, "attachment.section"))
    if not found:
        found = list(_numbered(manuscript, _single_attachments(manuscript), "attachment.line"))
    return tuple(found)


def _is_sentence(entry: Entry) -> bool:
    """A footnote or a remark after the list, not a thing of it."""
    text = entry.passage.text[entry.start : entry.end].strip()
    return entry.passage.kind == "footnote" or (
        entry.number is None and entry.passage.marker is None and len(text) > SENTENCE and text.endswith(".")
    )


def _single_attachments(manuscript: Manuscript) -> list[Entry]:
    entries: list[Entry] = []
    for passage in manuscript.body:
        if (
            passage.kind != "heading"
            and (match := _ONE_ATTACHMENT.match(passage.text))
            and len(passage.text) < LONGEST_LINE
        ):
            entries.append(
                Entry(
                    passage=passage,
                    start=match.start("name"),
                    end=match.end("name"),
                    number=match.group("number"),
                )
            )
    return entries


def find_copies(manuscript: Manuscript) -> tuple[Text, ...]:
    """To whom the decision goes, or a copy of the letter."""
    found: dict[str, Text] = {}
    for entry in _listed(manuscript, COPIES):
        raw = " ".join(entry.passage.text[entry.start : entry.end].split()).strip(" ,;")
        evidence = manuscript.evidence(entry.passage, entry.start, entry.end)
        if raw and evidence and raw not in found:
            found[raw] = Text(value=raw, raw=raw, rule="copy.section", evidence=evidence)
    return tuple(found.values())


def _listed(manuscript: Manuscript, heading: re.Pattern[str]) -> list[Entry]:
    """The lines under a heading, or after an inline label, one thing each."""
    entries: list[Entry] = []
    after_label = False
    for passage in manuscript.body:
        under = passage.section is not None and heading.fullmatch(passage.section.strip("* ")) is not None
        if under and passage.kind not in ("heading", "signature", "stamp"):
            if passage.kind == "table" or (passage.kind == "head" and _is_foreign_head(passage)):
                continue
            entries += _lines(passage, passage.body)
        elif (inline := _INLINE.match(passage.text)) and heading.fullmatch(inline.group("label")):
            entries += _lines(passage, inline.start("rest"), inline=True)
        elif passage.kind == "head":
            entries += _in_head(passage, heading)
        elif (
            after_label
            and passage.kind in ("paragraph", "list_item")
            and len(passage.text) < LONGEST_ADDRESSEE
        ):
            entries += _lines(passage, passage.body)
            continue
        after_label = bool(heading.fullmatch(passage.text.strip("* ")) and passage.kind == "paragraph")
    return entries


def _is_foreign_head(passage: Passage) -> bool:
    """A form or a mast that happens to follow the list."""
    lines = passage.text.split("\n")
    return any(label_first(line) or label_alone(line) for line in lines) or any(
        "  " in line for line in lines
    )


def _in_head(passage: Passage, heading: re.Pattern[str]) -> Iterator[Entry]:
    """`Kopia:` in a head, with the addressees on the next lines."""
    at = 0
    open_label = False
    for line in passage.text.split("\n"):
        inline = _INLINE.match(line)
        if inline and heading.fullmatch(inline.group("label")):
            yield Entry(passage=passage, start=at + inline.start("rest"), end=at + len(line))
            open_label = True
        elif heading.fullmatch(line.strip("* ")):
            open_label = True
        elif open_label and (label_alone(line) or label_first(line)):
            open_label = False
        elif open_label and line.strip():
            start = at + len(line) - len(line.lstrip())
            yield Entry(passage=passage, start=start, end=at + len(line))
        at += len(line) + 1


def _lines(passage: Passage, start: int, *, inline: bool = False) -> Iterator[Entry]:
    """A list item whole; of other text each source line, and the parts between semicolons."""
    number, skip = marker_number(passage.marker, passage.text[start:]) if passage.marker else (None, 0)
    if passage.kind == "list_item" and ";" not in passage.text:
        yield Entry(passage=passage, start=start + skip, end=len(passage.text), number=number)
        return
    for a, b in _pieces(passage, start):
        text = passage.text[a:b]
        if not text.strip() or (not inline and _is_field(text)):
            continue
        found = marker_of(text)
        first, more = marker_number(found, text[len(found) :].lstrip()) if found else (number, 0)
        lead = (
            len(text) - len(text[len(found) :].lstrip()) + more if found else len(text) - len(text.lstrip())
        )
        yield Entry(passage=passage, start=a + lead, end=b, number=first)


_ABOUT_MINUTES = re.compile(
    r"\s*(?:protokollet|paragrafen|beslutet|rätt utdraget)\b.*(?:justera|anslag|intyga|bestyrk)",
    re.IGNORECASE,
)


def _is_field(text: str) -> bool:
    """An address, a telephone or a dated field; an e-mail address alone may be an addressee."""
    dated = label_first(text)
    if dated is not None and dated[0] in DATE_KEYS:
        return True
    if _ABOUT_MINUTES.match(text):
        return True
    alone = re.fullmatch(r"\s*\S+@\S+\s*", text) is not None
    return not alone and contact(text) is not None


def _pieces(passage: Passage, start: int) -> Iterator[tuple[int, int]]:
    """Source lines from `start`, a line that goes on with the last one (lower case) with it."""
    spans: list[tuple[int, int]] = []
    for piece in passage.pieces:
        a, b = max(piece.at, start), piece.at + piece.length
        if a >= b:
            continue
        if spans and not _ITEM_START.match(passage.text[a:b]):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    for a, b in spans:
        at = a
        for part in passage.text[a:b].split(";"):
            yield at, at + len(part)
            at += len(part) + 1
