"""Material for the sound stages: speech-like clips in a store, and the script they speak."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pipeline.settings.show import Show
from pipeline.sound.timeline import stitch
from pipeline.tools.clips import packed
from pipeline.tools.store import Store, open_store
from pipeline.values.script import Pause, Piece, Role, Script, ScriptChapter, Span, Utterance
from pipeline.values.sound import Clip, SpokenChunk, Timeline, Word

CLIP_RATE_HZ = 22_050
SENTENCES = (
    "The harbour clock ran four minutes slow.",
    "Nobody minded, for the tide  kept better time.",
    "Boats left when the mud let go of them.",
    "A clerk wrote both hours down, side by side.",
    "Years later the ledger settled a lawsuit.",
)


@cache
def speech(n_samples: int, seed: int) -> np.ndarray:
    """Return something with the crest, spectrum and rhythm of speech, about -25 dBFS."""
    random = np.random.default_rng(seed)
    time = np.arange(n_samples) / CLIP_RATE_HZ
    pitch = 110 + 20 * np.sin(2 * np.pi * 0.7 * time + random.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / CLIP_RATE_HZ
    voiced = sum(np.sin(k * phase + random.uniform(0, 6)) / k for k in range(1, 14))
    syllables = np.clip(np.sin(2 * np.pi * 4 * time + random.uniform(0, 6)) + 0.5, 0, None)
    breath = random.standard_normal(n_samples) * 0.02
    return (voiced * syllables * 0.12 + breath) * np.hanning(n_samples) ** 0.1


def clip_of(store: Store, pcm: np.ndarray, words: Sequence[Word] = (), *, silence: int = 2_000):
    """Put *pcm* into *store* with silence around it, as engines give it."""
    around = np.zeros(silence)
    whole = np.concatenate((around, np.clip(pcm, -1, 1), around))
    said = [(word.start, word.end, word.at + silence) for word in words]
    content = packed((whole * 32_767).astype("<i2").tobytes(), CLIP_RATE_HZ, said)
    key = f"clips/{hashlib.sha256(content).hexdigest()}"
    store.put(key, content)
    return Clip(key, len(whole), CLIP_RATE_HZ, tuple(Word(*word) for word in said))


def utterance_of(index: int, pause: Pause = Pause.SENTENCE, role: Role = Role.NARRATOR):
    """Return a sentence, its pieces word by word."""
    text = f"{SENTENCES[index % len(SENTENCES)]} ({index})"
    pieces = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        pieces.append(Piece(at, at + len(word), at, at + len(word)))
        at += len(word)
    return Utterance(role, text, text, pause, Span(0, 0, len(text)), tuple(pieces))


@dataclass(frozen=True)
class Material:
    show: Show
    store: Store
    script: Script
    spoken: tuple[SpokenChunk, ...]

    @property
    def timeline(self) -> Timeline:
        return stitch(self.script, self.spoken, self.store, self.show.for_sound, self.show.machine)

    def on(self, **said) -> Material:
        """Return the same speech for a show with other settings."""
        kept = {"root": self.show.root, "audio": self.show.audio, **said}
        return replace(self, show=Show(**kept))


def material(root: Path, n_sentences: int, *, seed: int = 0, edited: int = -1, **said) -> Material:
    show = Show(root=root, **said)
    store = open_store(show.store)
    clips, utterances = [], []
    for index in range(n_sentences):
        length = int(np.random.default_rng((seed, index)).uniform(1.0, 4.0) * CLIP_RATE_HZ)
        if index == edited:
            length += 5_000
        clips.append(clip_of(store, speech(length, index)))
        pause = Pause.PARAGRAPH if index % 4 == 3 else Pause.SENTENCE
        role = Role.QUOTE if index % 7 == 5 else Role.NARRATOR
        last = index == n_sentences - 1
        utterances.append(utterance_of(index, Pause.END if last else pause, role))
    half = max(1, n_sentences // 8 * 4)
    chapters = (
        ScriptChapter("Slow clocks", tuple(utterances[:half])),
        ScriptChapter("Fast tides", tuple(utterances[half:])),
    )
    script = Script(
        "Harbour", "Ada Quill", "2026-10-05", "https://example.org/h", "en", chapters, ()
    )
    return Material(
        show, store, script, (SpokenChunk("all", 0, "narrator", tuple(clips), cached=False),)
    )


@pytest.fixture
def make(tmp_path) -> Callable[..., Material]:
    def made(n_sentences: int = 12, **said) -> Material:
        return material(said.pop("root", tmp_path), n_sentences, **said)

    return made


@pytest.fixture(scope="session")
def episode(tmp_path_factory) -> Material:
    """About two minutes, three parts; made once."""
    return material(tmp_path_factory.mktemp("episode"), 44)


@pytest.fixture
def store(tmp_path) -> Store:
    return open_store(Show(root=tmp_path).store)


@pytest.fixture
def put_clip() -> Callable[..., Clip]:
    return clip_of


@pytest.fixture
def utterance() -> Callable[..., Utterance]:
    return utterance_of


@pytest.fixture
def speak() -> Callable[[int, int], np.ndarray]:
    return speech


@pytest.fixture(scope="session")
def make_material() -> Callable[..., Material]:
    return material
