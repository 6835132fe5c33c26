"""What is predicted of a limiter is what the limiter does, at any rate and ceiling."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sound.limiter import limit
from pipeline.sound.meter.loudness import CELL, measure
from pipeline.sound.meter.measures import MeterReading, read_span
from pipeline.sound.meter.prediction import prediction_of


@cache
def voiced(rate_hz: int, seconds: float, seed: int = 3) -> np.ndarray:
    """Something like speech: a buzz whose loudness comes and goes."""
    random = np.random.default_rng(seed)
    time = np.arange(int(rate_hz * seconds)) / rate_hz
    syllables = np.arange(0, seconds + 1, 0.2)
    swell = np.interp(time, syllables, random.uniform(0, 1, len(syllables)))
    buzz = sum(np.sin(2 * np.pi * 120 * n * time + n * n) / n for n in range(1, 30))
    return (0.35 * swell * buzz).astype(np.float32)


def spans_of(pcm: np.ndarray, starts: list[int], rate_hz: int) -> list[tuple[int, MeterReading]]:
    return [
        (start, read_span(pcm[start:end], rate_hz, skip=0))
        for start, end in zip(starts, [*starts[1:], len(pcm)], strict=True)
    ]


@pytest.mark.parametrize("rate_hz", [44_100, 48_000, 32_000, 24_000])
@pytest.mark.parametrize("ceiling_dbtp", [-5.0, -7.0, -10.0])
def test_the_loudness_behind_the_limiter_is_foreseen(rate_hz, ceiling_dbtp):
    pcm = voiced(rate_hz, 40)
    foreseen = prediction_of([(0, read_span(pcm, rate_hz, skip=0))], rate_hz, n_samples=len(pcm))
    loudness, n_limited = foreseen.loudness(10 ** (ceiling_dbtp / 20))
    behind = measure(limit(pcm, rate_hz, ceiling_dbtp), rate_hz).integrated_lufs
    took = measure(pcm, rate_hz).integrated_lufs - behind
    assert took > 0.1
    assert 0 < n_limited < len(pcm) / CELL
    assert loudness == pytest.approx(behind, abs=0.05 + 0.05 * took)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 20 * 44_100), max_size=12, unique=True))
def test_without_a_limiter_it_is_the_meter_s_however_the_sound_is_cut(cuts):
    pcm = voiced(44_100, 20)
    whole = prediction_of(spans_of(pcm, [0], 44_100), 44_100, n_samples=len(pcm))
    spans = spans_of(
        pcm, sorted({0, *(cut // 1152 * 1152 for cut in cuts if cut < len(pcm))}), 44_100
    )
    in_parts = prediction_of(spans, 44_100, n_samples=len(pcm))
    loudness, n_limited = in_parts.loudness(math.inf)
    assert n_limited == 0
    assert loudness == pytest.approx(whole.loudness(math.inf)[0], abs=0.02)
    assert loudness == pytest.approx(measure(pcm, 44_100).integrated_lufs, abs=0.05)


def test_silence_between_spans_is_silence():
    pcm = voiced(44_100, 10)
    late = 44_100 * 30 + 17
    spans = [(0, read_span(pcm, 44_100, skip=0)), (late, read_span(pcm, 44_100, skip=0))]
    n_samples = late + len(pcm)
    laid = np.zeros(n_samples, np.float32)
    laid[: len(pcm)] = laid[late:] = pcm
    foreseen, _ = prediction_of(spans, 44_100, n_samples=n_samples).loudness(math.inf)
    assert foreseen == pytest.approx(measure(laid, 44_100).integrated_lufs, abs=0.05)


def test_nothing_audible_has_no_loudness():
    quiet = read_span(np.zeros(44_100, np.float32), 44_100, skip=0)
    assert prediction_of([(0, quiet)], 44_100, n_samples=44_100).loudness(1.0) == (-math.inf, 0)
