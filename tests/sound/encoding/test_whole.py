"""AAC and Opus: as loud as was meant, and no more squeezed than the limiter has to."""

from __future__ import annotations

import pytest

from pipeline.sound.encoding import encode
from pipeline.sound.encoding.whole import encode_whole, whole_argv
from pipeline.sound.master import master
from pipeline.tools.timecode import samples_of


@pytest.mark.parametrize("kind", ["m4b", "opus"])
def test_a_file_in_one_go_is_as_loud_and_as_long_as_was_meant(make, kind):
    material = make(5, audio={"format": kind})
    timeline, show = material.timeline, material.show
    mastered = master(timeline, material.store, show.audio, show.machine)
    audio = encode(
        timeline, mastered, show.root / f"out.{kind}", material.store, show.audio, show.machine
    )
    assert audio.measured.n_samples == timeline.n_samples
    assert audio.measured.rate_hz == timeline.rate_hz
    assert audio.measured.loudness_lufs == pytest.approx(-16, abs=0.1)
    assert audio.measured.true_peak_dbtp <= -1


def test_opus_of_another_rate_is_as_long_to_the_sample_that_counting_at_both_rates_takes(make):
    """Opus has 48,000 Hz alone; a book may ask for it of an episode that has another rate."""
    material = make(3)
    timeline, show = material.timeline, material.show
    audio = show.audio.model_copy(update={"format": "opus"})
    mastered = master(timeline, material.store, audio, show.machine)
    target = show.root / "other.opus"
    media = encode(timeline, mastered, target, material.store, audio, show.machine)
    assert timeline.rate_hz == 44_100
    assert abs(media.measured.n_samples - timeline.n_samples) <= 1


def test_aac_needs_no_second_trial(make, monkeypatch):
    """What the encoder does to peaks is foreseen, so that nothing is squeezed to make it pass."""
    material = make(5, audio={"format": "m4a"})
    timeline, show = material.timeline, material.show
    mastered = master(timeline, material.store, show.audio, show.machine)
    trials = []
    monkeypatch.setattr(
        "pipeline.sound.encoding.whole.whole_argv",
        lambda *said: trials.append(said) or whole_argv(*said),
    )
    measured, faults = encode_whole(
        timeline, mastered, show.root / "out.m4a", material.store, show.audio, show.machine
    )
    assert len(trials) == 1
    assert faults == ()
    assert measured.true_peak_dbtp <= -1
    assert timeline.n_samples > samples_of(10_000, timeline.rate_hz)
