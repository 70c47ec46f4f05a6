"""Networks made for colour that are given gray: the same answers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import openvino  # type: ignore[import-untyped]
import pytest

from workers.reading.pp_ocr.gray import COLOURS, SEES_THE_PICTURE, see_gray, take_gray

PRECISE = {"INFERENCE_PRECISION_HINT": "f32"}


def seeing(chance: np.random.Generator) -> Any:
    """A network that begins as both do, with weights of its own."""
    ops = openvino.opset13
    taken = ops.parameter(openvino.PartialShape([-1, COLOURS, 6, -1]), np.float32)
    weights = ops.constant(chance.normal(size=(5, COLOURS, 3, 3)).astype(np.float32))
    layer = ops.convolution(taken, weights, [2, 2], [1, 1], [1, 1], [1, 1])
    layer.set_friendly_name(SEES_THE_PICTURE)
    return openvino.Model([ops.relu(layer)], [taken], "seeing")


@pytest.mark.parametrize("gray", [take_gray, see_gray])
@pytest.mark.parametrize("columns", [1, 8])
def test_a_gray_picture_gives_what_three_like_channels_gave(
    gray: Callable[[Any, Any], None], columns: int
) -> None:
    chance = np.random.default_rng(columns)
    model = seeing(chance)
    shown = chance.normal(size=(2, 1, 6, columns)).astype(np.float32)
    before = openvino.compile_model(model, "CPU", PRECISE)([shown.repeat(COLOURS, 1)])[0].copy()
    gray(model, openvino)
    assert model.input(0).get_partial_shape()[1].get_length() == 1
    after = openvino.compile_model(model, "CPU", PRECISE)([shown])[0]
    assert np.abs(before).max() > 1
    np.testing.assert_allclose(after, before, atol=1e-5)
