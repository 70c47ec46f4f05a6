"""8-bit networks: which processors need them, and what becomes of a layer."""

from pathlib import Path

import numpy as np
import openvino  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.reading.pp_ocr import quantising
from workers.reading.pp_ocr.detection import CANVASES
from workers.reading.pp_ocr.enlarging import enlarge_by_products
from workers.reading.pp_ocr.models import DETECTION, RECOGNITION, detection_network, recognition_network
from workers.reading.pp_ocr.quantising import multiplies_bfloat16, quantise, ranges, with_zero


@pytest.mark.parametrize(
    ("flags", "allowed", "answer"),
    [
        ("avx512_bf16 amx_bf16 amx_tile", "", True),
        ("avx512_bf16 amx_bf16 amx_tile", "ALL", True),
        ("avx512_bf16 amx_bf16 amx_tile", "avx512_core_amx", True),
        ("avx512_bf16 amx_bf16 amx_tile", "AVX512_CORE_BF16", False),
        ("avx512_bf16 amx_bf16 amx_tile", "AVX2", False),
        ("avx2 avx512_bf16", "", False),
        ("avx2 amx_bf16x", "", False),
        ("", "AVX512_CORE_AMX", False),
    ],
)
def test_matrix_units_count_where_the_processor_has_them_and_they_may_be_used(
    flags: str, allowed: str, answer: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text(f"model name\t: ®\nflags\t\t: fpu {flags}\n", "utf-8")
    monkeypatch.setattr(quantising, "CPU_INFO", info)
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", allowed)
    assert multiplies_bfloat16() is answer


@pytest.mark.parametrize("sha256", [DETECTION[1], RECOGNITION[1]])
def test_every_layer_with_known_ranges_is_in_the_network_they_were_found_in(sha256: str) -> None:
    if sha256 == RECOGNITION[1]:
        model, _ = recognition_network(openvino)
    else:
        model = detection_network(openvino, (1, 1, *CANVASES[0]))
        enlarge_by_products(model, openvino)
    names = {layer.get_friendly_name() for layer in model.get_ops()}
    known = ranges(sha256)
    assert known
    assert set(known) <= names
    assert all(least <= 0 < greatest for least, greatest in known.values())


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_layer_in_8_bits_gives_nearly_what_it_gave(seed: int) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.normal(size=(6, 4, 1, 1)).astype(np.float32)
    given_in = chance.uniform(-1, 3, (1, 4, 5, 7)).astype(np.float32)
    taken = openvino.opset13.parameter([1, 4, 5, 7], np.float32)
    layer = openvino.opset13.convolution(
        taken, openvino.opset13.constant(weights), [1, 1], [0, 0], [0, 0], [1, 1]
    )
    layer.set_friendly_name("layer")
    model = openvino.Model([layer], [taken], "one layer")
    exact = np.einsum("oiyx,nihw->nohw", weights, given_in)
    quantise(model, {"layer": (-1.0, 3.0)}, openvino)
    precise = {"INFERENCE_PRECISION_HINT": "f32"}
    found = openvino.compile_model(model, "CPU", precise)([given_in])[0]
    # An input is off by half a step, and by another half where the range was moved to hold a whole nought; a
    # weight by half a step of its channel, which is twice as long for a processor without VNNI.
    step, steps = 4 / 255, np.abs(weights).max(axis=1, keepdims=True) / 127
    of_inputs = step * np.abs(weights).sum(axis=1)[None]
    of_weights = np.einsum("oiyx,nihw->nohw", np.broadcast_to(steps, weights.shape), np.abs(given_in) + step)
    assert (np.abs(found - exact) <= of_inputs + of_weights).all()


@given(st.floats(-50, 0), st.floats(0.01, 50))
def test_nothing_stays_nothing_and_the_range_moves_by_less_than_a_level(
    least: float, greatest: float
) -> None:
    low, high = with_zero(least, greatest)
    step = (greatest - least) / 255
    assert -low / step == pytest.approx(round(-low / step), abs=1e-6)
    assert high - low == pytest.approx(greatest - least)
    assert abs(low - least) <= step / 2 + 1e-9
    assert low <= 0 <= high
