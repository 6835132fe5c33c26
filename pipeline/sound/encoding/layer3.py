"""MP3 in parts: encoded side by side, joined by frames, each kept by its content.

Every part is encoded with frames of its neighbours before and after it, which are dropped; without
the bit reservoir a frame then depends on nothing but its samples, and the joined stream is what one
encoder would have made of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.batches import shares
from pipeline.sound.decoding import PartMeasurement, decode_mp3, hear, joined, unpacked
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.encoding.lame import AMPLE_KBPS, lame
from pipeline.sound.encoding.trials import EncoderSettings, settled
from pipeline.sound.laid import VERSION as LAID_VERSION
from pipeline.sound.laid import laid_faults
from pipeline.sound.mp3 import (
    DECODER_DELAY,
    ENCODER_DELAY,
    FrameFormat,
    crc16,
    frame_sizes,
    frames_for,
    info_frame,
    info_size,
)
from pipeline.sound.parts import LOOK_AHEAD_FRAMES, PRE_ROLL_FRAMES, content_digest, parts_of
from pipeline.tools.cores import each, found_or_made, n_workers
from pipeline.tools.ffmpeg import ffmpeg_identity, ffmpeg_path
from pipeline.tools.store import Store
from pipeline.values.sound import LaidFault, Master, Measured, Pcm, Timeline

_VERSION = "parts-4"
_TOGETHER = 6
"""Parts encoded by one ffmpeg. More fill two cores no better, and lie in temporary files longer."""
_TAIL_FRAMES = 10
"""Of the part before, decoded in front of a part to be measured: the decoder's overlap and the
meter's filters are then in the state they have in the whole file."""
_UNSETTLED_FRAMES = 3
"""Of the part before, which are not yet as they are in the whole file."""
_LEVEL = ((160, 0.95), (192, 0.97), (224, 0.98), (320, 1.0))
"""LAME scales its input by so much, by bitrate in kb/s up to; LAME 3.100, presets.c,
``abr_switch_map``."""


def encode_mp3(
    timeline: Timeline,
    mastered: Master,
    target: Path,
    store: Store,
    audio: Audio,
    machine: Machine,
    before: bytes = b"",
) -> tuple[Measured, tuple[LaidFault, ...]]:
    """Write *timeline* to *target* as MP3 and return what decoders give back of it.

    Args:
        timeline: What sounds when.
        mastered: Gain and ceiling.
        target: Written in place.
        store: Where clips lie and encoded parts are kept.
        audio: Rate, bitrate.
        machine: Workers, and which ffmpeg.
        before: Written in front of the sound; its tags.

    Returns:
        What was measured, and where it is not what was laid.

    Raises:
        AudioError: ffmpeg failed, or no gain and ceiling were found that pass.
        ToolMissingError: There is no ffmpeg.
    """
    stream = _stream(timeline, store, audio, machine)

    def measured(settings: EncoderSettings) -> tuple[Measured, list[float]]:
        def keep(batch: Sequence[int]) -> None:
            stream.encode(batch, settings)  # and let go of them: all of an episode's are many

        batches = shares(stream.missing(settings), n_workers(machine), _TOGETHER)
        each(keep, batches, machine)
        with ThreadPoolExecutor(1) as writer:  # meanwhile: the first settings are mostly the last
            written = writer.submit(stream.write, target, settings, before)
            numbers = range(len(stream.parts))
            heard = found_or_made(
                lambda index: stream.known(index, settings),
                lambda index: stream.heard(index, settings),
                numbers,
                machine,
            )
            written.result()
        return stream.joined(heard), _peaks(heard)

    settings, result = settled(measured, mastered, audio, n_parts=len(stream.parts))
    faults = [stream.laid(index, settings) for index in range(len(stream.parts))]
    return result, tuple(dict.fromkeys(fault for part in faults for fault in part))


def _peaks(heard: Sequence[PartMeasurement]) -> list[float]:
    """Return the highest peak each part has a share in: its own, and the first of the next."""
    nexts = [*(part.first_peak for part in heard[1:]), 0.0]
    return [max(part.true_peak, after) for part, after in zip(heard, nexts, strict=True)]


