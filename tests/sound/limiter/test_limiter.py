from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.sound.limiter import HOLD_MS, limit, reach
from pipeline.sound.meter.loudness import true_peak
from pipeline.sound.meter.peaks import ROW

RATE_HZ = 44_100


def wave(seed: int, n_samples: int = 30_000) -> np.ndarray:
    random = np.random.default_rng(seed)
    time = np.arange(n_samples) / RATE_HZ
    swell = 0.6 + 0.5 * np.sin(2 * np.pi * random.uniform(1, 6) * time)
    return (swell * np.sin(2 * np.pi * random.uniform(90, 4000) * time)).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(-9, -0.5))
def test_no_true_peak_is_left_above_the_ceiling(seed, ceiling_dbtp):
    assert true_peak(limit(wave(seed), RATE_HZ, ceiling_dbtp), RATE_HZ) <= ceiling_dbtp + 0.05


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
@example(2927)
def test_what_is_far_from_any_peak_keeps_its_samples(seed):
    pcm = wave(seed)
    limited = limit(pcm, RATE_HZ, -1.0)
    touched = np.flatnonzero(limited != pcm)
    near = np.abs(pcm) > 0.8
    allowed = np.convolve(near, np.ones(2 * reach(RATE_HZ) + 1), mode="same") > 0.5
    assert allowed[touched].all()


@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000])
def test_wherever_in_its_row_a_peak_lies_it_is_lowered_and_nothing_beyond_reach_is(rate_hz):
    for at in range(10_000, 10_000 + ROW):
        pcm = np.full(20_000, 0.25, np.float32)
        pcm[at] = 1.0
        limited = limit(pcm, rate_hz, -1.0)
        touched = np.flatnonzero(limited != pcm)
        assert at in touched
        assert max(at - touched[0], touched[-1] - at) <= reach(rate_hz)
        assert (limited <= pcm).all()


def test_sound_below_the_ceiling_comes_back_as_it_is():
    pcm = wave(1) * np.float32(0.5)
    assert limit(pcm, RATE_HZ, -1.0) is pcm


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(60, 700), st.integers(1, 14_000))
def test_a_span_with_margins_is_limited_as_within_the_whole(seed, row, n_samples):
    pcm = wave(seed)
    margin = reach(RATE_HZ)
    begin = row * ROW
    end = begin + n_samples
    whole = limit(pcm, RATE_HZ, -3.0)
    apart = limit(pcm[begin - margin : end + margin], RATE_HZ, -3.0)[margin:][: end - begin]
    assert np.abs(whole[begin:end] - apart).max() < 1e-6


def test_the_gain_moves_slowly_enough_to_make_no_click():
    pcm = np.full(20_000, 0.5, np.float32)
    pcm[10_000] = 1.0
    limited = limit(pcm, RATE_HZ, -1.0)
    gain = np.delete(limited / pcm, 10_000)
    assert np.abs(np.diff(gain)).max() < 1e-3


def gain_around(peaks: dict[int, float], n_samples: int = 20_000) -> np.ndarray:
    """Return the gain, sample by sample, of a level sound with *peaks*."""
    pcm = np.full(n_samples, 0.25, np.float32)
    for at, height in peaks.items():
        pcm[at] = height
    return np.asarray(limit(pcm, RATE_HZ, -6.0) / pcm, np.float64)


@pytest.mark.parametrize("at", [4_000, 4_007, 4_015])
def test_a_lone_peak_is_lowered_for_the_time_held_and_the_gain_returns_as_it_went(at):
    gain = gain_around({at: 1.0})
    dip = 1 - gain.min()
    low = np.flatnonzero(gain < 1 - dip / 2)
    touched = np.flatnonzero(gain < 1)
    for whole in (touched[0], touched[-1]):
        assert reach(RATE_HZ) - 4 * ROW <= abs(at - whole) <= reach(RATE_HZ)
    assert 0 <= reach(RATE_HZ) - (low[-1] - low[0]) <= 2 * ROW
    assert 2 * HOLD_MS * RATE_HZ / 1000 < low[-1] - low[0] < 2.6 * HOLD_MS * RATE_HZ / 1000
    assert (np.diff(gain[: at - ROW]) <= 1e-6).all()
    assert (np.diff(gain[at + 2 * ROW :]) >= -1e-6).all()


def test_the_gain_runs_on_from_row_to_row():
    """Where it leaves 1 and comes back to it too: a step there would be as far as a whole row."""
    rows = gain_around({4_003: 1.0}).reshape(-1, ROW)
    within = np.abs(rows[:, 1] - rows[:, 0])
    between = np.abs(rows[1:, 0] - rows[:-1, -1])
    assert (between <= np.maximum(within[1:], within[:-1]) + 1e-6).all()


@pytest.mark.parametrize("at", [0, 3, 19_999])
def test_a_peak_at_either_end_lowers_no_more_than_its_reach(at):
    gain = gain_around({at: 1.0})
    assert gain[at] == pytest.approx(10 ** (-6 / 20), rel=2e-3)
    assert (gain[abs(at - np.arange(len(gain))) > reach(RATE_HZ)] == 1).all()
