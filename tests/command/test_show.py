"""What show.toml may say, and what is said of it when it may not."""

import pytest

from pipeline.errors import ShowError, VoiceError
from pipeline.settings.profiles import load_profile, profile_names
from pipeline.settings.show import load_show
from pipeline.values.script import Role

WRONG = {
    "titel = 'x'": "Did you mean 'title'?",
    "[audio]\nbitrte_kbps = 96": "Did you mean 'bitrate_kbps'?",
    "[audo]\nformat = 'mp3'": "Did you mean 'audio'?",
    "[audio]\nbitrate_kbps = 97": "audio.bitrate_kbps = 97",
    "[audio]\nformat = 'wav'": "audio.format = 'wav'",
    "[pauses]\nsentence = -1": "pauses.sentence = -1",
    "[schedule]\ntimezone = 'Mars/Olympus'": "there is no time zone 'Mars/Olympus'",
    "title = ": "not valid TOML",
    "root = '/'": "unknown key 'root'",
    "qqqqqqqq = 1": "unknown key 'qqqqqqqq'",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_show_is_refused_by_naming_the_key_and_how_to_mend_it(text, tmp_path):
    path = tmp_path / "show.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ShowError) as refusal:
        load_show(path)
    assert WRONG[text] in str(refusal.value)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value) or "TOML" in str(refusal.value)


def test_a_show_file_that_is_asked_for_must_exist(tmp_path):
    with pytest.raises(ShowError, match="there is no such show file"):
        load_show(tmp_path / "none.toml")


def test_without_a_show_file_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    show = load_show()
    assert show.output_folder == tmp_path / "output"
    assert {load_profile(show.voices.for_role(role), show.voice_folders).name for role in Role}


def test_speakers_keep_their_voices_in_order_of_appearance(tmp_path):
    voices = load_show_text(tmp_path, "[voices]\nnamed = {Ada = 'guest'}").voices
    people = ("Ada", "Bo", "Cy")
    given = [voices.for_role(Role.SPEAKER, name, people) for name in people]
    assert given == ["guest", "quote", "guest"]


def test_an_unknown_profile_is_refused_with_the_near_one(tmp_path):
    folders = load_show_text(tmp_path, "").voice_folders
    with pytest.raises(VoiceError, match="Did you mean 'narrator'"):
        load_profile("narator", folders)
    assert "quote" in profile_names(folders)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", "."])
def test_a_profile_is_a_name_and_never_a_path(name, tmp_path):
    with pytest.raises(VoiceError):
        load_profile(name, load_show_text(tmp_path, "").voice_folders)


def load_show_text(folder, text):
    path = folder / "show.toml"
    path.write_text(text, encoding="utf-8")
    return load_show(path)
