"""Mastering: one gain for the whole episode, found from measurements that stay with its parts."""

from __future__ import annotations

import hashlib
import math
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pipeline.errors import AudioError
from pipeline.formats import overshoot_db, target_of
from pipeline.limiter import HOLD_MS, held_and_rounded
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
_ROUNDS = 20
_STEPS = 4
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
        predicted_lufs = _loudness(cells * reduction, timeline) + gain_db
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
    """Return the factor the limiter will give the energy of each cell, near enough for loudness.

    A cell's peak is taken to lie in its middle; there the limiter's own hold and return are drawn
    in steps of a quarter cell.
    """
    ceiling = 10 ** ((limiter_dbtp - gain_db) / 20)
    gain = np.ones(len(peaks) * _STEPS)
    gain[_STEPS // 2 :: _STEPS] = ceiling / np.maximum(peaks, ceiling)
    if gain.min(initial=1.0) == 1.0:
        return np.ones(len(peaks))
    hold = round(HOLD_MS / 1000 * rate_hz / CELL * _STEPS)
    return np.asarray((held_and_rounded(gain, hold) ** 2).reshape(-1, _STEPS).mean(axis=1))
