"""The K-weighting by blocks against the same filter, sample by sample."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sound.meter.weighting import k_weighted, sections


def one_by_one(pcm, rate_hz):
    """Return what the difference equations of BS.1770-5 give."""
    heard = [float(sample) for sample in pcm]
    for b0, b1, b2, a1, a2 in sections(rate_hz):
        first = second = 0.0
        for index, x in enumerate(heard):
            y = b0 * x + first
            first, second = b1 * x - a1 * y + second, b2 * x - a2 * y
            heard[index] = y
    return np.array(heard)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 3_000),
    st.sampled_from([8_000, 22_050, 44_100, 48_000, 96_000]),
    st.sampled_from([np.float32, np.float64]),
    st.integers(0, 99),
)
def test_blocks_give_what_the_difference_equations_give(n_samples, rate_hz, kind, seed):
    random = np.random.default_rng(seed)
    pcm = (random.standard_normal(n_samples) * 0.3 + random.uniform(-0.5, 0.5)).astype(kind)
    weighted = k_weighted(pcm, rate_hz)
    assert weighted.dtype == kind
    assert weighted.shape == pcm.shape
    off = np.abs(weighted - one_by_one(pcm, rate_hz)).max(initial=0.0)
    assert off < (1e-5 if kind is np.float32 else 1e-10)


def test_what_was_heard_long_ago_is_forgotten():
    pcm = np.zeros(44_100, np.float32)
    pcm[:2_000] = 0.5
    assert np.abs(k_weighted(pcm, 44_100)[20_000:]).max() < 1e-9


@pytest.mark.parametrize(("hz", "gain_db"), [(20, -13.3), (100, -1.2), (1_000, 0.7), (10_000, 4.0)])
def test_tones_are_weighted_as_the_standard_draws_it(hz, gain_db):
    """BS.1770-5 annex 1, figures 2 and 4, at 48 kHz; 997 Hz is the reference, +0.69 dB."""
    tone = np.sin(2 * np.pi * hz * np.arange(96_000) / 48_000)
    heard = k_weighted(tone, 48_000)[48_000:]
    assert 10 * np.log10(np.mean(heard**2) * 2) == pytest.approx(gain_db, abs=0.15)
