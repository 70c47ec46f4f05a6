"""The model is built from a corpus and lists of names, and the same ones give the same bytes."""

import hashlib
import lzma
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workers.repair.training.corpus import SOURCE
from workers.repair.training.names import NameLists, composed, names

SENTENCES = (
    "Nämnden föreslår att förvaltningen får i uppdrag att ta fram en plan för vården.",
    "Det här är vår handläggning av ärendet, och den har varit öppen för alla år efter år.",
    "Förvaltningen bedömer att förslaget är bra för staden men att det får konsekvenser.",
    "Kommunstyrelsen beslutar att lägga ärendet till handlingarna.",
    "Hon var med när man valde väg, och lagen låg på bordet hos män och barn.",
)
BUILD = """
import sys
from pathlib import Path
from workers.repair.build import build_from_corpus
from workers.repair.training.names import NameLists
lists = NameLists(
    first_names=frozenset({"Göran", "Märta", "Åsa", "Örjan"}),
    surnames=frozenset({"Sjöberg", "Lindberg", "Nyberg", "Sjölund", "Lindlund", "Nylund", "Åberg"}),
    places=frozenset({"Mölnlycke", "Västra Frölunda"}),
    others=frozenset({"Mäkinen"}),
    used={"öhberg": 1e-6, "förvaltning": 1e-5},
)
build_from_corpus(Path(sys.argv[1]), lists, Path(sys.argv[2]))
"""


def _built(corpus: Path, into: Path, *, seed: str) -> dict[str, str]:
    """Each file's name and hash, built in a process whose sets and dicts hash with `seed`."""
    into.mkdir()
    subprocess.run(
        [sys.executable, "-W", "error", "-c", BUILD, str(corpus), str(into)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return {
        str(path.relative_to(into)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(into.rglob("*"))
        if path.is_file()
    }


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    order = random.Random(5)
    words = sorted({word.strip(".,") for sentence in SENTENCES for word in sentence.split()})
    text = "\n\n".join(
        " ".join([*order.sample(SENTENCES, 3), *order.choices(words, k=9)]) for _ in range(300)
    )
    (corpus / SOURCE).write_bytes(lzma.compress(text.encode()))
    first = _built(corpus, tmp_path / "first", seed="1")
    assert {"known.npz", "ngrams/rerank.npz", "words/forms.marisa", "swedish_statistics.py"} <= first.keys()
    assert _built(corpus, tmp_path / "second", seed="2") == first


def test_surnames_are_put_together_where_names_part() -> None:
    surnames = {"sjöberg", "lindberg", "nyberg", "hagberg", "sjölund", "lindlund", "nylund", "andersson"}
    surnames |= {"öberg", "sundlund", "öström", "sjöström", "haglind", "nylind", "lindlind"}
    made = composed(surnames)
    assert {"haglund", "lindström", "sjölind", "nyström"} & made
    assert made.isdisjoint({"sjöerg", "anderberg", "anders", "lindlind"})


SURNAMES = frozenset(
    {"Sjöberg", "Lindberg", "Nyberg", "Hagberg", "Sjölund", "Lindqvist", "Sjöqvist", "Nyqvist"}
)
CORPUS = {
    **{"förvaltning": 90, "vård": 80, "plan": 70, "anläggning": 60, "åtgärd": 50, "åberg": 40},
    **dict.fromkeys(("och", "att", "för", "som", "till", "ska", "med"), 900),
}


def _names(**lists: Any) -> frozenset[str]:
    empty: dict[str, Any] = {
        "first_names": frozenset(),
        "surnames": frozenset(),
        "places": frozenset(),
        "others": frozenset(),
    }
    return names(NameLists(**{**empty, "used": {}, **lists}), CORPUS)


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("öhberg", True),
        ("hermerén", False),  # No å, ä or ö.
        ("skåvsjö", True),
        ("skåv", False),  # Short, and does not end as names do.
        ("vårdplan", False),  # A compound of the corpus's words.
        ("vårdsplan", False),
        ("förvaltning", False),
        ("åberg", False),  # A word of the corpus, which knows its case.
        ("hermberg", False),  # Nothing that damage takes away.
        ("åh4berg", False),
        ("öberg", False),  # One letter is no head.
    ],
)
def test_words_in_use_that_end_as_surnames_are_names(word: str, is_name: bool) -> None:
    assert (word in _names(surnames=SURNAMES, used={word: 1e-6})) is is_name


def test_a_tail_that_other_words_have_too_tells_nothing() -> None:
    surnames = frozenset({"Aaning", "Böning", "Cuning", "Dyning"})
    assert not {"våing", "vning"} & _names(surnames=surnames, used={"våing": 1e-6, "vning": 1e-6})


def test_tails_have_their_old_spellings() -> None:
    assert {"sjöqwist", "nybergh"} <= _names(surnames=SURNAMES)


def test_a_word_hardly_anybody_uses_is_no_name() -> None:
    assert "öhberg" not in _names(surnames=SURNAMES, used={"öhberg": 1e-9})


def test_lists_are_taken_word_by_word() -> None:
    found = _names(
        first_names=frozenset({"Göran", "Lars-Åke", "de"}),
        surnames=frozenset({"af Ugglas"}),
        places=frozenset({"Västra Frölunda"}),
    )
    assert {"göran", "göransson", "lars", "åke", "ugglas", "västra", "frölunda"} <= found
    assert not {"de", "af"} & found
