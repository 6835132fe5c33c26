"""Mastering: one gain for the whole episode, found from measurements that stay with its parts."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator

import numpy as np

from pipeline.errors import AudioError
from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.levels import levels_of
from pipeline.sound.meter.loudness import CELL
from pipeline.sound.meter.measures import MeterReading, read_span, unpacked
from pipeline.sound.meter.prediction import prediction_of
from pipeline.sound.mp3 import frame_samples
from pipeline.sound.parts import PRE_ROLL_FRAMES, Part, content_digest, parts_of
from pipeline.sound.rendering import render
from pipeline.tools.cores import each
from pipeline.tools.formats import overshoot_db, target_of
from pipeline.tools.store import Store
from pipeline.tools.timecode import seconds
from pipeline.values.sound import Master, Timeline

STEP_DB = 0.05
"""The gain is rounded to this, so that one edited sentence does not move the whole episode."""
_ROUNDS = 20
_LEAST_SLOPE = 0.1
_MOST_DB = 12.0
"""The gain moves by no more at a time: what the limiter leaves of it must show first."""
_HOPELESS_LU = 1.0
"""What is foreseen to be further off than this, no encoder will bring right."""
_VERSION = b"measures-3"

__all__ = ["Master", "master"]


def master(timeline: Timeline, store: Store, audio: Audio, machine: Machine) -> Master:
    """Find the gain and the ceiling that bring *timeline* to its target.

    Each part is measured once; an edit measures its own part and the next again.

    Args:
        timeline: What sounds when.
        store: Where clips lie and measurements are kept.
        audio: Loudness target and format.
        machine: On how many threads parts are measured.

    Raises:
        AudioError: The timeline is silent, hence has no loudness; or it cannot be as loud as that
            below the ceiling.
    """
    target_lufs, ceiling_dbtp = target_of(audio)
    predicted = prediction_of(
        _measured(timeline, store, machine), timeline.rate_hz, n_samples=timeline.n_samples
    )
    source_lufs, _ = predicted.loudness(math.inf)
    if not math.isfinite(source_lufs):
        raise AudioError(
            "the episode is silent: nothing in it passes the gate of −70 LUFS",
            mend="Run 'essaycast voices --sample NAME' to hear whether the voice speaks",
        )
    limiter_dbtp = ceiling_dbtp - overshoot_db(audio)
    gain_db, predicted_lufs, slope = 0.0, source_lufs, 1.0
    for _ in range(_ROUNDS):
        before = gain_db, predicted_lufs
        step_db = max(-_MOST_DB, min(_MOST_DB, (target_lufs - predicted_lufs) / slope))
        gain_db = round((gain_db + step_db) / STEP_DB) * STEP_DB
        behind_lufs, n_limited = predicted.loudness(10 ** ((limiter_dbtp - gain_db) / 20))
        predicted_lufs = behind_lufs + gain_db
        off_lu = abs(predicted_lufs - target_lufs)
        if off_lu <= STEP_DB / 2 or gain_db == before[0] or not math.isfinite(off_lu):
            break
        # The limiter takes away a little of what the gain gives: so much came of the last decibel.
        slope = max(_LEAST_SLOPE, (predicted_lufs - before[1]) / (gain_db - before[0]))
    if not abs(predicted_lufs - target_lufs) <= _HOPELESS_LU:
        raise AudioError(
            f"the episode cannot be as loud as {target_lufs:g} LUFS with no level above "
            f"{ceiling_dbtp:g} dBTP (true peak): the limiter would take away all that is gained",
            where="show.toml, audio",
            mend="Choose a lower loudness_lufs or a higher true_peak_dbtp",
        )
    return Master(
        gain_db=round(gain_db, 2),
        ceiling_dbtp=ceiling_dbtp,
        target_lufs=target_lufs,
        source_lufs=source_lufs,
        predicted_lufs=predicted_lufs,
        limited_s=seconds(n_limited * CELL, timeline.rate_hz),
    )


def _measured(
    timeline: Timeline, store: Store, machine: Machine
) -> Iterator[tuple[int, MeterReading]]:
    """Yield what was read off spans that hold all that sounds, each behind its first sample.

    Speech is measured clip by clip, when it is laid out; music and room tone sound together with
    it, and are measured as rendered. Read one after the other, for of hours of sound they are many.
    """
    if not timeline.music and timeline.room_tone_dbfs is None:
        for placement in timeline.placements:
            levels = levels_of(placement, timeline.rate_hz, store)
            yield placement.start, _at_gain(levels.reading, placement.gain_db)
        return

    def measure(part: Part) -> None:
        _rendered(timeline, part, store)

    parts = parts_of(timeline)
    each(measure, parts, machine)
    for part in parts:
        yield part.start, _rendered(timeline, part, store)


def _at_gain(reading: MeterReading, gain_db: float) -> MeterReading:
    if not gain_db:
        return reading
    factor = np.float32(10 ** (gain_db / 20))
    return MeterReading(cells=reading.cells * factor**2, peaks=reading.peaks * factor)


def _rendered(timeline: Timeline, part: Part, store: Store) -> MeterReading:
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
