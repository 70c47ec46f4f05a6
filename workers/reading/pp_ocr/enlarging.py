"""The end of the detection network, which enlarges its map twice, as products of single pixels. Pure.

There each pixel becomes two by two, those two by two again, without a look at the neighbours. Computed before
any pixel is moved, and in 8 bits, both steps together take a quarter of the time.
"""

from typing import Any

import numpy as np

FIRST, SECOND = "ConvTranspose.0", "ConvTranspose.2"
"""The network's layers that enlarge …"""
FIRST_PRODUCT, SECOND_PRODUCT = "Enlarging.0", "Enlarging.2"
"""… and the products that take their places: named alike, since ranges go by names."""
PIXELS = 4
"""That each pixel becomes: rows first, as in the layers' weights."""


def enlarge_by_products(model: Any, openvino: Any) -> None:
    """Puts the products in the layers' places, in place. The model must have one shape; its answers stay."""
    ops = openvino.opset13
    named = {operation.get_friendly_name(): operation for operation in model.get_ops()}
    first, second = named[FIRST], named[SECOND]
    weights = _constant(first.input_value(1))
    taken, given = weights.shape[:2]
    columns = weights.transpose(2, 3, 1, 0).reshape(PIXELS * given, taken, 1, 1)
    once = _product(first.input_value(0), columns, np.tile(_bias(first), PIXELS), FIRST_PRODUCT, ops)
    # Each of the pixels, whose channels now lie side by side, becomes its own: no other channel counts.
    own = _constant(second.input_value(1))[:, 0].transpose(1, 2, 0).reshape(PIXELS, given)
    parts = np.zeros((PIXELS, PIXELS, PIXELS, given), np.float32)
    parts[range(PIXELS), :, range(PIXELS)] = own
    rows = parts.reshape(PIXELS * PIXELS, PIXELS * given, 1, 1)
    twice = _product(ops.relu(once), rows, _bias(second), SECOND_PRODUCT, ops)
    model.get_results()[0].input(0).replace_source_output(_spread(ops.sigmoid(twice), ops).output(0))
    model.validate_nodes_and_infer_types()


def _product(taken: Any, weights: Any, bias: Any, name: str, ops: Any) -> Any:
    """A product of each pixel's channels."""
    flat = np.ascontiguousarray(weights, np.float32)
    product = ops.convolution(taken, ops.constant(flat), [1, 1], [0, 0], [0, 0], [1, 1])
    product.set_friendly_name(name)
    return ops.add(product, ops.constant(np.asarray(bias, np.float32).reshape(1, -1, 1, 1)))


def _spread(pixels: Any, ops: Any) -> Any:
    """1 × 16 × rows × columns as a map of four times as many rows and columns."""
    _, _, rows, columns = pixels.output(0).get_shape()
    apart = ops.reshape(pixels, ops.constant(np.array([2, 2, 2, 2, rows, columns])), special_zero=False)
    # A pixel's row, then the half and the quarter of it; its columns alike.
    together = ops.transpose(apart, ops.constant(np.array([4, 0, 2, 5, 1, 3])))
    size = np.array([1, 1, 4 * rows, 4 * columns])
    return ops.reshape(together, ops.constant(size), special_zero=False)


def _constant(output: Any) -> Any:
    """The numbers behind an output, through what only passes them on."""
    node = output.get_node()
    while node.get_type_name() != "Constant":
        node = node.input_value(0).get_node()
    return np.array(node.data)


def _bias(layer: Any) -> Any:
    """What is added to a layer's answer."""
    node = layer
    while node.get_type_name() != "Add":
        (following,) = node.output(0).get_target_inputs()
        node = following.get_node()
    return _constant(node.input_value(1)).ravel()
