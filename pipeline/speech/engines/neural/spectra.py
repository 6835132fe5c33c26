"""The model: sounds in, spectra, pitch and exact durations out.

The wheel's model tells no durations, though it computes them: see
:mod:`pipeline.speech.engines.inner_tensor`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pipeline.errors import ToolMissingError
from pipeline.speech.engines.inner_tensor import exposing
from pipeline.speech.engines.neural.wheel import (
    MODEL_SHA256,
    PACKAGE,
    assets,
    checked_model,
    identity,
    model_path,
)
from pipeline.speech.engines.protocol import EngineFailure

Floats: TypeAlias = NDArray[np.float32]

RATE_HZ = 24_000
FRAME_SAMPLES = 300
_DURATIONS = "/Clip_output_0"
"""The model's tensor of durations: a whole number for each symbol."""
DURATION_SAMPLES = 600
"""Samples a duration of 1 lasts, at 24 kHz."""
LONGEST_SYMBOLS = 400
"""Beyond it the model hurries and slurs."""


@dataclass(frozen=True, slots=True)
class Spectra:
    """What the model gives: 601 bins of 20 Hz by frames of 300 samples."""

    harmonic: Floats
    """Log magnitude of the voiced part's envelope."""
    harmonic_phase: Floats
    noise: Floats
    """Log magnitude of the noise."""
    free: Floats
    """Log magnitude of what is neither: consonants, breath, what is left over."""
    free_phase: Floats
    pitch_hz: Floats
    """One a frame; below 40 where nothing is voiced."""
    onsets: tuple[int, ...]
    """Sample at which each symbol begins; one more for the end."""


def vocabulary() -> dict[str, int]:
    """Return symbol → number, as Kokoro and its pupils have it."""
    numbers: dict[str, int] = json.loads((assets() / "vocab.json").read_text(encoding="utf-8"))
    return numbers


class Model:
    """The voice's network, open on one thread: there is a worker for every core."""

    def __init__(self, path: Path | None = None, sha256: str = MODEL_SHA256) -> None:
        """Open the wheel's model, or another of its kind.

        Args:
            path: The model.
            sha256: Its digest.

        Raises:
            ToolMissingError: It is not there, or it is not the one the voice was made with.
        """
        identity(sha256)
        content = checked_model(path or model_path(), sha256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # one block a length of text: 28 MB more, and no faster
        try:
            self._session: Any = onnxruntime.InferenceSession(
                exposing(content, _DURATIONS), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ToolMissingError(
                f"the voice's model cannot be opened: {error!s:.200}",
                where="engine neural",
                mend=f"Run 'pip install --force-reinstall {PACKAGE} onnxruntime'",
            ) from error
        self._ids = vocabulary()

    def spectra(self, symbols: str, speed: float = 1.0) -> tuple[Spectra, tuple[int, ...]]:
        """Return what the model makes of *symbols*, and which of them it knows.

        Args:
            symbols: In its alphabet, at most :data:`LONGEST_SYMBOLS`.
            speed: Durations are divided by it, and are whole numbers of 25 ms still, most of them 2
                or 3: see :func:`pipeline.speech.engines.neural.sentence_pace.shared_pace`.

        Raises:
            EngineFailure: What it gives is no sound.
        """
        known = tuple(index for index, symbol in enumerate(symbols) if symbol in self._ids)
        ids = [0, *(self._ids[symbols[index]] for index in known), 0]
        try:
            *parts, durations = self._session.run(
                None, {"ids": np.array([ids], np.int64), "speed": np.full(1, speed, np.float32)}
            )
        except Exception as error:
            raise EngineFailure(f"onnxruntime failed: {error!s:.200}") from error
        harmonic, harmonic_phase, noise, free, free_phase, pitch_hz = (part[0] for part in parts)
        if not all(np.isfinite(part).all() for part in parts):
            raise EngineFailure("the model gave what is no number")
        onsets = np.concatenate([[0], np.cumsum(durations.ravel())]) * DURATION_SAMPLES
        if len(onsets) != len(ids) + 1:
            raise EngineFailure(f"the model gave {len(onsets) - 1} durations for {len(ids)} sounds")
        found = Spectra(
            harmonic,
            harmonic_phase,
            noise,
            free,
            free_phase,
            pitch_hz,
            tuple(int(at) for at in onsets[1:]),
        )
        return found, known
