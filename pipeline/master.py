"""Mastering: one gain for the whole episode, found from measurements that stay with its parts."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.batches import in_batches
from pipeline.cores import each
from pipeline.errors import AudioError
from pipeline.formats import overshoot_db, target_of
from pipeline.levels import levels_of
from pipeline.limiter import HOLD_MS, held_and_rounded
from pipeline.loudness import BLOCK_MS, CELL, block_powers, integrated, step_energies
from pipeline.measures import Reading, read_span, unpacked
from pipeline.mp3 import frame_samples
from pipeline.parts import PRE_ROLL_FRAMES, Part, content_digest, parts_of
from pipeline.rendering import render
from pipeline.show import Show
from pipeline.store import Store
from pipeline.values.sound import Master, Placement, Timeline

STEP_DB = 0.05
"""The gain is rounded to this, so that one edited sentence does not move the whole episode."""
_CELLS_AT_ONCE = 20_000
"""Worked on together: more would not stay at hand in the processor, fewer would be long loops."""
_ROUNDS = 20
_LEAST_SLOPE = 0.1
_VERSION = b"measures-3"
Cells: TypeAlias = NDArray[np.float32]

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
    starts, readings = _measured(timeline, store, show)
    source_lufs = _loudness(timeline, starts, [reading.cells for reading in readings])
    if not math.isfinite(source_lufs):
        raise AudioError(
            "the episode is silent: nothing in it passes the gate of −70 LUFS",
            mend="Run 'essaycast voices --sample NAME' to hear whether the voice speaks",
        )
    limiter_dbtp = ceiling_dbtp - overshoot_db(show.audio)
    gain_db, predicted_lufs, slope = 0.0, source_lufs, 1.0
    for _ in range(_ROUNDS):
        before = gain_db, predicted_lufs
        gain_db = round((gain_db + (target_lufs - predicted_lufs) / slope) / STEP_DB) * STEP_DB
        factors = _factors(readings, gain_db, limiter_dbtp, timeline.rate_hz)
        limited = _Limited(readings, factors)
        predicted_lufs = _loudness(timeline, starts, limited) + gain_db
        if abs(predicted_lufs - target_lufs) <= STEP_DB / 2 or gain_db == before[0]:
            break
        # The limiter takes away a little of what the gain gives: so much came of the last decibel.
        slope = max(_LEAST_SLOPE, (predicted_lufs - before[1]) / (gain_db - before[0]))
    return Master(
        gain_db=round(gain_db, 2),
        ceiling_dbtp=ceiling_dbtp,
        target_lufs=target_lufs,
        source_lufs=source_lufs,
        predicted_lufs=predicted_lufs,
        limited_s=limited.n_cells * CELL / timeline.rate_hz,
    )


class _Limited:
    """The energies of all readings behind the limiter, one after the other, counted as they go."""

    def __init__(self, readings: Iterable[Reading], factors: Iterable[Cells]) -> None:
        self._both = zip(readings, factors, strict=True)
        self.n_cells = 0
        """Cells it took something from, of those that were asked for."""

    def __iter__(self) -> Iterator[Cells]:
        for reading, factor in self._both:
            self.n_cells += int(np.count_nonzero(factor < 1))
            yield reading.cells * factor


def _measured(
    timeline: Timeline, store: Store, show: Show
) -> tuple[Sequence[int], Sequence[Reading]]:
    """Return the first samples of spans that hold all that sounds, and what was read off each.

    Speech is measured clip by clip, before it is laid out; music and room tone sound together with
    it, and are measured as rendered.
    """
    if not timeline.music and timeline.room_tone_dbfs is None:
        placed = timeline.placements
        return [p.start for p in placed], each(lambda p: _spoken(p, timeline, store), placed, show)
    parts = parts_of(timeline)
    return (
        [part.start for part in parts],
        each(lambda part: _rendered(timeline, part, store), parts, show),
    )


def _spoken(placement: Placement, timeline: Timeline, store: Store) -> Reading:
    reading = levels_of(placement, timeline.rate_hz, store).reading
    if not placement.gain_db:
        return reading
    factor = np.float32(10 ** (placement.gain_db / 20))
    return Reading(cells=reading.cells * factor**2, peaks=reading.peaks * factor)


def _rendered(timeline: Timeline, part: Part, store: Store) -> Reading:
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


def _loudness(timeline: Timeline, starts: Sequence[int], cells: Iterable[Cells]) -> float:
    steps = step_energies(
        zip(starts, cells, strict=True), timeline.rate_hz, n_samples=timeline.n_samples
    )
    return integrated(block_powers(steps, timeline.rate_hz, BLOCK_MS))


def _factors(
    readings: Sequence[Reading], gain_db: float, limiter_dbtp: float, rate_hz: int
) -> Iterator[Cells]:
    """Yield what the limiter will do to the energy of each cell, near enough for loudness."""
    ceiling = np.float32(10 ** ((limiter_dbtp - gain_db) / 20))
    # A peak lies anywhere in its cell, which therefore holds half a cell too much on either side.
    hold = round(HOLD_MS / 1000 * rate_hz / CELL - 0.5)
    quiet = np.zeros(2 * hold + 2, np.float32)  # as far as a dip reaches
    for some in in_batches(readings, lambda reading: len(reading.peaks), _CELLS_AT_ONCE):
        peaks = np.concatenate([piece for reading in some for piece in (reading.peaks, quiet)])
        factors = _dips(peaks, ceiling, hold)
        at = 0
        for reading in some:
            yield factors[at : at + len(reading.peaks)]
            at += len(reading.peaks) + len(quiet)


def _dips(peaks: Cells, ceiling: np.float32, hold: int) -> Cells:
    if peaks.max(initial=0.0) <= ceiling:
        return np.ones_like(peaks)
    wanted = (ceiling / np.maximum(peaks, ceiling)).astype(np.float64)
    return held_and_rounded(wanted, hold) ** 2
