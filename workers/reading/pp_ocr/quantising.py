"""Networks in whole numbers of 8 bits, for processors without matrix units for bfloat16.

There a line in single precision takes as long as three to six lines with such units, in 8 bits as long as one
and a half (AVX-512 with VNNI) to four (AVX2). 28 open pages had .135 % wrong letters so, .116 % in bfloat16.
Lines are found in little more than half of single precision's time: 60 open pages had 281 wrong words of
26,378 so, .260 % wrong letters, where they had 274 and .270 %. bfloat16 without matrix units, and half
precision, were slower than single precision.
Pure, but for what the processor and the environment say.
"""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CPU_INFO = Path("/proc/cpuinfo")
MATRIX_UNITS = "amx_bf16"
ALLOWED = "ONEDNN_MAX_CPU_ISA"
"""By this variable oneDNN, which OpenVINO computes with, is told which instructions to leave alone …"""
ALL_ALLOWED = ("", "ALL", "DEFAULT")
"""… these values forbid none; others permit AMX if they name it."""
RANGES = Path(__file__).with_name("ranges.json")
"""Least and greatest input of each layer that is computed in 8 bits, or the greatest of each channel where
channels are told apart, by `python -m tests.bench.ranges`."""
Ranges = dict[str, tuple[float, float]]
"""By the layers' names in their network."""
Channels = dict[str, list[float]]
"""The greatest input of each channel, by the layers' names."""
LEVELS, WEIGHT_LEVELS = 256, 255
SMALLEST_WEIGHT = 1e-8


def multiplies_bfloat16() -> bool:
    """Whether the processor has matrix units for bfloat16 that oneDNN may use."""
    allowed = os.environ.get(ALLOWED, "").upper()
    if allowed not in ALL_ALLOWED and "AMX" not in allowed:
        return False
    return MATRIX_UNITS in CPU_INFO.read_text("ascii", "backslashreplace").split()


def ranges(sha256: str) -> Ranges:
    """Least and greatest input of each layer, of the network with this hash, that is computed in 8 bits."""
    named: Ranges = json.loads(RANGES.read_text("utf-8"))["networks"][sha256]
    return named


def channels(sha256: str) -> Channels:
    """Greatest input of each channel of the first layers of the network with this hash."""
    named: Channels = json.loads(RANGES.read_text("utf-8"))["channels"][sha256]
    return named


def quantise(model: Any, seen: Ranges, openvino: Any) -> None:
    """Has the layers in `seen` computed in 8 bits, in place: their inputs, and their weights by channel."""
    operations = {operation.get_friendly_name(): operation for operation in model.get_ops()}
    for name, (least, greatest) in seen.items():
        layer = operations[name]
        layer.input(0).replace_source_output(in_levels(layer.input_value(0), least, greatest, openvino))
        round_weights(layer, openvino)
    model.validate_nodes_and_infer_types()


def in_levels(output: Any, least: float, greatest: float, openvino: Any, *, share: Any = 1.0) -> Any:
    """A layer's output in 8 bits; channels with a `share` of the range only, strengthened to the whole."""
    low, high = with_zero(least, greatest)
    return _rounded(output, (low * share, high * share), (low, high), LEVELS, openvino)


def round_weights(layer: Any, openvino: Any, *, share: Any = 1.0) -> None:
    """Has a layer's weights in 8 bits, by channel given, those of strengthened channels weakened as much."""
    weights = np.asarray(layer.input_value(1).get_node().data * share, np.float32)
    reach = np.abs(weights).max(axis=tuple(range(1, weights.ndim)), keepdims=True)
    reach = np.maximum(reach, SMALLEST_WEIGHT)
    kept = openvino.opset13.constant(weights).output(0)
    layer.input(1).replace_source_output(
        _rounded(kept, (-reach, reach), (-reach, reach), WEIGHT_LEVELS, openvino)
    )


def with_zero(least: float, greatest: float) -> tuple[float, float]:
    """The range, moved by less than a level so that 0 is one of its levels.

    Most inputs are next to nothing; all rounded to the same side, they would add up to an answer of their
    own: .237 % wrong letters where there are .135 %.
    """
    step = (greatest - least) / (LEVELS - 1)
    below = round(-least / step)
    return -below * step, (LEVELS - 1 - below) * step


def _rounded(output: Any, taken: tuple[Any, Any], given: tuple[Any, Any], levels: int, openvino: Any) -> Any:
    """The output in so many levels: `taken` are the ends of its range, `given` what they become."""
    edges = (openvino.opset13.constant(np.asarray(edge, np.float32)) for edge in (*taken, *given))
    return openvino.opset13.fake_quantize(output, *edges, levels).output(0)


def with_plain_means(model: Any, openvino: Any) -> None:
    """Takes means along the last dimension as products.

    OpenVINO 2026.4 makes one operation of a normalisation whose means it recognises, and that one's code ends
    the process where `ONEDNN_MAX_CPU_ISA` is AVX2.
    """
    for mean in [operation for operation in model.get_ops() if operation.get_type_name() == "ReduceMean"]:
        shape = mean.input_value(0).get_partial_shape()
        last = len(shape) - 1
        axes = {int(axis) % len(shape) for axis in np.atleast_1d(mean.input_value(1).get_node().data)}
        if axes != {last}:
            continue
        size = shape[last].get_length()
        share: NDArray[np.float32] = np.full((size, 1), 1 / size, np.float32)
        product = openvino.opset13.matmul(
            mean.input_value(0),
            openvino.opset13.constant(share),
            transpose_a=False,
            transpose_b=False,
        )
        mean.output(0).replace(product.output(0))
    model.validate_nodes_and_infer_types()
