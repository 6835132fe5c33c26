"""What holds of the meter for any signal, and what libebur128 says of the same."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pyebur128
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.errors import EmptyAudioError
from pipeline.sound.decoding import hear, joined, unpacked
from pipeline.sound.meter.loudness import (
    BLOCK_MS,
    CELL,
    block_powers,
    energies,
    lufs,
    measure,
    step_energies,
    true_peak,
)

RATE_HZ = 44_100


def noise(seed: int, seconds: float) -> np.ndarray:
    """Return noise whose level wanders over 40 dB, with digital silence in it."""
    random = np.random.default_rng(seed)
    steps = np.repeat(10 ** (random.uniform(-45, -5, math.ceil(seconds * 5)) / 20), RATE_HZ // 5)
    steps[random.integers(len(steps)) :][: RATE_HZ // 2] = 0
    return (steps * random.standard_normal(len(steps)) * 0.3).astype(np.float32)


@pytest.mark.parametrize("seed", range(4))
def test_libebur128_reads_the_same(seed):
    pcm = noise(seed, 12)
    mode = pyebur128.MeasurementMode
    judge = pyebur128.R128State(1, RATE_HZ, mode.MODE_I | mode.MODE_TRUE_PEAK)
    judge.add_frames(pcm.astype(np.float64), len(pcm))
    shown = measure(pcm, RATE_HZ)
    assert shown.integrated_lufs == pytest.approx(pyebur128.get_loudness_global(judge), abs=0.02)
    peak_db = 20 * math.log10(pyebur128.get_true_peak(judge, 0))
    assert true_peak(pcm, RATE_HZ) == pytest.approx(peak_db, abs=0.3)


def test_libebur128_reads_the_same_range_off_a_minute():
    """It looks once a second where Tech 3342 lets us look ten times: equal but for the grid."""
    pcm = np.repeat(10 ** (np.linspace(-40, -15, 60) / 20), RATE_HZ).astype(np.float32)
    pcm *= np.random.default_rng(3).standard_normal(len(pcm)).astype(np.float32)
    judge = pyebur128.R128State(1, RATE_HZ, pyebur128.MeasurementMode.MODE_LRA)
    judge.add_frames(pcm.astype(np.float64), len(pcm))
    expected = pyebur128.get_loudness_range(judge)
    assert measure(pcm, RATE_HZ).range_lu == pytest.approx(expected, abs=0.5)


def gate_of(blocks: np.ndarray) -> float:
    """Return the relative gate of blocks that all pass the absolute one."""
    return float(10 * np.log10(np.mean(10 ** (blocks / 10)))) - 10


def swelling(seed: int) -> np.ndarray:
    """Return six seconds of noise that swells and fades as speech does, over 40 dB."""
    random = np.random.default_rng(seed)
    level = np.interp(np.arange(6 * RATE_HZ), np.arange(0, 6.2, 0.1) * RATE_HZ,
                      random.uniform(-45, -5, 62))  # fmt: skip
    return (10 ** (level / 20) * random.standard_normal(len(level)) * 0.3).astype(np.float32)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(1, 60), min_size=1, max_size=4), st.booleans())
def test_spans_measured_apart_read_as_the_whole(seed, tenths, packed):
    pcm = swelling(seed)
    step = RATE_HZ // 10
    blocks = lufs(block_powers(energies(pcm, RATE_HZ, cell=step), RATE_HZ, BLOCK_MS))
    # A block this near the gate may fall on its other side, and is one of only 57 here.
    assume(np.abs(blocks - gate_of(blocks)).min() > 0.1)
    edges = sorted({0, *(RATE_HZ * t // 10 // CELL * CELL for t in tenths), len(pcm)})
    heard = []
    for start, end in pairwise(edges):
        before = min(start, RATE_HZ // 5)
        span = pcm[start - before : end]
        own = hear(span, RATE_HZ, skip=before)
        heard.append(unpacked(own.packed()) if packed else own)
    apart = joined(heard, RATE_HZ, n_samples=len(pcm))
    whole = measure(pcm.astype(np.float64), RATE_HZ)
    assert apart.loudness_lufs == pytest.approx(whole.integrated_lufs, abs=0.01)
    assert apart.range_lu == pytest.approx(whole.range_lu, abs=0.05)
    assert apart.true_peak_dbtp == pytest.approx(true_peak(pcm, RATE_HZ), abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 99), st.floats(-4, 20))
def test_a_gain_moves_loudness_and_peak_by_itself(seed, gain_db):
    pcm = swelling(seed)
    louder = (pcm * 10 ** (gain_db / 20)).astype(np.float32)
    moved = measure(louder, RATE_HZ).integrated_lufs - measure(pcm, RATE_HZ).integrated_lufs
    # Nothing comes near the absolute gate; the relative one moves along.
    assert moved == pytest.approx(gain_db, abs=0.01)
    assert true_peak(louder, RATE_HZ) - true_peak(pcm, RATE_HZ) == pytest.approx(gain_db, abs=1e-3)


def test_mono_reads_three_units_less_than_both_channels_of_stereo():
    pcm = noise(1, 4)
    mono = measure(pcm, RATE_HZ).integrated_lufs
    assert measure(np.stack([pcm, pcm], 1), RATE_HZ).integrated_lufs - mono == pytest.approx(
        10 * math.log10(2), abs=0.01
    )


def test_a_cell_that_is_cut_short_holds_the_energy_of_all_channels():
    pcm = noise(1, 1)[: 5 * CELL + CELL // 3]
    alone = energies(pcm, RATE_HZ)
    assert len(alone) == 6
    assert alone.sum() == pytest.approx(energies(pcm, RATE_HZ, cell=len(pcm))[0])
    assert (alone > 0).all()
    both = energies(np.stack([pcm, 2 * pcm], axis=1), RATE_HZ)
    assert both == pytest.approx(5 * alone, rel=1e-4)


def test_a_span_without_a_step_of_its_own_hides_none_behind_it():
    """Room before the beginning, and a part beyond the end, are left out; the rest is heard."""
    step = RATE_HZ // 10
    cells = np.ones(step // CELL)
    spans = [
        (-len(cells) * CELL - step, cells),
        (step, cells),
        (9 * step, cells),
        (2 * step, cells),
    ]
    heard = step_energies(spans, RATE_HZ, n_samples=4 * step)
    assert heard.sum() == pytest.approx(2 * len(cells))
    assert heard[0] == 0


def test_silence_has_no_loudness_and_no_peak():
    silence = np.zeros(RATE_HZ, np.float32)
    assert measure(silence, RATE_HZ).integrated_lufs == -math.inf
    assert true_peak(silence, RATE_HZ) == -math.inf
    assert measure(silence, RATE_HZ).range_lu == 0


def test_no_samples_are_an_error():
    with pytest.raises(EmptyAudioError):
        measure(np.zeros(0, np.float32), RATE_HZ)
    with pytest.raises(EmptyAudioError):
        true_peak(np.zeros(0, np.float32), RATE_HZ)


def test_the_true_peak_of_several_channels_is_that_of_the_highest():
    quiet, loud = (level * np.sin(np.arange(4_000) / 3) for level in (0.1, 0.5))
    alone = true_peak(loud.astype(np.float32), 44_100)
    for pair in ((quiet, loud), (loud, quiet)):
        assert true_peak(np.stack(pair, axis=1).astype(np.float32), 44_100) == pytest.approx(alone)
