"""Learn the network that hears sounds, and write it where the package looks.

    .venv/bin/python benchmarks/sound_network_training.py DIR [--sentences 900] [--keep DIR]

DIR holds essays, as for ``false_alarms.py``; what is learned from them is not to be measured on
them. Each sentence is spoken by the default narrator and another of the voices in turn; what a
frame sounds like is told by the engine's own times. The shipped network was learned so from eight
essays of six authors, 1,278 clips, 2.2 hours. Learned from half of them, it tells 72 of 100 frames
of the others right by the narrator, 61 to 68 by the other voices. Half a minute on a quiet machine,
once the clips are there.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
from false_alarms import DEFAULT, OTHERS, kept_in, stretches
from numpy.typing import NDArray

from pipeline.settings.running_settings import Machine
from pipeline.speech import listening
from pipeline.speech.listening.cepstra import FRAME_S, cepstra
from pipeline.speech.listening.heard import Samples
from pipeline.speech.listening.sound_network import LOUD_DB, SILENT_DB, VOWEL_DB, around
from pipeline.speech.manner import heard_voice
from pipeline.speech.pool import SpeechPool
from pipeline.speech.speaking import speak
from pipeline.tools.clips import phoneme_times, unpacked

HIDDEN, EPOCHS, BATCH, RATE = 192, 9, 512, 2e-3
LONGEST_FRAMES = 15
SILENCE_KEPT = 0.25
"""Of silent frames: there are more of them than of any sound."""
OWN_SHARE, MOST_TIMES = 3, 4
"""Other voices count a third of the narrator, at most four times each clip."""
DECAY, DECAY_OF_SQUARES, TINY = 0.9, 0.999, 1e-8
"""Adam's (Kingma and Ba, 2014)."""


@dataclass(frozen=True, slots=True)
class Example:
    """One clip."""

    voice: str
    cepstra: Samples
    sounds: tuple[str | None, ...]
    """Of each frame; empty for silence, None where it is not to be known."""


