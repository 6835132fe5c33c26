"""The adapter for piper, through the real package and a tiny voice made here."""

import importlib.util
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines import Manner
from pipeline.speech.engines.piper import Piper
from pipeline.speech.engines.piper_times import word_spans, word_times

_spec = importlib.util.spec_from_file_location(
    "tiny_piper", Path(__file__).with_name("tiny_piper.py")
)
tiny_piper = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny_piper)
WORDS = ("the", "of", "harbour", "A.P.I.", "—", "isn't", "read,", "Zürich", "…", "why?")
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


@pytest.fixture(scope="module")
def joe():
    """The voice of the wheel, opened once."""
    return Piper(Manner(voice="joe"))


@pytest.fixture(scope="module")
def piper_voice(model):
    return Piper(Manner(options=(("model", str(model)),)))


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


@settings(max_examples=20, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_every_written_word_has_its_time_in_order(piper_voice, words):
    text = " ".join(words)
    speech = piper_voice.speak(text)
    assert [text[start:end] for start, end, _ in speech.words] in ([], words)
    for times in ([at for *_, at in speech.words], [at for _, at in speech.phonemes]):
        assert times == sorted(times)
        assert all(0 <= at <= len(speech.pcm) // 2 for at in times)


def test_a_word_begins_with_its_first_sound_though_small_words_are_joined():
    spans = word_spans("harbour of the town")
    alone = [list("hɑːbɚ"), list("ʌv"), list("ðə"), list("taʊn")]
    heard = [(sound, 100 * at) for at, sound in enumerate("hɑːbɚəvðətaʊn")]
    assert [at for *_, at in word_times(spans, alone, heard, 9_999)] == [0, 500, 700, 900]


def test_a_reading_is_what_piper_says_and_no_brackets_of_the_text_are(joe):
    text = "Mr Kokotajlo [[x]]"
    assert joe.given(text, ((3, 12, "koʊkəˈtaɪloʊ"),)) == "Mr [[koʊkətˈaɪloʊ]] [ x]]"
    assert "koʊkətˈaɪloʊ" in joe.sounds(text, ((3, 12, "koʊkəˈtaɪloʊ"),))


def test_the_wheels_voice_speaks_the_same_samples_and_times_every_time(joe):
    speech = joe.speak("Town of tides.")
    assert speech == joe.speak("Town of tides.")
    onsets = [at / speech.rate_hz for *_, at in speech.words]
    assert len(onsets) == 3
    assert onsets[0] < 0.2 < onsets[-1] < len(speech.pcm) / 2 / speech.rate_hz - 0.2


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
def test_a_profile_that_cannot_be_spoken_with_says_why(
    engine, manner, model, options, complaint, monkeypatch
):
    monkeypatch.setattr("pipeline.speech.engines.piper._wheel_model", lambda: None)
    options = {"model": str(model), **options} if options else options
    with pytest.raises(VoiceError, match=complaint):
        engine("piper")(manner(options))


def test_without_the_package_it_says_how_to_get_it(engine, manner, model, monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("pipeline.speech.engines.piper.version", missing)
    with pytest.raises(ToolMissingError, match="--extra piper"):
        engine("piper")(manner({"model": str(model)}))
