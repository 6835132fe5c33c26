"""What was laid against what sounds there: clips, pauses and the joins between them.

Each clip's energy, read off the store by itself, is held against that of the finished sound, 3 ms
at a time. Neither rendering nor limiter nor encoder has a part in what is expected, so that what
goes wrong in any of them shows: a clip that is missing, lies elsewhere or over another, a click.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.sound.limiter import lowest_near
from pipeline.sound.parts import sounding
from pipeline.tools.clips import load_clip
from pipeline.tools.store import Store
from pipeline.tools.timecode import seconds
from pipeline.values.sound import LaidFault, Pcm, Placement, Timeline

VERSION = "laid-5"
FRAME = 128
"""Samples of a frame: 3 ms at 44.1 kHz."""
_WINDOW = 256
"""Frames compared at a time, 0.75 s; what is left of a clip goes with its last window."""
_SHIFT = 28
"""Frames within which a clip is looked for that does not sound where it was laid: 80 ms."""
_LIKE = 0.7
"""Least correlation of loudness by frame in a window."""
_LIKE_UNDER_MUSIC = 0.3
_STEADY = 0.1
"""Deviation over mean, below which a window's loudness has no shape to go by."""
_LEAST_DB, _MOST_DB = -12.0, 3.0
"""Of the energy that was laid: the limiter takes some of it."""
_SILENT_DB = -60.0
_FAINT_DB = -42.0
"""Windows below that have hardly any sound to go by."""
_NEAR, _AROUND = 1, 6
"""Frames: sound laid this near may be heard here whole, or as the noise an encoder leaves."""
_AT_JOINS, _WITHIN = (2.0, 0.01), (8.0, 0.1)
"""Of the energy near, and around. Within clips encoders of few bits leave more; joins are quiet."""
_EDGE = 8
"""Frames of a clip that belong to its joins."""
_LOW_RATE_HZ = 32_000
"""Below it, a frame is longer than a clip's quiet edge."""
_LOST = 0.05
"""Of the least energy laid near: what is heard of it where some of a clip was cut away."""
_FLOOR_DB = -52.0
"""A frame's, below which nobody hears a click; one sample at 3 % of full scale has it."""
_TONE_MARGIN_DB = 12.0
"""Room tone is noise, and not alike in every frame."""
_APART = 16
"""Frames between two that are one fault."""
_CLICK = 6
"""Frames: what is shorter is called a click."""
_TINY = 1e-15

_Energies = NDArray[np.float64]


