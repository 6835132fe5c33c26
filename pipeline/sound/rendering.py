"""Rendering: the samples of any span of a timeline, the same wherever the span is cut."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from pipeline.errors import AudioError
from pipeline.sound.music import load_music
from pipeline.sound.parts import sounding, tone_edges
from pipeline.tools.clips import load_clip, resampled
from pipeline.tools.store import Store
from pipeline.tools.timecode import samples_of
from pipeline.values.sound import MusicPlacement, Pcm, Placement, Timeline

FADE_IN_MS, FADE_OUT_MS = 3, 15
"""Within what trimming keeps before and after the sound."""
DUCK_RAMP_MS = 250
_TONE_S = 10
_CLIPS_KEPT = 4
"""The clip a part's look-ahead reaches is the next part's first, whichever threads render them."""


def render(timeline: Timeline, start: int, end: int, store: Store) -> Pcm:
    """Return the samples ``[start, end)`` of *timeline*.

    Args:
        timeline: What sounds when.
        start: First sample; may lie before 0, where there is silence.
        end: Sample after the last; may lie beyond the end.
        store: Where clips and music lie.

    Returns:
        float32, shape (end - start,), before any gain of mastering.
    """
    heard = sounding(timeline, start, end)
    mixed = _room_tone(timeline, start, end)
    for placement in heard.placements:
        _add(mixed, _spoken(placement, timeline.rate_hz, store), placement.start - start)
    for music in heard.music:
        _add(mixed, _played(music, timeline, store), music.start - start)
    return mixed


def _add(mixed: Pcm, pcm: Pcm, at: int) -> None:
    first, last = max(0, -at), min(len(pcm), len(mixed) - at)
    mixed[at + first : at + last] += pcm[first:last]


@lru_cache(maxsize=_CLIPS_KEPT)
def _spoken(placement: Placement, rate_hz: int, store: Store) -> Pcm:
    """Return a clip trimmed, resampled whole, faded at its edges and at its voice's gain."""
    clip = load_clip(store, placement.key)[placement.trim_start : placement.trim_end]
    if len(clip) != placement.trim_end - placement.trim_start:
        raise AudioError(
            f"the clip {placement.key} has {len(clip)} samples where "
            f"{placement.trim_end - placement.trim_start} were laid on the timeline",
            mend="Run 'essaycast cache verify', then produce the episode again",
        )
    clip = resampled(clip, placement.rate_hz, rate_hz)
    pcm = np.zeros(placement.n_samples, np.float32)
    kept = min(len(pcm), len(clip))
    pcm[:kept] = clip[:kept]
    fade_in = min(samples_of(FADE_IN_MS, rate_hz), len(pcm) // 2)
    fade_out = min(samples_of(FADE_OUT_MS, rate_hz), len(pcm) // 2)
    pcm[:fade_in] *= _rise(fade_in)
    pcm[len(pcm) - fade_out :] *= _rise(fade_out)[::-1]
    if placement.gain_db:
        pcm *= np.float32(10 ** (placement.gain_db / 20))
    pcm.flags.writeable = False
    return pcm


def _played(music: MusicPlacement, timeline: Timeline, store: Store) -> Pcm:
    pcm = load_music(store, music.key)[: music.n_samples] * np.float32(10 ** (music.gain_db / 20))
    pcm *= _ducking(music, timeline)[: len(pcm)]
    return pcm


def _ducking(music: MusicPlacement, timeline: Timeline) -> Pcm:
    """Return the gain of *music*: 1 where nobody speaks, down under speech, smooth between."""
    ramp = samples_of(DUCK_RAMP_MS, timeline.rate_hz)
    down = np.zeros(music.n_samples + 2 * ramp, np.float64)
    for placement in sounding(timeline, music.start, music.start + music.n_samples).placements:
        at = placement.start - music.start
        # Widened by a ramp on both sides, so that music is down before the first word.
        down[max(0, at) : max(0, at + placement.n_samples + 2 * ramp)] = 1.0
    summed = np.concatenate(([0.0], np.cumsum(down)))
    smooth = (summed[2 * ramp :] - summed[: len(summed) - 2 * ramp])[: music.n_samples] / (2 * ramp)
    return np.asarray(10 ** (music.duck_db * smooth / 20), np.float32)


def _room_tone(timeline: Timeline, start: int, end: int) -> Pcm:
    """Return noise that begins anew at each boundary, so that it moves with its paragraph."""
    mixed = np.zeros(end - start, np.float32)
    if timeline.room_tone_dbfs is None:
        return mixed
    tone = _tone(timeline.rate_hz) * np.float32(10 ** (timeline.room_tone_dbfs / 20))
    edges = [*tone_edges(timeline, start, end), end]
    for edge, stop in pairwise(edges):
        first = max(edge, start)
        last = min(stop, timeline.n_samples)
        if last > first:
            mixed[first - start : last - start] = np.take(
                tone, np.arange(first - edge, last - edge), mode="wrap"
            )
    return mixed


@cache
def _tone(rate_hz: int) -> Pcm:
    """Return a loop of noise of 0 dB RMS, falling by 3 dB an octave as rooms do."""
    n_samples = rate_hz * _TONE_S
    spectrum = np.fft.rfft(np.random.default_rng(1770).standard_normal(n_samples))
    frequencies = np.fft.rfftfreq(n_samples, 1 / rate_hz)
    spectrum *= np.where(frequencies < 40, 0.0, 1 / np.sqrt(np.maximum(frequencies, 40)))
    noise = np.fft.irfft(spectrum, n_samples)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)), np.float32)


@cache
def _rise(n_samples: int) -> Pcm:
    """Return a raised cosine from 0 to 1."""
    return np.asarray(
        0.5 - 0.5 * np.cos(np.pi * (np.arange(n_samples) + 0.5) / max(1, n_samples)), np.float32
    )
