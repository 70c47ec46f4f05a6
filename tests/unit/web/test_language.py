"""Every Swedish text on the pages has its English, and sentences are filled in as each language writes."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import ingest.web
from ingest.audit import words as audit_words
from ingest.errors import Encrypted
from ingest.web import labels, run_labels, showcase
from ingest.web.display import Display, chosen, local_address
from ingest.web.english import ENGLISH
from ingest.web.language import Phrase, say
from ingest.web.wording import share, size

WEB = Path(ingest.web.__file__).parent
IN_TEMPLATES = re.compile(r'_\(\s*"((?:[^"\\]|\\.)*)"')
COUNTED = re.compile(r'\|counted\("([^"]+)", "([^"]+)"\)')
SAID = {"label", "note", "heading", "title", "x_label", "y_label"}
"""Names of arguments by which page values take a text of ours."""


def _texts_of_templates() -> Iterator[str]:
    for path in (WEB / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        yield from IN_TEMPLATES.findall(text)
        for pair in COUNTED.findall(text):
            yield from pair


def _texts_of_labels() -> Iterator[str]:
    for name, words in {**vars(labels), **vars(audit_words), **vars(run_labels)}.items():
        if name.isupper() and isinstance(words, Mapping):
            yield from words.values()


def _texts_of_code() -> Iterator[str]:
    for path in WEB.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "Phrase":
                yield from _strings(node.args)
            yield from _strings([keyword.value for keyword in node.keywords if keyword.arg in SAID])
    yield from (meaning for _tone, meaning in showcase.TONES)


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_text_of_the_pages_has_its_english() -> None:
    texts = {*_texts_of_templates(), *_texts_of_labels(), *_texts_of_code()}
    assert len(texts) > 250
    assert sorted(texts - set(ENGLISH)) == []


def test_the_english_fills_in_the_same_places() -> None:
    for swedish, english in ENGLISH.items():
        assert set(re.findall(r"{\w+}", swedish)) == set(re.findall(r"{\w+}", english)), swedish


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "1\N{NO-BREAK SPACE}204 sidor"), ("en", "1,204 pages")]
)
def test_counts_are_written_as_the_language_does(language: str, said: str) -> None:
    phrase = Phrase.counted("{n} sida", "{n} sidor", 1204)
    assert say(phrase, "en" if language == "en" else "sv") == said


def test_what_comes_from_elsewhere_is_said_as_it_is() -> None:
    assert say("Ett dnr: {n}", "en") == "Ett dnr: {n}"
    assert say(Encrypted().problem, "en") == Encrypted.en
    assert (size(1_240_000, "en"), size(1_240_000)) == ("1.2\N{NO-BREAK SPACE}MB", "1,2\N{NO-BREAK SPACE}MB")
    assert (share(0.998, "en"), share(0.998)) == ("99.8%", "99,8\N{NO-BREAK SPACE}%")


@pytest.mark.parametrize(
    ("cookies", "display"),
    [
        ("", Display()),
        ("inkom_language=en; inkom_theme=dark", Display(language="en", theme="dark")),
        ("inkom_language=fi; inkom_theme=pink", Display()),
        ('inkom_language="en', Display()),
        ("a" * 5000, Display()),
    ],
)
def test_only_our_own_choices_are_taken_from_cookies(cookies: str, display: Display) -> None:
    assert chosen(cookies) == display


@pytest.mark.parametrize("foreign", ["//ond.example", "https://ond.example", "/\\ond.example", "/a\r\nb", ""])
def test_nobody_is_sent_to_another_site(foreign: str) -> None:
    assert local_address(foreign) == "/"
    assert local_address("/dokument/1?sida=2") == "/dokument/1?sida=2"
