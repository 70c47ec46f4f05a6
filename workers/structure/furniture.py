"""What is printed on the page but is no part of the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise, takewhile

from schemas.structure import FurnitureKind
from workers.structure.lines import Line
from workers.structure.list_headings import heads_addressees
from workers.structure.names import is_person_name
from workers.structure.signing import is_line_to_sign_on
from workers.structure.vocabulary import (
    ADJUSTING,
    MARGINALIA,
    PAGE_NUMBER,
    REMEMBERED,
    RESIDUE,
    contact,
    label_alone,
)

EDGE_LINES = 6
"""A running head or foot lies within this many lines of the page's edge …"""
EDGE_SHARE = 0.14
"""… or, with boxes, within this share of its height."""

SCRAWL_SURENESS = 0.35
SCRAWL_LENGTH = 16
"""Characters."""
LONGEST_RUNNING = 120
"""Characters of a running head or foot."""
LONGEST_CONTACT = 160
"""Characters of a line of addresses and telephones."""
SENTENCE = 60
"""Characters; a longer line that ends with a full stop is running text that mentions an address."""

_INITIALS = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2}[\s,/.]*){1,6}")
_CASE = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zåäö]{0,4} )?§")
_TOLD = re.compile(
    r"(?:\S+ ){0,3}?\S*(?:nämnden|styrelsen|utskottet|fullmäktige|direktionen)\b.* .*[a-zåäö]\."
)
"""`KS § 136`, and `Kulturnämnden noterar informationen.`: minutes say the same of many matters."""
_FILE_OR_HASH = re.compile(r"(?=\S*\d)[\w.\-]{24,}|[0-9a-fA-F\-]{32,}")


def find_furniture(lines: Sequence[Line]) -> dict[Line, FurnitureKind]:
    """The lines that are furniture, and of which kind."""
    found: dict[Line, FurnitureKind] = {}
    found.update(_residue(lines))
    found.update(_switchboards(lines))
    found.update(_repeated(lines, found.keys()))
    found.update(_page_numbers(lines, found))
    found.update(_over_page_numbers(lines, found))
    return found


_NO_WORD = re.compile(r"\W+")
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=REMEMBERED)
def masked(text: str) -> str:
    """The text with every number as `#`: a running foot is the same but for its page number."""
    return _NUMBER.sub("#", _NO_WORD.sub(" ", text)).casefold().strip()


def _residue(lines: Sequence[Line]) -> dict[Line, FurnitureKind]:
    return {line: "residue" for line in lines if RESIDUE.fullmatch(line.text.lower()) or _is_scrawl(line)}


def _is_scrawl(line: Line) -> bool:
    """What a recogniser makes of a signature or a stain: a few characters that it does not believe itself."""
    return line.sure is not None and line.sure < SCRAWL_SURENESS and len(line.text) <= SCRAWL_LENGTH


def _page_numbers(lines: Sequence[Line], known: dict[Line, FurnitureKind]) -> dict[Line, FurnitureKind]:
    found: dict[Line, FurnitureKind] = {}
    for position, line in enumerate(lines):
        if known.get(line) == "residue" or not PAGE_NUMBER.fullmatch(line.text.lower()):
            continue
        if line.text.strip(".: ").isalpha() and not _before_page_number(lines, position):
            continue  # `sida.` may be the last word of a paragraph.
        bare = line.text.isdigit()
        edge = line.new_page or _is_last(lines, position) or at_edge(lines, position) != ""
        alone = line.gap >= 1 and line.after >= 1
        beside = position > 0 and lines[position - 1] in found
        if not bare or alone or (edge and (line.box is not None or line.new_page)) or beside:
            found[line] = "page_number"
    return found


def _over_page_numbers(lines: Sequence[Line], known: dict[Line, FurnitureKind]) -> dict[Line, FurnitureKind]:
    """The sender in capitals over `2 (2)`, at the top of a page that is not the first."""
    return {
        line: "header"
        for line, below in pairwise(lines)
        if line.new_page
        and line.ref.page != lines[0].ref.page
        and line.text.isupper()
        and known.get(below) == "page_number"
        and _counts_pages(below)
    }


def _before_page_number(lines: Sequence[Line], position: int) -> bool:
    following = lines[position + 1] if position + 1 < len(lines) else None
    return following is not None and _counts_pages(following)


def _counts_pages(line: Line) -> bool:
    """`Sid 1 (2)`: a page's number with how many there are."""
    return "(" in line.text and PAGE_NUMBER.fullmatch(line.text.lower()) is not None


def _is_last(lines: Sequence[Line], position: int) -> bool:
    return position + 1 == len(lines) or lines[position + 1].new_page


def at_edge(lines: Sequence[Line], position: int) -> FurnitureKind | str:
    """`header` or `footer` when the line stands where such things stand, otherwise empty."""
    line = lines[position]
    if line.box is not None:
        return "header" if line.y < EDGE_SHARE else "footer" if line.y > 1 - EDGE_SHARE else ""
    page = line.ref.page
    if (
        EDGE_LINES <= position < len(lines) - EDGE_LINES
        and lines[position - EDGE_LINES].ref.page == page == lines[position + EDGE_LINES].ref.page
    ):
        return ""  # So many lines of its page on either side.
    above = below = 0
    while above < min(EDGE_LINES, position) and lines[position - above - 1].ref.page == page:
        above += 1
    last = min(EDGE_LINES, len(lines) - position - 1)
    while below < last and lines[position + below + 1].ref.page == page:
        below += 1
    if above < EDGE_LINES and above <= below:
        return "header"
    return "footer" if below < EDGE_LINES else ""