def laid_faults(
    pcm: Pcm, start: int, timeline: Timeline, store: Store, gain_db: float
) -> tuple[LaidFault, ...]:
    """Return where *pcm* is not what was laid.

    Args:
        pcm: Finished sound, float32, shape (n_samples,).
        start: Sample of the timeline that it begins at; may lie before 0.
        timeline: What was laid where.
        store: Where the clips lie.
        gain_db: Given to all of it.

    Raises:
        StorageError: A clip is not there any more.
    """
    n_frames = len(pcm) // FRAME
    samples = np.asarray(pcm[: n_frames * FRAME], np.float64)
    heard: _Energies = np.einsum("ij,ij->i", *[samples.reshape(-1, FRAME)] * 2)
    found = sounding(timeline, start, start + n_frames * FRAME)
    music = np.zeros(n_frames, np.bool_)
    for one in found.music:
        first, last = one.start - start, one.start + one.n_samples - start
        music[max(0, first // FRAME) : max(0, last // FRAME + 1)] = True
    meant = np.zeros(n_frames)
    faults = list(_overlaps(found.placements, timeline))
    factor = 10 ** (gain_db / 10)
    for placement in found.placements:
        first, own = _laid(placement, start, n_frames, timeline.rate_hz, store)
        own *= factor
        here = slice(first, first + len(own))
        meant[here] += own
        what = _difference(own, heard, first, music[here], timeline.rate_hz)
        if what:
            faults.append(LaidFault(_number(placement.start, timeline), placement.start, what))
    floor = FRAME * 10 ** (_floor_db(timeline, gain_db) / 10)
    faults += _losses(heard, meant, start, timeline)
    faults += _additions(np.where(music, 0.0, heard), meant, floor, start, timeline)
    first_of_each = {fault.placement: fault for fault in reversed(faults)}
    return tuple(sorted(first_of_each.values(), key=lambda fault: fault.at))


def _laid(
    placement: Placement, start: int, n_frames: int, rate_hz: int, store: Store
) -> tuple[int, _Energies]:
    """Return the first frame that *placement* lies in, and the energy of it in each."""
    clip = load_clip(store, placement.key)[placement.trim_start : placement.trim_end]
    summed = np.concatenate(([0.0], np.cumsum(clip * clip, dtype=np.float64)))
    ratio = placement.rate_hz / rate_hz
    begins = placement.start - start
    first = max(0, begins // FRAME)
    last = min(n_frames, -(-(begins + placement.n_samples) // FRAME))
    edges = (np.arange(first, last + 1) * FRAME - begins) * ratio
    energies = np.diff(np.interp(edges, np.arange(len(summed)), summed))
    return first, np.asarray(energies / ratio * 10 ** (placement.gain_db / 10), np.float64)


def _difference(
    own: _Energies, heard: _Energies, first: int, music: NDArray[np.bool_], rate_hz: int
) -> str:
    """Return what is otherwise about a clip than it was laid, in a clause; empty if nothing is."""
    starts = range(0, max(1, len(own) - _WINDOW + 1), _WINDOW)
    for begin, end in pairwise([*starts, len(own)]):
        meant = own[begin:end]
        there = heard[first + begin : first + end]
        if meant.sum() <= FRAME * len(meant) * 10 ** (_FAINT_DB / 10):
            continue
        under_music = bool(music[begin:end].any())
        change_db = 10 * math.log10((there.sum() + _TINY) / (meant.sum() + _TINY))
        at_ms = _ms(begin, rate_hz)
        place = f"from {at_ms} ms of it on, " if at_ms else ""
        if change_db < _SILENT_DB:
            return f"{place}nothing is heard where its clip was laid"
        if change_db < _LEAST_DB:
            return f"{place}its clip is not heard there ({change_db:+.0f} dB)"
        if change_db > _MOST_DB and not under_music:
            return f"{place}it is {change_db:.0f} dB louder than it was laid"
        least = _LIKE_UNDER_MUSIC if under_music else _LIKE
        if _likeness(meant, there) < least:
            moved = _moved(meant, heard, first + begin, least)
            if not moved:
                return f"{place}something else than its clip is heard there"
            by_ms = _ms(abs(moved), rate_hz)
            return f"{place}its clip is heard {by_ms} ms {'late' if moved > 0 else 'early'}"
    return ""


def _likeness(meant: _Energies, there: _Energies) -> float:
    """Return the correlation of loudness by frame; 1 where there is no shape to go by."""
    one, other = np.sqrt(meant), np.sqrt(there)
    if one.std() <= _STEADY * one.mean():
        return 1.0
    one, other = one - one.mean(), other - other.mean()
    return float(one @ other / math.sqrt((one @ one) * (other @ other) + _TINY))


def _moved(meant: _Energies, heard: _Energies, at: int, least: float) -> int:
    """Return how many frames from *at* the clip is heard instead; 0 for nowhere near."""
    n = len(meant)
    shifts = [by for by in range(-_SHIFT, _SHIFT + 1) if 0 <= at + by <= len(heard) - n]
    if not shifts:
        return 0
    likeness, best = max((_likeness(meant, heard[at + by : at + by + n]), by) for by in shifts)
    return best if likeness >= least else 0


def _overlaps(placements: Sequence[Placement], timeline: Timeline) -> Iterator[LaidFault]:
    for one, other in pairwise(placements):
        over = one.start + one.n_samples - other.start
        if over > 0:
            by_ms = round(1000 * seconds(over, timeline.rate_hz))
            what = f"its clip lies over the one before by {by_ms} ms"
            yield LaidFault(_number(other.start, timeline), other.start, what)


def _losses(
    heard: _Energies, meant: _Energies, start: int, timeline: Timeline
) -> Iterator[LaidFault]:
    """Yield each place where much less is heard than was laid there and beside it."""
    audible = FRAME * 10 ** (_FAINT_DB / 10)
    least = lowest_near(meant, _NEAR)
    for run in _runs(np.flatnonzero((heard < _LOST * least) & (least > audible))):
        if len(run) > _CLICK:
            at = start + int(run[0]) * FRAME
            long_ms = _ms(int(run[-1] - run[0]) + 1, timeline.rate_hz)
            yield LaidFault(_number(at, timeline), at, f"{long_ms} ms of its clip are not heard")


def _additions(
    heard: _Energies, meant: _Energies, floor: float, start: int, timeline: Timeline
) -> Iterator[LaidFault]:
    """Yield each place where more is heard than was laid there and beside it."""
    near, around = -lowest_near(-meant, _NEAR), -lowest_near(-meant, _AROUND)
    within = np.zeros(len(meant), np.bool_)
    for one in sounding(timeline, start, start + len(meant) * FRAME).placements:
        first, last = one.start - start, one.start + one.n_samples - start
        within[max(0, first // FRAME + _EDGE) : max(0, last // FRAME - _EDGE)] = True
    at_joins = _AT_JOINS if timeline.rate_hz >= _LOW_RATE_HZ else _WITHIN
    limits = zip(_WITHIN, at_joins, strict=True)
    most_near, most_around = (np.where(within, *both) for both in limits)
    more = np.flatnonzero(heard > np.maximum(most_near * near, most_around * around) + floor)
    for run in _runs(more):
        at = start + int(run[0]) * FRAME
        n_frames = int(run[-1] - run[0]) + 1
        loud_db = 10 * math.log10(float(heard[run].max()) / FRAME + _TINY)
        long_ms = _ms(n_frames, timeline.rate_hz)
        kind = "a click" if n_frames <= _CLICK else f"{long_ms} ms of sound"
        number = _number(at, timeline)
        ends = timeline.placements[number].start + timeline.placements[number].n_samples
        place = "in the pause after it" if at >= ends else "in it"
        what = f"{kind} that was not laid is heard {place} ({loud_db:.0f} dBFS)"
        yield LaidFault(number, at, what)


def _runs(frames: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return *frames* in runs, those of one fault together."""
    if not frames.size:
        return []
    return np.split(frames, np.flatnonzero(np.diff(frames) > _APART) + 1)


def _ms(n_frames: int, rate_hz: int) -> int:
    return round(1000 * seconds(n_frames * FRAME, rate_hz))


def _number(at: int, timeline: Timeline) -> int:
    """Return which placement *at* lies in or after."""
    return max(0, bisect_right(timeline.placements, at, key=lambda p: p.start) - 1)


def _floor_db(timeline: Timeline, gain_db: float) -> float:
    if timeline.room_tone_dbfs is None:
        return _FLOOR_DB
    return max(_FLOOR_DB, timeline.room_tone_dbfs + gain_db + _TONE_MARGIN_DB)
