"""Clips of an episode understood by a recogniser, and held against what was to be said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np
import soxr

from pipeline.languages import spoken
from pipeline.speech.engines.neural.neural_speech import sounded
from pipeline.speech.engines.text import speakable
from pipeline.speech.listening.checking import EpisodeClip
from pipeline.speech.listening.heard import Judged
from pipeline.speech.second_ear.packing import GAP_S, Packed, windows
from pipeline.speech.second_ear.recognising import (
    RATE_HZ,
    RecognisedWord,
    Recogniser,
    understood,
    version,
)
from pipeline.speech.second_ear.sound_differences import difference
from pipeline.tools.clips import find_clip, unpacked
from pipeline.tools.store import Store
from pipeline.tools.timecode import seconds

if TYPE_CHECKING:
    from pipeline.speech.listening.heard import Samples

NAME = "words"
"""Of this ear, among the others."""
_FULL_SCALE = 32_768.0
_UNSURE = 0.5
"""Mean probability of the words, below which the recogniser is guessing."""
_LONGEST_S = 28.0
"""What takes longer is not understood whole."""


def listen_again(
    clips: Sequence[EpisodeClip], store: Store, recognise: Recogniser = understood
) -> dict[str, Judged]:
    """Return what the second ear says of each clip, listening only to what it has not heard.

    What is doubted in a window of several is heard once more alone, and the better counts.

    Args:
        clips: Of an episode in English; recordings (speed 0) and clips that are gone are left out.
        store: Where clips lie, and what was heard of them is kept.
        recognise: The recogniser.

    Returns:
        Clip key → what is said of it.

    Raises:
        StorageError: The store cannot be used.
    """
    told: dict[str, Judged] = {}
    new: dict[str, tuple[EpisodeClip, str]] = {}
    lengths: list[float] = []
    for clip in clips:
        if not clip.rate_wpm or clip.key in told or clip.key in new:
            continue
        key = f"verdicts/{_identity(clip)}"
        kept = store.get(key)
        if kept is not None:
            told[clip.key] = Judged(*json.loads(kept))
        elif (found := find_clip(store, clip.key)) is not None:
            new[clip.key] = clip, key
            lengths.append(seconds(found.n_samples, found.rate_hz))
    waiting = list(new.values())
    texts = [speakable(clip.spoken) for clip, _ in waiting]
    judgements = judged(
        texts, lengths, lambda packed: _samples(waiting[packed.index][0], store, packed), recognise
    )
    for (clip, key), judgement in zip(waiting, judgements, strict=True):
        store.put(key, json.dumps(astuple(judgement), ensure_ascii=False).encode())
        told[clip.key] = judgement
    return told


def judged(
    texts: Sequence[str],
    lengths_s: Iterable[float],
    sound: Callable[[Packed], Samples],
    recognise: Recogniser = understood,
) -> Iterator[Judged]:
    """Yield what is said of each text, in their order, window by window.

    What is doubted in a window of several is heard once more alone, and the better counts.

    Args:
        texts: What was to be said.
        lengths_s: How long each takes; asked for no earlier than its window is packed.
        sound: The samples of one, at :data:`RATE_HZ`, exactly as long as its place.
        recognise: The recogniser.
    """
    for window in windows(lengths_s):
        for packed, words in zip(window, _heard_in(window, sound, recognise), strict=True):
            judgement = judge(texts[packed.index], words)
            if (judgement.score or judgement.unsure) and len(window) > 1:
                alone = Packed(packed.index, 0.0, packed.end_s - packed.start_s)
                (by_itself,) = _heard_in([alone], sound, recognise)
                again = judge(texts[packed.index], by_itself)
                judgement = min(judgement, again, key=lambda it: (it.unsure, it.score))
            yield judgement


def judge(text: str, words: Sequence[RecognisedWord]) -> Judged:
    """Judge what was understood of one clip.

    Args:
        text: What was to be said, as the engine was given it.
        words: What was understood.
    """
    meant = [(word, sounded(word, ())) for word in text.split()]
    meant = [it for it in meant if it[1]]
    if not meant:
        return Judged()
    heard = "".join(word.text for word in words).strip()
    sure = fmean(word.probability for word in words) if words else 0.0
    if not heard or sure < _UNSURE:
        return Judged(reason="the recogniser is unsure of itself", unsure=True, heard=heard)
    form = spoken(heard, language="en").text
    found = difference(meant, " ".join(sounded(word, ()) for word in form.split()))
    if not found.score:
        return Judged(heard=heard, names=found.named)
    what = f"“{found.words}” is not what is heard" if found.words else "more is heard than meant"
    return Judged(found.score, f"{what}: {heard}", heard=heard, names=found.named)


def _heard_in(
    window: Sequence[Packed], sound: Callable[[Packed], Samples], recognise: Recogniser
) -> Iterator[list[RecognisedWord]]:
    """Yield the words understood where each of *window* lies."""
    parts: list[Samples] = []
    for packed in window:
        parts += [sound(packed), _silence(GAP_S)]
    words = recognise(np.concatenate(parts))
    for packed in window:
        first, last = packed.start_s - GAP_S / 2, packed.end_s + GAP_S / 2
        inside = [it for it in words if first <= (it.start_s + it.end_s) / 2 < last]
        too_long = packed.end_s - packed.start_s > _LONGEST_S
        yield [] if too_long else inside


def _samples(clip: EpisodeClip, store: Store, packed: Packed) -> Samples:
    """Return the clip at the recogniser's rate, exactly as long as its place in the window."""
    length = round((packed.end_s - packed.start_s) * RATE_HZ)
    content = store.get(clip.key)
    if content is None:  # gone since it was looked for
        return _silence(length / RATE_HZ)
    found, pcm = unpacked(clip.key, content)
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    samples = soxr.resample(samples, found.rate_hz, RATE_HZ, "MQ")[:length]
    return np.pad(samples, (0, length - samples.size))


def _silence(length_s: float) -> Samples:
    return np.zeros(round(length_s * RATE_HZ), np.float32)


def _identity(clip: EpisodeClip) -> str:
    return hashlib.sha256(f"{_second_ear()} {clip.key} {clip.spoken}".encode()).hexdigest()


@cache
def _second_ear() -> str:
    """Return the digest of this package's modules and the recogniser's version."""
    digest = hashlib.sha256(version().encode())
    for module in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()
