"""AAC and Opus: one encoder, fed part by part, checked like everything else by decoding."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from pipeline.settings.running_settings import Machine
from pipeline.settings.sound_settings import Audio
from pipeline.sound.decoding import measure_file
from pipeline.sound.encoding.finishing import finished
from pipeline.sound.encoding.trials import EncoderSettings, settled
from pipeline.sound.laid import laid_faults
from pipeline.sound.limiter import reach
from pipeline.sound.parts import parts_of
from pipeline.tools.ffmpeg import BITEXACT, QUIET, feed, ffmpeg_path, pcm_in
from pipeline.tools.formats import FORMATS
from pipeline.tools.store import Store
from pipeline.values.sound import LaidFault, Master, Measured, Timeline

_SPECIAL = re.compile(r"([=;#\\])")


def encode_whole(
    timeline: Timeline,
    mastered: Master,
    target: Path,
    store: Store,
    audio: Audio,
    machine: Machine,
) -> tuple[Measured, tuple[LaidFault, ...]]:
    """Write *timeline* to *target* and return what was measured of it.

    Args:
        timeline: What sounds when.
        mastered: Gain and ceiling.
        target: Written in place.
        store: Where clips lie.
        audio: Format, rate, bitrate.
        machine: Chooses the ffmpeg.

    Returns:
        What was measured, and where the sound that was encoded is not what was laid.

    Raises:
        AudioError: ffmpeg failed.
        ToolMissingError: There is no ffmpeg.
    """
    faults: list[LaidFault] = []

    def compared(settings: EncoderSettings) -> Iterator[memoryview]:
        faults.clear()
        pieces = sound_pieces(timeline, store, settings)
        for part, piece in zip(parts_of(timeline), pieces, strict=True):
            pcm = np.frombuffer(piece, np.float32)
            faults.extend(laid_faults(pcm, part.start, timeline, store, settings.gain_db))
            yield piece

    def measured(settings: EncoderSettings) -> tuple[Measured, list[float]]:
        # A folder, since Windows lets nobody else open a temporary file that is open.
        with tempfile.TemporaryDirectory() as folder:
            chapters = Path(folder, "chapters.ffmeta")
            chapters.write_text(ffmetadata(timeline), encoding="utf-8", newline="\n")
            argv = whole_argv(ffmpeg_path(machine), audio, timeline.rate_hz, chapters, target)
            feed(argv, compared(settings))
        result = measure_file(target, timeline.rate_hz, machine)
        peak = 10 ** (result.true_peak_dbtp / 20)
        return result, [peak]

    _, result = settled(measured, mastered, audio, n_parts=1)
    return result, tuple(dict.fromkeys(faults))


def whole_argv(ffmpeg: Path, audio: Audio, rate_hz: int, chapters: Path, target: Path) -> list[str]:
    """Return the arguments that encode standard input to *target*, with *chapters*."""
    form = FORMATS[audio.format]
    return [
        *(str(ffmpeg), *QUIET, *pcm_in(rate_hz), "-f", "ffmetadata", "-i", f"file:{chapters}"),
        *("-map", "0:a", "-map_chapters", "1", *BITEXACT, "-c:a", form.codec),
        *form.options,
        *("-b:a", f"{audio.bitrate_kbps}k", "-f", form.muxer, "-y", f"file:{target}"),
    ]


def ffmetadata(timeline: Timeline) -> str:
    """Return the chapters of *timeline* as ffmpeg reads them, to the sample.

    Source:
        ffmpeg-formats(1), "Metadata".
    """
    chapters = (
        f"[CHAPTER]\nTIMEBASE=1/{timeline.rate_hz}\nSTART={chapter.start}\nEND={chapter.end}\n"
        f"title={_plain(chapter.title)}\n"
        for chapter in timeline.chapters
    )
    return ";FFMETADATA1\n" + "".join(chapters)


def _plain(title: str) -> str:
    """Return *title* on one line, what ffmpeg would take for syntax escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(title.replace("\0", " ").split()))


def sound_pieces(
    timeline: Timeline, store: Store, settings: EncoderSettings
) -> Iterator[memoryview]:
    """Yield the samples of *timeline* as the encoder is given them, part by part."""
    margin = reach(timeline.rate_hz)
    for part in parts_of(timeline):
        pcm = finished(
            timeline,
            part.start - margin,
            part.end + margin,
            store,
            gain_db=settings.gain_db,
            limiter_dbtp=settings.limiter_dbtp[0],
        )
        yield memoryview(pcm[margin:-margin].tobytes())
