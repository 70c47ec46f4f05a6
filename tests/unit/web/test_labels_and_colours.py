"""A Swedish word for everything in the contract, and colours that can be told apart."""

import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

import ingest.web
from ingest.web import labels
from schemas.document import DocumentStatus, MediaType, PageStatus
from schemas.metadata import DateRole, DnrRole, DocumentType, Flag, PersonalDataKind, ReferenceKind
from schemas.page import TextSource
from schemas.repair import EditKind
from schemas.structure import FurnitureKind

WEB = Path(ingest.web.__file__).parent


@pytest.mark.parametrize(
    ("literal", "words"),
    [
        (DocumentStatus, labels.STATUS),
        (PageStatus, labels.PAGE_STATUS),
        (MediaType, labels.MEDIA_TYPE),
        (DocumentType, labels.DOCUMENT_TYPE),
        (DnrRole, labels.DNR_ROLE),
        (DateRole, labels.DATE_ROLE),
        (Flag, labels.FLAG),
        (ReferenceKind, labels.REFERENCE_KIND),
        (PersonalDataKind, labels.PERSONAL_DATA_KIND),
        (TextSource, labels.TEXT_SOURCE),
        (EditKind, labels.EDIT_KIND),
        (FurnitureKind, labels.FURNITURE_KIND),
    ],
)
def test_there_is_a_word_for_everything_in_the_contract(literal: object, words: dict[str, str]) -> None:
    assert get_origin(literal) is Literal
    assert set(get_args(literal)) == set(words)


def _tokens(scheme: str) -> dict[str, str]:
    css = (WEB / "static/inkom.css").read_text(encoding="utf-8")
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    return {name: dark if scheme == "dark" else light for name, light, dark in found}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.1."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_keep_the_contrast_of_wcag_2_1_aa(scheme: str) -> None:
    colours = _tokens(scheme)
    assert len(colours) == 18
    pairs = [(text, ground) for text in ("ink", "quiet", "accent", "bad") for ground in ("ground", "sheet")]
    pairs += [(tone, f"{tone}-soft") for tone in ("accent", "good", "warn", "bad", "edit")]
    pairs += [
        ("good", "sheet"),
        ("warn", "sheet"),
        ("on-accent", "accent"),
        ("ink", "sunken"),
        ("ink", "warn-soft"),
    ]
    for text, ground in pairs:
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in ("ground", "sheet"):
        assert _contrast(colours["control"], colours[ground]) >= 3, ground
