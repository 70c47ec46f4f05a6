"""The detection network's end as products of single pixels: the same answers."""

from typing import Any

import numpy as np
import openvino  # type: ignore[import-untyped]
import pytest

from workers.reading.pp_ocr.enlarging import FIRST, FIRST_PRODUCT, SECOND, SECOND_PRODUCT, enlarge_by_products

PRECISE = {"INFERENCE_PRECISION_HINT": "f32"}


def enlarging(chance: np.random.Generator, channels: int, rows: int, columns: int) -> Any:
    """A network that ends as the detection network does, with weights of its own."""
    ops = openvino.opset13

    def twice(taken: Any, given_out: int, name: str) -> Any:
        shape = (taken.output(0).get_shape()[1], given_out, 2, 2)
        weights = ops.constant(chance.normal(size=shape).astype(np.float32))
        layer = ops.convolution_backprop_data(
            taken, weights, strides=[2, 2], pads_begin=[0, 0], pads_end=[0, 0], dilations=[1, 1]
        )
        layer.set_friendly_name(name)
        bias = chance.normal(size=(1, given_out, 1, 1)).astype(np.float32)
        return ops.add(layer, ops.constant(bias))

    taken = ops.parameter([1, channels, rows, columns], np.float32)
    once = ops.relu(twice(taken, channels + 1, FIRST))
    return openvino.Model([ops.sigmoid(twice(once, 1, SECOND))], [taken], "enlarging")


@pytest.mark.parametrize(("channels", "rows", "columns"), [(1, 1, 1), (3, 2, 5), (5, 4, 3)])
def test_products_of_single_pixels_enlarge_as_the_layers_did(channels: int, rows: int, columns: int) -> None:
    chance = np.random.default_rng(rows)
    model = enlarging(chance, channels, rows, columns)
    shown = chance.normal(size=(1, channels, rows, columns)).astype(np.float32)
    before = openvino.compile_model(model, "CPU", PRECISE)([shown])[0].copy()
    enlarge_by_products(model, openvino)
    after = openvino.compile_model(model, "CPU", PRECISE)([shown])[0]
    assert after.shape == (1, 1, 4 * rows, 4 * columns)
    np.testing.assert_allclose(after, before, atol=1e-5)


def test_the_products_have_names_of_their_own() -> None:
    model = enlarging(np.random.default_rng(1), 2, 3, 3)
    enlarge_by_products(model, openvino)
    names = {layer.get_friendly_name() for layer in model.get_ordered_ops()}
    assert {FIRST_PRODUCT, SECOND_PRODUCT} <= names
    assert not {FIRST, SECOND} & names
