import sys
from pathlib import Path

import pytest

from pipeline.settings.running_settings import Machine
from pipeline.settings.show import Show
from pipeline.speech.engines import engine_table
from pipeline.speech.pool import SpeechPool
from pipeline.tools.store import open_store
from pipeline.values.script import Pause, Role, Span, Utterance
from pipeline.values.sound import Chunk, VoiceProfile

ESPEAK = VoiceProfile("narrator", voice="en-us")
MISBEHAVING = VoiceProfile("rogue", engine="misbehaving")


@pytest.fixture
def show(tmp_path):
    return Show(root=tmp_path)


@pytest.fixture
def store(show):
    return open_store(show.store)


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    with SpeechPool(tmp_path_factory.mktemp("pool"), Machine()) as pool:
        yield pool


@pytest.fixture
def rogue_pool(show, monkeypatch):
    """A pool that knows the misbehaving engine, of one impatient worker."""
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent), *sys.path])
    places = {**engine_table.BUILT_IN, "misbehaving": "misbehaving:Misbehaving"}
    monkeypatch.setattr(engine_table, "BUILT_IN", places)
    with SpeechPool(show.root, Machine(workers=1), patience_s=1.0) as pool:
        yield pool


@pytest.fixture
def chunk():
    """Make a chunk of the given texts, by the default engine unless told."""

    def make(*texts, profile=ESPEAK):
        utterances = tuple(
            Utterance(Role.NARRATOR, text, text, Pause.SENTENCE, Span(0, 0, len(text)))
            for text in texts
        )
        return Chunk("001-test", 0, utterances, profile, "en")

    return make


@pytest.fixture
def rogue(chunk):
    """Make a chunk for the misbehaving engine."""
    return lambda *texts: chunk(*texts, profile=MISBEHAVING)
