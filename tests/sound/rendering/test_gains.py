"""What a span's gains do to what sounds in it: laws read off material that is constant."""

from __future__ import annotations

import wave
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.settings.running_settings import Machine
from pipeline.settings.show import Show
from pipeline.settings.sound_settings import Music
from pipeline.sound.music import prepared
from pipeline.sound.rendering import DUCK_RAMP_MS, FADE_IN_MS, FADE_OUT_MS, render
from pipeline.tools.clips import packed
from pipeline.tools.ffmpeg import ffmpeg_path
from pipeline.tools.store import open_store
from pipeline.tools.timecode import samples_of
from pipeline.values.sound import MusicPlacement, Placement, Timeline

RATE_HZ = 24_000
LEVEL = 0.25
MUSIC, CLIP = f"music/{1:064x}", f"clips/{2:064x}"
N_MUSIC, N_CLIP = 10 * RATE_HZ, 2 * RATE_HZ
RAMP = samples_of(DUCK_RAMP_MS, RATE_HZ)
laws = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store that holds constant music and a constant clip."""
    store = open_store(Show(root=tmp_path_factory.mktemp("constant")).store)
    store.put(MUSIC, np.full(N_MUSIC, LEVEL, "<f4").tobytes())
    level = round(LEVEL * 32_768)
    store.put(CLIP, packed(np.full(N_CLIP, level, "<i2").tobytes(), RATE_HZ, []))
    return store


def clip_at(start: int, gain_db: float = 0.0) -> Placement:
    return Placement(CLIP, start, N_CLIP, 0, N_CLIP, RATE_HZ, gain_db)


def timeline_of(placements=(), music=()) -> Timeline:
    return Timeline(RATE_HZ, N_MUSIC, tuple(placements), (), (), tuple(music))


def gain_of_music(store, music: MusicPlacement, starts) -> np.ndarray:
    """Return what the music is multiplied by, sample by sample, while clips sound at *starts*."""
    spoken = [clip_at(start) for start in starts]
    both = render(timeline_of(spoken, [music]), 0, N_MUSIC, store)
    return (both - render(timeline_of(spoken), 0, N_MUSIC, store)) / LEVEL


@laws
@given(st.floats(-40, -1), st.floats(-20, 10), st.integers(0, N_MUSIC - N_CLIP))
def test_music_is_down_by_what_the_show_asks_under_speech_and_never_up(
    store, duck_db, gain_db, start
):
    music = MusicPlacement(MUSIC, 0, N_MUSIC, gain_db, duck_db)
    gain = gain_of_music(store, music, [start])
    untouched, down = 10 ** (gain_db / 20), 10 ** ((gain_db + duck_db) / 20)
    assert gain.max() <= untouched * 1.001
    assert gain.min() >= down * 0.999
    np.testing.assert_allclose(gain[start : start + N_CLIP], down, rtol=1e-3)
    np.testing.assert_allclose(gain[: max(0, start - 2 * RAMP)], untouched, rtol=1e-3)
    np.testing.assert_allclose(gain[start + N_CLIP + 2 * RAMP :], untouched, rtol=1e-3)


@pytest.mark.parametrize("late", [1, 3 * RATE_HZ])
def test_music_that_begins_later_goes_down_where_speech_is_all_the_same(store, late):
    start = 5 * RATE_HZ
    music = MusicPlacement(MUSIC, late, N_MUSIC - late, 0.0, -20.0)
    gain = gain_of_music(store, music, [start])
    np.testing.assert_allclose(gain[start : start + N_CLIP], 0.1, rtol=1e-3)
    np.testing.assert_allclose(gain[late : start - 2 * RAMP], 1.0, rtol=1e-3)
    np.testing.assert_allclose(gain[start + N_CLIP + 2 * RAMP :], 1.0, rtol=1e-3)


def test_music_goes_down_before_the_first_word_and_comes_back_after_the_last(store):
    start, end = 4 * RATE_HZ, 4 * RATE_HZ + N_CLIP
    music = MusicPlacement(MUSIC, 0, N_MUSIC, 0.0, -20.0)
    gain = gain_of_music(store, music, [start])
    assert (np.diff(gain[:start]) <= 1e-6).all()
    assert (np.diff(gain[end:]) >= -1e-6).all()
    assert np.abs(np.diff(gain)).max() < 1e-3


@pytest.mark.parametrize("fade_ms", [0, 40, 1_500, 20_000])
def test_music_rises_out_of_silence_and_falls_back_into_it(tmp_path, fade_ms):
    path, seconds = tmp_path / "constant.wav", 4
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, seconds * RATE_HZ, "NONE", ""))
        file.writeframes(np.full(seconds * RATE_HZ, round(LEVEL * 32_768), "<i2").tobytes())
    music = prepared(path, ffmpeg_path(Machine()), Music(fade_ms=fade_ms), RATE_HZ) / LEVEL
    assert len(music) == seconds * RATE_HZ
    fade = samples_of(min(fade_ms, seconds * 500), RATE_HZ)
    assert (np.diff(music[:fade]) >= 0).all()
    assert (np.diff(music[len(music) - fade :]) <= 0).all()
    assert not fade or (music[0] < 0.01 and music[-1] < 0.03)
    np.testing.assert_allclose(music[fade : len(music) - fade], 1.0, rtol=1e-3)


def test_a_clip_rises_out_of_silence_and_falls_back_into_it(store):
    pcm = render(timeline_of([clip_at(1_000)]), 1_000, 1_000 + N_CLIP, store) / LEVEL
    fade_in, fade_out = samples_of(FADE_IN_MS, RATE_HZ), samples_of(FADE_OUT_MS, RATE_HZ)
    assert (np.diff(pcm[:fade_in]) > 0).all()
    assert (np.diff(pcm[N_CLIP - fade_out :]) < 0).all()
    assert pcm[0] < 0.01
    assert pcm[-1] < 0.01
    np.testing.assert_allclose(pcm[fade_in : N_CLIP - fade_out], 1.0, rtol=1e-5)


@laws
@given(st.floats(-15, 15))
def test_a_voice_is_as_much_louder_as_its_gain_says(store, gain_db):
    pcm = render(timeline_of([clip_at(0, gain_db)]), 0, N_CLIP, store)
    assert 20 * np.log10(pcm[N_CLIP // 2] / LEVEL) == pytest.approx(gain_db, abs=1e-3)


@laws
@given(st.lists(st.integers(0, 30_000), min_size=1, max_size=3))
def test_what_sounds_together_is_added(store, gaps):
    starts, at = [], 0
    for gap in gaps:
        starts.append(at + gap)
        at = starts[-1] + N_CLIP
    timeline = timeline_of([clip_at(start) for start in starts])
    whole = render(timeline, 0, N_MUSIC, store)
    alone = sum(render(timeline_of([clip_at(start)]), 0, N_MUSIC, store) for start in starts)
    np.testing.assert_allclose(whole, alone, atol=1e-7)
    assert all(not whole[a + N_CLIP : b].any() for a, b in pairwise(starts))
