"""Settings are corrected towards the target, whatever the encoder does to level and peaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import AudioError
from pipeline.settings.sound_settings import Audio
from pipeline.sound.encoding import TOLERANCE_LU, check
from pipeline.sound.encoding.trials import settled
from pipeline.tools.formats import overshoot_db
from pipeline.values.sound import Master, Measured, Timeline

AUDIO = Audio()
CEILING_DBTP, TARGET_LUFS = -1.0, -16.0


def mastered(gain_db: float = 0.0) -> Master:
    return Master(gain_db, CEILING_DBTP, TARGET_LUFS, 0.0, 0.0, 0.0)


def encoder(source_lufs, raised_db, part_peaks_dbtp, squeeze, tried):
    """Return an encoder on paper.

    It gives *source_lufs* at no gain, *squeeze* LU less for each decibel that a limiter takes off
    the highest part, and true peaks *raised_db* above what the limiter let through.
    """

    def measured(given):
        tried.append(given)
        before = [peak + given.gain_db for peak in part_peaks_dbtp]
        taken = max(0.0, *(p - own for p, own in zip(before, given.limiter_dbtp, strict=True)))
        peaks = [
            min(peak, own) + raised_db for peak, own in zip(before, given.limiter_dbtp, strict=True)
        ]
        loudness = source_lufs + given.gain_db - squeeze * taken
        told = Measured(10, 44_100, loudness, max(peaks))
        return told, [10 ** (peak / 20) for peak in peaks]

    return measured


@settings(max_examples=200, deadline=None)
@given(
    st.floats(-45, -3),
    st.floats(-6, 6),
    st.floats(0, 0.5),
    st.lists(st.floats(4, 14), min_size=1, max_size=5),
    st.floats(0, 0.1),
)
def test_loudness_and_peaks_are_right_in_the_end(source, off_db, raised_db, crests, squeeze):
    tried = []
    peaks = [source + crest for crest in crests]
    measured = encoder(source, raised_db, peaks, squeeze, tried)
    done, result = settled(
        measured, mastered(TARGET_LUFS - source + off_db), AUDIO, n_parts=len(peaks)
    )
    assert done == tried[-1]
    assert abs(result.loudness_lufs - TARGET_LUFS) <= TOLERANCE_LU
    assert result.true_peak_dbtp <= CEILING_DBTP + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.floats(-30, -2), st.lists(st.floats(-6, 3), min_size=1, max_size=6))
def test_only_the_parts_that_are_too_high_come_down(source, peaks):
    tried = []
    measured = encoder(source, 0.6, peaks, 0.0, tried)
    settled(measured, mastered(), AUDIO, n_parts=len(peaks))
    first, *rest = tried
    for given_ in rest:
        assert all(
            now <= own for now, own in zip(given_.limiter_dbtp, first.limiter_dbtp, strict=True)
        )
    if rest and rest[0].limiter_dbtp != first.limiter_dbtp:
        assert rest[0].gain_db == first.gain_db
        for peak, own, now in zip(peaks, first.limiter_dbtp, rest[0].limiter_dbtp, strict=True):
            excess_db = min(peak, own) + 0.6 - CEILING_DBTP
            assert (now < own) == (excess_db > 0)
            if excess_db > 0:  # by as much as it is too high, and a little more
                assert excess_db < own - now <= excess_db + 0.1 + 1e-9


@pytest.mark.parametrize("squeeze", [0.5, 0.7])
@pytest.mark.parametrize("off_db", [-5, 5])
def test_a_limiter_that_takes_back_most_of_the_gain_is_reckoned_with(squeeze, off_db):
    """Without that, each try would come nearer by so much only."""
    tried = []
    measured = encoder(-24.0, 0.0, [-1.5], squeeze, tried)
    right_db = (TARGET_LUFS + 24 - squeeze * 0.4) / (1 - squeeze)
    _, result = settled(measured, mastered(right_db + off_db), AUDIO, n_parts=1)
    assert abs(result.loudness_lufs - TARGET_LUFS) <= TOLERANCE_LU
    assert len(tried) <= 4


def test_the_first_try_stays_as_far_below_as_the_encoder_is_expected_to_rise():
    tried = []
    audio = Audio(bitrate_kbps=40, rate_hz=24_000)
    settled(encoder(-16.0, 0.0, [-6.0], 0.0, tried), mastered(), audio, n_parts=1)
    assert tried[0].limiter_dbtp == (CEILING_DBTP - overshoot_db(audio),)
    assert overshoot_db(audio) > 1


def test_what_is_right_at_once_is_encoded_once():
    tried = []
    settled(encoder(-16.0, 0.0, [-6.0], 0.0, tried), mastered(), AUDIO, n_parts=1)
    assert len(tried) == 1


@pytest.mark.parametrize("off_lu", [0.0, 0.09, -0.09])
def test_a_file_within_a_tenth_of_a_loudness_unit_passes(off_lu):
    check(Measured(10, 44_100, TARGET_LUFS + off_lu, -1.0), _timeline(10), mastered())


@pytest.mark.parametrize(
    ("n_samples", "off_lu", "peak_dbtp", "fault"),
    [
        (10, 0.12, -1.0, "0.12 LU from -16"),
        (10, -0.12, -1.0, "0.12 LU from -16"),
        (10, 0.0, -0.95, "highest level -0.95 dBTP, above -1"),
        (11, 0.0, -1.0, "11 samples decoded where 10 were meant"),
        (9, 0.0, -1.0, "9 samples decoded where 10 were meant"),
        (10, float("-inf"), -1.0, "-inf LUFS"),
        (10, float("nan"), -1.0, "nan LUFS"),
    ],
)
def test_a_file_that_is_off_by_a_little_more_is_refused(n_samples, off_lu, peak_dbtp, fault):
    with pytest.raises(AudioError, match=fault):
        check(
            Measured(n_samples, 44_100, TARGET_LUFS + off_lu, peak_dbtp), _timeline(10), mastered()
        )


def _timeline(n_samples: int) -> Timeline:
    return Timeline(44_100, n_samples, (), (), ())
