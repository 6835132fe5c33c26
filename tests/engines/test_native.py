"""The way macOS and Windows take, through files; pyttsx3's espeak driver stands in for theirs."""

import struct
import subprocess
import threading
import time

import pytest

from pipeline.errors import VoiceError
from pipeline.settings.running_settings import Machine
from pipeline.speech.engines import EngineFailure, Line, Speech, find_engine, worker
from pipeline.speech.engines.native import _as_wav, _complete, native_driver
from pipeline.speech.engines.wav import read_wav
from pipeline.speech.pool import SpeechPool

TEXTS = ("This is the first of three.", "This is the second one, a little longer.", "And the last.")


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """Speak by pyttsx3's own driver, in a worker: one library a process."""
    with SpeechPool(tmp_path_factory.mktemp("native"), Machine()) as pool:

        def speak(manner, *texts):
            return pool.speak_all("pyttsx3", manner, tuple(map(Line, texts)))

        yield speak


def wav(n_samples):
    size = 2 * n_samples
    head = struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, 8_000, 16_000, 2, 16
    )
    return head + struct.pack("<4sI", b"data", size) + bytes(size)


def test_every_text_comes_back_whole_and_in_order(spoken, manner, capfd):
    found = spoken(manner({"driver": "espeak"}), *TEXTS)
    assert all(isinstance(speech, Speech) for speech in found), found
    lengths = [len(speech.pcm) / 2 / speech.rate_hz for speech in found]
    assert lengths[1] > lengths[0] > lengths[2] > 0.4
    assert capfd.readouterr().out == ""


def test_a_voice_the_system_lacks_is_refused_with_those_it_has(spoken, manner):
    with pytest.raises(VoiceError, match="this system has no voice 'Nobody'"):
        spoken(manner({"driver": "espeak"}, voice="Nobody"), "Hello.")


def test_a_header_alone_is_no_speech_yet(tmp_path):
    path, content = tmp_path / "speech.wav", wav(40_000)
    path.write_bytes(wav(0))
    writer = threading.Timer(0.2, path.write_bytes, [content])
    writer.start()
    assert _complete(path).read_bytes() == content
    writer.join()


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path):
    path, content = tmp_path / "speech.wav", wav(40_000)

    def write_slowly():
        with path.open("wb", buffering=0) as file:
            for at in range(0, len(content), 20_000):
                file.write(content[at : at + 20_000])
                time.sleep(0.03)

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert _complete(path).stat().st_size == len(content)
    writer.join()


def test_a_file_that_never_comes_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.speech.engines.native._LIMIT_S", 0.1)
    with pytest.raises(EngineFailure, match="had not written"):
        _complete(tmp_path / "speech.wav")


def test_what_macos_writes_is_read_too(tmp_path):
    import imageio_ffmpeg

    source, aiff = tmp_path / "in.wav", tmp_path / "speech.wav"
    source.write_bytes(wav(8_000))
    argv = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-i",
        str(source),
        "-f",
        "aiff",
        str(aiff),
    ]
    subprocess.run(argv, check=True, timeout=30)
    assert read_wav(_as_wav(_complete(aiff))) == Speech(bytes(16_000), 8_000)


@pytest.mark.parametrize(
    ("platform", "driver"), [("darwin", "nsss"), ("win32", "sapi5"), ("linux", "")]
)
def test_each_system_has_its_own_driver(platform, driver, monkeypatch):
    monkeypatch.setattr("sys.platform", platform)
    assert native_driver() == driver


def test_the_worker_keeps_one_engine_for_one_manner(manner):
    place = find_engine("command")
    once, again = (worker._engine(place, manner({"argv": "cat"})) for _ in range(2))
    assert once is again
