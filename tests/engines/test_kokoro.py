"""The adapter for Kokoro, through a network made here that asks and answers as Kokoro's does."""

import hashlib
import importlib.util
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines import EngineFailure, Manner, kokoro_files
from pipeline.speech.engines.kokoro import Kokoro
from pipeline.speech.engines.neural.alphabet import as_ipa
from pipeline.speech.engines.neural.neural_speech import pronouncer
from pipeline.speech.getting_voices import take_voice
from pipeline.speech.voice_sources import find_source

_spec = importlib.util.spec_from_file_location(
    "tiny_kokoro", Path(__file__).with_name("tiny_kokoro.py")
)
tiny_kokoro = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tiny_kokoro)
TEXT = "Hello there, this is a test."
WORDS = ("the", "of", "harbour", "A.P.I.", "—", "isn't", "read,", "Zürich", "…", "why?")


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    path = tmp_path_factory.mktemp("kokoro") / "net.onnx"
    tiny_kokoro.write_network(path)
    return path


@pytest.fixture(scope="module")
def kokoro(network):
    archive = network.with_name("voices-v1.0.bin")
    tiny_kokoro.write_archive(archive, af_ann=0.5, am_bob=0.25)
    made = {}

    def opened(voice="af_ann", model=network, voices=archive, **said):
        options = (("model", str(model)), ("voices", str(voices)))
        manner = Manner(voice=voice, options=options, **said)
        if manner not in made:
            made[manner] = Kokoro(manner)
        return made[manner]

    return opened


def test_it_speaks_longer_text_longer_and_the_same_every_time(kokoro):
    short, long = kokoro().speak("Hello."), kokoro().speak(TEXT)
    assert short.rate_hz == tiny_kokoro.RATE_HZ
    assert 0 < len(short.pcm) < len(long.pcm)
    assert len(long.pcm) % (2 * tiny_kokoro.SAMPLES_PER_SYMBOL) == 0
    assert kokoro().speak(TEXT) == long
    assert kokoro().speak("…").pcm == bytes(4_800)


@settings(max_examples=20, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_every_written_word_has_its_time_in_order(kokoro, words):
    text = " ".join(words)
    speech = kokoro().speak(text)
    assert [text[start:end] for start, end, _ in speech.words] in ([], words)
    for times in ([at for *_, at in speech.words], [at for _, at in speech.phonemes]):
        assert times == sorted(times)
        assert all(0 <= at <= len(speech.pcm) // 2 for at in times)


@pytest.mark.parametrize("form", [{}, {"tokens": "input_ids"}, {"told": True}])
def test_words_begin_where_the_durations_say_in_every_export(form, tmp_path, kokoro):
    tiny_kokoro.write_network(tmp_path / "net.onnx", **form)
    speech = kokoro(model=tmp_path / "net.onnx").speak("Yes, yes.")
    symbol = tiny_kokoro.SAMPLES_PER_SYMBOL
    assert [at for *_, at in speech.words] == [max(0, n * symbol - 1_920) for n in (1, 7)]


def test_a_network_that_tells_no_durations_speaks_without_times(tmp_path, kokoro):
    tiny_kokoro.write_network(tmp_path / "net.onnx", timed=False)
    speech = kokoro(model=tmp_path / "net.onnx").speak(TEXT)
    assert speech.pcm
    assert not speech.words


def test_voice_rate_and_readings_do_what_they_say(kokoro):
    loud, soft = (max(array("h", kokoro(v).speak(TEXT).pcm)) for v in ("af_ann", "am_bob"))
    assert loud == pytest.approx(2 * soft, rel=0.01)
    slow, fast = (len(kokoro(rate_wpm=rate).speak(TEXT).pcm) for rate in (165, 495))
    assert slow == 3 * fast
    reading = ((0, 5, "ɡʊdˈbaɪ"),)
    assert "ɡʊdˈbaɪ" in kokoro().sounds(TEXT, reading)
    assert kokoro().given(TEXT) == as_ipa(pronouncer().sounds(TEXT).symbols)


def test_a_style_is_chosen_by_the_number_of_sounds(tmp_path, kokoro):
    tiny_kokoro.write_styles(tmp_path / "af_one.bin", 0.1, 0.2, 0.3, 0.4)
    speak = kokoro("", voices=tmp_path / "af_one.bin").speak
    assert max(array("h", speak("Oh.").pcm)) < max(array("h", speak(TEXT).pcm))


def test_what_gives_no_sound_is_a_failure_that_is_tried_again(tmp_path, kokoro):
    tiny_kokoro.write_styles(tmp_path / "af_big.bin", 3e38)
    engine = kokoro("", voices=tmp_path / "af_big.bin")
    with pytest.raises(EngineFailure, match="no number"):
        engine.speak(TEXT)
    with pytest.raises(EngineFailure, match="more than the model can hold"):
        engine.speak("harbour " * 90)


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "no network"), (b"\x08\x09 nonsense", "no network")]
)
def test_another_file_is_no_network(content, said, tmp_path, kokoro):
    (tmp_path / "net.onnx").write_bytes(content)
    with pytest.raises(VoiceError, match=said):
        kokoro(model=tmp_path / "net.onnx")


