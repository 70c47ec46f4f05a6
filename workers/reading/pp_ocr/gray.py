"""The networks, made for pictures in colour, are given gray ones: a third of the numbers. Pure."""

from typing import Any

import numpy as np

SEES_THE_PICTURE = "Conv.0"
"""The layer that takes the picture in, in both networks."""
COLOURS = 3


def take_gray(model: Any, openvino: Any) -> None:
    """Has the model take one channel where it took three alike, in place; nothing else changes."""
    gray = _gray_instead(model, openvino)
    first = _first(model)
    first.input(0).replace_source_output(openvino.opset13.concat([gray] * COLOURS, 1).output(0))
    model.validate_nodes_and_infer_types()


def see_gray(model: Any, openvino: Any) -> None:
    """The same, with the weights of the three channels added up: a third of the first layer's work."""
    gray = _gray_instead(model, openvino)
    first = _first(model)
    weights = first.input_value(1).get_node().data.sum(axis=1, keepdims=True, dtype=np.float32)
    first.input(0).replace_source_output(gray.output(0))
    first.input(1).replace_source_output(openvino.opset13.constant(weights).output(0))
    model.validate_nodes_and_infer_types()


def _first(model: Any) -> Any:
    return next(layer for layer in model.get_ops() if layer.get_friendly_name() == SEES_THE_PICTURE)


def _gray_instead(model: Any, openvino: Any) -> Any:
    """A new input of the model with one channel, in place of the one with three."""
    (coloured,) = model.get_parameters()
    lines, _, rows, columns = coloured.get_partial_shape()
    gray = openvino.opset13.parameter(openvino.PartialShape([lines, 1, rows, columns]), np.float32)
    model.add_parameters([gray])
    coloured.output(0).replace(gray.output(0))
    model.remove_parameter(coloured)
    return gray
