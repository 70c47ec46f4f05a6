"""The only door to OpenVINO and to the models of PP-OCRv6, as they lie in the package rapidocr.

Nothing is downloaded and no code of rapidocr runs. A model whose bytes are not those that were
measured is not used.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import Misconfigured
from workers.reading.pp_ocr.alphabet import characters_of_head, kept, penalties
from workers.reading.pp_ocr.enlarging import enlarge_by_products
from workers.reading.pp_ocr.first_layers import quantise_first
from workers.reading.pp_ocr.gray import COLOURS, see_gray, take_gray
from workers.reading.pp_ocr.quantising import (
    channels,
    multiplies_bfloat16,
    quantise,
    ranges,
    with_plain_means,
)

Floats = NDArray[np.float32]
Network = Callable[[Floats], Floats]

PACKAGE = "rapidocr"
DETECTION = (
    "rapidocr/models/PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
RECOGNITION = (
    "rapidocr/models/PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
)
"""File in the package, and sha256 of its bytes."""
HEAD_WEIGHTS, HEAD_BIAS = "linear_8.w_0", "linear_8.b_0"
"""The recognition network's last layer: one column for each character."""
KEPT_SHAPES = 300
"""Compiled pieces that OpenVINO keeps, for pictures of different widths; more save no time."""


@dataclass(frozen=True, kw_only=True)
class Networks:
    """Both networks, compiled and warm, for one thread."""

    detect: Network
    """1 × 1 × rows × columns (multiples of 32; -1 is black, 1 white) to 1 × 1 × rows × columns: how probably
    each pixel lies inside a line of text."""
    recognise: Network
    """lines × 1 × 48 × columns to lines × steps × characters: how probable each character is at each step."""
    characters: tuple[str, ...]
    """What the recognition's last dimension stands for; the first is no new character."""
    version: str


def ensure_models_known() -> None:
    """Raises Misconfigured when a package is missing or a model is not the known one."""
    _model(*DETECTION)
    _model(*RECOGNITION)
    if find_spec("openvino") is None:
        raise _missing("openvino")


def load() -> Networks:
    """Both networks. Raises Misconfigured when a model is missing or not the known one."""
    # Here, so that this module can say what is missing where OpenVINO is.
    import openvino  # type: ignore[import-untyped]  # noqa: PLC0415

    core = openvino.Core()
    settings: dict[str, Any] = {
        "INFERENCE_NUM_THREADS": 1,
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        "ENABLE_CPU_PINNING": False,
        "CPU_RUNTIME_CACHE_CAPACITY": KEPT_SHAPES,
    }
    reading, characters = recognition_network(openvino)
    precision = "bfloat16" if multiplies_bfloat16() else "int8"
    if precision == "int8":
        see_gray(reading, openvino)
        quantise_first(reading, channels(RECOGNITION[1]), openvino)
        quantise(reading, ranges(RECOGNITION[1]), openvino)
        with_plain_means(reading, openvino)
        settings["INFERENCE_PRECISION_HINT"] = "f32"
    else:
        take_gray(reading, openvino)
    recognising = core.compile_model(reading, "CPU", settings)

    @cache
    def detecting(shape: tuple[int, ...]) -> Network:
        # Made for one shape, the network plans its memory: measured 100 MB less, and a seventh faster.
        finding = detection_network(openvino, shape)
        if precision == "int8":
            see_gray(finding, openvino)
            enlarge_by_products(finding, openvino)
            quantise(finding, ranges(DETECTION[1]), openvino)
        else:
            take_gray(finding, openvino)
        return _network(core.compile_model(finding, "CPU", settings))

    return Networks(
        detect=lambda samples: detecting(samples.shape)(samples),
        recognise=_network(recognising),
        characters=characters,
        version=f"v6-small {DETECTION[1][:8]} {RECOGNITION[1][:8]} "
        f"openvino {openvino.__version__.split('-')[0]} {precision}",
    )


def detection_network(openvino: Any, shape: tuple[int, ...]) -> Any:
    """The network that finds lines, in colour, for gray pictures of one shape."""
    model = openvino.Core().read_model(_model(*DETECTION))
    lines, _, rows, columns = shape
    model.reshape([lines, COLOURS, rows, columns])
    return model


def recognition_network(openvino: Any) -> tuple[Any, tuple[str, ...]]:
    """The network that reads lines, its head cut, and what each column of its head stands for."""
    model = openvino.Core().read_model(_model(*RECOGNITION))
    return model, _cut_head(model, openvino)


def _model(name: str, sha256: str) -> Path:
    try:
        path = Path(str(distribution(PACKAGE).locate_file(name)))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (PackageNotFoundError, OSError) as error:
        raise _missing(PACKAGE) from error
    if found != sha256:
        raise Misconfigured(setting="pp-ocr", why=f"another model than the known one: {path.name}")
    return path


def _missing(package: str) -> Misconfigured:
    return Misconfigured(setting="pp-ocr", why=f"install the package {package}")


def _cut_head(model: Any, openvino: Any) -> tuple[str, ...]:
    """Leaves only the head's columns for Swedish characters, in place; gives what they stand for."""
    constants = {operation.get_friendly_name(): operation for operation in model.get_ops()}
    weights, bias = constants[HEAD_WEIGHTS], constants[HEAD_BIAS]
    listed = str(model.get_rt_info(["framework", "character"]).value)
    characters = characters_of_head(listed, bias.data.shape[0])
    columns = kept(characters)
    remaining = tuple(characters[column] for column in columns)
    for constant, values in (
        (weights, weights.data[:, columns]),
        (bias, bias.data[columns] - penalties(remaining)),
    ):
        cut = openvino.op.Constant(np.ascontiguousarray(values, dtype=np.float32))
        constant.output(0).replace(cut.output(0))
    model.validate_nodes_and_infer_types()
    return remaining


def _network(compiled: Any) -> Network:
    request = compiled.create_infer_request()

    def run(samples: Floats) -> Floats:
        request.infer([np.ascontiguousarray(samples)])
        answer: Floats = request.get_output_tensor().data
        return answer

    return run