@dataclass(frozen=True, slots=True)
class _EncodedSpan:
    """What is encoded for one part."""

    start: int
    """First sample, the pre-roll's."""
    end: int
    """Sample after the look-ahead."""
    n_frames: int
    """Frames kept, after those of the pre-roll."""
    digest: str
    """Of all that determines the samples."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """The frames of one episode, part by part."""

    timeline: Timeline
    store: Store
    ffmpeg: Path
    form: FrameFormat
    parts: tuple[_EncodedSpan, ...]

    def missing(self, settings: EncoderSettings) -> list[int]:
        """Return the parts whose frames are not in the store."""
        numbers = range(len(self.parts))
        return [index for index in numbers if not self.store.has(self._key(index, settings))]

    def encode(self, numbers: Sequence[int], settings: EncoderSettings) -> list[bytes]:
        """Encode some parts, keep their frames in the store, and return them."""
        kept = []
        given = (self._given(index, settings) for index in numbers)
        shaped = self.form.bitrate_kbps < AMPLE_KBPS
        streams = lame(self.ffmpeg, self.form, given, shaped=shaped)
        for index, stream in zip(numbers, streams, strict=True):
            edges = np.concatenate(([0], np.cumsum(frame_sizes(stream, self.form))))
            last = PRE_ROLL_FRAMES + self.parts[index].n_frames
            frames = stream[edges[PRE_ROLL_FRAMES] : edges[last]]
            self.store.put(self._key(index, settings), frames)
            kept.append(frames)
        return kept

    def frames(self, index: int, settings: EncoderSettings) -> bytes:
        """Return the frames of a part, encoded if they are not in the store."""
        content = self.store.get(self._key(index, settings))
        return self.encode([index], settings)[0] if content is None else content

    def known(self, index: int, settings: EncoderSettings) -> PartMeasurement | None:
        """Return what was measured of a part, if it was measured before."""
        content = self.store.get(self._heard_key(index, settings))
        return None if content is None else unpacked(content)

    def heard(self, index: int, settings: EncoderSettings) -> PartMeasurement:
        """Return what is measured of a part once decoded, behind the end of the part before."""
        content = self._measured(index, settings)
        self.store.put(self._heard_key(index, settings), content)
        return unpacked(content)

    def _heard_key(self, index: int, settings: EncoderSettings) -> str:
        keys = [self._key(at, settings) for at in (index - 1, index) if at >= 0]
        return _measures_key(" ".join(keys).encode())

    def _measured(self, index: int, settings: EncoderSettings) -> bytes:
        """Measure a part, unless the one before ends as one did before which it was measured."""
        tail = self._tail(index - 1, settings) if index else b""
        key = _measures_key(tail + self._key(index, settings).encode())
        content = self.store.get(key)
        if content is None:
            skip = len(frame_sizes(tail, self.form)) * self.form.samples
            pcm = decode_mp3(tail + self.frames(index, settings), self.form)
            self._compared(index, settings, pcm, skip)
            content = hear(pcm, self.form.rate_hz, skip=skip).packed()
            self.store.put(key, content)
        return content

    def laid(self, index: int, settings: EncoderSettings) -> tuple[LaidFault, ...]:
        """Return where a part is not what was laid; such a part is made anew the next time."""
        if self.store.has(self._laid_key(index, settings)):
            return ()
        tail = self._tail(index - 1, settings) if index else b""
        pcm = decode_mp3(tail + self.frames(index, settings), self.form)
        skip = len(frame_sizes(tail, self.form)) * self.form.samples
        faults = self._compared(index, settings, pcm, skip)
        if faults:
            self.store.remove(self._heard_key(index, settings))
            self.store.remove(self._key(index, settings))
        return faults

    def _compared(
        self, index: int, settings: EncoderSettings, pcm: Pcm, skip: int
    ) -> tuple[LaidFault, ...]:
        """Hold a part's decoded samples, behind *skip* of the one before, against its clips."""
        unsettled = _UNSETTLED_FRAMES * self.form.samples if skip else 0
        n_kept = self.parts[index].n_frames * self.form.samples
        delay = ENCODER_DELAY + DECODER_DELAY
        start = self.parts[index].end - LOOK_AHEAD_FRAMES * self.form.samples - n_kept - delay
        faults = laid_faults(
            pcm[unsettled:],
            start - skip + unsettled,
            self.timeline,
            self.store,
            settings.gain_db,
        )
        if not faults:
            self.store.put(self._laid_key(index, settings), b"")
        return faults

    def _laid_key(self, index: int, settings: EncoderSettings) -> str:
        keys = [self._key(at, settings) for at in (index - 1, index) if at >= 0]
        return f"laid/{hashlib.sha256(f'{LAID_VERSION} {keys}'.encode()).hexdigest()}"

    def joined(self, heard: Sequence[PartMeasurement]) -> Measured:
        return joined(
            heard,
            self.timeline.rate_hz,
            n_samples=self.timeline.n_samples,
            start=ENCODER_DELAY + DECODER_DELAY,
        )

    def write(self, target: Path, settings: EncoderSettings, before: bytes) -> None:
        """Write *before*, the Info frame and all parts behind it."""
        starts = [0]
        crc = 0
        with target.open("wb") as file:
            file.write(before + bytes(info_size(self.form)))
            for index in range(len(self.parts)):
                frames = self.frames(index, settings)
                starts.append(starts[-1] + len(frames))
                crc = crc16(frames, crc)
                file.write(frames)
            firsts = np.cumsum([0, *(part.n_frames for part in self.parts)])
            n_frames = int(firsts[-1])
            steps = np.arange(100) * n_frames // 100
            file.seek(len(before))
            file.write(
                info_frame(
                    self.form,
                    n_samples=self.timeline.n_samples,
                    n_frames=n_frames,
                    n_bytes=starts[-1],
                    positions=np.interp(steps, firsts, starts).astype(np.int64).tolist(),
                    music_crc=crc,
                )
            )

    def _key(self, index: int, settings: EncoderSettings) -> str:
        bits = (
            f"{_VERSION} {self.parts[index].digest} {self.form} {settings.gain_db:.2f} "
            f"{settings.limiter_dbtp[index]:.2f} {ffmpeg_identity(self.ffmpeg)}"
        )
        return f"parts/{hashlib.sha256(bits.encode()).hexdigest()}"

    def _tail(self, index: int, settings: EncoderSettings) -> bytes:
        frames = self.frames(index, settings)
        return frames[len(frames) - sum(frame_sizes(frames, self.form)[-_TAIL_FRAMES:]) :]

    def _given(self, index: int, settings: EncoderSettings) -> Pcm:
        """Return the samples LAME is given of a part and its surroundings."""
        span = self.parts[index]
        level = next(scale for kbps, scale in _LEVEL if self.form.bitrate_kbps <= kbps)
        pcm = finished(
            self.timeline, span.start, span.end, self.store, gain_db=settings.gain_db,
            limiter_dbtp=settings.limiter_dbtp[index],
        )  # fmt: skip
        pcm /= np.float32(level)
        return pcm


def _measures_key(what: bytes) -> str:
    return f"measures/{hashlib.sha256(b'heard-4 ' + what).hexdigest()}"


def _stream(timeline: Timeline, store: Store, audio: Audio, machine: Machine) -> _Stream:
    form = FrameFormat(audio.rate_hz, audio.bitrate_kbps)
    form.header()  # an impossible bitrate is said before anything is encoded
    edges = [part.start // form.samples for part in parts_of(timeline)]
    edges.append(frames_for(timeline.n_samples, timeline.rate_hz))
    spans = []
    for first, last in pairwise(edges):
        start = (first - PRE_ROLL_FRAMES) * form.samples
        end = (last + LOOK_AHEAD_FRAMES) * form.samples
        spans.append(_EncodedSpan(start, end, last - first, content_digest(timeline, start, end)))
    return _Stream(timeline, store, ffmpeg_path(machine), form, tuple(spans))
