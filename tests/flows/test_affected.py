"""What a change of a word changes in what is published: found, told, and made again."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.prefect

QUICK = 'engine = "pyttsx3"\nrate_wpm = 200\n'
ROLES = ("narrator", "heading", "quote", "aside")


@pytest.fixture
def show_of_two(tmp_path, monkeypatch):
    """A show of two short essays, spoken by espeak-ng, and nobody's lexicons but its own."""
    from pipeline.settings.show_file import load_show

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    for folder in ("voices", "essays"):
        (tmp_path / folder).mkdir()
    (tmp_path / "voices" / "quick.toml").write_text(QUICK)
    roles = "".join(f'{role} = "quick"\n' for role in ROLES)
    (tmp_path / "show.toml").write_text(f"[voices]\n{roles}")
    (tmp_path / "essays" / "one.md").write_text("# One\n\nZorblax came. Nobody knew why.\n")
    (tmp_path / "essays" / "two.md").write_text("# Two\n\nNothing happened here.\n")
    return load_show(tmp_path / "show.toml")


def run(*argv: str) -> str:
    from click.testing import CliRunner

    from flows.command import essaycast

    result = CliRunner().invoke(essaycast, argv, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


@pytest.mark.slow
def test_one_word_mended_changes_the_clips_that_hold_it_and_no_others(served, show_of_two):
    from flows.affected import affected
    from flows.produce import produce_episode

    root = show_of_two.root
    produce_episode("essays/one.md", show_file=str(root / "show.toml"))
    assert not list(affected(show_of_two))
    assert "voices/lexicon/en.toml" in run("say", "Zorblax", "--like", "zor blacks")
    (one,) = affected(show_of_two)
    assert [change.utterance.text for change in one.changes] == ["Zorblax came."]
    assert (one.n_to_speak, one.n_gone) == (1, 1)
    assert one.changes[0].before == "Zorblax came."
    assert "one: 1 sentence, 1 clip to speak" in run("affected")
    run("make", "--affected")
    assert not list(affected(show_of_two))


def test_a_word_is_said_at_every_reach_and_as_before_again(show_of_two, tmp_path):
    from flows.sources import essay_of
    from pipeline.errors import UsageError
    from pipeline.script import write_script

    def spoken() -> list[str]:
        essay = essay_of("essays/one.md", "", show_of_two.for_reading)
        return [one.spoken for one in write_script(essay, show_of_two.for_script).utterances]

    before = spoken()
    for reach in (
        ("--in", "here", "--of", "essays/one.md", "--sentence", "came"),
        ("--in", "essay", "--of", "essays/one.md"),
        ("--in", "show"),
        ("--in", "everywhere"),
    ):
        run("say", "Zorblax", "--like", "zed", *reach)
        assert "zed came." in spoken()
        run("say", "Zorblax", "--as-before", *reach)
        assert spoken() == before
    assert not (tmp_path / "essays" / "one.essaycast.toml").exists()
    with pytest.raises(UsageError, match="its essay must be known"):
        run("say", "Zorblax", "--like", "zed", "--in", "here")
    with pytest.raises(UsageError, match="0 sentences hold"):
        run("say", "a", "--like", "b", "--in", "here", "--of", "essays/one.md", "--sentence", "zz")


def test_a_word_tells_how_it_sounds_and_why(show_of_two):
    assert "voice's own" in run("say", "Zorblax")
    assert "lexicon technology.toml" in run("say", "NASA")
    assert "chosen by its sentence" in run("say", "read")
