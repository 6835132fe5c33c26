"""What show.toml may say, and what is said of it when it may not."""

import json

import pytest
from click.testing import CliRunner

from flows.command import essaycast
from pipeline.errors import ShowError, UsageError, VoiceError
from pipeline.settings.profiles import load_profile, profile_names
from pipeline.settings.show import Show
from pipeline.settings.show_file import load_show
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
    "base_url = 'javascript:alert(1)'": "base_url = 'javascript:alert(1)': give an address",
    "base_url = 'https://e.org/?a'": "give an address",
    "base_url = 'https://e.org:x/'": "give an address",
    "base_url = 'https://me:secret@e.org/'": "give an address",
    "base_url = 'https://e .org/'": "give an address",
    "[publish]\nurl = 'javascript:x'": "give a folder, or an address",
    "link = 'javascript:alert(1)'": "link = 'javascript:alert(1)': give an address",
    "language = '\"><x>'": "give a language tag",
    "language = ''": "give a language tag",
    "[schedule]\ncron = 'every night'": "give five fields",
    "[schedule]\ncron = '61 2 * * *'": "'61' is no minute, which is 0 to 59",
    "[schedule]\ncron = '0 2 * 13 *'": "'13' is no month",
    "[schedule]\ncron = '0 2 * * */0'": "is no day of the week",
    "output = ''": "none to publish in",
    "output = '/'": "none to publish in",
    "output = '.'": "none to publish in",
    "output = 'a/../..'": "none to publish in",
    "output = 'essays'": "the source 'essays' lies there",
    "output = '.essaycast/x'": "the working state lies there",
    "output = '~'": "your home folder",
    "output = '~nobody-of-that-name/x'": "there is no user 'nobody-of-that-name'",
    "title = ''": "title = '': give it a name",
    "title = ' — '": "give it a name",
    'title = "a\\u001b[31m"': "it holds a control character",
    'sources = ["essays", "a\\u0000b"]': "it holds a control character",
    "category = '<x>'": "this is none of Apple's categories; they are Arts, Business",
    "category = 'Tecnology'": "did you mean 'Technology'?",
    "category = ''": "this is none of Apple's categories",
    "[feed]\nsubcategory = 'Books'": "feed.subcategory = 'Books': this is none of those",
    "[feed]\nowner_email = 'Ada <ada>'": "give an address as ada@example.org",
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


@pytest.mark.parametrize(
    "cron", ["30 2 * * *", "@daily", "*/15 0-6,22 1,15 jan-mar mon-fri", "0 0 L * 7", "0 3/2 * * *"]
)
def test_what_cron_knows_is_a_schedule(cron, tmp_path):
    assert load_show_text(tmp_path, f"[schedule]\ncron = '{cron}'").schedule.cron == cron


def test_a_show_is_found_from_within_its_folders(tmp_path, monkeypatch):
    within = tmp_path / "show" / "essays" / "drafts"
    within.mkdir(parents=True)
    monkeypatch.chdir(within)
    assert load_show().root == within
    (tmp_path / "show" / ".essaycast").mkdir()
    assert load_show().root == tmp_path / "show"  # a show without a file of its own
    (tmp_path / "show" / "essays" / "show.toml").write_text("title = 'Inner'")
    assert load_show().title == "Inner"


def test_a_show_that_others_may_plant_is_not_found(tmp_path, monkeypatch):
    shared = tmp_path / "shared"
    (shared / "mine").mkdir(parents=True)
    (tmp_path / "show.toml").write_text("title = 'Planted'")
    shared.chmod(0o777)
    monkeypatch.chdir(shared / "mine")
    assert load_show().root == shared / "mine"


@pytest.mark.parametrize("output", ["", "/", "."])
def test_an_output_that_is_no_place_of_its_own_is_wrong_use(output, tmp_path):
    with pytest.raises(UsageError, match="none to publish in"):
        Show(root=tmp_path).published_in(output)


def load_show_text(folder, text):
    path = folder / "show.toml"
    path.write_text(text, encoding="utf-8")
    return load_show(path)


def test_a_shell_completes_the_slugs_of_what_is_published(tmp_path, monkeypatch):
    for slug in ("on-tides", "on-hills", "other"):
        (tmp_path / "output" / slug).mkdir(parents=True)
        (tmp_path / "output" / slug / "episode.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    words = {"COMP_WORDS": "essaycast verify on-", "COMP_CWORD": "2"}
    run = CliRunner().invoke(
        essaycast, [], prog_name="essaycast", env={"_ESSAYCAST_COMPLETE": "bash_complete", **words}
    )
    assert [line.partition(",")[2] for line in run.output.split()] == ["on-hills", "on-tides"]


@pytest.mark.parametrize("command", ["doctor", "feed"])
def test_a_program_gets_one_json_document(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(essaycast, [command, "--json"])
    assert isinstance(json.loads(run.stdout), dict)
