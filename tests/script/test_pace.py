"""How long speech is expected to take."""

import pytest

from pipeline.errors import VoiceError
from pipeline.script.pace import CHARACTERS_PER_WORD, estimated_length
from pipeline.settings.show import Show
from pipeline.values.script import Pause, Role, Span, Utterance


def test_an_utterance_takes_its_characters_at_the_narrators_rate_and_its_pause(tmp_path):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "slow.toml").write_text("rate_wpm = 60\n", encoding="utf-8")
    show = Show(
        root=tmp_path, voices={"narrator": "slow"}, pauses={"sentence": 500, "by_length": 1}
    )
    said = Utterance(Role.NARRATOR, "ab", "x" * 62, Pause.SENTENCE, Span(None))
    assert estimated_length(show.for_script)(said) == pytest.approx(62 / CHARACTERS_PER_WORD + 0.5)


def test_a_narrator_who_is_not_there_is_named(tmp_path):
    with pytest.raises(VoiceError, match="nobody"):
        estimated_length(Show(root=tmp_path, voices={"narrator": "nobody"}).for_script)
