"""A small network that tells which sound is heard in each frame, learned from the shipped voices.

Eleven frames of cepstra in, one hidden layer, a probability for each sound out. It knows each of
its voices by the mean and spread of their cepstra, and by an offset of the hidden layer.
``benchmarks/sound_network_training.py`` learns it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np

from pipeline.speech.listening.cepstra import N_BANDS
from pipeline.speech.listening.heard import Samples, Take

AROUND = (-9, -6, -4, -2, -1, 0, 1, 2, 4, 6, 9)
"""Frames that one is judged by."""
SILENT_DB, LOUD_DB, VOWEL_DB = (level * N_BANDS**0.5 for level in (-57.0, -50.0, -40.0))
"""First cepstrum of a frame below which it is silence; above which it is any sound; a vowel."""
_SLOWEST_WPM, _FASTEST_WPM = 120, 210
"""Between them sounds are as long as the network knows them."""
_FEWEST_SOUNDS = 4
_FILE = "sound_network.npz"
_DEFAULTS = {"neural/": "neural/heart"}
"""Where a profile names no voice."""


@dataclass(frozen=True, slots=True)
class VoiceCepstra:
    """One voice that the network knows."""

    name: str
    """Without its engine's."""
    mean: Samples
    """Shape (cepstra,), of frames that are not silent."""
    spread: Samples
    """Shape (cepstra,): their standard deviation."""
    offset: Samples
    """Shape (hidden,)."""
    vowel: Samples
    """Shape (cepstra,): mean of frames as loud as vowels."""
    precision: Samples
    """Shape (cepstra, cepstra): inverse of their covariance."""

    @property
    def log_norm(self) -> float:
        """Logarithm of the determinant of that covariance."""
        return -float(np.linalg.slogdet(self.precision)[1])

    def likelihood(self, vowels: Samples) -> float:
        """Return the mean log likelihood of frames as loud as vowels, but for a constant."""
        left = vowels - self.vowel
        squares = ((left @ self.precision) * left).sum(axis=1)
        return -0.5 * (float(squares.mean()) + self.log_norm)


@dataclass(frozen=True, slots=True)
class SoundNetwork:
    """What was learned."""

    numbers: Mapping[str, int]
    """Sound, in IPA → its column; 0 is silence."""
    voices: Mapping[str, VoiceCepstra]
    """``engine/voice`` → that voice."""
    inward: Samples
    """Shape (len(AROUND) * cepstra, hidden)."""
    outward: Samples
    """Shape (hidden, sounds)."""
    outward_offset: Samples
    """Shape (sounds,)."""

    def knows(self, take: Take) -> bool:
        """Tell whether it knows the voice of *take*, as it speaks there."""
        usual = _SLOWEST_WPM <= take.rate_wpm <= _FASTEST_WPM
        return usual and len(take.phonemes) > _FEWEST_SOUNDS and take.voice in self.voices

    def log_probabilities(self, cepstra: Samples, voice: VoiceCepstra) -> Samples:
        """Return the log probability of each sound in each frame.

        Args:
            cepstra: Shape (n_frames, cepstra).
            voice: Whose they are.

        Returns:
            Shape (n_frames, sounds).
        """
        stacked = around((cepstra - voice.mean) / voice.spread)
        hidden = np.maximum(stacked @ self.inward + voice.offset, 0)
        scores = hidden @ self.outward + self.outward_offset
        scores -= scores.max(axis=1, keepdims=True)
        found: Samples = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return found


def around(cepstra: Samples) -> Samples:
    """Return the cepstra of the frames :data:`AROUND` each, side by side."""
    which = np.arange(len(cepstra))[:, None] + np.array(AROUND)
    found: Samples = cepstra[np.clip(which, 0, len(cepstra) - 1)].reshape(len(cepstra), -1)
    return found


@cache
def sound_network() -> SoundNetwork:
    """Return the network that is shipped, read once a process."""
    with as_file(files(__package__).joinpath(_FILE)) as path, np.load(path) as stored:
        columns = ("means", "spreads", "offsets", "vowels", "precisions")
        parts = [stored[column].astype(np.float32) for column in columns]
        voices = {
            str(name): VoiceCepstra(str(name).partition("/")[2], *each)
            for name, *each in zip(stored["voices"].tolist(), *parts, strict=True)
        }
        voices |= {name: voices[own] for name, own in _DEFAULTS.items()}
        symbols = map(str, stored["symbols"].tolist())
        inward, outward, offset = (
            stored[name].astype(np.float32) for name in ("inward", "outward", "outward_offset")
        )
        numbers = {symbol: number for number, symbol in enumerate(symbols)}
        return SoundNetwork(numbers, voices, inward, outward, offset)
