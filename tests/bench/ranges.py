"""What the networks' layers take in: `python -m tests.bench.ranges [--pages N] [--seed N]`.

Reads generated scans of the open half in single precision and writes the least and greatest input of the
layers that `workers.reading.pp_ocr.quantising` computes in 8 bits: all of the detection network's products of
channels but the first, which sees the picture itself; the recognition network's of single pixels. Of its
first layers, whose inputs reach widest, it writes the greatest input of each channel (`first_layers`): with
one range for all, half as many words again were read wrongly.
"""

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import openvino  # type: ignore[import-untyped]

from tests.bench.doubt import pixels_of
from tests.bench.scans import DAMAGES, pages
from workers.reading.levelling import Gray
from workers.reading.pp_ocr.detection import CANVASES, detect
from workers.reading.pp_ocr.enlarging import enlarge_by_products
from workers.reading.pp_ocr.first_layers import FOURTH, THIRD
from workers.reading.pp_ocr.gray import COLOURS, take_gray
from workers.reading.pp_ocr.models import (
    DETECTION,
    RECOGNITION,
    Floats,
    detection_network,
    recognition_network,
)
from workers.reading.pp_ocr.pp_ocr import gray_of
from workers.reading.pp_ocr.quantising import RANGES, Channels, Ranges
from workers.reading.pp_ocr.reading import samples_of
from workers.reading.pp_ocr.strips import level, picture_of

LINES = 14
"""Of each page."""
SPARED = 0.01
"""Per cent of a layer's inputs on a page, at either end, that the detection's ranges leave out: so lines are
found nearer to where single precision finds them. The recognition loses by it."""
MANY = 2_000_000
"""Inputs of a layer from which only some are looked at, evenly spread."""
SETTINGS = {"INFERENCE_PRECISION_HINT": "f32"}


class Watched:
    """A network that notes what its layers take in."""

    def __init__(
        self, model: Any, layers: Sequence[Any], *, spared: float, by_channel: Collection[str] = ()
    ) -> None:
        """`spared` per cent of each layer's inputs for one picture, at either end, count for nothing.

        The layers named in `by_channel` are told by channel, the others as a whole.
        """
        self._layers, self._by_channel = layers, by_channel
        self._ends = (spared, 100 - spared)
        answers = [result.input_value(0) for result in model.get_results()]
        inputs = [layer.input_value(0) for layer in self._layers]
        together = openvino.Model([*answers, *inputs], model.get_parameters(), "watched")
        self._request = openvino.Core().compile_model(together, "CPU", SETTINGS).create_infer_request()
        self._first = len(answers)
        self._edges: list[list[float]] = [[0.0, 0.0] for _ in self._layers]
        self._tops = [np.zeros(layer.input_value(1).get_shape()[1], np.float32) for layer in self._layers]

    def __call__(self, samples: Floats) -> Floats:
        self._request.infer([samples])
        for at, edges in enumerate(self._edges, start=self._first):
            taken = self._request.get_output_tensor(at).data
            tops = self._tops[at - self._first]
            np.maximum(tops, taken.max(axis=(0, 2, 3)), out=tops)
            taken = taken.ravel()
            least, greatest = np.percentile(taken[:: 1 + taken.size // MANY], self._ends)
            edges[:] = min(edges[0], float(least)), max(edges[1], float(greatest))
        answer: Floats = self._request.get_output_tensor(0).data
        return answer

    @property
    def ranges(self) -> Ranges:
        """Least and greatest input of each other layer so far."""
        return {
            layer.get_friendly_name(): (round(least, 3), round(greatest, 3))
            for layer, (least, greatest) in zip(self._layers, self._edges, strict=True)
            if layer.get_friendly_name() not in self._by_channel
        }

    @property
    def channels(self) -> Channels:
        """Greatest input so far of each channel, of the layers that are told by channel."""
        return {
            layer.get_friendly_name(): [round(float(top), 3) for top in tops]
            for layer, tops in zip(self._layers, self._tops, strict=True)
            if layer.get_friendly_name() in self._by_channel
        }


def products(model: Any) -> list[Any]:
    """The network's products of several channels, over more than one pixel."""
    return [
        layer
        for layer in model.get_ordered_ops()
        if layer.get_type_name() == "Convolution"
        and layer.input_value(1).get_shape()[1] > COLOURS
        and not all(size == 1 for size in list(layer.input_value(0).get_partial_shape())[2:])
    ]


def is_of_single_pixels(layer: Any) -> bool:
    """Whether the layer sees each pixel without its neighbours: nine tenths of the recognition's work."""
    return list(layer.input_value(1).get_shape())[2:] == [1, 1]


def lines(finding: Watched, count: int, seed: int) -> Iterator[Gray]:
    """Pictures of lines as the network gets them."""
    chance = np.random.default_rng(seed)
    for page in pages(seed, count, half="open", damages=tuple(DAMAGES)):
        gray = gray_of(pixels_of(page))
        strips = [level(strip) for strip in detect(finding, gray)]
        lying = [strip for strip in strips if strip.width > strip.height]
        for at in chance.permutation(len(lying))[:LINES]:
            yield picture_of(gray, lying[at])


def main() -> None:
    """Write the ranges."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=28)
    parser.add_argument("--seed", type=int, default=909)
    options = parser.parse_args()
    model = detection_network(openvino, (1, 1, *CANVASES[-1]))
    take_gray(model, openvino)
    enlarge_by_products(model, openvino)
    finding = Watched(model, products(model), spared=SPARED)
    model, _ = recognition_network(openvino)
    take_gray(model, openvino)
    apart = (THIRD, FOURTH)
    told = [
        layer for layer in products(model) if is_of_single_pixels(layer) or layer.get_friendly_name() in apart
    ]
    reading = Watched(model, told, spared=0.0, by_channel=apart)
    for picture in lines(finding, options.pages, options.seed):
        reading(samples_of(picture))
    networks = {DETECTION[1]: finding.ranges, RECOGNITION[1]: reading.ranges}
    made_by = f"python -m tests.bench.ranges --pages {options.pages} --seed {options.seed}"
    channels = {RECOGNITION[1]: reading.channels}
    content = {"made_by": made_by, "networks": networks, "channels": channels}
    RANGES.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    print(", ".join(f"{len(known)} layers" for known in networks.values()))


if __name__ == "__main__":
    main()
