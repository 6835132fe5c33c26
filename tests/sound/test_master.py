"""One gain for the whole: what mastering foresees is what gain and limiter make of the sound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.errors import AudioError
from pipeline.settings.show import Show
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.master import master
from pipeline.sound.meter.loudness import measure, true_peak
from pipeline.sound.parts import parts_of
from pipeline.sound.rendering import render
from pipeline.tools.formats import overshoot_db
from pipeline.values.sound import MusicPlacement


def heard(material, mastered):
    timeline = material.timeline
    limiter_dbtp = mastered.ceiling_dbtp - overshoot_db(material.show.audio)
    pcm = finished(
        timeline, 0, timeline.n_samples, material.store, gain_db=mastered.gain_db,
        limiter_dbtp=limiter_dbtp,
    )  # fmt: skip
    return measure(pcm, timeline.rate_hz).integrated_lufs, true_peak(pcm, timeline.rate_hz)


@pytest.mark.parametrize(
    ("loudness_lufs", "peak_dbtp"), [(-30, -1), (-20, -1), (-20, -6), (-16, -4), (-12, -1)]
)
def test_the_target_is_met_behind_the_limiter_and_foreseen(make, loudness_lufs, peak_dbtp):
    material = make(5, audio={"loudness_lufs": loudness_lufs, "true_peak_dbtp": peak_dbtp})
    mastered = master(material.timeline, material.store, material.show.audio, material.show.machine)
    loudness, peak = heard(material, mastered)
    assert mastered.predicted_lufs == pytest.approx(loudness_lufs, abs=0.05)
    assert loudness == pytest.approx(mastered.predicted_lufs, abs=0.25)
    assert peak <= peak_dbtp
    without_limiter_db = loudness_lufs - mastered.source_lufs
    assert mastered.gain_db >= without_limiter_db - 0.026
    if not mastered.limited_s:
        assert mastered.gain_db == pytest.approx(without_limiter_db, abs=0.026)


@pytest.mark.parametrize("loudness_lufs", [-5, -9])
def test_what_no_limiter_can_do_is_told_before_anything_is_encoded(make, loudness_lufs):
    material = make(3, audio={"loudness_lufs": loudness_lufs, "true_peak_dbtp": -12})
    with pytest.raises(AudioError, match=f"as loud as {loudness_lufs} LUFS .* -12 dBTP"):
        master(material.timeline, material.store, material.show.audio, material.show.machine)


def test_the_limiter_stays_as_far_below_as_the_encoder_will_rise(make):
    """At 40 kb/s that is far: what the limiter takes there is foreseen too."""
    audio = {"loudness_lufs": -13, "true_peak_dbtp": -2, "rate_hz": 24_000, "bitrate_kbps": 40}
    material = make(5, audio=audio)
    mastered = master(material.timeline, material.store, material.show.audio, material.show.machine)
    assert overshoot_db(material.show.audio) > 1
    assert heard(material, mastered)[0] == pytest.approx(mastered.predicted_lufs, abs=0.2)


def test_the_time_that_is_limited_is_about_that_in_which_samples_are_changed(make):
    material = make(5, audio={"loudness_lufs": -14, "true_peak_dbtp": -3})
    timeline = material.timeline
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    span = (timeline, 0, timeline.n_samples, material.store)
    plain = finished(*span, gain_db=mastered.gain_db, limiter_dbtp=99.0)
    ceiling = mastered.ceiling_dbtp - overshoot_db(material.show.audio)
    limited = finished(*span, gain_db=mastered.gain_db, limiter_dbtp=ceiling)
    changed_s = np.count_nonzero(plain != limited) / timeline.rate_hz
    assert changed_s > 0.1
    assert mastered.limited_s == pytest.approx(changed_s, rel=0.3)


@pytest.mark.parametrize("room_tone_dbfs", [None, -60])
def test_music_counts_and_nothing_is_measured_twice(make, monkeypatch, room_tone_dbfs):
    material = make(10, audio={"room_tone_dbfs": room_tone_dbfs})
    tune = 0.4 * np.sin(np.arange(44_100 * 20) / 9)
    music = MusicPlacement(f"music/{7:064x}", 44_100, len(tune), 0.0, -3.0)
    material.store.put(music.key, tune.astype("<f4").tobytes())
    timeline = replace(material.timeline, music=(music,))
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    pcm = render(timeline, 0, timeline.n_samples, material.store)
    loudness = measure(pcm, timeline.rate_hz).integrated_lufs
    assert len(parts_of(timeline)) > 1
    assert mastered.source_lufs == pytest.approx(loudness, abs=0.03)
    monkeypatch.setattr("pipeline.sound.master.render", None)
    again = master(timeline, material.store, material.show.audio, material.show.machine)
    assert again == mastered


@pytest.mark.parametrize("room_tone_dbfs", [None, -45])
@pytest.mark.parametrize("gains_db", [(0.0, 0.0), (6.0, -9.0), (-12.5, 12.5)])
def test_the_loudness_before_any_gain_is_that_of_all_voices_at_theirs(
    make, gains_db, room_tone_dbfs
):
    material = make(5, audio={"loudness_lufs": -32, "true_peak_dbtp": -1})
    timeline = material.timeline
    placements = [
        replace(placement, gain_db=gains_db[index % 2])
        for index, placement in enumerate(timeline.placements)
    ]
    timeline = replace(timeline, placements=tuple(placements), room_tone_dbfs=room_tone_dbfs)
    mastered = master(timeline, material.store, material.show.audio, material.show.machine)
    pcm = render(timeline, 0, timeline.n_samples, material.store)
    loudness = measure(pcm, timeline.rate_hz).integrated_lufs
    assert mastered.source_lufs == pytest.approx(loudness, abs=0.03)


def test_peaks_of_a_voice_count_at_its_gain(make):
    """What the limiter takes is foreseen also where one voice was raised and another lowered."""
    material = make(5, audio={"loudness_lufs": -13, "true_peak_dbtp": -2})
    timeline = material.timeline
    placements = [replace(p, gain_db=8.0 * (-1) ** n) for n, p in enumerate(timeline.placements)]
    timeline = replace(timeline, placements=tuple(placements))
    audio = material.show.audio
    mastered = master(timeline, material.store, audio, material.show.machine)
    pcm = finished(
        timeline, 0, timeline.n_samples, material.store, gain_db=mastered.gain_db,
        limiter_dbtp=mastered.ceiling_dbtp - overshoot_db(audio),
    )  # fmt: skip
    assert mastered.limited_s > 0.1
    loudness = measure(pcm, timeline.rate_hz).integrated_lufs
    assert loudness == pytest.approx(mastered.predicted_lufs, abs=0.3)


def test_what_is_louder_needs_as_much_less_gain(make):
    quiet = make(5, audio={"loudness_lufs": -32})
    loud = quiet.on(audio=Show(audio={"loudness_lufs": -26}).audio)
    gains = [
        master(it.timeline, it.store, it.show.audio, it.show.machine).gain_db
        for it in (quiet, loud)
    ]
    assert gains[1] - gains[0] == pytest.approx(6, abs=0.051)
