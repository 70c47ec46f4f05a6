"""What our own decoders leave of mojibake, line by line, to ftfy: the one door to it.

ftfy 6.3.1 is asked for encodings and C1 controls only. Straightening quotation marks, widths, entities
and line breaks would change sound text; U+FFFD for what is lost would lose the trace of what stood there.
"""

import re
from collections.abc import Iterator, Sequence

from ftfy import TextFixerConfig, fix_text
from ftfy.badness import is_bad

from workers.repair.edits import Change

CONFIG = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
LONGEST_LINE = 2000
"""Characters; longer lines are weighed in pieces of so many."""

_LINE = re.compile(rf"[^\n]{{1,{LONGEST_LINE}}}")
_DAMAGED = re.compile("[\x80-\x9f]")
_UNLIKE_SWEDISH = re.compile("[^\x00-\x7fåäöÅÄÖéÉ§–’]|[åäéÅÄÉ][ÅÄÉ§]")
"""What stands in every line that ftfy calls bad, and in few sound ones. Seeking it is a tenth of the work."""
_TOKEN = re.compile(r"\s+|\S+")


def restored(text: str) -> Sequence[Change]:
    """The words of `text` that ftfy reads otherwise."""
    if text.isascii():
        return ()
    return [change for line in _LINE.finditer(text) for change in _in_line(line.group(), line.start())]


def _in_line(line: str, start: int) -> Iterator[Change]:
    if line.isascii() or not is_weighed(line):
        return
    fixed = fix_text(line, CONFIG)
    if fixed == line:
        return
    seen, meant = _TOKEN.findall(line), _TOKEN.findall(fixed)
    if len(seen) != len(meant):
        yield Change(start=start, end=start + len(line), after=fixed, kind="encoding")
        return
    for was, now in zip(seen, meant, strict=True):
        if was != now:
            yield Change(start=start, end=start + len(was), after=now, kind="encoding")
        start += len(was)


def is_weighed(line: str) -> bool:
    """Whether ftfy is asked to fix the line: it holds a control character, or ftfy calls it bad."""
    if _DAMAGED.search(line):
        return True
    return _UNLIKE_SWEDISH.search(line) is not None and is_bad(line)
