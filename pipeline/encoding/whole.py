"""AAC and Opus: one encoder, fed part by part, checked like everything else by decoding."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.decoding import measure_file
from pipeline.encoding.finishing import finished
from pipeline.encoding.trials import Settings, settled
from pipeline.ffmpeg import BITEXACT, QUIET, feed, ffmpeg_path, pcm_in
from pipeline.formats import FORMATS
from pipeline.measures import Reading
from pipeline.parts import parts_of
from pipeline.show import Audio, Show
from pipeline.store import Store
from pipeline.values.sound import Master, Measured, Timeline


def encode_whole(
    timeline: Timeline, mastered: Master, target: Path, store: Store, show: Show
) -> Measured:
    """Write *timeline* to *target* in the show's format and return what was measured of it.

    Args:
        timeline: What sounds when.
        mastered: Gain and ceiling.
        target: Written in place.
        store: Where clips lie.
        show: Format, rate, bitrate.

    Raises:
        AudioError: ffmpeg failed.
        ToolMissingError: There is no ffmpeg.
    """

    def measured(settings: Settings) -> tuple[Measured, list[Reading]]:
        pieces = (
            memoryview(
                finished(
                    timeline, part.start, part.end, store, gain_db=settings.gain_db,
                    limiter_dbtp=settings.limiter_dbtp[0],
                )
            ).cast("B")
            for part in parts_of(timeline)
        )  # fmt: skip
        feed(whole_argv(ffmpeg_path(show), show.audio, target), pieces)
        result = measure_file(target, show)
        peak = 10 ** (result.true_peak_dbtp / 20)
        none = np.zeros(0)
        return result, [Reading(cells=none, peaks=none.astype(np.float32), true_peak=peak)]

    return settled(measured, mastered, show, n_parts=1)[1]


def whole_argv(ffmpeg: Path, audio: Audio, target: Path) -> list[str]:
    """Return the arguments that encode standard input to *target*."""
    form = FORMATS[audio.format]
    return [
        *(str(ffmpeg), *QUIET, *pcm_in(audio.rate_hz), *BITEXACT, "-c:a", form.codec),
        *("-b:a", f"{audio.bitrate_kbps}k", "-f", form.muxer, "-y", f"file:{target}"),
    ]
