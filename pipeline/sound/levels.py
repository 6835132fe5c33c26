"""What is heard of a clip: where its sound begins and ends, and how loud it is.

Both are read off the samples once and kept in the store under the clip's key.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import AudioError
from pipeline.sound.meter.loudness import BLOCK_MS, CELL, block_powers, step_energies
from pipeline.sound.meter.measures import MeterReading, read_span
from pipeline.sound.meter.measures import unpacked as unpacked_reading
from pipeline.tools.clips import load_clip, resampled
from pipeline.tools.store import Store
from pipeline.values.sound import Clip, Pcm, Placement

SILENCE_DB = -50.0
"""Below the clip's own peak by this much, its edges count as silence."""
FLOOR_DBFS = -66.0
"""And below this whatever its peak: two steps of 16 bits are no speech."""
KEPT_BEFORE_MS, KEPT_AFTER_MS = 5, 20
"""Kept beyond the first and last sound: onsets are sharp, endings ring."""
_VERSION = b"levels-2"


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the sound of a clip begins and ends, at its own rate, and how loud it is."""

    trim_start: int
    trim_end: int
    powers: NDArray[np.float64]
    """Mean square of each 400 ms block of what is kept; one shorter block for short clips."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What was read off one clip."""

    trim_start: int
    """Sample at the clip's own rate, as is the next."""
    trim_end: int
    rate_hz: int
    """Of the timeline it is meant for."""
    reading: MeterReading
    """Of what is kept, resampled to :attr:`rate_hz`."""

    @property
    def outline(self) -> Outline:
        """What laying clips out needs of them: little, for hours of sound have thousands."""
        return Outline(self.trim_start, self.trim_end, self._powers())

    def _powers(self) -> NDArray[np.float64]:
        cells = self.reading.cells
        n_samples = len(cells) * CELL
        steps = step_energies([(0, cells)], self.rate_hz, n_samples=n_samples)
        powers = block_powers(steps, self.rate_hz, BLOCK_MS)
        return powers if len(powers) else cells.sum(keepdims=True, dtype=np.float64) / n_samples

    def packed(self) -> bytes:
        """Return the bytes :func:`unpacked` reads."""
        head = np.array([self.trim_start, self.trim_end, self.rate_hz], "<i8").tobytes()
        return head + self.reading.packed()


def unpacked(content: bytes) -> Levels:
    """Return what :meth:`Levels.packed` was made from."""
    trim_start, trim_end, rate_hz = (int(value) for value in np.frombuffer(content, "<i8", 3))
    return Levels(trim_start, trim_end, rate_hz, unpacked_reading(content[24:]))


def levels_of(clip: Clip | Placement, rate_hz: int, store: Store) -> Levels:
    """Return the levels of *clip*, measured the first time it is asked for.

    Args:
        clip: The clip, or where it was laid.
        rate_hz: Rate of the timeline it is meant for.
        store: Where the clip lies and its levels are kept.

    Raises:
        AudioError: The clip is silent.
        StorageError: It is not there any more, or damaged.
    """
    levels = known_levels(clip, rate_hz, store)
    if levels is None:
        levels = _measured(load_clip(store, clip.key), clip, rate_hz)
        store.put(_key(clip, rate_hz), levels.packed())
    return levels


def known_levels(clip: Clip | Placement, rate_hz: int, store: Store) -> Levels | None:
    """Return the levels of *clip* if they were measured before."""
    content = store.get(_key(clip, rate_hz))
    return None if content is None else unpacked(content)


def _key(clip: Clip | Placement, rate_hz: int) -> str:
    identity = b"\0".join((_VERSION, clip.key.encode(), b"%d %d" % (clip.rate_hz, rate_hz)))
    return f"levels/{hashlib.sha256(identity).hexdigest()}"


def _measured(pcm: Pcm, clip: Clip | Placement, rate_hz: int) -> Levels:
    level = np.abs(pcm)
    peak = float(level.max(initial=0.0))
    threshold = max(peak * 10 ** (SILENCE_DB / 20), 10 ** (FLOOR_DBFS / 20))
    heard = level > threshold
    if not heard.any():
        raise AudioError(
            f"the clip {clip.key} is silent: its peak is {peak:.6f} of full scale",
            mend="Run 'essaycast cache prune' and produce the episode again",
        )
    first, last = int(heard.argmax()), len(heard) - int(heard[::-1].argmax())
    start = max(0, first - clip.rate_hz * KEPT_BEFORE_MS // 1000)
    end = min(len(pcm), last + clip.rate_hz * KEPT_AFTER_MS // 1000)
    kept = resampled(pcm[start:end], clip.rate_hz, rate_hz)
    return Levels(start, end, rate_hz, read_span(kept, rate_hz, skip=0))
