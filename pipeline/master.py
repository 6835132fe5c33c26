"""Mastering: one gain for the whole episode, found from measurements that stay with its parts."""

from __future__ import annotations

import hashlib
import math
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.ndimage import minimum_filter1d

from pipeline.errors import AudioError
from pipeline.formats import overshoot_db, target_of
from pipeline.limiter import REACH_MS
from pipeline.loudness import BLOCK_MS, CELL, block_powers, integrated
from pipeline.measures import Reading, read_span, unpacked
from pipeline.mp3 import frame_samples
from pipeline.parts import PRE_ROLL_FRAMES, Part, content_digest, parts_of
from pipeline.rendering import render
from pipeline.show import Show
from pipeline.store import Store
from pipeline.values.sound import Master, Timeline

STEP_DB = 0.05
"""The gain is rounded to this, so that one edited sentence does not move the whole episode."""
_ROUNDS = 4
_VERSION = b"measures-1"

__all__ = ["Master", "master"]


def master(timeline: Timeline, store: Store, show: Show) -> Master:
    """Find the gain and the ceiling that bring *timeline* to the show's target.

    Each part is measured once; an edit measures its own part and the next again.

    Args:
        timeline: What sounds when.
        store: Where clips lie and measurements are kept.
        show: Loudness target and format.

    Raises:
        AudioError: The timeline is silent, hence has no loudness.
    """
    target_lufs, ceiling_dbtp = target_of(show.audio)
    workers = show.run.workers or os.cpu_count() or 1
    with ThreadPoolExecutor(workers, thread_name_prefix="measure") as pool:
        readings = list(pool.map(lambda part: _reading(timeline, part, store), parts_of(timeline)))
    cells = np.concatenate([reading.cells for reading in readings])
    peaks = np.concatenate([reading.peaks for reading in readings])
    source_lufs = _loudness(cells, timeline)
    if not math.isfinite(source_lufs):
        raise AudioError(
            "the episode is silent: nothing in it passes the gate of −70 LUFS",
            mend="Run 'essaycast voices --sample NAME' to hear whether the voice speaks",
        )
    limiter_dbtp = ceiling_dbtp - overshoot_db(show.audio)
    predicted_lufs, reduction = source_lufs, np.ones_like(peaks)
    gain_db = 0.0
    for _ in range(_ROUNDS):
        # The limiter takes away a little of what the gain gives; a second look finds how much.
        gain_db = round((gain_db + target_lufs - predicted_lufs) / STEP_DB) * STEP_DB
        reduction = _reduction(peaks, gain_db, limiter_dbtp, timeline.rate_hz)
        predicted_lufs = _loudness(cells * reduction**2, timeline) + gain_db
        if abs(predicted_lufs - target_lufs) <= STEP_DB / 2:
            break
    return Master(
        gain_db=round(gain_db, 2),
        ceiling_dbtp=ceiling_dbtp,
        target_lufs=target_lufs,
        source_lufs=source_lufs,
        predicted_lufs=predicted_lufs,
        limited_s=float(np.count_nonzero(reduction < 1) * CELL / timeline.rate_hz),
    )


def _reading(timeline: Timeline, part: Part, store: Store) -> Reading:
    skip = PRE_ROLL_FRAMES * frame_samples(timeline.rate_hz)
    start = part.start - skip
    digest = content_digest(timeline, start, part.end).encode()
    key = f"measures/{hashlib.sha256(_VERSION + digest).hexdigest()}"
    content = store.get(key)
    if content is None:
        pcm = render(timeline, start, part.end, store)
        content = read_span(pcm, timeline.rate_hz, skip=skip).packed()
        store.put(key, content)
    return unpacked(content)


def _loudness(cells: np.ndarray, timeline: Timeline) -> float:
    return integrated(block_powers(cells, timeline.rate_hz, BLOCK_MS, n_samples=timeline.n_samples))


def _reduction(peaks: np.ndarray, gain_db: float, limiter_dbtp: float, rate_hz: int) -> np.ndarray:
    """Return what the limiter will do to each cell, near enough for loudness."""
    ceiling = 10 ** ((limiter_dbtp - gain_db) / 20)
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling)).astype(np.float64)
    reach = max(1, round(REACH_MS / 1000 * rate_hz / CELL))
    return np.asarray(minimum_filter1d(wanted, reach, mode="nearest"))