def examples(essays: Path, n_sentences: int, folder: Path) -> list[Example]:
    """Speak the essays, and return each clip with what it says where."""
    store, found = kept_in(folder), []
    paths = sorted(path for path in essays.iterdir() if path.is_file())
    with SpeechPool(folder, Machine()) as pool:
        for path in paths:
            for n, chunk in enumerate(stretches(path, -(-n_sentences // len(paths)))):
                for profile in (DEFAULT, OTHERS[n % len(OTHERS)]):
                    for clip in speak(replace(chunk, profile=profile), store, pool).clips:
                        content = store.get(clip.key) or b""
                        found.append(example(heard_voice(profile), clip.key, content))
    return found


def example(voice: str, key: str, content: bytes) -> Example:
    clip, pcm = unpacked(key, content)
    samples = np.frombuffer(pcm, "<i2").astype(np.float32) / 32_768
    heard = cepstra(samples, clip.rate_hz)
    sounds: list[str | None] = [None] * len(heard)
    for (ipa, start), (_, end) in pairwise(phoneme_times(key, content)):
        first, last = (int(np.ceil(at / clip.rate_hz / FRAME_S)) for at in (start, end))
        last = min(last, first + LONGEST_FRAMES, len(sounds))
        sounds[first:last] = [ipa] * max(last - first, 0)
    for frame in np.flatnonzero(heard[:, 0] < SILENT_DB):
        sounds[frame] = ""
    return Example(voice, heard, tuple(sounds))


def learned(found: list[Example], lot: np.random.Generator) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the network's file."""
    voices = sorted({it.voice for it in found}, key=lambda it: it != heard_voice(DEFAULT))
    symbols = ["", *sorted({sound for it in found for sound in it.sounds if sound})]
    numbers = {symbol: number for number, symbol in enumerate(symbols)}
    by_voice = [np.concatenate([it.cepstra for it in found if it.voice == v]) for v in voices]
    loud = [frames[frames[:, 0] > LOUD_DB] for frames in by_voice]
    vowels = [frames[frames[:, 0] > VOWEL_DB] for frames in by_voice]
    means, spreads = (np.array([f(it, axis=0) for it in loud]) for f in (np.mean, np.std))
    inputs, targets, owners = [], [], []
    for it in found:
        voice = voices.index(it.voice)
        which = np.array([-1 if sound is None else numbers[sound] for sound in it.sounds])
        kept = (which > 0) | ((which == 0) & (lot.random(which.size) < SILENCE_KEPT))
        inputs.append(around((it.cepstra - means[voice]) / spreads[voice])[kept])
        targets.append(which[kept])
        owners.append(np.full(int(kept.sum()), voice))
    owner = np.concatenate(owners)
    counts = np.bincount(owner)
    times = np.clip(np.round(counts[0] / OWN_SHARE / counts), 1, MOST_TIMES).astype(int)
    order = np.repeat(np.arange(owner.size), times[owner])
    weights = descended(
        np.concatenate(inputs).astype(np.float16), np.concatenate(targets), owner, order, lot
    )
    inward, offsets, outward, outward_offset = (it.astype(np.float16) for it in weights)
    return {
        "symbols": np.array(symbols), "voices": np.array(voices), "means": means,
        "spreads": spreads, "vowels": np.array([it.mean(axis=0) for it in vowels]),
        "precisions": np.array([np.linalg.inv(np.cov(it.T)) for it in vowels], np.float32),
        "offsets": offsets, "inward": inward, "outward": outward,
        "outward_offset": outward_offset,
    }  # fmt: skip


def descended(
    inputs: NDArray[np.float16],
    targets: NDArray[np.int64],
    owner: NDArray[np.int64],
    order: NDArray[np.int64],
    lot: np.random.Generator,
) -> list[Samples]:
    """Return weights and offsets that make the targets probable, by gradient descent."""
    n_in, n_out, n_voices = inputs.shape[1], int(targets.max()) + 1, int(owner.max()) + 1
    weights = [
        lot.normal(0, np.sqrt(2 / n_in), (n_in, HIDDEN)), np.zeros((n_voices, HIDDEN)),
        lot.normal(0, np.sqrt(1 / HIDDEN), (HIDDEN, n_out)), np.zeros(n_out),
    ]  # fmt: skip
    weights = [it.astype(np.float32) for it in weights]
    means, squares = ([np.zeros_like(it) for it in weights] for _ in range(2))
    n_steps = EPOCHS * (order.size // BATCH)
    for step in range(n_steps):
        if step % (n_steps // EPOCHS) == 0:
            order = lot.permutation(order)
        start = step % (n_steps // EPOCHS) * BATCH
        batch = order[start : start + BATCH]
        given, voice = inputs[batch].astype(np.float32), owner[batch]
        hidden = np.maximum(given @ weights[0] + weights[1][voice], 0)
        scores = np.exp((it := hidden @ weights[2] + weights[3]) - it.max(axis=1, keepdims=True))
        error = scores / scores.sum(axis=1, keepdims=True)
        error[np.arange(BATCH), targets[batch]] -= 1
        error /= BATCH
        back = (error @ weights[2].T) * (hidden > 0)
        by_voice = np.array([back[voice == it].sum(axis=0) for it in range(n_voices)])
        slopes = [given.T @ back, by_voice, hidden.T @ error, error.sum(axis=0)]
        rate = RATE * (1 - 0.97 * step / n_steps)
        for which, slope in enumerate(slopes):
            means[which] = DECAY * means[which] + (1 - DECAY) * slope
            squares[which] = DECAY_OF_SQUARES * squares[which] + (1 - DECAY_OF_SQUARES) * slope**2
            mean = means[which] / (1 - DECAY ** (step + 1))
            square = squares[which] / (1 - DECAY_OF_SQUARES ** (step + 1))
            weights[which] -= rate * mean / (np.sqrt(square) + TINY)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("essays", type=Path)
    parser.add_argument("--sentences", type=int, default=900)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = (asked.keep or Path(folder)).resolve()
        found = examples(asked.essays, asked.sentences, kept)
    with Path(str(files(listening).joinpath("sound_network.npz"))).open("wb") as target:
        np.savez_compressed(target, **learned(found, np.random.default_rng(0)))


if __name__ == "__main__":
    main()
