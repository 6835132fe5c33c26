"""The pitch of a sentence, bent where a reader bends it and the model does not.

The model hears one sentence at a time. All begin at the same pitch, questions that ask for a yes or
a no fall like statements, and an item of a list ends like the list. Here the pitch is moved before
it is made sound, so nothing else of the voice changes.

Source:
    Sluijter and Terken, Beyond sentence prosody: paragraph intonation in Dutch, Phonetica 50
    (1993), for what opens and closes a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.engines.neural.alphabet import STRESSES
from pipeline.speech.engines.neural.spectra import Floats
from pipeline.speech.engines.protocol import Place

_VOICED_HZ = 60.0
_PLACES = {Place.OPENS.value: 2 ** (0.6 / 12), Place.CLOSES.value: 2 ** (-0.6 / 12)}
"""The whole sentence's pitch is multiplied by it: 0.6 semitones."""
_ASIDE = 2 ** (-0.8 / 12)
"""Likewise what stands in brackets."""
_ASIDE_FRAMES = 5
"""Over which pitch goes down and comes back: 60 ms."""
_ASKING = 1.25
"""The end of a question for a yes or a no, as a share of its mean pitch."""
_LISTING = 0.95
"""The end of an item that is not the last."""
_TAIL_FRAMES = 12
"""At the end, 150 ms, whose middle is taken for where pitch ends."""
_MOST_OCTAVES = 0.8
"""An end is lifted no further."""
_FEW_WORDS = 3
"""A question as short as this, without a question word, asks for a yes: "Really?"."""

_QUESTION = re.compile(r"\?[\"'”’)\]]*\s*$")
_CLAUSES = re.compile(r"[.!?…,;:—–()]+|\band\b|\bbut\b|\bso\b")
_ASKS = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "ain't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "don't",
        "doesn't",
        "didn't",
        "haven't",
        "hasn't",
        "hadn't",
        "can't",
        "couldn't",
        "won't",
        "wouldn't",
        "shouldn't",
        "mightn't",
        "mustn't",
    ]
)
_NAMES = frozenset("what which who whom whose when where why how".split())  # noqa: SIM905 - likewise


def bent(
    pitch_hz: Floats, symbols: str, frames: Mapping[int, int], text: str, place: str = ""
) -> Floats:
    """Return the pitch of a sentence as a reader would have it.

    Args:
        pitch_hz: The model's, one a frame; near 0 where nothing is voiced.
        symbols: The sentence in the model's alphabet.
        frames: Place in *symbols* → the frame it begins at.
        text: The sentence.
        place: A member of :class:`pipeline.speech.engines.protocol.Place`, or empty.
    """
    voiced = pitch_hz > _VOICED_HZ
    if not voiced.any():
        return pitch_hz
    octaves = np.zeros(len(pitch_hz))
    if place in _PLACES:
        octaves += np.log2(_PLACES[place])
    octaves += _asides(symbols, frames, len(pitch_hz))
    if asks_for_yes_or_no(text):
        octaves += _lifted(pitch_hz, symbols, frames, _ASKING)
    elif place == Place.LISTED.value:
        octaves += _lifted(pitch_hz, symbols, frames, _LISTING)
    if not octaves.any():
        return pitch_hz
    return np.where(voiced, pitch_hz * 2**octaves, pitch_hz).astype(np.float32)


def asks_for_yes_or_no(text: str) -> bool:
    """Return whether *text* is a question that a yes or a no would answer.

    >>> asks_for_yes_or_no("If it rains, will the ferry leave?")
    True
    >>> asks_for_yes_or_no("Why did it leave?")
    False
    """
    if not _QUESTION.search(text):
        return False
    text = text.lower().replace("’", "'")
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text)
    if "or" in words:  # which of two: the voice falls
        return False
    for clause in reversed(_CLAUSES.split(text)):
        first = clause.split()[:1]
        if first and first[0] in _NAMES:
            return False
        if first and first[0] in _ASKS:
            return True
    return 0 < len(words) <= _FEW_WORDS and not _NAMES & set(words)


def _asides(symbols: str, frames: Mapping[int, int], n_frames: int) -> NDArray[np.float64]:
    """Return by how many octaves brackets are lower, frame by frame."""
    octaves = np.zeros(n_frames)
    for found in re.finditer(r"\(([^()]+)\)", symbols):
        begin, end = frames.get(found.start(1)), frames.get(found.end(1))
        if begin is None or end is None or end - begin <= 2 * _ASIDE_FRAMES:
            continue
        at = [begin - _ASIDE_FRAMES, begin, end, end + _ASIDE_FRAMES]
        octaves += np.interp(np.arange(n_frames), at, [0, 1, 1, 0]) * np.log2(_ASIDE)
    return octaves


def _lifted(
    pitch_hz: Floats, symbols: str, frames: Mapping[int, int], share: float
) -> NDArray[np.float64]:
    """Return by how many octaves the end is lifted, from its last stressed vowel on."""
    stressed = max((symbols.rfind(stress) for stress in STRESSES), default=-1)
    heard = np.flatnonzero(pitch_hz > _VOICED_HZ)
    end = int(heard[-1])
    begin = min(frames.get(stressed + 1, end), end - _TAIL_FRAMES)
    tail = pitch_hz[max(0, end - _TAIL_FRAMES) : end + 1]
    tail = tail[tail > _VOICED_HZ]
    mean = np.exp(np.log(pitch_hz[heard]).mean())
    wanted = float(np.clip(np.log2(share * mean / np.median(tail)), 0, _MOST_OCTAVES))
    rise = np.clip((np.arange(len(pitch_hz)) - begin) / max(1, end - begin), 0, 1)
    return np.asarray(rise * wanted, np.float64)
