from __future__ import annotations

from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import AudioError
from pipeline.sound.decoding import decode_mp3
from pipeline.sound.encoding.lame import lame
from pipeline.sound.mp3 import (
    FrameFormat,
    bitrates,
    crc16,
    frame_sizes,
    frames_for,
    info_frame,
    info_size,
)

FORMATS = [
    FrameFormat(rate_hz, kbps)
    for rate_hz in (22_050, 24_000, 32_000, 44_100, 48_000)
    for kbps in bitrates(rate_hz)[1:]
]


@pytest.mark.parametrize("form", FORMATS[::4], ids=str)
@pytest.mark.parametrize("shaped", [True, False])
def test_lame_writes_the_frames_we_expect(form, shaped):
    pcm = np.random.default_rng(1).standard_normal(form.samples * 6).astype(np.float32) * 0.05
    (stream,) = lame(Path(imageio_ffmpeg.get_ffmpeg_exe()), form, [pcm], shaped=shaped)
    sizes = frame_sizes(stream, form)
    assert sum(sizes) == len(stream)
    assert len(sizes) >= 6


@pytest.mark.parametrize("form", FORMATS[::4], ids=str)
@pytest.mark.parametrize("shaped", [True, False])
def test_all_of_a_stream_is_decoded_whichever_frame_it_begins_with(form, shaped):
    """Decoders guess its length from that frame, and frames differ by a byte."""
    pcm = np.random.default_rng(1).standard_normal(form.samples * 400).astype(np.float32) * 0.05
    (stream,) = lame(Path(imageio_ffmpeg.get_ffmpeg_exe()), form, [pcm], shaped=shaped)
    sizes = frame_sizes(stream, form)
    firsts = {sizes.index(size) for size in set(sizes)}
    for first in firsts:
        decoded = decode_mp3(stream[sum(sizes[:first]) :], form)
        assert len(decoded) == (len(sizes) - first) * form.samples


@pytest.mark.parametrize("form", FORMATS, ids=str)
def test_the_info_frame_has_room_for_its_tag_and_its_own_checksum(form):
    frame = info_frame(
        form, n_samples=10_000, n_frames=frames_for(10_000, form.rate_hz), n_bytes=5_000,
        positions=[step * 50 for step in range(100)], music_crc=7,
    )  # fmt: skip
    assert len(frame) == info_size(form)
    at = frame.index(b"Info") + 120 + 34
    assert int.from_bytes(frame[at : at + 2], "big") == crc16(frame[:at])
    toc = frame[at - 34 - 104 : at - 34 - 4]
    assert list(toc) == sorted(toc)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**9), st.sampled_from([22_050, 24_000, 32_000, 44_100, 48_000]))
def test_the_padding_leaves_room_for_every_decoder_and_fits_its_twelve_bits(n_samples, rate_hz):
    form = FrameFormat(rate_hz, 64)
    n_frames = frames_for(n_samples, rate_hz)
    frame = info_frame(
        form, n_samples=n_samples, n_frames=n_frames, n_bytes=5_000, positions=[0] * 100,
        music_crc=7,
    )  # fmt: skip
    at = frame.index(b"Info") + 120 + 21
    delay, padding = divmod(int.from_bytes(frame[at : at + 3], "big"), 4096)
    assert n_frames * form.samples == delay + n_samples + padding
    assert delay == 576
    assert 529 <= padding < 529 + form.samples


def test_bytes_that_are_no_frames_are_an_error():
    form = FrameFormat(44_100, 96)
    frame = form.header() + bytes(form.n_bytes(padded=False) - 4)
    assert frame_sizes(frame * 3, form) == [313] * 3
    with pytest.raises(AudioError, match="byte 626 of 726"):
        frame_sizes(frame * 2 + frame[:100], form)


def test_a_bitrate_mp3_does_not_have_is_named_with_those_it_has():
    with pytest.raises(AudioError, match=r"no bitrate of 320 kb/s.*Choose one of 8, 16"):
        FrameFormat(22_050, 320).header()


def test_the_checksum_is_that_of_the_catalogue():
    """CRC-16/ARC of "123456789" is 0xBB3D in the RevEng catalogue."""
    assert crc16(b"123456789") == 0xBB3D
    assert crc16(b"6789", crc16(b"12345")) == 0xBB3D
