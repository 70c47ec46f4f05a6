"""Tries the networks in a process of their own: OpenVINO may end the process that calls it.

Seen with 2026.4 and ONEDNN_MAX_CPU_ISA=AVX2, with networks as they come: the detection network was refused,
the other one died with a segmentation fault. A worker that dies so would be started again for ever.
"""

import functools
import subprocess
import sys

import numpy as np

from ingest.errors import Misconfigured
from workers.reading.pp_ocr.detection import CANVASES
from workers.reading.pp_ocr.models import load
from workers.reading.pp_ocr.strips import HEIGHT

SECONDS = 120
"""For loading and one line, on a busy machine."""
TRIAL = "from workers.reading.pp_ocr.trial import main; main()"


@functools.cache
def ensure_networks_run() -> None:
    """Once in a process. Raises Misconfigured when the trial dies or hangs."""
    try:
        ended = subprocess.run(
            [sys.executable, "-c", TRIAL], check=False, capture_output=True, timeout=SECONDS
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise Misconfigured(setting="pp-ocr", why="its networks hang on this processor") from error
    if ended:
        raise Misconfigured(setting="pp-ocr", why=f"its networks do not run on this processor ({ended})")


def main() -> None:
    """Reads nothing on a small white page and on a white line."""
    networks = load()
    networks.detect(np.ones((1, 1, *CANVASES[0]), np.float32))
    networks.recognise(np.ones((1, 1, HEIGHT, HEIGHT * 4), np.float32))
