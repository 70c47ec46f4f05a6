"""Sound text must stay as it is: official Swedish, and other languages, whole texts and sentences alone.

Sentences of letters and minutes stand in `neighbours/`. The manuals come from Debian packages, downloaded
when the benchmark runs and kept in `bench-results/`; where they cannot be had, the row says so.
"""

import random
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tests.bench.repair_scores import cut
from workers.repair import repair_text

KEPT = Path(__file__).parents[2] / "bench-results" / "manuals"
NEIGHBOURS = Path(__file__).parent / "neighbours"
SENTENCES, WORDS_OF_SENTENCE = 400, 5
"""Of each manual, given one by one; and the words of one that can have a language."""
SECONDS = 300
FEWEST_WORDS = 6
"""Of a paragraph; shorter ones are file names and menu entries."""
MOST_WORDS = 150_000
"""Of one language."""


@dataclass(frozen=True, kw_only=True)
class Manual:
    """HTML pages below `folder` of a Debian package."""

    package: str
    folder: str


_HANDBOOK = "usr/share/doc/debian-handbook/html"
MANUALS: Mapping[str, Manual] = {
    "Norwegian": Manual(package="debian-handbook", folder=f"{_HANDBOOK}/nb-NO"),
    "Danish": Manual(package="installation-guide-amd64", folder="usr/share/doc/installation-guide-amd64/da"),
    "Finnish": Manual(package="libreoffice-help-fi", folder="usr/share/libreoffice/help/fi/text"),
    "German": Manual(package="debian-handbook", folder=f"{_HANDBOOK}/de-DE"),
    "English": Manual(package="debian-handbook", folder=f"{_HANDBOOK}/en-US"),
    "Swedish, a manual": Manual(
        package="installation-guide-amd64", folder="usr/share/doc/installation-guide-amd64/sv"
    ),
}


@dataclass(frozen=True, kw_only=True)
class SoundReport:
    """What repair did to sound text. `letters`: edits that do more than take an invisible sign out."""

    name: str
    words: int
    edits: int
    letters: int
    examples: tuple[tuple[str, str, str], ...]
    """(before, after, kind)."""


def left_alone(name: str, texts: Sequence[str]) -> SoundReport:
    """The texts repaired as they are."""
    edits = [edit for text in texts for edit in repair_text(text, join_lines=False).edits if edit.applied]
    letters = [edit for edit in edits if _letters(edit.before) != _letters(edit.after)]
    return SoundReport(
        name=name,
        words=sum(len(text.split()) for text in texts),
        edits=len(edits),
        letters=len(letters),
        examples=tuple((edit.before, edit.after, edit.kind) for edit in [*letters, *edits][:10]),
    )


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def manual(language: str) -> SoundReport | None:
    """The manual in `language`; None where its package cannot be had."""
    text = _kept(MANUALS[language])
    return left_alone(language, list(cut(text))) if text else None


def alone(language: str) -> SoundReport | None:
    """Sentences of the manual in `language`, each given alone."""
    text = _kept(MANUALS[language])
    if not text:
        return None
    every = re.split(r"(?<=[.!?])\s+|\n+", text)
    sentences = [sentence for sentence in every if len(sentence.split()) >= WORDS_OF_SENTENCE]
    random.Random(7).shuffle(sentences)
    return left_alone(f"{language}, alone", sentences[:SENTENCES])


def letters_and_minutes() -> list[SoundReport]:
    """Municipal sentences of the neighbours, each given alone."""
    return [
        left_alone(f"{path.stem}, municipal, alone", path.read_text("utf-8").splitlines())
        for path in sorted(NEIGHBOURS.glob("*.txt"))
    ]


def _kept(source: Manual) -> str:
    path = KEPT / f"{source.package}-{Path(source.folder).name}.txt"
    if not path.exists():
        text = _downloaded(source)
        if not text:
            return ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _downloaded(source: Manual) -> str:
    """The manual's paragraphs, each once; empty without apt or network."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            _run(["apt-get", "download", "-qq", source.package], folder)
            package = next(folder.glob("*.deb"))
            _run(["dpkg-deb", "-x", str(package), "x"], folder)
        except (OSError, subprocess.SubprocessError, StopIteration):
            return ""
        return _paragraphs(sorted((folder / "x" / source.folder).rglob("*.html")))


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)


def _paragraphs(pages: Sequence[Path]) -> str:
    found: dict[str, None] = {}
    words = 0
    for page in pages:
        for paragraph in paragraphs_of(page.read_text(encoding="utf-8")):
            if paragraph not in found and words < MOST_WORDS:
                found[paragraph] = None
                words += len(paragraph.split())
    return "\n\n".join(found)


def paragraphs_of(page: str) -> list[str]:
    """The paragraphs of a page of HTML that are long enough to have a language."""
    reader = _Paragraphs()
    reader.feed(page)
    reader.close()
    return reader.found


class _Paragraphs(HTMLParser):
    """The running text of a page: no code, no menus."""

    PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "td", "th", "div", "dt", "dd"})
    NO_TEXT = frozenset({"pre", "script", "style", "code", "head", "nav", "footer"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self.NO_TEXT
        if tag in self.PARAGRAPHS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in self.NO_TEXT))
        if tag in self.PARAGRAPHS:
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(data)

    def _end(self) -> None:
        paragraph = " ".join("".join(self._pieces).split())
        self._pieces = []
        if len(paragraph.split()) >= FEWEST_WORDS:
            self.found.append(paragraph)
