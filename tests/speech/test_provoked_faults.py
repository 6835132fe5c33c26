"""Faults that an engine can have are heard: another voice, other sounds, a broken model."""

from dataclasses import replace

import pytest

from pipeline.errors import ToolMissingError
from pipeline.speech.engines import Line, Manner
from pipeline.speech.listening import Verdict, listen

TEXTS = (
    "The ship had left the harbour long before anyone thought of asking where it went.",
    "What surprised everybody was how little of the old town had been changed by the fire.",
    "She opened the second letter, read it twice, and put it back into the drawer.",
    "Most people who try this for a week never go back to the way they worked before.",
)
VOICES = ("heart", "bright", "alto", "tenor", "baritone")


@pytest.fixture(scope="module")
def spoken(pool):
    """Speak one text by each voice, once."""
    return {
        voice: pool.speak_all("neural", Manner(voice, 165), [Line(TEXTS[0])])[0] for voice in VOICES
    }


@pytest.mark.parametrize("voice", VOICES)
def test_another_voice_than_the_one_that_was_to_speak_is_doubtful(spoken, voice):
    for name, speech in spoken.items():
        judgement = listen(TEXTS[0], speech, 165, f"neural/{voice}")
        assert (judgement.verdict is Verdict.HEARD) == (name == voice), (name, judgement.reason)


def test_a_clip_of_an_engine_that_was_killed_while_it_spoke_is_not_as_written(spoken):
    speech = spoken["heart"]
    for tenth in range(1, 10):
        cut = replace(speech, pcm=speech.pcm[: len(speech.pcm) // 20 * tenth * 2])
        judgement = listen(TEXTS[0], cut, 165, "neural/heart")
        assert judgement.verdict is Verdict.NOT_AS_WRITTEN


@pytest.fixture
def engine():
    """Return the natural voice in this process."""
    from pipeline.speech.engines.neural.neural_engine import Neural

    return Neural(Manner("heart", 165))


@pytest.mark.slow
def test_a_table_of_phonemes_shifted_by_one_is_heard_in_every_sentence(engine, monkeypatch):
    from pipeline.speech.engines.neural import neural_speech
    from pipeline.speech.engines.neural.model_table import OWN

    model = neural_speech.model(OWN)
    numbers = sorted(model._ids.values())
    following = dict(zip(numbers, [*numbers[1:], numbers[0]], strict=True))
    monkeypatch.setattr(model, "_ids", {it: following[n] for it, n in model._ids.items()})
    for text in TEXTS:
        judgement = listen(text, engine.speak(text), 165, "neural/heart")
        assert judgement.verdict is Verdict.NOT_AS_WRITTEN, text


def test_a_model_with_one_corrupted_weight_is_not_opened(tmp_path):
    from pipeline.speech.engines.neural.wheel import checked_model, model_path

    content = bytearray(model_path().read_bytes())
    content[len(content) // 2] ^= 0x40
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(content)
    with pytest.raises(ToolMissingError, match="SHA-256"):
        checked_model(broken)
