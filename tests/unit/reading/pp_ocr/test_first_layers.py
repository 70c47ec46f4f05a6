"""The first layers in 8 bits: channels of unlike strength all keep their levels."""

from typing import Any

import numpy as np
import openvino  # type: ignore[import-untyped]
import pytest

from workers.reading.pp_ocr.first_layers import FOURTH, THIRD, quantise_first, shares
from workers.reading.pp_ocr.models import RECOGNITION, recognition_network
from workers.reading.pp_ocr.quantising import channels

PRECISE = {"INFERENCE_PRECISION_HINT": "f32"}
WEAKER = 100.0
"""Times by which half of the channels are weaker than the others."""


def first_layers(chance: np.random.Generator) -> Any:
    """A network that begins as the recognition network does, with weights of its own."""
    ops = openvino.opset13
    strength = np.array([1, 1 / WEAKER] * 2, np.float32).reshape(4, 1, 1, 1)

    def layer(taken: Any, name: str, channels: int, side: int, *, uneven: bool) -> Any:
        weights = np.abs(chance.normal(size=(4, channels, side, side))).astype(np.float32)
        weights = weights * strength if uneven else weights
        made = ops.convolution(taken, ops.constant(weights), [1, 1], [0, 0], [side - 1] * 2, [1, 1])
        made.set_friendly_name(name)
        return made

    def made(taken: Any, name: str) -> Any:
        result = ops.relu(taken)
        result.set_friendly_name(name)
        return result

    picture = ops.parameter([1, 1, 6, 9], np.float32)
    first = made(layer(picture, "Conv.0", 1, 3, uneven=True), "Relu.0")
    pool = ops.max_pool(first, [1, 1], [1, 1], [0, 0], [1, 1], [2, 2])
    pooled = pool.output(0)
    pool.set_friendly_name("MaxPool.0")
    second = made(layer(first, "Conv.1", 4, 2, uneven=True), "Relu.1")
    third = made(layer(second, "Conv.2", 4, 2, uneven=True), "Relu.2")
    together = ops.concat([pooled, third.output(0)], 1)
    together.set_friendly_name("Concat.0")
    fourth = layer(together, "Conv.3", 8, 3, uneven=False)
    return openvino.Model([fourth, together, second], [picture], "first layers")


def answers(model: Any, shown: Any) -> list[Any]:
    found = openvino.compile_model(model, "CPU", PRECISE)([shown])
    return [found[number].copy() for number in range(len(model.outputs))]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_layers_give_nearly_what_they_gave(seed: int) -> None:
    shown = np.random.default_rng(seed).uniform(0, 1, (1, 1, 6, 9)).astype(np.float32)
    fourth, together, second = answers(first_layers(np.random.default_rng(seed)), shown)
    tops = {
        FOURTH: together.max(axis=(0, 2, 3)).tolist(),
        THIRD: second.max(axis=(0, 2, 3)).tolist(),
    }
    model = first_layers(np.random.default_rng(seed))
    quantise_first(model, tops, openvino)
    found, *_ = answers(model, shown)
    assert 0 < np.abs(found - fourth).max() < 0.03 * fourth.max()


def test_a_weak_channel_gets_the_root_of_what_it_takes_up() -> None:
    assert shares([16.0, 4.0, 1.0]).ravel().tolist() == [1.0, 0.5, 0.25]


def test_a_channel_that_never_had_anything_still_gets_a_share() -> None:
    assert 0 < shares([9.0, 0.0]).min() < 0.02


def test_the_known_channels_are_those_of_the_network() -> None:
    model, _ = recognition_network(openvino)
    taken = {
        layer.get_friendly_name(): layer.input_value(1) for layer in model.get_ops() if layer.inputs()[1:]
    }
    known = channels(RECOGNITION[1])
    assert set(known) == {THIRD, FOURTH}
    for name, tops in known.items():
        assert len(tops) == taken[name].get_shape()[1]
        assert max(tops) > 0
