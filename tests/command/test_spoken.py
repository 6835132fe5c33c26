"""What an engine is given, and what it sounds, a line for each line."""

import pytest
from click.testing import CliRunner

from flows.command.spoken_command import spoken


def told(*argv):
    return CliRunner().invoke(spoken, argv, input="The APIs of AI.\n\nI read it.\n")


def test_each_line_has_its_phonemes_and_nothing_has_none():
    result = told("--phonemes", "narrator")
    assert result.output.splitlines() == [
        "ði ˌeɪˌpiˈaɪz ʌv ˌeɪˈaɪ.",
        "",
        "ˌaɪ ˈɹɛd ɪt.",
    ]


def test_what_an_engine_is_given_is_its_own_spelling(tmp_path, monkeypatch):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "robot.toml").write_text('engine = "pyttsx3"\nvoice = "en-us"\n')
    monkeypatch.chdir(tmp_path)
    assert told("--for", "robot").output.splitlines()[0] == "The A.P.I's of AI."
    assert told().output.splitlines() == ["The A.P.I.s of A.I.", "", "I read it."]


@pytest.mark.parametrize("argv", [("--for", "narrator", "--phonemes", "narrator")])
def test_one_question_at_a_time(argv):
    assert told(*argv).exit_code == 2
