"""A recording takes the place of a sentence's speech, whatever file it is."""

from __future__ import annotations

import wave
from dataclasses import replace

import numpy as np
import pytest

from pipeline.speech.casting import recorded
from pipeline.speech.engines import EngineFailure, Manner
from pipeline.speech.engines.recording import RATE_HZ, Recording
from pipeline.values.directions import Delivery


def wav(path, samples, rate_hz=8_000):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


def manner(path):
    profile = recorded(Delivery(recording=str(path), recording_sha256="1"))
    return Manner(options=profile.options)


@pytest.mark.parametrize("level", [0.01, 0.5])
def test_it_is_cut_to_what_sounds_and_brought_to_one_level(tmp_path, level):
    tone = level * np.sin(np.arange(8_000) * 0.5)
    silence = np.zeros(4_000)
    path = wav(tmp_path / "a b.wav", np.concatenate([silence, tone, silence]))
    speech = Recording(manner(path)).speak("Anything at all.")
    samples = np.frombuffer(speech.pcm, "<i2") / 32_768
    assert len(samples) == pytest.approx(RATE_HZ, rel=0.03)
    assert 20 * np.log10(np.sqrt(np.square(samples).mean())) == pytest.approx(-20, abs=0.5)


def test_what_holds_no_sound_fails_in_words(tmp_path):
    path = wav(tmp_path / "a.wav", np.zeros(4_000))
    with pytest.raises(EngineFailure, match="is silent"):
        Recording(manner(path)).speak("Words.")
    path.write_bytes(b"no sound")
    with pytest.raises(EngineFailure, match="cannot be decoded"):
        Recording(manner(path)).speak("Words.")


def test_another_recording_is_another_clip():
    one = Delivery(recording="/a.wav", recording_sha256="1")
    assert recorded(one) != recorded(replace(one, recording_sha256="2"))
