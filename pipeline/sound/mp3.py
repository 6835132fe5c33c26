"""MPEG audio layer III frames: cutting a stream into them, and the Info frame before them.

Sources:
    ISO/IEC 11172-3 clause 2.4.1.3 and 13818-3 (frame header);
    G. Bouvigne, "Mp3 Info Tag revision 1 specifications" (the LAME extension of the Xing header).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import AudioError

ENCODER_DELAY = 576
"""Samples LAME puts before the first one it is given, as its tag counts them."""
DECODER_DELAY = 529
"""Samples every decoder puts before that: its filter bank and the MDCT overlap."""
_MPEG1_KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KBPS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {44_100: (3, 0), 48_000: (3, 1), 32_000: (3, 2)} | {
    22_050: (2, 0), 24_000: (2, 1), 16_000: (2, 2)
}  # fmt: skip
"""Rate → (version bits, rate bits)."""
_MONO = 0b11
_SIDE_INFO = {3: 17, 2: 9}
"""Bytes of side information of a mono frame."""
_INFO_BYTES = 120 + 36
_TOC_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class FrameFormat:
    """What all frames of one of our streams share."""

    rate_hz: int
    bitrate_kbps: int

    @property
    def samples(self) -> int:
        """Samples of a frame."""
        return frame_samples(self.rate_hz)

    def n_bytes(self, *, padded: bool) -> int:
        """Return the bytes of a frame."""
        return self.samples // 8 * self.bitrate_kbps * 1000 // self.rate_hz + padded

    def header(self, *, padded: bool = False) -> bytes:
        """Return the four bytes a frame begins with.

        Raises:
            AudioError: MPEG audio has no such rate or bitrate.
        """
        version, rate_bits = _RATES[self.rate_hz]
        table = bitrates(self.rate_hz)
        if self.bitrate_kbps not in table[1:]:
            raise AudioError(
                f"MP3 at {self.rate_hz} Hz has no bitrate of {self.bitrate_kbps} kb/s",
                where="show.toml, audio.bitrate_kbps",
                mend=f"Choose one of {', '.join(map(str, table[1:]))}",
            )
        third = table.index(self.bitrate_kbps) << 4 | rate_bits << 2 | padded << 1
        # Sync, version, layer III, no CRC; mono, neither copyrighted nor an original, no emphasis.
        return bytes((0xFF, 0xE0 | version << 3 | 0b01 << 1 | 1, third, _MONO << 6))


def frame_samples(rate_hz: int) -> int:
    """Return the samples of one frame: 1152 for MPEG-1, 576 for the low rates of MPEG-2."""
    return 1152 if rate_hz >= 32_000 else 576


def bitrates(rate_hz: int) -> tuple[int, ...]:
    """Return the bitrates in kb/s a stream at *rate_hz* may have, after the index 0 ("free")."""
    return _MPEG1_KBPS if rate_hz >= 32_000 else _MPEG2_KBPS


def frame_sizes(stream: bytes, form: FrameFormat) -> list[int]:
    """Return the byte length of each frame of *stream*.

    Raises:
        AudioError: It is not a sequence of whole frames of *form*.
    """
    plain, padded = form.header(), form.header(padded=True)
    known = {
        plain[:3]: form.n_bytes(padded=False),
        padded[:3]: form.n_bytes(padded=True),
    }
    sizes = []
    at = 0
    while at < len(stream):
        size = known.get(stream[at : at + 3])
        if size is None or at + size > len(stream):
            raise AudioError(
                f"the encoder's stream is not whole frames of {form.bitrate_kbps} kb/s at "
                f"{form.rate_hz} Hz: byte {at} of {len(stream)} begins none",
                mend="Run 'essaycast doctor'; another ffmpeg may help (run.prefer_system)",
            )
        sizes.append(size)
        at += size
    return sizes


def frames_for(n_samples: int, rate_hz: int) -> int:
    """Return how many frames let decoders give back *n_samples*."""
    return -(-(n_samples + ENCODER_DELAY + DECODER_DELAY) // frame_samples(rate_hz))


def info_size(form: FrameFormat) -> int:
    """Return the bytes of the Info frame before frames of *form*."""
    return _info_format(form).n_bytes(padded=False)


def info_frame(
    form: FrameFormat,
    *,
    n_samples: int,
    n_frames: int,
    n_bytes: int,
    positions: Sequence[int],
    music_crc: int,
    lowpass_hz: int = 0,
) -> bytes:
    """Return the frame that tells decoders what follows.

    Args:
        form: Format of the frames that follow.
        n_samples: Samples that decoders are to give back.
        n_frames: Frames that follow.
        n_bytes: Their bytes.
        positions: Byte offset among them at each of 100 equal steps of time.
        music_crc: CRC-16 of their bytes.
        lowpass_hz: The encoder's low-pass filter, 0 where unknown.
    """
    frame = _info_format(form)
    size = frame.n_bytes(padded=False)
    total = size + n_bytes
    toc = bytes(min(255, (size + at) * 256 // total) for at in positions)
    version, _ = _RATES[form.rate_hz]
    side_info = bytes(_SIDE_INFO[version])
    xing = b"Info" + struct.pack(">III", 0x0F, n_frames, total) + toc + struct.pack(">I", 0)
    padding = n_frames * form.samples - ENCODER_DELAY - n_samples
    lame = b"".join((
        b"LAME3.100",
        bytes((0x01, min(255, lowpass_hz // 100))),  # tag revision 0, CBR; low-pass
        bytes(8),  # no replay gain
        bytes((0x00, min(255, form.bitrate_kbps))),  # no flags; bitrate
        (ENCODER_DELAY << 12 | padding).to_bytes(3, "big"),
        bytes(4),  # mono, presets and the like unknown
        struct.pack(">IH", total, music_crc),
    ))  # fmt: skip
    body = frame.header() + side_info + xing + lame
    return (body + struct.pack(">H", crc16(body))).ljust(size, b"\0")


def count_frame(form: FrameFormat, n_frames: int) -> bytes:
    """Return the frame that tells decoders how many frames of *form* follow, and no more.

    Without it they guess from the size of the first frame, and stop early if that is padded.
    """
    frame = _info_format(form)
    version, _ = _RATES[form.rate_hz]
    tag = frame.header() + bytes(_SIDE_INFO[version]) + struct.pack(">4sII", b"Info", 1, n_frames)
    return tag.ljust(frame.n_bytes(padded=False), b"\0")


def crc16(content: bytes, crc: int = 0) -> int:
    """Return the CRC-16/ARC of *content*, going on from *crc*."""
    from fastcrc import crc16 as algorithms  # noqa: PLC0415 - native code only encoders need

    return int(algorithms.arc(content, crc))


def _info_format(form: FrameFormat) -> FrameFormat:
    """Return the lowest format not below *form* whose frame has room for the tag."""
    version, _ = _RATES[form.rate_hz]
    needed = 4 + _SIDE_INFO[version] + _INFO_BYTES
    fitting = (
        FrameFormat(form.rate_hz, kbps)
        for kbps in bitrates(form.rate_hz)
        if kbps >= form.bitrate_kbps
    )
    return next(f for f in fitting if f.n_bytes(padded=False) >= needed)
