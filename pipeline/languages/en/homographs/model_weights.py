"""The weights: hashed tables of small integers, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_FILE = "weights.npz"
SIZE_BITS = 20
"""The table of senses has 2 ** SIZE_BITS places."""
PLACE, TOPIC = 1.2, 0.7
"""What a reading's own features count against those that all homographs share."""
_KNUTH = np.uint32(2_654_435_761)
"""Multiplicative hashing: the upper bits of the product are well mixed (TAOCP 6.4)."""

Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    tags: NDArray[np.int8]
    """Shape (rows, tags); see :mod:`pipeline.languages.en.homographs.tagger`."""
    senses: NDArray[np.int8]
    """Shape (2 ** SIZE_BITS,); scores are sums of places in it."""
    words: frozenset[str]
    """The homographs there were sentences for."""


@cache
def weights() -> Weights:
    """Return the weights that are shipped."""
    with as_file(files(__package__).joinpath(_FILE)) as path, np.load(path) as stored:
        return Weights(stored["tags"], stored["senses"], frozenset(stored["learned"].tolist()))


def hashes(features: Iterable[str]) -> Hashes:
    """Return one 32-bit number a feature."""
    return np.array([crc32(feature.encode()) for feature in features], dtype=np.uint32)


def places(features: Hashes, sense: str = "") -> NDArray[np.uint32]:
    """Return where the weights of *features* stand: for one *sense*, or shared by all."""
    salt = np.uint32(crc32(sense.encode()) if sense else 0)
    mixed: NDArray[np.uint32] = ((features ^ salt) * _KNUTH) >> np.uint32(32 - SIZE_BITS)
    return mixed