@pytest.mark.parametrize("content", [b"", b"123", b"\xff" * 1_024, b"PK\x05\x06" + bytes(18)])
def test_another_file_is_no_voice(content, tmp_path, kokoro):
    (tmp_path / "af_x.bin").write_bytes(content)
    with pytest.raises(VoiceError, match="voice"):
        kokoro("", voices=tmp_path / "af_x.bin")


def test_a_voice_that_is_not_in_the_archive_is_refused_naming_those_that_are(kokoro):
    with pytest.raises(VoiceError, match=r"no voice 'af_eve'. There are: af_ann, am_bob"):
        kokoro("af_eve")


def test_a_voice_is_got_from_a_file_and_then_spoken_with(tmp_path, network, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(kokoro_files, "wheel_parts", tuple)
    manner = Manner(voice="af_bella")
    assert Kokoro.status(manner) == ()
    with pytest.raises(ToolMissingError, match="--extra kokoro"):
        Kokoro.identity(manner)
    tiny_kokoro.write_styles(tmp_path / "bella.bin", 0.5)
    got = take_voice("af_bella", tmp_path / "bella.bin", tmp_path / "profiles")
    assert "Apache-2.0" in (got.folder / "LICENCE.txt").read_text()
    assert 'engine = "kokoro"' in got.profile.read_text()
    (row,) = Kokoro.status(manner)
    assert not row.found
    take_voice("kokoro", network, tmp_path / "profiles")
    (row,) = Kokoro.status(manner)
    assert row.found
    assert "af_bella" in row.why
    assert [voice.name for voice in Kokoro.voices(manner)] == ["af_bella"]
    assert Kokoro(manner).speak(TEXT).words
    other = Kokoro.identity(manner)
    tiny_kokoro.write_styles(got.folder / "af_bella.bin", 0.25)
    assert Kokoro.identity(manner) != other
    with pytest.raises(VoiceError, match=r"There are: af_bella"):
        Kokoro(Manner(voice="af_sky"))


def test_the_wheels_have_the_network_so_that_only_the_voice_is_fetched(tmp_path, monkeypatch):
    for name in kokoro_files._WHEELS:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "part.bin").write_bytes(name[-1].encode())
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    files = kokoro_files.network_files(Manner())
    with pytest.raises(ToolMissingError, match="not Kokoro's"):
        kokoro_files.network(files)
    monkeypatch.setattr(kokoro_files, "WHEELS_SHA256", hashlib.sha256(b"1234").hexdigest())
    assert kokoro_files.network(files) == b"1234"
    assert [file.name for file in find_source("af_bella").files] == ["af_bella.bin"]
    (tmp_path / kokoro_files._WHEELS[2] / "part.bin").unlink()
    assert len(find_source("af_bella").files) == 2
