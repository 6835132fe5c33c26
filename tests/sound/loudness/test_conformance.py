"""The signals of EBU Tech 3341 table 1 and EBU Tech 3342 table 1, synthesised."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.sound.meter.loudness import (
    BLOCK_MS,
    SHORT_TERM_MS,
    block_powers,
    energies,
    lufs,
    measure,
    true_peak,
)

RATE_HZ = 48_000


def tone(*stretches: tuple[float, float], channels: int = 2) -> np.ndarray:
    """Return 1 kHz in all channels, stretches of (peak in dBFS, seconds) joined in phase."""
    level = np.concatenate([np.full(round(s * RATE_HZ), 10 ** (db / 20)) for db, s in stretches])
    wave = np.sin(2 * np.pi * 1000 * np.arange(len(level)) / RATE_HZ)
    return np.repeat((level * wave)[:, None], channels, axis=1)


def five_channels() -> np.ndarray:
    levels = 10 ** (np.array([-28.0, -28.0, -24.0, -30.0, -30.0]) / 20)
    return tone((0.0, 20.0), channels=5) * levels


INTEGRATED = {
    "3341-1": (tone((-23, 20)), -23.0),
    "3341-2": (tone((-33, 20)), -33.0),
    "3341-3": (tone((-36, 10), (-23, 60), (-36, 10)), -23.0),
    "3341-4": (tone((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)), -23.0),
    "3341-5": (tone((-26, 20), (-20, 20.1), (-26, 20)), -23.0),
    "3341-6": (five_channels(), -23.0),
}
RANGE = {
    "3342-1": (tone((-20, 20), (-30, 20)), 10.0),
    "3342-2": (tone((-20, 20), (-15, 20)), 5.0),
    "3342-3": (tone((-40, 20), (-20, 20)), 20.0),
    "3342-4": (tone((-50, 20), (-35, 20), (-20, 20), (-35, 20), (-50, 20)), 15.0),
}
TRUE_PEAK = {
    "3341-15": (4, 0.0, 0.50, -6.0),
    "3341-16": (4, 45.0, 0.50, -6.0),
    "3341-17": (6, 60.0, 0.50, -6.0),
    "3341-18": (8, 67.5, 0.50, -6.0),
    "3341-19": (4, 45.0, 1.41, 3.0),
}


@pytest.mark.parametrize("case", INTEGRATED)
def test_the_integrated_loudness_is_within_a_tenth(case):
    signal, expected = INTEGRATED[case]
    assert measure(signal, RATE_HZ).integrated_lufs == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("case", ["3341-1", "3341-2"])
def test_momentary_and_short_term_of_a_steady_tone_are_its_loudness(case):
    signal, expected = INTEGRATED[case]
    shown = measure(signal, RATE_HZ)
    assert shown.momentary_max_lufs == pytest.approx(expected, abs=0.1)
    assert shown.short_term_max_lufs == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(
    ("period", "block_ms", "settled_s"),
    [
        pytest.param(((-20, 1.34), (-30, 1.66)) * 5, SHORT_TERM_MS, 3, id="3341-9"),
        pytest.param(((-20, 0.18), (-30, 0.22)) * 25, BLOCK_MS, 1, id="3341-12"),
    ],
)
def test_a_tone_that_changes_within_the_window_reads_constant(period, block_ms, settled_s):
    signal = tone(*period)
    steps = energies(signal, RATE_HZ, cell=RATE_HZ // 10)
    shown = lufs(block_powers(steps, RATE_HZ, block_ms))[(settled_s * 1000 - block_ms) // 100 :]
    assert np.abs(shown + 23.0).max() <= 0.1


@pytest.mark.parametrize("case", TRUE_PEAK)
def test_the_true_peak_of_a_tone_between_samples_is_found(case):
    divisor, degrees, amplitude, expected = TRUE_PEAK[case]
    at = np.arange(RATE_HZ)
    wave = amplitude * np.sin(2 * np.pi * at / divisor + np.radians(degrees))
    # Faded: a tone cut off hard rings beyond its amplitude, and rightly reads more.
    fade = np.minimum(1.0, np.minimum(at, at[::-1]) / 480)
    peak = true_peak((wave * (0.5 - 0.5 * np.cos(np.pi * fade))).astype(np.float32), RATE_HZ)
    assert expected - 0.4 <= peak <= expected + 0.2


@pytest.mark.parametrize("offset", range(4), ids=["3341-20", "3341-21", "3341-22", "3341-23"])
def test_one_peak_of_full_scale_is_found_wherever_the_samples_fall(offset):
    """A burst at a sixth of the rate, made at four times the rate, then every fourth sample."""
    centre = 4 * 6_000
    at = np.arange(2 * centre) - centre
    carrier = np.cos(2 * np.pi * at / (4 * 6))
    burst = (0.5 + 0.5 * np.exp(-((at / 400) ** 2))) * carrier
    peak = true_peak(burst[offset::4].astype(np.float32), RATE_HZ)
    assert -0.4 <= peak <= 0.2


@pytest.mark.parametrize("case", RANGE)
def test_the_loudness_range_is_within_one_unit(case):
    signal, expected = RANGE[case]
    assert measure(signal, RATE_HZ).range_lu == pytest.approx(expected, abs=1.0)
