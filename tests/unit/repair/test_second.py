"""The network's opinion counts among the words that it has learnt to tell apart, and nowhere else."""

import numpy as np
import pytest

from workers.repair.channel.lattice import Option
from workers.repair.channel.positions import Placed
from workers.repair.channel.rerank import ENDINGS, SPAN, Reranker
from workers.repair.channel.second import second_opinions
from workers.repair.channel.words import Word

WORDS = ("", "</s>", "är", "år", "där", "dår", "ar")
WIDTH = 2


def _reranker(bias: dict[str, float]) -> Reranker:
    """A network that looks at nothing and holds each word for as likely as `bias` says."""
    return Reranker(
        fold=np.zeros(len(WORDS), dtype=np.int32),
        endings=1,
        embedding=np.zeros((1 + ENDINGS, WIDTH), dtype=np.float32),
        hidden=np.zeros((2 * SPAN * WIDTH, 1), dtype=np.float32),
        hidden_bias=np.zeros(1, dtype=np.float32),
        rival=np.array([-1, -1, *range(len(WORDS) - 2)], dtype=np.int32),
        output=np.zeros((len(WORDS) - 2, 1), dtype=np.float32),
        bias=np.array([bias.get(word, 0.0) for word in WORDS[2:]], dtype=np.float32),
    )


def _placed(*readings: str, seen: str) -> Placed:
    options = tuple(
        Option(WORDS.index(word), 0.0, None if word == seen else word) for word in (seen, *readings)
    )
    return Placed(options=options, word=Word(seen, 0), begins=False)


def test_rivals_share_out_what_they_have() -> None:
    place = _placed("är", "år", seen="ar")
    found = second_opinions([place], {0: [0.0, 0.5, 0.5]}, _reranker({"år": 5.0}))[0]
    assert found[2] > 0.8
    assert sum(found) == pytest.approx(1.0)


def test_words_of_other_groups_keep_their_share() -> None:
    place = Placed(
        options=(
            Option(0, 0.0, None),
            *(Option(WORDS.index(word), 0.0, word) for word in ("är", "år", "där", "dår")),
        ),
        word=Word("dr", 0),
        begins=False,
    )
    chances = [0.0, 0.1, 0.1, 0.7, 0.1]
    found = second_opinions([place], {0: chances}, _reranker({"är": 9.0, "dår": -9.0}))[0]
    assert found[1] + found[2] == pytest.approx(0.2)
    assert found[3] + found[4] == pytest.approx(0.8)
    assert found[1] > 0.19
    assert found[3] > 0.79


def test_a_word_alone_in_its_group_is_not_asked_about() -> None:
    place = _placed("där", seen="ar")
    assert second_opinions([place], {0: [0.4, 0.6]}, _reranker({"ar": 9.0})) == {}


def test_what_is_settled_is_not_asked_about() -> None:
    place = _placed("är", "år", seen="ar")
    assert second_opinions([place], {0: [0.0, 0.9999, 0.0001]}, _reranker({"år": 9.0})) == {}
