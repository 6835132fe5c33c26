"""Forced alignment: where in a take each of its words is heard, by a recogniser's model of sounds.

The wheel ``pocketsphinx`` brings the aligner and a model of American speech. It is given the
sounds that were meant, so it needs no dictionary, and finds the best place for each word; where
there is none it refuses.
"""

from __future__ import annotations

import math
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import soxr

from pipeline.speech.engines.ipa import phones
from pipeline.speech.listening.heard import Samples

VERSION = "pocketsphinx 5.1 en-us"
_RATE_HZ = 16_000
"""The model's."""
_FRAME_S = 0.01
_FULL_SCALE = 32_767.0
_OPTIONS = {"ds": 2, "topn": 2, "cmn": "batch"}
"""Sounds are weighed in every second frame, by two components of four: half the time, and the
onsets of words move by less than a frame. The mean is a take's own: what was aligned before is
of no influence."""
_NOISE = 1e-3
"""Of full scale, −60 dBFS, as rooms have it. In digital silence nothing fits, and the aligner
refuses 95 % of what espeak-ng says; with it, none."""
_NOISE_SAMPLES = 1 << 16
_CLOSEST_S = 0.03
"""A sound takes three frames at least; what has more sounds than that cannot be aligned."""
_SOUNDS = {
    "i": "IY", "ɪ": "IH", "ɛ": "EH", "æ": "AE", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "ʊ": "UH",
    "u": "UW", "ʌ": "AH", "ə": "AH", "ɐ": "AH", "ᵊ": "AH", "ᵻ": "IH", "ɜ": "ER", "eɪ": "EY",
    "aɪ": "AY", "ɔɪ": "OY", "aʊ": "AW", "oʊ": "OW", "əʊ": "OW", "tʃ": "CH", "dʒ": "JH", "p": "P",
    "b": "B", "t": "T", "d": "D", "k": "K", "ɡ": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH",
    "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH", "m": "M", "n": "N", "ŋ": "NG", "l": "L",
    "ɹ": "R", "j": "Y", "w": "W", "ɾ": "D", "ʔ": "T",
}  # fmt: skip
"""Member of :data:`pipeline.speech.engines.ipa.PHONES` → the model's name of it."""
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """Where one word is heard."""

    start_s: float
    end_s: float
    fit: float
    """How well its sounds fit, as log likelihood a frame; comparable within one voice."""


def can_align() -> bool:
    """Tell whether the aligner is installed; there is none for every machine."""
    return find_spec("pocketsphinx") is not None


def align(words: Sequence[str], samples: Samples, rate_hz: int) -> tuple[AlignedWord, ...] | None:
    """Find where each of *words* is heard in *samples*.

    Args:
        words: How each word sounds, in IPA; each holds a sound at least.
        samples: Shape (n_samples,), full scale ±1.0.
        rate_hz: Sampling rate in hertz.

    Returns:
        One place for each word, in order; None where the words cannot be found in that order.
    """
    named = [_named(word) for word in words]
    wave = samples if rate_hz == _RATE_HZ else soxr.resample(samples, rate_hz, _RATE_HZ, "MQ")
    n_sounds = sum(len(name.split()) for name in named)
    if not named or n_sounds * _CLOSEST_S > wave.size / _RATE_HZ:
        return None
    wave = wave + np.resize(_noise(), wave.size)
    pcm = (np.clip(wave, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes()
    with _turn:
        return _aligned(_decoder(), named, pcm)


def _aligned(decoder: Any, named: Sequence[str], pcm: bytes) -> tuple[AlignedWord, ...] | None:  # noqa: ANN401 - it has no types
    names = []
    for sounds in named:
        name = sounds.replace(" ", "_")
        if decoder.lookup_word(name) is None:
            decoder.add_word(name, sounds, False)
        names.append(name)
    try:
        decoder.set_align_text(" ".join(names))
        decoder.start_utt()
        decoder.process_raw(pcm, full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return None
        places = tuple(
            AlignedWord(
                it.start_frame * _FRAME_S,
                (it.end_frame + 1) * _FRAME_S,
                math.log(max(it.ascore, sys.float_info.min)) / (it.end_frame + 1 - it.start_frame),
            )
            for it in decoder.seg()
            if "_" in it.word or it.word in names
        )
    except RuntimeError:
        return None
    return places if len(places) == len(names) else None


def _named(word: str) -> str:
    return " ".join(_SOUNDS[sound] for sound in phones(word) if sound in _SOUNDS)


@cache
def _noise() -> Samples:
    lot = np.random.default_rng(0)
    return (_NOISE * lot.standard_normal(_NOISE_SAMPLES)).astype(np.float32)


@cache
def _decoder() -> Any:  # noqa: ANN401 - it has no types
    """Return the aligner, opened once a process: 10 ms, and 30 MB."""
    import pocketsphinx  # noqa: PLC0415 - only where something is aligned

    with tempfile.TemporaryDirectory() as folder:
        dictionary = Path(folder) / "words"
        dictionary.write_text("aa AA\n")  # it refuses to begin with none
        return pocketsphinx.Decoder(
            hmm=pocketsphinx.get_model_path("en-us/en-us"),
            dict=str(dictionary),
            lm=None,
            loglevel="FATAL",
            **_OPTIONS,
        )
