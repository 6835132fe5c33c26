from __future__ import annotations

import wave

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import ShowError
from pipeline.sound.encoding import encode
from pipeline.sound.master import master
from pipeline.sound.meter.loudness import measure
from pipeline.sound.parts import content_digest, parts_of
from pipeline.sound.rendering import render

SCOPED = HealthCheck.function_scoped_fixture


def tune(path, seconds=6, rate_hz=32_000, level=0.4):
    time = np.arange(seconds * rate_hz) / rate_hz
    pcm = level * np.sin(2 * np.pi * 330 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 2 * time))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.repeat((pcm * 32_767).astype("<i2"), 2).tobytes())


@pytest.fixture
def with_music(make, tmp_path):
    tune(tmp_path / "theme one's.wav")
    return make(
        12,
        music={
            "intro": "theme one's.wav",
            "outro": "theme one's.wav",
            "section": "theme one's.wav",
        },
        audio={"room_tone_dbfs": -70},
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_span_is_the_same_wherever_it_is_cut(with_music, data):
    timeline, store = with_music.timeline, with_music.store
    whole = render(timeline, 0, timeline.n_samples, store)
    start = data.draw(st.integers(-5_000, timeline.n_samples - 1))
    end = data.draw(
        st.integers(max(start, 0) + 1, min(start + 200_000, timeline.n_samples + 5_000))
    )
    span = render(timeline, start, end, store)
    first, last = max(0, start), min(end, timeline.n_samples)
    np.testing.assert_allclose(span[first - start : last - start], whole[first:last], atol=1e-7)
    assert not span[: first - start].any()
    assert not span[last - start :].any()


def test_no_join_clicks(make):
    """Every clip begins and ends so softly that the step into it stays below -60 dBFS."""
    material = make(12)
    timeline = material.timeline
    pcm = render(timeline, 0, timeline.n_samples, material.store)
    edges = [edge for p in timeline.placements for edge in (p.start, p.start + p.n_samples)]
    steps = [np.abs(np.diff(pcm[max(0, edge - 2) : edge + 2])).max() for edge in edges]
    assert 20 * np.log10(max(steps) + 1e-12) < -60


def test_speech_keeps_its_spectrum_and_level_through_resampling(make, put_clip):
    material = make(1)
    placement = material.timeline.placements[0]
    pcm = render(material.timeline, 0, placement.n_samples, material.store)
    from pipeline.tools.clips import load_clip

    clip = load_clip(material.store, placement.key)[placement.trim_start : placement.trim_end]
    assert np.sqrt(np.mean(pcm**2)) == pytest.approx(np.sqrt(np.mean(clip**2)), rel=0.01)


def test_music_frames_the_speech_and_goes_down_under_it(with_music):
    timeline, store = with_music.timeline, with_music.store
    intro, section, outro = timeline.music
    first, last = timeline.placements[0], timeline.placements[-1]
    overlap = 2 * timeline.rate_hz
    assert intro.start == 0
    assert 0 <= first.start - (intro.n_samples - overlap) < 1152
    assert outro.start == last.start + last.n_samples - overlap
    assert timeline.n_samples >= outro.start + outro.n_samples
    between = timeline.chapters[1].start
    assert section.start + section.n_samples <= between
    alone = render(timeline, overlap, 2 * overlap, store)
    narrator = np.concatenate(
        [render(timeline, p.start, p.start + p.n_samples, store) for p in timeline.placements[1:4]]
    )
    below = (
        measure(narrator, timeline.rate_hz).integrated_lufs
        - measure(alone, timeline.rate_hz).integrated_lufs
    )
    assert below == pytest.approx(6, abs=2.5)


def test_an_episode_with_music_and_room_tone_is_on_target(with_music, tmp_path):
    timeline, store, show = with_music.timeline, with_music.store, with_music.show
    audio = encode(
        timeline,
        master(timeline, store, show.audio, show.machine),
        tmp_path / "m.mp3",
        store,
        show.audio,
        show.machine,
    )
    assert audio.measured.n_samples == timeline.n_samples
    assert audio.measured.loudness_lufs == pytest.approx(-16, abs=0.1)
    assert audio.measured.true_peak_dbtp <= -1


def test_room_tone_fills_the_pauses_at_its_level(make):
    material = make(9, audio={"room_tone_dbfs": -60})
    timeline = material.timeline
    before, after = timeline.placements[3:5]
    pause = render(timeline, before.start + before.n_samples, after.start, material.store)
    assert 20 * np.log10(np.sqrt(np.mean(pause**2))) == pytest.approx(-60, abs=1.5)


@pytest.mark.parametrize("name", ["none.wav", "not-sound.wav"])
def test_music_that_cannot_be_played_names_its_setting(make, tmp_path, name):
    (tmp_path / "not-sound.wav").write_text("[[[")
    with pytest.raises(ShowError, match=r"show\.toml, music\.intro"):
        _ = make(2, music={"intro": name}).timeline


def test_parts_follow_the_content_so_that_an_edit_leaves_later_ones_alone(make, tmp_path):
    def digests(edited):
        timeline = make(80, root=tmp_path, edited=edited).timeline
        return [content_digest(timeline, p.start, p.end) for p in parts_of(timeline)]

    before, after = digests(-1), digests(2)
    assert len(before) > 3
    assert len(set(before) - set(after)) <= 2
