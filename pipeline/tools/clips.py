"""Clips: how one spoken utterance lies in the store."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
import soxr

from pipeline.errors import StorageError
from pipeline.tools.store import Store
from pipeline.values.sound import Clip, Pcm, Word

_HEADER = struct.Struct("<4sIIII")
_MAGIC = b"CLP2"
_WORD = struct.Struct("<III")
_FULL_SCALE = 32_768.0


def packed(
    pcm: bytes,
    rate_hz: int,
    words: Sequence[tuple[int, int, int]],
    phonemes: Sequence[tuple[str, int]] = (),
) -> bytes:
    """Return a clip as it is stored: header, words, phonemes, raw samples.

    Args:
        pcm: Little-endian signed 16-bit mono samples, as the engine gave them.
        rate_hz: The engine's sampling rate in hertz.
        words: ``(start, end, at)`` as in :class:`pipeline.values.sound.Word`.
        phonemes: ``(ipa, at)``: each sound and the sample it begins at.
    """
    lines = "".join(f"{at} {ipa}\n" for ipa, at in phonemes).encode()
    header = _HEADER.pack(_MAGIC, rate_hz, len(pcm) // 2, len(words), len(lines))
    return b"".join((header, *(_WORD.pack(*word) for word in words), lines, pcm))


def unpacked(key: str, content: bytes) -> tuple[Clip, memoryview]:
    """Return the clip stored under *key* as *content*, and its raw 16-bit samples.

    Raises:
        StorageError: *content* is no clip of this version.
    """
    rate_hz, n_samples, phonemes, begin = _layout(key, content)
    words = tuple(Word(*word) for word in _WORD.iter_unpack(content[_HEADER.size : phonemes]))
    return Clip(key, n_samples, rate_hz, words), memoryview(content)[begin:]


def phoneme_times(key: str, content: bytes) -> tuple[tuple[str, int], ...]:
    """Return the sounds of the clip stored under *key* as *content*, in IPA.

    Returns:
        ``(ipa, at)``: each sound and the sample it begins at; empty where the engine told none.

    Raises:
        StorageError: *content* is no clip of this version.
    """
    _, _, start, end = _layout(key, content)
    lines = (line.partition(" ") for line in content[start:end].decode().splitlines())
    return tuple((ipa, int(at)) for at, _, ipa in lines)


def _layout(key: str, content: bytes) -> tuple[int, int, int, int]:
    """Return rate, number of samples, and where phonemes and samples begin."""
    fits = len(content) >= _HEADER.size
    header = _HEADER.unpack_from(content) if fits else (b"", 0, 0, 0, 0)
    magic, rate_hz, n_samples, n_words, phonemes_bytes = header
    phonemes = _HEADER.size + n_words * _WORD.size
    begin = phonemes + phonemes_bytes
    if magic != _MAGIC or len(content) != begin + 2 * n_samples:
        raise StorageError("this is no clip", where=key, mend="Run 'essaycast cache verify'")
    return rate_hz, n_samples, phonemes, begin


def find_clip(store: Store, key: str) -> Clip | None:
    """Return the clip stored under *key* if it is there and intact."""
    content = store.get(key)
    return None if content is None else unpacked(key, content)[0]


def load_clip(store: Store, clip: Clip | str) -> Pcm:
    """Return the samples of *clip*.

    Args:
        store: Where it was put.
        clip: The clip, or its key.

    Returns:
        float32, shape (n_samples,), full scale ±1.0, at the clip's own rate.

    Raises:
        StorageError: It is not there any more, or damaged.
    """
    key = clip if isinstance(clip, str) else clip.key
    content = store.get(key)
    if content is None:
        raise StorageError(
            "the clip is not in the store any more",
            where=key,
            mend="Run the same command again: what is missing is spoken again",
        )
    samples = np.frombuffer(unpacked(key, content)[1], dtype="<i2")
    pcm: Pcm = np.multiply(samples, np.float32(1 / _FULL_SCALE), dtype=np.float32)
    return pcm


def resampled(pcm: Pcm, rate_hz: int, to_hz: int) -> Pcm:
    """Return *pcm*, sampled at *rate_hz*, as sampled at *to_hz*."""
    return pcm if rate_hz == to_hz else np.asarray(soxr.resample(pcm, rate_hz, to_hz), np.float32)
