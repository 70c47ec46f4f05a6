"""The recognition network's first layers in 8 bits: a twelfth less time for each line.

They see several pixels at once, and what they take in reaches widest. Rounded with one range for all
channels, a quarter more steps along the lines of open pages were read otherwise than in single precision. So
weak channels are strengthened on the way in, and the weights that meet them weakened as much: then 121 of
8,128 steps were read otherwise, where 130 were with these layers in single precision. What two layers take in
is rounded once, where it comes from. Pure.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.reading.pp_ocr.quantising import Channels, in_levels, round_weights

Share = NDArray[np.float32]

FIRST_MADE, SECOND_MADE, THIRD_MADE = "Relu.0", "Relu.1", "Relu.2"
"""What the first layer, which sees the picture, makes of it goes to the pool and to the second layer; what
that one makes, to the third; and what the pool and the third layer make, side by side, to the fourth."""
POOL, JOIN = "MaxPool.0", "Concat.0"
SECOND, THIRD, FOURTH = "Conv.1", "Conv.2", "Conv.3"
SMALLEST = 1e-3
"""Of a channel's inputs."""


def quantise_first(model: Any, channels: Channels, openvino: Any) -> None:
    """Has the second, third and fourth layer computed in 8 bits, in place; `channels` tells their inputs."""
    named = {layer.get_friendly_name(): layer for layer in model.get_ops()}
    joined, alone = shares(channels[FOURTH]), shares(channels[THIRD])
    greatest = max(channels[FOURTH])
    pooled = joined[:, : named[FIRST_MADE].get_output_partial_shape(0)[1].get_length()]
    made = joined[:, pooled.shape[1] :]
    once = in_levels(named[FIRST_MADE].output(0), 0.0, greatest, openvino, share=pooled)
    named[POOL].input(0).replace_source_output(once)
    named[SECOND].input(0).replace_source_output(once)
    second = in_levels(named[SECOND_MADE].output(0), 0.0, max(channels[THIRD]), openvino, share=alone)
    named[THIRD].input(0).replace_source_output(second)
    third = in_levels(named[THIRD_MADE].output(0), 0.0, greatest, openvino, share=made)
    named[JOIN].input(1).replace_source_output(third)
    for layer, share in ((SECOND, pooled), (THIRD, alone), (FOURTH, joined)):
        round_weights(named[layer], openvino, share=share)
    model.validate_nodes_and_infer_types()


def shares(greatest: Sequence[float]) -> Share:
    """How much of the range each channel gets, 1 × channels × 1 × 1: the root of what it takes up.

    Half way between one range for all and one for each, as SmoothQuant does (Xiao and others 2023): with
    ranges of their own for the inputs, the weights would lie as far apart as the inputs did.
    """
    reach = np.maximum(np.asarray(greatest, np.float32), SMALLEST)
    share: Share = np.sqrt(reach / reach.max()).reshape(1, -1, 1, 1)
    return share
