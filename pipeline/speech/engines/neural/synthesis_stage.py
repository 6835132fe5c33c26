"""Spectra become samples."""

from __future__ import annotations

import numpy as np
from hibari import dsp

from pipeline.speech.engines.neural.derived import Derivation
from pipeline.speech.engines.neural.moved_pitch import moved
from pipeline.speech.engines.neural.sentence_pace import paced
from pipeline.speech.engines.neural.spectra import Floats, Spectra
from pipeline.speech.engines.protocol import EngineFailure

_SEED = 1
"""Of the noise: the same text gives the same samples."""
_LOUDEST = 32_767


def waveform(
    spectra: Spectra, derivation: Derivation, *, pitch: float = 1.0, pace: float = 1.0
) -> Floats:
    """Return the sound of *spectra*.

    Args:
        spectra: What the model gave.
        derivation: How the voice is made from the model's.
        pitch: The voice's pitch is multiplied by it.
        pace: The model's length is divided by it.

    Returns:
        float32, shape (n_samples,), full scale ±1.0, at
        :data:`pipeline.speech.engines.neural.spectra.RATE_HZ`.
    """
    if pace != 1:
        spectra = paced(spectra, pace)
    wave: Floats = dsp.synth(
        spectra.harmonic,
        spectra.harmonic_phase,
        spectra.noise,
        spectra.free,
        spectra.free_phase,
        spectra.pitch_hz,
        np.random.default_rng(_SEED),
    )
    move = (pitch * derivation.pitch, derivation.span, derivation.resonance)
    if move == (1.0, 1.0, 1.0):
        return wave
    return moved(wave, spectra.pitch_hz, pitch=move[0], span=move[1], resonance=move[2])


def pcm(wave: Floats, volume: float) -> bytes:
    """Return samples as little-endian signed 16-bit ones.

    Raises:
        EngineFailure: They are no sound.
    """
    if not np.isfinite(wave).all():
        raise EngineFailure("the samples are no numbers")
    scaled = np.clip(wave * np.float32(volume), -1.0, 1.0) * np.float32(_LOUDEST)
    return bytes(np.rint(scaled).astype("<i2").tobytes())
