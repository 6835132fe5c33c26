"""What there is to speak with, told to those who choose."""

import wave

import pytest

from pipeline.errors import StorageError, VoiceError
from pipeline.speech.voice_catalogue import engine_status, speak_sample, voice_list


def test_every_profile_and_engine_is_listed_with_its_voices(show, pool):
    listed = voice_list(show.casting, pool)
    assert {"narrator", "quote"} <= {profile.name for profile in listed.profiles}
    engines = {engine.name: engine for engine in listed.engines}
    assert {"command", "piper", "pyttsx3"} <= set(engines)
    names = [voice.name for voice in engines["pyttsx3"].voices]
    assert "en-us" in names[:12], "the show's language comes first"
    assert "fr-fr" in names


@pytest.mark.parametrize(("name", "rate_hz"), [("quote", 24_000), ("en-us+f3", 22_050)])
def test_a_profile_or_a_voice_speaks_a_sample(name, rate_hz, show, store, pool):
    target = speak_sample(name, show.root / "sample.wav", show.casting, store, pool)
    with wave.open(str(target)) as file:
        assert file.getparams()[:3] == (1, 2, rate_hz)
        assert 2 < file.getnframes() / file.getframerate() < 12


def test_a_sample_of_nobody_says_so_and_writes_nothing(show, store, pool):
    with pytest.raises(VoiceError, match="no profile or voice 'nobody'"):
        speak_sample("nobody", show.root / "sample.wav", show.casting, store, pool)
    with pytest.raises(StorageError, match="cannot be written"):
        speak_sample("quote", show.root / "no" / "sample.wav", show.casting, store, pool)
    assert not list(show.root.glob("*sample*"))


def test_every_voice_reads_the_same_paragraph_on_one_page(show, pool, monkeypatch):
    from flows.voice_comparison import write_comparison
    from pipeline.speech import comparison

    monkeypatch.setattr(comparison, "ENGINES", ("neural",))
    folder = show.root / "voices"
    folder.mkdir()
    (folder / "zzz.toml").write_text('engine = "command"\noptions = { argv = ["no-such-thing"] }\n')
    text = ("Is <b>it</b> high tide?",)
    found = list(comparison.compared(show.casting, pool, text))
    by_name = {reading.name: reading for reading in found}
    assert {"narrator", "quote", "bright", "espeak-ng", "zzz"} <= set(by_name)
    assert "heart" not in by_name, "a voice that a profile has is heard once"
    assert "no-such-thing" in by_name["zzz"].failed
    assert 60 < by_name["narrator"].words_per_minute < 260
    assert "Apache-2.0" in by_name["bright"].licence
    page = write_comparison(found, text, show.root / "voices.html", "en").read_text()
    assert page.count("<audio") == len(found) - 1
    assert "Is &lt;b&gt;it&lt;/b&gt; high tide?" in page


def test_doctor_is_told_what_is_used_and_why(show):
    rows = engine_status(show.casting, show.root, show.machine)
    named = {row.what.partition(" (")[0]: row for row in reversed(rows)}
    assert named["libespeak-ng"].version
    assert named["libespeak-ng"].why.startswith("used:")
    assert named["natural voice"].version == "hibari-tts 0.2.1"
    assert {"voice profile narrator", "voice profile quote"} <= {row.what for row in rows}
    assert all(row.found for row in rows)


def test_doctor_is_told_what_a_profile_lacks(show):
    folder = show.root / "voices"
    folder.mkdir()
    (folder / "narrator.toml").write_text('engine = "piper"\noptions = { model = "none.onnx" }\n')
    (folder / "guest.toml").write_text(
        'engine = "command"\noptions = { argv = ["no-such-thing"] }\n'
    )
    (row,) = (
        row
        for row in engine_status(show.casting, show.root, show.machine)
        if row.what == "voice profile narrator"
    )
    assert not row.found
    assert "NAME.onnx" in row.mend
    (row,) = (
        row
        for row in engine_status(show.casting, show.root, show.machine)
        if row.what == "voice profile guest"
    )
    assert "no-such-thing" in row.why


def test_doctor_is_told_how_to_get_a_library_that_is_missing(show, monkeypatch):
    monkeypatch.setattr("pipeline.speech.engines.espeak.library.libraries", tuple)
    rows = engine_status(show.casting, show.root, show.machine)
    (first,) = (row for row in rows if row.what == "libespeak-ng")
    assert not first.found
    assert "pip install espeakng-loader" in first.mend
