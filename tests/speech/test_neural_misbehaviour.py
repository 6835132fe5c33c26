"""What a neural model does wrong, provoked: each ends as espeak-ng's faults do."""

import sys
from pathlib import Path

import pytest

from pipeline.errors import SpeechError, ToolMissingError
from pipeline.settings.running_settings import Machine
from pipeline.speech.engines import engine_table
from pipeline.speech.engines.neural.wheel import model_path
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.values.sound import VoiceProfile

FAULTS = {
    "segv": "SIGSEGV",
    "raising": "onnxruntime failed",
    "nan": "no number",
    "silent": "it is silent",
    "endless": "too long",
    "short_of_durations": "durations for",
}


@pytest.fixture(scope="module")
def broken_pool(tmp_path_factory):
    """A pool that knows the broken voice, of one worker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])
        places = {**engine_table.BUILT_IN, "broken": "broken_neural:BrokenNeural"}
        patch.setattr(engine_table, "BUILT_IN", places)
        with SpeechPool(tmp_path_factory.mktemp("broken"), Machine(workers=1)) as pool:
            yield pool


def profile(**options):
    return VoiceProfile("broken", "broken", options=tuple(sorted(options.items())))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_model_that_never_works_fails_the_chunk_naming_it_and_why(
    fault, chunk, broken_pool, store
):
    with pytest.raises(SpeechError, match=FAULTS[fault]) as caught:
        speak(chunk("It rains.", profile=profile(fault=fault)), store, broken_pool)
    assert "piece 001-test" in str(caught.value)
    assert "It rains." in str(caught.value)


@pytest.mark.parametrize("damage", ["truncated", "wrong", "absent"])
def test_another_model_is_refused_at_once(damage, chunk, broken_pool, store, tmp_path):
    content = model_path().read_bytes()
    path = tmp_path / "voice.onnx"
    if damage != "absent":
        changed = content[:-1_000] if damage == "truncated" else b"\x00" + content[1:]
        path.write_bytes(changed)
    wanted = "cannot be read" if damage == "absent" else "not the voice's model"
    with pytest.raises(ToolMissingError, match=wanted):
        speak(chunk("It rains.", profile=profile(model=str(path))), store, broken_pool)
