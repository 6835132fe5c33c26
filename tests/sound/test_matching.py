"""Voices are matched in loudness to the one that is heard most, whatever they are called."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sound.levels import Outline
from pipeline.sound.matching import STEP_DB, gains


def outline(level_db: float, n_blocks: int) -> Outline:
    """Return a clip of *n_blocks* blocks at *level_db*; of silence for minus infinity."""
    power = 0.0 if math.isinf(level_db) else 10 ** (level_db / 10)
    return Outline(0, 1, np.full(n_blocks, power))


@given(
    st.permutations(("ada", "ben", "cora")),
    st.floats(-40, -20),
    st.floats(-12, 12),
)
def test_the_one_heard_most_stays_and_others_come_to_it(names, level_db, off_db):
    most, other, third = names
    spoken = [
        (other, outline(level_db + off_db, 5)),
        (most, outline(level_db, 4)),
        (third, outline(level_db, 1)),
        (most, outline(level_db, 2)),
    ]
    found = gains(spoken)
    assert found.of(most) == found.of(third) == 0
    assert found.of(other) == pytest.approx(-off_db, abs=STEP_DB / 2 + 1e-9)
    assert found.of(other) % STEP_DB == 0


def test_no_voice_is_moved_by_more_than_its_noise_allows_and_silence_not_at_all():
    spoken = [("narrator", outline(-20, 9)), ("faint", outline(-50, 2)), ("loud", outline(0, 2))]
    found = gains([*spoken, ("silent", outline(-math.inf, 2))])
    assert (found.of("faint"), found.of("loud"), found.of("silent")) == (15, -15, 0)
    nothing = gains([("silent", outline(-math.inf, 2))])
    assert nothing.reference_lufs == -math.inf
    assert nothing.of("silent") == 0