def _repeated(lines: Sequence[Line], known: Set[Line]) -> dict[Line, FurnitureKind]:
    """Lines that return at the edge of several pages, or around several page numbers within one."""
    found = _around_page_numbers(lines)
    if not lines or lines[0].ref.page == lines[-1].ref.page:
        return found
    pages: dict[str, set[int]] = {}
    signed = _signed(lines)
    edges = [
        (line, edge, f"{edge}:{masked(line.text)}") for line, edge in _at_edges(lines) if line not in signed
    ]
    for line, _, key in edges:
        if len(line.text) < LONGEST_RUNNING and not _is_of_the_text(line.text):
            pages.setdefault(key, set()).add(line.ref.page)
    running = (
        known
        | found.keys()
        | {
            line
            for line, _, key in edges
            if len(pages.get(key, ())) > 1 and masked(line.text) not in ("", "#")
        }
    )
    edge_of = {line: edge for line, edge, _ in edges}
    return found | {
        line: "header" if edge_of[line] == "header" else "footer"
        for page in _pages(lines)
        for line in _outermost(page, running)
        if line in edge_of and line not in found
    }


def _pages(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The lines of each page."""
    starts = [position for position, line in enumerate(lines) if not position or line.new_page]
    for start, end in pairwise([*starts, len(lines)]):
        yield lines[start:end]


def _is_of_the_text(text: str) -> bool:
    return _CASE.match(text) is not None or (text.endswith(".") and _TOLD.fullmatch(text) is not None)


def _outermost(page: Sequence[Line], running: Set[Line]) -> Iterator[Line]:
    """Lines that return, from either edge up to the text of the page, such as its `Beslut`."""
    for inwards in (page, page[::-1]):
        reached = takewhile(lambda line: line in running or PAGE_NUMBER.fullmatch(line.text.lower()), inwards)
        yield from (line for line in reached if line in running)


def _signed(lines: Sequence[Line]) -> set[Line]:
    """Names right under a line to sign on: a secretary signs more than one page of minutes."""
    return {
        line
        for above, line in pairwise(lines)
        if is_person_name(line.text.partition(" (")[0])
        and any(is_line_to_sign_on(cell.text) for cell in above.cells)
    }


def _at_edges(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The lines where running heads and feet stand, and which of them."""
    for position, line in enumerate(lines):
        if edge := at_edge(lines, position):
            yield line, edge


def _around_page_numbers(lines: Sequence[Line]) -> dict[Line, FurnitureKind]:
    """Running heads in text whose page breaks are lost: the same lines beside each `Sid n (m)`."""
    near = Counter[str]()
    positions = {p for p, line in enumerate(lines) if _counts_pages(line)}
    window = {p + step for p in positions for step in (-2, -1, 1, 2) if 0 <= p + step < len(lines)}
    for position in window:
        near[lines[position].text] += 1
    return {
        lines[p]: "header"
        for p in window
        if near[lines[p].text] > 1 and len(lines[p].text) < LONGEST_RUNNING and p not in positions
    }


def _switchboards(lines: Sequence[Line]) -> dict[Line, FurnitureKind]:
    """Runs of contact lines that name a switchboard, a web site or a visiting address."""
    found: dict[Line, FurnitureKind] = {}
    run: list[int] = []
    addressed = _addressed(lines)
    for position, line in enumerate([*lines, None]):
        apart = line is None or position in addressed
        if (
            line is not None
            and not apart
            and _is_contact(line, continuing=bool(run))
            and not (run and line.new_page)
        ):
            run.append(position)
            continue
        if not run:
            continue
        if _is_switchboard([lines[i] for i in run]):
            found.update({lines[i]: "footer" for i in run})
        run = [position] if line is not None and not apart and _is_contact(line, continuing=False) else []
    for position, line in enumerate(lines):
        if MARGINALIA.fullmatch(line.text.lower()) or _FILE_OR_HASH.fullmatch(line.text):
            found[line] = "footer"
        elif position and _initials_below(lines[position - 1], line):
            found[line] = "residue"
    return found


def _addressed(lines: Sequence[Line]) -> set[int]:
    """Positions of the lines right under `Kopia till`: who is named there with an address is no foot."""
    found: set[int] = set()
    for position, (above, line) in enumerate(pairwise(lines), 1):
        if heads_addressees(above.text) or (position - 1 in found and line.gap < 1):
            found.add(position)
    return found


def _initials_below(foot: Line, line: Line) -> bool:
    """The adjusters' initials in the foot of minutes, written under the words for them."""
    return (
        line.box is not None
        and line.y > 1 - EDGE_SHARE
        and not line.new_page
        and ADJUSTING.match(foot.text.lower()) is not None
        and _INITIALS.fullmatch(line.text) is not None
    )


def _is_contact(line: Line, *, continuing: bool) -> bool:
    if len(line.text) > LONGEST_CONTACT or label_alone(line.text) in ("officer", "recipient", "copy"):
        return False
    if contact(line.text):
        return True
    return continuing and label_alone(line.text) in ("phone", "email")


def _is_switchboard(run: Sequence[Line]) -> bool:
    strong = sum(contact(line.text) == "switchboard" for line in run)
    in_sentence = any(len(line.text) > SENTENCE and line.text.endswith(".") for line in run)
    return not in_sentence and (strong > 1 or (strong == 1 and (len(run) > 1 or run[0].y > 1 - EDGE_SHARE)))
