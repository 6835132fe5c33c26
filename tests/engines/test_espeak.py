import ctypes
import re

import pytest

from pipeline.errors import ToolMissingError, VoiceError
from pipeline.speech.engines.espeak.library import Library, find_library, libraries
from pipeline.speech.engines.espeak.voice_files import for_language, identifier, variants, voices

TEXT = "It was a quiet town, of the kind that keeps $5.25 in a jar."
EVERY_LIBRARY = pytest.mark.parametrize("library", libraries(), ids=lambda it: it.origin)


@EVERY_LIBRARY
def test_a_library_knows_its_own_version(library):
    told = ctypes.CDLL(str(library.path)).espeak_Info
    told.restype = ctypes.c_char_p
    assert told(None).decode().split(" ")[0] == library.version


@EVERY_LIBRARY
def test_every_voice_it_lists_has_a_file_it_can_load(library):
    for voice in voices(library.data):
        assert (library.data / "lang" / identifier(voice.name, library.data)).is_file()


@EVERY_LIBRARY
def test_two_data_folders_never_share_a_digest(library):
    assert re.fullmatch(r"[0-9a-f]{64}", library.digest)
    assert len({it.digest for it in libraries()}) == len(libraries())


def test_the_wheel_goes_before_the_system_unless_the_system_is_preferred(monkeypatch):
    from pipeline.speech.engines.espeak import library as module

    two = [Library(module.Path(name), module.Path(name), name) for name in ("wheel", "system")]
    monkeypatch.setattr(module, "libraries", lambda: tuple(two))
    assert find_library().origin == "wheel"
    assert find_library(prefer_system=True).origin == "system"
    monkeypatch.setattr(module, "libraries", lambda: tuple(two[:1]))
    assert find_library(prefer_system=True).origin == "wheel"
    monkeypatch.setattr(module, "libraries", tuple)
    with pytest.raises(ToolMissingError, match="pip install espeakng-loader"):
        find_library()


@pytest.mark.parametrize(
    ("tag", "voice"),
    [("en", "en-gb"), ("en-US", "en-us"), ("fr", "fr-fr"), ("de-CH", "de"), ("pt-BR", "pt-br")],
)
def test_a_language_has_its_own_voice(tag, voice):
    data = find_library().data
    known = for_language(tag, data)
    assert identifier(known, data) == identifier(voice, data)


def test_an_unknown_language_voice_and_variant_are_refused():
    data = find_library().data
    with pytest.raises(VoiceError, match="no voice for the language 'tlh'"):
        for_language("tlh", data)
    with pytest.raises(VoiceError, match=r"no voice 'en-zz'.*en-us"):
        identifier("en-zz", data)
    with pytest.raises(VoiceError, match=r"no voice variant 'f33'.*f3"):
        identifier("en-us+f33", data)
    assert "f3" in variants(data)


def test_our_driver_speaks_through_pyttsx3_as_its_own_do(in_a_worker):
    told = in_a_worker(_told_by_pyttsx3)
    assert [topic for topic, _ in told][:2] == ["started-utterance", "started-word"]
    assert [topic for topic, _ in told][-1] == "finished-utterance"
    words = [TEXT[said["location"] :][: said["length"]] for topic, said in told if "word" in topic]
    assert words == TEXT.split()


def _told_by_pyttsx3():
    import pyttsx3

    from pipeline.speech.engines.espeak import driver

    engine = pyttsx3.init(driver.register(find_library()))
    told = []
    for topic in ("started-utterance", "started-word", "finished-utterance", "error"):
        engine.connect(topic, lambda topic=topic, **said: told.append((topic, said)))
    engine.say(TEXT, "one")
    engine.runAndWait()
    return told


def test_voices_and_properties_are_told_through_pyttsx3(in_a_worker):
    names, voice, rate = in_a_worker(_properties)
    assert "en-us" in names
    assert (voice, rate) == ("fr-fr", 200)


def _properties():
    import pyttsx3

    from pipeline.speech.engines.espeak import driver

    engine = pyttsx3.init(driver.register(find_library()))
    engine.setProperty("voice", "fr-fr")
    engine.setProperty("rate", 200)
    engine.say("Oui.")
    engine.runAndWait()
    names = [voice.name for voice in engine.getProperty("voices")]
    return names, engine.getProperty("voice"), engine.getProperty("rate")


def test_a_library_that_cannot_be_loaded_is_named(in_a_worker, tmp_path):
    broken = tmp_path / "libespeak-ng.so.1"
    broken.write_bytes(b"not a library")
    with pytest.raises(ToolMissingError, match="cannot be used"):
        in_a_worker(_load, broken, find_library().data)


def test_data_that_cannot_be_read_is_named(in_a_worker, tmp_path):
    with pytest.raises(ToolMissingError, match="cannot read its data"):
        in_a_worker(_load, find_library().path, tmp_path)


def _load(path, data):
    from pipeline.speech.engines.espeak.binding import Binding

    Binding(Library(path, data, "wheel"))


@pytest.fixture
def in_a_worker():
    """Call a function in a fork, as libespeak-ng's state is global; return what it returns."""
    import os
    import pickle

    def call(function, *args):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                outcome = (True, function(*args))
            except Exception as error:  # noqa: BLE001 - raised again by the test
                outcome = (False, error)
            os.write(writer, pickle.dumps(outcome))
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as file:
            content = file.read()
        os.waitpid(child, 0)
        fine, value = pickle.loads(content)
        if not fine:
            raise value
        return value

    return call


def test_a_long_path_to_the_data_is_no_obstacle(in_a_worker, tmp_path):
    deep = tmp_path / ("x" * 100) / ("y" * 100) / "espeak-ng-data"
    deep.parent.mkdir(parents=True)
    deep.symlink_to(find_library().data)
    in_a_worker(_load, find_library().path, deep)
