"""What each layer of the recognition network takes in: `python -m tests.bench.ranges [--pages N] [--seed N]`.

Reads lines of generated scans of the open half in single precision and writes the least and greatest input of
the layers that `workers.reading.pp_ocr.quantising` computes in 8 bits: products of single pixels' channels,
which are nine tenths of the work. The first layers, whose inputs reach widest, stay as they are.
"""

import argparse
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import openvino  # type: ignore[import-untyped]

from tests.bench.doubt import pixels_of
from tests.bench.scans import DAMAGES, pages
from workers.reading.levelling import Gray
from workers.reading.pp_ocr.detection import detect
from workers.reading.pp_ocr.models import RECOGNITION, load, recognition_network
from workers.reading.pp_ocr.pp_ocr import gray_of
from workers.reading.pp_ocr.quantising import RANGES
from workers.reading.pp_ocr.reading import samples_of
from workers.reading.pp_ocr.strips import level, picture_of

LINES = 14
"""Of each page."""


def wide_products(model: Any) -> list[Any]:
    """The network's products of single pixels' channels, over more than one pixel."""
    return [
        layer
        for layer in model.get_ordered_ops()
        if layer.get_type_name() == "Convolution"
        and list(layer.input_value(1).get_shape())[2:] == [1, 1]
        and not all(size == 1 for size in list(layer.input_value(0).get_partial_shape())[2:])
    ]


def lines(count: int, seed: int) -> Iterator[Gray]:
    """Pictures of lines as the network gets them."""
    networks, chance = load(), np.random.default_rng(seed)
    for page in pages(seed, count, half="open", damages=tuple(DAMAGES)):
        gray = gray_of(pixels_of(page))
        strips = [level(strip) for strip in detect(networks.detect, gray)]
        lying = [strip for strip in strips if strip.width > strip.height]
        for at in chance.permutation(len(lying))[:LINES]:
            yield picture_of(gray, lying[at])


def main() -> None:
    """Write the ranges."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--seed", type=int, default=909)
    options = parser.parse_args()
    model, _ = recognition_network(openvino)
    layers = wide_products(model)
    inputs = openvino.Model([layer.input_value(0) for layer in layers], model.get_parameters(), "inputs")
    settings = {"INFERENCE_PRECISION_HINT": "f32"}
    request = openvino.Core().compile_model(inputs, "CPU", settings).create_infer_request()
    seen = {layer.get_friendly_name(): [0.0, 0.0] for layer in layers}
    for picture in lines(options.pages, options.seed):
        request.infer([samples_of(picture)])
        for at, edges in enumerate(seen.values()):
            taken = request.get_output_tensor(at).data
            edges[:] = min(edges[0], float(taken.min())), max(edges[1], float(taken.max()))
    told = {name: [round(edge, 3) for edge in edges] for name, edges in seen.items()}
    made_by = f"python -m tests.bench.ranges --pages {options.pages} --seed {options.seed}"
    content = {"network": RECOGNITION[1], "made_by": made_by, "ranges": told}
    RANGES.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    print(f"{len(told)} layers")


if __name__ == "__main__":
    main()
