"""Pitch and resonances of a voice moved, period by period.

The model tells the pitch, so where each period of the voice begins is known and not guessed. Each
period is cut out, two periods wide and faded; stretched, which moves its resonances; and laid where
the new pitch has its periods. Periods are left out, or come twice, where pitch is another.
Everything within a period stays together: magnitudes and phases, voice and breath. Between voiced
stretches the same is done every 5 ms.

Source:
    Moulines and Charpentier, Pitch-synchronous waveform processing techniques for text-to-speech
    synthesis using diphones, Speech Communication 9 (1990).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engines.neural.spectra import FRAME_SAMPLES, RATE_HZ, Floats

_VOICED_HZ = 60.0
"""The model's pitch falls to nothing where nothing is voiced; in between it is on its way."""
_SLOWEST_HZ = 40.0
_STEP = 120
"""Samples between the grains of what is not voiced."""
_FINER = 4
"""Grains are read between the samples, from a signal that many times as fine."""

_Doubles: TypeAlias = NDArray[np.float64]


def moved(
    wave: Floats,
    pitch_hz: Floats,
    *,
    pitch: float,
    span: float,
    resonance: float,
) -> Floats:
    """Return *wave* with its pitch and its resonances moved.

    Args:
        wave: float32, shape (n_samples,).
        pitch_hz: One a frame of :data:`FRAME_SAMPLES`; near 0 where nothing is voiced.
        pitch: The mean pitch is multiplied by it.
        span: Melody goes that many times as far from the mean, in octaves.
        resonance: Resonances are multiplied by it.
    """
    n_samples = len(wave)
    centres = (np.arange(len(pitch_hz)) + 0.5) * FRAME_SAMPLES - 0.5
    curve: _Doubles = np.interp(np.arange(n_samples), centres, pitch_hz.astype(np.float64))
    voiced = curve > _VOICED_HZ
    mean = np.exp(np.log(curve[voiced]).mean()) if voiced.any() else _VOICED_HZ
    wanted = pitch * mean * (np.maximum(curve, _SLOWEST_HZ) / mean) ** span
    places, periods, is_voiced = _marks(curve, voiced)
    fine = _finer(wave)
    out = np.zeros(n_samples)
    at = 0.0
    nearest = 0
    while at < len(out):
        while nearest + 1 < len(places) and abs(places[nearest + 1] - at) <= abs(
            places[nearest] - at
        ):
            nearest += 1
        place, period = places[nearest], periods[nearest]
        step, level = period, 1.0
        if is_voiced[nearest]:
            step = RATE_HZ / wanted[min(int(place), n_samples - 1)]
            level = np.sqrt(step / period)  # fewer periods a second keep their power
        _lay(out, fine, at, place, period, level, resonance)
        at += step
    return out.astype(np.float32)


def _lay(
    out: _Doubles,
    fine: _Doubles,
    at: float,
    place: float,
    period: float,
    level: float,
    resonance: float,
) -> None:
    """Add to *out*, around *at*, the two periods of *fine* around *place*, stretched and faded."""
    half = period / resonance
    first, last = max(0, int(np.ceil(at - half))), min(len(out) - 1, int(at + half))
    offsets = np.arange(first, last + 1) - at
    fade = 0.5 + 0.5 * np.cos(np.pi / half * offsets)
    read = np.clip((place + offsets * resonance) * _FINER, 0, len(fine) - 2)
    before = read.astype(np.int64)
    part = read - before
    grain = fine[before] * (1 - part) + fine[before + 1] * part
    out[first : last + 1] += fade * grain * (level * np.sqrt(resonance))


def _marks(
    curve: _Doubles, voiced: NDArray[np.bool_]
) -> tuple[list[float], list[float], list[bool]]:
    """Return where grains are centred, how long a period is there, and whether it is voiced.

    The voice's pulses are where the phase of its pitch is whole: so the model's synthesis has it.
    """
    phase = np.cumsum(np.maximum(curve, _SLOWEST_HZ)) / RATE_HZ
    whole = np.floor(phase)
    after = np.flatnonzero(np.diff(whole) > 0) + 1
    after = after[voiced[after]]
    share = (whole[after] - phase[after - 1]) / (phase[after] - phase[after - 1])
    pulses = after - 1 + share
    steps = np.arange(0, len(curve), _STEP)
    steps = steps[~voiced[steps]]
    following = np.searchsorted(pulses, steps)
    edges = np.concatenate([[-np.inf], pulses, [np.inf]])
    gap = np.minimum(steps - edges[following], edges[following + 1] - steps)
    steps = steps[gap > 0.7 * _STEP]
    places = np.concatenate([pulses, steps])
    periods = np.concatenate([RATE_HZ / curve[after], np.full(len(steps), float(_STEP))])
    kinds = np.concatenate([np.ones(len(pulses), bool), np.zeros(len(steps), bool)])
    order = np.argsort(places, kind="stable")
    return places[order].tolist(), periods[order].tolist(), kinds[order].tolist()


def _finer(wave: Floats) -> _Doubles:
    """Return *wave* at :data:`_FINER` times its rate."""
    n_samples = len(wave) * _FINER
    finer: _Doubles = np.fft.irfft(np.fft.rfft(wave.astype(np.float64)), n_samples) * _FINER
    return finer
