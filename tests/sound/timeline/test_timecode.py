from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tools.timecode import (
    clock,
    clock_ms,
    milliseconds,
    samples_of,
    seconds,
    srt_clock,
    vtt_clock,
)

rates = st.sampled_from([22_050, 24_000, 44_100, 48_000])


@given(st.integers(0, 10**8), rates)
def test_milliseconds_come_back_from_samples(ms, rate_hz):
    assert milliseconds(samples_of(ms, rate_hz), rate_hz) == ms


@given(st.integers(0, 10**12), rates)
def test_milliseconds_are_the_nearest(samples, rate_hz):
    assert abs(milliseconds(samples, rate_hz) - 1000 * seconds(samples, rate_hz)) <= 0.5 + 1e-3


@given(st.integers(0, 10**9))
def test_clocks_say_the_milliseconds_they_were_given(ms):
    hours, minutes, rest = vtt_clock(ms).split(":")
    whole, thousandths = rest.split(".")
    assert ((int(hours) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(thousandths) == ms
    assert srt_clock(ms) == vtt_clock(ms).replace(".", ",")
    assert clock_ms(vtt_clock(ms)) == clock_ms(srt_clock(ms)) == ms


def test_people_read_minutes_and_hours_only_when_there_are_any():
    assert clock(44_100 * 61, 44_100) == "1:01"
    assert clock(44_100 * 3_661, 44_100) == "1:01:01"
    assert clock(44_099, 44_100) == "0:00"
