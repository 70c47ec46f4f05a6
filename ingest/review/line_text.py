"""Words on a page, and in the headings, paragraphs and page furniture made of its lines. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from schemas.review import TextTarget

_WORD = re.compile(r"\S+")
_PARTS = (("heading", "heading_lines"), ("text", "lines"))


def place_of(text: str, target: TextTarget, before: str) -> tuple[int, int] | None:
    """The line of the page's text in which `before` stands at the target's place, and its first character.

    The same line as it was or, if there is another by now, the only one that reads so; else the same line if
    only other words of it have changed. None if there is none.
    """
    if target.line_text[target.start : target.start + len(before)] != before:
        return None
    lines = text.split("\n")
    if target.line < len(lines) and lines[target.line] == target.line_text:
        return target.line, target.start
    if lines.count(target.line_text) == 1:
        return lines.index(target.line_text), target.start
    if target.line >= len(lines):
        return None
    start = _shifted(target.line_text, lines[target.line], target.start, target.start + len(before))
    return None if start is None else (target.line, start)


def _shifted(old: str, new: str, start: int, end: int) -> int | None:
    """Where in the new line the words around `old[start:end]` stand now; None if they do not.

    The line has as many words as before, these are the same, and so are most of the others.
    """
    words, others = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    touched = [at for at, word in enumerate(words) if word.start() < end and word.end() > start]
    if len(words) != len(others) or not touched:
        return None
    same = [word.group() == other.group() for word, other in zip(words, others, strict=True)]
    if not all(same[at] for at in touched) or sum(same) * 2 <= len(same):
        return None
    return start + others[touched[0]].start() - words[touched[0]].start()


def with_line(text: str, line: int, content: str) -> str:
    """The page's text with another content of one line."""
    lines = text.split("\n")
    return "\n".join((*lines[:line], content, *lines[line + 1 :]))


def propagated(tree: dict[str, Any], page: int, line: int, old: str, new: str) -> tuple[dict[str, Any], bool]:
    """The record's tree with the line's change in everything that is made of the line.

    False if a part was not changed: the line, or the words around the change, do not stand in it exactly
    once, as when a word was broken at the line's end.
    """
    ref = {"page": page, "line": line}
    everywhere = True
    sections = []
    for section in tree["sections"]:
        blocks = []
        for block in section["blocks"]:
            changed, done = _part(block, ref, old, new)
            everywhere &= done
            blocks.append(changed)
        changed, done = _part(section, ref, old, new)
        everywhere &= done
        sections.append({**changed, "blocks": blocks})
    furniture = []
    for piece in tree["furniture"]:
        changed, done = _part(piece, ref, old, new)
        everywhere &= done
        furniture.append(changed)
    tree = {**tree, "sections": sections, "furniture": furniture}
    return {**tree, "text": running_text(sections)}, everywhere


def running_text(sections: Iterable[Mapping[str, Any]]) -> str:
    """Headings and blocks in order, one empty line between them."""
    parts: list[str] = []
    for section in sections:
        if section["heading"] is not None:
            parts.append(section["heading"])
        parts.extend(
            f"{block['marker']} {block['text']}" if block["marker"] else block["text"]
            for block in section["blocks"]
        )
    return "\n\n".join(parts)


def _part(part: dict[str, Any], ref: dict[str, int], old: str, new: str) -> tuple[dict[str, Any], bool]:
    for name, lines in _PARTS:
        if ref in part.get(lines, ()) and part.get(name) is not None:
            changed = _replaced(part[name], old, new)
            return ({**part, name: changed}, True) if changed is not None else (part, False)
    return part, True


def _replaced(text: str, old: str, new: str) -> str | None:
    """The text with the line in it changed; None if neither line nor words stand in it exactly once."""
    for before, after in ((old.strip(), new.strip()), _words_around(old, new)):
        if before and text.count(before) == 1:
            return text.replace(before, after)
    return None


def _words_around(old: str, new: str) -> tuple[str, str]:
    """The words in which two lines differ, whole."""
    first, last = 0, 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    start = first - len(re.search(r"\S*$", old[:first]).group())  # type: ignore[union-attr]
    tail = len(re.match(r"\S*", old[len(old) - last :]).group())  # type: ignore[union-attr]
    return old[start : len(old) - last + tail], new[start : len(new) - last + tail]
