"""What is heard of a clip: where its sound begins and ends, and how loud it is.

Both are read off the samples once and kept in the store under the clip's key.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.clips import load_clip
from pipeline.errors import AudioError
from pipeline.loudness import BLOCK_MS, STEP_MS, block_powers, energies
from pipeline.store import Store
from pipeline.values.sound import Clip, Pcm

SILENCE_DB = -50.0
"""Below the clip's own peak by this much, its edges count as silence."""
FLOOR_DBFS = -66.0
"""And below this whatever its peak: two steps of 16 bits are no speech."""
KEPT_BEFORE_MS, KEPT_AFTER_MS = 5, 20
"""Kept beyond the first and last sound: onsets are sharp, endings ring."""
_VERSION = b"levels-1"


@dataclass(frozen=True, slots=True)
class Levels:
    """What was read off one clip, at its own rate."""

    trim_start: int
    trim_end: int
    powers: NDArray[np.float32]
    """Mean square of each 400 ms block of what is kept; one shorter block for short clips."""

    def packed(self) -> bytes:
        """Return the bytes :func:`unpacked` reads."""
        return (
            np.array([self.trim_start, self.trim_end], "<i8").tobytes()
            + self.powers.astype("<f4").tobytes()
        )


def unpacked(content: bytes) -> Levels:
    """Return what :meth:`Levels.packed` was made from."""
    trim_start, trim_end = np.frombuffer(content, "<i8", 2)
    powers = np.frombuffer(content, "<f4", offset=16)
    return Levels(trim_start=int(trim_start), trim_end=int(trim_end), powers=powers)


def levels_of(clip: Clip, store: Store) -> Levels:
    """Return the levels of *clip*, measured the first time it is asked for.

    Raises:
        AudioError: The clip is silent.
    """
    digest = hashlib.sha256(b"\0".join((_VERSION, clip.key.encode(), b"%d" % clip.rate_hz)))
    key = f"levels/{digest.hexdigest()}"
    content = store.get(key)
    if content is None:
        content = _measured(load_clip(store, clip), clip).packed()
        store.put(key, content)
    return unpacked(content)


def _measured(pcm: Pcm, clip: Clip) -> Levels:
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
    return Levels(trim_start=start, trim_end=end, powers=_powers(pcm[start:end], clip.rate_hz))


def _powers(pcm: Pcm, rate_hz: int) -> NDArray[np.float32]:
    step = rate_hz * STEP_MS // 1000
    steps = energies(pcm, rate_hz, cell=step)
    powers = block_powers(steps[: len(pcm) // step], rate_hz, BLOCK_MS)
    return (powers if len(powers) else steps.sum(keepdims=True) / len(pcm)).astype(np.float32)
