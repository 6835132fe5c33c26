"""K-weighting: the filter of BS.1770 that makes energy count as it is heard.

The filter is applied block by block as products of matrices, which takes half the time of going
through the samples one by one and is a hundred times as exact in single precision: what a block
gives depends on its own samples and on four numbers, the filter's state before it. Those states
follow from one another by a recursion over blocks, done in the same way over groups of blocks.

Source:
    ITU-R BS.1770-5, annex 1, tables 1 and 2;
    C. Burrus, "Block realization of digital filters", IEEE Trans. Audio Electroacoust. 20, 1972.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
"""Samples of a block."""
_GROUP = 16
"""Steps of the recursion that one product of matrices makes."""
BATCH = 128
"""Rows of one product: few enough that BLAS does not start threads of its own, for the parts of an
episode are what runs in parallel."""
Matrix = NDArray[Any]


def k_weighted(pcm: NDArray[np.floating], rate_hz: int) -> NDArray[np.floating]:
    """Return *pcm* as loudness hears it, the filter at rest before the first sample.

    Args:
        pcm: Shape (n_samples,), single or double precision.
        rate_hz: Sampling rate in hertz.

    Returns:
        The same shape and precision.
    """
    blocks = _blocks(rate_hz, pcm.dtype == np.float32)
    n_modes = len(blocks.poles)
    n_batches = len(pcm) // (_BLOCK * BATCH) + 1
    given = np.empty((n_batches, BATCH, _BLOCK + 2 * n_modes), pcm.dtype)
    rows = given.reshape(n_batches * BATCH, given.shape[-1])
    whole, rest = divmod(len(pcm), _BLOCK)
    rows[:whole, :_BLOCK] = pcm[: whole * _BLOCK].reshape(whole, _BLOCK)
    rows[whole:, :_BLOCK] = 0
    if rest:
        rows[whole, :rest] = pcm[whole * _BLOCK :]
    pushes = (given[..., :_BLOCK] @ blocks.into_modes).reshape(len(rows), -1)
    for mode, pole in enumerate(blocks.poles):
        states = _before(pushes[:, mode] + 1j * pushes[:, n_modes + mode], complex(pole))
        rows[:, _BLOCK + mode] = states.real
        rows[:, _BLOCK + n_modes + mode] = states.imag
    weighted: NDArray[np.floating] = (given @ blocks.out).reshape(-1)[: len(pcm)]
    return weighted


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The filter as it acts on a block of samples x and its modes s: y = (x, s) · out."""

    into_modes: Matrix
    """Samples of a block → what they push each mode by until its end, real parts first."""
    out: Matrix
    """Samples of a block and modes before it → weighted samples."""
    poles: NDArray[np.complex128]
    """What remains of each mode after a block. Modes come in conjugate pairs; one of each."""


def _before(pushes: NDArray[np.complexfloating], pole: complex) -> NDArray[np.complexfloating]:
    """Return a mode's state before each of *pushes*: s[0] = 0, s[k+1] = pole·s[k] + push[k]."""
    n_batches = len(pushes) // (_GROUP * BATCH) + 1
    groups = np.zeros((n_batches, BATCH, _GROUP), pushes.dtype)
    groups.reshape(-1)[: len(pushes)] = pushes
    reached = (groups @ _from_rest(pole).astype(pushes.dtype)).reshape(-1, _GROUP + 1)
    states = reached[:, :_GROUP]
    if len(pushes) > _GROUP:
        n_groups = -(-len(pushes) // _GROUP)
        begun_with = _before(reached[:n_groups, _GROUP], pole**_GROUP)
        states[:n_groups] += begun_with[:, None] * (pole ** np.arange(_GROUP)).astype(pushes.dtype)
    return states.reshape(-1)[: len(pushes)]


@cache
def _from_rest(pole: complex) -> NDArray[np.complex128]:
    """Return the matrix that takes a group of pushes to the states before each and after all."""
    age = np.arange(_GROUP + 1) - np.arange(_GROUP)[:, None] - 1
    return np.where(age >= 0, pole ** np.maximum(age, 0), 0)


@cache
def _blocks(rate_hz: int, single: bool) -> _Blocks:
    a, b, c, d = _state_space(sections(rate_hz))
    powers = [np.linalg.matrix_power(a, step) for step in range(_BLOCK)]
    response = np.array([d, *(c @ power @ b for power in powers[:-1])])
    age = np.arange(_BLOCK) - np.arange(_BLOCK)[:, None]
    poles, vectors = np.linalg.eig(a)
    one_of_each = poles.imag > 0
    pushed = (np.array([power @ b for power in powers[::-1]]) @ np.linalg.inv(vectors).T)[
        :, one_of_each
    ]
    heard = 2 * (np.array([c @ power for power in powers]) @ vectors)[:, one_of_each].T
    kind = np.float32 if single else np.float64
    return _Blocks(
        into_modes=np.concatenate((pushed.real, pushed.imag), axis=1).astype(kind),
        out=np.concatenate(
            (np.where(age >= 0, response[np.maximum(age, 0)], 0), heard.real, -heard.imag)
        ).astype(kind),
        poles=poles[one_of_each] ** _BLOCK,
    )


def _state_space(rows: Matrix) -> tuple[Matrix, Matrix, Matrix, float]:
    """Return A, B, C, D of second-order *rows* in series: s' = A s + B x, y = C s + D x."""
    a, b, c, d = np.zeros((0, 0)), np.zeros(0), np.zeros(0), 1.0
    for b0, b1, b2, a1, a2 in rows:
        pushed = np.array([b1 - a1 * b0, b2 - a2 * b0])
        upper = np.concatenate((a, np.zeros((len(a), 2))), axis=1)
        lower = np.concatenate((np.outer(pushed, c), [[-a1, 1.0], [-a2, 0.0]]), axis=1)
        a, b = np.concatenate((upper, lower)), np.concatenate((b, pushed * d))
        c, d = np.concatenate((b0 * c, [1.0, 0.0])), b0 * d
    return a, b, c, d


def sections(rate_hz: int) -> Matrix:
    """Return both stages of the K-weighting as rows of b0, b1, b2, a1, a2.

    BS.1770-5 annex 1 tables 1 and 2 give coefficients for 48 kHz only; the analogue prototype
    behind them, taken to any rate by the bilinear transform, is in Brecht De Man, "Evaluation of
    Implementations of the EBU R128 Loudness Measurement", AES 145, 2018.
    """
    gain_db, quality, corner_hz = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * corner_hz / rate_hz)
    high = 10 ** (gain_db / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / quality + k * k
    shelf = [
        (high + band * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0,
    ]
    quality, corner_hz = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * corner_hz / rate_hz)
    a0 = 1 + k / quality + k * k
    high_pass = [1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0]
    return np.array([shelf, high_pass])
