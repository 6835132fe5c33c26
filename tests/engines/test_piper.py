"""The adapter for piper, through the real package and a tiny voice made here."""

import importlib.util
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from pipeline.errors import ToolMissingError, VoiceError

_spec = importlib.util.spec_from_file_location(
    "tiny_piper", Path(__file__).with_name("tiny_piper.py")
)
tiny_piper = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny_piper)
TEXT = "Hello there, this is a test."


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    path = tmp_path_factory.mktemp("piper") / "tone.onnx"
    tiny_piper.write_voice(path)
    return path


@pytest.fixture
def piper(engine, manner):
    return lambda model, options=(), **said: engine("piper")(
        manner({"model": str(model), **dict(options)}, **said)
    )


def test_it_speaks_longer_text_longer(piper, model):
    voice = piper(model)
    short, long = voice.speak("Hello."), voice.speak("Hello there, everybody.")
    assert short.rate_hz == long.rate_hz == tiny_piper.RATE_HZ
    assert 0 < len(short.pcm) < len(long.pcm)
    assert len(long.pcm) % (2 * tiny_piper.SAMPLES_PER_PHONEME) == 0


def test_the_same_text_gives_the_same_samples(piper, model):
    voice = piper(model)
    first = voice.speak(TEXT)
    voice.speak("Something else.")
    assert voice.speak(TEXT) == first == piper(model).speak(TEXT)


def test_its_noise_comes_back_when_asked_for(piper, model):
    voice = piper(model, {"noise_scale": "0.667"})
    assert voice.speak(TEXT) != voice.speak(TEXT)


def test_twice_the_rate_is_half_the_length(piper, model):
    slow, fast = (piper(model, rate_wpm=rate).speak(TEXT) for rate in (170, 340))
    assert len(slow.pcm) == 2 * len(fast.pcm)


def test_a_speaker_is_chosen_by_name(piper, engine, manner, tmp_path):
    path = tmp_path / "two.onnx"
    tiny_piper.write_voice(path, speakers=("ann", "bob"))
    assert piper(path, voice="bob").speak(TEXT).pcm
    with pytest.raises(VoiceError, match=r"no speaker 'eve'. There are: ann, bob"):
        piper(path, voice="eve")
    told = engine("piper").voices(manner({"model": "two.onnx"}))
    assert [voice.name for voice in told] == ["ann", "bob"]


def test_another_model_is_another_clip(engine, manner, model, tmp_path):
    other = tmp_path / "other.onnx"
    tiny_piper.write_voice(other, speakers=("ann",))
    one, two = (engine("piper").identity(manner({"model": str(it)})) for it in (model, other))
    assert one != two


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "needs a model"),
        ({"model": "none.onnx"}, "no file"),
        ({"noise_scale": "x"}, "no number"),
    ],
)
def test_a_profile_that_cannot_be_spoken_with_says_why(engine, manner, model, options, complaint):
    options = {"model": str(model), **options} if options else options
    with pytest.raises(VoiceError, match=complaint):
        engine("piper")(manner(options))


def test_without_the_package_it_says_how_to_get_it(engine, manner, model, monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("pipeline.speech.engines.piper.version", missing)
    with pytest.raises(ToolMissingError, match=r"pip install essaycast\[piper\]"):
        engine("piper")(manner({"model": str(model)}))
