"""Where a clip's sound begins and ends: what is cut off, and what is kept around it."""

import numpy as np
import pytest

from pipeline.sound.levels import KEPT_AFTER_MS, KEPT_BEFORE_MS, levels_of
from pipeline.tools.clips import packed
from pipeline.values.sound import Clip

RATE_HZ = 8_000
KEY = f"clips/{7:064x}"
BEFORE, AFTER = RATE_HZ * KEPT_BEFORE_MS // 1_000, RATE_HZ * KEPT_AFTER_MS // 1_000


def outline(store, peak_dbfs, edge_dbfs):
    """Return the outline of a second of sound with a second of something else on either side."""
    level = np.repeat([edge_dbfs, peak_dbfs, edge_dbfs], RATE_HZ)
    signs = np.tile([1, -1], len(level) // 2)
    pcm = np.round(32_768 * 10 ** (level / 20) * signs).astype("<i2").tobytes()
    store.put(KEY, packed(pcm, RATE_HZ, (), ()))
    found = levels_of(Clip(KEY, len(level), RATE_HZ), RATE_HZ, store)
    return found.trim_start, found.trim_end


@pytest.mark.parametrize(
    ("peak_dbfs", "edge_dbfs"),
    [(-6.0, -57.5), (-1.0, -52.5), (-20.0, -68.0), (-30.0, -68.0)],
)
def test_what_is_far_below_the_peak_or_hardly_there_is_cut_off(store, peak_dbfs, edge_dbfs):
    assert outline(store, peak_dbfs, edge_dbfs) == (RATE_HZ - BEFORE, 2 * RATE_HZ + AFTER)


@pytest.mark.parametrize(
    ("peak_dbfs", "edge_dbfs"),
    [(-6.0, -54.5), (-1.0, -49.5), (-20.0, -64.0), (-30.0, -64.0)],
)
def test_what_is_near_the_peak_and_can_be_heard_is_kept(store, peak_dbfs, edge_dbfs):
    assert outline(store, peak_dbfs, edge_dbfs) == (0, 3 * RATE_HZ)
