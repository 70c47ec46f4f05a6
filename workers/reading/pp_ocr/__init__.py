"""The first reader: PP-OCRv6's detection and recognition networks, on OpenVINO.

From `pp_ocr.py`, in order: lines are detected (`detection`), cut out level (`strips`), read (`reading`),
parted into words with the boxes of their ink (`words`), and brought into reading order (`order`).
"""

from workers.reading.pp_ocr.pp_ocr import PpOcr

__all__ = ["PpOcr"]
